"""The text of a pdf, by PDFium: lines with the level of their type, cells of tables apart, without running titles."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # same

from supplier_guide.notices.document_limits import (
    DocumentLimits,
    broken,
    check_length,
    check_pages,
    no_text,
    with_password,
)
from supplier_guide.notices.lines import BOLD, CELL, plain_lines

_LARGER = 1.12
"""How much larger than the text the type of a heading is."""
_HIGHEST_LEVELS = 6
_LONGEST_HEADING = 150
_GAP = 1.4
"""Space between two words, in sizes of the type, from which they stand in different cells."""
_LOWER = 0.8
"""The same for a line below: an exponent stands less high."""
_EDGE = 2
"""Lines at the top and the bottom of a page that may be a running title."""
_FEWEST_PAGES = 3
_HYPHEN = "\ufffe"
_READABLE = 0.5


@dataclass(slots=True)
class _Line:
    """A line of a page; ``size`` of its type, and whether that is bold."""

    text: str
    size: float
    bold: bool


def read(body: bytes, limits: DocumentLimits) -> tuple[list[tuple[str, int]], int | None, list[str]]:
    """Return the lines with their levels, the number of pages and remarks."""
    try:
        document = pypdfium2.PdfDocument(io.BytesIO(body))
    except pypdfium2.PdfiumError as error:
        raise with_password() if error.err_code == pdfium.FPDF_ERR_PASSWORD else broken("pdf") from error
    count = len(document)
    check_pages(count, limits)
    pages, pictures = _pages(document, limits)
    text = "".join(line.text for page in pages for line in page)
    if sum(map(str.isalnum, text)) < _READABLE * sum(not c.isspace() for c in text) or not text.strip():
        raise no_text()
    return _levelled(_without_running_titles(pages)), count, _remarks(pictures)


def _pages(document: pypdfium2.PdfDocument, limits: DocumentLimits) -> tuple[list[list[_Line]], list[int]]:
    """Return the lines of each page, and the numbers of the pages that hold a picture and no text."""
    pages: list[list[_Line]] = []
    pictures: list[int] = []
    length = count = 0
    for number in range(len(document)):
        page = document[number]
        lines = list(_lines(page))
        length += sum(len(line.text) for line in lines)
        count += len(lines)
        check_length(length, count, limits)
        if not lines and any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
            pictures.append(number + 1)
        pages.append(lines)
        page.close()
    return pages, pictures


def _remarks(pictures: Sequence[int]) -> list[str]:
    if not pictures:
        return []
    which = ", ".join(map(str, pictures[:20])) + (" …" if len(pictures) > 20 else "")  # noqa: PLR2004 - a line is enough
    return [f"Zonder tekst, en dus niet gelezen (een scan?): bladzijde {which}."]


def _lines(page: pypdfium2.PdfPage) -> Iterator[_Line]:
    text = page.get_textpage()
    start = 0
    # One character of the text is one of the page; what lies outside the first plane has two units of UTF-16.
    units = [chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())]
    for at in [*(n for n, unit in enumerate(units) if unit == "\n"), len(units)]:
        yield from _line(text, units, start, at)
        start = at + 1
    text.close()


def _line(page: pypdfium2.PdfTextPage, units: Sequence[str], start: int, end: int) -> Iterator[_Line]:
    written = "".join(_unit(page, units, at, end) for at in range(start, end))
    whole = written.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace(_HYPHEN, "")
    first = next((at for at in range(start, end) if units[at].isalnum()), start)
    for line in plain_lines(whole):
        yield _Line(line, round(pdfium.FPDFText_GetFontSize(page, first), 1), _is_bold(page, first))


def _unit(page: pypdfium2.PdfTextPage, units: Sequence[str], at: int, end: int) -> str:
    """Return a character; a wide space stands between two cells, one that goes down between two lines."""
    if units[at] != " " or not 0 < at < end - 1:
        return units[at]
    size = pdfium.FPDFText_GetFontSize(page, at - 1)
    before, behind = _box(page, at - 1), _box(page, at + 1)
    if abs(before.bottom - behind.bottom) > _LOWER * size:
        return "\n"
    return CELL if behind.left - before.right > _GAP * size else " "


class _Box(NamedTuple):
    """Where a character stands on the page."""

    left: float
    right: float
    bottom: float


def _box(page: pypdfium2.PdfTextPage, at: int) -> _Box:
    """Return the box of a character; the same height for all, with the font's own bounds."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, at, byref(box))
    return _Box(box.left, box.right, box.bottom)


def _is_bold(page: pypdfium2.PdfTextPage, at: int) -> bool:
    name, flags = create_string_buffer(80), c_int()
    pdfium.FPDFText_GetFontInfo(page, at, name, len(name), byref(flags))
    return b"bold" in name.value.lower()


def _without_running_titles(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Return all lines without those that stand at the same edge of many pages: title, number of the page."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:_EDGE], *page[-_EDGE:])})
    often = max(_FEWEST_PAGES, len(pages) * 2 // 5)
    kept: list[_Line] = []
    for page in pages:
        last = len(page) - _EDGE
        kept += [ln for n, ln in enumerate(page) if _EDGE <= n < last or edges[_key(ln)] < often]
    return kept


def _key(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _levelled(lines: Sequence[_Line]) -> list[tuple[str, int]]:
    """Return the lines with the level of heading that the size of their type gives them, the largest first."""
    sizes: Counter[float] = Counter()
    bold = 0
    for line in lines:
        sizes[line.size] += len(line.text)
        bold += len(line.text) if line.bold else 0
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    larger = sorted((size for size in sizes if size > _LARGER * body), reverse=True)
    levels = {size: min(rank, _HIGHEST_LEVELS) for rank, size in enumerate(larger, start=1)}
    by_bold = BOLD if 2 * bold < sum(sizes.values()) else 0
    return [(line.text, _level(line, levels, by_bold)) for line in lines]


def _level(line: _Line, levels: Mapping[float, int], by_bold: int) -> int:
    if len(line.text) > _LONGEST_HEADING or CELL in line.text:
        return 0
    return levels.get(line.size) or (by_bold if line.bold else 0)
