"""Which rubrics the words of a lot name: by whole names, so that half a name counts for little.

A rubric goes by its labels and synonyms. "Nieuw" stands in "welkomstgeschenk voor nieuwe inwoners", yet a lot that
says "nieuw" does not ask for a gift: a name counts by the share of it that the lot says, rare words of it the most.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.reference import Rubric
from supplier_guide.search.analysis.chain import DUTCH, FRENCH, Analyser
from supplier_guide.search.query import Word

Terms = tuple[str, ...]
"""A word: its stem, then the parts of a compound."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a rubric: its words, and how much each of them tells of it (1 together)."""

    rubric: str
    words: tuple[Terms, ...]
    shares: tuple[float, ...]

    def said(self, terms: Container[str]) -> float:
        """Return the share of the name that ``terms`` say; of a compound, parts count by their number."""
        return sum(share * _part(word, terms) for word, share in zip(self.words, self.shares, strict=True))


class Naming:
    """The names of the rubrics without rubrics below them, analysed once, when first asked."""

    def __init__(self, analyser: Analyser, catalogue: Catalogue) -> None:
        """Take the chain that reads the words, and the rubrics."""
        self._analyser = analyser
        self._catalogue = catalogue

    def named(self, words: Sequence[Word]) -> list[Mapping[str, float]]:
        """Return for each word the rubrics in whose names it stands, by the share of the best of these names said."""
        met = [self._met(word) for word in words]
        said: defaultdict[int, set[str]] = defaultdict(set)
        for found in met:
            for at, terms in found.items():
                said[at].update(terms)
        shares = {at: self._names[at].said(terms) for at, terms in said.items()}
        return [self._best(found, shares) for found in met]

    def _best(self, found: Iterable[int], shares: Mapping[int, float]) -> Mapping[str, float]:
        best: dict[str, float] = {}
        for at in found:
            rubric = self._names[at].rubric
            best[rubric] = max(shares[at], best.get(rubric, 0.0))
        return best

    def _met(self, word: Word) -> Mapping[int, set[str]]:
        """Return the names that a word meets, with the terms by which it does."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        none = frozenset[int]()
        for alternative in word.alternatives:
            for at in frozenset.intersection(*(self._holding.get(term, none) for term in alternative.terms)):
                found[at].update(alternative.terms)
        return found

    @cached_property
    def _names(self) -> Sequence[_Name]:
        leaves = sorted(self._catalogue.leaves())
        read = [(leaf, words) for leaf in leaves for words in _read(self._analyser, self._catalogue.rubrics[leaf])]
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for leaf, words in read:
            for term in chain.from_iterable(words):
                holders[term].add(leaf)
        telling = {term: log(1 + len(leaves) / len(held)) for term, held in holders.items()}
        return [_Name(leaf, words, _shares(words, telling)) for leaf, words in read]

    @cached_property
    def _holding(self) -> Mapping[str, frozenset[int]]:
        """Return for each term the names in which it stands."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for at, name in enumerate(self._names):
            for term in chain.from_iterable(name.words):
                found[term].add(at)
        return {term: frozenset(at) for term, at in found.items()}


def _read(analyser: Analyser, rubric: Rubric) -> Iterator[tuple[Terms, ...]]:
    """Yield the names of a rubric, each as the terms of its words; names of stop words alone are none."""
    texts = [(text, DUTCH) for text in (rubric.labels.nl, *rubric.synonyms)]
    texts += [(text, FRENCH) for text in (rubric.labels.fr, *rubric.synonyms_fr)]
    for text, language in texts:
        words = tuple(token.terms for token in analyser.tokens(text, language=language))
        if words:
            yield words


def _shares(words: Sequence[Terms], telling: Mapping[str, float]) -> tuple[float, ...]:
    told = [max(telling[term] for term in terms) for terms in words]
    return tuple(each / sum(told) for each in told)


def _part(word: Terms, terms: Container[str]) -> float:
    """Return how much of a word ``terms`` hold: all of it by its stem, else by the number of its parts."""
    stem, *parts = word
    return 1.0 if stem in terms else sum(part in terms for part in parts) / max(1, len(parts))
