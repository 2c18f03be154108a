"""Outlines of provinces and cantons."""

from shapely import Polygon  # type: ignore[import-untyped]  # shapely has no types
from shapely.geometry import Point  # type: ignore[import-untyped]  # same

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.outlines import Outline, load_outlines, provinces

OUTLINES = load_outlines()


def parts(outline: Outline) -> list[Polygon]:
    """Return the rings as polygons."""
    return [Polygon(ring) for ring in outline.rings]


def test_there_are_ten_provinces_and_brussels() -> None:
    assert [o.code for o in provinces()] == [
        "BE10", "BE21", "BE22", "BE23", "BE24", "BE25", "BE31", "BE32", "BE33", "BE34", "BE35",
    ]  # fmt: skip


def test_municipalities_lie_in_the_outline_of_their_province(gazetteer: Gazetteer) -> None:
    outside = [
        town.label
        for outline in OUTLINES.provinces
        for town in gazetteer.in_territory(outline.code)
        if min(p.distance(Point(town.lat, town.lon)) for p in parts(outline)) > 0.01
    ]

    assert outside == []


def test_outlines_are_proper_polygons() -> None:
    assert all(p.is_valid for o in (*OUTLINES.provinces, *OUTLINES.cantons) for p in parts(o))


def test_label_stands_inside_its_province() -> None:
    for outline in OUTLINES.provinces:
        assert sum(p.contains(Point(outline.lat, outline.lon)) for p in parts(outline)) == 1


def test_neighbours_share_their_border() -> None:
    points = {o.code: {p for ring in o.rings for p in ring} for o in OUTLINES.provinces}

    assert len(points["BE23"] & points["BE25"]) > 20
    assert points["BE10"] <= points["BE24"]


def test_cantons_hold_all_municipalities_of_flanders_and_brussels(gazetteer: Gazetteer) -> None:
    held = {code for canton in OUTLINES.cantons for code in canton.municipalities}

    assert held == {p.code for nuts in ("BE2", "BE10") for p in gazetteer.in_territory(nuts)}
