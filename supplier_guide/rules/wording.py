"""Amounts as Dutch readers write them."""

from collections.abc import Sequence

UNKNOWN_AMOUNT = "een bedrag dat we niet kennen"


def euros(amount: float) -> str:
    """Return an amount in whole euro: ``140.000 euro``."""
    return f"{amount:,.0f} euro".replace(",", ".")


def amounts_in_words(amounts: Sequence[int]) -> str:
    """Return the amounts that may count, each once, smallest first: ``143.000 euro of 221.000 euro``."""
    return " of ".join(euros(a) for a in sorted(set(amounts))) or UNKNOWN_AMOUNT
