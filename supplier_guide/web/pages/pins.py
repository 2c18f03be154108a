"""Pins on a map: a point with its number in the list, or the amount of points that would touch or cover each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, log2

LETTER = 6.2
"""Units that a letter is wide, about."""

_RADIUS = 9.0
_LARGEST = 18.0
_GROWTH = 1.6
"""Units by which the radius grows when the amount doubles: twenty together take three times the room of one."""

_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Point:
    """Something to mark: its number in the list and its position in degrees."""

    number: int
    lat: float
    lon: float
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Pin:
    """One or several points as drawn; ``half`` and ``tall`` are half the width and half the height of its shape."""

    x: float
    y: float
    half: float
    tall: float
    text: str
    title: str
    href: str
    several: bool

    @property
    def left(self) -> float:
        """The left side of its shape."""
        return round(self.x - self.half, 1)

    @property
    def top(self) -> float:
        """The upper side of its shape."""
        return round(self.y - self.tall, 1)

    @property
    def width(self) -> float:
        """The width of its shape."""
        return round(2 * self.half, 1)

    @property
    def height(self) -> float:
        """The height of its shape."""
        return round(2 * self.tall, 1)


@dataclass(frozen=True, slots=True)
class _Group:
    """Points that are drawn as one pin, in the middle between them."""

    points: tuple[Point, ...]
    x: float
    y: float

    @property
    def text(self) -> str:
        return str(self.points[0].number) if len(self.points) == 1 else f"{len(self.points)}×"

    @property
    def half(self) -> float:
        if len(self.points) == 1:
            return max(_RADIUS, len(self.text) * LETTER / 2 + 4)
        return min(_RADIUS + _GROWTH * log2(len(self.points)), _LARGEST)

    def touches(self, other: "_Group") -> bool:
        return hypot(self.x - other.x, self.y - other.y) < self.half + other.half + _GAP

    def joined(self, other: "_Group") -> "_Group":
        mine, total = len(self.points), len(self.points) + len(other.points)
        x = (self.x * mine + other.x * (total - mine)) / total
        y = (self.y * mine + other.y * (total - mine)) / total
        return _Group((*self.points, *other.points), x, y)

    def pin(self) -> Pin:
        points = sorted(self.points, key=lambda p: p.number)
        several = len(points) > 1
        return Pin(
            x=round(self.x, 1),
            y=round(self.y, 1),
            half=round(self.half, 1),
            tall=round(self.half, 1) if several else _RADIUS,
            text=self.text,
            title="; ".join(f"{p.number}. {p.name}" for p in points),
            href=points[0].href,
            several=several,
        )


def pins(points: Sequence[Point], drawn: Iterable[tuple[float, float]]) -> tuple[Pin, ...]:
    """Return pins that stand clear of each other, in the order of the list; ``drawn`` is where each point lies."""
    groups: list[_Group] = []
    for point, (x, y) in zip(points, drawn, strict=True):
        group = _Group((point,), x, y)
        # A joined pin is larger and lies elsewhere, so it may touch another one.
        while touched := next((g for g in groups if g.touches(group)), None):
            groups.remove(touched)
            group = touched.joined(group)
        groups.append(group)
    return tuple(g.pin() for g in sorted(groups, key=lambda g: min(p.number for p in g.points)))
