"""The question side: each word with every way in which a document may match it.

Weights were chosen by measurement (`docs/analysis.md`): a word itself counts fully, its parts a little
less, a synonym clearly less, so that a document with the buyer's own word stands above one without.
"""

from dataclasses import dataclass, replace

from supplier_guide.search.analysis.dutch import Analysed, DutchChain
from supplier_guide.search.analysis.french import FrenchChain
from supplier_guide.search.analysis.joints import Joints
from supplier_guide.search.analysis.synonyms import Synonyms, Terms
from supplier_guide.search.analysis.text import Span, normal, spans
from supplier_guide.search.analysis.vocabulary import idle_words
from supplier_guide.search.query import Alternative, Word

STEM = 1.0
JOINED = 0.9
PARTS = 0.8
SYNONYM = 0.4
PART_SYNONYM = 0.3
MOST_ALTERNATIVES = 32
MOST_WORDS = 40
"""Words of a question that count; 300 characters hold no more of any use."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word (or phrase that stands in a synonym group) of a question: ``text[start:end]``."""

    surface: str
    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class _Read:
    """A word of the question, analysed by both chains."""

    span: Span
    bare: str
    dutch: Analysed
    french: Terms


class QuestionReader:
    """Makes `QueryWord`s; not for use by two threads at once."""

    def __init__(self, dutch: DutchChain, french: FrenchChain, *, synonyms: Synonyms, joints: Joints) -> None:
        self._dutch = dutch
        self._french = french
        self._synonyms = synonyms
        self._joints = joints
        self._idle = idle_words()

    def read(self, text: str) -> list[QueryWord]:
        """Return the words of ``text``; phrases of a synonym group count as one word."""
        read = [self._analysed(span) for span in self._telling(list(spans(text))[:MOST_WORDS])]
        found: list[QueryWord] = []
        at = 0
        while at < len(read):
            size = self._phrase(read, at)
            run = read[at : at + size]
            alternatives = self._of_phrase(run) if size > 1 else self._of_word(read, at)
            found.append(_query_word(text, run, [self._together(a) for a in alternatives]))
            at += size
        return found

    def _telling(self, read: list[Span]) -> list[Span]:
        """Leave out stop words of either language, and idle words unless nothing else is asked."""
        kept = [span for span in read if not self._skipped(normal(span.surface))]
        return [span for span in kept if normal(span.surface) not in self._idle] or kept

    def _skipped(self, word: str) -> bool:
        return self._dutch.is_stop(word) or self._french.is_stop(word)

    def _analysed(self, span: Span) -> _Read:
        bare = normal(span.surface)
        return _Read(span, bare, self._dutch.analyse(bare), self._french.terms(bare)[:1])

    def _phrase(self, read: list[_Read], at: int) -> int:
        """Return how many words from ``at`` on form the longest phrase in a synonym group, or 1."""
        for size in range(min(self._synonyms.longest, len(read) - at), 1, -1):
            run = read[at : at + size]
            if self._synonyms.has(_stems(run)) or self._synonyms.has(_french(run)):
                return size
        return 1

    def _of_phrase(self, run: list[_Read]) -> list[Alternative]:
        """Return the ways to match a phrase: all its words (or the parts of each), joined, or another way to say it."""
        found = [
            Alternative(_stems(run), STEM, "stem"),
            Alternative(_french(run), STEM, "stem"),
            Alternative((self._dutch.stem("".join(word.bare for word in run)),), JOINED, "compound"),
        ]
        parts = tuple(term for word in run for term in (word.dutch.all_parts or (word.dutch.stem,)))
        found.append(Alternative(parts, PARTS, "compound"))
        found.extend(self._otherwise(_stems(run), _french(run)))
        return found

    def _of_word(self, read: list[_Read], at: int) -> list[Alternative]:
        """Return the ways to match one word, the best first."""
        word = read[at]
        found = [Alternative((word.dutch.stem,), STEM, "stem"), Alternative(word.french, STEM, "stem")]
        found.extend(self._joined(read, at))
        if word.dutch.all_parts:
            found.append(Alternative(word.dutch.all_parts, PARTS, "compound"))
        found.extend(self._otherwise((word.dutch.stem,), word.french))
        found.extend(self._parts_said_otherwise(word.dutch.all_parts))
        return found

    def _together(self, alternative: Alternative) -> Alternative:
        """Ask for what belongs together in one text."""
        terms = self._joints.joined(alternative.terms)
        return replace(alternative, terms=terms, weight=alternative.weight * len(alternative.terms) / len(terms))

    def _joined(self, read: list[_Read], at: int) -> list[Alternative]:
        """Return the word written together with its neighbour: gras maaien is also grasmaaien, in either order."""
        here = read[at].bare
        beside = [read[other].bare for other in (at - 1, at + 1) if 0 <= other < len(read)]
        joined = [pair for word in beside if word.isalpha() and here.isalpha() for pair in (here + word, word + here)]
        return [Alternative((self._dutch.stem(pair),), JOINED, "compound") for pair in joined]

    def _otherwise(self, dutch: Terms, french: Terms) -> list[Alternative]:
        """Return the other ways to say a word or phrase; one in the other language is a translation."""
        meanings = [(found, found.french) for found in self._synonyms.of(dutch)]
        meanings += [(found, not found.french) for found in self._synonyms.of(french)]
        return [
            Alternative(found.terms, SYNONYM, "translation" if foreign else "synonym") for found, foreign in meanings
        ]

    def _parts_said_otherwise(self, parts: Terms) -> list[Alternative]:
        """Return the parts of a compound with one of them replaced: kantoorpoets by kantoor and schoonmaak."""
        found = []
        for at, part in enumerate(parts):
            for meaning in self._synonyms.of((part,)):
                if not meaning.french:
                    terms = tuple(dict.fromkeys((*parts[:at], *meaning.terms, *parts[at + 1 :])))
                    found.append(Alternative(terms, PART_SYNONYM, "synonym"))
        return found


def _stems(run: list[_Read]) -> Terms:
    return tuple(word.dutch.stem for word in run)


def _french(run: list[_Read]) -> Terms:
    return tuple(term for word in run for term in word.french)


def _query_word(text: str, run: list[_Read], alternatives: list[Alternative]) -> QueryWord:
    """Keep the best of alternatives with equal terms, at most `MOST_ALTERNATIVES` of them."""
    best: dict[frozenset[str], Alternative] = {}
    for alternative in alternatives:
        best.setdefault(frozenset(alternative.terms), alternative)
    start, end = run[0].span.start, run[-1].span.end
    surface = text[start:end]
    kept = tuple(best.values())[:MOST_ALTERNATIVES]
    return QueryWord(surface, start, end, Word(surface, kept))
