"""Joins segments into one. Where each begins after the one before it has ended, nothing needs to be sorted.

The arrays are made one at a time, while they are written: of a million documents, what is joined and what comes
out do not fit side by side.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import cast

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray, Ints, Longs, Numbers, ranges
from supplier_guide.search.embedded.builder import Builder
from supplier_guide.search.embedded.container import Planned
from supplier_guide.search.embedded.finishing import add_segment, segment_arrays
from supplier_guide.search.embedded.segment import DOCUMENT_FAMILIES, FORWARD, ROW_FACETS, ROW_FAMILIES, Family, Segment
from supplier_guide.search.embedded.strings import Blobs, joined_bytes, joined_ends, string_arrays

Written = Mapping[str, AnyArray | Planned]

_PLAIN = (
    *("doc.change", "doc.completeness", "doc.confirmed", "doc.length", "area.nationwide"),
    *("site.x", "site.y", "site.z", "seat.x", "seat.y", "seat.z"),
    *("recognition.start_day", "recognition.until_day"),
)
"""What is put one after the other as it is."""


def joined(segments: Sequence[Segment]) -> Written:
    """Return the arrays of a segment with the documents of all; no id may be in two of them, nor any be a delta."""
    filled = [segment for segment in segments if segment.size]
    if filled and all(one.keys[one.size - 1] < other.keys[0] for one, other in pairwise(filled)):
        return _Joining(filled).arrays()
    builder = Builder()
    for segment in filled:
        add_segment(builder, segment, kept=np.ones(segment.size, np.bool_))
    return segment_arrays(builder)


class _Joining:
    """Segments in order; documents, rows and all else keep their order, and their numbers are shifted."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._documents = _shifts([s.size for s in segments])
        self._rows = _shifts([len(s.row_doc) for s in segments])
        self._sites = _shifts([len(s.site_doc) for s in segments])
        self._recognitions = _shifts([len(s.recognition_doc) for s in segments])
        self._areas = _shifts([len(s.area_nationwide) for s in segments])

    def arrays(self) -> Written:
        """Return all arrays of the one segment."""
        made = _blobs("key", [s.keys for s in self._segments])
        made |= _blobs("card", [s.cards for s in self._segments])
        made |= {name: self._one_after_the_other(name) for name in _PLAIN}
        for name, shifts in (("row", self._rows), ("site", self._sites), ("recognition", self._recognitions)):
            made[f"{name}.doc"] = self._one_after_the_other(f"{name}.doc", shifts=self._documents)
            made[f"{name}.start"] = self._cuts(f"{name}.start", shifts)
        made["row.area"] = self._one_after_the_other("row.area", shifts=self._areas)
        made["site.other"] = self._one_after_the_other("site.other", shifts=self._sites)
        for names, shifts in self._families():
            for name in names:
                made |= self._family(name, shifts)
        made["dead"] = np.empty(0, np.int32)
        return made

    def _families(self) -> tuple[tuple[tuple[str, ...], Longs], ...]:
        """Return the families with how far their items are shifted."""
        of_document = (*DOCUMENT_FAMILIES, "term", *(f"{name}_of_document" for name in ROW_FACETS))
        return (
            (of_document, self._documents),
            (ROW_FAMILIES, self._rows),
            (("territory",), self._sites),
            (("recognition",), self._recognitions),
            (("full", "part"), self._areas),
        )

    def _columns(self, name: str) -> list[AnyArray]:
        return [segment.arrays[name] for segment in self._segments]

    def _one_after_the_other(self, name: str, *, shifts: Longs | None = None) -> Planned:
        columns = self._columns(name)
        size = sum(map(len, columns))
        if shifts is None:
            return Planned(columns[0].dtype, size, partial(np.concatenate, columns))
        return Planned(columns[0].dtype, size, partial(_shifted, cast("list[Numbers]", columns), shifts))

    def _cuts(self, name: str, shifts: Longs) -> AnyArray:
        """Return offsets (n + 1 in each segment) into something that is itself put one after the other."""
        columns = cast("list[Longs]", self._columns(name))
        return _shifted([columns[0], *(column[1:] for column in columns[1:])], shifts)

    def _family(self, name: str, shifts: Longs) -> dict[str, AnyArray | Planned]:
        union = _Union([Family(segment.arrays, name) for segment in self._segments])
        made: dict[str, AnyArray | Planned] = {**union.strings, "starts": union.starts}
        size = int(union.starts[-1])
        items = self._columns(f"{name}.items")
        made["items"] = Planned(items[0].dtype, size, partial(union.gathered, items, shifts))
        if name == "term":
            frequency = self._columns("term.frequency")
            made["frequency"] = Planned(frequency[0].dtype, size, partial(union.gathered, frequency))
        if name.removesuffix("_of_document") in FORWARD:
            values = cast("list[Ints]", self._columns(f"{name}.forward"))
            ends = _shifts([len(column) for column in values])
            made["forward_starts"] = self._cuts(f"{name}.forward_starts", ends)
            made["forward"] = np.concatenate([p[v] for p, v in zip(union.places, values, strict=True)], dtype=np.int32)
        return _named(name, made)


class _Union:
    """The values of a family in all segments, each once and sorted, and the place of each segment's among them."""

    def __init__(self, families: Sequence[Family]) -> None:
        held = [list(family.values) for family in families]
        values = sorted(set[str]().union(*held))
        place = {value: at for at, value in enumerate(values)}
        self.strings = string_arrays(values)
        self.places = [np.fromiter(map(place.__getitem__, own), np.int64, len(own)) for own in held]
        self._sizes = [np.diff(family.starts) for family in families]
        self.starts = np.zeros(len(values) + 1, np.int64)
        for places, sizes in zip(self.places, self._sizes, strict=True):
            self.starts[places + 1] += sizes
        np.cumsum(self.starts, out=self.starts)

    def gathered(self, columns: Sequence[AnyArray], shifts: Longs | None = None) -> AnyArray:
        """Return what stands beside the postings, value by value, of the first segment first."""
        out = np.empty(int(self.starts[-1]), columns[0].dtype)
        free = self.starts[:-1].copy()
        for at, column in enumerate(columns):
            places, sizes = self.places[at], self._sizes[at]
            out[ranges(free[places], sizes)] = column if shifts is None else cast("Numbers", column) + shifts[at]
            free[places] += sizes
        return out


def _blobs(name: str, columns: Sequence[Blobs]) -> dict[str, AnyArray | Planned]:
    size = sum(len(column.arrays()[0]) for column in columns)
    planned = Planned(np.dtype(np.uint8), size, partial(joined_bytes, columns))
    return {f"{name}.bytes": planned, f"{name}.ends": joined_ends(columns)}


def _named(prefix: str, arrays: Mapping[str, AnyArray | Planned]) -> dict[str, AnyArray | Planned]:
    return {f"{prefix}.{name}": array for name, array in arrays.items()}


def _shifts(sizes: Sequence[int]) -> Longs:
    """Return how many stand before each."""
    return np.cumsum([0, *sizes[:-1]])


def _shifted(columns: Sequence[Numbers], shifts: Longs) -> AnyArray:
    """Return numbers one after the other, each segment's shifted; -1, which is no number, stays."""
    return np.concatenate(
        [np.where(column < 0, column, column + shift) for column, shift in zip(columns, shifts, strict=True)],
        dtype=columns[0].dtype,
    )
