"""A purchase programme: of each planned purchase what was understood, how it may be reserved, whether it has a market.

One line that cannot be answered never stops the others: it is named with its field.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from math import fsum

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from supplier_guide.errors import TooLarge, Unprocessable
from supplier_guide.matching.answering import checked, market_of
from supplier_guide.matching.matcher import match_lot
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.understanding import NOTHING_ASKED, Understood, understand
from supplier_guide.model.complaints import Wording, explain
from supplier_guide.model.need import LARGEST_AMOUNT, LONGEST_TITLE, Buyer, Lot, Need, Regime
from supplier_guide.notices.lines import plain_lines
from supplier_guide.rules import Advice, Market, RegimeCheck, Reservation, disclaimer

MOST_LINES = 2_000
LONGEST_DESCRIPTION = 5_000

Progress = Callable[[int, int], None]
"""Told how many lines are done, of how many."""

_FIELDS = {"title": "omschrijving", "description": "omschrijving", "places": "plaats", "nuts": "plaats", "cpv": "cpv"}
_WHOLE_LINE = "regel"
_MOST_SUGGESTED = 5
_MOST_PLACES = 20
"""Places of a faulty line that are looked up one by one."""
_WORDS = Wording(page="docs/api.md", patterns={"cpv": "een CPV-code van acht cijfers"}, fields=lambda _: ())


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A planned purchase on a line of a file; ``value`` in EUR excluding VAT, ``date`` of publication or invitation."""

    line: int
    description: str
    reference: str | None = None
    value: float | None = None
    date: dt.date | None = None
    places: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()

    @property
    def stated(self) -> dict[str, str | float]:
        """What the line says, by the name of the column; what is not stated is left out."""
        cells: dict[str, str | float | None] = {
            "referentie": self.reference,
            "omschrijving": self.description,
            "waarde": self.value,
            "datum": self.date.isoformat() if self.date else None,
            "plaats": "; ".join(self.places),
            "cpv": "; ".join(self.cpv),
        }
        return {name: cell for name, cell in cells.items() if cell is not None and cell != ""}


@dataclass(frozen=True, slots=True)
class LineError:
    """A line that cannot be answered: its field, why, and what would be right; ``description`` as it stands there.

    ``stated`` has all cells of the line by the name of the column: as read, else as they stand there.
    """

    line: int
    field: str
    message: str
    suggestions: tuple[str, ...] = ()
    description: str = ""
    stated: Mapping[str, str | float] = attribute(default_factory=dict)

    @property
    def sentence(self) -> str:
        """What is wrong, with a few of the suggestions."""
        return f"{self.message} ({', '.join(self.suggestions[:_MOST_SUGGESTED])})" if self.suggestions else self.message


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """The answer to one planned purchase; ``need`` is how it was asked."""

    line: ProgrammeLine
    need: Need
    understood: Understood
    reservation: Reservation
    market: Market

    def regime(self, identity: str) -> RegimeCheck:
        """Return the check of one way to reserve (``art15``, ``art91`` …)."""
        return next(r for r in self.reservation.regimes if r.id == identity)


@dataclass(frozen=True, slots=True)
class Total:
    """The purchases with the same advice: how many, their values together, and of how many no value is stated."""

    advice: Advice
    lines: int
    value: float
    without_value: int


@dataclass(frozen=True, slots=True)
class Programme:
    """The answer to a programme; ``totals`` has every advice once, ``warnings`` are about the whole file."""

    rows: tuple[ProgrammeRow, ...]
    errors: tuple[LineError, ...]
    totals: tuple[Total, ...]
    data_version: int
    disclaimer: str
    warnings: tuple[str, ...] = ()

    def by_line(self) -> list["Outcome"]:
        """Return what became of each line, in the order of the file."""
        rows = {row.line.line: row for row in self.rows}
        faults: dict[int, list[LineError]] = {}
        for error in self.errors:
            faults.setdefault(error.line, []).append(error)
        return [Outcome(line, rows.get(line), tuple(faults.get(line, ()))) for line in sorted({*rows, *faults})]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: its answer, or its faults; both when a cell that we could do without has no value."""

    line: int
    row: ProgrammeRow | None
    errors: tuple[LineError, ...]


def programme(
    parts: Parts,
    lines: Sequence[ProgrammeLine],
    *,
    today: dt.date,
    buyer: Buyer | None = None,
    regime: Regime | None = None,
    progress: Progress | None = None,
) -> Programme:
    """Answer each line by the rules of its date, else of ``today``; raises `TooLarge` for more than 2,000 lines."""
    if len(lines) > MOST_LINES:
        message = f"Het programma heeft {len(lines)} regels; we nemen er hoogstens {MOST_LINES}. Splits het bestand."
        raise TooLarge("too_many_lines", message)
    rows: list[ProgrammeRow] = []
    errors: list[LineError] = []
    for done, line in enumerate(lines, start=1):
        try:
            rows.append(_row(parts, line, _need(line, buyer or Buyer(), regime), today=today))
        except (Unprocessable, ValidationError) as error:
            errors += line_faults(parts, line, today=today) or _errors(line, error)
        if progress:
            progress(done, len(lines))
    told = disclaimer(parts.rules, "de dag van elke aankoop")
    return Programme(tuple(rows), tuple(errors), totals(rows), parts.engine.applied(), told)


def totals(rows: Iterable[ProgrammeRow]) -> tuple[Total, ...]:
    """Return the totals per advice, also of an advice that no line has."""
    by: dict[Advice, list[float | None]] = {advice: [] for advice in Advice}
    for row in rows:
        by[row.market.advice].append(row.line.value)
    return tuple(
        Total(advice, len(values), fsum(v for v in values if v is not None), values.count(None))
        for advice, values in by.items()
    )


def _need(line: ProgrammeLine, buyer: Buyer, regime: Regime | None) -> Need:
    text = " ".join(plain_lines(line.description))[:LONGEST_DESCRIPTION].strip()
    if line.value is not None and not 0 <= line.value <= LARGEST_AMOUNT:
        message = "Dit bedrag kan niet. Geef de waarde in euro, zonder btw."
        raise Unprocessable("impossible_value", message, field="waarde")
    lot = Lot(
        title=text[:LONGEST_TITLE].strip() or None,
        description=text[LONGEST_TITLE:].strip() or None,
        cpv=line.cpv,
        places=line.places,
        value=line.value,
        currency=None if line.value is None else "EUR",
    )
    return Need(buyer=buyer, regime=regime, date=line.date, lots=(lot,))


def _row(parts: Parts, line: ProgrammeLine, need: Need, *, today: dt.date) -> ProgrammeRow:
    on = need.date or today
    reservation = checked(parts, need, today=today)
    understood = understand(parts, need, 0)
    matched = match_lot(parts, understood, need.buyer, on=on)
    return ProgrammeRow(line, need, understood, reservation, market_of(parts, matched, on=on))


def line_faults(parts: Parts, line: ProgrammeLine, *, today: dt.date) -> list[LineError]:
    """Return all that is wrong with a line, by looking at each of its cells apart: one fault hides the next."""
    found: list[LineError] = []
    for cell in _apart(line):
        try:
            need = _need(cell, Buyer(), None)
            checked(parts, need, today=today)
            understand(parts, need, 0)
        except (Unprocessable, ValidationError) as error:
            about_words = getattr(error, "code", "") == NOTHING_ASKED
            if not about_words or (line.description, line.cpv) == (cell.description, cell.cpv):
                found += [fault for fault in _errors(line, error) if fault not in found]
    return found


def _apart(line: ProgrammeLine) -> Iterator[ProgrammeLine]:
    """Give the line with one of its cells at a time: words and code together, places all and one by one."""
    bare = ProgrammeLine(line.line, "")
    if line.value is not None:
        yield replace(bare, value=line.value)
    if line.date is not None:
        yield replace(bare, date=line.date)
    for places in (line.places, *((place,) for place in line.places[:_MOST_PLACES])):
        if places:
            yield replace(bare, places=places)
    yield replace(bare, description=line.description, cpv=line.cpv)


def _errors(line: ProgrammeLine, error: Unprocessable | ValidationError) -> list[LineError]:
    """Return the errors under the names of the columns that they are about."""
    if isinstance(error, ValidationError):
        return [_error(line, _column(str(e["loc"][0])), _message(e)) for e in error.errors(include_url=False)]
    name = (error.field or "").rpartition(".")[2]
    return [_error(line, _column(name), error.message, tuple(map(str, error.suggestions)))]


def _error(line: ProgrammeLine, column: str, message: str, suggestions: tuple[str, ...] = ()) -> LineError:
    return LineError(line.line, column, message, suggestions, line.description, line.stated)


def _column(name: str) -> str:
    return "datum" if name == "date" else _FIELDS.get(name, name or _WHOLE_LINE)


def _message(error: ErrorDetails) -> str:
    reason, expected = explain(error, _WORDS)
    return f"{reason}; verwacht {expected}"
