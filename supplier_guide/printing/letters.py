"""Texts of others made fit to be printed: every character has a glyph, no word is wider than a column.

What is replaced is named, so that whoever publishes can mend it; what nobody sees (control characters) is left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from supplier_guide.printing.fonts import drawable

BOX = "□"
"""Stands where a character stood that no font of ours can draw."""
_MOST_MARKS = 3
"""Accents on one letter; a hundred of them would cover the lines above."""
_BREAK = "\u200b"
_KEPT = frozenset("\n\u00a0\u202f\u00ad\u2011" + _BREAK)
_VARIANTS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
"""They choose a form of the character before them, and are nothing by themselves."""
_ENDS_OF_LINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_LONG = re.compile(r"[^\s\u200b]{41,}")
_SEAM = re.compile(r"([/@._?&=,;:+-])(?=[^\s\u200b])")
_BLIND = re.compile(r"[^\s\u200b]{40,}")
_STEP = 20
_ADDRESS = "href"
"""Texts under this key are where a link leads: they are not read, so they are not broken either."""
_LEADS = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20<>\"]+", re.IGNORECASE)
LONGEST_LINK = 8_000
"""Characters of an address; the typesetter refuses a document with a longer one."""
_PLAIN = "!#$%&'()*+,/:;=?@[]~"
"""What `quote` leaves as it is beside letters and digits: an address that is escaped already is not escaped again."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A character that could not be printed, and where it stood: ``suppliers[2].name``."""

    character: str
    where: str

    @property
    def name(self) -> str:
        """The character as the standard calls it: ``U+0645 ARABIC LETTER MEEM``."""
        return f"U+{ord(self.character):04X} {unicodedata.name(self.character, '')}".rstrip()


def printable(data: Any) -> tuple[Any, tuple[Replaced, ...]]:
    """Return ``data`` (JSON) with every text fit to be printed, and what was replaced, each character once per text."""
    replaced: list[Replaced] = []
    return _printable(data, "", replaced), tuple(replaced)


def _printable(data: Any, where: str, replaced: list[Replaced]) -> Any:
    if isinstance(data, str):
        text, missing = clean(data)
        replaced.extend(Replaced(character, where) for character in missing)
        return breakable(text)
    if isinstance(data, Mapping):
        return {key: _of_key(key, value, f"{where}.{key}".lstrip("."), replaced) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_printable(value, f"{where}[{place}]", replaced) for place, value in enumerate(data)]
    return data


def _of_key(key: str, value: Any, where: str, replaced: list[Replaced]) -> Any:
    if key == _ADDRESS and isinstance(value, str):
        return address(value)
    return _printable(value, where, replaced)


def address(text: str) -> str:
    """Return where a link may lead (http, https, mailto, tel), in ASCII; nothing for anything else or too long."""
    escaped = quote(text, safe=_PLAIN, errors="ignore") if _LEADS.fullmatch(text) else ""
    return escaped if len(escaped) <= LONGEST_LINK else ""


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text that our fonts can draw, and the characters replaced by `BOX`, each once."""
    composed = unicodedata.normalize("NFC", _ENDS_OF_LINES.sub("\n", text))
    missing: dict[str, None] = {}
    letters = "".join(_letters(composed, missing))
    return letters, tuple(missing)


def _letters(text: str, missing: dict[str, None]) -> Iterator[str]:
    marks = 0
    for character in text:
        mark = unicodedata.category(character).startswith("M")
        marks = marks + 1 if mark else 0
        if marks > _MOST_MARKS:
            continue
        drawn = _drawn(character)
        if drawn == BOX and character != BOX:
            missing[character] = None
        yield drawn


@lru_cache(maxsize=4096)
def _drawn(character: str) -> str:
    """Return what is printed for a character: itself, a space, nothing, or a box."""
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in {"Cc", "Cf", "Cs"} or ord(character) in _VARIANTS:
        return ""
    return character if ord(character) in drawable() else BOX


def breakable(text: str) -> str:
    """Return a text whose longest words may be broken: addresses at their seams, the endless anywhere."""
    return _LONG.sub(lambda word: _BLIND.sub(_steps, _SEAM.sub(rf"\1{_BREAK}", word[0])), text)


def _steps(word: re.Match[str]) -> str:
    return _BREAK.join(word[0][at : at + _STEP] for at in range(0, len(word[0]), _STEP))
