"""The French chain, for Walloon and Brussels enterprises: fold, elision, stop words, Snowball."""

import re

import Stemmer  # type: ignore[import-not-found]  # compiled, comes without types

from supplier_guide.search.analysis.text import fold
from supplier_guide.search.analysis.vocabulary import stop_words

PREFIX = "fr:"
"""Keeps French terms apart: French pain (bread) must not be found by a Dutch word that stems alike."""

_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=.)")
_SHORTEST = 2


class FrenchChain:
    """Words in normal form (`text.normal`) to terms. Not for use by two threads at once (the stemmer)."""

    def __init__(self) -> None:
        self._snowball = Stemmer.Stemmer("french", 0)
        self._stop = stop_words("stopwords_fr.txt")

    def is_stop(self, word: str) -> bool:
        """Tell whether ``word`` is left out of French texts and questions."""
        return _ELISION.sub("", fold(word)) in self._stop

    @staticmethod
    def is_elided(word: str) -> bool:
        """Tell whether ``word`` holds another one cut short: l'entretien."""
        return _ELISION.match(word) is not None

    def terms(self, word: str) -> tuple[str, ...]:
        """Return the term of ``word`` and, where a hyphen joins pieces, a term for each piece."""
        bare = _ELISION.sub("", fold(word)).replace("'", "")
        pieces = bare.split("-")
        whole = self._term("".join(pieces))
        if len(pieces) == 1:
            return (whole,)
        told = (piece for piece in pieces if len(piece) > _SHORTEST and piece not in self._stop)
        return tuple(dict.fromkeys((whole, *(self._term(piece) for piece in told))))

    def _term(self, bare: str) -> str:
        stem: str = self._snowball.stemWord(bare)
        return PREFIX + stem
