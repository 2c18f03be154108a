"""Writing a workbook (xlsx) row by row, in constant memory.

Cells of enterprises are all text: a spreadsheet then leaves numbers with a leading zero, dates and telephone numbers
as they are, and runs no formula.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter  # type: ignore[import-untyped]  # it has no types
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # same

from supplier_guide.errors import Unprocessable

LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet; each row comes with a name for it, for the sentence when it does not fit."""

    name: str
    header: Sequence[str]
    rows: Iterable[tuple[str, Sequence[str | float]]]


def write_workbook(path: Path, header: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> None:
    """Write one worksheet of enterprises; each row comes with the id of its enterprise."""
    write_sheets(path, [Sheet("ondernemingen", header, rows)])


def write_sheets(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write a workbook; a cell that is a number stays one."""
    path.touch()  # a folder that cannot be written is an error now, not after all rows
    with TemporaryDirectory() as folder:
        workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        try:
            for sheet in sheets:
                _fill(workbook, sheet)
        finally:
            _close(workbook)


def _close(workbook: xlsxwriter.Workbook) -> None:
    """Finish the file, also one that is given up: only this closes what the library has open."""
    try:
        workbook.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _fill(workbook: xlsxwriter.Workbook, table: Sheet) -> None:
    header, sheet = table.header, workbook.add_worksheet(table.name)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(header) - 1, _WIDTH)
    bold = workbook.add_format({"bold": True})
    for place, name in enumerate(header):
        sheet.write_string(0, place, name, bold)
    for number, (identity, row) in enumerate(table.rows, start=1):
        if number >= _MOST_ROWS:
            raise _too_large("heeft meer regels dan een werkblad rijen heeft")
        for place, cell in enumerate(row):
            if isinstance(cell, float):
                sheet.write_number(number, place, cell)
                continue
            if units(cell) > LONGEST_CELL:
                raise _too_large(f"heeft bij “{identity}” meer dan {LONGEST_CELL} tekens in {header[place]}")
            if cell:
                sheet.write_string(number, place, cell)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS}"})


def units(text: str) -> int:
    """Return the length of a text as Excel counts it: in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _too_large(what: str) -> Unprocessable:
    return Unprocessable("too_large_for_xlsx", f"De gids {what}; voer uit naar .csv of .json.", field="file")
