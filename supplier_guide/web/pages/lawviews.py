"""The reservation check for readers: a word first, then the reason, the article, the source and how sure we are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.need import Need
from supplier_guide.rules import (
    UNSAID,
    Market,
    ProcedureCheck,
    Reason,
    RegimeCheck,
    Reservation,
    Rules,
    Verdict,
    unsaid,
)
from supplier_guide.web.needs.amounts import euros
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.wording import site_of

WORDS = {Verdict.YES: "Ja", Verdict.NO: "Nee", Verdict.UNKNOWN: "Nog niet te zeggen"}
OUTSIDE = "Vrije keuze"

_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "regime": "regels",
        "buyer.kind": "koper",
        "buyer.is_contracting_authority": "overheid",
        "buyer.designated_art91": "aangewezen",
        "buyer.art91_award_last_3y": "eerder",
        "procedure_has_notice": "aankondiging",
        "estimated_total": "bedrag",
        "lots.value": "bedrag",
        "lots.currency": "bedrag",
        "lots.cpv": "cpv",
        "lots.nature": "soort",
        "lots.duration_months": "jaren",
        "lots.reserved_execution": "voorbehouden",
    }
)
"""Where on the form is said what a verdict may hang on (`UNSAID`)."""

_CODES = {
    "art15": "voorbehouden deelname (BT-71)",
    "art15_execution": "voorbehouden uitvoering (BT-736)",
    "art91": "voorbehouden deelname (BT-71)",
    "art161": "voorbehouden deelname (BT-71)",
    "art33": "voorbehouden deelname (BT-71)",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A verdict: the word, how it looks (yes, no, open), and what it is about."""

    word: str
    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason with the rule that it rests on."""

    sentence: str
    article: str
    rule: str
    source: Link
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class RegimeView:
    """One way to reserve."""

    id: str
    label: str
    headline: Headline
    reasons: tuple[ReasonView, ...]
    missing: tuple[Link, ...]
    conditions: tuple[str, ...]
    evidence: tuple[str, ...]
    write: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """One procedure."""

    label: str
    headline: Headline
    limit: str
    sentence: str
    article: str
    rule: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class SourceView:
    """A rule that was used, where it was read and when."""

    title: str
    href: str
    article: str
    source: Link
    read: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class LawView:
    """The whole check; ``open_`` are the regimes that are not a plain no."""

    on: str
    outside: str
    open_: tuple[RegimeView, ...]
    closed: tuple[RegimeView, ...]
    procedures: tuple[ProcedureView, ...]
    pitfalls: tuple[ReasonView, ...]
    missing: tuple[Link, ...]
    sources: tuple[SourceView, ...]
    disclaimer: str


@dataclass(frozen=True, slots=True)
class MarketView:
    """Whether there is a market, with the numbers used."""

    because: str
    counts: tuple[tuple[str, str], ...]


Ask = Callable[[str], str]
"""Gives the address where a field can be filled in; nothing when there is none."""


def law_view(reservation: Reservation, rules: Rules, need: Need, ask: Ask) -> LawView:
    """Return the check ready for a page; ``ask`` leads from what is missing to where it can be said."""
    regimes = [_regime(r, need, ask) for r in reservation.regimes]
    used = [r for part in (*reservation.regimes, *reservation.procedures) for r in part.because]
    outside = outside_law(reservation, rules)
    return LawView(
        on=dutch_date(reservation.on),
        outside=outside,
        open_=tuple(r for r in regimes if r.headline.tone != "no"),
        closed=tuple(r for r in regimes if r.headline.tone == "no"),
        procedures=() if outside else tuple(_procedure(p) for p in reservation.procedures),
        pitfalls=tuple(reason_view(r) for r in reservation.pitfalls),
        missing=missing_links(reservation.missing, ask),
        sources=_sources([*used, *reservation.pitfalls], rules, reservation.on),
        disclaimer=reservation.disclaimer,
    )


def outside_law(reservation: Reservation, rules: Rules) -> str:
    """Return why the buyer falls outside the law, or nothing."""
    reasons = {r.sentence for regime in reservation.regimes for r in regime.because}
    scope = {r.rule for regime in reservation.regimes for r in regime.because} == {rules.version.scope_fact}
    closed = all(regime.verdict is Verdict.NO for regime in reservation.regimes)
    return " ".join(sorted(reasons)) if closed and scope else ""


def headline(reservation: Reservation, rules: Rules, asked: Sequence[str]) -> Headline:
    """Return the verdict on top: of the regimes that were asked, else of the first that is open."""
    outside = outside_law(reservation, rules)
    if outside:
        return Headline(OUTSIDE, "yes", outside)
    by_id = {r.id: r for r in reservation.regimes}
    chosen = next((by_id[a] for a in asked if a in by_id), None) or best_regime(reservation)
    told = " ".join(r.sentence for r in chosen.because)
    if chosen.verdict is Verdict.NO:
        other = best_regime(reservation)
        also = f" Wel mogelijk: {_lower(other.label)}." if other.verdict is Verdict.YES else ""
        return Headline(WORDS[Verdict.NO], "no", f"{chosen.label}: {_lower(told)}{also}")
    if chosen.verdict is Verdict.UNKNOWN:
        return Headline(WORDS[Verdict.UNKNOWN], "open", told)
    return Headline(WORDS[Verdict.YES], "yes", f"u mag dit voorbehouden. {told}")


def best_regime(reservation: Reservation) -> RegimeCheck:
    """Return the first way to reserve that is open, else the first that may be."""
    order = {Verdict.YES: 0, Verdict.UNKNOWN: 1, Verdict.NO: 2}
    return min(reservation.regimes, key=lambda r: order[r.verdict])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def verdict_of(verdict: Verdict, text: str = "") -> Headline:
    """Return a verdict as word and tone."""
    return Headline(WORDS[verdict], {"yes": "yes", "no": "no", "unknown": "open"}[verdict.value], text)


def reason_view(reason: Reason) -> ReasonView:
    """Return a reason ready for a page."""
    source = Link(site_of(reason.source_url), reason.source_url)
    return ReasonView(
        reason.sentence, reason.article, f"/regels/{reason.rule}", source, to_confirm=reason.confidence.to_confirm
    )


def missing_links(missing: Iterable[str], ask: Ask) -> tuple[Link, ...]:
    """Return what is still unknown, each with where it can be said."""
    return tuple(Link(UNSAID[name], ask(_FIELDS[name])) for name in unsaid(missing))


def _regime(regime: RegimeCheck, need: Need, ask: Ask) -> RegimeView:
    return RegimeView(
        id=regime.id,
        label=regime.label,
        headline=verdict_of(regime.verdict),
        reasons=tuple(reason_view(r) for r in regime.because),
        missing=missing_links(regime.missing, ask),
        conditions=regime.conditions,
        evidence=regime.evidence,
        write=tuple(_write(regime, need)) if regime.notice_value else (),
    )


def _write(regime: RegimeCheck, need: Need) -> Iterable[str]:
    """Say what to write, and where; also when there is no notice."""
    if need.procedure_has_notice is not False:
        code = _CODES.get(regime.id, "voorbehouden deelname (BT-71)")
        yield f"In de aankondiging: noem het artikel, en vul bij {code} de code {regime.notice_value} in."
    if need.procedure_has_notice is not True:
        start = (
            "Er is geen aankondiging: schrijf" if need.procedure_has_notice is False else "Zonder aankondiging: schrijf"
        )
        yield f"{start} het voorbehoud en het artikel in de uitnodiging of in het bestek."
    yield "In de gunningsbeslissing: schrijf welk bewijs u van elke inschrijver zag, en van welke dag."


def _procedure(procedure: ProcedureCheck) -> ProcedureView:
    return ProcedureView(
        label=procedure.label,
        headline=verdict_of(procedure.verdict),
        limit="" if procedure.limit is None else f"onder {euros(procedure.limit)}",
        sentence=procedure.sentence,
        article=procedure.article,
        rule=f"/regels/{procedure.because[-1].rule}",
        to_confirm=procedure.confidence.to_confirm,
    )


def _sources(reasons: Iterable[Reason], rules: Rules, on: date) -> tuple[SourceView, ...]:
    return tuple(_source(rule, rules, on) for rule in dict.fromkeys(r.rule for r in reasons))


def _source(identity: str, rules: Rules, on: date) -> SourceView:
    rule = rules.rules[identity]
    period = rule.known_from(on)
    source = Link(site_of(period.source_url), period.source_url)
    return SourceView(
        rule.title, f"/regels/{rule.id}", rule.article, source, dutch_date(period.read_on),
        to_confirm=period.confidence.to_confirm,
    )  # fmt: skip


def market_view(market: Market) -> MarketView:
    """Return the market with all numbers used."""
    limits = market.thresholds
    within = "overal in België" if market.within_km is None else f"tot {market.within_km:g} km, of met een werkgebied"
    median = "niet bekend" if market.median_turnover is None else euros(market.median_turnover)
    more = "minstens " if market.at_least else ""
    counts = (
        ("Vermoedelijk of zeker in aanmerking", f"{more}{market.presumed}"),
        ("Nog na te kijken", f"{more}{market.to_verify}"),
        ("Gezocht", within),
        ("Middelste jaaromzet", f"{median} (van {market.unknown_turnover} niet bekend)"),
        ("Alles voorbehouden", f"meer dan {limits.many_above} ondernemingen, en een waarde onder "
         f"{limits.share_of_median_turnover:.0%} van hun middelste omzet".replace("%", " %")),
        ("Een deel (perceel) voorbehouden", f"meer dan {limits.some_above} ondernemingen"),
        ("Een sociale voorwaarde", f"minstens {limits.few_from} ondernemingen"),
    )  # fmt: skip
    return MarketView(market.because, counts)
