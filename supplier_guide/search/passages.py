"""Texts read once, so that every later question only looks up where its terms stand."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from supplier_guide.search.analysis.chain import Analyser

# An occurrence is one whole number: objects would take five times the memory of a card.
_LENGTH_BITS = 15
_START_BITS = 24
_LONGEST = (1 << _LENGTH_BITS) - 1
_START_MASK = (1 << _START_BITS) - 1


class Met(NamedTuple):
    """The word ``texts[text][start:end]`` brings ``terms``; ``by_stem`` when one of them is its own stem."""

    text: int
    start: int
    end: int
    terms: tuple[str, ...]
    by_stem: bool


class Passages:
    """Texts as one chain of the analyser reads them.

    ``where`` has for each term the words that bring it, text by text in reading order; it serves as the
    container of the terms that the texts hold.
    """

    __slots__ = ("texts", "where")

    def __init__(self, texts: Iterable[str], analyser: Analyser, *, language: str) -> None:
        """Read ``texts`` by the chain of ``language``."""
        self.texts = tuple(texts)
        found: dict[str, list[int]] = {}
        for number, text in enumerate(self.texts):
            for token in analyser.tokens(text, language=language):
                at = _packed(number, token.start, min(token.end - token.start, _LONGEST))
                for place, term in enumerate(dict.fromkeys(token.terms)):
                    found.setdefault(term, []).append(at | (place == 0))
        self.where: Mapping[str, tuple[int, ...]] = {term: tuple(places) for term, places in found.items()}

    def met(self, terms: Iterable[str]) -> list[Met]:
        """Return the words that bring any of ``terms``, in reading order."""
        found: dict[int, list[str]] = {}
        stems = set()
        for term in terms:
            for packed in self.where.get(term, ()):
                found.setdefault(packed >> 1, []).append(term)
                if packed & 1:
                    stems.add(packed >> 1)
        return [Met(*_unpacked(at), tuple(found[at]), at in stems) for at in sorted(found)]

    def surface(self, term: str) -> str | None:
        """Return the first word that brought ``term``, or ``None`` when no text holds it."""
        held = self.where.get(term)
        if held is None:
            return None
        text, start, end = _unpacked(held[0] >> 1)
        return self.texts[text][start:end]


def _packed(text: int, start: int, length: int) -> int:
    return ((text << _START_BITS | start) << _LENGTH_BITS | length) << 1


def _unpacked(word: int) -> tuple[int, int, int]:
    """Return the number of the text, and where in it the word begins and ends."""
    at = word >> _LENGTH_BITS
    start = at & _START_MASK
    return at >> _START_BITS, start, start + (word & _LONGEST)
