"""A column of strings in two arrays, so that it can be memory-mapped and searched without being read."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray, Bytes, Longs

_FOUND_KEPT = 4_096


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # hostile terms may hold half a surrogate pair


def string_arrays(texts: Iterable[str]) -> dict[str, AnyArray]:
    """Return the two arrays of a column: ``bytes`` (UTF-8) and ``ends`` (n + 1 offsets)."""
    encoded = [_encode(text) for text in texts]
    ends = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(e) for e in encoded], out=ends[1:])
    return {"bytes": np.frombuffer(b"".join(encoded), np.uint8), "ends": ends}


class Strings:
    """Sorted strings; ``find`` is a binary search (UTF-8 sorts as code points do, so as Python does)."""

    def __init__(self, data: Bytes, ends: Longs) -> None:
        # Slices of a memoryview and its integers cost a third of those of an array.
        self._data = data.data
        self._ends = ends.data
        self._found: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._ends) - 1

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
