"""Looking through a workbook (xlsx) before it is read, so that it cannot hurt us.

The reader gives a worksheet as one full rectangle, so a single cell in the farthest corner would ask for half a
terabyte and end the process. A zip may moreover claim to be small and unpack to anything, and a text that is stored
once may be shown by every cell. So every part is unpacked and looked through first, in a stream, and only a workbook
of decent size goes to the reader.
"""

import io
import re
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from xml.parsers import expat

from supplier_guide.errors import Malformed, TooLarge

CELLS_LIMIT = 3_000_000
BROKEN = "De werkmap is beschadigd of is geen gewone .xlsx; open ze in Excel en bewaar ze opnieuw."
_UNPACKED_LIMIT = 200 * 1024 * 1024
# Every cell that shows a shared text gets a copy of it: 13 kB of workbook once took 3.8 GB of memory.
_SHARED_LIMIT = 100_000_000
_PARTS_LIMIT = 2_000
_CHUNK = 256 * 1024
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_READ_TARGETS = ("/worksheet", "/sharedStrings")
_SHOWN = 20


@dataclass(slots=True)
class Part:
    """What was seen while looking through one part.

    Its farthest filled cell, cells without a usable value, how often its cells show each shared text, and the lengths
    of the shared texts that it holds; where it leads to, by id, and the names of worksheets by that id.
    """

    path: str = ""
    row: int = 0
    col: int = 0
    last_row: int = 0
    last_col: int = 0
    is_sheet: bool = False
    valueless: list[tuple[int, int, str]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    shown: Counter[str] = field(default_factory=Counter)
    lengths: list[int] = field(default_factory=list)
    _inside: str = ""
    _kind: str = ""
    _value: str = ""
    _is_formula: bool = False
    _has_value: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in the beginning of an element."""
        self._inside = name.rpartition(":")[2]
        if self._inside == "c":
            self._begin_cell(attributes)
        elif self._inside == "row":
            self.row = int(attributes["r"]) if attributes.get("r", "").isdecimal() else self.row + 1
            self.col = 0
        elif self._inside in {"v", "is", "t"}:
            self._has_value = True
            self.last_row, self.last_col = max(self.last_row, self.row), max(self.last_col, self.col)
        elif self._inside == "f":
            self._is_formula = True
        elif self._inside == "si":
            self.lengths.append(0)
        elif self._inside == "Relationship" and attributes.get("Type", "").endswith(_READ_TARGETS):
            self.targets.append(attributes.get("Target", ""))
            self.places[attributes.get("Id", "")] = attributes.get("Target", "")
        elif self._inside == "sheet":
            identity = next((value for name, value in attributes.items() if name.endswith(":id")), "")
            self.names[identity] = attributes.get("name", "")

    def text(self, data: str) -> None:
        """Take in text: the value of a cell (its beginning will do), or a piece of a shared text."""
        if self._inside == "v":
            self._value = (self._value + data)[:_SHOWN]
        elif self._inside == "t" and self.lengths:
            self.lengths[-1] += len(data)

    def end(self, name: str) -> None:
        """Take in the end of an element: a cell with an error, or a formula that was never calculated, has no value.

        A formula that was, and whose value is the empty text, says that it is a text.
        """
        self._inside = ""
        if name.rpartition(":")[2] != "c":
            return
        if self._kind == "e":
            self.valueless.append((self.row, self.col, "bevat een foutmelding van Excel"))
        elif self._kind == "s":
            self.shown[self._value.strip()] += 1
        elif self._is_formula and not self._value.strip() and not (self._has_value and self._kind == "str"):
            self.valueless.append((self.row, self.col, "bevat een formule die nog niet berekend is"))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._is_formula, self._has_value, self._value = False, False, ""
        self._kind = attributes.get("t", "")
        place = _CELL.fullmatch(attributes.get("r", ""))
        if place:
            self.row, self.col = int(place[2]), _number(place[1])
        else:
            self.col += 1


def look_through(data: bytes) -> list[Part]:
    """Return what each part of a workbook holds; refuse one that would take too much to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _PARTS_LIMIT:
                raise too_large("bevat te veel delen")
            left = _UNPACKED_LIMIT
            seen = []
            for part in parts:
                found, size = _look_at(archive, part, left)
                left -= size
                seen.append(found)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Malformed("malformed_xlsx", BROKEN) from error
    # The reader opens whatever part is named as its own; only those that end in .xml were looked through.
    if any(not target.lower().endswith(".xml") for found in seen for target in found.targets):
        raise Malformed("malformed_xlsx", BROKEN)
    _check_shared(seen)
    return seen


def sheet_name(seen: Sequence[Part], sheet: Part) -> str:
    """Return the name of a worksheet, empty when the workbook does not say it."""
    names = {identity: name for part in seen for identity, name in part.names.items()}
    places = [one for part in seen if part.path.endswith("workbook.xml.rels") for one in part.places.items()]
    return next((names.get(i, "") for i, place in places if place and sheet.path.endswith(place.lstrip("/"))), "")


def too_large(what: str) -> TooLarge:
    """Return the refusal of a workbook that ``what``."""
    return TooLarge(
        "workbook_too_large", f"De werkmap {what}; verwacht een gewone tabel, verwijder wat erbuiten staat."
    )


def letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> tuple[Part, int]:
    """Return what one part holds and its true size, whatever size it claims."""
    found = Part(path=part.filename, is_sheet="worksheets/" in part.filename.lower())
    parser = _parser(found) if part.filename.lower().endswith((".xml", ".rels")) else None
    claimed, part.file_size = part.file_size, sys.maxsize  # else reading stops at the size that is claimed
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise too_large(f"wordt uitgepakt groter dan {_UNPACKED_LIMIT // 1024**2} MB")
            if parser:
                parser.Parse(chunk, False)
                _check_area(found)
    if size != claimed:
        raise zipfile.BadZipFile
    return found, size


def _parser(part: Part) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = part.start
    parser.EndElementHandler = part.end
    parser.CharacterDataHandler = part.text
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def _no_doctype(*_: object) -> None:
    raise zipfile.BadZipFile


def _check_area(part: Part) -> None:
    if part.last_row * part.last_col > CELLS_LIMIT:
        raise too_large(f"heeft een gevulde cel op rij {part.last_row}, kolom {letters(part.last_col)}")


def _check_shared(seen: Sequence[Part]) -> None:
    """Refuse a workbook whose cells together show more text than we can hold."""
    lengths = [max(place) for place in zip_longest(*(part.lengths for part in seen), fillvalue=0)]
    total = sum(_length(shown, lengths) * times for part in seen for shown, times in part.shown.items())
    if total > _SHARED_LIMIT:
        raise too_large(f"toont in haar cellen samen meer dan {_SHARED_LIMIT // 1_000_000} miljoen tekens")


def _length(shown: str, lengths: Sequence[int]) -> int:
    """Return the length of a shared text by its number; a number that is spelled oddly may be that of any text."""
    if shown.isdecimal() and len(shown) < _SHOWN:
        return lengths[int(shown)] if int(shown) < len(lengths) else 0
    return max(lengths, default=0)


def _number(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 26 + ord(letter) - 64
    return number
