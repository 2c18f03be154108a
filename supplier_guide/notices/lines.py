"""Lines of a document: a paragraph, a heading or a row of a table, as text alone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
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
_LABEL = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?: [\w’'-]+){0,5} ?:")
_NARROWEST = 40
"""Characters that a line has at least when its width broke it."""
_WIDEST = 140


class Line(NamedTuple):
    """One line; ``level`` is 1 for the highest heading, 0 for what is no heading."""

    text: str
    level: int = 0


def plain_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, without control characters, each space single; empty ones are left out."""
    return filter(None, spaced_lines(text))


def spaced_lines(text: str) -> Iterator[str]:
    """Yield the lines of a text as `plain_lines` does, with the empty ones that part its paragraphs."""
    for line in _BREAKS.split(unicodedata.normalize("NFC", text)):
        yield from _bounded(" ".join(_NOTHING.sub("", line.translate(_LIGATURES)).split()))


def _bounded(line: str) -> Iterator[str]:
    while len(line) > LONGEST_LINE:
        at = line.rfind(" ", LONGEST_LINE // 2, LONGEST_LINE)
        at = at if at > 0 else LONGEST_LINE
        yield line[:at]
        line = line[at:].lstrip()
    yield line


def joined(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield paragraphs: lines that only the width of the page broke are put together again; empty lines part them."""
    all_lines = list(lines)
    width = _width([line.text for line in all_lines if line.text])
    held: Line | None = None
    last = ""
    for line in all_lines:
        if held is not None and line.text and _goes_on(held, last, line, width):
            held = Line(f"{held.text} {line.text}")
        else:
            if held is not None:
                yield held
            held = line if line.text else None
        last = line.text
    if held is not None:
        yield held


def _width(texts: Sequence[str]) -> int:
    """Return the width at which lines break; beyond what a page holds, only paragraphs break."""
    within = [len(text) for text in texts if len(text) <= _WIDEST]
    return max(within) if len(within) > len(texts) * 9 // 10 else 10 * LONGEST_LINE


def _goes_on(held: Line, last: str, line: Line, width: int) -> bool:
    """Return whether a line goes on with the sentence of the paragraph held, whose last line is given."""
    if (
        held.level
        or line.level
        or CELL in held.text
        or CELL in line.text
        or _ITEM.match(line.text)
        or _LABEL.match(line.text)
    ):
        return False
    if len(held.text) + len(line.text) >= LONGEST_LINE:
        return False
    full = len(last) >= max(_NARROWEST, width * 3 // 4)
    if line.text[0].islower() and held.text[-1] not in ".:!?" and len(last) >= _NARROWEST:
        return True
    return full and (held.text[-1] not in ".:;!?" or _shortened(last.rpartition(" ")[2]))


def _shortened(word: str) -> bool:
    """Return whether the point behind a word is that of an abbreviation."""
    return word.lower() in {"art.", "excl.", "incl.", "nr.", "max.", "min.", "ca.", "o.a.", "m.b.t.", "i.v.m.", "resp."}
