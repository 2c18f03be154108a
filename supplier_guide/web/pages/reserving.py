"""May I reserve this contract? One question a screen, then the verdict and texts to copy; `/voorbehouden`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Response

from supplier_guide.errors import GuideError
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.need import Need, Regime
from supplier_guide.rules import Reservation, Rules, check
from supplier_guide.rules.texts import Route, Texts, load_texts
from supplier_guide.web.access import parts_of
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.amounts import euros, spell
from supplier_guide.web.needs.fields import Field, Option, make_form
from supplier_guide.web.needs.reading import Complaint, Reading, complaint_of, read_need
from supplier_guide.web.needs.typed import DURATION, Typed, typed
from supplier_guide.web.pages.answered import asked_regimes
from supplier_guide.web.pages.lawviews import Headline, LawView, headline, law_view
from supplier_guide.web.pages.questions import QUESTIONS, Question, answer_words, asked
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, Visit, visit
from supplier_guide.web.params import query_pairs

router = APIRouter(include_in_schema=False)
PATH = "/voorbehouden"
TITLE = "Mag ik voorbehouden?"
PLACES = {
    "notice": "Voor de aankondiging",
    "invitation": "Voor de uitnodiging, als er geen aankondiging is",
    "specifications": "Voor het bestek",
    "decision": "Voor de beslissing van het bestuur",
}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One screen; ``hidden`` are the other answers, which the form sends along."""

    question: Question
    fields: tuple[Field, ...]
    complaint: Complaint | None
    hidden: tuple[tuple[str, str], ...]
    number: int
    of: int
    before: str
    first: bool


@dataclass(frozen=True, slots=True)
class RouteView:
    """A route with its texts."""

    id: str
    label: str
    when: str
    rule: Link
    care: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextsView:
    """The four routes."""

    mark: str
    routes: tuple[RouteView, ...]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The end: the verdict, the answers it rests on, the law, the texts, and who can do it."""

    headline: Headline
    answers: tuple[tuple[str, str, str], ...]
    law: LawView
    texts: TextsView
    total: str
    suppliers: str


@router.get(PATH)
def reserving_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Ask the next question, or give the verdict."""
    pairs = query_pairs(visit.request.scope["query_string"])
    answers = typed(pairs)
    rules = parts_of(visit.request).rules
    reading = read_need(answers)
    questions = list(asked(answers, rules))
    wrong = _wrong(questions, reading.complaints)
    if wrong:
        return _ask(visit, answers, questions, *wrong)
    named = dict(pairs).get("vraag", "")
    chosen = next((q for q in questions if q.name == named), None)
    chosen = chosen or next((q for q in questions if not q.answered(answers)), None)
    if chosen:
        return _ask(visit, answers, questions, chosen)
    assert reading.need is not None
    try:
        reservation = check(reading.need, rules, today=visit.today, lot=reading.need.lots[0])
    except GuideError as error:
        day = next(q for q in QUESTIONS if q.name == "datum")
        return _ask(visit, answers, questions, day, complaint_of(error))
    return _verdict(visit, reading, questions, reservation, rules=rules)


@router.get(f"{PATH}/teksten")
def texts_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show the four routes with their texts alone."""
    word = dict(query_pairs(visit.request.scope["query_string"])).get("regels", "")
    regime = c.REGIMES[word].meaning if word in c.REGIMES else None
    frame = Frame(
        "Vier manieren om sociaal te kopen",
        "Voorbeeldteksten om over te nemen: een opdracht of perceel voorbehouden, een voorwaarde, een criterium.",
        f"{PATH}/teksten",
        here=TITLE,
    )
    return visit.page("routes.html", frame, view=texts_view(regime, parts_of(visit.request).rules))


def _wrong(questions: Iterable[Question], complaints: Iterable[Complaint]) -> tuple[Question, Complaint] | None:
    for complaint in complaints:
        found = next((q for q in questions if complaint.field in q.fields), None)
        if found:
            return found, complaint
    return None


def _ask(
    visit: Visit, answers: Typed, questions: list[Question], question: Question, complaint: Complaint | None = None
) -> Response:
    number = questions.index(question)
    hidden = tuple((name, value) for name, value in answers.pairs() if name not in question.fields)
    before = _address(answers, questions[number - 1].name) if number else ""
    view = QuestionView(
        question, _fields(visit, answers, question, complaint), complaint, hidden,
        number + 1, len(questions), before, first=not answers.pairs(),
    )  # fmt: skip
    plain_start = view.first and complaint is None
    frame = Frame(
        TITLE if plain_start else f"{question.title} – {TITLE}",
        "Mag u een opdracht voorbehouden aan de sociale economie? Eén vraag per scherm, met het artikel en de bron.",
        PATH,
        here=TITLE,
        indexed=plain_start,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if complaint else HTTPStatus.OK
    return visit.page("question.html", frame, status=status, view=view)


def _fields(visit: Visit, answers: Typed, question: Question, complaint: Complaint | None) -> tuple[Field, ...]:
    if question.choices is not None:
        value = answers.one(question.name)
        unknown = Option(c.UNKNOWN, "Dat weet ik nog niet", "", value == c.UNKNOWN)
        options = (*(Option(k.value, k.label, k.note, k.value == value) for k in question.choices.values()), unknown)
        return (Field(question.name, question.title, "radio", options=options, complaint=complaint),)
    kept = Typed({n: v for n, v in answers.values.items() if v != (c.UNKNOWN,)}, 1)
    form = make_form(kept, [complaint] if complaint else [], visit.library.catalogue, {})
    every = [*form.lots[0].main, *form.lots[0].more, *form.amount, *form.buyer, *form.legal]
    return tuple(f for name in question.fields for f in every if f.name == name)


def _address(answers: Typed, question: str = "") -> str:
    query = urlencode([*answers.pairs(), *([("vraag", question)] if question else [])])
    return f"{PATH}?{query}" if query else PATH


def _verdict(
    visit: Visit, reading: Reading, questions: list[Question], reservation: Reservation, *, rules: Rules
) -> Response:
    need, answers = reading.need, reading.typed
    assert need is not None
    known = {field: q.name for q in questions for field in q.fields}
    view = VerdictView(
        headline=headline(reservation, rules, asked_regimes(need.lots[0], need)),
        answers=tuple((q.title, _words(q, reading, need, visit), _address(answers, q.name)) for q in questions),
        law=law_view(reservation, rules, need, lambda f: _address(answers, known[f]) if f in known else ""),
        texts=texts_view(need.regime, rules),
        total="" if reading.total is None else f"{euros(reading.total)} zonder btw",
        suppliers=f"/opdracht?{urlencode([*answers.pairs(), ('wijzig', 'ja')])}",
    )
    frame = Frame(
        f"{view.headline.word} – {TITLE}",
        "Het antwoord, met artikel, voorwaarden, wat u waar schrijft en wat nog niet bekend is.",
        PATH,
        here=TITLE,
        indexed=False,
    )
    return visit.page("verdict.html", frame, view=view)


def _words(question: Question, reading: Reading, need: Need, visit: Visit) -> str:
    estimate = reading.estimates[0]
    if question.fields == DURATION and need.lots[0].duration_months:
        return spell(need.lots[0].duration_months)
    if question.name == "bedrag" and estimate is not None:
        return f"{euros(estimate.total)} zonder btw{f' ({estimate.how})' if estimate.how else ''}"
    if question.name == "datum":
        return dutch_date(need.date) if need.date else f"nog niet bekend; we rekenden met {dutch_date(visit.today)}"
    return answer_words(question, reading.typed)


@cache
def _texts() -> Texts:
    return load_texts()


def texts_view(regime: Regime | None, rules: Rules) -> TextsView:
    """Return the routes with the articles of a regime."""
    texts = _texts()
    return TextsView(texts.mark, tuple(_route(route, rules) for route in texts.of(regime)))


def _route(route: Route, rules: Rules) -> RouteView:
    rule = rules.rules[route.fact]
    return RouteView(
        route.id, route.label, route.when, Link(rule.article, f"/regels/{rule.id}"), route.care,
        tuple((PLACES[t.where], t.text) for t in route.texts),
    )  # fmt: skip
