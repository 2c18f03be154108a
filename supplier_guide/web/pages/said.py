"""What we did with a question, in sentences: read, corrected, widened, nothing found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from supplier_guide.directory.question import Answer, Question
from supplier_guide.directory.reading import without_places
from supplier_guide.geo.place import Place
from supplier_guide.model.dutch import kilometres
from supplier_guide.search.query import Reach
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.wording import company_number, enterprises, listing


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that we did, and how to undo it; ``end`` closes the sentence behind the links."""

    text: str
    links: tuple[Link, ...] = ()
    end: str = ""


def asked_text(answer: Answer) -> str:
    """Return the words of the question without the parts that became a filter."""
    return " ".join(without_places(answer.question.q, answer.from_text).split())


def where(places: Sequence[Place], question: Question) -> str:
    """Return the places in words: ``rond Gent``, ``in Oost-Vlaanderen``."""
    if not places:
        return ""
    inside = question.reach is Reach.LOCATED and question.radius_km is None
    preposition = "in" if inside or all(p.is_area for p in places) else "rond"
    return f"{preposition} {listing([p.label for p in places], 'of')}"


def heading(answer: Answer, rubrics: Sequence[str]) -> str:
    """Return the heading of the results: how many, of what, where."""
    words = asked_text(answer)
    what = f"voor “{words}”" if words else f"voor {listing([r.lower() for r in rubrics], 'of')}" if rubrics else ""
    found = enterprises(answer.total) if answer.total else "Geen onderneming gevonden"
    if not answer.total and answer.hits:
        found = "Geen onderneming precies zoals gevraagd"
    return " ".join(filter(None, (found, what, where(answer.places, answer.question))))


def statements(answer: Answer, *, longer: Sequence[str] = ()) -> tuple[Statement, ...]:
    """Return everything that we did beyond what was asked for; ``longer`` are texts that may have been meant."""
    return (*_read(answer), *_corrected(answer), *_meant(answer, longer), *_widened(answer), *_also(answer))


def _read(answer: Answer) -> Iterator[Statement]:
    places = [part for part in answer.from_text if part.kind == "place"]
    if places:
        named, meant = listing([f"“{part.text}”" for part in places]), listing([part.label for part in places])
        everywhere = addresses.results(answer.question, q=asked_text(answer))
        yield Statement(f"We lazen {named} als plaats: {meant}.", (Link("Zoek overal", everywhere),))
    for part in answer.from_text:
        if part.kind == "cpv":
            yield Statement(f"We lazen “{part.text}” als CPV-code.")
        elif part.kind == "enterprise_number":
            yield Statement(f"We lazen “{part.text}” als ondernemingsnummer {company_number(part.value)}.")


def _corrected(answer: Answer) -> Iterator[Statement]:
    if answer.corrections:
        told = listing([f"“{c.corrected}” in plaats van “{c.original}”" for c in answer.corrections])
        literal = addresses.results(answer.question, literal=True)
        yield Statement(f"We zochten {told}.", (Link("Zoek toch letterlijk", literal),))


def _meant(answer: Answer, longer: Sequence[str]) -> Iterator[Statement]:
    if longer:
        links = tuple(Link(text, addresses.results(answer.question, q=text)) for text in longer)
        yield Statement("Bedoelt u", links, "?")


def _widened(answer: Answer) -> Iterator[Statement]:
    found = "geen enkele" if answer.total == 0 else f"er {answer.total}"
    literal = addresses.results(answer.question, literal=True)
    for step in answer.widened:
        if step.what == "radius_km" and step.end is not None:
            near = f"Binnen {kilometres(step.start)}" if step.start is not None else "In de plaats zelf"
            undo = f"Toon alleen {near[0].lower()}{near[1:]}"
            told = f"{near} vonden we {found}. We zochten verder, tot {kilometres(step.end)}."
            yield Statement(told, (Link(undo, literal),))
        elif step.dropped:
            dropped = listing([f"“{word}”" for word in step.dropped])
            told = f"Met alle woorden samen vonden we {found}. We zochten verder zonder {dropped}."
            yield Statement(told, (Link("Zoek toch met alle woorden", literal),))


def _also(answer: Answer) -> Iterator[Statement]:
    if answer.also_try:
        question = answer.question
        links = tuple(Link(r.label, addresses.results(question, q="", rubric=(r.value,))) for r in answer.also_try)
        yield Statement("Misschien past een verwante rubriek beter:", links)
