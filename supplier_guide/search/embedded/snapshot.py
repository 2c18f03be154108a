"""An index as it stood at one change: a base segment, perhaps a delta, and the figures over both.

A snapshot never changes, so searches need no lock: a new state is a new snapshot.
"""

import numpy as np

from supplier_guide.search.bm25 import K1, B
from supplier_guide.search.embedded.arrays import Bools, Counts, Floats, Ints, Longs, mask_of
from supplier_guide.search.embedded.segment import Segment

_REMEMBERED = 10_000  # terms; enough for the words that are asked again and again
_RANK_SHIFT = 20  # a delta holds far fewer than 2^20 documents


class Part:
    """A segment inside a snapshot: which of its documents are alive, and how they rank among all."""

    def __init__(self, segment: Segment, *, dead: Ints, ranks: Longs | None) -> None:
        self.segment = segment
        self.dead = dead
        self.live: Bools | None = ~mask_of(segment.size, dead) if len(dead) else None
        self._ranks = ranks
        self.norm: Floats = np.empty(0)

    @property
    def count(self) -> int:
        """The number of documents alive."""
        return self.segment.size - len(self.dead)

    def total_length(self) -> int:
        """Return the sum of the lengths of the documents alive."""
        return int(self.segment.length.sum() - self.segment.length[self.dead].sum())

    def measure(self, mean_length: float) -> None:
        """Compute the part of BM25's denominator that hangs on the document's length."""
        self.norm = K1 * (1.0 - B + B * (self.segment.length / mean_length))

    def ranks(self, documents: Counts) -> Longs:
        """Return numbers that order ``documents`` by (folded name, id) among those of all parts."""
        if self._ranks is not None:
            return self._ranks[documents]
        return (documents.astype(np.int64) + 1) << _RANK_SHIFT

    def document_frequency(self, term: str) -> int:
        """Return how many living documents hold ``term``."""
        documents = self.segment.terms.of(term)
        if self.live is None:
            return len(documents)
        return int(np.count_nonzero(self.live[documents]))


class Snapshot:
    """Everything that a search reads."""

    def __init__(self, segments: list[Segment], *, applied: int) -> None:
        self.applied = applied
        self.parts = tuple(_parts(segments))
        self.documents = sum(part.count for part in self.parts)
        total = sum(part.total_length() for part in self.parts)
        self.mean_length = total / self.documents if total else 1.0
        self._frequencies: dict[str, int] = {}
        for part in self.parts:
            part.measure(self.mean_length)

    def document_frequency(self, term: str) -> int:
        """Return how many documents hold ``term``; remembered while documents of the base are dead."""
        if len(self.parts) == 1:
            return self.parts[0].document_frequency(term)
        found = self._frequencies.get(term)
        if found is None:
            found = sum(part.document_frequency(term) for part in self.parts)
            if len(self._frequencies) < _REMEMBERED:
                self._frequencies[term] = found
        return found


def _parts(segments: list[Segment]) -> list[Part]:
    base = segments[0]
    if len(segments) == 1:
        return [Part(base, dead=np.empty(0, np.int32), ranks=None)]
    delta = segments[1]
    below = np.fromiter((base.keys.insertion(key) for key in delta.keys), np.int64, delta.size)
    ranks = (below << _RANK_SHIFT) + np.arange(delta.size) + 1
    return [Part(base, dead=delta.dead, ranks=None), Part(delta, dead=np.empty(0, np.int32), ranks=ranks)]
