"""JSON and a template in, PDF out: the template is ours, the JSON may hold texts of anybody.

The typesetter runs in a process of its own, with bounds of time and memory, in a fresh folder that holds copies of the
templates and the data, and nothing else. The same data, templates and day give the same bytes.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any

from supplier_guide.apart import Outcome, run_apart
from supplier_guide.errors import Away, TooLarge
from supplier_guide.printing.letters import Replaced, printable

TYPESETTER = "supplier_guide.printing.typesetting"
DATA = "data.json"
_MEGABYTE = 1024 * 1024
_AT_ONCE = 2
_WAITING = 4
"""Documents in hand, those that wait their turn included; the other threads go on answering."""
_RETRY_AFTER_S = 10


@dataclass(frozen=True, slots=True)
class PrintLimits:
    """The bounds of one document: seconds that its process computes, bytes that it holds."""

    seconds: int = 20
    memory: int = 1024 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Printed:
    """A document; ``replaced`` are the characters that it could not hold, each with where it stood."""

    pdf: bytes
    replaced: tuple[Replaced, ...]


class NotPrinted(Exception):
    """A template and its data do not go together: a mistake of ours, told in the words of the typesetter."""


class Press:
    """Prints a few documents at a time, for one process that serves many."""

    def __init__(self, limits: PrintLimits | None = None) -> None:
        """Keep the bounds of each document."""
        self._limits = limits or PrintLimits()
        self._room = BoundedSemaphore(_WAITING)
        self._hands = BoundedSemaphore(_AT_ONCE)

    def print(self, template: Path, data: Mapping[str, Any], *, on: date) -> Printed:
        """Return the PDF that ``template`` makes of ``data``, dated ``on``; see `print_pdf`.

        `Away` when too many others wait, `TooLarge` when it takes more time or memory than a document gets.
        """
        with self._turn():
            return print_pdf(template, data, on=on, limits=self._limits)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            message = "Er worden net veel documenten gemaakt. Probeer het over enkele seconden opnieuw."
            raise Away("press_busy", message, extra={"retry_after": _RETRY_AFTER_S})
        try:
            with self._hands:
                yield
        finally:
            self._room.release()


def print_pdf(template: Path, data: Mapping[str, Any], *, on: date, limits: PrintLimits) -> Printed:
    """Return ``data`` as PDF/A-2a and PDF/UA-1; ``template`` finds it in ``data.json``, beside all in its own folder.

    To the data are added ``day`` (ISO) and ``replaced`` (names of the characters that no font of ours can draw). Texts
    are cleaned (`letters`); those under a key ``href`` are where links lead.
    """
    clean, replaced = printable(data)
    names = list(dict.fromkeys(r.name for r in replaced))
    with TemporaryDirectory(prefix="print-") as folder:
        _lay_out(Path(folder), template.parent, {**clean, "day": on.isoformat(), "replaced": names})
        moment = int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp())
        job = {"folder": folder, "template": template.name, "moment": moment, "memory": limits.memory}
        body = json.dumps({**job, "seconds": limits.seconds}).encode()
        done = run_apart(TYPESETTER, body=body, seconds=limits.seconds)
    return Printed(_checked(done, template.name), replaced)


def _lay_out(folder: Path, templates: Path, data: Mapping[str, Any]) -> None:
    for template in templates.glob("*.typ"):
        shutil.copy(template, folder)
    (folder / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _checked(done: Outcome, template: str) -> bytes:
    if done.code == 0:
        return done.output
    if done.stopped:
        message = "Dit document maken kost te veel tijd of geheugen, dus stoppen we. Vraag een kleiner deel."
        raise TooLarge("print_too_heavy", message)
    raise NotPrinted(f"{template}: {done.errors.decode(errors='replace')[-2000:]}")
