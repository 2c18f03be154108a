"""The documents under consideration in one segment and their rows: all of them, or a few candidates.

Arrays "per document" and "per row" in the search run over these, not over the segment; with all of them
nothing is copied.
"""

from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded.arrays import Bools, Bytes, Counts, Numbers, mask_of, ranges
from supplier_guide.search.embedded.segment import Segment

_Scalar = TypeVar("_Scalar", bound=np.generic)


class Scope:
    """``documents``: sorted numbers of the candidates, or ``None`` for the whole segment."""

    def __init__(self, segment: Segment, documents: Numbers | None) -> None:
        self.segment = segment
        # Positions of 64 bits: numpy takes them three times as fast as those of 32.
        self.documents: Counts | None = None if documents is None else documents.astype(np.intp, copy=False)
        self.size = segment.size if documents is None else len(documents)

    def of_documents(self, column: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """Return the values of a column of the segment's documents."""
        return column if self.documents is None else column[self.documents]

    def of_rows(self, column: NDArray[_Scalar]) -> NDArray[_Scalar]:
        """Return the values of a column of the segment's rows."""
        return column if self.documents is None else column[self.rows]

    def numbers(self, chosen: Counts) -> Counts:
        """Return the segment's numbers of the documents at the positions ``chosen``."""
        return chosen if self.documents is None else self.documents[chosen]

    @cached_property
    def _row_counts(self) -> Counts:
        starts = self.segment.row_start
        return starts[self.documents + 1] - starts[self.documents] if self.documents is not None else np.diff(starts)

    @cached_property
    def rows(self) -> Counts:
        """The segment's row numbers of the candidates' rows."""
        if self.documents is None:
            return np.arange(len(self.segment.row_doc))
        return ranges(self.segment.row_start[self.documents], self._row_counts)

    @cached_property
    def owner(self) -> Numbers:
        """Per row: the position of its document."""
        if self.documents is None:
            return self.segment.row_doc
        steps = np.zeros(len(self.rows), np.intp)
        steps[self._first_rows[1:]] = 1  # each document has a row, so each begins one further
        return np.cumsum(steps, out=steps)

    @cached_property
    def _first_rows(self) -> Counts:
        return self.segment.row_start[:-1] if self.documents is None else np.cumsum(self._row_counts) - self._row_counts

    def any_row(self, rows: Bools) -> Bools:
        """Return per document whether one of its rows holds."""
        return mask_of(self.size, self.owner[np.flatnonzero(rows)])

    def least(self, levels: Bytes) -> Bytes:
        """Return per document the least level of its rows; each document has a row."""
        return np.minimum.reduceat(levels, self._first_rows) if self.size else levels[:0]

    def row_numbers(self, rows: Bools) -> Counts:
        """Return the segment's numbers of the rows that hold."""
        positions = np.flatnonzero(rows)
        return positions if self.documents is None else self.rows[positions]
