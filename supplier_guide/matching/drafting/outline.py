"""The lines of a specification laid out: which lot and which section each stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from supplier_guide.matching.drafting import headings
from supplier_guide.matching.drafting.headings import OTHER, LotHeading, Rank
from supplier_guide.matching.drafting.sentences import lot_id, quote
from supplier_guide.model.slug import fold
from supplier_guide.notices.lines import BOLD, CELL, Line

_NUMBER_COLUMN = re.compile(
    r"(?:perceel|lot|nr|nummer|n°|perceelnummer|lotnummer|perceel nr)\W*(?:nr|nummer)?\W*", re.IGNORECASE
)
_TITLE_COLUMN = re.compile(
    r"omschrijving|voorwerp|titel|benaming|onderwerp|naam|beschrijving|intitulé|objet|description", re.IGNORECASE
)
_ROW_ID = re.compile(r"(?:perceel|lot)?\s*(\d{1,3}|[IVX]{1,5}|[A-H])[.)]?", re.IGNORECASE)
_INLINE = re.compile(
    r"\b(?:perceel|lot)\s+(\d{1,3}|[IVX]{1,5}|[A-H])\s?(?:[:–(-])\s?([^;,.()\n]{3,120})", re.IGNORECASE
)
_STATED = re.compile(
    r"(?<![\d.,])\b([2-9]|[1-9]\d|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|deux|trois|quatre|cinq|six)\s+"
    r"(?:percelen|loten|lots)\b",
    re.IGNORECASE,
)
_COUNTS = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
}  # fmt: skip
_LONGEST_TITLE_LINE = 150
_LABEL = 80


@dataclass(slots=True)
class LotPart:
    """A lot as the text lays it out; ``because`` is the line that names it."""

    id: str
    title: str | None
    because: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """A line with where it stands; ``columns`` are the names above the cells of a row."""

    text: str
    heading: str
    lot: str | None
    tendering: bool
    """Whether the section is about tendering."""
    formal: bool
    """Whether the section does not describe the work."""
    is_heading: bool
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class Outline:
    """All passages in order, the lots by id, and how many lots the text says there are."""

    passages: list[Passage]
    lots: dict[str, LotPart]
    stated: int | None


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines; those of a table of contents do not count."""
        self._lines = [line for line in lines if line.text and not headings.is_contents(line)]
        self.lots: dict[str, LotPart] = {}
        self._lot: str | None = None
        self._lot_rank = Rank(OTHER, 0)
        self._lot_inside = 0
        self._sections: list[tuple[Rank, str]] = []
        self._label = ""
        self._columns: tuple[str, ...] = ()

    def passages(self) -> Iterator[Passage]:
        """Yield the lines, each in its place."""
        for at, line in enumerate(self._lines):
            lot = headings.lot_heading(line)
            rank = headings.rank(line)
            row = self._row(line)
            if lot and not row:
                self._begin(lot, rank, line, self._next(at))
            elif rank is not None and not row:
                self._section(rank, line)
            yield self._passage(line, row, is_heading=bool(lot and not row) or rank is not None)
            if lot and self._ends_list(at):
                self._lot = None
            self._label = line.text if len(line.text) <= _LABEL and line.text.endswith(":") else self._kept_label(line)

    def _next(self, at: int) -> Line | None:
        return self._lines[at + 1] if at + 1 < len(self._lines) else None

    def _ends_list(self, at: int) -> bool:
        """Return whether a line is the last of a bare list of lots: what follows is about them all."""
        line, below = self._lines[at], self._next(at)
        after_lot = at > 0 and headings.lot_heading(self._lines[at - 1]) is not None
        before_lot = below is not None and headings.lot_heading(below) is not None
        return (
            after_lot and not before_lot and line.level in {0, BOLD} and headings.rank(line) in {None, Rank(OTHER, 0)}
        )

    def _begin(self, lot: LotHeading, rank: Rank | None, line: Line, below: Line | None) -> None:
        title, because = (headings.title_of(lot.rest) if lot.rest else None), line.text
        if not lot.rest and below is not None and _may_be_title(below):
            title, because = headings.title_of(below.text), below.text
        if lot.id in self.lots and any(headings.TENDERING.search(name) for _, name in self._sections):
            return
        self._know(lot.id, title, because)
        self._lot, self._lot_rank = lot.id, rank or Rank(OTHER, 0)
        if rank is not None:
            self._close(rank)
        self._lot_inside = len(self._sections)

    def _section(self, rank: Rank, line: Line) -> None:
        self._close(rank)
        left = len(self._sections) < self._lot_inside
        if self._lot is not None and (left or headings.ends_lot(rank, self._lot_rank, line.text)):
            self._lot = None
        self._sections.append((rank, line.text))

    def _close(self, rank: Rank) -> None:
        """Leave the sections that a heading ends: those of its family as high, and all of a lower family."""
        while self._sections and not _holds(self._sections[-1][0], rank):
            self._sections.pop()

    def _row(self, line: Line) -> str | None:
        """Return the lot of a row in a table of lots, and make it known; the first row names the columns."""
        cells = [cell.strip() for cell in line.text.split(CELL.strip())]
        if len(cells) < 2:  # noqa: PLR2004 - a row has two cells
            self._columns = ()
            return None
        if _NUMBER_COLUMN.fullmatch(cells[0]) or (not self._columns and any(map(_TITLE_COLUMN.match, cells))):
            self._columns = tuple(cells)
            return None
        return self._of_table(cells, line)

    def _of_table(self, cells: list[str], line: Line) -> str | None:
        found = _ROW_ID.fullmatch(cells[0])
        numbered = bool(self._columns) and _NUMBER_COLUMN.fullmatch(self._columns[0]) is not None
        of_lots = numbered and re.search(r"perceel|lot", " ".join(self._columns), re.IGNORECASE) is not None
        named = found is not None and not found[0][0].isdigit() and len(found[0].split()) > 1
        if found is None or not (of_lots or named):
            return None
        at = next((n for n, name in enumerate(self._columns) if _TITLE_COLUMN.match(name)), 1)
        title = headings.title_of(cells[at]) if at < len(cells) else None
        return self._know(lot_id(found[1]), title, line.text)

    def _know(self, id_: str, title: str | None, because: str) -> str:
        """Keep a lot; the first title counts, since tables of prices repeat lots in fewer words."""
        known = self.lots.setdefault(id_, LotPart(id_, title, because))
        if known.title is None and title is not None:
            known.title, known.because = title, because
        return id_

    def _passage(self, line: Line, row: str | None, *, is_heading: bool) -> Passage:
        names = [text for _, text in self._sections]
        heading = self._label or (names[-1] if names else "")
        if is_heading and names and names[-1] == line.text:
            heading = names[-2] if len(names) > 1 else ""
        outside = self._lot is None and row is None
        tendering = outside and any(headings.TENDERING.search(name) for name in names)
        formal = tendering or (outside and any(headings.FORMAL.search(name) for name in names))
        if self._lot is not None and not is_heading:
            self.lots[self._lot].lines.append(line.text)
        columns = self._columns if row else ()
        return Passage(line.text, heading, row or self._lot, tendering, formal, is_heading, columns)

    def _kept_label(self, line: Line) -> str:
        """Return the label above a list while its items go on."""
        goes_on = line.text[:1] in "-•*–▪" or headings.lot_heading(line) is not None
        return self._label if goes_on else ""


def _holds(section: Rank, rank: Rank) -> bool:
    if section.family == rank.family:
        return section.depth < rank.depth
    return section.family < rank.family


def _may_be_title(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_TITLE_LINE
        and CELL not in line.text
        and line.text[-1] not in ".:;"
        and headings.lot_heading(line) is None
    )


def outline(lines: Sequence[Line]) -> Outline:
    """Lay out the lines of a document; lots that stand only inside sentences are found last."""
    reader = _Reader(lines)
    passages = list(reader.passages())
    lots = reader.lots
    if not lots:
        lots = _inline(passages)
    return Outline(passages, lots, _stated(passages))


def _inline(passages: Sequence[Passage]) -> dict[str, LotPart]:
    lots: dict[str, LotPart] = {}
    for passage in passages:
        for found in _INLINE.finditer(passage.text):
            title = headings.title_of(found[2].split(" en perceel ")[0].split(" en lot ")[0])
            if title and not title[0].isdigit():
                id_ = lot_id(found[1])
                lots.setdefault(id_, LotPart(id_, title, quote(passage.text, *found.span())))
    return lots


def _stated(passages: Sequence[Passage]) -> int | None:
    for passage in passages:
        found = None if passage.is_heading else _STATED.search(passage.text)
        if found:
            word = fold(found[1].lower())
            return _COUNTS.get(word) or int(word)
    return None
