"""How an index changes: which documents of its segments stay, and whether a new delta or a new base is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from supplier_guide.search.document import IndexDocument
from supplier_guide.search.embedded.arrays import AnyArray, Ints, mask_of
from supplier_guide.search.embedded.builder import Builder
from supplier_guide.search.embedded.container import Planned
from supplier_guide.search.embedded.finishing import add_segment, segment_arrays
from supplier_guide.search.embedded.segment import Segment


@dataclass(frozen=True, slots=True)
class Merging:
    """When a change makes a new base instead of a delta.

    Below ``small`` documents a whole new segment is written faster than anybody notices, and one segment
    is searched in half the time of two. Above, a delta may grow to ``share`` of the base.
    """

    small: int = 5_000
    share: float = 1 / 16

    def is_due(self, base: int, weight: int) -> bool:
        """Whether ``weight`` documents replaced, removed or in the delta are too many on a base of this size."""
        return base <= self.small or weight > base * self.share


@dataclass(frozen=True, slots=True)
class Change:
    """Arrays of a new segment; ``on_base`` tells whether the base stays below it."""

    arrays: Mapping[str, AnyArray | Planned]
    on_base: bool


def built(documents: Iterable[IndexDocument]) -> Change:
    """Return a segment of ``documents`` alone."""
    builder = Builder()
    for document in documents:
        builder.add(document)
    return Change(segment_arrays(builder), on_base=False)


def changed(
    segments: Sequence[Segment], documents: Mapping[str, IndexDocument], *, removed: Sequence[str], merging: Merging
) -> Change:
    """Return what ``segments`` become when ``documents`` (by id) are put and others ``removed``."""
    base, *deltas = segments
    fresh = [document for document in documents.values() if not _is_older(document, segments)]
    gone = {*removed, *(document.id for document in fresh)}
    dead = _positions(base, gone)
    if deltas:
        dead = np.union1d(dead, deltas[0].dead).astype(np.int32)
    weight = len(dead) + sum(delta.size for delta in deltas) + len(fresh)
    whole = merging.is_due(base.size, weight)
    builder = Builder()
    if whole:
        add_segment(builder, base, kept=~mask_of(base.size, dead))
    for delta in deltas:
        add_segment(builder, delta, kept=~mask_of(delta.size, _positions(delta, gone)))
    for document in fresh:
        builder.add(document)
    return Change(segment_arrays(builder) if whole else segment_arrays(builder, dead=dead), on_base=not whole)


def _is_older(document: IndexDocument, segments: Sequence[Segment]) -> bool:
    """Whether the index holds a later change of this document, because two writers crossed."""
    for segment in reversed(segments):
        position = segment.find_id(document.id)
        if position >= 0:
            return document.change < int(segment.change[position])
    return False


def _positions(segment: Segment, ids: Iterable[str]) -> Ints:
    """Return the sorted numbers of the documents with these ids."""
    return np.array(sorted({segment.find_id(i) for i in ids} - {-1}), np.int32)
