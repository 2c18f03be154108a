"""Never an empty page: look further step by step, and say so.

First the radius grows, then the least telling words are dropped, then sibling rubrics are offered. One step
at a time, until there are three hits.
"""

from dataclasses import dataclass, replace
from itertools import islice

from supplier_guide.directory.composing import Composer
from supplier_guide.directory.library import Library
from supplier_guide.directory.plan import Plan
from supplier_guide.directory.question import Labelled, Widening
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.reference import Rubric
from supplier_guide.search.query import Hit, Results, SearchQuery, Sort, Word

ENOUGH = 3
RADII_KM = (30.0, 50.0, 100.0, 200.0)
MOST_RUBRICS = 5


@dataclass(frozen=True, slots=True)
class Widened:
    """Hits beyond the literal ones, the steps that brought them, and rubrics to try."""

    hits: tuple[Hit, ...] = ()
    steps: tuple[Widening, ...] = ()
    also_try: tuple[Labelled, ...] = ()
    words: tuple[Word, ...] = ()


def widen(library: Library, plan: Plan, results: Results, composer: Composer) -> Widened:
    """Return what looking further brings, when there are fewer than three literal hits."""
    question = plan.question
    first = question.page == 1 and question.sort is Sort.RELEVANCE and not question.literal
    if not first or results.total >= ENOUGH or plan.reading.number:
        return Widened(words=plan.reading.words)
    room = question.size - len(results.hits)
    if room <= 0:
        return Widened(words=plan.reading.words)
    # However small the page, a step is judged by what it brings beyond the literal hits.
    query = replace(plan.query(), facets=False, offset=0, limit=max(question.size, 2 * ENOUGH))
    search = _Search(library, query, results)
    steps = [*search.further(plan.radius_km), *search.fewer_words(composer)]
    found = results.total + len(search.extra)
    also = _also_try(library, plan, found) if found < ENOUGH else ()
    return Widened(tuple(search.extra[:room]), tuple(steps), also, search.query.words)


class _Search:
    """A query that grows wider; ``extra`` are its hits that are not literal ones."""

    def __init__(self, library: Library, query: SearchQuery, results: Results) -> None:
        self.query = query
        self.extra: list[Hit] = []
        self._library = library
        self._total = results.total
        self._literal = {hit.id for hit in results.hits}

    def further(self, start: float | None) -> list[Widening]:
        """Let the radius grow; it stays as it was when even the largest brings nothing."""
        if not self.query.places:
            return []
        for radius in (r for r in RADII_KM if start is None or r > start):
            if self._try(replace(self.query, radius_km=radius)) and self._enough:
                break
        reached = self.query.radius_km
        return [Widening("radius_km", start=start, end=reached)] if reached != start else []

    def fewer_words(self, composer: Composer) -> list[Widening]:
        """Drop words, the least telling first, while one is left."""
        dropped: list[str] = []
        for word in self._least_telling_first(composer):
            if self._enough or len(self.query.words) == 1:
                break
            shorter = replace(self.query, words=tuple(w for w in self.query.words if w is not word))
            self._try(shorter)
            self.query = shorter
            dropped.append(word.surface)
        return [Widening("words", dropped=tuple(dropped))] if dropped and self.extra else []

    @property
    def _enough(self) -> bool:
        return self._total + len(self.extra) >= ENOUGH

    def _try(self, query: SearchQuery) -> bool:
        known = self._literal | {h.id for h in self.extra}
        found = [h for h in self._library.engine.search(query).hits if h.id not in known]
        if found:
            self.extra += found
            self.query = query
        return bool(found)

    def _least_telling_first(self, composer: Composer) -> list[Word]:
        """Words that match nothing first, then those that name no rubric, then the most common."""
        words = self.query.words
        terms = {t for w in words for a in w.alternatives for t in a.terms}
        frequency = self._library.engine.term_stats(sorted(terms)).document_frequency

        def telling(word: Word) -> tuple[bool, bool, int]:
            common = max((min(frequency.get(t, 0) for t in a.terms) for a in word.alternatives), default=0)
            return common > 0, bool(composer.names.named(word)), -common

        return sorted(words, key=telling)


def _also_try(library: Library, plan: Plan, found: int) -> tuple[Labelled, ...]:
    """Return rubrics to try that have enterprises: siblings of those asked for, or those that the words name.

    One that has no enterprises makes way for its siblings; one whose enterprises are all found already is left out.
    """
    catalogue = library.catalogue
    query = replace(plan.query(), words=(), name_key=None, offset=0, limit=1)
    counts = dict(library.engine.search(query).facets["rubric"])
    asked = plan.filters.rubrics
    named = () if asked else sorted(_named(library.composer, plan) & catalogue.leaves())
    useful = [rubric for rubric in named if counts.get(rubric, 0) > found]
    spent = [rubric for rubric in (*asked, *named) if rubric not in useful]
    siblings = [other.id for rubric in spent if asked or not found for other in _siblings(catalogue, rubric)]
    offered = dict.fromkeys(r for r in (*useful, *siblings) if r not in spent and counts.get(r, 0))
    return tuple(Labelled(r, catalogue.label(r)) for r in islice(offered, MOST_RUBRICS))


def _named(composer: Composer, plan: Plan) -> frozenset[str]:
    return frozenset[str]().union(*map(composer.names.named, plan.reading.words))


def _siblings(catalogue: Catalogue, rubric_id: str) -> list[Rubric]:
    return catalogue.siblings(rubric_id) or catalogue.children(rubric_id)
