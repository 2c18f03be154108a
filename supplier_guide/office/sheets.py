"""Reading a workbook (xlsx) that was looked through: the one worksheet that holds a table of ours."""

import io
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from supplier_guide.errors import Malformed
from supplier_guide.office.cells import figure
from supplier_guide.office.columns import column
from supplier_guide.office.report import Refused
from supplier_guide.office.tables import HEADS_WITHIN, Table, table_of
from supplier_guide.office.unpacking import BROKEN, CELLS_LIMIT, Part, letters, look_through, sheet_name, too_large

Cell = str | float
Known = Callable[[Sequence[Sequence[str]]], bool]
"""Whether the first lines of a worksheet are those of a table that is looked for."""


@dataclass(frozen=True, slots=True)
class SheetLines:
    """The lines of one worksheet with their numbers, the cells that have no usable value, and warnings.

    A cell that is a number stays one: written out, 12345.675 and 12.345.675 could not be told apart.
    """

    lines: tuple[tuple[int, Sequence[Cell]], ...]
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]


def xlsx_table(data: bytes) -> Table:
    """Return the rows of the one worksheet that holds a table of ours; formulas count with their calculated value."""
    sheet = xlsx_lines(data, known=_has_our_columns)
    table = table_of((number, texts(cells)) for number, cells in sheet.lines)
    return replace(table, refused=(*table.refused, *sheet.refused), warnings=(*sheet.warnings, *table.warnings))


def texts(cells: Sequence[Cell]) -> list[str]:
    """Return the cells as a person would have typed them."""
    return [cell if isinstance(cell, str) else figure(cell) for cell in cells]


def xlsx_lines(data: bytes, *, known: Known, within: int = HEADS_WITHIN, silent: Known = lambda _: False) -> SheetLines:
    """Return the lines of the one worksheet that is known by its first lines, at most ``within``.

    That others were not read is said, but not of those that are ``silent``. Raises `Malformed` or `TooLarge`.
    """
    seen = look_through(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet, warnings = _choose(workbook, known, within, silent)
        lines = tuple(_lines(sheet))
    except (CalamineError, OSError, ValueError) as error:
        raise Malformed("malformed_xlsx", BROKEN) from error
    refused = _valueless(seen)
    # It may be another worksheet than the one that was read.
    if sum(part.is_sheet and part.last_row > 0 for part in seen) > 1:
        warnings += _without_value(seen)
        refused = []
    return SheetLines(lines, tuple(refused), tuple(warnings))


def _choose(workbook: CalamineWorkbook, known: Known, within: int, silent: Known) -> tuple[CalamineSheet, list[str]]:
    """Return the one visible worksheet with columns of ours, and a warning that names the others."""
    plain = [
        meta.name
        for meta in workbook.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]
    filled = {name: sheet for name in plain if (sheet := workbook.get_sheet_by_name(name)).start is not None}
    if not filled:
        raise Malformed("empty_file", "De werkmap is leeg; verwacht kolomnamen op de eerste rij.")
    first = {name: _first_lines(sheet, within) for name, sheet in filled.items()}
    ours = [name for name, lines in first.items() if known(lines)] if len(filled) > 1 else list(filled)
    if len(ours) != 1:
        found = "geen enkel werkblad heeft" if not ours else f"de werkbladen {', '.join(ours)} hebben elk"
        message = f"De werkmap heeft meer dan één werkblad, en {found} kolomnamen van ons; verwacht één werkblad."
        raise Malformed("several_sheets", message)
    others = ", ".join(f"“{name}”" for name in filled if name != ours[0] and not silent(first[name]))
    return filled[ours[0]], [f"Alleen werkblad “{ours[0]}” werd gelezen, niet {others}."] if others else []


def _first_lines(sheet: CalamineSheet, within: int) -> list[list[str]]:
    return [texts([_cell(value) for value in row]) for row in islice(sheet.iter_rows(), within)]


def _has_our_columns(lines: Sequence[Sequence[str]]) -> bool:
    return any(sum(column(cell) is not None for cell in cells if cell) > 1 for cells in lines)


def _lines(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Give the rows with their numbers; every cell of a merged area has the value of the area."""
    top, left = sheet.start or (0, 0)
    merged = _merged(sheet)
    spread: dict[tuple[int, int], Cell] = {}
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = [_cell(value) for value in values]
        for place in range(len(cells)):
            if (number, place) in merged:
                spread |= dict.fromkeys(_area(*merged[number, place]), cells[place])
            cells[place] = spread.pop((number, place), cells[place])
        if number >= top and len(cells) > left:
            yield number + 1, cells


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[tuple[int, int], tuple[int, int]]]:
    merged = {first: (first, last) for first, last in sheet.merged_cell_ranges or []}
    total = sum((last[0] - first[0] + 1) * (last[1] - first[1] + 1) for first, last in merged.values())
    if total > CELLS_LIMIT:
        raise too_large("heeft te grote samengevoegde gebieden")
    return merged


def _area(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    return [(row, col) for row in range(first[0], last[0] + 1) for col in range(first[1], last[1] + 1)]


def _cell(value: object) -> Cell:
    """Return a number as it is, all else as a person would have typed it: a date as 2026-03-14."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("no number of a spreadsheet")
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _without_value(seen: Sequence[Part]) -> Iterator[str]:
    for part in seen:
        name = sheet_name(seen, part) if part.valueless else ""
        where = f"werkblad “{name}”" if name else "een van de werkbladen"
        for row, col, reason in part.valueless if part.is_sheet else ():
            yield f"Cel {letters(col)}{row} van {where} {reason}."


def _valueless(seen: Sequence[Part]) -> list[Refused]:
    expected = "een waarde; bereken en bewaar de werkmap in Excel"
    return [
        Refused(row, f"cel {letters(col)}{row}", reason, expected)
        for sheet in seen
        if sheet.is_sheet
        for row, col, reason in sheet.valueless
    ]
