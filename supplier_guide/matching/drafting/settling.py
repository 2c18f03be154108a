"""Of all that was found for a lot or the whole: what counts, and what the clerk must look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from supplier_guide.matching.drafting.amounts import Amount, Sort
from supplier_guide.matching.drafting.durations import Duration
from supplier_guide.matching.drafting.numbers import plain
from supplier_guide.matching.drafting.sentences import Sentence, quote
from supplier_guide.notices.remarks import Remarks
from supplier_guide.rules.wording import euros

_SAME = 0.01
"""Amounts that differ less are the same, rounded."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A figure, and the sentence and place where it stands."""

    number: float
    sentence: Sentence
    start: int
    end: int


def settled_value(
    found: Sequence[Amount],
    *,
    months: float | None,
    rate: float | None,
    without_vat: bool,
    whose: str,
    remarks: Remarks,
) -> Settled | None:
    """Return the value in EUR excluding VAT; ``rate`` is the only one of the text, ``months`` the whole duration."""
    ordered = sorted(found, key=lambda a: (a.sort, a.vat is True, a.months is not None))
    counted = [(a, _excluding(a, months, rate)) for a in ordered]
    chosen = next(((a, n) for a, n in counted if n is not None), None)
    if chosen is None:
        for amount in ordered[:1]:
            remarks.add(_unusable(amount, whose))
        return None
    amount, number = chosen
    for sentence in _said_of(amount, number, whose, without_vat=without_vat):
        remarks.add(sentence)
    for other, n in counted:
        if other.sort is amount.sort and n is not None and abs(n - number) > _SAME * number:
            remarks.add(f"De tekst noemt {whose} ook een ander bedrag: “{_quoted(other)}”. Kijk na welk geldt.")
            break
    return Settled(number, amount.sentence, amount.start, amount.end)


def _excluding(amount: Amount, months: float | None, rate: float | None) -> float | None:
    number = amount.number
    if amount.months is not None:
        if months is None:
            return None
        number *= months / amount.months
    if amount.vat:
        used = amount.rate if amount.rate is not None else rate
        if used is None:
            return None
        number /= 1 + used / 100
    return round(number, 2)


def _unusable(amount: Amount, whose: str) -> str:
    said = _quoted(amount)
    if amount.vat and amount.rate is None:
        return (
            f"Het bedrag {whose} is met btw, en de tekst zegt niet welk tarief: “{said}”. Vul het bedrag zonder btw in."
        )
    return f"Het bedrag {whose} is per jaar of maand, en we vonden geen looptijd: “{said}”. Vul het totaal in."


def _said_of(amount: Amount, number: float, whose: str, *, without_vat: bool) -> list[str]:
    """Return what the clerk must know of how the figure was made."""
    said: list[str] = []
    if amount.months is not None:
        said.append(f"Het bedrag {whose} is per periode; over de hele looptijd is dat {euros(number)}.")
    if amount.vat:
        said.append(f"Het bedrag {whose} is omgerekend naar {euros(number)} zonder btw.")
    elif amount.vat is None and not without_vat:
        said.append(f"De tekst zegt niet of het bedrag {whose} zonder btw is: “{_quoted(amount)}”. We lezen het zo.")
    if amount.of_range:
        said.append(f"De tekst noemt {whose} twee bedragen; we nemen het hoogste.")
    if amount.sort is Sort.CEILING:
        said.append(f"We vonden {whose} geen raming, wel een maximum; dat staat hier als waarde.")
    return said


def _quoted(amount: Amount) -> str:
    return quote(amount.sentence.text, amount.start, amount.end)


def settled_duration(found: Sequence[Duration], *, whose: str, remarks: Remarks) -> Settled | None:
    """Return the duration in months, with all renewals: the value of a contract counts them too."""
    base = next((d for d in found if d.base is not None), None)
    renewal = next((d for d in found if d.added is not None), None)
    total = next((d for d in found if d.total is not None), None)
    if total is not None and total.total is not None and (base is None or (base.base or 0) <= total.total):
        return Settled(total.total, total.sentence, total.start, total.end)
    if base is None or base.base is None:
        return None
    if renewal is not None and renewal.added is not None:
        months = base.base + renewal.times * renewal.added
        remarks.add(
            f"Looptijd {whose}: {plain(base.base)} maanden, en {plain(renewal.times)} keer {plain(renewal.added)} "
            f"maanden "
            f"verlenging; samen {plain(months)} maanden."
        )
        return Settled(months, base.sentence, base.start, base.end)
    if any(d.times for d in found):
        remarks.add(
            f"De opdracht kan verlengd worden, maar we vonden {whose} niet hoelang. Tel de verlenging zelf bij."
        )
    return Settled(base.base, base.sentence, base.start, base.end)
