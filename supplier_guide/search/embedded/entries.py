"""Gathers (value, item) pairs while an index is built, and turns them into postings."""

from array import array
from collections import defaultdict
from collections.abc import Collection

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray, Bools, Ints, Longs, Numbers
from supplier_guide.search.embedded.segment import Family
from supplier_guide.search.embedded.strings import string_arrays


class Vocabulary(defaultdict[str, int]):
    """Numbers values in the order in which they are first met.

    A factory in C: with ``__missing__`` in Python, finding a word that is there takes twice as long.
    """

    def __init__(self) -> None:
        super().__init__()
        self.default_factory = self.__len__


class Entries:
    """Pairs of a value and an item; items are added in ascending order."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._values = array("i")
        self._items = array("i")
        self._counts = array("i")

    def add(self, values: Collection[str], *, item: int) -> None:
        """Add the values of one item, each once."""
        if not values:
            return
        before = len(self._values)
        self._values.extend(map(self.vocabulary.__getitem__, values))
        self._items.append(item)
        self._counts.append(len(self._values) - before)

    def add_postings(self, family: Family, kept: Bools, renumbered: Ints) -> None:
        """Add the pairs ``kept`` of a finished family, their items ``renumbered`` for this one."""
        number = np.fromiter(map(self.vocabulary.__getitem__, family.values), np.int32, len(family.values))
        values = np.repeat(number, np.diff(family.starts))[kept]
        self._values.frombytes(values.tobytes())
        self._items.frombytes(renumbered[family.items[kept]].tobytes())
        self._counts.frombytes(np.ones(len(values), np.int32).tobytes())

    def pairs(self) -> tuple[list[str], Ints, Ints]:
        """Return the values in use, sorted, and per pair the position of its value and its item."""
        numbers = np.frombuffer(self._values, np.int32) if self._values else np.empty(0, np.int32)
        items = np.repeat(_view(self._items), _view(self._counts))
        used = np.bincount(numbers, minlength=len(self.vocabulary)) > 0
        ordered = sorted(value for value, number in self.vocabulary.items() if used[number])
        rank = np.zeros(len(self.vocabulary), np.int32)
        rank[[self.vocabulary[value] for value in ordered]] = np.arange(len(ordered), dtype=np.int32)
        return ordered, rank[numbers], items


def _view(numbers: "array[int]") -> Ints:
    return np.frombuffer(numbers, np.int32) if numbers else np.empty(0, np.int32)


def family_arrays(
    name: str, entries: Entries, *, renumbered: Numbers | None, forward: int | None = None
) -> dict[str, AnyArray]:
    """Return the arrays of a family; ``renumbered`` maps items to their final numbers, several to one perhaps.

    ``forward``, the number of items, asks for the values per item as well.
    """
    values, value_of, added = entries.pairs()
    items: Numbers = added
    if renumbered is not None:
        items = renumbered[items]
    # One sort of 64-bit keys is several times faster than sorting positions by two keys.
    packed = np.sort((value_of.astype(np.int64) << 32) | items)
    packed = packed[np.concatenate([np.ones(min(len(packed), 1), np.bool_), packed[1:] != packed[:-1]])]
    value_of, items = (packed >> 32).astype(np.int32), (packed & 0xFFFFFFFF).astype(np.int32)
    made = string_arrays(values) | {"starts": _cuts(value_of, len(values)), "items": items}
    if forward is not None:
        made["items"] = items.astype(np.int64)  # facets are counted by looking all of them up
        order = np.argsort((items.astype(np.int64) << 32) | value_of)
        made |= {"forward_starts": _cuts(items[order], forward), "forward": value_of[order]}
    return {f"{name}.{key}": array_ for key, array_ in made.items()}


def term_arrays(entries: Entries, frequencies: "array[int]", *, renumbered: Ints) -> dict[str, AnyArray]:
    """Return the postings of the terms, with their frequencies beside the documents.

    Term, document and frequency are sorted in one 64-bit number: 24 + 24 + 16 bits.
    """
    values, value_of, items = entries.pairs()
    packed = value_of.astype(np.uint64)
    packed <<= np.uint64(24)
    packed |= renumbered[items].astype(np.uint64)
    packed <<= np.uint64(16)
    packed |= np.frombuffer(frequencies, np.uint16) if frequencies else np.empty(0, np.uint16)
    packed.sort()
    made = string_arrays(values) | {
        "starts": _cuts(packed >> np.uint64(40), len(values)),
        "items": (packed >> np.uint64(16) & np.uint64(0xFFFFFF)).astype(np.int32),
        "frequency": (packed & np.uint64(0xFFFF)).astype(np.uint16),
    }
    return {f"term.{key}": array_ for key, array_ in made.items()}


def _cuts(sorted_numbers: Numbers, count: int) -> Longs:
    """Return ``count`` + 1 offsets: where the piece of each number begins in ``sorted_numbers``."""
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(sorted_numbers.astype(np.int64), minlength=count), out=starts[1:])
    return starts
