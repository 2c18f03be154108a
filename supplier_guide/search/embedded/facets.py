"""Counts of enterprises per value: each facet over what meets all selections but its own."""

import numpy as np

from supplier_guide.search.embedded.arrays import Bools, Counts, Numbers, mask_of, ranges
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.segment import ROW_FACETS, FacetFamily
from supplier_guide.search.embedded.selection import Selection, all_of, valid_on
from supplier_guide.search.query import FACETS

_SPARSE = 16  # below one in so many items, walking the chosen ones beats scanning all


def count_facets(scope: Scope, selection: Selection, *, serving: Bools | None, day: int) -> dict[str, dict[str, int]]:
    """Return for each facet how many documents have each value.

    ``serving`` says per document whether a row meets all selections of rows; ``None`` = there are none.
    """
    counts = {}
    for name in FACETS:
        if name in ROW_FACETS:
            per_value = _row_facet(scope, selection, name)
        else:
            per_value = _document_facet(scope, selection, name, serving=serving, day=day)
        labels = scope.segment.facet(name).labels
        chosen = np.flatnonzero(per_value)
        counts[name] = {labels[i]: n for i, n in zip(chosen.tolist(), per_value[chosen].tolist(), strict=True)}
    return counts


def _row_facet(scope: Scope, selection: Selection, name: str) -> Counts:
    segment = scope.segment
    documents, rows = selection.documents_without(None), selection.rows_without(name)
    if rows is None:
        return distinct(segment.of_document[name], _chosen(scope, documents), owner=None)
    if documents is not None:
        rows = rows & documents[scope.owner]
    return distinct(segment.facet(name), scope.row_numbers(rows), owner=segment.row_doc)


def _chosen(scope: Scope, documents: Bools | None) -> Counts:
    """Return the segment's numbers of the documents that hold."""
    return scope.numbers(np.arange(scope.size) if documents is None else np.flatnonzero(documents))


def _document_facet(scope: Scope, selection: Selection, name: str, *, serving: Bools | None, day: int) -> Counts:
    segment = scope.segment
    documents = all_of(selection.documents_without(name), serving)
    chosen = _chosen(scope, documents)
    if name != "recognition":
        return distinct(segment.facet(name), chosen, owner=None)
    starts = segment.recognition_start
    held = ranges(starts[chosen], starts[chosen + 1] - starts[chosen])
    held = held[valid_on(segment, day)[held]]
    return distinct(segment.facet(name), held, owner=segment.recognition_doc)


def distinct(family: FacetFamily, chosen: Counts, *, owner: Numbers | None) -> Counts:
    """Return per value how many documents have it among the ``chosen`` items (sorted).

    ``owner`` gives the document of each item; ``None`` when the items are the documents.
    """
    items = len(family.forward_starts) - 1
    if len(chosen) * _SPARSE < items:
        return _walk(family, chosen, owner)
    return _scan(family, chosen, owner)


def _walk(family: FacetFamily, chosen: Counts, owner: Numbers | None) -> Counts:
    """Count by walking the values of each chosen item."""
    lengths = family.forward_starts[chosen + 1] - family.forward_starts[chosen]
    values: Numbers = family.forward[ranges(family.forward_starts[chosen], lengths)]
    if owner is not None:
        documents = np.repeat(owner[chosen].astype(np.int64), lengths)
        values = np.unique(documents * len(family) + values) % max(len(family), 1)
    return np.bincount(values, minlength=len(family))


def _scan(family: FacetFamily, chosen: Counts, owner: Numbers | None) -> Counts:
    """Count in the postings: within a value they are sorted by document, so doubles are neighbours."""
    kept = np.flatnonzero(mask_of(len(family.forward_starts) - 1, chosen)[family.items])
    cuts = np.searchsorted(kept, family.starts)  # where each value's piece begins among the kept
    if owner is None:
        return np.diff(cuts)
    documents = owner[family.items[kept]]
    first = np.ones(len(documents), np.bool_)
    np.not_equal(documents[1:], documents[:-1], out=first[1:])
    first[cuts[:-1][cuts[:-1] < len(first)]] = True
    return np.diff(np.searchsorted(np.flatnonzero(first), cuts))
