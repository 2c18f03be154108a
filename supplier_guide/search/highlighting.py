"""Snippets with the matching words marked: ours, from stored text, so that every engine shows the same.

A word that matches by its stem is marked whole; of a compound that matches by a part, only that part.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.text import Token
from supplier_guide.search.query import Word

LONGEST = 200
"""Characters of text in a snippet, marks and ellipses not counted."""


class _Mark(NamedTuple):
    """``text[start:end]`` matches; ``words`` are the places in the question of the words that it answers."""

    start: int
    end: int
    words: frozenset[int]


class _Snippet(NamedTuple):
    told: int
    marks: int
    order: int
    html: str


def highlight(
    texts: Sequence[str], words: Sequence[Word], analyser: Analyser, *, language: str, limit: int = 2
) -> list[str]:
    """Return at most ``limit`` snippets as HTML: everything escaped, matches in ``<mark>``.

    Each text gives one snippet of at most 200 characters around its densest matches; texts that answer most
    words of the question come first. Texts without a match give nothing.
    """
    read = [(text, analyser.tokens(text, language=language)) for text in texts]
    wanted = _wanted(words, {term for _, tokens in read for token in tokens for term in token.terms})
    found = []
    for order, (text, tokens) in enumerate(read):
        marks = [mark for token in tokens if (mark := _mark(token, wanted, analyser))]
        if marks:
            found.append(_snippet(text, marks, order=order))
    found.sort(key=lambda snippet: (-snippet.told, -snippet.marks, snippet.order))
    return [snippet.html for snippet in found[:limit]]


def _wanted(words: Sequence[Word], held: set[str]) -> dict[str, frozenset[int]]:
    """Return the terms to mark: those of alternatives that the texts meet as a whole, with the words they answer."""
    wanted: dict[str, frozenset[int]] = {}
    for place, word in enumerate(words):
        for alternative in word.alternatives:
            if held.issuperset(alternative.terms):
                for term in alternative.terms:
                    wanted[term] = wanted.get(term, frozenset()) | {place}
    return wanted


def _mark(token: Token, wanted: dict[str, frozenset[int]], analyser: Analyser) -> _Mark | None:
    """Return what to mark of a word: all of it for its stem, else the first part that matches."""
    met = [term for term in token.terms if term in wanted]
    if not met:
        return None
    answered = frozenset[int]().union(*(wanted[term] for term in met))
    spans = [analyser.part_span(token.surface, term) for term in met]
    if met[0] == token.terms[0] or None in spans:
        return _Mark(token.start, token.end, answered)
    start = min(span[0] for span in spans if span)
    end = max(span[1] for span in spans if span)
    return _Mark(token.start + start, token.start + end, answered)


def _snippet(text: str, marks: list[_Mark], *, order: int) -> _Snippet:
    """Cut the window that answers most words, then holds most marks, and write it as HTML."""
    windows = [_within(marks, first) for first in range(len(marks))]
    best = max(windows, key=lambda held: (len(_answered(held)), len(held), -held[0].start))
    start, end = _bounds(text, best[0].start, best[-1].end)
    html = "".join(_pieces(text, start, end, best))
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return _Snippet(len(_answered(best)), len(best), order, f"{before}{html}{after}")


def _within(marks: list[_Mark], first: int) -> list[_Mark]:
    """Return the marks from ``first`` on that fit in one snippet with it; a huge word alone is kept."""
    reach = marks[first].start + LONGEST
    held = [marks[first]]
    for mark in marks[first + 1 :]:
        if mark.end > reach:
            break
        held.append(mark)
    return held


def _answered(marks: list[_Mark]) -> frozenset[int]:
    return frozenset[int]().union(*(mark.words for mark in marks))


def _bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """Widen ``text[first:last]`` evenly to `LONGEST` characters, to the ends of words."""
    spare = max(0, LONGEST - (last - first))
    start = max(0, first - spare // 2)
    end = min(len(text), start + max(LONGEST, last - start))
    start = max(0, min(start, end - LONGEST)) if first >= end - LONGEST else start
    while 0 < start < first and not text[start - 1].isspace():
        start += 1
    while last < end < len(text) and not text[end].isspace():
        end -= 1
    return start, max(end, last)


def _pieces(text: str, start: int, end: int, marks: list[_Mark]) -> Iterator[str]:
    """Yield the pieces of the snippet, escaped, the marked ones in ``<mark>``."""
    at = start
    for mark in marks:
        yield escape(text[at : mark.start])
        yield f"<mark>{escape(text[mark.start : mark.end])}</mark>"
        at = mark.end
    yield escape(text[at:end])
