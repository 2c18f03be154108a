"""What is odd in a need, though it may be so: said beside the answer, never a reason to refuse it."""

import math
from collections.abc import Iterator

from supplier_guide.model.currency import EURO
from supplier_guide.model.need import BuyerKind, Nature, Need, Regime, ReservedCode
from supplier_guide.rules.wording import euros

_ALWAYS_AUTHORITIES = {
    BuyerKind.LOCAL_AUTHORITY: "Een lokaal bestuur",
    BuyerKind.REGION: "Een gewest",
    BuyerKind.COMMUNITY: "Een gemeenschap",
    BuyerKind.STATE: "De federale overheid",
}
_OUTSIDE_UTILITIES = {
    BuyerKind.LOCAL_AUTHORITY: "een lokaal bestuur",
    BuyerKind.REGION: "een gewest",
    BuyerKind.COMMUNITY: "een gemeenschap",
    BuyerKind.STATE: "de federale overheid",
    BuyerKind.SCHOOL: "een school",
    BuyerKind.CARE: "een zorgvoorziening",
    BuyerKind.ASSOCIATION: "een vereniging",
    BuyerKind.COMPANY: "een bedrijf",
}
"""Buyers whose task is not that of the special sectors; some of them have a part that is."""


def oddities(need: Need) -> Iterator[str]:
    """Yield what does not go together in a need."""
    yield from _of_buyer(need)
    yield from _of_amounts(need)
    for lot in need.lots:
        if need.regime is Regime.CONCESSION and lot.nature is Nature.SUPPLIES:
            yield f"Perceel {lot.id}: een concessie gaat over werken of diensten, niet over leveringen. Kijk dat na."
        if lot.reserved and ReservedCode.NONE in lot.reserved and len(set(lot.reserved)) > 1:
            yield f"Perceel {lot.id} is tegelijk voorbehouden en niet voorbehouden. We lezen het als voorbehouden."


def _of_buyer(need: Need) -> Iterator[str]:
    buyer, regime = need.buyer, need.regime
    if buyer.kind is BuyerKind.UTILITY and regime is Regime.CLASSIC:
        yield (
            "U bent een nutsbedrijf en koopt volgens de regels van de klassieke sectoren. Meestal gelden voor u de "
            "speciale sectoren; de klassieke alleen voor wat niets met die taak te maken heeft. Kijk dat na."
        )
    if buyer.kind in _OUTSIDE_UTILITIES and regime is Regime.UTILITIES:
        yield (
            f"U bent {_OUTSIDE_UTILITIES[buyer.kind]} en koopt volgens de regels van de speciale sectoren. "
            "Die gelden voor water, energie, vervoer en post. Kijk dat na."
        )
    if buyer.kind in _ALWAYS_AUTHORITIES and buyer.is_contracting_authority is False:
        yield f"{_ALWAYS_AUTHORITIES[buyer.kind]} is altijd een aanbestedende overheid, ook al zegt u van niet."


def _of_amounts(need: Need) -> Iterator[str]:
    values = [lot.value for lot in need.lots if lot.value is not None and lot.currency in {None, EURO}]
    whole, parts = need.estimated_total, math.fsum(values)
    if whole is not None and parts > whole:
        yield f"De percelen kosten samen {euros(parts)}, meer dan de hele opdracht ({euros(whole)}). Kijk dat na."
    others = dict.fromkeys(lot.currency for lot in need.lots if lot.currency not in {None, EURO} and lot.value)
    if others:
        named = ", ".join(str(code) for code in others)
        yield f"Bedragen in {named} tellen niet mee: de grenzen van de wet staan in euro."
