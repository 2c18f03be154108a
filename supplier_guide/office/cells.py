"""How one value is written in one cell of a table, and read back exactly.

An empty cell says nothing and ``-`` clears (`docs/import.md`), so a text that is itself ``-`` or empty needs another
spelling: ``'-`` and ``''``. The same apostrophe protects a text that a spreadsheet would run as a formula.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

# A cell that begins so is run as a formula by some spreadsheet, or has a meaning of its own here.
_SPECIAL = ("=", "+", "-", "@", "\t", "\r", "\n", "{", "＝", "＋", "－", "＠")
_AFTER_APOSTROPHE = (*_SPECIAL, "'")
_EMPTY_TEXT = "''"
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_WHOLE = re.compile(r"[+-]?\d{1,18}")
_BELGIAN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SAFE_WHOLE = 1e15  # every whole number below is exact as a float
_YES = {"ja", "true", "1", "x", "oui", "yes"}
_NO = {"nee", "neen", "false", "0", "non", "no"}


class Mark(Enum):
    """What a cell may say other than a value."""

    ABSENT = ""
    CLEAR = "-"
    PRESENT = "{}"
    """The part exists, though nothing is known of it: a contact without any means of contact."""


@dataclass(frozen=True, slots=True)
class Notation:
    """A way to write values of one sort; ``read`` raises ValueError with the reason in Dutch."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    expected: str


def read_cell(cell: str, notation: Notation) -> Any:
    """Return the value in a cell, or a `Mark`."""
    cell = cell.strip()
    if cell in {mark.value for mark in Mark}:
        return Mark(cell)
    return notation.read(cell)


def write_cell(value: Any, notation: Notation) -> str:
    """Return the cell for a value; None is the empty cell."""
    return "" if value is None else notation.write(value)


def guard(text: str) -> str:
    """Return a text so that no spreadsheet runs it and `unguard` gives it back; ``'t Gerief`` stays as it is."""
    begins_guarded = text[:1] == "'" and text[1:].startswith(_AFTER_APOSTROPHE)
    return f"'{text}" if text.startswith(_SPECIAL) or begins_guarded else text


def unguard(text: str) -> str:
    """Return the text that was guarded."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(_AFTER_APOSTROPHE) else text


def escape(text: str, marks: str) -> str:
    """Return a text in which none of the separating ``marks`` stands unescaped; the empty text is ``''``."""
    if text in {"", _EMPTY_TEXT}:
        return (text and "\\" + text) or _EMPTY_TEXT
    return "".join("\\" + c if c in marks or c == "\\" else c for c in text)


def unescape(text: str, marks: str) -> str:
    """Return the text that was escaped; a backslash before anything else is just a backslash."""
    if text == _EMPTY_TEXT:
        return ""
    return re.sub(rf"\\([\\'{re.escape(marks)}])", r"\1", text)


def split(text: str, mark: str) -> list[str]:
    """Return the parts between unescaped marks, still escaped, without the space around them or empty parts."""
    parts = re.findall(rf"(?:\\.|[^\\{re.escape(mark)}]|\\$)+", text, flags=re.DOTALL)
    return [part.strip() for part in parts if part.strip()]


def _read_text(cell: str) -> str:
    return "" if cell == _EMPTY_TEXT else unguard(cell)


def _write_text(value: str) -> str:
    return guard(value) if value else _EMPTY_TEXT


def _read_list(cell: str) -> list[str]:
    if cell == _EMPTY_TEXT:
        return []
    return [unescape(part, "|") for part in split(unguard(cell), "|")]


def _write_list(value: Sequence[str]) -> str:
    return guard("|".join(escape(item, "|") for item in value))


def _write_stated_list(value: Sequence[str]) -> str:
    return _write_list(value) or _EMPTY_TEXT


def _read_number(cell: str) -> float:
    cell = unguard(cell)
    number = float(cell.replace(",", ".")) if _NUMBER.fullmatch(cell) else math.nan
    if not math.isfinite(number):
        raise ValueError("is geen getal")
    return number


def figure(number: float) -> str:
    """Return a number as a person writes it in a cell: 9000 and not 9000.0."""
    return str(int(number)) if number == int(number) and abs(number) < _SAFE_WHOLE else repr(number)


def _write_number(value: float) -> str:
    return guard(figure(value))


def _read_whole(cell: str) -> int:
    cell = unguard(cell)
    if not _WHOLE.fullmatch(cell):
        raise ValueError("is geen geheel getal")
    return int(cell)


def _read_date(cell: str) -> str:
    belgian = _BELGIAN_DATE.fullmatch(cell)
    text = f"{belgian[3]}-{int(belgian[2]):02}-{int(belgian[1]):02}" if belgian else cell
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError("is geen bestaande datum") from error


def _read_yes_no(cell: str) -> bool:
    word = cell.casefold()
    if word not in _YES | _NO:
        raise ValueError("is geen ja of nee")
    return word in _YES


TEXT = Notation(_read_text, _write_text, "een tekst")
LIST = Notation(_read_list, _write_list, "een lijst met | ertussen")
STATED_LIST = Notation(_read_list, _write_stated_list, LIST.expected)
NUMBER = Notation(_read_number, _write_number, "een getal, zoals 12,5")
WHOLE = Notation(_read_whole, lambda value: guard(str(value)), "een geheel getal, zoals 12")
DATE = Notation(_read_date, str, "een datum als 2026-03-14 of 14/03/2026")
YES_NO = Notation(_read_yes_no, lambda value: "ja" if value else "nee", "ja of nee")
