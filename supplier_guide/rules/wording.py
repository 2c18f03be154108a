"""Amounts as Dutch readers write them."""

from collections.abc import Iterable, Mapping

UNKNOWN_AMOUNT = "een bedrag dat we niet kennen"


def euros(amount: float) -> str:
    """Return an amount in whole euro: ``140.000 euro``."""
    return f"{amount:,.0f} euro".replace(",", ".")


def amounts_in_words(amounts: Iterable[int]) -> str:
    """Return the amounts that may count, each once, smallest first: ``143.000 euro of 221.000 euro``."""
    return " of ".join(euros(a) for a in sorted(set(amounts))) or UNKNOWN_AMOUNT


def amounts_by_kind(by_kind: Mapping[str, frozenset[int]]) -> str:
    """Return the amounts, each with its kinds: ``216.000 euro (voor diensten) of 750.000 euro (voor werken)``."""
    kinds: dict[frozenset[int], list[str]] = {}
    for kind, amounts in by_kind.items():
        if amounts:
            kinds.setdefault(amounts, []).append(kind)
    if len(kinds) == 1:
        return amounts_in_words(next(iter(kinds)))
    return " of ".join(f"{amounts_in_words(a)} (voor {' en '.join(kinds[a])})" for a in sorted(kinds, key=min))
