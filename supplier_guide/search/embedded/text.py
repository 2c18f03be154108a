"""Which documents hold all words, and their BM25 scores.

Candidates come from the word with the fewest postings; every further word only looks at them. A word's
score is the maximum over its alternatives met, a document's the sum over the words in the order asked,
so that equal documents get equal scores to the last bit, whatever segment they are in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from supplier_guide.search.bm25 import idf
from supplier_guide.search.embedded.arrays import Bools, Counts, Floats, Ints
from supplier_guide.search.embedded.segment import Segment
from supplier_guide.search.embedded.snapshot import Part, Snapshot
from supplier_guide.search.query import Alternative, Word
from supplier_guide.search.query import Part as ScorePart


@dataclass(frozen=True, slots=True)
class Matched:
    """Documents (sorted) that hold all words, and the score of each."""

    documents: Ints
    scores: Floats


def match(snapshot: Snapshot, part: Part, words: Sequence[Word], *, among: Ints | None) -> Matched:
    """Find the living documents (of ``among``, when given) that hold every one of ``words``."""
    segment = part.segment
    open_words = {position: _alternatives(segment, word) for position, word in enumerate(words)}
    cheapest_first = sorted(open_words, key=lambda position: _size(segment, open_words[position]))
    documents = _holding(segment, open_words[cheapest_first[0]]) if among is None else among
    if part.live is not None:
        documents = documents[part.live[documents]]
    scores: dict[int, Floats] = {}
    for position in cheapest_first:
        met, score = _score_word(snapshot, part, open_words[position], documents)
        if not met.all():
            documents, score = documents[met], score[met]
            scores = {done: earlier[met] for done, earlier in scores.items()}
        scores[position] = score
    total = scores[0]
    for position in range(1, len(words)):
        total = total + scores[position]
    return Matched(documents, total)


def _alternatives(segment: Segment, word: Word) -> list[Alternative]:
    """Return the alternatives of which this segment knows every term."""
    known = segment.terms.values
    return [a for a in word.alternatives if a.terms and all(known.find(term) >= 0 for term in a.terms)]


def _rarest(segment: Segment, alternative: Alternative) -> Ints:
    return min((segment.terms.of(term) for term in alternative.terms), key=len)


def _size(segment: Segment, alternatives: Sequence[Alternative]) -> int:
    return sum(len(_rarest(segment, alternative)) for alternative in alternatives)


def _holding(segment: Segment, alternatives: Sequence[Alternative]) -> Ints:
    """Return the sorted documents that may meet one of ``alternatives``: those with its rarest term."""
    lists = [_rarest(segment, alternative) for alternative in alternatives]
    if not lists:
        return np.empty(0, np.int32)
    if len(lists) == 1:
        return lists[0]
    if sum(map(len, lists)) < segment.size // 8:
        return np.unique(np.concatenate(lists))
    held = np.zeros(segment.size, np.bool_)
    for documents in lists:
        held[documents] = True
    return np.flatnonzero(held).astype(np.int32)


def _score_word(
    snapshot: Snapshot, part: Part, alternatives: Sequence[Alternative], documents: Ints
) -> tuple[Bools, Floats]:
    """Return for each of ``documents`` whether it meets an alternative, and the score of its best one."""
    best = np.full(len(documents), -np.inf)
    norm = part.norm[documents]
    for alternative in alternatives:
        score: Floats | None = None
        for term in alternative.terms:
            bm25 = _bm25(snapshot, part, term, documents=documents, norm=norm)
            score = bm25 if score is None else score + bm25
        if score is not None:
            np.maximum(best, alternative.weight * score, out=best)
    return best > -np.inf, best


def _bm25(snapshot: Snapshot, part: Part, term: str, *, documents: Ints, norm: Floats) -> Floats:
    """Return the BM25 of ``term`` in each document; minus infinity where it does not occur."""
    weight = idf(documents=snapshot.documents, document_frequency=snapshot.document_frequency(term))
    frequency = frequencies(part.segment, term, documents)
    score = weight * (frequency / (frequency + norm))
    score[frequency == 0] = -np.inf
    return score


def frequencies(segment: Segment, term: str, documents: Ints) -> Floats:
    """Return how often ``term`` occurs in each of ``documents`` (sorted)."""
    piece = segment.terms.piece(term)
    held, counts = segment.terms.items[piece], segment.frequency[piece]
    if held is documents or (len(held) == len(documents) and np.array_equal(held, documents)):
        return counts.astype(np.float64)
    if len(documents) * 16 < len(held):  # few candidates in a long list: look each one up
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
    snapshot: Snapshot, part: Part, word: Word, *, alternative: Alternative, document: Ints
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
