"""Candidates asked widely: who meets any of several questions, counted, the nearest first among equals."""

from collections.abc import Iterator

import numpy as np

from supplier_guide.search.embedded import geography
from supplier_guide.search.embedded.arrays import Bools, Counts, Floats, Numbers
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.searching import candidates
from supplier_guide.search.embedded.selection import all_of, select
from supplier_guide.search.embedded.snapshot import Part, Snapshot
from supplier_guide.search.query import SearchQuery, Shared, Wide


def sharing(snapshot: Snapshot, wide: Wide) -> list[Shared]:
    """Answer ``wide``: at most ``limit`` enterprises, by (number of questions met, km, id)."""
    found = [shared for part in snapshot.parts if part.count for shared in _of_part(snapshot, part, wide)]
    return sorted(found, key=lambda s: (-s.count, s.order_km, s.id))[: wide.limit]


def _of_part(snapshot: Snapshot, part: Part, wide: Wide) -> Iterator[Shared]:
    segment = part.segment
    counts = np.zeros(segment.size, np.int64)
    for query in wide.queries:
        counts[_meeting(snapshot, part, query)] += 1
    documents = np.flatnonzero(counts)
    scope = Scope(segment, documents)
    shared = counts[documents]
    km = np.full(len(documents), np.inf)
    if wide.places and len(documents):
        km = np.nan_to_num(geography.distances(scope, wide.places), nan=np.inf)
        near = SearchQuery(places=wide.places, radius_km=wide.radius_km)
        rows = select(scope, near, live=None).rows_without(None)
        shared += scope.any_row(rows) if rows is not None else 1
    for position in _first(segment.id_rank[documents], km, shared, wide.limit).tolist():
        yield Shared(segment.id_of(int(documents[position])), int(shared[position]), float(km[position]))


def _first(ids: Numbers, km: Floats, shared: Counts, limit: int) -> Counts:
    return np.lexsort((ids, km, -shared))[:limit]


def _meeting(snapshot: Snapshot, part: Part, query: SearchQuery) -> Counts:
    """Return the numbers of the living documents that meet a question, whatever its order."""
    scope, _ = candidates(snapshot, part, query)
    selection = select(scope, query, live=part.live)
    rows = selection.rows_without(None)
    serving: Bools | None = None if rows is None else scope.any_row(rows)
    hits = all_of(selection.documents_without(None), serving)
    return scope.numbers(np.arange(scope.size) if hits is None else np.flatnonzero(hits))
