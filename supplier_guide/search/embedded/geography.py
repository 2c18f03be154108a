"""Distances to the asked places, and how far rows cover them (`docs/ranking.md`)."""

from collections.abc import Sequence

import numpy as np

from supplier_guide.search.embedded.arrays import Bools, Bytes, Counts, Floats, Numbers, mask_of, ranges
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
    which grow with the distance, so that the costly functions see one number per document.
    """
    segment = scope.segment
    nearest = np.full(scope.size, np.inf)
    seats = [scope.of_documents(column) for column in segment.seats]
    others, owners = _other_sites(scope)
    for place in places:
        np.minimum(nearest, _chords(seats, place), out=nearest)
        if len(others):
            np.minimum.at(nearest, owners, _chords([column[others] for column in segment.sites], place))
        if place.inside is not None:
            inside = mask_of(segment.size, segment.site_doc[segment.territory.of(place.inside)])
            nearest[scope.of_documents(inside)] = 0.0
    nearest[np.isinf(nearest)] = np.nan
    half: Floats = np.minimum(np.sqrt(nearest) / 2.0, 1.0)
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(half)


def _other_sites(scope: Scope) -> tuple[Counts, Numbers]:
    """Return the sites that are not the first of their document, and the position of their document."""
    starts = scope.segment.site_start
    if scope.documents is None:
        others = scope.segment.other_sites.astype(np.intp)
        return others, scope.segment.site_doc[others]
    counts = np.maximum(starts[scope.documents + 1] - starts[scope.documents] - 1, 0)
    return ranges(starts[scope.documents] + 1, counts), np.repeat(np.arange(scope.size), counts)


def _chords(columns: Sequence[Floats], place: AskedPlace) -> Floats:
    """Return the squared straight distances on the unit sphere; in place, because each array costs its pages."""
    total = np.zeros(len(columns[0]))
    for column, centre in zip(columns, unit_vector(place.lat, place.lon), strict=True):
        step = column - centre
        step *= step
        total += step
    return total


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
