"""Distances to the asked places, and how far rows cover them (`docs/ranking.md`)."""

from collections.abc import Sequence

import numpy as np

from supplier_guide.search.embedded.arrays import Bools, Bytes, Floats, Longs, ranges
from supplier_guide.search.embedded.builder import unit_vector
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.query import AskedPlace, Coverage

EARTH_RADIUS_KM = 6371.0088

FULL_LOCAL, FULL_NATIONWIDE, PARTIAL, UNKNOWN, NONE, NO_ROW = range(6)
"""Levels of coverage, best first; the last one marks a row that does not meet the selection."""

COVERAGE = (Coverage.FULL, Coverage.FULL, Coverage.PARTIAL, Coverage.UNKNOWN, Coverage.NONE)


def distances(scope: Scope, places: Sequence[AskedPlace]) -> Floats:
    """Return per document the km from its nearest site to the nearest place; NaN when not known.

    A site inside an asked territory is at 0. Minima are taken over squared chords of the unit sphere,
    which grow with the distance, so the costly functions see one number per document.
    """
    segment = scope.segment
    starts, counts = _sites(scope)
    sites = slice(None) if scope.documents is None else ranges(starts, counts)
    x, y, z = segment.site_x[sites], segment.site_y[sites], segment.site_z[sites]
    chords = np.full(len(x), np.nan)
    for place in places:
        px, py, pz = unit_vector(place.lat, place.lon)
        chord = (x - px) ** 2 + (y - py) ** 2 + (z - pz) ** 2
        if place.inside is not None:
            chord[_within(scope, place.inside)[sites]] = 0.0
        np.fmin(chords, chord, out=chords)
    nearest = np.full(scope.size, np.nan)
    sited = counts > 0
    if len(chords):
        nearest[sited] = np.fmin.reduceat(chords, (np.cumsum(counts) - counts)[sited])
    half: Floats = np.minimum(np.sqrt(nearest) / 2.0, 1.0)
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(half)


def _sites(scope: Scope) -> tuple[Longs, Longs]:
    """Return per document the first of its sites and how many it has."""
    starts = scope.segment.site_start
    if scope.documents is None:
        return starts[:-1], np.diff(starts)
    first = starts[scope.documents]
    return first, starts[scope.documents + 1] - first


def _within(scope: Scope, code: str) -> Bools:
    """Return for every site of the segment whether it lies in the territory ``code``."""
    inside = np.zeros(len(scope.segment.site_doc), np.bool_)
    inside[scope.segment.territory.of(code)] = True
    return inside


def located(scope: Scope, places: Sequence[AskedPlace]) -> Bools:
    """Return per document whether a site lies in one of the places' own territory."""
    found = np.zeros(scope.segment.size, np.bool_)
    for place in places:
        found[scope.segment.site_doc[scope.segment.territory.of(place.codes[0])]] = True
    return scope.of_documents(found)


def row_levels(scope: Scope, places: Sequence[AskedPlace]) -> Bytes:
    """Return per row how far its area covers the best covered of ``places``."""
    segment = scope.segment
    full = np.zeros(len(segment.area_nationwide), np.bool_)
    levels = np.full(len(full) + 1, NONE, np.uint8)  # the last one, at -1, is for rows that state no area
    levels[-1] = UNKNOWN
    for place in places:
        levels[segment.part.of(place.codes[0])] = PARTIAL
        for code in place.codes:
            full[segment.full.of(code)] = True
    levels[:-1][full] = np.where(segment.area_nationwide[full], FULL_NATIONWIDE, FULL_LOCAL)
    return levels[scope.of_rows(segment.row_area)]
