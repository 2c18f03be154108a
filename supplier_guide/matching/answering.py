"""A need or a notice answered: per lot what was understood, the law, who can do it; and combinations over all lots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from supplier_guide.errors import Unprocessable
from supplier_guide.matching.combining import MOST_LOTS, Combination, combine
from supplier_guide.matching.finding import Judgement
from supplier_guide.matching.matcher import Match, Matched, match_lot
from supplier_guide.matching.oddities import oddities
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.understanding import NOTHING_ASKED, understand
from supplier_guide.model.need import Need
from supplier_guide.rules import Market, NoRulesForDate, Reservation, Standing, check, market

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class LotAnswer:
    """The answer for one lot; ``reservation`` and ``market`` are absent where our rules do not hold."""

    matched: Matched
    reservation: Reservation | None
    market: Market | None


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a need."""

    need: Need
    on: date
    lots: tuple[LotAnswer, ...]
    combinations: tuple[Combination, ...]
    data_version: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """The reservation check alone; no market when the need does not say what is wanted."""

    reservation: Reservation
    market: Market | None
    data_version: int
    warnings: tuple[str, ...]


def answer(parts: Parts, need: Need, *, today: date, lenient: bool = False, lawful: bool = True) -> Answered:
    """Answer ``need``; ``lenient`` reads on where a notice names unknown places; not ``lawful`` leaves the law out."""
    on = need.date or today
    if lawful and not has_rules(parts, on):
        raise NoRulesForDate(on, parts.rules)
    lots = tuple(_lot(parts, need, n, today=today, lenient=lenient, lawful=lawful) for n in range(len(need.lots)))
    combined = combine(_offers(lots)) if len(lots) > 1 else []
    return Answered(need, on, lots, tuple(combined), parts.engine.applied(), (*oddities(need), *_remarks(lots)))


def _remarks(lots: Sequence[LotAnswer]) -> Iterator[str]:
    """Yield what a reader must know of the whole answer."""
    strange = dict.fromkeys(word for lot in lots for word in lot.matched.understood.unheard)
    if strange:
        yield f"Geen enkele onderneming noemt {_quoted(list(strange))}. Zochten we wel wat u bedoelt?"
    if len(lots) > MOST_LOTS:
        yield f"Combinaties rekenen we uit tot {MOST_LOTS} percelen; dit zijn er {len(lots)}."


def _quoted(words: Sequence[str]) -> str:
    shown = [f"‘{word}’" for word in words[:_MOST_NAMED]]
    return f"{', '.join(shown[:-1])} of {shown[-1]}" if len(shown) > 1 else shown[0]


def checked(parts: Parts, need: Need, *, today: date, position: int = 0) -> Reservation:
    """Return the reservation check of one lot; raises `NoRulesForDate`."""
    return check(need, parts.rules, today=today, lot=need.lots[position])


def check_need(parts: Parts, need: Need, *, today: date) -> Checked:
    """Return the reservation check of a need of one lot; the market too, when it says what is wanted.

    Raises `NoRulesForDate`, or `Unprocessable` for more lots than one and for what cannot be understood.
    """
    if len(need.lots) != 1:
        message = f"Deze toets neemt één perceel; u geeft er {len(need.lots)}. Vraag elk perceel apart."
        raise Unprocessable("one_lot_only", message, field="lots")
    reservation = checked(parts, need, today=today)
    try:
        lot = _lot(parts, need, 0, today=today, lenient=False, lawful=True)
    except Unprocessable as error:
        if error.code != NOTHING_ASKED:
            raise
        return Checked(reservation, None, parts.engine.applied(), tuple(oddities(need)))
    return Checked(reservation, lot.market, parts.engine.applied(), tuple(oddities(need)))


def has_rules(parts: Parts, on: date) -> bool:
    """Whether we hold rules for a day."""
    return parts.rules.version.first_day <= on <= parts.rules.version.last_day


def _lot(parts: Parts, need: Need, position: int, *, today: date, lenient: bool, lawful: bool) -> LotAnswer:
    on = need.date or today
    understood = understand(parts, need, position, lenient=lenient)
    matched = match_lot(parts, understood, need.buyer, on=on)
    if not lawful:
        return LotAnswer(matched, None, None)
    return LotAnswer(matched, checked(parts, need, today=today, position=position), market_of(parts, matched, on=on))


def market_of(parts: Parts, matched: Matched, *, on: date) -> Market:
    """Return whether there is a market: those that do the work and reach the place, whatever the reservation."""
    near = parts.weights.distance.near_km
    able = [m for m in matched.matches if _counts(m, near)]
    presumed = [m for m in able if m.standing.verdict in {Standing.PROVEN, Standing.PRESUMED}]
    return market(
        parts.rules,
        on=on,
        presumed=len(presumed),
        to_verify=sum(m.standing.verdict is Standing.UNKNOWN for m in able),
        turnovers=[m.case.candidate.card.turnover for m in presumed],
        value=matched.understood.value,
        within_km=near if matched.understood.places else None,
        at_least=matched.cut,
    )


def _counts(match: Match, near_km: float) -> bool:
    """Whether a match does the work and reaches the place, or lies near when it states no area."""
    reach = match.judgement("reach")
    unstated = reach is not None and reach.verdict is Judgement.UNKNOWN
    return match.does_it and (not unstated or (match.km is not None and match.km <= near_km))


def _offers(lots: Sequence[LotAnswer]) -> dict[str, dict[str, float]]:
    """Return who can do each lot: whoever does the work, with the distance."""
    return {
        lot.matched.understood.lot.id: {m.id: inf if m.km is None else m.km for m in lot.matched.matches if m.does_it}
        for lot in lots
    }
