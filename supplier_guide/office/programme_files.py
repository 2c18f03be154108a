"""A purchase programme out of a spreadsheet (xlsx, csv)."""

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from supplier_guide.errors import GuideError, Malformed, TooLarge, UnsupportedFormat
from supplier_guide.matching.programme import MOST_LINES, LineError, ProgrammeLine
from supplier_guide.notices.documents import kind_of
from supplier_guide.office import programme_columns
from supplier_guide.office.programme_columns import EXPECTED, EXPLANATION, columns_of, is_empty, with_vat
from supplier_guide.office.reading import decode
from supplier_guide.office.sheets import Cell, texts, xlsx_lines
from supplier_guide.office.tables import DELIMITERS, csv_lines, stated_delimiter

_MOST_BYTES = 10 * 1024 * 1024
_HEADER_WITHIN = 20
_FEWEST_COLUMNS = 2
_SHOWN = 60
_MOST_NAMED = 30
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DOCUMENTS = {"pdf": "een pdf", "word": "een Word-document"}
_SUMS = frozenset({"totaal", "total", "subtotaal", "algemeen totaal", "som", "sum"})

Lines = Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """The lines that can be read, what is wrong with others, and what the reader should know.

    ``faulty`` are those others, as far as they can be read.
    """

    lines: tuple[ProgrammeLine, ...]
    errors: tuple[LineError, ...]
    warnings: tuple[str, ...] = ()
    faulty: tuple[ProgrammeLine, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Reads the lines under known columns."""

    columns: dict[str, int]
    drop_values: bool
    lines: list[ProgrammeLine] = field(default_factory=list)
    faulty: list[ProgrammeLine] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)

    def read(self, number: int, given: Sequence[Cell]) -> None:
        """Take in one line; all its faults are named at once."""
        cells = texts(given)
        if next((cell.strip().rstrip(":").lower() for cell in cells if cell.strip()), "") in _SUMS:
            return
        faults: dict[str, str] = {}
        line = ProgrammeLine(
            number,
            self._cell(cells, "omschrijving"),
            self._cell(cells, "referentie") or None,
            None if self.drop_values else self._value(given, cells, faults),
            self._read(cells, "datum", programme_columns.day, faults),
            programme_columns.places(self._cell(cells, "plaats")),
            self._read(cells, "cpv", programme_columns.codes, faults) or (),
        )
        if not line.description and not line.cpv:
            faults["omschrijving"] = "ontbreekt; verwacht wat u wilt kopen"
        (self.faulty if faults else self.lines).append(line)
        stated = line.stated | {name: self._cell(cells, name) for name in faults}
        self.errors += [LineError(number, f, told, (), line.description, stated) for f, told in faults.items()]

    def _cell(self, cells: Sequence[str], name: str) -> str:
        place = self.columns.get(name)
        cell = cells[place].strip() if place is not None and place < len(cells) else ""
        return "" if is_empty(cell) else cell

    def _value(self, given: Sequence[Cell], cells: Sequence[str], faults: dict[str, str]) -> Any:
        place = self.columns.get("waarde")
        number = given[place] if place is not None and place < len(given) else ""
        if isinstance(number, str):
            return self._read(cells, "waarde", programme_columns.amount, faults)
        return self._read(cells, "waarde", lambda _: programme_columns.possible(number), faults)

    def _read(self, cells: Sequence[str], name: str, read: Callable[[str], Any], faults: dict[str, str]) -> Any:
        """Return what a cell says; what is wrong with it goes to ``faults``."""
        cell = self._cell(cells, name)
        if not cell:
            return None
        try:
            return read(cell)
        except ValueError as error:
            faults[name] = f"“{cell[:_SHOWN]}” {error}; verwacht {EXPECTED[name]}"
            return None


def read_programme(data: bytes) -> ProgrammeFile:
    """Return the planned purchases in a workbook (.xlsx) or a CSV text, told apart by content.

    Raises `TooLarge` (10 MB, 2,000 lines), `Malformed` (broken, without the columns we need), `UnsupportedFormat`.
    """
    if len(data) > _MOST_BYTES:
        raise TooLarge("file_too_large", "Het bestand is groter dan 10 MB. Geef alleen de lijst met aankopen.")
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Malformed("empty_file", "Het bestand is leeg; verwacht een lijst van aankopen met kolomnamen.")
    _check_kind(data)
    lines, refused, warnings = _of_workbook(data) if data.startswith(b"PK") else _of_csv(data)
    at = _header_at([texts(cells) for _, cells in lines[:_HEADER_WITHIN]])
    if at is None:
        raise Malformed(
            "no_columns",
            "We vinden geen kolom met een omschrijving. Zet boven de lijst de kolomnamen: omschrijving, waarde, datum, "
            "plaats en cpv.",
        )
    header = texts(lines[at][1])
    return _read(lines[at + 1 :], header, columns_of(header), refused, warnings)


def _check_kind(data: bytes) -> None:
    """Refuse by its name a file that people take for a list, and that has no cells for us to read."""
    told = "een oud Excel-bestand (.xls)" if data.startswith(_OLD_OFFICE) else ""
    if data.lstrip().startswith((b"%PDF-", b"PK")):
        with suppress(GuideError):  # a workbook is no document
            told = _DOCUMENTS.get(kind_of(data), "")
    if told:
        message = f"Dit is {told}. Geef uw lijst als werkmap (.xlsx) of CSV: open ze in Excel en bewaar ze zo."
        raise UnsupportedFormat("no_table", message)


def _read(
    lines: Lines, header: Sequence[str], columns: dict[str, int], refused: list[LineError], warnings: list[str]
) -> ProgrammeFile:
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in texts(cells))]
    if len(filled) > MOST_LINES:
        message = f"Het programma heeft {len(filled)} regels; we nemen er hoogstens {MOST_LINES}. Splits het bestand."
        raise TooLarge("too_many_lines", message)
    drop = "waarde" in columns and with_vat(header[columns["waarde"]])
    reader = _Reader(columns, drop)
    for number, cells in filled:
        reader.read(number, cells)
    if drop:
        warnings.append(
            f"Kolom “{header[columns['waarde']].strip()}” is met btw; we gebruiken ze niet. Geef de waarde zonder btw."
        )
    unused = [name.strip() for place, name in enumerate(header) if name.strip() and place not in columns.values()]
    if unused:
        warnings.append(
            "Deze kolommen gebruiken we niet: " + ", ".join(f"“{name[:_SHOWN]}”" for name in unused[:_MOST_NAMED]) + "."
        )
    if not filled:
        warnings.append("Er staan geen aankopen onder de kolomnamen.")
    errors = sorted((*refused, *reader.errors), key=lambda e: e.line)
    return ProgrammeFile(tuple(reader.lines), tuple(errors), tuple(warnings), tuple(reader.faulty))


def _header_at(lines: Sequence[Sequence[str]]) -> int | None:
    """Return which of the first lines names the columns: the one with most of them, a title above is none."""
    best, most = None, 0
    for at, cells in enumerate(lines):
        found = columns_of(cells)
        usable = "omschrijving" in found or "cpv" in found
        alone = sum(1 for cell in cells if cell.strip()) == 1 and len(found) == 1
        if usable and (len(found) >= _FEWEST_COLUMNS or alone) and len(found) > most:
            best, most = at, len(found)
    return best


def _of_workbook(data: bytes) -> tuple[Lines, list[LineError], list[str]]:
    sheet = xlsx_lines(
        data,
        known=lambda lines: _header_at(lines) is not None,
        within=_HEADER_WITHIN,
        silent=lambda lines: list(lines[:1]) == [list(EXPLANATION)],
    )
    refused = [LineError(r.line, r.field or "cel", f"{r.reason}; verwacht {r.expected}") for r in sheet.refused]
    return sheet.lines, refused, list(sheet.warnings)


def _of_csv(data: bytes) -> tuple[Lines, list[LineError], list[str]]:
    if b"\x00" in data[:2] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Malformed("unreadable_file", "Dit bestand is geen werkmap (.xlsx) en geen CSV.")
    text, warnings = decode(data, windows=True)
    text, skipped, stated = stated_delimiter(text.lstrip("\ufeff"))
    delimiter = stated or max(DELIMITERS, key=lambda mark: _known_columns(text, mark))
    return list(csv_lines(text, delimiter, skipped=skipped)), [], warnings


def _known_columns(text: str, delimiter: str) -> int:
    first = "\n".join(text.split("\n", _HEADER_WITHIN)[:_HEADER_WITHIN])
    try:
        return max((len(columns_of(cells)) for cells in csv.reader(io.StringIO(first), delimiter=delimiter)), default=0)
    except csv.Error:
        return 0
