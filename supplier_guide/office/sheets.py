"""Reading a workbook (xlsx) without letting it hurt us.

The reader gives a worksheet as one full rectangle, so a single cell in the farthest corner would ask for half a
terabyte and end the process. A zip may moreover claim to be small and unpack to anything. So every part is unpacked
and looked through first, in a stream, and only a workbook of decent size goes to the reader.
"""

import io
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from supplier_guide.errors import Malformed, TooLarge
from supplier_guide.office.columns import column
from supplier_guide.office.report import Refused
from supplier_guide.office.tables import Table, table_of

_UNPACKED_LIMIT = 200 * 1024 * 1024
_PARTS_LIMIT = 2_000
_CELLS_LIMIT = 3_000_000
_CHUNK = 256 * 1024
_FIRST_LINES = 20
_SAFE_WHOLE = 1e15
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SHEET_TARGET = "/worksheet"
_BROKEN = "De werkmap is beschadigd of is geen gewone .xlsx; open ze in Excel en bewaar ze opnieuw."


@dataclass(slots=True)
class _Sheet:
    """What was seen while looking through one part: its farthest filled cell, and cells without a usable value."""

    row: int = 0
    col: int = 0
    last_row: int = 0
    last_col: int = 0
    is_formula: bool = False
    is_filled: bool = False
    is_error: bool = False
    is_sheet: bool = False
    valueless: list[tuple[int, int, str]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        local = name.rpartition(":")[2]
        if local == "c":
            self._begin_cell(attributes)
        elif local == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.col = 0
        elif local in {"v", "is", "t"}:
            self.is_filled = True
            self.last_row, self.last_col = max(self.last_row, self.row), max(self.last_col, self.col)
        elif local == "f":
            self.is_formula = True
        elif local == "Relationship" and attributes.get("Type", "").endswith(_SHEET_TARGET):
            self.targets.append(attributes.get("Target", ""))

    def end(self, name: str) -> None:
        """Take in the end of an element: a cell with an error, or a formula that was never calculated, has no value."""
        if name.rpartition(":")[2] != "c":
            return
        if self.is_error:
            self.valueless.append((self.row, self.col, "bevat een foutmelding van Excel"))
        elif self.is_formula and not self.is_filled:
            self.valueless.append((self.row, self.col, "bevat een formule die nog niet berekend is"))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.is_formula = self.is_filled = False
        self.is_error = attributes.get("t") == "e"
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place:
            self.row, self.col = int(place[2]), _number(place[1])
        else:
            self.col += 1


@dataclass(frozen=True, slots=True)
class SheetLines:
    """The lines of one worksheet with their numbers, the cells that have no usable value, and warnings."""

    lines: tuple[tuple[int, Sequence[str]], ...]
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]


Known = Callable[[Sequence[Sequence[str]]], bool]
"""Whether the first lines of a worksheet are those of a table that is looked for."""


def xlsx_table(data: bytes) -> Table:
    """Return the rows of the one worksheet that holds a table of ours; formulas count with their calculated value."""
    sheet = xlsx_lines(data, known=_has_our_columns)
    table = table_of(iter(sheet.lines))
    return Table(table.rows, (*table.refused, *sheet.refused), (*sheet.warnings, *table.warnings))


def xlsx_lines(data: bytes, *, known: Known) -> SheetLines:
    """Return the lines of the one worksheet that is known; raises `Malformed` or `TooLarge`."""
    seen = _look_through(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet, warnings = _choose(workbook, known)
        lines = tuple(_lines(sheet))
    except (CalamineError, OSError, ValueError) as error:
        raise Malformed("malformed_xlsx", _BROKEN) from error
    refused = _valueless(seen)
    if (
        sum(part.is_sheet and part.last_row > 0 for part in seen) > 1
    ):  # it may be another worksheet than the one that was read
        warnings += [f"{one.field} van een van de werkbladen {one.reason}." for one in refused]
        refused = []
    return SheetLines(lines, tuple(refused), tuple(warnings))


def _look_through(data: bytes) -> list[_Sheet]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _PARTS_LIMIT:
                raise _too_large("bevat te veel delen")
            left = _UNPACKED_LIMIT
            seen = []
            for part in parts:
                sheet, size = _look_at(archive, part, left)
                left -= size
                seen.append(sheet)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Malformed("malformed_xlsx", _BROKEN) from error
    # The reader opens whatever part is named as a worksheet; only those that end in .xml were looked through.
    if any(not target.lower().endswith(".xml") for sheet in seen for target in sheet.targets):
        raise Malformed("malformed_xlsx", _BROKEN)
    return seen


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> tuple[_Sheet, int]:
    """Return what one part holds and its true size, whatever size it claims."""
    sheet = _Sheet()
    parser = _parser(sheet) if part.filename.lower().endswith((".xml", ".rels")) else None
    sheet.is_sheet = "worksheets/" in part.filename.lower()
    claimed, part.file_size = part.file_size, sys.maxsize  # else reading stops at the size that is claimed
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise _too_large(f"wordt uitgepakt groter dan {_UNPACKED_LIMIT // 1024**2} MB")
            if parser:
                parser.Parse(chunk, False)
                _check_area(sheet)
    if size != claimed:
        raise zipfile.BadZipFile
    return sheet, size


def _parser(sheet: _Sheet) -> Any:
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise zipfile.BadZipFile


def _check_area(sheet: _Sheet) -> None:
    if sheet.last_row * sheet.last_col > _CELLS_LIMIT:
        raise _too_large(f"heeft een gevulde cel op rij {sheet.last_row}, kolom {_letters(sheet.last_col)}")


def _too_large(what: str) -> TooLarge:
    return TooLarge(
        "workbook_too_large", f"De werkmap {what}; verwacht een gewone tabel, verwijder wat erbuiten staat."
    )


def _choose(workbook: CalamineWorkbook, known: Known) -> tuple[CalamineSheet, list[str]]:
    """Return the one visible worksheet with columns of ours, and a warning that names the others."""
    plain = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]
    filled = {name: sheet for name in plain if (sheet := workbook.get_sheet_by_name(name)).start is not None}
    if not filled:
        raise Malformed("empty_file", "De werkmap is leeg; verwacht kolomnamen op de eerste rij.")
    ours = [name for name, sheet in filled.items() if known(_first_lines(sheet))] if len(filled) > 1 else list(filled)
    if len(ours) != 1:
        found = "geen enkel werkblad heeft" if not ours else f"de werkbladen {', '.join(ours)} hebben elk"
        message = f"De werkmap heeft meer dan één werkblad, en {found} kolomnamen van ons; verwacht één werkblad."
        raise Malformed("several_sheets", message)
    others = ", ".join(f"“{name}”" for name in filled if name != ours[0])
    return filled[ours[0]], [f"Alleen werkblad “{ours[0]}” werd gelezen, niet {others}."] if others else []


def _first_lines(sheet: CalamineSheet) -> list[list[str]]:
    return [[_text(cell) for cell in row] for row in islice(sheet.iter_rows(), _FIRST_LINES)]


def _has_our_columns(lines: Sequence[Sequence[str]]) -> bool:
    return any(sum(column(cell) is not None for cell in first if cell) > 1 for first in lines[:1])


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the rows with their numbers; every cell of a merged area has the value of the area."""
    top, left = sheet.start or (0, 0)
    merged = _merged(sheet)
    spread: dict[tuple[int, int], str] = {}
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = [_text(value) for value in values]
        for place in range(len(cells)):
            if (number, place) in merged:
                spread |= dict.fromkeys(_area(*merged[number, place]), cells[place])
            cells[place] = spread.pop((number, place), cells[place])
        if number >= top and len(cells) > left:
            yield number + 1, cells


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]:
    merged = {first: (first, last) for first, last in sheet.merged_cell_ranges or []}
    total = sum((last[0] - first[0] + 1) * (last[1] - first[1] + 1) for first, last in merged.values())
    if total > _CELLS_LIMIT:
        raise _too_large("heeft te grote samengevoegde gebieden")
    return merged


def _area(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    return [(row, col) for row in range(first[0], last[0] + 1) for col in range(first[1], last[1] + 1)]


def _text(value: object) -> str:
    """Return a cell as a person would have typed it: 9000 and not 9000.0, a date as 2026-03-14."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < _SAFE_WHOLE else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _valueless(seen: Sequence[_Sheet]) -> list[Refused]:
    expected = "een waarde; bereken en bewaar de werkmap in Excel"
    return [
        Refused(row, f"cel {_letters(col)}{row}", reason, expected)
        for sheet in seen
        if sheet.is_sheet
        for row, col, reason in sheet.valueless
    ]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
