"""How the oracle sees places: coverage of a row, and distances, in loops."""

from collections.abc import Sequence
from math import asin, cos, inf, radians, sin, sqrt

from supplier_guide.search.document import IndexDocument, IndexRow, IndexSite
from supplier_guide.search.query import AskedPlace, Coverage

LEVELS = (Coverage.FULL, Coverage.FULL, Coverage.PARTIAL, Coverage.UNKNOWN, Coverage.NONE)


def level_of(row: IndexRow, places: Sequence[AskedPlace]) -> int:
    """Return the level of coverage: 0 full by a local area, 1 by a nationwide one, 2 partial, 3 unknown, 4 none."""
    if row.area_full is None and row.area_part is None:
        return 3
    if any(code in (row.area_full or ()) for place in places for code in place.codes):
        return 1 if row.nationwide else 0
    return 2 if any(place.codes[0] in (row.area_part or ()) for place in places) else 4


def reach_of(row: IndexRow, places: Sequence[AskedPlace]) -> Coverage:
    """Return how far a row covers all places together."""
    each = {LEVELS[level_of(row, [place])] for place in places}
    return each.pop() if len(each) == 1 else Coverage.PARTIAL


def distance_km(document: IndexDocument, places: Sequence[AskedPlace]) -> float:
    """Return the distance, infinite when it is not known."""
    return min((_site_km(site, place) for site in document.sites for place in places), default=inf)


def _site_km(site: IndexSite, place: AskedPlace) -> float:
    if place.inside is not None and place.inside in site.codes:
        return 0.0
    if site.lat is None or site.lon is None:
        return inf
    lat1, lat2 = radians(site.lat), radians(place.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(place.lon - site.lon) / 2) ** 2
    return 2 * 6371.0088 * asin(min(1.0, sqrt(half)))
