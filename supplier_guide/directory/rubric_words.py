"""The words of the rubrics, for typing help."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from math import cbrt, log
from typing import NamedTuple

from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.reference import Rubric
from supplier_guide.model.slug import fold, name_key
from supplier_guide.search.analysis.vocabulary import stop_words

_LABEL, _SYNONYM, _FRENCH = (3.0, 2.0), (1.2, 0.4), (0.6, 0.2)
"""What it is worth that the letters begin the text, or a word further on in it."""


_SMALL = stop_words("stopwords.txt") | stop_words("stopwords_fr.txt")


class Completion(NamedTuple):
    """A rubric with the label or synonym of which a word begins as typed."""

    rubric: str
    text: str


class _Entry(NamedTuple):
    ending: str
    rubric: str
    text: str
    worth: float


class RubricWords:
    """The labels and synonyms of the rubrics by the beginning of any of their words."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Sort every ending of every label and synonym once."""
        entries = {entry for rubric in catalogue.rubrics.values() for entry in _entries(rubric)}
        self._entries = sorted(entries)
        self._keys = [entry.ending for entry in self._entries]
        self._sizes: tuple[object, Mapping[str, int]] = (None, {})

    def starting_with(self, prefix: str, *, common: Callable[[str], int], sizes: Mapping[str, int]) -> list[Completion]:
        """Return each rubric of which a word starts with ``prefix``, the likeliest meant first.

        That is the one with many enterprises (``sizes``), in whose label the letters stand at the start, in a
        short word that the collection often uses (``common``): broodjes before broodjesbar, before brocheren.
        """
        found: dict[str, tuple[float, int, str]] = {}
        for entry in self._starting_with(prefix):
            word = entry.ending[: _end_of_word(entry.ending, len(prefix))]
            score = entry.worth * cbrt(sizes.get(entry.rubric, 0)) * log(2 + common(word)) / len(word)
            told = (score, -len(entry.text), entry.text)
            found[entry.rubric] = max(found.get(entry.rubric, told), told)
        ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
        return [Completion(rubric, text) for rubric, (_, _, text) in ranked]

    def sizes(self, of: object, count: Callable[[], Mapping[str, int]]) -> Mapping[str, int]:
        """Return what ``count`` gives, asked again only when ``of`` is another collection than the last time."""
        held, sizes = self._sizes
        if held is not of:
            sizes = count()
            self._sizes = (of, sizes)
        return sizes

    def _starting_with(self, prefix: str) -> Iterator[_Entry]:
        place = bisect_left(self._keys, prefix)
        while place < len(self._keys) and self._keys[place].startswith(prefix):
            yield self._entries[place]
            place += 1


def _end_of_word(text: str, at: int) -> int:
    """Return where the word ends that ``text[:at]`` begins."""
    end = text.find(" ", at)
    return len(text) if end < 0 else end


def _entries(rubric: Rubric) -> Iterator[_Entry]:
    yield from _endings(rubric, (rubric.labels.nl,), *_LABEL)
    yield from _endings(rubric, rubric.synonyms, *_SYNONYM)
    yield from _endings(rubric, (rubric.labels.fr, *rubric.synonyms_fr), *_FRENCH)


def _endings(rubric: Rubric, texts: Iterable[str], whole: float, within: float) -> Iterator[_Entry]:
    for text in texts:
        words = name_key(text).split()
        for start, word in enumerate(words):
            if start == 0 or word not in _SMALL:
                yield _Entry(" ".join(words[start:]), rubric.id, fold(text), within if start else whole)
