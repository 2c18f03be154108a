"""The filters of a question as masks over a scope: which documents meet each, which rows meet each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded import geography
from supplier_guide.search.embedded.arrays import Bools, Bytes, Floats
from supplier_guide.search.embedded.scope import Scope
from supplier_guide.search.embedded.segment import Family, Segment
from supplier_guide.search.query import Reach, SearchQuery


@dataclass(slots=True)
class Selection:
    """Masks by facet, so that each facet can leave out its own; absent = no selection there.

    ``documents`` and ``rows`` hold for every facet: what is not a facet, and the place. ``levels`` are the
    rows' levels of coverage and ``km`` the documents' distances; ``None`` without a place.
    """

    documents: Bools | None = None
    rows: Bools | None = None
    by_document: dict[str, Bools] = field(default_factory=dict)
    by_row: dict[str, Bools] = field(default_factory=dict)
    levels: Bytes | None = None
    km: Floats | None = None

    def documents_without(self, facet: str | None) -> Bools | None:
        """Return which documents meet all selections of documents but that of ``facet``; ``None`` = all."""
        return all_of(self.documents, *(mask for name, mask in self.by_document.items() if name != facet))

    def rows_without(self, facet: str | None) -> Bools | None:
        """Return which rows meet all selections of rows but that of ``facet``; ``None`` = all."""
        return all_of(self.rows, *(mask for name, mask in self.by_row.items() if name != facet))


def all_of(*masks: Bools | None) -> Bools | None:
    """Return where all ``masks`` hold; ``None`` holds everywhere."""
    found: Bools | None = None
    for mask in masks:
        if mask is not None:
            found = mask if found is None else found & mask
    return found


def select(scope: Scope, query: SearchQuery, *, live: Bools | None) -> Selection:
    """Return the masks of ``query`` over ``scope``; ``live`` tells which of the segment's documents count."""
    segment, filters = scope.segment, query.filters
    selection = Selection(documents=None if live is None else scope.of_documents(live))
    if filters.networks:
        network = scope.of_documents(_having(segment.families["network"], filters.networks, segment.size))
        selection.documents = all_of(selection.documents, network)
    for name, values in (("province", filters.provinces), ("certificate", filters.certificates)):
        if values:
            selection.by_document[name] = scope.of_documents(_having(segment.families[name], values, segment.size))
    if filters.recognitions:
        selection.by_document["recognition"] = scope.of_documents(_recognised(segment, filters.recognitions, query.on))
    if filters.qualifies:
        qualifying = scope.of_documents(_recognised(segment, filters.qualifies, query.on))
        selection.documents = all_of(selection.documents, qualifying)
    row_count = len(segment.row_doc)
    for name, values in (("rubric", filters.rubrics), ("mode", filters.modes)):
        if values:
            selection.by_row[name] = scope.of_rows(_having(segment.families[name], values, row_count))
    if filters.cpv:
        selection.rows = scope.of_rows(_having(segment.families["cpv"], filters.cpv, row_count))
    if query.places:
        _select_place(selection, scope, query)
    return selection


def _having(family: Family, values: Sequence[str], size: int) -> Bools:
    """Return for each of ``size`` items whether it has one of ``values``."""
    mask = np.zeros(size, np.bool_)
    for value in values:
        mask[family.of(value)] = True
    return mask


def valid_on(segment: Segment, day: int) -> Bools:
    """Return for each recognition whether it holds on ``day``."""
    return (segment.recognition_from <= day) & (day <= segment.recognition_until)


def _recognised(segment: Segment, kinds: Sequence[str], day: int) -> Bools:
    held: Bools = _having(segment.families["recognition"], kinds, len(segment.recognition_doc)) & valid_on(segment, day)
    mask = np.zeros(segment.size, np.bool_)
    mask[segment.recognition_doc[held]] = True
    return mask


def _select_place(selection: Selection, scope: Scope, query: SearchQuery) -> None:
    selection.km = km = geography.distances(scope, query.places)
    selection.levels = levels = geography.row_levels(scope, query.places)
    near = None if query.radius_km is None else km <= query.radius_km  # false where the distance is NaN
    if query.reach is Reach.SERVES:
        serving: NDArray[np.bool_] = levels < geography.UNKNOWN
        unknown = levels == geography.UNKNOWN
        serving |= unknown if near is None else unknown & near[scope.owner]
        selection.rows = all_of(selection.rows, serving)
    else:
        inside = geography.located(scope, query.places) if near is None else near
        selection.documents = all_of(selection.documents, inside)


def leaf_rows(scope: Scope, rubrics: Sequence[str]) -> Bools:
    """Return per row whether one of ``rubrics`` is its own, rather than only an ancestor of its own."""
    return scope.of_rows(_having(scope.segment.families["leaf"], rubrics, len(scope.segment.row_doc)))
