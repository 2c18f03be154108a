"""A service area as two lists of territory codes, so that no engine needs geometry.

``full`` are the codes covered wholly, ``part`` those touched. A place asked for is covered *fully* when its
code or one of its ancestors is in ``full``, *partly* when its own code is in ``part``. Therefore ``part`` also
holds every proper ancestor of each code in ``full``: who works in all of Gent works in a part of Vlaanderen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.model.enterprise import ServiceArea

COUNTRY = "BE"

Position = tuple[float, float, str]
"""Latitude and longitude in degrees, and the REFNIS code of the site's municipality ("" = the nearest)."""


@dataclass(frozen=True, slots=True)
class Areas:
    """Codes covered wholly and codes touched; ``nationwide`` says that all of Belgium is covered."""

    full: tuple[str, ...]
    part: tuple[str, ...]
    nationwide: bool


def areas(area: ServiceArea | None, positions: Sequence[Position], gazetteer: Gazetteer) -> Areas | None:
    """Return what a service area covers, or ``None`` when that is not known.

    A radius counts from every site; without a site it says nothing. A territory that we do not know is left
    out, and an area of such territories alone is not known.
    """
    if area is None:
        return None
    if area.kind == "country":
        return _listed([COUNTRY], gazetteer)
    if area.kind == "territories":
        return _listed(area.codes or (), gazetteer)
    return _radius(area.radius_km or 0.0, positions, gazetteer)


def _listed(codes: Iterable[str], gazetteer: Gazetteer) -> Areas | None:
    """Return the few codes themselves (under each of their names), and their ancestors as touched."""
    full: dict[str, None] = {}
    part: dict[str, None] = {}
    for code in codes:
        place = gazetteer.by_code(code)
        if place is None:
            continue
        full.update(dict.fromkeys(gazetteer.neighbourhood.same_as(place.code)))
        part.update(dict.fromkeys(place.ancestors[1:]))
    return Areas(tuple(full), tuple(part), COUNTRY in full) if full else None


def _radius(radius_km: float, positions: Sequence[Position], gazetteer: Gazetteer) -> Areas | None:
    """Return the municipalities whose centre is near a site, and the territories that they fill or touch."""
    if not positions:
        return None
    near = gazetteer.neighbourhood
    covered = near.union(
        near.within(lat, lon, radius_km) | _own(lat, lon, code, gazetteer) for lat, lon, code in positions
    )
    full, touched = near.describe(covered)
    return Areas(full, touched, COUNTRY in full)


def _own(lat: float, lon: float, code: str, gazetteer: Gazetteer) -> int:
    """Return the site's own municipality, which a radius always contains, however large the municipality is."""
    place = gazetteer.by_code(code) or gazetteer.nearest(lat, lon)
    return gazetteer.neighbourhood.bit(place.code)
