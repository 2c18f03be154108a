"""An answer in a few words: what a perceel is called, its verdict, how many were found, who is gone from a list."""

from collections.abc import Sequence

from supplier_guide.matching.answering import Answered, LotAnswer
from supplier_guide.model.need import Lot, Need, Regime, ReservedCode
from supplier_guide.rules import Rules
from supplier_guide.web.pages.lawviews import Headline, headline
from supplier_guide.web.pages.wording import enterprises, listing


def lot_title(lot: Lot, n: int) -> str:
    """Return what a perceel is called."""
    return f"Perceel {n + 1}: {lot.title}" if lot.title else f"Perceel {n + 1}"


def asked_regimes(lot: Lot, need: Need) -> Sequence[str]:
    """Return the regimes that a perceel asks for, or those to look at first."""
    if need.regime is Regime.CONCESSION:
        return ("art33",)
    if lot.reserved and ReservedCode.PUBLIC_SERVICE in lot.reserved:
        return ("art161",) if need.regime is Regime.UTILITIES else ("art91",)
    return ("art15_execution",) if lot.reserved_execution == "yes" else ("art15",)


def found_sentence(answer: LotAnswer) -> str:
    """Return how many were found, and how many of them are sure."""
    matches = answer.matched.matches
    fits = sum(m.fits for m in matches)
    if not matches:
        return "Geen onderneming gevonden"
    checked = len(matches) - fits
    parts = [f"{fits} {'past' if fits == 1 else 'passen'}"] if fits else []
    if checked:
        parts.append(f"{checked} nog te controleren")
    return f"{enterprises(len(matches))}: {listing(parts)}"


def headline_of(answer: LotAnswer, need: Need, rules: Rules) -> Headline:
    """Return the verdict of a perceel."""
    if answer.reservation is None:
        said = "voor deze koper of deze dag kennen we de regels over voorbehouden niet."
        return Headline("Nog niet te zeggen", "open", said)
    return headline(answer.reservation, rules, asked_regimes(answer.matched.understood.lot, need))


def gone_from(answered: Answered, shortlist: Sequence[str]) -> tuple[str, ...]:
    """Return what was on the shortlist and does not stand in the answer any more."""
    there = {m.id for a in answered.lots for m in a.matched.matches}
    return tuple(i for i in shortlist if i not in there)
