"""Which municipalities lie within a radius, and which territories they fill or touch.

A set of municipalities is one integer with a bit for each, so that "fills the province" is a comparison of
two numbers. Distances are compared by the cosine between points on the unit sphere, which orders as
the great circle does; only a band of latitude is looked at, and the last answers are kept.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from math import cos, degrees, pi, radians, sin

from supplier_guide.geo.distance import EARTH_RADIUS_KM
from supplier_guide.geo.place import Place

_KEPT = 4096
_MARGIN_DEG = 1e-6
_BITS = bytes.maketrans(b"01", b"\0\1")


def _vector(lat: float, lon: float) -> tuple[float, float, float]:
    phi, theta = radians(lat), radians(lon)
    return cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi)


class Neighbourhood:
    """Answers for a fixed list of municipalities; safe to share between threads."""

    def __init__(self, municipalities: Sequence[Place]) -> None:
        """Take the municipalities with their centres and ancestors."""
        self._places = tuple(municipalities)
        self._points = [(1 << at, *_vector(p.lat, p.lon)) for at, p in enumerate(self._places)]
        self._northward = sorted((p.lat, *point) for p, point in zip(self._places, self._points, strict=True))
        self._latitudes = [lat for lat, *_ in self._northward]
        self._bit = {place.code: 1 << at for at, place in enumerate(self._places)}
        self._codes = tuple(place.code for place in self._places)
        self._territories = self._masks()
        self.within = lru_cache(maxsize=_KEPT)(self._within)
        self.same_as = lru_cache(maxsize=_KEPT)(self._same_as)
        self.describe = lru_cache(maxsize=_KEPT)(self._describe)

    def _masks(self) -> Mapping[str, int]:
        masks: dict[str, int] = {}
        for place in self._places:
            for code in place.ancestors[1:]:
                masks[code] = masks.get(code, 0) | self._bit[place.code]
        return masks

    def bit(self, code: str) -> int:
        """Return the set that holds one municipality; the empty set for an unknown code."""
        return self._bit.get(code, 0)

    def members(self, code: str) -> tuple[Place, ...]:
        """Return the municipalities inside a territory, or the municipality itself."""
        mask = self._territories.get(code, self.bit(code))
        return tuple(place for at, place in enumerate(self._places) if mask >> at & 1)

    def _same_as(self, code: str) -> tuple[str, ...]:
        """Return all codes of the territory that ``code`` means: BE1, BE10 and BE100 are one (method ``same_as``)."""
        mask = self._territories.get(code)
        return (code,) if mask is None else tuple(c for c, m in self._territories.items() if m == mask)

    def nearest(self, lat: float, lon: float) -> Place:
        """Return the municipality whose centre lies nearest."""
        x, y, z = _vector(lat, lon)
        best = max(self._points, key=lambda p: p[1] * x + p[2] * y + p[3] * z)
        return self._places[best[0].bit_length() - 1]

    def _within(self, lat: float, lon: float, radius_km: float) -> int:
        """Return the set of municipalities whose centre lies at most ``radius_km`` away (method ``within``)."""
        x, y, z = _vector(lat, lon)
        angle = min(radius_km / EARTH_RADIUS_KM, pi)
        least = cos(angle)
        # Only those in the band of latitude that the radius spans can lie within it: some third of all at 25 km.
        start = bisect_left(self._latitudes, lat - degrees(angle) - _MARGIN_DEG)
        end = bisect_right(self._latitudes, lat + degrees(angle) + _MARGIN_DEG)
        near = self._northward[start:end]
        return sum([bit for _, bit, a, b, c in near if a * x + b * y + c * z >= least])

    def _describe(self, mask: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the codes that a set covers wholly, and the territories it touches (method ``describe``)."""
        full = list(compress(self._codes, f"{mask:b}".encode().translate(_BITS)[::-1]))
        touched = []
        for code, own in self._territories.items():
            common = mask & own
            if common:
                touched.append(code)
                if common == own:
                    full.append(code)
        return tuple(full), tuple(touched)

    def union(self, sets: Iterable[int]) -> int:
        """Return the municipalities that lie in any of the sets."""
        together = 0
        for one in sets:
            together |= one
        return together
