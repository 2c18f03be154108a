"""Reads a document in a process of its own, with its own bounds of time and memory.

The readers of Word and pdf are large, and no thread can be stopped while it is inside one. A document that makes its
reader hang, grow or crash takes that process with it, and nothing else.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any

from supplier_guide.errors import GuideError, Malformed, TooLarge, Unprocessable, UnsupportedFormat
from supplier_guide.notices.document_limits import DocumentLimits, broken, too_heavy
from supplier_guide.notices.lines import Line

READER = "supplier_guide.notices.extracting"
_SPARE_SECONDS = 5
"""The reader counts the time that it computes; a process that waits for a busy machine gets a little longer."""
_STOPPED = frozenset({1, -5, -6, -9, -24})
"""Time or memory was used up: an exception (1), SIGTRAP and SIGABRT of compiled code, SIGKILL, SIGXCPU."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The lines of a document before anything is masked."""

    lines: tuple[Line, ...]
    pages: int | None
    remarks: tuple[str, ...]


def read_apart(kind: str, body: bytes, limits: DocumentLimits) -> Extracted:
    """Return the lines of a document of ``kind`` (``word`` or ``pdf``); raises what the reader raised."""
    command = [sys.executable, "-P", "-B", "-m", READER, kind, json.dumps(asdict(limits))]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command,
            input=body,
            capture_output=True,
            timeout=limits.most_seconds + _SPARE_SECONDS,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        raise too_heavy() from None
    return _answer(done, kind)


def _environment() -> dict[str, str]:
    """Return what the reader needs to find the same modules; settings and secrets stay here."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def _answer(done: subprocess.CompletedProcess[bytes], kind: str) -> Extracted:
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise too_heavy() if done.returncode in _STOPPED else broken(kind) from None
    if "error" in said:
        raise _raised(**said)
    return Extracted(tuple(Line(text, level) for text, level in said["lines"]), said["pages"], tuple(said["remarks"]))


def _raised(error: str, code: str, message: str) -> GuideError:
    kinds = (Malformed, TooLarge, Unprocessable, UnsupportedFormat)
    return next(kind for kind in kinds if kind.__name__ == error)(code, message)
