"""The land as one SVG file: provinces as paths in a plane of 0.1 km, drawn on by every map of the pages.

Belgium is small enough for an equirectangular plane: within it a kilometre is as long in every direction to
one part in fifty. Coordinates are whole tenths of a kilometre east of `WEST` and south of `NORTH`, written as
steps from the point before, so that the file stays small.
"""

import math
from collections.abc import Iterable, Sequence

from supplier_guide.geo import outlines

WEST = 2.5
NORTH = 51.55
UNIT_LAT = 1112.0
UNIT_LON = UNIT_LAT * math.cos(math.radians(50.9))


def project(lat: float, lon: float) -> tuple[float, float]:
    """Return a position in degrees as x and y in tenths of a kilometre."""
    return (lon - WEST) * UNIT_LON, (NORTH - lat) * UNIT_LAT


def _steps(points: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    before: tuple[int, int] | None = None
    for x, y in points:
        if before is None:
            parts.append(f"M{x} {y}l")
        elif (x, y) != before:
            dx, dy = x - before[0], y - before[1]
            # A minus sign separates by itself.
            parts.append(
                f"{dx}{'' if dy < 0 else ' '}{dy}" if dx < 0 or len(parts) == 1 else f" {dx}{'' if dy < 0 else ' '}{dy}"
            )
        before = (x, y)
    return "".join(parts) + "z"


def _path(rings: Sequence[Sequence[tuple[float, float]]]) -> str:
    """Return the ``d`` of a path from rings of (latitude, longitude)."""
    return "".join(_steps((round(x), round(y)) for x, y in (project(lat, lon) for lat, lon in ring)) for ring in rings)


def land_svg() -> bytes:
    """Return the file: one path per province, its id the NUTS code, and ``land`` for all of them together."""
    paths = "".join(f'<path id="{province.code}" d="{_path(province.rings)}"/>' for province in outlines.provinces())
    return f'<svg xmlns="http://www.w3.org/2000/svg"><g id="land">{paths}</g></svg>'.encode()
