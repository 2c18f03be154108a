"""Outlines of provinces and cantons, and their drawing as SVG paths.

The projection is equirectangular with the cosine of the middle latitude: at the size of Belgium nobody sees the
difference with a conformal one, and a position becomes a point with two multiplications.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from supplier_guide.paths import seed_file

Point = tuple[float, float]

_BRUSSELS = "BE10"
_WALLOON_BRABANT = "BE31"
_BELOW_FLANDERS: Point = (50.56, 4.36)
_NORTH_OF_FLANDERS: Point = (51.47, 4.2)
"""Where the label of Brussels stands: it lies inside Vlaams-Brabant and is smaller than its name."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A territory: ``rings`` of (lat, lon) in degrees, holes included (fill rule even-odd), and its label point."""

    code: str
    label: str
    rings: tuple[tuple[Point, ...], ...]
    lat: float
    lon: float
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlines:
    """All outlines: Brussels and the ten provinces by NUTS 2 code, and the cantons of Flanders and Brussels."""

    provinces: tuple[Outline, ...]
    cantons: tuple[Outline, ...]

    def flanders(self) -> tuple[Outline, ...]:
        """Return the five Flemish provinces and Brussels."""
        return tuple(o for o in self.provinces if o.code.startswith("BE2") or o.code == _BRUSSELS)


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to a drawing whose origin is at the top left."""

    north: float
    west: float
    across: float
    down: float
    margin: float
    width: float
    height: float

    def point(self, lat: float, lon: float) -> Point:
        """Return x and y, rounded to a tenth."""
        x = (lon - self.west) * self.across + self.margin
        y = (self.north - lat) * self.down + self.margin
        return round(x, 1), round(y, 1)


@dataclass(frozen=True, slots=True)
class Shape:
    """A territory as it is drawn: ``path`` is the data of an SVG path, ``leader`` a line from it to its label."""

    code: str
    label: str
    path: str
    label_x: float
    label_y: float
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes with the size of their view box, and the projection for further points."""

    shapes: tuple[Shape, ...]
    projection: Projection

    @property
    def view_box(self) -> str:
        """Return the value of ``viewBox``."""
        return f"0 0 {self.projection.width:g} {self.projection.height:g}"


def load_outlines() -> Outlines:
    """Read ``seed/outlines.json``; takes a few milliseconds, so keep the result."""
    data = json.loads(seed_file("outlines.json").read_bytes())
    return Outlines(
        provinces=tuple(_outline(row, row["code"]) for row in data["provinces"]),
        cantons=tuple(_outline(row, row["id"]) for row in data["cantons"]),
    )


def provinces() -> Sequence[Outline]:
    """Return Brussels and the ten provinces, by code."""
    return load_outlines().provinces


def project(
    outlines: Iterable[Outline], *, width: float, margin: float = 4.0, also: Sequence[Point] = ()
) -> Projection:
    """Return the projection that fits outlines (and further points ``also``) into a width."""
    points = [p for outline in outlines for ring in outline.rings for p in ring] + list(also)
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    across = (width - 2 * margin) / (east - west)
    down = across / cos(radians((south + north) / 2))
    height = round((north - south) * down + 2 * margin, 1)
    return Projection(north, west, across, down, margin, width, height)


def draw(outlines: Sequence[Outline], *, width: float) -> Drawing:
    """Return the outlines as shapes; Brussels among provinces gets its label outside, at the end of a line."""
    codes = {outline.code for outline in outlines}
    outside: Point | None = None
    if _BRUSSELS in codes and len(codes) > 1:
        outside = _NORTH_OF_FLANDERS if _WALLOON_BRABANT in codes else _BELOW_FLANDERS
    projection = project(outlines, width=width, also=[outside] if outside else [])
    shapes = tuple(_shape(o, projection, outside if o.code == _BRUSSELS else None) for o in outlines)
    return Drawing(shapes, projection)


def path(outline: Outline, projection: Projection) -> str:
    """Return the data of an SVG path; draw it with ``fill-rule="evenodd"``."""
    return "".join(_ring(ring, projection) for ring in outline.rings)


def _shape(outline: Outline, projection: Projection, outside: Point | None) -> Shape:
    x, y = projection.point(outline.lat, outline.lon)
    data = path(outline, projection)
    if outside is None:
        return Shape(outline.code, outline.label, data, x, y)
    label_x, label_y = projection.point(*outside)
    return Shape(outline.code, outline.label, data, label_x, label_y, ((x, y), (label_x, label_y)))


def _ring(ring: Sequence[Point], projection: Projection) -> str:
    points = dict.fromkeys(projection.point(lat, lon) for lat, lon in ring)
    return "M" + " ".join(f"{x:g},{y:g}" for x, y in points) + "Z"


def _outline(row: Mapping[str, Any], code: str) -> Outline:
    """Read an outline; a ring in the file is a flat list ``lon, lat, lon, lat …``."""
    rings = tuple(tuple(zip(flat[1::2], flat[0::2], strict=True)) for flat in row["rings"])
    lat, lon = row["at"]
    return Outline(code, row["label"], rings, lat, lon, tuple(row.get("municipalities", ())))
