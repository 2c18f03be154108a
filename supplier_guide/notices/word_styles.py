"""What the styles of a Word document say of a paragraph: the level of a heading, the number of a list."""

import re
from collections.abc import Iterator, Mapping

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|kop|titre|überschrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel|titre)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave|tm|table of figures)\s*\d?(?:\s|$)", re.IGNORECASE)
_BODY = 9
"""The outline level that Word gives to what is no heading."""
_MOST_STEPS = 12
_PLACE = re.compile(r"%(\d)")
_LETTERS = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name in Word's own namespace."""
    return None if element is None else element.find(f"{W}{name}")


def value(element: etree._Element | None) -> str | None:
    """Return the attribute ``w:val``."""
    return None if element is None else element.get(f"{W}val")


def is_on(element: etree._Element | None) -> bool:
    """Return whether a property is there and not switched off."""
    return element is not None and value(element) not in {"0", "false", "off", "none"}


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) <= 6 else None  # noqa: PLR2004 - ids are small


class Styles:
    """The styles by id, and the lists that count on."""

    def __init__(self, document: Document) -> None:
        """Read the styles and the numbering of a document."""
        self._styles = {s.get(f"{W}styleId") or "": s for s in document.styles.element.iter(f"{W}style")}
        self._lists = _lists(document)
        self._counts: dict[str, list[int]] = {}

    def level(self, paragraph: etree._Element) -> int:
        """Return the level of a heading, 1 the highest; 0 for other paragraphs."""
        stated = _whole(value(child(child(paragraph, "pPr"), "outlineLvl")))
        if stated is not None:
            return 0 if stated >= _BODY else stated + 1
        for style in self._chain(paragraph):
            name = value(child(style, "name")) or ""
            heading, outline = _HEADING.match(name), _whole(value(child(child(style, "pPr"), "outlineLvl")))
            if heading or _TITLE.fullmatch(name):
                return max(1, int(heading[1])) if heading else 1
            if outline is not None and outline < _BODY:
                return outline + 1
        return 0

    def is_contents(self, paragraph: etree._Element) -> bool:
        """Return whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS.match(value(child(style, "name")) or "") for style in self._chain(paragraph))

    def number(self, paragraph: etree._Element) -> str:
        """Return the number that Word sets before a paragraph, with a space; nothing for bullets and plain text."""
        properties = [child(paragraph, "pPr"), *(child(style, "pPr") for style in self._chain(paragraph))]
        numbered = [n for n in (child(p, "numPr") for p in properties) if n is not None]
        id_ = next(filter(None, (value(child(n, "numId")) for n in numbered)), "")
        depths = [depth for n in numbered if (depth := _whole(value(child(n, "ilvl")))) is not None]
        levels, depth = self._lists.get(id_, {}), (depths or [0])[0]
        return self._counted(id_, depth, levels) if depth in levels else ""

    def _counted(self, id_: str, depth: int, levels: Mapping[int, etree._Element]) -> str:
        counts = self._counts.setdefault(id_, [])
        while len(counts) <= depth:
            counts.append(_first(levels.get(len(counts))) - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        written = value(child(levels[depth], "lvlText")) or ""
        if value(child(levels[depth], "numFmt")) in {"bullet", "none"} or not _PLACE.search(written):
            return ""
        return _PLACE.sub(lambda m: _figure(counts, levels, int(m[1]) - 1), written) + " "

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        """Yield the style of a paragraph and those that it is based on."""
        id_ = value(child(child(paragraph, "pPr"), "pStyle"))
        for _ in range(_MOST_STEPS):
            style = self._styles.get(id_ or "")
            if style is None:
                return
            yield style
            id_ = value(child(style, "basedOn"))


def _lists(document: Document) -> dict[str, dict[int, etree._Element]]:
    """Return the levels of each list by its id."""
    try:
        root = parse_xml(document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).blob)
    except KeyError:
        return {}
    abstract = {a.get(f"{W}abstractNumId"): _levels(a) for a in root.iter(f"{W}abstractNum")}
    return {n.get(f"{W}numId") or "": abstract.get(value(child(n, "abstractNumId")), {}) for n in root.iter(f"{W}num")}


def _levels(abstract: etree._Element) -> dict[int, etree._Element]:
    return {_whole(level.get(f"{W}ilvl")) or 0: level for level in abstract.iter(f"{W}lvl")}


def _first(level: etree._Element | None) -> int:
    start = _whole(value(child(level, "start")))
    return 1 if start is None else start


def _figure(counts: list[int], levels: Mapping[int, etree._Element], depth: int) -> str:
    """Return the number of one level in its notation."""
    number = counts[depth] if 0 <= depth < len(counts) else 1
    notation = value(child(levels.get(depth), "numFmt")) or "decimal"
    if notation.endswith("Letter") and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS)
        return letter.upper() if notation.startswith("upper") else letter
    if notation.endswith("Roman") and 0 < number < 40:  # noqa: PLR2004 - chapters, not years
        roman = _roman(number)
        return roman.upper() if notation.startswith("upper") else roman
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while number >= worth:
            written += letters
            number -= worth
    return written
