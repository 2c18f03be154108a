"""Lines of a document: a paragraph, a heading or a row of a table, as text alone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

CELL = " | "
"""Stands between the cells of a row."""
BOLD = 7
"""The level of a line that is a heading only by its bold type, below all that are headings by style or size."""
LONGEST_LINE = 2_000

_NOTHING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_ITEM = re.compile(
    r"[-•*▪◦–·o]\s|\(?[a-z0-9]{1,2}[.)]\s|\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÀ-Þ]|(?:perceel|lot|art)\b", re.IGNORECASE
)
_WRAPPED_FROM = 55
"""Characters from which a line may have been broken by its width alone."""


class Line(NamedTuple):
    """One line; ``level`` is 1 for the highest heading, 0 for what is no heading."""

    text: str
    level: int = 0


def plain_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, without control characters, each space single; empty ones are left out."""
    for line in _BREAKS.split(unicodedata.normalize("NFC", text)):
        yield from _bounded(" ".join(_NOTHING.sub("", line.translate(_LIGATURES)).split()))


def _bounded(line: str) -> Iterator[str]:
    while len(line) > LONGEST_LINE:
        at = line.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE)
        at = at if at > 0 else LONGEST_LINE
        yield line[:at]
        line = line[at:].lstrip()
    if line:
        yield line


def joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield paragraphs: lines that only the width of the page broke are put together again."""
    held: Line | None = None
    for line in lines:
        if held is not None and _goes_on(held, line):
            held = Line(f"{held.text} {line.text}")
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _goes_on(before: Line, line: Line) -> bool:
    """Return whether a line goes on with the sentence of the one before it."""
    if before.level or line.level or CELL in before.text or CELL in line.text or _ITEM.match(line.text):
        return False
    last = before.text.rpartition(" ")[2]
    if len(before.text) + len(line.text) > LONGEST_LINE or (before.text[-1] in ".:;!?" and not _shortened(last)):
        return False
    return line.text[0].islower() or len(before.text) > _WRAPPED_FROM


def _shortened(word: str) -> bool:
    """Return whether the point behind a word is that of an abbreviation."""
    return word.lower() in {"art.", "excl.", "incl.", "nr.", "max.", "min.", "ca.", "o.a.", "m.b.t.", "i.v.m.", "resp."}
