"""What rubrics are called: the terms of their labels and synonyms, and which rubrics a word names."""

from functools import cached_property, lru_cache

from supplier_guide.model.catalogue import Catalogue
from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.query import Word

_DUTCH, _FRENCH = "nl", "fr"


class RubricNames:
    """The words of the rubrics, analysed once."""

    def __init__(self, analyser: Analyser, catalogue: Catalogue) -> None:
        """Take the chain that reads the words, and the rubrics."""
        self._analyser = analyser
        self._catalogue = catalogue
        self.terms = lru_cache(maxsize=None)(self._terms)

    def named(self, word: Word) -> frozenset[str]:
        """Return the rubrics whose labels and synonyms meet a word of a question."""
        none = frozenset[str]()
        of_term = self._by_term
        return none.union(
            *(
                frozenset.intersection(*(of_term.get(term, none) for term in alternative.terms))
                for alternative in word.alternatives
                if alternative.terms[0] in of_term
            )
        )

    @cached_property
    def _by_term(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for rubric_id in self._catalogue.rubrics:
            for term in self.terms(rubric_id):
                found.setdefault(term, set()).add(rubric_id)
        return {term: frozenset(ids) for term, ids in found.items()}

    def _terms(self, rubric_id: str) -> frozenset[str]:
        """Return the terms of a rubric's labels and synonyms (method ``terms``); none for an unknown rubric."""
        rubric = self._catalogue.rubrics.get(rubric_id)
        if rubric is None:
            return frozenset()
        found = {t for s in (rubric.labels.nl, *rubric.synonyms) for t in self._analyser.terms(s, language=_DUTCH)}
        for text in (rubric.labels.fr, *rubric.synonyms_fr):
            found.update(self._analyser.terms(text, language=_FRENCH))
        return frozenset(found)
