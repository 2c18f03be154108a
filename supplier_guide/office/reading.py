"""From a file to text and documents: sizes, encodings, JSON and JSON Lines.

Nothing here knows what an enterprise is; a document that can be read may still be refused later.
"""

import json
import math
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from supplier_guide.errors import Malformed, NotFoundError, TooLarge, UnsupportedFormat
from supplier_guide.office.report import Refused

FORMATS = (".json", ".jsonl", ".csv", ".xlsx")
_LIMIT = 50 * 1024 * 1024
_MOST_DIGITS = 18
_EXPECTED_JSON = "een lijst van documenten, of het object dat `export` schrijft"
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A document as it was read, with the line on which it begins."""

    line: int
    document: dict[str, Any]


def read_bytes(path: Path) -> bytes:
    """Return the contents of a file that we can take: a known kind, not empty, at most 50 MB."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        message = f"Bestanden met de extensie “{suffix or 'geen'}” lezen we niet; verwacht {', '.join(FORMATS)}."
        raise UnsupportedFormat("unsupported_format", message, suggestions=FORMATS)
    try:
        size = path.stat().st_size
        if size > _LIMIT:
            message = f"Het bestand is {size // 1024**2} MB groot; verwacht hoogstens 50 MB. Splits het in delen."
            raise TooLarge("file_too_large", message)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError("no_file", f"Het bestand {path} bestaat niet.") from error
    except OSError as error:
        raise Malformed("unreadable_file", f"Het bestand {path} is niet te lezen: {error.strerror}.") from error
    if not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise Malformed("empty_file", "Het bestand is leeg.")
    _check_kind(data, suffix)
    return data


def _check_kind(data: bytes, suffix: str) -> None:
    """Refuse a workbook under the name of a text, and the other way round."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        message = (
            "Dit is een oude werkmap (.xls) of een werkmap met een wachtwoord; bewaar ze als .xlsx zonder wachtwoord."
        )
        raise UnsupportedFormat("wrong_extension", message)
    is_zip = data.startswith(b"PK")
    if is_zip and suffix != ".xlsx":
        message = f"Dit lijkt een Excel-werkmap met de extensie {suffix}; geef het bestand de extensie .xlsx."
        raise UnsupportedFormat("wrong_extension", message)
    if suffix == ".xlsx" and not is_zip:
        message = "Dit bestand is geen Excel-werkmap (.xlsx); is het een tekstbestand, geef het dan de extensie .csv."
        raise UnsupportedFormat("wrong_extension", message)


def decode(data: bytes, *, windows: bool) -> tuple[str, list[str]]:
    """Return the text of a file and warnings.

    UTF-8, or UTF-16 with its mark. ``windows``: take windows-1252 when it is not UTF-8, as the Excel of most of our
    editors writes csv; with a warning, because a wrong guess shows only to a person.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if encoding != "utf-8" or not windows:
            raise _broken(line) from error
        return _decode_windows(data, line)


def _decode_windows(data: bytes, line: int) -> tuple[str, list[str]]:
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise _broken(line) from error
    words = re.findall(r"\w+", text.split("\n")[line - 1])
    example = next((word for word in words if not word.isascii()), "het teken")
    warning = (
        f"Regel {line}: het bestand is geen UTF-8 en werd gelezen als windows-1252 (Excel); "
        f"kijk na of “{example}” juist gespeld is."
    )
    return text, [warning]


def _broken(line: int) -> Malformed:
    message = f"Regel {line} bevat tekens die geen geldige UTF-8 zijn; bewaar het bestand als UTF-8."
    return Malformed("broken_encoding", message)


def json_items(text: str) -> tuple[list[Item], list[Refused]]:
    """Return the documents of a JSON list or of an export object, each with its line."""
    try:
        return _sorted_out(_Scanner(text).items())
    except RecursionError as error:
        raise Malformed("too_deep", "De JSON is te diep genest; verwacht een gewone lijst van documenten.") from error
    except json.JSONDecodeError as error:
        message = f"Geen geldige JSON op regel {error.lineno}, kolom {error.colno}; verwacht {_EXPECTED_JSON}."
        raise Malformed("malformed_json", message) from error
    except ValueError as error:
        raise Malformed("malformed_json", f"Geen bruikbare JSON: {error}; verwacht {_EXPECTED_JSON}.") from error


def jsonl_items(text: str) -> tuple[list[Item], list[Refused]]:
    """Return the documents of JSON Lines; a line that cannot be read is refused, the others go on."""
    items: list[Item] = []
    refused: list[Refused] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            more, problems = _sorted_out([(number, decoder().decode(line))])
            items += more
            refused += problems
        except (ValueError, RecursionError) as error:
            what = f"kolom {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
            refused.append(Refused(number, None, f"geen geldige JSON: {what}", "één document per regel"))
    return items, refused


def _sorted_out(values: Iterator[tuple[int, Any]] | list[tuple[int, Any]]) -> tuple[list[Item], list[Refused]]:
    items: list[Item] = []
    refused: list[Refused] = []
    for line, value in values:
        if isinstance(value, dict):
            items.append(Item(line, value))
        else:
            refused.append(Refused(line, None, "is geen document", "een object met de velden van een onderneming"))
    return items, refused


def decoder() -> json.JSONDecoder:
    """Return a decoder that refuses what JSON does not have (NaN) and what would be lost (a key given twice)."""
    return json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite, parse_int=_whole, object_pairs_hook=_once)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is geen getal in JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"het getal {text} is te groot")
    return number


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"het getal {text[:_MOST_DIGITS]}… heeft te veel cijfers")
    return int(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"het veld “{twice}” staat tweemaal in één object")
    return found


class _Scanner:
    """Walks the outermost list itself, so that each document is known with its line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._decoder = decoder()

    def items(self) -> Iterator[tuple[int, Any]]:
        found = False
        if self._next() == "[":
            found = True
            yield from self._list()
        elif self._next() == "{":
            found = yield from self._export()
        if not found:
            raise ValueError("dit is geen lijst, en geen object met een lijst “enterprises”")
        if self._next():
            raise json.JSONDecodeError("extra", self._text, self._at)

    def _export(self) -> Generator[tuple[int, Any], None, bool]:
        found = False
        self._take("{")
        while self._next() != "}":
            name = self._value()
            self._take(":")
            if name == "enterprises" and self._next() == "[":
                found = True
                yield from self._list()
            else:
                self._value()
            self._separator("}")
        self._take("}")
        return found

    def _list(self) -> Iterator[tuple[int, Any]]:
        self._take("[")
        while self._next() != "]":
            line = self._here()
            yield line, self._value()
            self._separator("]")
        self._take("]")

    def _separator(self, end: str) -> None:
        if self._next() != end:
            self._take(",")
            if self._next() == end:
                raise json.JSONDecodeError("comma", self._text, self._at)

    def _next(self) -> str:
        while self._at < len(self._text) and self._text[self._at] in " \t\r\n":
            self._at += 1
        return self._text[self._at : self._at + 1]

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise json.JSONDecodeError(mark, self._text, self._at)
        self._at += 1

    def _value(self) -> Any:
        self._next()
        value, self._at = self._decoder.raw_decode(self._text, self._at)
        return value

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
