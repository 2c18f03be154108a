"""Snippets with the matching words marked: ours, from stored text, so that every engine shows the same.

A word that matches by its stem is marked whole; of a compound that matches by a part, only that part.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from html import escape
from operator import or_
from typing import NamedTuple

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.passages import Met, Passages
from supplier_guide.search.query import Word

LONGEST = 200
"""Characters of text in a snippet, marks and ellipses not counted."""


class _Mark(NamedTuple):
    """``text[start:end]`` matches; ``words`` has a bit for each word of the question that it answers."""

    start: int
    end: int
    words: int


class _Snippet(NamedTuple):
    told: int
    marks: int
    order: int
    html: str


def highlight(passages: Passages, words: Sequence[Word], analyser: Analyser, *, limit: int = 2) -> list[str]:
    """Return at most ``limit`` snippets as HTML: everything escaped, matches in ``<mark>``.

    Each text gives one snippet of at most 200 characters around its densest matches; texts that answer most
    words of the question come first. Texts without a match give nothing.
    """
    found = [
        _snippet(passages.texts[number], marks, order=number)
        for number, marks in _marks(passages, _wanted(words, passages), analyser).items()
    ]
    found.sort(key=lambda snippet: (-snippet.told, -snippet.marks, snippet.order))
    return [snippet.html for snippet in found[:limit]]


def _wanted(words: Sequence[Word], passages: Passages) -> dict[str, int]:
    """Return the terms to mark: those of alternatives that the texts meet as a whole, with the words they answer."""
    wanted: dict[str, int] = {}
    for place, word in enumerate(words):
        for alternative in word.met_in(passages.where):
            for term in alternative.terms:
                wanted[term] = wanted.get(term, 0) | 1 << place
    return wanted


def _marks(passages: Passages, wanted: dict[str, int], analyser: Analyser) -> dict[int, list[_Mark]]:
    """Return what to mark in each text, in reading order."""
    found: dict[int, list[_Mark]] = {}
    for met in passages.met(wanted):
        answered = 0
        for term in met.terms:
            answered |= wanted[term]
        start, end = (met.start, met.end) if met.by_stem else _span(passages.texts[met.text], met, analyser)
        found.setdefault(met.text, []).append(_Mark(start, end, answered))
    return found


def _span(text: str, met: Met, analyser: Analyser) -> tuple[int, int]:
    """Return what to mark of a compound: from the first to the last part that matches."""
    surface = text[met.start : met.end]
    spans = [analyser.part_span(surface, term) for term in met.terms]
    known = [span for span in spans if span]
    if len(known) < len(spans):
        return met.start, met.end
    return met.start + min(start for start, _ in known), met.start + max(end for _, end in known)


def _snippet(text: str, marks: list[_Mark], *, order: int) -> _Snippet:
    """Cut the window that answers most words, then holds most marks, and write it as HTML."""
    windows = [_within(marks, first) for first in range(len(marks))]
    best = max(windows, key=lambda held: (_answered(held), len(held), -held[0].start))
    start, end = _bounds(text, best[0].start, best[-1].end)
    html = "".join(_pieces(text, start, end, best))
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return _Snippet(_answered(best), len(best), order, f"{before}{html}{after}")


def _within(marks: list[_Mark], first: int) -> list[_Mark]:
    """Return the marks from ``first`` on that fit in one snippet with it; a huge word alone is kept."""
    reach = marks[first].start + LONGEST
    held = [marks[first]]
    for mark in marks[first + 1 :]:
        if mark.end > reach:
            break
        held.append(mark)
    return held


def _answered(marks: list[_Mark]) -> int:
    """Return how many words of the question the marks answer."""
    return reduce(or_, (mark.words for mark in marks)).bit_count()


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
