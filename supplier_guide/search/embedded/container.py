"""One file of named arrays, written once and then memory-mapped.

Layout: 8 bytes magic, length of the header (uint64), its CRC-32 (uint64), the header (JSON: the type, size
and place of each array), then the arrays, each at a multiple of 64 bytes.
"""

import json
import mmap
import os
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray

_MAGIC = b"GUIDEIX1"
_PREFIX = len(_MAGIC) + 16
_ALIGN = 64


class CorruptError(Exception):
    """A file of the index is not what was written."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An array that is made when its turn to be written comes, and let go of afterwards."""

    dtype: np.dtype[Any]
    size: int
    make: Callable[[], AnyArray]


def _aligned(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


def _header(arrays: Mapping[str, AnyArray | Planned]) -> bytes:
    table, offset = {}, 0
    for name, array in arrays.items():
        table[name] = [array.dtype.str, array.size, offset]
        offset = _aligned(offset + array.size * array.dtype.itemsize)
    return json.dumps(table, separators=(",", ":")).encode()


def write_arrays(path: Path, arrays: Mapping[str, AnyArray | Planned], *, lasting: bool = True) -> int:
    """Write one-dimensional ``arrays`` to ``path``; return the CRC-32 of the whole file.

    They are forced to disk, unless they need not be ``lasting``.
    """
    check = 0
    with path.open("wb") as file:
        for part in _parts(arrays):
            padding = bytes(_aligned(len(part)) - len(part))
            file.write(part)
            file.write(padding)
            check = zlib.crc32(padding, zlib.crc32(part, check))
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    return check


def _parts(arrays: Mapping[str, AnyArray | Planned]) -> Iterator[bytes | memoryview]:
    header = _header(arrays)
    yield _MAGIC + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(8, "little") + header
    for array in arrays.values():
        made = array.make() if isinstance(array, Planned) else array
        yield np.ascontiguousarray(made).data.cast("B") if made.size else b""


def checksum(path: Path) -> int:
    """Return the CRC-32 of a file, read in pieces."""
    check = 0
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            check = zlib.crc32(piece, check)
    return check


def open_arrays(path: Path) -> dict[str, AnyArray]:
    """Map the arrays of ``path``; they stay valid when the file is deleted. Raises `CorruptError`."""
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < _PREFIX:
            raise CorruptError(path.name)
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    size = int.from_bytes(content[8:16], "little")
    header = content[_PREFIX : _PREFIX + size]
    if content[:8] != _MAGIC or not header or zlib.crc32(header) != int.from_bytes(content[16:24], "little"):
        raise CorruptError(path.name)
    first = _aligned(_PREFIX + size)
    return {
        name: _view(content, path, dtype=dtype, size=count, offset=first + offset)
        for name, (dtype, count, offset) in json.loads(header).items()
    }


def _view(content: mmap.mmap, path: Path, *, dtype: str, size: int, offset: int) -> AnyArray:
    if size == 0:
        return np.empty(0, dtype)
    if offset + size * np.dtype(dtype).itemsize > len(content):
        raise CorruptError(path.name)
    return np.frombuffer(content, dtype, size, offset)
