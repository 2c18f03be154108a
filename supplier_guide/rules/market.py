"""Is there a market? How many suppliers reach the place, what that advises, and which thresholds were used."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from statistics import median
from types import MappingProxyType

from supplier_guide.model.base import Noun, Text
from supplier_guide.model.dutch import decimal
from supplier_guide.rules.rule import Reason
from supplier_guide.rules.tables import MarketTable, Rules
from supplier_guide.rules.wording import euros


class Advice(StrEnum):
    """What the size of the market advises."""

    RESERVE = "reserve"
    RESERVE_LOT = "reserve_lot"
    SOCIAL_CLAUSE = "social_clause"
    NONE = "none"


class Thresholds(Noun):
    """The rules of thumb used, so that a reader can count along."""

    many_above: int
    some_above: int
    few_from: int
    share_of_median_turnover: float


class Market(Noun):
    """The suppliers counted, the advice and why; ``at_least`` when there may be more than were judged."""

    at_least: bool
    presumed: int
    to_verify: int
    unknown_turnover: int
    median_turnover: float | None
    within_km: float | None
    advice: Advice
    because: Text
    thresholds: Thresholds
    reason: Reason


def market(
    rules: Rules,
    *,
    on: date,
    presumed: int,
    to_verify: int,
    turnovers: Sequence[float | None],
    value: float | None,
    within_km: float | None = None,
    at_least: bool = False,
) -> Market:
    """Return the advice for a contract of ``value`` EUR, from suppliers that reach the place.

    ``presumed`` counts those that presumably or provably qualify, ``to_verify`` those of whom it is not known;
    ``turnovers`` are the yearly turnovers of the presumed ones, in EUR. Only presumed ones carry a reservation:
    who still has to prove that it qualifies may turn out not to. Medians, because one giant would lift a mean.
    ``at_least`` says that not all were counted: there may be more.
    """
    table = rules.market
    known = [t for t in turnovers if t is not None]
    middle = median(known) if known else None
    small = value is not None and middle is not None and value < table.share_of_median_turnover * middle
    advice = _advice(table, presumed=presumed, to_verify=to_verify, small=small)
    measured = _measured(table, value, middle) if turnovers else ""
    counted = _counted(presumed, to_verify, at_least=at_least)
    because = " ".join(filter(None, (counted, measured, f"Ons advies: {ADVICES[advice]}.")))
    return Market(
        at_least=at_least,
        presumed=presumed,
        to_verify=to_verify,
        unknown_turnover=len(turnovers) - len(known),
        median_turnover=middle,
        within_km=within_km,
        advice=advice,
        because=because,
        thresholds=Thresholds.model_validate(table.model_dump(exclude={"fact"})),
        reason=rules.reason(table.fact, because, on=on),
    )


ADVICES: Mapping[Advice, str] = MappingProxyType(
    {
        Advice.RESERVE: "de hele opdracht voorbehouden",
        Advice.RESERVE_LOT: "een deel (perceel) voorbehouden",
        Advice.SOCIAL_CLAUSE: "een sociale voorwaarde opnemen",
        Advice.NONE: "niet voorbehouden",
    }
)
"""What each advises, as an infinitive: it is right whether the contract has percelen or none yet."""


def _advice(table: MarketTable, *, presumed: int, to_verify: int, small: bool) -> Advice:
    if presumed > table.many_above and small:
        return Advice.RESERVE
    if presumed > table.some_above:
        return Advice.RESERVE_LOT
    return Advice.SOCIAL_CLAUSE if presumed + to_verify >= table.few_from else Advice.NONE


def _counted(presumed: int, to_verify: int, *, at_least: bool) -> str:
    who = "1 onderneming komt" if presumed == 1 else f"{presumed} ondernemingen komen"
    more = "Minstens " if at_least else ""
    return f"{more}{who} vermoedelijk of zeker in aanmerking, {to_verify} moet u nog nakijken."


def _measured(table: MarketTable, value: float | None, middle: float | None) -> str:
    if value is None:
        return "De waarde van de opdracht is niet bekend."
    if middle is None:
        return "Van geen van hen is de omzet bekend."
    share = f"{decimal(table.share_of_median_turnover * 100)} %"
    how = "minder dan" if value < table.share_of_median_turnover * middle else "niet minder dan"
    return f"De waarde is {how} {share} van hun middelste jaaromzet ({euros(middle)})."
