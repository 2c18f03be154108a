"""An engine that cannot be fast but can be read: the ranking contract in loops over documents.

It shares nothing with the engines but the types of questions and documents, and is held to the same suite.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import exp, inf, log
from operator import itemgetter
from threading import RLock

from supplier_guide.errors import Away
from supplier_guide.search.document import IndexDocument, IndexRow
from supplier_guide.search.engine import Mark, TermStats
from supplier_guide.search.query import (
    FACETS,
    Alternative,
    Hit,
    Part,
    Reach,
    Results,
    SearchQuery,
    Shared,
    Sort,
    Wide,
    Word,
)
from tests.search.conformance.oracle_places import LEVELS, distance_km, level_of, reach_of

_NOTHING = IndexRow(rubrics=())
_NUMBER = itemgetter(0)


class HeldParts:
    """Parts in memory: of this process alone."""

    def __init__(self) -> None:
        self.held: dict[int, list[IndexDocument]] = {}

    def write(self, number: int, documents: Iterable[IndexDocument]) -> None:
        self.held[number] = list(documents)


class Oracle:
    """Documents in a dictionary, every question answered by looking at each of them."""

    def __init__(self) -> None:
        # One name for both, so that a search in another thread sees the old pair or the new one.
        self._state: tuple[dict[str, IndexDocument] | None, Mark] = (None, Mark(-1))
        self._writing = RLock()

    def put(self, documents: Iterable[IndexDocument], *, applied: int, moment: str = "") -> None:
        with self._writing:
            held, before = self._state
            now = dict(held or {})
            for i, d in {d.id: d for d in documents}.items():
                if d.change >= now[i].change if i in now else d.change > before.number:
                    now[i] = d
            self._state = now, max(before, Mark(applied, moment), key=_NUMBER)

    def remove(self, ids: Sequence[str], *, applied: int, moment: str = "") -> None:
        with self._writing:
            held, before = self._state
            now = {i: d for i, d in (held or {}).items() if i not in ids or d.change > applied}
            self._state = now, max(before, Mark(applied, moment), key=_NUMBER)

    def rebuild(self, documents: Iterable[IndexDocument], *, applied: int, moment: str = "") -> None:
        with self._writing:
            self._state = {d.id: d for d in documents}, Mark(applied, moment)

    @contextmanager
    def rebuilding(self, *, applied: int, moment: str = "") -> Iterator[HeldParts]:
        with self._writing:
            yield (parts := HeldParts())
            documents = [d for number in sorted(parts.held) for d in parts.held[number]]
            self.rebuild(documents, applied=applied, moment=moment)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._writing:
            yield

    def applied(self) -> int:
        return self.mark().number

    def mark(self) -> Mark:
        return self._state[1]

    def health(self) -> str | None:
        return "leeg: supplier-guide reindex" if self._state[0] is None else None

    def close(self) -> None:
        """Nothing is open."""

    def term_stats(self, terms: Sequence[str]) -> TermStats:
        return _stats(self._held()[0], terms)

    def search(self, query: SearchQuery) -> Results:
        documents, applied = self._held()
        stats = _stats(documents, [t for w in query.words for a in w.alternatives for t in a.terms])
        hits = [d for d in documents if _is_hit(d, query, ignoring=None)]
        ordered = sorted(hits, key=lambda d: _order(d, query, stats))
        page = ordered[query.offset : query.offset + query.limit]
        facets = {f: list(_facet(f, documents, query).items()) for f in FACETS} if query.facets else {}
        return Results(len(hits), tuple(_hit(d, query, stats) for d in page), facets, applied)

    def sharing(self, wide: Wide) -> list[Shared]:
        documents, _ = self._held()
        near = SearchQuery(places=wide.places, radius_km=wide.radius_km)
        found = []
        for document in documents:
            met = sum(any(rubric in row.rubrics for row in document.rows) for rubric in wide.rubrics)
            met += sum(any(set(tokens) & set(row.cpv) for row in document.rows) for tokens in wide.cpv)
            met += sum(_meets_word(document.terms, word) for word in wide.words)
            if met:
                serves = bool(wide.places) and _is_hit(document, near, ignoring=None)
                km = distance_km(document, wide.places) if wide.places else inf
                said = tuple(n for n, word in enumerate(wide.words) if _meets_word(document.said, word))
                rows = (document.rows or (_NOTHING,)) if wide.places else ()
                reach = tuple(reach_of(row, wide.places) for row in rows)
                found.append(Shared(document.id, met + serves, km, said, reach, document.card))
        return sorted(found, key=lambda s: (-s.met, s.order_km, s.id))[: wide.limit]

    def _held(self) -> tuple[list[IndexDocument], int]:
        documents, mark = self._state
        if documents is None:
            raise Away("index_away", "De index ontbreekt.")
        return list(documents.values()), mark.number


def _stats(documents: Sequence[IndexDocument], terms: Sequence[str]) -> TermStats:
    lengths = [sum(d.terms.values()) for d in documents]
    mean = sum(lengths) / len(lengths) if sum(lengths) else 1.0
    return TermStats(len(documents), mean, {t: sum(t in d.terms for d in documents) for t in terms})


# --- which documents ------------------------------------------------------------------------------------


def _is_hit(document: IndexDocument, query: SearchQuery, *, ignoring: str | None) -> bool:
    return _meets(document, query, ignoring=ignoring) and bool(_rows(document, query, ignoring=ignoring))


def _meets(document: IndexDocument, query: SearchQuery, *, ignoring: str | None) -> bool:
    filters = query.filters
    held = {r.kind for r in document.recognitions if r.valid_from <= query.on <= r.valid_until}
    wanted = [
        ("recognition", filters.recognitions, held),
        ("qualifies", filters.qualifies, held),
        ("certificate", filters.certificates, document.certificates),
        ("network", filters.networks, document.networks),
        ("province", filters.provinces, document.provinces),
        ("ids", filters.ids, (document.id,)),
    ]
    if any(asked and name != ignoring and not set(asked) & set(has) for name, asked, has in wanted):
        return False
    if query.number is not None and document.number != query.number:
        return False
    if query.places and query.reach is Reach.LOCATED and not _is_located(document, query):
        return False
    return all(_meets_word(document.terms, word) for word in query.words)


def _meets_word(terms: Collection[str], word: Word) -> bool:
    return any(a.terms and all(term in terms for term in a.terms) for a in word.alternatives)


def _holds(document: IndexDocument, terms: tuple[str, ...]) -> bool:
    return bool(terms) and all(term in document.terms for term in terms)


def _rows(document: IndexDocument, query: SearchQuery, *, ignoring: str | None) -> list[IndexRow]:
    """Return the rows that meet everything asked of a row; a document without rows has one with nothing."""
    filters = query.filters
    found = []
    for row in document.rows or (_NOTHING,):
        wanted = [
            ("rubric", filters.rubrics, row.rubrics),
            ("mode", filters.modes, row.modes),
            ("cpv", filters.cpv, row.cpv),
        ]
        if any(asked and name != ignoring and not set(asked) & set(has) for name, asked, has in wanted):
            continue
        if query.places and query.reach is Reach.SERVES and not _serves(row, document, query):
            continue
        found.append(row)
    return found


def _serves(row: IndexRow, document: IndexDocument, query: SearchQuery) -> bool:
    level = level_of(row, query.places)
    if level == 3:
        return query.radius_km is None or distance_km(document, query.places) <= query.radius_km
    return level < 3


def _is_located(document: IndexDocument, query: SearchQuery) -> bool:
    if query.radius_km is not None:
        return distance_km(document, query.places) <= query.radius_km
    return any(place.codes[0] in site.codes for place in query.places for site in document.sites)


# --- order ----------------------------------------------------------------------------------------------


def _bm25(document: IndexDocument, term: str, stats: TermStats) -> float:
    held = stats.document_frequency[term]
    frequency = document.terms[term]
    length = sum(document.terms.values())
    idf = log(1 + (stats.documents - held + 0.5) / (held + 0.5))
    return idf * (frequency / (frequency + 1.2 * (1 - 0.75 + 0.75 * (length / stats.mean_length))))


def _parts(document: IndexDocument, word: Word, stats: TermStats) -> list[Part]:
    """Return the parts of the best alternative that the document meets."""
    offered = [
        [_part(document, word, alternative=a, term=t, stats=stats) for t in a.terms]
        for a in word.alternatives
        if _holds(document, a.terms)
    ]
    return max(offered, key=lambda parts: sum(p.bm25 * p.weight for p in parts))


def _part(document: IndexDocument, word: Word, *, alternative: Alternative, term: str, stats: TermStats) -> Part:
    return Part(
        word=word.surface,
        term=term,
        by=alternative.by,
        frequency=document.terms[term],
        document_frequency=stats.document_frequency[term],
        bm25=_bm25(document, term, stats),
        weight=alternative.weight,
    )


def _score(document: IndexDocument, query: SearchQuery, stats: TermStats) -> float:
    best = [_parts(document, word, stats) for word in query.words]
    score = sum(parts[0].weight * sum(p.bm25 for p in parts) for parts in best)
    return score * (0.3 + 0.7 * exp(-distance_km(document, query.places) / 25)) if query.places else score


def _order(document: IndexDocument, query: SearchQuery, stats: TermStats) -> tuple[float | str, ...]:
    named = (document.sort_name, document.id)
    if query.sort is Sort.NAME:
        return named
    rows = _rows(document, query, ignoring=None)
    own = {row.rubrics[0] for row in rows if row.rubrics}
    relevance = (
        0 if query.name_key and query.name_key in document.name_keys else 1,
        -_score(document, query, stats) if query.words else 0.0,
        0 if own & set(query.filters.rubrics) else 1,
        min(level_of(row, query.places) for row in rows) if query.places else 0,
        distance_km(document, query.places) if query.places else 0.0,
        -document.completeness,
        -document.confirmed,
        *named,
    )
    return (distance_km(document, query.places), *relevance) if query.sort is Sort.DISTANCE else relevance


def _hit(document: IndexDocument, query: SearchQuery, stats: TermStats) -> Hit:
    km = distance_km(document, query.places)
    levels = [level_of(row, query.places) for row in _rows(document, query, ignoring=None)]
    parts = tuple(p for word in query.words for p in _parts(document, word, stats))
    return Hit(
        id=document.id,
        score=_score(document, query, stats) if query.words else None,
        coverage=LEVELS[min(levels)] if query.places else None,
        distance_km=None if km == inf else km,
        exact_name=bool(query.name_key) and query.name_key in document.name_keys,
        parts=parts if query.explain and query.words else None,
    )


# --- facets ---------------------------------------------------------------------------------------------


def _facet(name: str, documents: Sequence[IndexDocument], query: SearchQuery) -> Counter[str]:
    counts: Counter[str] = Counter()
    for document in documents:
        if _is_hit(document, query, ignoring=name):
            counts.update(_values(name, document, query))
    return counts


def _values(name: str, document: IndexDocument, query: SearchQuery) -> set[str]:
    """Return the values of a facet that a document, or those of its rows that meet the other selections, has."""
    rows = _rows(document, query, ignoring=name)
    if name == "rubric":
        return {rubric for row in rows for rubric in row.rubrics}
    if name == "mode":
        return {mode for row in rows for mode in row.modes}
    if name == "recognition":
        return {r.kind for r in document.recognitions if r.valid_from <= query.on <= r.valid_until}
    return set(document.provinces if name == "province" else document.certificates)
