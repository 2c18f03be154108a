"""A table for the spreadsheet of a Belgian clerk: it splits at semicolons, and takes UTF-8 only after its mark."""

import csv
import io
from collections.abc import Iterable, Sequence

from supplier_guide.office.cells import figure, guard


def excel_csv(rows: Iterable[Sequence[str | float]]) -> bytes:
    """Return rows as CSV: semicolons, a decimal comma, CRLF; a text is never run as a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    for row in rows:
        writer.writerow([figure(cell).replace(".", ",") if isinstance(cell, float) else guard(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")
