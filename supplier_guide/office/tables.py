"""From the text of a CSV file, or the cells of a worksheet, to rows under known columns."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice

from supplier_guide.errors import Malformed
from supplier_guide.office.columns import STAMPS, Column, column, nearest
from supplier_guide.office.report import Refused

DELIMITERS = ";,\t"
_NAMES = {";": "puntkomma", ",": "komma", "\t": "tab"}
_CELL_LIMIT = 50 * 1024 * 1024
HEADS_WITHIN = 10
"""Lines in which column names are looked for when the first has none: a title often stands above them."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line, by the name of their column; empty cells are left out."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that can be read, those that cannot, what the reader should know, and columns as the file calls them."""

    rows: tuple[Row, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


Lines = Iterator[tuple[int, Sequence[str]]]
"""Line numbers with the cells on them."""


def csv_table(text: str) -> Table:
    """Return the rows of a CSV file whose delimiter is ``;``, ``,`` or a tab."""
    text, skipped, delimiter = stated_delimiter(text)
    delimiter = delimiter or _delimiter(text)
    return table_of(csv_lines(text, delimiter, skipped=skipped))


def stated_delimiter(text: str) -> tuple[str, int, str | None]:
    """Return the text without the line ``sep=;`` that Excel understands, how many lines went, and the delimiter."""
    first, _, rest = text.partition("\n")
    stated = first.strip("\r ").removeprefix("sep=")
    if stated != first.strip("\r ") and stated in set(DELIMITERS):
        return rest, 1, stated
    return text, 0, None


def _delimiter(text: str) -> str:
    """Return the delimiter under which most headers are known columns."""
    known = {mark: _known_headers(text, mark) for mark in DELIMITERS}
    best = max(known, key=lambda mark: known[mark])
    if known[best] > 1 or (known[best] and not any(mark in text.partition("\n")[0] for mark in DELIMITERS)):
        return best
    first = text.lstrip().partition("\n")[0].strip()[:80]
    widest = max(DELIMITERS, key=first.count)
    if not first.count(widest):
        message = (
            f"Er is maar één kolom gevonden: “{first}”. "
            "Scheid de kolommen met een komma, een puntkomma of een tab, en zet hun namen op de eerste regel."
        )
        raise Malformed("one_column", message)
    return widest


def _known_headers(text: str, delimiter: str) -> int:
    """Return how many known columns the first line that has several names, or else the first line."""
    known: list[int] = []
    with suppress(csv.Error):
        for cells in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), HEADS_WITHIN):
            known.append(_count_known(cells))  # noqa: PERF401 - those before a line that cannot be read count
    return next((count for count in known if count > 1), known[0] if known else 0)


def _count_known(cells: Sequence[str]) -> int:
    return sum(column(name) is not None for name in cells if name.strip())


def csv_lines(text: str, delimiter: str, *, skipped: int = 0) -> Lines:
    """Give the lines of a CSV text with their numbers, counted after ``skipped`` others; raises `Malformed`."""
    csv.field_size_limit(_CELL_LIMIT)  # the driver's own limit is below what a document may hold
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = skipped + 1
    try:
        for cells in reader:
            yield line, cells
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        message = (
            f"Regel {line} is geen geldige CSV met een {_NAMES[delimiter]} tussen de kolommen: een aanhalingsteken "
            "staat verkeerd of werd niet gesloten; verdubbel aanhalingstekens binnen een cel."
        )
        raise Malformed("malformed_csv", message) from error


def table_of(lines: Lines) -> Table:
    """Return the rows under the first line that is not empty."""
    filled = ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    first = next(filled, None)
    if first is None:
        raise Malformed("empty_file", "Het bestand is leeg; verwacht kolomnamen op de eerste regel.")
    below = list(islice(filled, HEADS_WITHIN - 1))
    _check_title(first, below)
    header, refused = _header(*first)
    rows: list[Row] = []
    for line, cells in _unstamped(chain(below, filled), header):
        problem = _outside(line, cells, header)
        if problem:
            refused.append(problem)
        else:
            pairs = zip(header, cells, strict=False)
            rows.append(Row(line, {c.name: cell.strip() for c, cell in pairs if c and cell.strip()}))
    warnings = [] if rows or refused else ["Er staan geen regels onder de kolomnamen; er is niets om in te voeren."]
    named = {found.name: name.strip() for found, name in zip(header, first[1], strict=True) if found}
    return Table(tuple(rows), tuple(refused), tuple(warnings), named)


def _check_title(first: tuple[int, Sequence[str]], below: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Refuse a table whose column names stand under something else, with one message instead of one per column."""
    if _count_known(first[1]):
        return
    heads = next((line for line, cells in below if _count_known(cells) > 1), None)
    if heads is not None:
        message = f"De kolomnamen staan op regel {heads}. Zet de kolomnamen op regel 1: verwijder wat erboven staat."
        raise Malformed("heads_not_first", message)


def _unstamped(lines: Lines, header: Sequence[Column | None]) -> Lines:
    """Give the lines without what they say of the file; one that says nothing else is left out, like an empty line."""
    stamps = {place for place, found in enumerate(header) if found in STAMPS}
    for line, cells in lines:
        own = ["" if place in stamps else cell for place, cell in enumerate(cells)]
        if any(cell.strip() for cell in own):
            yield line, own


def _header(line: int, names: Sequence[str]) -> tuple[list[Column | None], list[Refused]]:
    header: list[Column | None] = []
    refused: list[Refused] = []
    for name in names:
        found = column(name) if name.strip() else None
        if name.strip() and found is None:
            refused.append(Refused(line, name.strip(), "is geen bekende kolom", _suggestion(name)))
        elif found is not None and found in header:
            refused.append(Refused(line, name.strip(), f"staat er al als kolom {found.name}", "elke kolom eenmaal"))
        header.append(found)
    return header, refused


def _suggestion(name: str) -> str:
    close = nearest(name)
    return (
        f"bedoelde u “{close}”?"
        if close
        else "een kolom uit docs/import.md, zoals name, site.postal_code of activity.rubric"
    )


def _outside(line: int, cells: Sequence[str], header: Sequence[Column | None]) -> Refused | None:
    """Return the complaint about a value for which there is no column name."""
    for place, cell in enumerate(cells):
        if cell.strip() and place >= len(header):
            reason = f"heeft {len(cells)} cellen, terwijl er {len(header)} kolomnamen zijn; bijvoorbeeld “{cell[:40]}”"
            return Refused(line, None, reason, "aanhalingstekens rond een tekst met het scheidingsteken erin")
    return None
