"""Sentences of a specification: each with the section it stands in and the lots it speaks of."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LONGEST_QUOTE = 120
_LONGEST_SENTENCE = 1_200
_END = re.compile(r"[.;!?]\s+(?=[A-ZÀ-Þ0-9\"“(€•\[-])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:art|excl|incl|nr|nrs|max|min|ca|cfr|o\.a|b\.v|bv|bijv|m\.b\.t|i\.v\.m|resp|st|dhr|mevr|mw|ir|"
    r"ing|tel|"
    r"blz|p|d\.w\.z|nl|t\.a\.v|e\.d|inbegr|approx|env|réf|ref|par|§)$",
    re.IGNORECASE,
)
_LOT_ID = r"(?:\d{1,3}|[IVX]{1,5}|[A-H])(?![\w'’])"
_MENTION = re.compile(
    rf"\b(?:percelen|perceel|loten|lots|lot)\s+(?:nrs?\.? ?|n° ?)?({_LOT_ID}(?:\s?(?:,|;|en|et|&|of|ou|tot en met|"
    rf"tot|t/m|à|-)\s?{_LOT_ID})*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,3})\s?(?:tot en met|tot|t/m|à|-)\s?(\d{1,3})", re.IGNORECASE)
_MOST_IN_RANGE = 100
_ALL = re.compile(
    r"\b(?:alle|elk|ieder|beide|per) (?:percelen|perceel|loten|lot)\b|\b(?:chaque lot|tous les lots)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the heading it stands under, and the lots that it is about; none = the whole contract."""

    text: str
    heading: str = ""
    lots: tuple[str, ...] = ()
    tendering: bool = False
    """Whether it stands in a section about tendering itself: opening, criteria, payment."""
    by_position: bool = False
    """Whether it names no lot, and only stands in the part of one."""


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a line; a very long one in pieces."""
    start = 0
    for found in _END.finditer(text):
        if found[0][0] == "." and _SHORTENED.search(text[max(start, found.start() - 12) : found.start()]):
            continue
        yield from _pieces(text[start : found.start() + 1])
        start = found.end()
    yield from _pieces(text[start:])


def _pieces(text: str) -> Iterator[str]:
    while len(text) > _LONGEST_SENTENCE:
        at = text.rfind(" ", 0, _LONGEST_SENTENCE)
        at = at if at > 0 else _LONGEST_SENTENCE
        yield text[:at]
        text = text[at:].lstrip()
    if text:
        yield text


def lot_id(written: str) -> str:
    """Return the id of a lot as everybody writes it: ``01`` is 1, ``a`` is A."""
    return written.lstrip("0").upper() or "0"


def mentions(text: str) -> list[tuple[int, str]]:
    """Return the lots that a text names, each with the place where."""
    found: list[tuple[int, str]] = []
    for match in _MENTION.finditer(text):
        named = match[1]
        for first, last in _RANGE.findall(named):
            found += [
                (match.start(), str(n)) for n in range(int(first), min(int(last), int(first) + _MOST_IN_RANGE) + 1)
            ]
        found += [(match.start(1) + m.start(), lot_id(m[0])) for m in re.finditer(_LOT_ID, named)]
    return sorted(dict.fromkeys(found))


def about(text: str, known: Collection[str], inside: str | None) -> tuple[str, ...]:
    """Return the lots that a sentence is about: those it names, else the one whose part it stands in."""
    named = tuple(dict.fromkeys(id_ for _, id_ in mentions(text) if id_ in known))
    if named or _ALL.search(text):
        return named
    return (inside,) if inside else ()


def quote(text: str, start: int, end: int) -> str:
    """Return at most 120 characters of ``text`` around a find, cut between words."""
    if len(text) <= LONGEST_QUOTE:
        return text.strip()
    end = min(end, start + LONGEST_QUOTE)
    spare = LONGEST_QUOTE - (end - start)
    left = max(0, min(start - spare * 2 // 3, len(text) - LONGEST_QUOTE))
    right = min(len(text), left + LONGEST_QUOTE)
    if left > 0:
        left = next((n + 1 for n in range(left, start) if text[n] == " "), start)
    if right < len(text):
        right = next((n for n in range(right, end, -1) if text[n] == " "), end)
    return text[left:right].strip()
