"""Looks through a Word package before anything opens it: true sizes, depth, and no document types."""

import io
import sys
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from supplier_guide.notices.document_limits import DocumentLimits, broken, unpacks_too_large

_CHUNK = 256 * 1024
_DEEPEST = 200
"""The parser of the reader stops at 256; Word itself stays under a hundred."""
_MOST_ELEMENTS = 2_000_000


class _Depth:
    """Counts elements and how deep they stand."""

    def __init__(self) -> None:
        """Start outside."""
        self.deep = 0
        self.count = 0

    def start(self, *_: object) -> None:
        """Take in the beginning of an element."""
        self.deep += 1
        self.count += 1
        if self.deep > _DEEPEST or self.count > _MOST_ELEMENTS:
            raise broken("word")

    def end(self, *_: object) -> None:
        """Take in the end of an element."""
        self.deep -= 1


def check_package(body: bytes, limits: DocumentLimits) -> None:
    """Raise an error for a package that is broken, unpacks too large, or holds what no Word document holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > limits.most_parts:
                raise broken("word")
            left = limits.most_unpacked
            for part in parts:
                left -= _look_at(archive, part, left, limits)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError) as error:
        raise broken("word") from error


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, limits: DocumentLimits) -> int:
    """Return the true size of one part, whatever size it claims."""
    parser = _parser() if part.filename.lower().endswith((".xml", ".rels")) else None
    claimed, part.file_size = part.file_size, sys.maxsize  # else reading stops at the size that is claimed
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise unpacks_too_large(limits)
            if parser:
                parser.Parse(chunk, False)
    if size != claimed:
        raise zipfile.BadZipFile
    part.file_size = claimed
    return size


def _parser() -> Any:
    depth = _Depth()
    parser = expat.ParserCreate()
    parser.StartElementHandler = depth.start
    parser.EndElementHandler = depth.end
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise zipfile.BadZipFile
