"""The home page: one search bar, the rubrics, the provinces, the ways of working together."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.directory.library import Library
from supplier_guide.model.vocabulary import Mode
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.maps import ProvinceMap, province_map
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import SERVICE, Frame, SearchBar, Visit, visit
from supplier_guide.web.pages.wording import enterprises, number

router = APIRouter(include_in_schema=False)
OFTEN = ("groenonderhoud", "verpakken", "drukwerk", "poetsen", "catering", "verhuizen")
_PARTS_NAMED = 4


@dataclass(frozen=True, slots=True)
class RubricTile:
    """A rubric with some of its parts, and how many enterprises it has."""

    label: str
    href: str
    amount: str
    parts: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way of working together."""

    icon: str
    label: str
    text: str
    href: str
    amount: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    often: tuple[Link, ...]
    rubrics: tuple[RubricTile, ...]
    ways: tuple[Way, ...]
    map: ProvinceMap
    provinces: tuple[tuple[Link, str], ...]
    amount: str


WAYS = (
    (Mode.WORKSHOP, "In hun atelier", "U brengt of stuurt het werk; zij voeren het uit en leveren terug."),
    (Mode.ENCLAVE, "Een team bij u", "Een groep komt met een eigen begeleider in uw gebouw of op uw werf werken."),
    (Mode.ON_LOCATION, "Op verplaatsing", "Zij komen langs met eigen materiaal: groen, poets, klussen, verhuis."),
    (Mode.GOODS, "Producten kopen", "Wat ze zelf maken of tweedehands verkopen: voeding, geschenken, meubels."),
)


@router.get("/")
def home_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show the home page."""
    overview = visit.overview
    view = HomeView(
        often=tuple(Link(word, f"/zoeken?q={word}") for word in OFTEN),
        rubrics=rubric_tiles(visit),
        ways=ways(visit),
        map=province_map(visit.library.gazetteer, overview),
        provinces=tuple(
            (Link(p.label, addresses.place(p)), number(overview.amount("province", p.code)))
            for p in visit.library.gazetteer.provinces()
            if overview.amount("province", p.code)
        ),
        amount=enterprises(overview.total),
    )
    frame = Frame(
        title=f"{SERVICE}: koop bij de sociale economie",
        description="Zoek ondernemingen uit de sociale economie op product, dienst of plaats. "
        f"{view.amount}, met wat ze doen, waar ze werken en hoe u ze bereikt.",
        path="/",
        search=SearchBar(folds=False),
    )
    return visit.page("home.html", frame, view=view)


def rubric_tiles(visit: Visit) -> tuple[RubricTile, ...]:
    """Return the main rubrics, each with the parts that have most enterprises."""
    catalogue = visit.library.catalogue
    return tuple(
        RubricTile(
            label=rubric.labels.nl,
            href=catalogue.rubric_address(rubric.id),
            amount=number(visit.overview.amount("rubric", rubric.id)),
            parts=_parts(visit.library, visit, rubric.id),
        )
        for rubric in catalogue.parents()
    )


def _parts(library: Library, visit: Visit, rubric_id: str) -> str:
    parts = library.catalogue.children(rubric_id)
    largest = sorted(parts, key=lambda p: -visit.overview.amount("rubric", p.id))
    # A line may break behind a dot, never before it.
    return "\u00a0· ".join(p.labels.nl for p in largest[:_PARTS_NAMED])


def ways(visit: Visit) -> tuple[Way, ...]:
    """Return the ways of working together with how many enterprises offer each."""
    return tuple(
        Way(
            mode.value,
            label,
            text,
            f"/zoeken?mode={mode.value}",
            enterprises(visit.overview.amount("mode", mode.value)),
        )
        for mode, label, text in WAYS
    )
