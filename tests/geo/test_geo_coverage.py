"""Service areas as lists of territory codes."""

from timeit import repeat

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from supplier_guide.geo.coverage import Areas, Position, areas
from supplier_guide.geo.distance import km
from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.model.enterprise import ServiceArea

GAZETTEER = load_gazetteer()
TOWNS = GAZETTEER.municipalities()
CODES = sorted({code for town in TOWNS for code in town.ancestors})
GENT: Position = (51.05, 3.7167, "44021")

radii = st.floats(0.5, 400, allow_nan=False)
positions = st.builds(
    lambda lat, lon, town: (lat, lon, town.code if town else ""),
    st.floats(49.5, 51.5),
    st.floats(2.6, 6.4),
    st.one_of(st.none(), st.sampled_from(TOWNS)),
)
sites = st.lists(positions, min_size=1, max_size=4)


def radius(km_around: float, at: list[Position]) -> Areas:
    """Return what a radius covers."""
    found = areas(ServiceArea(kind="radius", radius_km=km_around), at, GAZETTEER)
    assert found is not None
    return found


def territories(*codes: str) -> Areas:
    """Return what named territories cover."""
    found = areas(ServiceArea(kind="territories", codes=codes), [], GAZETTEER)
    assert found is not None
    return found


def covered(found: Areas, place: Place) -> str:
    """Return full, partial or none, as the search decides it from the lists."""
    if set(place.ancestors) & set(found.full):
        return "full"
    return "partial" if place.code in found.part else "none"


def test_no_area_stated_is_not_known() -> None:
    assert areas(None, [GENT], GAZETTEER) is None


def test_radius_without_a_site_is_not_known() -> None:
    assert areas(ServiceArea(kind="radius", radius_km=20), [], GAZETTEER) is None


def test_country_is_one_code_and_covers_every_place() -> None:
    found = areas(ServiceArea(kind="country"), [], GAZETTEER)

    assert found == Areas(full=("BE",), part=(), nationwide=True)
    assert {covered(found, town) for town in TOWNS} == {"full"}


def test_territories_keep_their_few_codes_and_touch_what_holds_them() -> None:
    found = territories("BE23", "46021")

    assert set(found.full) == {"BE23", "46021"}
    assert set(found.part) == {"BE2", "BE", "BE236", "BE23"}
    assert not found.nationwide


def test_brussels_is_the_same_under_each_of_its_codes() -> None:
    assert set(territories("BE10").full) == set(territories("BE1").full) == {"BE1", "BE10", "BE100"}


def test_territory_be_is_nationwide() -> None:
    assert territories("BE").nationwide


def test_merged_municipality_and_older_nuts_code_count_as_what_they_are_now() -> None:
    assert territories("46003").full == ("46030",)
    assert territories("BE221").full == ("BE224",)


def test_unknown_territories_alone_are_not_known() -> None:
    assert areas(ServiceArea(kind="territories", codes=("99999",)), [], GAZETTEER) is None


def test_ten_kilometres_around_gent() -> None:
    found = radius(10, [GENT])

    assert covered(found, GAZETTEER.resolve("Merelbeke")) == "full"
    assert covered(found, GAZETTEER.resolve("Sint-Martens-Latem")) == "full"
    assert covered(found, GAZETTEER.resolve("Antwerpen")) == "none"
    assert covered(found, GAZETTEER.resolve("Oost-Vlaanderen")) == "partial"
    assert covered(found, GAZETTEER.resolve("West-Vlaanderen")) == "none"


def test_radius_around_brussels_fills_the_region() -> None:
    found = radius(15, [(50.8466, 4.3528, "21004")])

    assert {"BE1", "BE10", "BE100"} <= set(found.full)
    assert covered(found, GAZETTEER.resolve("BE10")) == "full"


@given(at=sites, around=radii)
def test_radius_is_what_the_definition_says(at: list[Position], around: float) -> None:
    found = radius(around, at)

    own = {code or GAZETTEER.nearest(lat, lon).code for lat, lon, code in at}
    least = {t.code: min(km(lat, lon, t.lat, t.lon) for lat, lon, _ in at) for t in TOWNS}
    inside = {code for code, distance in least.items() if distance <= around} | own
    edge = {code for code, distance in least.items() if abs(distance - around) < 1e-6}
    assume(not edge)
    members = {code: {t.code for t in TOWNS if code in t.ancestors} for code in CODES}
    assert set(found.full) == {code for code, towns in members.items() if towns <= inside}
    assert set(found.part) == {code for code, towns in members.items() if towns & inside and code.startswith("BE")}


@given(at=sites, around=radii)
def test_full_implies_touched_above(at: list[Position], around: float) -> None:
    found = radius(around, at)

    for code in found.full:
        place = GAZETTEER.by_code(code)
        assert place is not None
        assert set(place.ancestors[1:]) <= set(found.part)


@given(codes=st.lists(st.sampled_from(CODES), min_size=1, max_size=6))
def test_ancestors_of_named_territories_are_touched(codes: list[str]) -> None:
    found = territories(*codes)

    assert set(codes) <= set(found.full)
    for code in found.full:
        place = GAZETTEER.by_code(code)
        assert place is not None
        assert set(place.ancestors[1:]) <= set(found.part) | set(found.full)


@given(codes=st.lists(st.sampled_from(CODES), min_size=1, max_size=6), town=st.sampled_from(TOWNS))
def test_town_in_a_named_territory_is_covered_fully(codes: list[str], town: Place) -> None:
    inside = any(code in town.ancestors for code in codes)

    assert not inside or covered(territories(*codes), town) == "full"


@given(at=sites, small=radii, large=radii)
def test_larger_radius_never_covers_less(at: list[Position], small: float, large: float) -> None:
    small, large = sorted((small, large))

    narrow, wide = radius(small, at), radius(large, at)

    assert set(narrow.full) <= set(wide.full)
    assert set(narrow.part) <= set(wide.part)


@given(at=sites, one=positions, around=radii)
def test_another_site_never_covers_less(at: list[Position], one: Position, around: float) -> None:
    assert set(radius(around, at).full) <= set(radius(around, [*at, one]).full)


@given(town=st.sampled_from(TOWNS), lat=st.floats(49.5, 51.5), lon=st.floats(2.6, 6.4))
def test_radius_always_contains_the_own_municipality(town: Place, lat: float, lon: float) -> None:
    assert town.code in radius(0.5, [(lat, lon, town.code)]).full


def test_radius_over_the_whole_country_is_nationwide() -> None:
    assert radius(400, [GENT]).nationwide


def test_new_position_takes_a_tenth_of_a_millisecond() -> None:
    area = ServiceArea(kind="radius", radius_km=25)
    spots = iter([(50.7 + n / 20_000, 3.2 + n / 5_000, "44021") for n in range(10_000)])

    best = min(repeat(lambda: areas(area, [next(spots)], GAZETTEER), number=200, repeat=5)) / 200

    assert best < 250e-6


@pytest.mark.parametrize("code", ["BE", "BE2", "BE23", "BE234", "44021"])
def test_every_level_of_an_asked_place_is_covered_by_its_own_code(code: str) -> None:
    place = GAZETTEER.by_code(code)

    assert place is not None
    assert covered(territories(code), place) == "full"
