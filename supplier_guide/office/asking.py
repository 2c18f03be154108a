"""A file with a need, a notice or a specification, told apart by its content, or a purchase programme: answered."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from supplier_guide.errors import Malformed, NotFoundError, TooLarge
from supplier_guide.matching.answering import Answered, answer
from supplier_guide.matching.from_notice import answer_notice
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.programme import LineError, Programme, Progress, line_faults, programme
from supplier_guide.matching.reading import MOST_BYTES, read_need
from supplier_guide.matching.specification import read_specification
from supplier_guide.model.need import Buyer, Regime
from supplier_guide.model.notice import Notice
from supplier_guide.notices.documents import kind_of, read_document
from supplier_guide.notices.reading import read_notice
from supplier_guide.office.programme_files import ProgrammeFile, read_programme

_OF_NOTICES = frozenset({"ocid", "tender", "releases", "records"})
"""Names that stand in OCDS and never in a need."""


def answer_file(parts: Parts, path: Path, *, today: date) -> tuple[Answered, Notice | None]:
    """Return the answer to the need (JSON), notice (XML, OCDS) or specification (Word, pdf, text) in a file.

    With the notice, if it was one. Raises a `GuideError` for a file that cannot be read, or that is none of them.
    """
    body = read_file(path)
    if _is_need(body):
        return answer(parts, read_need(body), today=today), None
    if kind_of(body) == "notice":
        notice = read_notice(body)
        return answer_notice(parts, notice, today=today), notice
    draft = read_specification(read_document(body), parts.gazetteer)
    answered = answer(parts, draft.need, today=today, lenient=True)
    return replace(answered, warnings=(*draft.remarks, *answered.warnings)), None


def answer_programme(
    parts: Parts, body: bytes, *, today: date, buyer: Buyer, regime: Regime | None, progress: Progress | None = None
) -> Programme:
    """Return the answer to the planned purchases in a spreadsheet; a line with a fault is named, the others go on.

    Raises `TooLarge`, `Malformed` or `UnsupportedFormat` for a file that cannot be read at all.
    """
    file = read_programme(body)
    answered = programme(parts, file.lines, today=today, buyer=buyer, regime=regime, progress=progress)
    errors = sorted((*_all_faults(parts, file, today), *answered.errors), key=lambda error: error.line)
    return replace(answered, errors=tuple(errors), warnings=file.warnings)


def _all_faults(parts: Parts, file: ProgrammeFile, today: date) -> list[LineError]:
    """Return the faults of the lines that cannot be read, with those of their other cells: all at once."""
    named = {(error.line, error.field) for error in file.errors}
    more = [fault for line in file.faulty for fault in line_faults(parts, line, today=today)]
    return [*file.errors, *(fault for fault in more if (fault.line, fault.field) not in named)]


def read_file(path: Path) -> bytes:
    """Return the contents of a file that is not larger than we take."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge("file_too_large", f"{path.name} is groter dan {MOST_BYTES // 1024**2} MB.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError("no_such_file", f"Het bestand {path} bestaat niet.") from error
    except OSError as error:
        raise Malformed("unreadable_file", f"Het bestand {path} is niet te lezen: {error.strerror}.") from error


def _is_need(body: bytes) -> bool:
    """Whether a file is JSON that is no notice; what is broken is left to the reader of needs, which says where."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"{"):
        return False
    try:
        document: dict[str, Any] = json.loads(body)
    except (ValueError, RecursionError):
        return True
    return _OF_NOTICES.isdisjoint(document)
