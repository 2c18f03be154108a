"""Which documents hold all words, and their BM25 scores.

Candidates come from the word with the fewest postings; every further word only looks at them. A word's
score is the maximum over its alternatives met, a document's the sum over the words in the order asked,
so that equal documents get equal scores to the last bit, whatever segment they are in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from supplier_guide.search.bm25 import idf
from supplier_guide.search.embedded.arrays import Bools, Counts, Floats, Numbers, Words
from supplier_guide.search.embedded.segment import Segment
from supplier_guide.search.embedded.snapshot import Part, Snapshot
from supplier_guide.search.query import Alternative, Word
from supplier_guide.search.query import Part as ScorePart

_FEW = 8  # one in so many counts as few: then looking up beats scanning


@dataclass(frozen=True, slots=True)
class Matched:
    """Documents (sorted) that hold all words, and the score of each."""

    documents: Numbers
    scores: Floats


def match(snapshot: Snapshot, part: Part, words: Sequence[Word], *, among: Numbers | None) -> Matched:
    """Find the documents (of ``among``, when given; dead ones too) that hold every one of ``words``."""
    segment = part.segment
    known = [_alternatives(segment, word) for word in words]
    sizes = [sum(len(_rarest(segment, alternative)) for alternative in alternatives) for alternatives in known]
    documents, scores = among, dict[int, Floats]()
    for position in sorted(range(len(words)), key=sizes.__getitem__):
        if documents is None:
            documents, score = _holders(snapshot, part, known[position])
        else:
            score = _score(snapshot, part, known[position], documents=documents, size=sizes[position])
            met = np.flatnonzero(score > -np.inf)
            if len(met) < len(documents):
                documents, score = documents[met], score[met]
                scores = {done: earlier[met] for done, earlier in scores.items()}
        scores[position] = score
    return Matched(np.empty(0, np.intp) if documents is None else documents, _sum([scores[p] for p in sorted(scores)]))


def holders(segment: Segment, word: Word) -> tuple[Bools, Bools]:
    """Return per document (dead ones too) whether it meets ``word``, and whether in what it says itself.

    Without scores, for which a third of the time.
    """
    held, said = np.zeros(segment.size, np.bool_), np.zeros(segment.size, np.bool_)
    for alternative in _alternatives(segment, word):
        first, *others = sorted(map(segment.terms.piece, alternative.terms), key=lambda piece: piece.stop - piece.start)
        documents: Numbers = segment.terms.items[first]
        own: Words = segment.frequency[first] & np.uint16(1)
        for other in others:
            documents, own = _also(segment, other, documents=documents, own=own)
        held[documents] = True
        said[documents[own > 0]] = True
    return held, said


def _also(segment: Segment, piece: slice, *, documents: Numbers, own: Words) -> tuple[Numbers, Words]:
    """Return which of ``documents`` (sorted) stand in another piece of the postings too, said there as well."""
    held = segment.terms.items[piece]
    place = np.minimum(np.searchsorted(held, documents), len(held) - 1)
    both = held[place] == documents
    return documents[both], own[both] & segment.frequency[piece][place[both]]


def _sum(scores: Sequence[Floats]) -> Floats:
    """Add up in the order asked: another order could differ in the last bit."""
    total = scores[0]
    for score in scores[1:]:
        total = total + score
    return total


def _alternatives(segment: Segment, word: Word) -> list[Alternative]:
    """Return the alternatives of which this segment knows every term."""
    known = segment.terms.values
    return [a for a in word.alternatives if a.terms and all(known.find(term) >= 0 for term in a.terms)]


def _rarest(segment: Segment, alternative: Alternative) -> Numbers:
    return min((segment.terms.of(term) for term in alternative.terms), key=len)


def _holders(snapshot: Snapshot, part: Part, alternatives: Sequence[Alternative]) -> tuple[Numbers, Floats]:
    """Return the sorted documents that meet one of ``alternatives``, and the score of the best one met."""
    found = [_met(snapshot, part, alternative) for alternative in alternatives]
    if len(found) == 1:
        return found[0]
    if not found:
        return np.empty(0, np.intp), np.empty(0)
    if sum(len(documents) for documents, _ in found) < part.segment.size // _FEW:
        return _merged(found)
    best = _best_everywhere(part.segment, found)
    documents = np.flatnonzero(best > -np.inf)
    return documents, best[documents]


def _merged(found: Sequence[tuple[Numbers, Floats]]) -> tuple[Numbers, Floats]:
    """Return the union of a few short lists, with the best score of each document."""
    documents = np.concatenate([d for d, _ in found])
    order = np.argsort(documents, kind="stable")
    unique, starts = np.unique(documents[order], return_index=True)
    scores = np.concatenate([s for _, s in found])[order]
    return unique, np.maximum.reduceat(scores, starts) if len(unique) else scores


def _best_everywhere(segment: Segment, found: Sequence[tuple[Numbers, Floats]]) -> Floats:
    """Return for each document of the segment its best score, minus infinity where none is met."""
    best = np.full(segment.size, -np.inf)
    for documents, score in found:
        best[documents] = np.maximum(best[documents], score)
    return best


def _score(
    snapshot: Snapshot, part: Part, alternatives: Sequence[Alternative], *, documents: Numbers, size: int
) -> Floats:
    """Return the score of a word in each of ``documents``, minus infinity where it is not met.

    ``size`` is how many documents the word's postings hold: with far fewer candidates each is looked up,
    else all postings are scored and the candidates picked from them.
    """
    if len(documents) * _FEW > size:
        found = [_met(snapshot, part, alternative) for alternative in alternatives]
        return _best_everywhere(part.segment, found)[documents]
    best = np.full(len(documents), -np.inf)
    for alternative in alternatives:
        np.maximum(best, _weighted(snapshot, part, alternative, documents=documents), out=best)
    return best


def _met(snapshot: Snapshot, part: Part, alternative: Alternative) -> tuple[Numbers, Floats]:
    """Return the documents that hold all terms of ``alternative``, and its score in each."""
    documents = _rarest(part.segment, alternative).astype(np.intp)
    score = _weighted(snapshot, part, alternative, documents=documents)
    if len(alternative.terms) == 1:
        return documents, score
    met = np.flatnonzero(score > -np.inf)
    return documents[met], score[met]


def _weighted(snapshot: Snapshot, part: Part, alternative: Alternative, *, documents: Numbers) -> Floats:
    """Return the weight times the sum of the terms' BM25, minus infinity where a term does not occur."""
    norm = part.norm[documents]
    return alternative.weight * _sum(
        [_bm25(snapshot, part, term, documents=documents, norm=norm) for term in alternative.terms]
    )


def _bm25(snapshot: Snapshot, part: Part, term: str, *, documents: Numbers, norm: Floats) -> Floats:
    """Return the BM25 of ``term`` in each document; minus infinity where it does not occur."""
    weight = idf(documents=snapshot.documents, document_frequency=snapshot.document_frequency(term))
    frequency = frequencies(part.segment, term, documents)
    score = weight * (frequency / (frequency + norm))
    score[frequency == 0] = -np.inf
    return score


def frequencies(segment: Segment, term: str, documents: Numbers) -> Floats:
    """Return how often ``term`` occurs in each of ``documents`` (sorted)."""
    piece = segment.terms.piece(term)
    held, counts = segment.terms.items[piece], segment.frequency[piece] >> 1
    if len(held) == len(documents) and np.array_equal(held, documents):
        return counts.astype(np.float64)
    if len(documents) * _FEW < len(held):  # few candidates in a long list: look each one up
        place: Counts = np.searchsorted(held, documents)
        place[place == len(held)] = 0
        return np.where(held[place] == documents, counts[place], 0).astype(np.float64)
    table = np.zeros(segment.size, np.uint16)
    table[held] = counts
    return table[documents].astype(np.float64)


def score_parts(snapshot: Snapshot, part: Part, words: Sequence[Word], *, document: int) -> tuple[ScorePart, ...]:
    """Return what each word's best alternative gave ``document``, term by term."""
    one = np.array([document], np.int32)
    found: list[ScorePart] = []
    for word in words:
        offered = [_term_parts(snapshot, part, word, alternative=a, document=one) for a in word.alternatives]
        best = max((parts for parts in offered if parts), key=lambda parts: sum(p.bm25 * p.weight for p in parts))
        found.extend(best)
    return tuple(found)


def _term_parts(
    snapshot: Snapshot, part: Part, word: Word, *, alternative: Alternative, document: Numbers
) -> list[ScorePart]:
    """Return the parts of an alternative, or none when the document does not meet it."""
    norm = part.norm[document]
    parts = [
        ScorePart(
            word=word.surface,
            term=term,
            by=alternative.by,
            frequency=int(frequencies(part.segment, term, document)[0]),
            document_frequency=snapshot.document_frequency(term),
            bm25=float(_bm25(snapshot, part, term, documents=document, norm=norm)[0]),
            weight=alternative.weight,
        )
        for term in alternative.terms
    ]
    return parts if all(p.frequency for p in parts) else []
