"""The faces of all that is printed, and the characters that they can draw.

A PDF/A document must have a glyph for every character, so each text is held against this list before it is set. The
list is read from the fonts themselves: the subtable `cmap` of OpenType, in its two formats for Unicode.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3  # type: ignore[import-untyped]  # it has no types
import fontpkg_source_serif_4  # type: ignore[import-untyped]  # same

_TABLES_AT = 12
_TABLE_SIZE = 16
_SEGMENTS, _GROUPS = 4, 12
"""The formats of a `cmap`: segments of the first 65,536 characters, or groups of all."""


def folders() -> list[Path]:
    """Return the folders that hold Source Sans 3 and Source Serif 4, upright and italic, of every weight."""
    return [Path(module.__path__[0]) / "files" for module in (fontpkg_source_sans_3, fontpkg_source_serif_4)]


@cache
def drawable() -> frozenset[int]:
    """Return the code points for which one of the faces has a glyph; templates let each stand in for the other."""
    upright = (path for folder in folders() for path in sorted(folder.glob("*.ttf")) if "Italic" not in path.name)
    return frozenset().union(*(code_points(path.read_bytes()) for path in upright))


def code_points(font: bytes) -> set[int]:
    """Return the code points that an OpenType font maps to a glyph."""
    start = _cmap_at(font)
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for number in range(count):
        _, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        (kind,) = struct.unpack_from(">H", font, start + offset)
        if kind == _SEGMENTS:
            found.update(_of_segments(font, start + offset))
        elif kind == _GROUPS:
            found.update(_of_groups(font, start + offset))
    return found


def _cmap_at(font: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    tables = (struct.unpack_from(">4sIII", font, _TABLES_AT + _TABLE_SIZE * n) for n in range(count))
    return next(int(offset) for tag, _, offset, _ in tables if tag == b"cmap")


def _of_segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", font, offsets_at)
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", font, place)
                if not glyph:
                    continue
            if (glyph + deltas[number]) % 0x10000:
                yield code


def _of_groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(first if glyph else first + 1, last + 1)
