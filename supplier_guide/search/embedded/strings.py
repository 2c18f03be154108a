"""A column of strings in two arrays, so that it can be memory-mapped and searched without being read."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray, Bytes, Longs

_FOUND_KEPT = 4_096


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # hostile terms may hold half a surrogate pair


def string_arrays(texts: Iterable[str]) -> dict[str, AnyArray]:
    """Return the two arrays of a column: ``bytes`` (UTF-8) and ``ends`` (n + 1 offsets)."""
    return blob_arrays(map(_encode, texts))


def blob_arrays(blobs: Iterable[bytes]) -> dict[str, AnyArray]:
    """Return the same of anything that is bytes."""
    encoded = list(blobs)
    ends = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(e) for e in encoded], out=ends[1:])
    return {"bytes": np.frombuffer(b"".join(encoded), np.uint8), "ends": ends}


class Blobs:
    """A column of bytes: of each item some, or none."""

    def __init__(self, data: Bytes, ends: Longs) -> None:
        # Slices of a memoryview and its integers cost a third of those of an array.
        self._data = data.data
        self._ends = ends.data

    def __len__(self) -> int:
        return len(self._ends) - 1

    def at(self, position: int) -> bytes:
        """Return the bytes of an item."""
        return bytes(self._data[self._ends[position] : self._ends[position + 1]])

    def arrays(self) -> tuple[Bytes, Longs]:
        """Return the two arrays."""
        return np.asarray(self._data), np.asarray(self._ends)


class Strings(Blobs):
    """Sorted strings; ``find`` is a binary search (UTF-8 sorts as code points do, so as Python does)."""

    def __init__(self, data: Bytes, ends: Longs) -> None:
        super().__init__(data, ends)
        self._found: dict[str, int] = {}

    def __getitem__(self, position: int) -> str:
        return str(self._data[self._ends[position] : self._ends[position + 1]], "utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        data, ends = self._data.tobytes(), self._ends.tolist()
        if data.isascii():  # then bytes are characters, and cutting one text is far quicker than many decodings
            text = data.decode()
            return (text[start:end] for start, end in pairwise(ends))
        return (str(data[start:end], "utf-8", "surrogatepass") for start, end in pairwise(ends))

    def insertion(self, text: str) -> int:
        """Return the position of the first string that is not below ``text``."""
        data, ends, wanted = self._data, self._ends, _encode(text)
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(data[ends[middle] : ends[middle + 1]]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, text: str) -> int:
        """Return the position of ``text``, or -1.

        The last ones are remembered: a search looks each of its words up several times, and the next one again.
        """
        known = self._found.get(text)
        if known is None:
            known = self._look_up(text)
            if len(self._found) >= _FOUND_KEPT:
                self._found = {}
            self._found[text] = known
        return known

    def _look_up(self, text: str) -> int:
        position = self.insertion(text)
        return position if position < len(self) and self[position] == text else -1


def joined_strings(columns: Sequence[Strings]) -> dict[str, AnyArray]:
    """Return the two arrays of one column with the strings of all, one column after the other."""
    return {"bytes": joined_bytes(columns), "ends": joined_ends(columns)}


def joined_bytes(columns: Sequence[Blobs]) -> Bytes:
    """Return the bytes of all columns, one after the other."""
    return np.concatenate([column.arrays()[0] for column in columns])


def joined_ends(columns: Sequence[Blobs]) -> Longs:
    """Return the offsets (n + 1) that belong with `joined_bytes`."""
    sizes = [np.diff(column.arrays()[1]) for column in columns]
    return np.concatenate([[0], np.cumsum(np.concatenate(sizes))])
