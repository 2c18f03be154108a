"""The words of the collection as people write them, with counts: for typing help and for spelling.

Typing help never runs over stems, because a quarter of all beginnings of real words begin no stem.
"""

import os
import tempfile
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path

from supplier_guide.search.analysis.text import fold, normal, surfaces

_SHORTEST = 3
_TOP = 20
"""Suggestions prepared for beginnings of one to `_PREPARED` letters, where thousands of words would be compared."""
_PREPARED = 3
_HEADER = "lexicon 1"


class Lexicon:
    """Surface words with counts; never changed after it is made, so many threads may use it."""

    def __init__(self, counts: Mapping[str, tuple[str, int]]) -> None:
        """Keep ``counts``: folded word → how it is mostly written, and how often."""
        self._counts = dict(counts)
        self._keys = sorted(self._counts)
        self._top = _prepared(self._keys, self._counts)

    @classmethod
    def build(cls, texts: Iterable[str]) -> "Lexicon":
        """Make a lexicon of all words of three letters and more in ``texts``; a text at a time, streamed."""
        return cls(_counted(texts))

    def with_texts(self, texts: Iterable[str]) -> "Lexicon":
        """Return a lexicon that also knows, and counts, the words of ``texts``."""
        merged = dict(self._counts)
        for key, (shown, count) in _counted(texts).items():
            before, known = merged.get(key, (shown, 0))
            merged[key] = (before, known + count)
        return Lexicon(merged)

    def __len__(self) -> int:
        return len(self._counts)

    def known(self, word: str) -> bool:
        """Tell whether the collection holds ``word``, accents and capitals aside."""
        return fold(normal(word)) in self._counts

    def count(self, word: str) -> int:
        """Return how often the collection holds ``word``."""
        return self._counts.get(fold(normal(word)), ("", 0))[1]

    def display(self, word: str) -> str:
        """Return ``word`` as the collection mostly writes it; an unknown word as it is."""
        return self._counts.get(fold(normal(word)), (word, 0))[0]

    def beginning_alike(self, key: str, *, slack: int) -> list[str]:
        """Return the words that begin with the first letter of ``key`` and differ in length by ``slack`` at most."""
        return [
            word
            for size in range(len(key) - slack, len(key) + slack + 1)
            for word in self._buckets.get((0, key[0], size), ())
        ]

    def beginning_otherwise(self, key: str) -> list[str]:
        """Return the words from which ``key`` may come by one slip in its first letter."""
        size = len(key)
        replaced = self._buckets.get((1, key[1], size), [])
        forgotten = self._buckets.get((1, key[0], size + 1), [])
        added = self._buckets.get((0, key[1], size - 1), [])
        swapped = self._buckets.get((0, key[1], size), [])
        return [word for words in (replaced, forgotten, added, swapped) for word in words if word[0] != key[0]]

    @cached_property
    def _buckets(self) -> dict[tuple[int, str, int], list[str]]:
        """Words by (place, letter at that place, length), for spelling; made when a word is first corrected."""
        buckets: defaultdict[tuple[int, str, int], list[str]] = defaultdict(list)
        for word in self._keys:
            if word.isalpha() and len(word) >= _SHORTEST:
                buckets[0, word[0], len(word)].append(word)
                buckets[1, word[1], len(word)].append(word)
        return dict(buckets)

    def suggest_words(self, prefix: str, limit: int) -> list[str]:
        """Return at most ``limit`` (up to 20) words that begin with ``prefix``, the most frequent first."""
        key = fold(normal(prefix))
        if not key or limit <= 0:
            return []
        top = self._top.get(key) if len(key) <= _PREPARED else self._ranked(key)
        return [self._counts[word][0] for word in islice(top or (), limit)]

    def save(self, path: Path) -> None:
        """Write one file, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(_HEADER + "\n")
                file.writelines(f"{key}\t{self._counts[key][0]}\t{self._counts[key][1]}\n" for key in self._keys)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """Read a file that `save` wrote; raises ``ValueError`` when it is something else."""
        with path.open(encoding="utf-8", newline="\n") as file:
            if next(file, "").rstrip("\n") != _HEADER:
                raise ValueError(f"{path} is geen woordenlijst van deze versie; bouw ze opnieuw op.")
            rows = (line.rstrip("\n").split("\t") for line in file)
            return cls({key: (shown, int(count)) for key, shown, count in rows})

    def _ranked(self, key: str) -> list[str]:
        """Return the words that begin with ``key``, by count, then alphabet."""
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, key + "\U0010ffff")
        return sorted(self._keys[start:end], key=lambda word: (-self._counts[word][1], word))[:_TOP]


class WordCount:
    """Counts the words of texts that pass by one at a time."""

    def __init__(self) -> None:
        self.written: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the words of ``text``."""
        self.written.update(surfaces(text))

    def add_words(self, words: list[str]) -> None:
        """Count words as they are written."""
        self.written.update(words)

    def add_all(self, other: "WordCount") -> None:
        """Count what another has counted."""
        self.written.update(other.written)

    def lexicon(self) -> Lexicon:
        """Return the lexicon of all words of three letters and more."""
        return Lexicon(self.by_key())

    def by_key(self) -> dict[str, tuple[str, int]]:
        """Return per folded word how it is mostly written, and how often."""
        words = {w: n for w, n in self.written.items() if len(w) >= _SHORTEST and not w.isdigit()}
        return _by_key(Counter(words))


def _counted(texts: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Count the words of ``texts``, a text at a time."""
    counting = WordCount()
    for text in texts:
        counting.add(text)
    return counting.by_key()


def _by_key(written: Counter[str]) -> dict[str, tuple[str, int]]:
    """Join capitals and accents: count per folded word, shown as it is mostly written."""
    best: dict[str, tuple[int, str]] = {}
    totals: Counter[str] = Counter()
    for surface, count in written.items():
        word = normal(surface)
        key = fold(word)
        totals[key] += count
        # "Gent" stays Gent when it is mostly written so; "Soep" at the start of a sentence loses to "soep".
        best[key] = max(best.get(key, (0, "")), (count, surface if count > written[word] else word))
    return {key: (best[key][1], total) for key, total in totals.items()}


def _prepared(keys: list[str], counts: Mapping[str, tuple[str, int]]) -> dict[str, list[str]]:
    """Return for each short beginning its top words."""
    top: dict[str, list[str]] = {}
    for word in sorted(keys, key=lambda word: (-counts[word][1], word)):
        for size in range(1, min(_PREPARED, len(word)) + 1):
            words = top.setdefault(word[:size], [])
            if len(words) < _TOP:
                words.append(word)
    return top
