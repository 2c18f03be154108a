"""Who serves a place: fourteen enterprises in five places with every sort of area, as peers test it."""

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.directory.suggesting import suggest
from supplier_guide.errors import Unprocessable
from supplier_guide.search.query import Coverage, Reach
from tests.peers.asking import answer, found
from tests.peers.builders import (
    CLEANING,
    COUNTRY,
    EAST_FLANDERS,
    FLANDERS,
    GENT,
    GREEN,
    LIEGE_PROVINCE,
    WALLONIA,
    activity,
    enterprise,
    radius,
    territories,
)
from tests.peers.conftest import Holding

AREAS = {
    "gent land": ("9000", COUNTRY),
    "gent gewest": ("9000", territories(FLANDERS)),
    "gent provincie": ("9030", territories(EAST_FLANDERS)),
    "gent 10": ("9050", radius(10)),
    "merelbeke 10": ("9820", radius(10)),
    "oudenaarde 5": ("9700", radius(5)),
    "brugge land": ("8000", COUNTRY),
    "brugge gewest": ("8000", territories(FLANDERS)),
    "brugge buurprovincie": ("8000", territories(EAST_FLANDERS)),
    "brugge 20": ("8000", radius(20)),
    "luik land": ("4000", COUNTRY),
    "luik gewest": ("4000", territories(WALLONIA)),
    "luik provincie": ("4000", territories(LIEGE_PROVINCE)),
    "luik 50": ("4000", radius(50)),
}
NATIONWIDE = {"gent-land", "brugge-land", "luik-land"}
WHOLE_PROVINCE = {"gent-gewest", "gent-provincie", "brugge-gewest", "brugge-buurprovincie"}


@pytest.fixture
def everybody(holding: Holding) -> Library:
    """Return a library with all fourteen."""
    return holding(*(enterprise(name, activity(area=area), at=at) for name, (at, area) in AREAS.items()))


def test_a_province_is_served_by_who_covers_it_or_part_of_it(everybody: Library) -> None:
    coverage = {hit.enterprise.id: hit.coverage for hit in answer(everybody, place=("Oost-Vlaanderen",)).hits}
    # A peer leaves out a radius of 20 km around Brugge. It reaches Maldegem, in the province: ours says partly.
    part = {"gent-10", "merelbeke-10", "oudenaarde-5", "brugge-20"}
    assert {i for i, c in coverage.items() if c is Coverage.FULL} == NATIONWIDE | WHOLE_PROVINCE
    assert {i for i, c in coverage.items() if c is Coverage.PARTIAL} == part
    assert len(coverage) == 11


def test_a_town_is_served_by_whose_radius_reaches_its_centre_the_nearest_first(everybody: Library) -> None:
    ids = found(everybody, place=("Oudenaarde",))
    assert set(ids) == {*NATIONWIDE, *WHOLE_PROVINCE, "oudenaarde-5"}
    assert ids[0] == "oudenaarde-5"


def test_nationwide_enterprises_stand_below_local_ones(everybody: Library) -> None:
    assert set(found(everybody, place=("Oudenaarde",))[-3:]) == NATIONWIDE


def test_two_places_mean_either_of_them(everybody: Library) -> None:
    around_gent = {"gent-10", "merelbeke-10"}
    around_liege = {"luik-gewest", "luik-provincie", "luik-50"}
    expected = NATIONWIDE | WHOLE_PROVINCE | around_gent | around_liege
    assert set(found(everybody, place=("Gent", "Luik"))) == expected


@pytest.mark.parametrize("asked", [{"province": (EAST_FLANDERS,)}, {"place": (EAST_FLANDERS,), "reach": Reach.LOCATED}])
def test_seated_in_a_province_is_asked_apart_from_serving_it(everybody: Library, asked: dict[str, object]) -> None:
    seated = {"gent-land", "gent-gewest", "gent-provincie", "gent-10", "merelbeke-10", "oudenaarde-5"}
    assert set(found(everybody, **asked)) == seated


def test_rubric_and_area_hold_on_one_activity(holding: Holding) -> None:
    library = holding(
        enterprise("Luik", activity(GREEN, area=radius(10)), activity(CLEANING, area=COUNTRY), at="4000"),
        enterprise("Gent", activity(GREEN, area=radius(10))),
    )
    assert found(library, rubric=(GREEN,), place=("Gent",)) == ["gent"]


def test_who_serves_one_town_of_the_asked_province_serves_part_of_it(holding: Holding) -> None:
    library = holding(enterprise("Haven", activity(area=territories("46021")), at="2000"))
    result = answer(library, rubric=(GREEN,), place=("BE23",))
    assert [(hit.enterprise.id, hit.coverage) for hit in result.hits] == [("haven", Coverage.PARTIAL)]


@pytest.mark.parametrize("code", ["9000", "9030", "9050"])
def test_every_postal_code_of_a_town_finds_the_town(holding: Holding, code: str) -> None:
    library = holding(enterprise("Stad", activity(area=territories(GENT)), at="2000"))
    result = answer(library, place=(code,))
    assert [place.code for place in result.places] == [GENT]
    assert [hit.enterprise.id for hit in result.hits] == ["stad"]


def test_half_a_postal_code_is_completed_while_typing_and_never_guessed(holding: Holding) -> None:
    # A peer takes the beginning of a code as the place. Ours offers the codes that begin so, and refuses to guess.
    library = holding(enterprise("Stad"))
    offered = [s.value for s in suggest(library, "903", limit=10) if s.kind == "place"]
    assert "9030" in offered
    with pytest.raises(Unprocessable) as refused:
        found(library, place=("903",))
    assert refused.value.code == "unknown_place"
