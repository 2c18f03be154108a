"""Candidates asked widely: who meets any of several questions, counted, the nearest first among equals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded import text
from supplier_guide.search.embedded.arrays import Bools, Bytes, Counts, Floats, Numbers, ranges
from supplier_guide.search.embedded.geography import COVERAGE, FULL_NATIONWIDE, PARTIAL, UNKNOWN, row_levels
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.segment import Family, Segment
from supplier_guide.search.embedded.selection import select
from supplier_guide.search.embedded.snapshot import Part, Snapshot
from supplier_guide.search.query import AskedPlace, Coverage, SearchQuery, Shared, Wide


def sharing(snapshot: Snapshot, wide: Wide) -> list[Shared]:
    """Answer ``wide``: at most ``limit`` enterprises, by (number of questions met, km, id)."""
    found = [shared for part in snapshot.parts if part.count for shared in _of_part(part, wide)]
    return sorted(found, key=lambda s: (-s.met, s.order_km, s.id))[: wide.limit]


def _of_part(part: Part, wide: Wide) -> Iterator[Shared]:
    segment = part.segment
    words = [text.holders(segment, word) for word in wide.words]
    counts = np.zeros(segment.size, np.uint16)
    for rubric in wide.rubrics:
        counts += _with_row(segment, segment.families["rubric"], (rubric,))
    for tokens in wide.cpv:
        counts += _with_row(segment, segment.families["cpv"], tokens)
    for held, _ in words:
        counts += held
    if part.live is not None:
        counts[~part.live] = 0
    documents = _hopeful(counts, wide)
    near = _near(Scope(segment, documents), wide)
    shared = counts[documents].astype(np.int64) + near.serving
    first = _first(segment.id_rank[documents], near.km, shared, wide.limit)
    chosen = documents[first]
    said = _positions([own[chosen] for _, own in words], len(chosen))
    reach = near.reach(first)
    for at, (number, position) in enumerate(zip(chosen.tolist(), first.tolist(), strict=True)):
        yield Shared(
            segment.id_of(number),
            int(shared[position]),
            float(near.km[position]),
            said[at],
            reach[at],
            segment.cards.at(number),
        )


def _hopeful(counts: NDArray[np.uint16], wide: Wide) -> Counts:
    """Return the documents that can be among the first; a place adds one question at most, so most need no distance."""
    least = 1
    found = counts[counts > 0]
    if len(found) > wide.limit:
        least = int(np.partition(found, -wide.limit)[-wide.limit]) - (1 if wide.places else 0)
    return np.flatnonzero(counts >= max(least, 1))


def _first(ids: Numbers, km: Floats, shared: Counts, limit: int) -> Counts:
    return np.lexsort((ids, km, -shared))[:limit]


@dataclass(frozen=True, slots=True)
class _Near:
    """The documents of a scope beside the places: whether one is served, how far, and the levels of their rows."""

    scope: Scope
    serving: Counts
    km: Floats
    levels: Bytes | None

    def reach(self, chosen: Counts) -> list[tuple[Coverage, ...]]:
        """Return the coverage of each row of the documents at these positions."""
        if self.levels is None:
            return [()] * len(chosen)
        sizes = np.bincount(self.scope.owner, minlength=self.scope.size)
        rows = ranges((np.cumsum(sizes) - sizes)[chosen], sizes[chosen])
        levels = iter([COVERAGE[level] for level in self.levels[rows].tolist()])
        return [tuple(islice(levels, size)) for size in sizes[chosen].tolist()]


def _near(scope: Scope, wide: Wide) -> _Near:
    if not wide.places or not scope.size:
        return _Near(scope, np.zeros(scope.size, np.intp), np.full(scope.size, np.inf), None)
    found = select(scope, SearchQuery(places=wide.places, radius_km=wide.radius_km), live=None)
    rows = found.rows_without(None)
    assert rows is not None
    assert found.km is not None
    assert found.levels is not None
    levels = found.levels if len(wide.places) == 1 else _levels_of_all(scope, wide.places, best=found.levels)
    return _Near(scope, scope.any_row(rows).astype(np.intp), np.nan_to_num(found.km, nan=np.inf), levels)


def _levels_of_all(scope: Scope, places: Sequence[AskedPlace], *, best: Bytes) -> Bytes:
    """Return per row how far it covers all places together; ``best`` is how far the best covered."""
    worst = np.max([row_levels(scope, [place]) for place in places], axis=0)
    # Of the levels between, any is a part; an area that is not stated is unknown of every place.
    return np.where((best < UNKNOWN) & (worst > FULL_NATIONWIDE), PARTIAL, best).astype(np.uint8)


def _positions(columns: Sequence[Bools], size: int) -> list[tuple[int, ...]]:
    """Return for each of ``size`` items in which of ``columns`` it is true."""
    found: list[list[int]] = [[] for _ in range(size)]
    for position, column in enumerate(columns):
        for item in np.flatnonzero(column).tolist():
            found[item].append(position)
    return list(map(tuple, found))


def _with_row(segment: Segment, family: Family, values: Sequence[str]) -> Bools:
    held = np.zeros(segment.size, np.bool_)
    for value in values:
        held[segment.row_doc[family.of(value)]] = True
    return held
