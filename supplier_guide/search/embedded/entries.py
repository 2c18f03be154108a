"""Gathers (value, item) pairs while an index is built, and turns them into postings."""

from array import array
from collections import defaultdict
from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded.arrays import AnyArray, Bools, Ints, Longs, Numbers
from supplier_guide.search.embedded.segment import Family
from supplier_guide.search.embedded.strings import string_arrays

Keys = NDArray[np.uint64]

_ITEM_BITS = 24  # sixteen million documents, rows or values
_ITEM_SHIFT, _VALUE_SHIFT = np.uint64(16), np.uint64(40)
_PAYLOAD_MASK, _ITEM_MASK = np.uint64((1 << 16) - 1), np.uint64((1 << _ITEM_BITS) - 1)
_PIECE = 1 << 22
_ALIKE_KEPT = 20_000


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
        self._alike: dict[tuple[str, ...], array[int]] = {}

    def add(self, values: Collection[str], *, item: int) -> None:
        """Add the values of one item; one given twice counts once, but not where there is a payload."""
        if values:
            self._values.extend(map(self.vocabulary.__getitem__, values))
            self._items.append(item)
            self._counts.append(len(values))

    def add_alike(self, values: tuple[str, ...], *, item: int) -> None:
        """Do the same for values of which many items have the very same ones: they are numbered once."""
        if values:
            self._values.extend(self._alike.get(values) or self._numbered(values))
            self._items.append(item)
            self._counts.append(len(values))

    def _numbered(self, values: tuple[str, ...]) -> "array[int]":
        if len(self._alike) >= _ALIKE_KEPT:
            self._alike.clear()
        numbers = self._alike[values] = array("i", map(self.vocabulary.__getitem__, values))
        return numbers

    def add_postings(self, family: Family, kept: Bools, renumbered: Ints) -> None:
        """Add the pairs ``kept`` of a finished family, their items ``renumbered`` for this one."""
        number = np.fromiter(map(self.vocabulary.__getitem__, family.values), np.int32, len(family.values))
        values = np.repeat(number, np.diff(family.starts))[kept]
        self._values.frombytes(values.tobytes())
        self._items.frombytes(renumbered[family.items[kept]].tobytes())
        self._counts.frombytes(np.ones(len(values), np.int32).tobytes())

    def sorted_keys(self, renumbered: Numbers | None, payload: "array[int] | None" = None) -> tuple[list[str], Keys]:
        """Return the values in use, sorted, and the pairs as sorted numbers: value, item and payload in 64 bits.

        ``renumbered`` maps items to their final numbers. One sort of such numbers is several times faster than
        sorting positions by two keys; they are made a piece at a time, because of a million documents each
        further array takes half a gigabyte.
        """
        numbers = _view(self._values)
        used = np.bincount(numbers, minlength=len(self.vocabulary)) > 0
        values = sorted(value for value, number in self.vocabulary.items() if used[number])
        rank = np.zeros(len(self.vocabulary), np.uint64)
        rank[[self.vocabulary[value] for value in values]] = np.arange(len(values), dtype=np.uint64)
        items = np.repeat(_view(self._items), _view(self._counts))
        final = np.arange(int(items.max(initial=-1)) + 1) if renumbered is None else renumbered
        if max(len(values), int(final.max(initial=-1)) + 1) > 1 << _ITEM_BITS:
            raise OverflowError("more values or items than a segment can number")
        wide = final.astype(np.uint64)
        keys = np.empty(len(numbers), np.uint64)
        for start in range(0, len(keys), _PIECE):
            piece = slice(start, start + _PIECE)
            keys[piece] = (rank[numbers[piece]] << _VALUE_SHIFT) | (wide[items[piece]] << _ITEM_SHIFT)
            if payload is not None:
                keys[piece] |= np.frombuffer(payload, np.uint16)[piece]
        keys.sort()
        return values, keys

    def clear(self) -> None:
        """Let go of the pairs, which take most of the memory."""
        self._values, self._items, self._counts = array("i"), array("i"), array("i")


def _view(numbers: "array[int]") -> Ints:
    return np.frombuffer(numbers, np.int32) if numbers else np.empty(0, np.int32)


def _items_of(keys: Keys) -> Ints:
    return (keys >> _ITEM_SHIFT & _ITEM_MASK).astype(np.int32)


def family_arrays(
    name: str, entries: Entries, *, renumbered: Numbers | None, forward: int | None = None
) -> dict[str, AnyArray]:
    """Return the arrays of a family; ``renumbered`` maps items to their final numbers, several to one perhaps.

    ``forward``, the number of items, asks for the values per item as well.
    """
    values, keys = entries.sorted_keys(renumbered)
    keys = keys[np.concatenate([np.ones(min(len(keys), 1), np.bool_), keys[1:] != keys[:-1]])]
    items = _items_of(keys)
    made = string_arrays(values) | {"starts": _cuts(keys, len(values)), "items": items}
    if forward is not None:
        value_of = (keys >> _VALUE_SHIFT).astype(np.int32)
        order = np.argsort((items.astype(np.int64) << 32) | value_of)
        starts = np.zeros(forward + 1, np.int64)
        np.cumsum(np.bincount(items, minlength=forward), out=starts[1:])
        made |= {"forward_starts": starts, "forward": value_of[order]}
        made["items"] = items.astype(np.int64)  # facets are counted by looking all of them up
    return {f"{name}.{key}": array_ for key, array_ in made.items()}


def term_arrays(entries: Entries, frequencies: "array[int]", *, renumbered: Ints) -> dict[str, AnyArray]:
    """Return the postings of the terms, with their frequencies beside the documents; clears ``entries``."""
    values, keys = entries.sorted_keys(renumbered, frequencies)
    entries.clear()
    made = string_arrays(values) | {
        "starts": _cuts(keys, len(values)),
        "items": _items_of(keys),
        "frequency": (keys & _PAYLOAD_MASK).astype(np.uint16),
    }
    return {f"term.{key}": array_ for key, array_ in made.items()}


def _cuts(keys: Keys, count: int) -> Longs:
    """Return ``count`` + 1 offsets: where the piece of each value begins in ``keys``."""
    firsts = np.arange(count + 1, dtype=np.uint64) << _VALUE_SHIFT
    return np.searchsorted(keys, firsts).astype(np.int64)
