"""Numbers as specifications write them: in words, in figures, in both."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, int] = MappingProxyType(
    {
        "een": 1, "één": 1, "eén": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
        "negen": 9, "tien": 10, "elf": 11, "twaalf": 12, "achttien": 18, "vierentwintig": 24, "dertig": 30,
        "zesendertig": 36, "achtenveertig": 48, "zestig": 60, "eenmaal": 1, "éénmaal": 1, "tweemaal": 2,
        "driemaal": 3, "viermaal": 4, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6,
        "douze": 12, "vingt-quatre": 24, "trente-six": 36, "quarante-huit": 48,
    }
)  # fmt: skip
COUNT = (
    r"(?:\d{1,4}(?:[.,]\d{1,2})?|"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?:\s?\(\s?[\wé-]{1,14}\s?\))?"
)
"""A count: ``4``, ``vier``, ``vier (4)``, ``4 (vier)``."""


def count(written: str) -> float:
    """Return the number of a text that `COUNT` matches."""
    first = re.split(r"[\s(]", written.strip().lower(), maxsplit=1)[0]
    return float(_WORDS[first]) if first in _WORDS else float(first.replace(",", "."))


def plain(number: float) -> str:
    """Return a number for a form: without a needless fraction."""
    return str(int(number)) if number == int(number) else repr(round(number, 2))
