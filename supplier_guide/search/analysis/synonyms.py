"""Groups of words that mean the same to a buyer, and their French counterparts.

A member of several words ("beschutte werkplaats") is found in a question as a phrase, and in a document
when it holds all its words.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from supplier_guide.search.analysis.vocabulary import SynonymLine

Terms = tuple[str, ...]
FRENCH_MARK = "fr:"


class Meaning(NamedTuple):
    """Another way to say it: a document matches when it holds all ``terms``."""

    terms: Terms
    french: bool


class Synonyms:
    """Terms of a word or phrase → its other ways."""

    def __init__(self, lines: tuple[SynonymLine, ...], *, analyse: Callable[[str], Terms]) -> None:
        found: defaultdict[Terms, dict[Meaning, None]] = defaultdict(dict)
        for line in lines:
            given = [Meaning(analyse(member), member.startswith(FRENCH_MARK)) for member in line.given]
            for asked in map(analyse, line.asked):
                if asked:
                    found[asked].update(
                        (meaning, None) for meaning in given if meaning.terms and meaning.terms != asked
                    )
        self._found: dict[Terms, tuple[Meaning, ...]] = {asked: tuple(given) for asked, given in found.items()}
        self.longest = max((len(asked) for asked in self._found), default=1)

    def of(self, terms: Terms) -> tuple[Meaning, ...]:
        """Return the other ways to say ``terms``."""
        return self._found.get(terms, ())

    def has(self, terms: Terms) -> bool:
        """Tell whether ``terms`` stand in a group."""
        return terms in self._found
