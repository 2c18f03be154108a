"""The pages of provinces and municipalities."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse

from supplier_guide.directory.finding import find
from supplier_guide.directory.question import FacetCount, Question
from supplier_guide.errors import NotFoundError
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.model.slug import slug
from supplier_guide.search.query import Reach
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.contacts import DeskView
from supplier_guide.web.pages.hits import HitList, hit_list
from supplier_guide.web.pages.results import desks_of
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, SearchBar, Visit, visit
from supplier_guide.web.pages.wording import enterprises, number

router = APIRouter(include_in_schema=False)
_NEARBY_SHOWN = 10
_LOCATED_SHOWN = 20
_LOCATED_READ = 100
"""Who is located in a town, so that the same enterprises are not listed again among those who work there."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The page of a place: who is there, who works there, for what, and whom to call."""

    name: str
    lead: str
    crumbs: tuple[Link, ...]
    located_heading: str
    located: HitList
    all_located: Link | None
    serving_heading: str
    serving: HitList | None
    all_serving: Link | None
    rubrics: tuple[tuple[Link, str], ...]
    municipalities: tuple[Link, ...]
    desks: tuple[DeskView, ...]


def municipality_named(gazetteer: Gazetteer, name: str) -> Place:
    """Return the municipality whose name in an address is ``name``, Dutch or French."""
    return _named(_municipalities(gazetteer), name, "gemeente")


def _named(places: dict[str, Place], name: str, noun: str) -> Place:
    found = places.get(slug(name))
    if found is None:
        raise NotFoundError("unknown_place", f"We kennen geen {noun} “{name[:60]}”.", field="place")
    return found


@lru_cache(maxsize=4)
def _municipalities(gazetteer: Gazetteer) -> dict[str, Place]:
    return _by_slug(gazetteer.municipalities())


@lru_cache(maxsize=4)
def _provinces(gazetteer: Gazetteer) -> dict[str, Place]:
    return _by_slug(gazetteer.provinces())


def _by_slug(places: Iterable[Place]) -> dict[str, Place]:
    """Return places by their name in addresses; a Dutch name goes before the same name in French."""
    known = list(places)
    return {slug(p.label_fr): p for p in known if p.label_fr} | {slug(p.label): p for p in known}


@router.get("/provincie/{name}")
def province_page(name: str, visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show a province: its enterprises, rubrics and municipalities."""
    gazetteer = visit.library.gazetteer
    place = _named(_provinces(gazetteer), name, "provincie")
    if name != slug(place.label):
        return RedirectResponse(addresses.place(place), status_code=301)
    question = Question(province=(place.code,))
    answer = find(visit.library, question, today=visit.today)
    heading = enterprises(answer.total)
    view = PlaceView(
        name=place.label,
        lead=f"{heading} uit de sociale economie {'zijn' if answer.total != 1 else 'is'} hier gevestigd.",
        crumbs=(Link("Zoeken", "/zoeken"),),
        located_heading="Gevestigd in deze provincie",
        located=hit_list(answer, gazetteer),
        all_located=_all(answer.total, question),
        serving_heading="",
        serving=None,
        all_serving=None,
        rubrics=_rubrics(answer.facets.get("rubric", ()), visit, question),
        municipalities=tuple(Link(m.label, addresses.place(m)) for m in _in_order(gazetteer.in_territory(place.code))),
        desks=desks_of(visit.library, [place]),
    )
    frame = Frame(
        f"Sociale economie in {place.label}",
        f"{heading} uit de sociale economie in {place.label}: wat ze doen, voor wie ze werken, hoe u ze bereikt.",
        addresses.place(place),
        # "Antwerpen" alone would be the town.
        search=SearchBar(place=gazetteer.choice(place)),
    )
    return visit.page("place.html", frame, view=view)


@router.get("/gemeente/{name}")
def municipality_page(name: str, visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show a municipality: who is located there, who works there, and its regional desk."""
    place = municipality_named(visit.library.gazetteer, name)
    if name != slug(place.label):
        return RedirectResponse(addresses.place(place), status_code=301)
    view = _municipality(visit, place)
    frame = Frame(
        f"Sociale economie in {place.label}",
        f"{view.lead} Met wat ze doen en hoe ver ze zitten.",
        addresses.place(place),
        search=SearchBar(place=place.label),
    )
    return visit.page("place.html", frame, view=view)


def _municipality(visit: Visit, place: Place) -> PlaceView:
    library = visit.library
    there = Question(place=(place.code,), reach=Reach.LOCATED, size=_LOCATED_READ, literal=True)
    located = find(library, there, today=visit.today)
    here = {found.enterprise.id for found in located.hits}
    works = Question(place=(place.code,), size=min(_NEARBY_SHOWN + len(here), _LOCATED_READ), literal=True)
    serving = find(library, works, today=visit.today)
    others = tuple(found for found in serving.hits if found.enterprise.id not in here)
    province = library.gazetteer.by_code(library.gazetteer.province_of(place.code) or "")
    return PlaceView(
        name=place.label,
        lead=f"{enterprises(located.total)} gevestigd, {enterprises(serving.total)} die hier of in de buurt werken.",
        crumbs=(Link(province.label, addresses.place(province)),) if province else (),
        located_heading=f"Gevestigd in {place.label}",
        located=hit_list(replace(located, hits=located.hits[:_LOCATED_SHOWN]), library.gazetteer),
        all_located=_all(located.total, replace(there, size=_LOCATED_SHOWN)),
        serving_heading="Werken hier ook",
        serving=hit_list(replace(serving, hits=others[:_NEARBY_SHOWN]), library.gazetteer),
        all_serving=_all_serving(serving.total, works) if len(others) > _NEARBY_SHOWN else None,
        rubrics=_rubrics(serving.facets.get("rubric", ()), visit, works, place),
        municipalities=(),
        desks=desks_of(library, [place]),
    )


def _all(total: int, question: Question) -> Link | None:
    if total <= question.size:
        return None
    return Link(f"Toon alle {enterprises(total)}", addresses.results(question, size=Question().size, literal=False))


def _all_serving(total: int, question: Question) -> Link:
    label = f"Toon alle {enterprises(total)} die hier of in de buurt werken"
    return Link(label, addresses.results(question, size=Question().size, literal=False))


def _rubrics(
    counts: Iterable[FacetCount], visit: Visit, question: Question, town: Place | None = None
) -> tuple[tuple[Link, str], ...]:
    """Return the main rubrics found here, each with the page of this rubric in this place."""
    catalogue = visit.library.catalogue
    main = [c for c in counts if c.value in catalogue.rubrics and catalogue.rubrics[c.value].parent is None]

    def address(rubric: str) -> str:
        if town:
            return f"{catalogue.rubric_address(rubric)}/{slug(town.label)}"
        return addresses.results(question, rubric=(rubric,))

    return tuple((Link(c.label, address(c.value)), number(c.count)) for c in main)


def _in_order(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda p: slug(p.label))
