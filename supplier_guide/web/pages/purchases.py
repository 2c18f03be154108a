"""The answer to a purchase programme for readers: totals, then line by line what may, who can, what we advise."""

from collections.abc import Iterator
from dataclasses import dataclass

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.programme import Outcome, Programme, ProgrammeRow
from supplier_guide.model.dutch import dutch_date
from supplier_guide.rules import ADVICES, UNSAID, Reservation, Rules, unsaid
from supplier_guide.web.needs.amounts import euros
from supplier_guide.web.needs.writing import LONGEST_ADDRESS, plain, type_need
from supplier_guide.web.pages.lawviews import (
    OUTSIDE,
    Headline,
    ReasonView,
    best_regime,
    outside_law,
    reason_view,
    verdict_of,
)
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.shown import Shown
from supplier_guide.web.pages.wording import count, listing, number

_MOST_RUBRICS = 3


@dataclass(frozen=True, slots=True)
class VerdictView:
    """Whether a purchase may be reserved: the verdict, the way, why, and what is still to be said."""

    headline: Headline
    label: str
    reasons: tuple[ReasonView, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """A purchase that was answered; ``href`` leads to the whole answer, empty when it does not fit an address."""

    facts: str
    rubrics: tuple[str, ...]
    verdict: VerdictView
    market: str
    because: str
    advice: str
    href: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the list; without ``purchase`` it has only faults: the column and what is wrong."""

    line: int
    title: str
    purchase: PurchaseView | None
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PurchasesView:
    """The whole answer."""

    summary: str
    totals: tuple[tuple[str, str, str, str], ...]
    faulty: tuple[Link, ...]
    warnings: tuple[str, ...]
    lines: tuple[LineView, ...]
    disclaimer: str


def purchases_view(answered: Programme, parts: Parts, gazetteer: Gazetteer) -> PurchasesView:
    """Return the answer ready for a page."""
    outcomes = answered.by_line()
    return PurchasesView(
        summary=_summary(outcomes),
        totals=tuple(
            (ADVICES[t.advice].capitalize(), number(t.lines), euros(t.value), number(t.without_value))
            for t in answered.totals
        ),
        faulty=tuple(Link(f"regel {o.line}", f"#regel-{o.line}") for o in outcomes if o.errors),
        warnings=answered.warnings,
        lines=tuple(_line(outcome, parts.rules, gazetteer) for outcome in outcomes),
        disclaimer=answered.disclaimer,
    )


def _summary(outcomes: list[Outcome]) -> str:
    if not outcomes:
        return "We vonden geen aankopen in uw lijst."
    faulty = sum(bool(outcome.errors) for outcome in outcomes)
    told = f"We lazen {count(len(outcomes), 'aankoop', 'aankopen')}"
    return f"{told}; {number(faulty)} {'heeft' if faulty == 1 else 'hebben'} een fout." if faulty else f"{told}."


def _line(outcome: Outcome, rules: Rules, gazetteer: Gazetteer) -> LineView:
    row = outcome.row
    faults = tuple((error.field, error.sentence) for error in outcome.errors)
    if row is None:
        return LineView(outcome.line, outcome.errors[0].description, None, faults)
    title = row.line.description or f"CPV {listing(row.line.cpv)}"
    return LineView(outcome.line, title, _purchase(row, rules, gazetteer), faults)


def _purchase(row: ProgrammeRow, rules: Rules, gazetteer: Gazetteer) -> PurchaseView:
    need, _ = plain(row.need, gazetteer.resolve)
    address = Shown(type_need(need)).address
    market = row.market
    return PurchaseView(
        facts=" · ".join(_facts(row)),
        rubrics=tuple(rubric.label for rubric in row.understood.rubrics[:_MOST_RUBRICS]),
        verdict=_verdict(row.reservation, rules),
        market=f"{number(market.presumed)} vermoedelijk, {number(market.to_verify)}\u00a0na\u00a0te\u00a0kijken",
        because=market.because,
        advice=ADVICES[market.advice].capitalize(),
        href=address if len(address) <= LONGEST_ADDRESS else "",
    )


def _facts(row: ProgrammeRow) -> Iterator[str]:
    line = row.line
    if line.reference:
        yield f"nr. {line.reference}"
    yield "waarde niet opgegeven" if line.value is None else euros(line.value)
    if line.date:
        yield dutch_date(line.date)
    if row.understood.places:
        yield listing([place.label for place in row.understood.places])
    if line.cpv and line.description:
        yield f"CPV {listing(line.cpv)}"


def _verdict(reservation: Reservation, rules: Rules) -> VerdictView:
    regime = best_regime(reservation)
    reasons = tuple(map(reason_view, regime.because))
    if outside_law(reservation, rules):
        return VerdictView(Headline(OUTSIDE, "yes", ""), "", reasons, "")
    missing = "; ".join(UNSAID[name] for name in unsaid(regime.missing))
    return VerdictView(verdict_of(regime.verdict), regime.label, reasons, missing)
