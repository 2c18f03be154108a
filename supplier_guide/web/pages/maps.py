"""Maps as inline SVG: the provinces to choose from, and enterprises as numbered points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from supplier_guide.directory.browsing import Overview
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.web.outlines import project
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.pins import LETTER, Pin, Point, pins

WIDTH = 300.0
"""Units across a map of points: about as many pixels as its column is wide, so letters keep their size."""

TALLEST, FLATTEST = 1.25, 0.62
NEAREST = 560.0
"""Tenths of a kilometre: a map never shows less than 56 km across, so that a town known to many is on it."""

MARGIN = 0.14
Box = tuple[float, float, float, float]
LANDMARKS = (
    "Antwerpen", "Gent", "Brugge", "Leuven", "Hasselt", "Mechelen", "Kortrijk", "Oostende", "Aalst",
    "Sint-Niklaas", "Turnhout", "Genk", "Roeselare", "Geel", "Ieper", "Oudenaarde", "Tongeren-Borgloon", "Halle",
    "Bergen", "Namen", "Luik", "Charleroi", "Doornik", "Aarlen", "Eupen",
)  # fmt: skip
FLANDERS = ("BE21", "BE22", "BE23", "BE24", "BE25")
BRUSSELS = "BE10"
# Where a province's name stands, in degrees: by eye, clear of borders and of each other.
_LABELS = {
    "BE21": (51.23, 4.78),
    "BE22": (51.0, 5.42),
    "BE23": (50.99, 3.85),
    "BE24": (50.9, 4.83),
    "BE25": (51.0, 3.03),
}
_BRUSSELS_LABEL = (50.615, 4.37)
_BRUSSELS_CENTRE = (50.84, 4.37)
_PROVINCE_SCALE = 0.232


@dataclass(frozen=True, slots=True)
class Town:
    """A town for orientation, the place asked for, or the place of a pin.

    Its name stands at the right of its dot, ring or pin, or ``left``.
    """

    x: float
    y: float
    name: str
    asked: bool
    left: bool = False
    pinned: bool = False

    @property
    def name_x(self) -> float:
        """Where the name begins, or ends when it stands at the left."""
        away = 13 if self.pinned else 11 if self.asked else 5
        return round(self.x - away if self.left else self.x + away, 1)

    @property
    def name_y(self) -> float:
        """The line on which the name stands."""
        return round(self.y + 4, 1)

    @property
    def box(self) -> Box:
        """The room that dot and name take; a pin takes its own."""
        wide = (17 if self.pinned else 9) + len(self.name) * LETTER
        back = -12.0 if self.pinned else 3.0
        near, far = (wide, back) if self.left else (back, wide)
        return self.x - near, self.y - 8, self.x + far, self.y + 6


@dataclass(frozen=True, slots=True)
class PointMap:
    """A map of points; ``transform`` places the outlines of the land under them."""

    height: float
    transform: str
    pins: tuple[Pin, ...]
    towns: tuple[Town, ...]

    @property
    def grouped(self) -> bool:
        """Whether a pin stands for several points, which the line under the map then explains."""
        return any(pin.several for pin in self.pins)


@dataclass(frozen=True, slots=True)
class ProvinceOnMap:
    """A province to choose."""

    code: str
    label: str
    href: str
    amount: int
    x: float
    y: float
    outside: bool


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """The provinces of Flanders and Brussels as drawn; ``leader`` runs from Brussels to its name."""

    provinces: tuple[ProvinceOnMap, ...]
    scale: float
    leader: tuple[float, float, float, float]


def province_map(gazetteer: Gazetteer, overview: Overview) -> ProvinceMap:
    """Return the map to choose a province from. Brussels lies within Vlaams-Brabant: its name stands outside."""
    places = {p.code: p for p in gazetteer.provinces()}
    drawn = [
        ProvinceOnMap(
            code=code,
            label="Brussel" if code == BRUSSELS else places[code].label,
            href=addresses.place(places[code]),
            amount=overview.amount("province", code),
            x=_scaled(at)[0],
            y=_scaled(at)[1],
            outside=code == BRUSSELS,
        )
        for code, at in {**_LABELS, BRUSSELS: _BRUSSELS_LABEL}.items()
    ]
    (x1, y1), (x2, y2) = _scaled(_BRUSSELS_CENTRE), _scaled(_BRUSSELS_LABEL)
    return ProvinceMap(tuple(drawn), _PROVINCE_SCALE, (x1, y1, x2, y2 - 14))


def _scaled(at: tuple[float, float]) -> tuple[float, float]:
    x, y = project(*at)
    return round(x * _PROVINCE_SCALE, 1), round(y * _PROVINCE_SCALE, 1)


def point_map(
    points: Sequence[Point], asked: Sequence[Place], gazetteer: Gazetteer, *, named: bool = False
) -> PointMap | None:
    """Return the map of ``points`` around the places asked for; nothing without points.

    ``named``: the points are called after the towns in which they lie, and their names stand beside them.
    """
    if not points:
        return None
    positions = [project(p.lat, p.lon) for p in points]
    spots = [p for p in asked if not p.is_area]
    centres = [project(p.lat, p.lon) for p in spots]
    window = _window([*positions, *centres])
    marks = pins(points, [window.at(xy) for xy in positions])
    own = {p.name: xy for p, xy in zip(points, positions, strict=True)} if named else {}
    told = {*own, *(p.label for p in asked)}
    towns = [Town(*window.at(xy), p.label, asked=True) for p, xy in zip(spots, centres, strict=True)]
    towns += [Town(*window.at(xy), name, asked=False, pinned=True) for name, xy in own.items()]
    towns += [Town(*window.at(xy), name, asked=False) for name, xy in _landmarks(gazetteer) if name not in told]
    return PointMap(round(window.height), window.transform, marks, tuple(_clear(towns, marks, window.height)))


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of the plane that is shown: its left upper corner, and units per tenth of a kilometre."""

    left: float
    top: float
    scale: float
    height: float

    def at(self, xy: tuple[float, float]) -> tuple[float, float]:
        return round((xy[0] - self.left) * self.scale, 1), round((xy[1] - self.top) * self.scale, 1)

    @property
    def transform(self) -> str:
        return f"scale({self.scale:.4g}) translate({-self.left:.0f} {-self.top:.0f})"


def _window(positions: Sequence[tuple[float, float]]) -> _Window:
    xs, ys = zip(*positions, strict=True)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    wide = max(wide * (1 + 2 * MARGIN), NEAREST, high * (1 + 2 * MARGIN) / TALLEST)
    high = max(high * (1 + 2 * MARGIN), wide * FLATTEST)
    scale = WIDTH / wide
    return _Window((max(xs) + min(xs) - wide) / 2, (max(ys) + min(ys) - high) / 2, scale, high * scale)


@lru_cache(maxsize=4)
def _landmarks(gazetteer: Gazetteer) -> tuple[tuple[str, tuple[float, float]], ...]:
    by_name = {p.label: p for p in gazetteer.municipalities()}
    return tuple((name, project(by_name[name].lat, by_name[name].lon)) for name in LANDMARKS if name in by_name)


def _clear(towns: Iterable[Town], marks: Sequence[Pin], height: float) -> Iterable[Town]:
    """Keep the towns whose names fit, at the right or else the left: inside the map, over no pin or other name."""
    taken = [(p.x - p.half, p.y - p.tall, p.x + p.half, p.y + p.tall) for p in marks]
    for town in towns:
        placed = next((t for t in (town, replace(town, left=True)) if _fits(t.box, taken, height)), None)
        if placed:
            taken.append(placed.box)
            yield placed
        elif town.asked:
            # The place asked for keeps its ring even when its name has no room.
            yield replace(town, name="")


def _fits(box: Box, taken: Sequence[Box], height: float) -> bool:
    inside = box[0] > 0 and box[2] < WIDTH and box[1] > 0 and box[3] < height
    return inside and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
