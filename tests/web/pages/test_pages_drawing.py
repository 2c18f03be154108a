"""Maps and words: points that touch become one pin, names never overlap, numbers read as Dutch."""

import re
from itertools import combinations
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.directory.browsing import overview
from supplier_guide.directory.library import Library
from supplier_guide.web.outlines import land_svg, project
from supplier_guide.web.pages.maps import LANDMARKS, WIDTH, PointMap, point_map, province_map
from supplier_guide.web.pages.pins import Point
from supplier_guide.web.pages.visit import linked_data
from supplier_guide.web.pages.wording import company_number, count, listing, number, phone, sentence, site_of
from tests.web.pages.builders import TODAY

GENT = (51.05, 3.72)
positions = st.tuples(st.floats(49.5, 51.5), st.floats(2.6, 6.4))


def drawn(library: Library, *places: tuple[float, float]) -> PointMap:
    points = [Point(n, lat, lon, f"naam {n}", f"#treffer-{n}") for n, (lat, lon) in enumerate(places, start=1)]
    found = point_map(points, (), library.gazetteer)
    assert found is not None
    return found


def test_no_points_no_map(library: Library) -> None:
    assert point_map([], (), library.gazetteer) is None


def test_points_in_one_place_are_one_pin_with_their_amount_and_all_names(library: Library) -> None:
    plan = drawn(library, GENT, (51.2, 4.4), GENT)
    assert [p.text for p in plan.pins] == ["2×", "2"]
    assert plan.pins[0].title == "1. naam 1; 3. naam 3"
    assert plan.pins[0].href == "#treffer-1"
    assert plan.grouped
    assert not drawn(library, GENT, (51.2, 4.4)).grouped


def test_more_points_take_gently_more_room(library: Library) -> None:
    halves = [drawn(library, *[GENT] * n).pins[0].half for n in (1, 2, 4, 20, 100)]
    assert halves == sorted(set(halves))
    assert halves[-1] <= 2 * halves[0]


def test_every_landmark_is_a_municipality(library: Library) -> None:
    assert set(LANDMARKS) <= {m.label for m in library.gazetteer.municipalities()}


def test_one_point_is_shown_among_its_neighbours(library: Library) -> None:
    plan = drawn(library, GENT)
    assert plan.pins[0].x == WIDTH / 2
    assert {t.name for t in plan.towns} & {"Aalst", "Sint-Niklaas", "Oudenaarde"}


def test_map_of_one_point_in_flanders_nearly_always_names_a_town(library: Library) -> None:
    towns = library.gazetteer.in_territory("BE2")
    named = [town.label for town in towns if drawn(library, (town.lat, town.lon)).towns]
    assert len(named) > 0.9 * len(towns)


def test_points_called_after_their_town_have_its_name_beside_their_pin(library: Library) -> None:
    antwerp = library.gazetteer.resolve("Antwerpen")
    plan = point_map([Point(1, antwerp.lat, antwerp.lon, "Antwerpen", "#x")], (), library.gazetteer, named=True)
    assert plan is not None
    (own,) = [town for town in plan.towns if town.name == "Antwerpen"]
    (pin,) = plan.pins
    assert own.pinned
    assert own.name_x > pin.x + pin.half


@given(places=st.lists(positions, min_size=1, max_size=20))
def test_every_point_is_inside_the_map_and_named_once(library: Library, places: list[tuple[float, float]]) -> None:
    plan = drawn(library, *places)
    named = "; ".join(p.title for p in plan.pins)
    for n in range(1, len(places) + 1):
        assert len(re.findall(rf"(?<!\d){n}\. naam", named)) == 1
    for pin in plan.pins:
        assert pin.half <= pin.x <= WIDTH - pin.half
        assert pin.tall <= pin.y <= plan.height - pin.tall


@given(places=st.lists(positions | st.sampled_from([GENT, (51.06, 3.74), (51.2, 4.4)]), min_size=1, max_size=40))
def test_pins_never_touch_or_cover_each_other(library: Library, places: list[tuple[float, float]]) -> None:
    for one, other in combinations(drawn(library, *places).pins, 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.half + other.half


@given(places=st.lists(positions, min_size=1, max_size=20))
def test_names_of_towns_stay_inside(library: Library, places: list[tuple[float, float]]) -> None:
    plan = drawn(library, *places)
    for town in plan.towns:
        assert 0 <= town.x <= WIDTH
        assert 0 <= town.y <= plan.height


def test_asked_place_is_marked(library: Library) -> None:
    places = [library.gazetteer.resolve(name) for name in ("Oost-Vlaanderen", "Temse")]
    plan = point_map([Point(1, *GENT, "naam", "#")], places, library.gazetteer)
    assert plan is not None
    assert [t.name for t in plan.towns if t.asked] == ["Temse"]


def test_province_names_stand_on_the_drawing_and_brussels_outside(library: Library) -> None:
    plan = province_map(library.gazetteer, overview(library, today=TODAY))
    assert [p.label for p in plan.provinces if p.outside] == ["Brussel"]
    assert all(0 < p.x < 563 and 0 < p.y < 252 for p in plan.provinces)


def test_land_holds_every_province_once() -> None:
    ids = re.findall(rb'<path id="(\w+)"', land_svg())
    assert len(ids) == len(set(ids)) == 11
    assert {b"BE10", b"BE23", b"BE35"} <= set(ids)


def test_ten_kilometres_are_a_hundred_units_in_every_direction() -> None:
    (x, y), (east, _), (_, south) = project(51.0, 4.0), project(51.0, 4.1426), project(50.91, 4.0)
    assert abs(east - x - 100) < 2
    assert abs(south - y - 100) < 2


def test_numbers_are_written_in_dutch() -> None:
    assert number(1335) == "1.335"
    assert number(306.2, decimals=1) == "306,2"
    assert number(250.0, decimals=1) == "250"
    assert number(100, decimals=0) == "100"
    assert count(1, "dag", "dagen") == "1 dag"


def test_lists_are_read_as_sentences() -> None:
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"], "of") == "a, b of c"
    assert sentence("één") == "Één"


def test_telephone_numbers_are_written_as_people_dial_them() -> None:
    assert phone("+3237805200") == "03 780 52 00"
    assert phone("+31201234567") == "+31 20 123 4567"
    assert company_number("0410392015") == "0410.392.015"


def test_website_is_called_by_its_name() -> None:
    assert site_of("https://www.example.be/pad?x=1") == "example.be"


def test_linked_data_cannot_close_its_element() -> None:
    assert "<" not in linked_data({"name": "</script><script>"})
