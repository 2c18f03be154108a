"""Spelling: an unknown word of a question to the likeliest word of the collection or of our trades.

Corrected is the word as typed, before stemming: over stems the right word comes first in 87 % of typos with
one slip, over surface words in nearly all. A word that is Dutch is left alone, however rare.
"""

from collections.abc import Iterator
from math import log1p

from rapidfuzz import process
from rapidfuzz.distance import OSA

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.text import fold, normal
from supplier_guide.search.lexicon import Lexicon

_SHORTEST = 4
_TWO_SLIPS = 8
"""Letters from which two slips are allowed: in shorter words two slips turn anything into anything."""

_OTHER_START = 0.5
"""A slip in the first letter is rare; it costs half a slip more."""

_FREQUENT = 0.06
"""What each factor e of frequency is worth in slips: it decides between equals, never against a whole slip."""

_FOREIGN = 0.1
"""What a word of the collection is ahead of a word of our trades that the collection lacks."""


def correct(word: str, lexicon: Lexicon, analyser: Analyser) -> str | None:
    """Return the word that was probably meant, or ``None`` when ``word`` is fine or nothing resembles it.

    Numbers, codes and words of fewer than four letters are left alone; a word with a capital, which is
    likely a name, is corrected by one slip at most.
    """
    key = fold(normal(word))
    if len(key) < _SHORTEST or not key.isalpha() or lexicon.known(key) or analyser.known(word):
        return None
    slips = 2 if len(key) >= _TWO_SLIPS and word.islower() else 1
    trade = analyser.trade_words()
    found = min([*_ranked(key, lexicon, slips=slips), *_ranked(key, trade, slips=slips, behind=_FOREIGN)], default=None)
    if found is None:
        return None
    return lexicon.display(found[1]) if lexicon.known(found[1]) else trade.display(found[1])


def _ranked(key: str, words: Lexicon, *, slips: int, behind: float = 0.0) -> Iterator[tuple[float, str]]:
    """Yield the words within ``slips`` of ``key``, the likeliest with the lowest rank."""
    near = words.beginning_alike(key, slack=slips)
    yield from _within(key, near, words, slips=slips, behind=behind)
    yield from _within(key, words.beginning_otherwise(key), words, slips=1, behind=behind + _OTHER_START)


def _within(key: str, near: list[str], words: Lexicon, *, slips: int, behind: float) -> Iterator[tuple[float, str]]:
    """Yield the words of ``near`` within ``slips`` (a swap of neighbours is one) with their rank."""
    for other, distance, _ in process.extract_iter(key, near, scorer=OSA.distance, score_cutoff=slips):
        yield distance + behind - min(_FREQUENT * log1p(words.count(other)), _OTHER_START), other
