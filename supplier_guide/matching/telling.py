"""The words of a lot that tell what is wanted: rare among suppliers, and not the talk of procurement itself."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import log
from typing import TYPE_CHECKING

from supplier_guide.model.slug import fold
from supplier_guide.paths import index_file
from supplier_guide.search.analysis.chain import Token
from supplier_guide.search.query import Word

if TYPE_CHECKING:
    from supplier_guide.matching.parts import Parts

_LONGEST = 20_000
"""Characters of a description that are read for words; a specification says early what it is about."""
_READ = 40
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """A word with how rare it is among suppliers (0 to 1), and how much more it counts for standing in the title."""

    word: Word
    rarity: float
    emphasis: float

    @property
    def weight(self) -> float:
        """Return what the word counts for."""
        return self.rarity * self.emphasis


def telling_words(parts: "Parts", title: str, description: str, *, places: Iterable[str] = ()) -> tuple[Telling, ...]:
    """Return the most telling words, in the order of the text; words that no supplier uses are left out.

    So are the names of ``places``: they tell where, and stand in the names of suppliers that do something else.
    """
    idle = _talk() | {fold(word) for name in places for word in name.lower().split()}
    in_title = parts.analyser.words(_kept(parts, title, idle))
    stems = {a.terms for found in in_title for a in found.word.alternatives}
    chosen = " ".join(_frequent(parts, description, idle))
    rest = [f for f in parts.analyser.words(chosen) if not any(a.terms in stems for a in f.word.alternatives)]
    emphasis = parts.weights.words.title
    found = [*((f.word, emphasis) for f in in_title), *((f.word, 1.0) for f in rest)]
    terms = {t for word, _ in found for a in word.alternatives for t in a.terms}
    stats = parts.engine.term_stats(sorted(terms))
    told = [
        Telling(word, _rarity(stats.documents, held), factor)
        for word, factor in found
        if (held := _held(word, stats.document_frequency))
    ]
    least = sorted((t.weight for t in told), reverse=True)[: parts.weights.words.most]
    return tuple(t for t in told if t.weight >= least[-1])[: parts.weights.words.most] if told else ()


def unheard_words(parts: "Parts", title: str, *, places: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words of a title that no supplier uses, which therefore tell nothing of any of them."""
    idle = _talk() | {fold(word) for name in places for word in name.lower().split()}
    found = parts.analyser.words(_kept(parts, title, idle))
    terms = {t for f in found for a in f.word.alternatives for t in a.terms}
    frequency = parts.engine.term_stats(sorted(terms)).document_frequency
    return tuple(f.word.surface for f in found if not _held(f.word, frequency))


def _kept(parts: "Parts", text: str, idle: Container[str]) -> str:
    """Return ``text`` without idle words, its first words only."""
    return " ".join(token.surface for token in _tokens(parts, text, idle))


def _frequent(parts: "Parts", text: str, idle: Container[str]) -> list[str]:
    """Return the words of a description that come back most, in the order of the text."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for token in _tokens(parts, text, idle):
        counts[token.terms[0]] += 1
        first.setdefault(token.terms[0], token.surface)
    often = {stem for stem, _ in counts.most_common(_READ)}
    return [surface for stem, surface in first.items() if stem in often]


def _tokens(parts: "Parts", text: str, idle: Container[str]) -> Iterator[Token]:
    """Yield the words of a text that may tell: not the talk of procurement, nor the numbers of lots and years."""
    for token in parts.analyser.tokens(text[:_LONGEST], language="nl"):
        word = fold(token.surface.lower())
        if len(word) >= _SHORTEST and not word.isdigit() and word not in idle:
            yield token


def _held(word: Word, frequency: dict[str, int]) -> int:
    """Return in how many documents the likeliest alternative of a word stands."""
    return max((min(frequency.get(t, 0) for t in a.terms) for a in word.alternatives), default=0)


def _rarity(documents: int, held: int) -> float:
    """Return how much a word tells, from nearly 0 (everybody uses it, and it still tells a little) to nearly 1."""
    return log((2 + documents) / (1 + min(held, documents))) / log(2 + documents)


@cache
def _talk() -> frozenset[str]:
    """Return the words of procurement itself, folded: they stand in every notice and tell of none."""
    lines = index_file("notice_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(word) for line in lines if not line.startswith("#") for word in line.split())
