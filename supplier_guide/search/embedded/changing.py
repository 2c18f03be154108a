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

_ABSENT = -1


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a writer asks: documents (by id) to put and ids to remove, as it knew them at change ``applied``."""

    documents: Mapping[str, IndexDocument]
    removed: Sequence[str]
    applied: int


def changed(segments: Sequence[Segment], asked: Asked, *, reached: int, merging: Merging) -> Change:
    """Return what ``segments``, which have ``reached`` a change, become when what is asked is done."""
    base, *deltas = segments
    fresh = [d for d in asked.documents.values() if d.change > _overtaken(d.id, segments, reached=reached)]
    withdrawn = (i for i in asked.removed if _held(i, segments) <= asked.applied)
    gone = {*withdrawn, *(document.id for document in fresh)}
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


def _overtaken(enterprise_id: str, segments: Sequence[Segment], *, reached: int) -> int:
    """Return the last change of a document that comes too late, because two writers crossed.

    What is held was put at its change, and the same may be put again. What is not held was removed by the last
    change applied, or before.
    """
    held = _held(enterprise_id, segments)
    return reached if held == _ABSENT else held - 1


def _held(enterprise_id: str, segments: Sequence[Segment]) -> int:
    """Return the change of the document held with this id."""
    base, *deltas = segments
    for delta in deltas:
        position = delta.find_id(enterprise_id)
        if position >= 0:
            return int(delta.change[position])
    position = base.find_id(enterprise_id)
    if position < 0 or any(position in delta.dead for delta in deltas):
        return _ABSENT
    return int(base.change[position])


def _positions(segment: Segment, ids: Iterable[str]) -> Ints:
    """Return the sorted numbers of the documents with these ids."""
    return np.array(sorted({segment.find_id(i) for i in ids} - {-1}), np.int32)
