"""The results: what was asked, what was found, how to refine it, whom to call when nothing fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.directory.finding import find
from supplier_guide.directory.library import Library
from supplier_guide.directory.looking import desks_for
from supplier_guide.directory.question import Answer, Question
from supplier_guide.directory.suggesting import longer
from supplier_guide.geo.place import Place
from supplier_guide.web.pages import addresses, said
from supplier_guide.web.pages.contacts import DeskView, desk_views
from supplier_guide.web.pages.filters import GROUPS, Filters, Labels, filters
from supplier_guide.web.pages.hits import HitList, hit_list
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, SearchBar, Visit, visit
from supplier_guide.web.pages.wording import company_number, enterprises, listing, number
from supplier_guide.web.params import read_question

router = APIRouter(include_in_schema=False)
# The filters have controls of their own; all else of the question travels along unseen.
_SHOWN = {"q", "place", "page", "reach", "radius_km", "sort", *(name for name, _ in GROUPS)}
FURTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Pager:
    """Where we are in the pages, and the addresses beside it (empty at the ends)."""

    now: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The page of results.

    ``number`` is the enterprise number that nobody here has; ``beyond`` leads back from a page after the last.
    """

    heading: str
    amount: str
    statements: tuple[said.Statement, ...]
    filters: Filters
    hits: HitList
    pager: Pager
    desks: tuple[DeskView, ...]
    places: str
    nothing: bool
    number: str
    beyond: tuple[str, Link] | None
    refinable: bool
    without_place: str
    date: str


@router.get("/zoeken")
def results_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Answer the question in the address; what cannot be understood is said on the page (status 422)."""
    library = visit.library
    question = read_question(visit.request.scope["query_string"], strict=False)
    answer = find(library, question, today=visit.today)
    refine = filters(answer, Labels(library.catalogue, library.gazetteer))
    unknown = unknown_number(answer)
    view = ResultsView(
        heading=f"Geen onderneming met nummer {unknown}" if unknown else _heading(library, answer),
        amount=enterprises(answer.total),
        statements=() if unknown else _statements(visit, answer),
        filters=refine,
        hits=hit_list(answer, library.gazetteer),
        pager=pager(answer),
        desks=desks_of(library, answer.places),
        places=listing([place.label for place in answer.places]),
        nothing=not answer.hits,
        number=unknown,
        beyond=beyond(answer),
        refinable=bool(refine.groups),
        without_place=addresses.results(question, place=(), lat=None, lon=None) if answer.places else "",
        date=visit.stamp,
    )
    return visit.page("results.html", _frame(question, view), view=view)


def unknown_number(answer: Answer) -> str:
    """Return the enterprise number that was asked for when no enterprise here has it."""
    asked = next((part.value for part in answer.from_text if part.kind == "enterprise_number"), "")
    return company_number(asked) if asked and not answer.hits else ""


def _heading(library: Library, answer: Answer) -> str:
    shown = replace(answer, question=replace(answer.question, q="")) if says_nothing(library, answer) else answer
    return said.heading(shown, [library.catalogue.label(r) for r in answer.question.rubric])


def _statements(visit: Visit, answer: Answer) -> tuple[said.Statement, ...]:
    told = said.statements(answer, longer=longer(visit.library, answer, today=visit.today))
    if not says_nothing(visit.library, answer):
        return told
    shown = "die bij uw andere keuzes passen" if answer.places or addresses.has_filters(answer.question) else ""
    ignored = f"“{said.asked_text(answer)}” zegt niet wat u zoekt. We tonen alle ondernemingen {shown}".rstrip()
    return (said.Statement(f"{ignored}."), *told)


def says_nothing(library: Library, answer: Answer) -> bool:
    """Whether the text holds no word to search with, such as “de”, and no code either."""
    words = said.asked_text(answer)
    coded = any(part.kind != "place" for part in answer.from_text)
    return bool(words) and not coded and not library.analyser.words(words)


def _frame(question: Question, view: ResultsView) -> Frame:
    address = addresses.results(question, page=question.page)
    return Frame(
        title=view.heading,
        description=f"{view.heading}. Ondernemingen uit de sociale economie, met reden, afstand en contact.",
        path=address,
        here="Zoeken",
        # Every combination of filters is a page: crawlers are led to rubrics and places instead.
        indexed=address == "/zoeken",
        search=search_bar(question),
    )


def search_bar(question: Question) -> SearchBar:
    """Return the search bar with the question in it; several places stand in the address, the first in the field."""
    return SearchBar(
        q=question.q,
        place=question.place[0] if question.place else "",
        hidden=tuple(
            (name, value)
            for name, value in addresses.pairs(question)
            if name not in _SHOWN or (name == "place" and value != question.place[0])
        ),
    )


def desks_of(library: Library, places: Sequence[Place]) -> tuple[DeskView, ...]:
    """Return the desks that serve the places asked for."""
    desks = {d.name: d for place in places for d in desks_for(library, place)}
    return desk_views(desks.values())


def beyond(answer: Answer) -> tuple[str, Link] | None:
    """Return how many pages there are and the way to the last, when a page after it was asked for."""
    last = _last(answer)
    if answer.question.page <= last or not answer.total:
        return None
    told = "Er is maar 1 pagina." if last == 1 else f"Er zijn maar {number(last)} pagina’s."
    return told, Link(f"Ga naar pagina {number(last)}", addresses.results(answer.question, page=last))


def _last(answer: Answer) -> int:
    return max(1, min(-(-answer.total // answer.question.size), FURTHEST // answer.question.size))


def pager(answer: Answer) -> Pager:
    """Return the neighbouring pages; pages beyond the ten-thousandth hit are not offered."""
    question, last = answer.question, _last(answer)
    return Pager(
        now=f"Pagina {number(question.page)} van {number(last)}" if question.page <= last > 1 else "",
        before=addresses.results(question, page=question.page - 1) if 1 < question.page <= last else "",
        after=addresses.results(question, page=question.page + 1) if question.page < last else "",
    )
