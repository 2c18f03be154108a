"""The page of a rubric, and of a rubric in a municipality."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from supplier_guide.directory.finding import find
from supplier_guide.directory.question import Answer, Question
from supplier_guide.geo.place import Place
from supplier_guide.model.reference import Rubric
from supplier_guide.model.slug import slug
from supplier_guide.web.pages import addresses, said
from supplier_guide.web.pages.contacts import DeskView
from supplier_guide.web.pages.hits import HitList, hit_list
from supplier_guide.web.pages.places import municipality_named
from supplier_guide.web.pages.results import desks_of
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, SearchBar, Visit, visit
from supplier_guide.web.pages.wording import enterprises, number

router = APIRouter(include_in_schema=False)
SHOWN = 20
COUNTED = 100
"""Hits of which the municipalities are counted; a rubric with more leads to the provinces instead."""


@dataclass(frozen=True, slots=True)
class RubricView:
    """The page of a rubric; ``everything`` leads to all its enterprises when they are not all on the page."""

    label: str
    amount: str
    lead: str
    crumbs: tuple[Link, ...]
    synonyms: tuple[str, ...]
    parts: tuple[tuple[Link, str], ...]
    hits: HitList
    everything: Link | None
    statements: tuple[said.Statement, ...]
    places: tuple[tuple[Link, str], ...]
    siblings: tuple[Link, ...]
    desks: tuple[DeskView, ...]
    town: str


@router.get("/rubrieken")
def rubrics_page() -> Response:
    """Lead to the list of rubrics, which stands on the home page."""
    return RedirectResponse("/#rubrieken", status_code=301)


@router.get("/rubrieken/{rubric_id}")
@router.get("/rubrieken/{rubric_id}/{name}")
def rubric_page(rubric_id: str, visit: Annotated[Visit, Depends(visit)], name: str = "") -> Response:
    """Show a rubric; a wrong or absent name in the address leads to the right one for good."""
    catalogue = visit.library.catalogue
    rubric = catalogue.rubric(rubric_id)
    address = catalogue.rubric_address(rubric_id)
    if name != slug(rubric.labels.nl):
        return RedirectResponse(address, status_code=301)
    answer = find(visit.library, Question(rubric=(rubric_id,), size=COUNTED), today=visit.today)
    view = _view(visit, rubric, answer, places=_municipalities(visit, rubric, answer))
    description = f"{view.amount} uit de sociale economie voor {rubric.labels.nl.lower()}, met wat ze doen en waar."
    bar = SearchBar(hidden=(("rubric", rubric_id),))
    return visit.page("rubric.html", Frame(rubric.labels.nl, description, address, search=bar), view=view)


@router.get("/rubrieken/{rubric_id}/{name}/{town}")
def rubric_in_town(rubric_id: str, name: str, town: str, visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show who works in a municipality for a rubric."""
    catalogue = visit.library.catalogue
    rubric = catalogue.rubric(rubric_id)
    place = municipality_named(visit.library.gazetteer, town)
    address = f"{catalogue.rubric_address(rubric_id)}/{slug(place.label)}"
    if (name, town) != (slug(rubric.labels.nl), slug(place.label)):
        return RedirectResponse(address, status_code=301)
    answer = find(visit.library, Question(rubric=(rubric_id,), place=(place.code,), size=SHOWN), today=visit.today)
    view = _view(visit, rubric, answer, town=place)
    title = f"{rubric.labels.nl} in {place.label}"
    description = f"{view.amount} voor {rubric.labels.nl.lower()} die in of rond {place.label} werken."
    # A page without anything literal to show is no answer to a search on the web.
    frame = Frame(
        title,
        description,
        address,
        indexed=answer.total > 0,
        search=SearchBar(place=place.label, hidden=(("rubric", rubric_id),)),
    )
    return visit.page("rubric.html", frame, view=view)


def _view(
    visit: Visit, rubric: Rubric, answer: Answer, *, places: Sequence[tuple[Link, str]] = (), town: Place | None = None
) -> RubricView:
    catalogue = visit.library.catalogue
    lead = "in of rond deze gemeente" if town else "in België"
    return RubricView(
        label=f"{rubric.labels.nl} in {town.label}" if town else rubric.labels.nl,
        amount=enterprises(answer.total),
        lead=lead,
        crumbs=_crumbs(visit, rubric, town),
        synonyms=() if town else rubric.synonyms,
        parts=() if town else _parts(visit, rubric),
        hits=hit_list(_first(answer), visit.library.gazetteer),
        everything=_everything(answer),
        statements=said.statements(answer),
        places=tuple(places),
        siblings=tuple(Link(r.labels.nl, catalogue.rubric_address(r.id)) for r in catalogue.siblings(rubric.id)),
        desks=desks_of(visit.library, [town]) if town else (),
        town=town.label if town else "",
    )


def _first(answer: Answer) -> Answer:
    return replace(answer, hits=answer.hits[:SHOWN])


def _everything(answer: Answer) -> Link | None:
    if answer.total <= SHOWN:
        return None
    return Link(f"Toon alle {enterprises(answer.total)}", addresses.results(answer.question, size=SHOWN))


def _crumbs(visit: Visit, rubric: Rubric, town: Place | None) -> tuple[Link, ...]:
    catalogue = visit.library.catalogue
    above = catalogue.ancestry(rubric.id)[:0:-1] if town is None else catalogue.ancestry(rubric.id)[::-1]
    return (
        Link("Rubrieken", "/#rubrieken"),
        *(Link(catalogue.label(r), catalogue.rubric_address(r)) for r in above),
    )


def _parts(visit: Visit, rubric: Rubric) -> tuple[tuple[Link, str], ...]:
    catalogue = visit.library.catalogue
    return tuple(
        (Link(p.labels.nl, catalogue.rubric_address(p.id)), number(visit.overview.amount("rubric", p.id)))
        for p in catalogue.children(rubric.id)
    )


def _municipalities(visit: Visit, rubric: Rubric, answer: Answer) -> tuple[tuple[Link, str], ...]:
    """Return where the enterprises of a rubric are: by municipality, or by province when they are many."""
    if answer.total > COUNTED:
        return tuple(
            (Link(c.label, addresses.results(answer.question, province=(c.value,), size=SHOWN)), number(c.count))
            for c in answer.facets.get("province", ())
        )
    base = visit.library.catalogue.rubric_address(rubric.id)
    located = Counter(found.municipality for found in answer.hits if found.municipality)
    return tuple((Link(name, f"{base}/{slug(name)}"), number(amount)) for name, amount in sorted(located.items()))
