"""A question answered from a snapshot: candidates, selections, order and counts, part by part."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from supplier_guide.search.embedded import geography, ranking, text
from supplier_guide.search.embedded.arrays import Bools, Bytes, Counts, Floats
from supplier_guide.search.embedded.facets import count_facets
from supplier_guide.search.embedded.ranking import Key
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.selection import Selection, all_of, leaf_rows, select
from supplier_guide.search.embedded.snapshot import Part, Snapshot
from supplier_guide.search.query import FACETS, Hit, Results, SearchQuery, Sort

NEAR_SCALE_KM = 25.0
FAR_FACTOR = 0.3
"""``score = bm25 x (FAR_FACTOR + (1 - FAR_FACTOR) x exp(-km / NEAR_SCALE_KM))`` when a place is asked for."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one part gave: the number of hits, and the first of them with their keys (one array per key)."""

    part: Part
    total: int
    documents: Counts
    keys: list[Key]
    scores: Floats | None
    km: Floats | None
    levels: Bytes | None
    exact: Bools


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Hits of a scope before they are ordered: positions in it, and what the order looks at."""

    positions: Counts
    scores: Floats | None
    km: Floats | None
    levels: Bytes | None
    inexact: Bools | None


def answer(snapshot: Snapshot, query: SearchQuery) -> Results:
    """Answer ``query``."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    found = [_examine(snapshot, part, query, counts=counts) for part in snapshot.parts if part.count]
    facets = {name: list(counter.items()) for name, counter in counts.items()} if query.facets else {}
    hits = tuple(_page(snapshot, found, query))
    return Results(sum(f.total for f in found), hits, facets, snapshot.applied)


def _examine(snapshot: Snapshot, part: Part, query: SearchQuery, *, counts: dict[str, Counter[str]]) -> _Found:
    scope, scores = candidates(snapshot, part, query)
    selection = select(scope, query, live=part.live)
    rows = selection.rows_without(None)
    levels = _best_levels(scope, selection, rows)
    serving = _serving(scope, rows, levels)
    if query.facets:
        for name, per_value in count_facets(scope, selection, serving=serving, day=query.on).items():
            counts[name].update(per_value)
    hits = all_of(selection.documents_without(None), serving)
    positions = np.arange(scope.size) if hits is None else np.flatnonzero(hits)
    inexact = ~scope.any_row(_leaf_hits(scope, query, rows)) if query.filters.rubrics else None
    chosen = _Chosen(
        positions,
        scores=None if scores is None else _near_score(scores[positions], selection, positions),
        km=None if selection.km is None else selection.km[positions],
        levels=None if levels is None else levels[positions],
        inexact=None if inexact is None else inexact[positions],
    )
    return _ordered(part, scope, query, chosen=chosen)


def candidates(snapshot: Snapshot, part: Part, query: SearchQuery) -> tuple[Scope, Floats | None]:
    """Return the scope of a part that can hold hits or count in facets, and the words' scores in it."""
    segment = part.segment
    among = None if query.number is None else segment.families["number"].of(query.number)
    if query.filters.ids:
        numbers = np.array(sorted({segment.find_id(i) for i in query.filters.ids} - {-1}), np.int32)
        among = numbers if among is None else np.intersect1d(among, numbers)
    if query.words:
        matched = text.match(snapshot, part, query.words, among=among)
        return Scope(segment, matched.documents), matched.scores
    return Scope(segment, among), None


def _serving(scope: Scope, rows: Bools | None, levels: Bytes | None) -> Bools | None:
    """Return per document whether a row meets the selection; ``None`` = all do."""
    if rows is None:
        return None
    return scope.any_row(rows) if levels is None else levels < geography.NO_ROW


def _best_levels(scope: Scope, selection: Selection, rows: Bools | None) -> Bytes | None:
    """Return per document the best coverage over the rows that meet the selection; ``None`` without a place."""
    if selection.levels is None:
        return None
    levels = selection.levels if rows is None else np.where(rows, selection.levels, np.uint8(geography.NO_ROW))
    return scope.least(levels)


def _leaf_hits(scope: Scope, query: SearchQuery, rows: Bools | None) -> Bools:
    leaves = leaf_rows(scope, query.filters.rubrics)
    return leaves if rows is None else leaves & rows


def _near_score(scores: Floats, selection: Selection, positions: Counts) -> Floats:
    if selection.km is None:
        return scores
    nearness = np.nan_to_num(np.exp(-selection.km[positions] / NEAR_SCALE_KM), nan=0.0)
    return scores * (FAR_FACTOR + (1.0 - FAR_FACTOR) * nearness)


def _ordered(part: Part, scope: Scope, query: SearchQuery, *, chosen: _Chosen) -> _Found:
    """Cut the hits of a part down to those that can stand on the page."""
    documents = scope.numbers(chosen.positions)
    exact = _exact_names(part, query, documents)
    keys = _keys(part, query, documents=documents, chosen=chosen, exact=exact)
    best = ranking.first(keys, query.offset + query.limit)
    return _Found(
        part,
        total=len(documents),
        documents=documents[best],
        keys=[key[best] for key in keys],
        scores=None if chosen.scores is None else chosen.scores[best],
        km=None if chosen.km is None else chosen.km[best],
        levels=None if chosen.levels is None else chosen.levels[best],
        exact=exact[best],
    )


def _exact_names(part: Part, query: SearchQuery, documents: Counts) -> Bools:
    exact = np.zeros(len(documents), np.bool_)
    if query.name_key and len(documents):
        named = part.segment.families["name"].of(query.name_key)
        places = np.minimum(np.searchsorted(documents, named), len(documents) - 1)
        exact[places[documents[places] == named]] = True
    return exact


def _keys(part: Part, query: SearchQuery, *, documents: Counts, chosen: _Chosen, exact: Bools) -> list[Key]:
    """Return the keys of the order, the most telling first; the last one is different for every document."""
    segment, ranks = part.segment, part.ranks(documents)
    if query.sort is Sort.NAME:
        return [ranks]
    keys: list[Key | None] = [
        ~exact if query.name_key else None,
        None if chosen.scores is None else -chosen.scores,
        chosen.inexact,
        chosen.levels,
        chosen.km,
        -segment.completeness[documents],
        -segment.confirmed[documents],
        ranks,
    ]
    if query.sort is Sort.DISTANCE:
        keys.insert(0, chosen.km)
    return [key for key in keys if key is not None]


def _page(snapshot: Snapshot, found: list[_Found], query: SearchQuery) -> list[Hit]:
    """Merge the parts' first hits and return those of the page."""
    if not found:
        return []
    sources = [(f, i) for f in found for i in range(len(f.documents))]
    merged = [np.concatenate(columns) for columns in zip(*(f.keys for f in found), strict=True)]
    order = np.lexsort(tuple(reversed(merged)))[query.offset : query.offset + query.limit]
    return [_hit(snapshot, *sources[position], query=query) for position in order.tolist()]


def _hit(snapshot: Snapshot, found: _Found, position: int, *, query: SearchQuery) -> Hit:
    document = int(found.documents[position])
    km = None if found.km is None else float(found.km[position])
    explained = query.explain and query.words
    return Hit(
        id=found.part.segment.id_of(document),
        score=None if found.scores is None else float(found.scores[position]),
        coverage=None if found.levels is None else geography.COVERAGE[found.levels[position]],
        distance_km=None if km is None or np.isnan(km) else km,
        exact_name=bool(found.exact[position]),
        parts=text.score_parts(snapshot, found.part, query.words, document=document) if explained else None,
    )
