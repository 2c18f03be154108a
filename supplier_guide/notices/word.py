"""The text of a Word document as it would be printed with all changes accepted: paragraphs, headings, rows of tables.

python-docx opens the package and knows the styles. Its own texts leave out what content controls and tracked
insertions hold (templates of specifications are full of both), so the body is walked here.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from docx import Document
from lxml import etree

from supplier_guide.notices.document_limits import DocumentLimits, broken, check_length, check_pages
from supplier_guide.notices.lines import BOLD, CELL, plain_lines
from supplier_guide.notices.word_package import check_package
from supplier_guide.notices.word_styles import Styles, W, child, is_on

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PAGES = re.compile(rb"<Pages>(\d{1,6})</Pages>")
_LONGEST_HEADING = 150
_LAYOUT_FROM = 4
"""Paragraphs in one cell from which a table is there for the layout of the page, not to hold values."""

_LEFT_OUT = frozenset(
    {
        f"{W}{name}"
        for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "sectPr")
    }
    | {f"{_ALTERNATIVES}Fallback"}
)
"""What is deleted, moved away, an instruction, a property, or a second version of the same."""
_SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}


def read(body: bytes, limits: DocumentLimits) -> tuple[list[tuple[str, int]], int | None, list[str]]:
    """Return the lines with their levels, the number of pages when the document states it, and remarks."""
    check_package(body, limits)
    pages = _stated_pages(body)
    if pages is not None:
        check_pages(pages, limits)
    try:
        document = Document(io.BytesIO(body))
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise broken("word") from error
    walk = _Walk(Styles(document))
    lines: list[tuple[str, int]] = []
    length = 0
    for line, level in walk.blocks(document.element.body):
        length += len(line)
        lines.append((line, level))
        check_length(length, len(lines), limits)
    return lines, pages, []


def _stated_pages(body: bytes) -> int | None:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        if "docProps/app.xml" not in archive.namelist():
            return None
        found = _PAGES.search(archive.read("docProps/app.xml"))
    return int(found[1]) if found else None


class _Walk:
    """Goes through the body once, because the numbers of lists count on."""

    def __init__(self, styles: Styles) -> None:
        """Take the styles."""
        self._styles = styles

    def blocks(self, container: etree._Element) -> Iterator[tuple[str, int]]:
        """Yield the lines of paragraphs and tables in order; a table of contents is left out."""
        for element in container:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag == f"{W}sdt" and _is_contents(element):
                continue
            elif element.tag not in _LEFT_OUT:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[tuple[str, int]]:
        text = _text(paragraph)
        if self._styles.is_contents(paragraph):
            return
        lines = list(plain_lines(text))
        if lines:
            lines[0] = f"{self._styles.number(paragraph)}{lines[0]}"
            yield lines[0], self._level(paragraph, lines)
        yield from ((line, 0) for line in lines[1:])

    def _level(self, paragraph: etree._Element, lines: list[str]) -> int:
        level = self._styles.level(paragraph)
        if level or len(lines) > 1 or len(lines[0]) > _LONGEST_HEADING:
            return level
        return BOLD if _is_bold(paragraph) else 0

    def _table(self, table: etree._Element) -> Iterator[tuple[str, int]]:
        for row in _rows(table):
            cells = list(_within(row, f"{W}tc"))
            texts = [" ".join(" ".join(plain_lines(_text(p))) for p in cell.iter(f"{W}p")).strip() for cell in cells]
            if len(cells) == 1 or any(sum(1 for _ in cell.iter(f"{W}p")) >= _LAYOUT_FROM for cell in cells):
                for cell in cells:
                    yield from self.blocks(cell)
            elif any(texts):
                yield from ((line, 0) for line in plain_lines(CELL.join(texts)))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for row in _within(table, f"{W}tr"):
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            yield row


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the parts of a table, also those inside a content control or an insertion."""
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _within(part, tag)


def _text(element: etree._Element) -> str:
    """Return the text of a paragraph, with that of boxes that hang on it."""
    said: list[str] = []
    _gather(element, said)
    return "".join(said)


def _gather(element: etree._Element, said: list[str]) -> None:
    for part in element:
        if part.tag in {f"{W}t", f"{_MATH}t"}:
            said.append(part.text or "")
        elif part.tag in _SIGNS:
            said.append(_SIGNS[part.tag])
        elif part.tag == f"{W}txbxContent":
            for paragraph in part.iter(f"{W}p"):
                said += ["\n", _text(paragraph), "\n"]
        elif part.tag not in _LEFT_OUT and not _is_invisible(part):
            _gather(part, said)


def _is_invisible(run: etree._Element) -> bool:
    """Return whether a run is hidden or struck through."""
    properties = child(run, "rPr")
    return properties is not None and any(is_on(child(properties, name)) for name in ("vanish", "strike", "dstrike"))


def _is_bold(paragraph: etree._Element) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in run.iter(f"{W}t"))]
    return bool(runs) and all(is_on(child(child(run, "rPr"), "b")) for run in runs)


def _is_contents(control: etree._Element) -> bool:
    return any("Contents" in (g.get(f"{W}val") or "") for g in control.iter(f"{W}docPartGallery"))
