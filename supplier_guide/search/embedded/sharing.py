"""Candidates asked widely: who meets any of several questions, counted, the nearest first among equals."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded import geography, text
from supplier_guide.search.embedded.arrays import Bools, Counts, Floats, Numbers, mask_of
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.searching import candidates
from supplier_guide.search.embedded.segment import Family, Segment
from supplier_guide.search.embedded.selection import all_of, select
from supplier_guide.search.embedded.snapshot import Part, Snapshot
from supplier_guide.search.query import Filters, SearchQuery, Shared, Wide


def sharing(snapshot: Snapshot, wide: Wide) -> list[Shared]:
    """Answer ``wide``: at most ``limit`` enterprises, by (number of questions met, km, id)."""
    found = [shared for part in snapshot.parts if part.count for shared in _of_part(snapshot, part, wide)]
    return sorted(found, key=lambda s: (-s.count, s.order_km, s.id))[: wide.limit]


def _of_part(snapshot: Snapshot, part: Part, wide: Wide) -> Iterator[Shared]:
    segment = part.segment
    counts = np.zeros(segment.size, np.uint16)
    for query in wide.queries:
        counts += _meeting(snapshot, part, query)
    documents = _hopeful(counts, wide)
    scope = Scope(segment, documents)
    shared = counts[documents].astype(np.int64)
    km = np.full(len(documents), np.inf)
    if wide.places and len(documents):
        km = np.nan_to_num(geography.distances(scope, wide.places), nan=np.inf)
        near = SearchQuery(places=wide.places, radius_km=wide.radius_km)
        rows = select(scope, near, live=None).rows_without(None)
        shared += scope.any_row(rows) if rows is not None else 1
    for position in _first(segment.id_rank[documents], km, shared, wide.limit).tolist():
        yield Shared(segment.id_of(int(documents[position])), int(shared[position]), float(km[position]))


def _hopeful(counts: NDArray[np.uint16], wide: Wide) -> Counts:
    """Return the documents that can be among the first; a place adds one question at most, so most need no distance."""
    least = 1
    found = counts[counts > 0]
    if len(found) > wide.limit:
        least = int(np.partition(found, -wide.limit)[-wide.limit]) - (1 if wide.places else 0)
    return np.flatnonzero(counts >= max(least, 1))


def _first(ids: Numbers, km: Floats, shared: Counts, limit: int) -> Counts:
    return np.lexsort((ids, km, -shared))[:limit]


def _meeting(snapshot: Snapshot, part: Part, query: SearchQuery) -> Bools:
    """Return per document whether it lives and meets a question, whatever its order."""
    met = _by_one_filter(part.segment, query)
    if met is None:
        return _by_search(snapshot, part, query)
    return met if part.live is None else met & part.live


def _by_one_filter(segment: Segment, query: SearchQuery) -> Bools | None:
    """Return per document whether it meets the one thing that a question of matching asks; ``None`` for any other."""
    filters = query.filters
    if query == SearchQuery(filters=Filters(rubrics=filters.rubrics)) and filters.rubrics:
        return _with_row(segment, segment.families["rubric"], filters.rubrics)
    if query == SearchQuery(filters=Filters(cpv=filters.cpv)) and filters.cpv:
        return _with_row(segment, segment.families["cpv"], filters.cpv)
    if query == SearchQuery(words=query.words) and len(query.words) == 1:
        return text.holders(segment, query.words[0])
    return None


def _with_row(segment: Segment, family: Family, values: Sequence[str]) -> Bools:
    held = np.zeros(segment.size, np.bool_)
    for value in values:
        held[segment.row_doc[family.of(value)]] = True
    return held


def _by_search(snapshot: Snapshot, part: Part, query: SearchQuery) -> Bools:
    scope, _ = candidates(snapshot, part, query)
    selection = select(scope, query, live=part.live)
    rows = selection.rows_without(None)
    serving: Bools | None = None if rows is None else scope.any_row(rows)
    hits = all_of(selection.documents_without(None), serving)
    found = np.arange(scope.size) if hits is None else np.flatnonzero(hits)
    return mask_of(part.segment.size, scope.numbers(found))
