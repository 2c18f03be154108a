"""Counts of enterprises per value: each facet over what meets all selections but its own."""

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded.arrays import Bools, Ints, Longs, ranges
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.segment import FacetFamily
from supplier_guide.search.embedded.selection import Selection, all_of, valid_on
from supplier_guide.search.query import FACETS

_ROW_FACETS = ("rubric", "mode")
_SPARSE = 16  # below one in so many items, walking the chosen ones beats scanning all


def count_facets(scope: Scope, selection: Selection, *, serving: Bools | None, day: int) -> dict[str, dict[str, int]]:
    """Return for each facet how many documents have each value.

    ``serving`` says per document whether a row meets all selections of rows; ``None`` = there are none.
    """
    counts = {}
    for name in FACETS:
        if name in _ROW_FACETS:
            per_value = _row_facet(scope, selection, name)
        else:
            per_value = _document_facet(scope, selection, name, serving=serving, day=day)
        labels = scope.segment.facet(name).labels
        chosen = np.flatnonzero(per_value)
        counts[name] = {labels[i]: n for i, n in zip(chosen.tolist(), per_value[chosen].tolist(), strict=True)}
    return counts


def _row_facet(scope: Scope, selection: Selection, name: str) -> Longs:
    segment = scope.segment
    rows = _rows_in(scope, selection.documents_without(None), selection.rows_without(name))
    return distinct(segment.facet(name), rows, owner=segment.row_doc)


def _rows_in(scope: Scope, documents: Bools | None, rows: Bools | None) -> Ints:
    """Return the numbers of the rows that hold and whose document holds."""
    rows = all_of(rows, None if documents is None else documents[scope.owner])
    if rows is None:
        return scope.rows.astype(np.int32)
    return scope.row_numbers(rows)


def _document_facet(scope: Scope, selection: Selection, name: str, *, serving: Bools | None, day: int) -> Longs:
    segment = scope.segment
    documents = all_of(selection.documents_without(name), serving)
    chosen = scope.numbers(np.arange(scope.size) if documents is None else np.flatnonzero(documents))
    if name != "recognition":
        return distinct(segment.facet(name), chosen, owner=None)
    starts = segment.recognition_start
    held = ranges(starts[chosen], starts[chosen + 1] - starts[chosen])
    held = held[valid_on(segment, day)[held]]
    return distinct(segment.facet(name), held.astype(np.int32), owner=segment.recognition_doc)


def distinct(family: FacetFamily, chosen: Ints, *, owner: Ints | None) -> Longs:
    """Return per value how many documents have it among the ``chosen`` items (sorted).

    ``owner`` gives the document of each item; ``None`` when the items are the documents.
    """
    items = len(family.forward_starts) - 1
    if len(chosen) * _SPARSE < items:
        return _walk(family, chosen, owner)
    return _scan(family, chosen, owner)


def _walk(family: FacetFamily, chosen: Ints, owner: Ints | None) -> Longs:
    counts = family.forward_starts[chosen + 1] - family.forward_starts[chosen]
    values: NDArray[np.integer] = family.forward[ranges(family.forward_starts[chosen], counts)]
    if owner is not None:
        documents = np.repeat(owner[chosen].astype(np.int64), counts)
        values = np.unique(documents * len(family) + values) % max(len(family), 1)
    return np.bincount(values, minlength=len(family))


def _scan(family: FacetFamily, chosen: Ints, owner: Ints | None) -> Longs:
    """Count in the postings: within a value they are sorted by document, so doubles are neighbours."""
    mask = np.zeros(len(family.forward_starts) - 1, np.bool_)
    mask[chosen] = True
    kept = mask[family.items]
    before = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(kept, out=before[1:])
    counts = np.diff(before[family.starts])
    if owner is None:
        return counts
    documents = owner[family.items[kept]]
    values = np.repeat(np.arange(len(family)), counts)
    first = np.ones(len(documents), np.bool_)
    first[1:] = (documents[1:] != documents[:-1]) | (values[1:] != values[:-1])
    return np.bincount(values[first], minlength=len(family))
