"""The words of the rubrics, for typing help."""

from bisect import bisect_left
from collections.abc import Iterator

from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.slug import name_key


class RubricWords:
    """The labels and synonyms of the rubrics by the beginning of any of their words."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Sort every ending of every label and synonym once."""
        entries = {
            (ending, rubric_id, text)
            for text, rubric_id in catalogue.rubric_words()
            for ending in _endings(name_key(text))
        }
        self._entries = sorted(entries)
        self._keys = [ending for ending, _, _ in self._entries]

    def starting_with(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield each rubric with the label or synonym in which a word starts with ``prefix``."""
        place = bisect_left(self._keys, prefix)
        seen = set()
        while place < len(self._keys) and self._keys[place].startswith(prefix):
            _, rubric_id, text = self._entries[place]
            if rubric_id not in seen:
                seen.add(rubric_id)
                yield rubric_id, text
            place += 1


def _endings(key: str) -> Iterator[str]:
    words = key.split()
    return (" ".join(words[start:]) for start in range(len(words)))
