"""Cutting a text into words and folding them; the same for all languages."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LONGEST_WORD = 64
"""Characters of a word that count. No Dutch compound in use is longer; a pasted key or a hostile text may be."""

# A word may hold combining accents (text typed on a Mac) and soft hyphens (text out of a PDF), and joins
# its pieces with an apostrophe or hyphen: foto's, data-invoer, l'entretien.
_LETTERS = r"[^\W_\u0300-\u036f][\w\u0300-\u036f\u00ad]*"
_WORD = re.compile(rf"{_LETTERS}(?:['’\-\u2010\u2011]{_LETTERS})*")


class Span(NamedTuple):
    """A word as it stands in a text: ``text[start:end]``."""

    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with its terms: the stem first, then the parts of a compound."""

    surface: str
    start: int
    end: int
    terms: tuple[str, ...]


def spans(text: str) -> Iterator[Span]:
    """Yield the words of ``text`` with their offsets."""
    for match in _WORD.finditer(text):
        yield Span(match.group(), match.start(), match.end())


def surfaces(text: str) -> list[str]:
    """Return the words of ``text`` without offsets; a third of the time of `spans`."""
    return _WORD.findall(text)


def normal(word: str) -> str:
    """Return ``word`` in small letters, composed, with plain apostrophes and hyphens, cut at `LONGEST_WORD`."""
    word = word[:LONGEST_WORD]
    if word.isascii():
        return word.lower()
    plain = word.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-").replace("\u00ad", "")
    return unicodedata.normalize("NFC", plain.lower())


def fold(word: str) -> str:
    """Return ``word`` without accents and ligatures: coördinatie → coordinatie, œuvre → oeuvre."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
