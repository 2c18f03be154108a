"""Outlines and their drawing."""

import re
from itertools import combinations

import pytest
from shapely import Polygon  # type: ignore[import-untyped]  # shapely has no types
from shapely.geometry import Point  # type: ignore[import-untyped]  # same

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.outlines import Drawing, Outline, draw, load_outlines, project, provinces

OUTLINES = load_outlines()
LETTER, LINE = 7.5, 14.0
"""Width of a letter and height of a line at 14 px, rather too large than too small."""


def parts(outline: Outline) -> list[Polygon]:
    """Return the rings as polygons."""
    return [Polygon(ring) for ring in outline.rings]


def boxes(drawing: Drawing) -> dict[str, tuple[float, float, float, float]]:
    """Return the box that each label takes, centred on its point."""
    return {
        s.label: (
            s.label_x - len(s.label) * LETTER / 2,
            s.label_y - LINE / 2,
            s.label_x + len(s.label) * LETTER / 2,
            s.label_y + LINE / 2,
        )
        for s in drawing.shapes
    }


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


@pytest.mark.parametrize("outlines", [OUTLINES.provinces, OUTLINES.flanders()], ids=["belgium", "flanders"])
def test_labels_do_not_overlap(outlines: tuple[Outline, ...]) -> None:
    found = boxes(draw(outlines, width=560))

    clash = [
        (one, other)
        for (one, a), (other, b) in combinations(found.items(), 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert clash == []


@pytest.mark.parametrize("outlines", [OUTLINES.provinces, OUTLINES.flanders()], ids=["belgium", "flanders"])
def test_brussels_has_its_label_outside_at_the_end_of_a_line(outlines: tuple[Outline, ...]) -> None:
    drawing = draw(outlines, width=560)
    brussels = next(s for s in drawing.shapes if s.code == "BE10")
    projection = drawing.projection
    land = [Polygon([projection.point(*p) for p in ring]) for o in outlines for ring in o.rings]

    assert brussels.leader is not None
    assert not any(p.contains(Point(brussels.label_x, brussels.label_y)) for p in land)
    assert [s.code for s in drawing.shapes if s.leader] == ["BE10"]


def test_everything_lies_within_the_view_box() -> None:
    drawing = draw(OUTLINES.provinces, width=400)
    numbers = [float(n) for s in drawing.shapes for n in re.findall(r"[\d.]+", s.path)]

    assert drawing.view_box.startswith("0 0 400 ")
    assert min(numbers) >= 0
    assert max(numbers[0::2]) <= 400
    assert max(numbers[1::2]) <= drawing.projection.height


def test_projection_keeps_north_up_and_proportions() -> None:
    projection = project(OUTLINES.provinces, width=500)
    (x1, y1), (x2, y2) = projection.point(50.6, 4.4), projection.point(51.0, 4.4)
    east = projection.point(50.6, 4.4 + 0.4 / 0.6347)[0] - x1

    assert x1 == x2
    assert y2 < y1
    assert y1 - y2 == pytest.approx(east, rel=0.02)
