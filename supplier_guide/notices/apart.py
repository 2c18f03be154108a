"""Reads a document in a process of its own: the readers of Word and pdf are large, and the documents are of others."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from supplier_guide.apart import Outcome, run_apart
from supplier_guide.errors import GuideError, Malformed, TooLarge, Unprocessable, UnsupportedFormat
from supplier_guide.notices.document_limits import DocumentLimits, broken, too_heavy
from supplier_guide.notices.lines import Line

READER = "supplier_guide.notices.extracting"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The lines of a document before anything is masked."""

    lines: tuple[Line, ...]
    pages: int | None
    remarks: tuple[str, ...]


def read_apart(kind: str, body: bytes, limits: DocumentLimits) -> Extracted:
    """Return the lines of a document of ``kind`` (``word`` or ``pdf``); raises what the reader raised."""
    done = run_apart(READER, kind, json.dumps(asdict(limits)), body=body, seconds=limits.most_seconds)
    return _answer(done, kind)


def _answer(done: Outcome, kind: str) -> Extracted:
    try:
        said: dict[str, Any] = json.loads(done.output)
    except ValueError:
        raise too_heavy() if done.stopped else broken(kind) from None
    if "error" in said:
        raise _raised(**said)
    return Extracted(tuple(Line(text, level) for text, level in said["lines"]), said["pages"], tuple(said["remarks"]))


def _raised(error: str, code: str, message: str) -> GuideError:
    kinds = (Malformed, TooLarge, Unprocessable, UnsupportedFormat)
    return next(kind for kind in kinds if kind.__name__ == error)(code, message)
