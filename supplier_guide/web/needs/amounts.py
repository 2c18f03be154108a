"""Amounts as a clerk writes them, and from an amount per year with VAT to the total without."""

import re
from dataclasses import dataclass

from supplier_guide.model.dutch import decimal
from supplier_guide.model.need import LARGEST_AMOUNT

_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?", re.ASCII)
_EURO = re.compile(r"€|\beuro?s?\b", re.IGNORECASE)
_MONTHS = 12


class NoAmount(ValueError):
    """What was typed is no amount; the message says what would be right."""


def read_amount(typed: str) -> float:
    """Return the amount in ``85.000``, ``85 000,50``, ``€ 85000`` or ``85000.50``; raises `NoAmount`."""
    text = " ".join(_EURO.sub(" ", typed).replace("\N{NO-BREAK SPACE}", " ").split())
    if text.startswith("-"):
        raise NoAmount("Een bedrag onder nul kan niet. Geef een bedrag zoals 85.000.")
    if _GROUPED.fullmatch(text):
        text = text.replace(".", "").replace(" ", "")
    elif not _PLAIN.fullmatch(text):
        raise NoAmount(f"“{typed[:40]}” is geen bedrag. Geef een bedrag zoals 85.000 of 85000,50.")
    amount = float(text.replace(",", "."))
    if amount > LARGEST_AMOUNT:
        raise NoAmount("Dit bedrag is te groot. Geef het bedrag in euro.")
    return amount


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a contract runs: firm months, and months of renewals on top."""

    firm: float
    renewals: float

    @property
    def months(self) -> float:
        """All months together."""
        return self.firm + self.renewals

    @property
    def years(self) -> float:
        """All years together."""
        return self.months / _MONTHS

    @property
    def sentence(self) -> str:
        """The duration in words."""
        firm = spell(self.firm)
        return f"{firm}, met verlengingen {spell(self.months)}" if self.renewals else firm


def spell(months: float) -> str:
    """Return months in words: ``2 jaar en 6 maanden``."""
    years, rest = divmod(months, _MONTHS)
    parts = [f"{decimal(years)} jaar"] if years else []
    if rest:
        parts.append("1 maand" if rest == 1 else f"{decimal(rest)} maanden")
    return " en ".join(parts)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An amount as it was stated; ``rate`` in percent when VAT is in it."""

    amount: float
    yearly: bool
    rate: int | None
    duration: Duration | None

    @property
    def total(self) -> float:
        """The whole contract in EUR without VAT, to the cent."""
        net = self.amount if self.rate is None else self.amount * 100 / (100 + self.rate)
        return round(net * (self.duration.years if self.yearly and self.duration else 1), 2)

    @property
    def how(self) -> str:
        """How the total came about; empty when it was stated as it is."""
        steps = []
        if self.rate is not None:
            steps.append(f"zonder {self.rate} % btw")
        if self.yearly and self.duration:
            steps.append(f"maal {spell(self.duration.months)}")
        return f"{euros(self.amount)}{' per jaar' if self.yearly else ''}, {', '.join(steps)}" if steps else ""


def euros(amount: float) -> str:
    """Return an amount as it is written: ``85.000 euro``, with cents only when there are any."""
    written = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{written.removesuffix(',00')} euro"


def total_sentence(amount: float, lots: int) -> str:
    """Return the total of all lots in words."""
    return f"{euros(amount)} zonder btw" + (f", {lots} percelen samen" if lots > 1 else "")
