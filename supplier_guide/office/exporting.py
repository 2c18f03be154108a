"""Documents out, in a stream: as JSON, JSON Lines, CSV, a workbook or schema.org.

The command writes everything, so that an import gives back the same store. Over HTTP only what is published leaves,
without the editors' notes: ``public=True``. Whatever the number of enterprises, a hundred are in memory.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

import orjson

from supplier_guide.errors import UnsupportedFormat
from supplier_guide.model.enterprise import Enterprise, public_document
from supplier_guide.model.vocabulary import Status
from supplier_guide.office.cells import write_cell
from supplier_guide.office.columns import STAMPS, Column, columns
from supplier_guide.office.linked_data import organization
from supplier_guide.office.replacing import replacing
from supplier_guide.office.rows import rows_of
from supplier_guide.office.workbook import write_workbook
from supplier_guide.store import changes
from supplier_guide.store.database import Connection, Store
from supplier_guide.store.enterprises import count, iterate

FORMATS = (".json", ".jsonl", ".csv", ".xlsx", ".jsonld")
PUBLIC_KINDS = ("json", "csv", "jsonld")
_CHUNK = 64 * 1024

Progress = Callable[[int, int], None]
"""Told how many enterprises are written, of how many."""

_Write = Callable[[Iterable[Enterprise], str], Iterator[bytes]]
"""Gives the bytes of a format for enterprises at a data version."""


class State(NamedTuple):
    """What a store holds: the number of its last change, and when that was made.

    A back-up that was put back gives the numbers after it a second time; the moment tells them apart.
    """

    number: int
    at: datetime | None

    @property
    def version(self) -> str:
        """Return the data version."""
        return str(self.number)


def write_public(
    store: Store,
    kind: str,
    write: Callable[[bytes], object],
    *,
    licence: str,
    public_url: str,
    labels: Mapping[str, str],
) -> State:
    """Give all that is published to ``write``, piece by piece; return the state of the store that was written.

    ``kind`` is one of `PUBLIC_KINDS`. CSV is as RFC 4180 has it (comma, CRLF, UTF-8). schema.org names rubrics by
    ``labels`` (name by id) and this service by ``public_url``.
    """
    writers = _writers(licence=licence, public_url=public_url, labels=labels, public=True)
    with store.read() as conn:
        state = _state(conn)
        for piece in _gathered(writers[f".{kind}"](_enterprises(conn, public=True), state.version)):
            write(piece)
    return state


def state_of(store: Store) -> State:
    """Return the state of the store now."""
    with store.read() as conn:
        return _state(conn)


def export_file(
    store: Store,
    path: Path,
    *,
    licence: str,
    public_url: str,
    labels: Mapping[str, str],
    public: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write all enterprises to a file, its format by its extension; return how many.

    The file appears when it is complete; one that stood there is replaced. ``public_url`` and ``labels`` serve jsonld.
    """
    suffix = path.suffix.lower()
    writers = _writers(licence=licence, public_url=public_url, labels=labels, public=public)
    if suffix not in FORMATS:
        message = f"Uitvoer naar “{suffix or 'een bestand zonder extensie'}” kan niet; kies {', '.join(FORMATS)}."
        raise UnsupportedFormat("unsupported_format", message, suggestions=FORMATS)
    public = public or suffix == ".jsonld"
    with replacing(path) as aside, store.read() as conn:
        total = count(conn, _status(public=public))
        enterprises = _told(_enterprises(conn, public=public), total, progress)
        version = str(changes.last(conn))
        if suffix == ".xlsx":
            _workbook(aside, enterprises, version, licence=licence, public=public)
        else:
            with aside.open("wb") as file:
                file.writelines(_gathered(writers[suffix](enterprises, version)))
    return total


def _writers(*, licence: str, public_url: str, labels: Mapping[str, str], public: bool) -> Mapping[str, _Write]:
    return {
        ".json": partial(_json, licence=licence, public=public),
        ".jsonl": partial(_jsonl, public=public),
        ".csv": partial(_csv, licence=licence, public=public),
        ".jsonld": partial(_jsonld, licence=licence, public_url=public_url, labels=labels),
    }


def _state(conn: Connection) -> State:
    number = changes.last(conn)
    return State(number, changes.moment(conn, number))


def _status(*, public: bool) -> Status | None:
    return Status.PUBLISHED if public else None


def _enterprises(conn: Connection, *, public: bool) -> Iterator[Enterprise]:
    return (stored.enterprise for stored in iterate(conn, status=_status(public=public)))


def _told(enterprises: Iterable[Enterprise], total: int, progress: Progress | None) -> Iterator[Enterprise]:
    for done, enterprise in enumerate(enterprises, start=1):
        yield enterprise
        if progress:
            progress(done, total)


def _json(enterprises: Iterable[Enterprise], version: str, *, licence: str, public: bool) -> Iterator[bytes]:
    head = orjson.dumps({"licence": licence, "data_version": version}).removesuffix(b"}")
    yield head + b',"enterprises":['
    yield from _joined(_document(enterprise, public=public) for enterprise in enterprises)
    yield b"]}\n"


def _jsonl(enterprises: Iterable[Enterprise], version: str, *, public: bool) -> Iterator[bytes]:
    del version
    for enterprise in enterprises:
        yield _document(enterprise, public=public) + b"\n"


def _jsonld(
    enterprises: Iterable[Enterprise], version: str, *, licence: str, public_url: str, labels: Mapping[str, str]
) -> Iterator[bytes]:
    head = {"@context": "https://schema.org", "@type": "Dataset", "license": licence, "version": version}
    yield orjson.dumps(head).removesuffix(b"}") + b',"mainEntity":['
    make = partial(organization, public_url=public_url, labels=labels)
    yield from _joined(orjson.dumps(make(enterprise)) for enterprise in enterprises)
    yield b"]}\n"


def _csv(enterprises: Iterable[Enterprise], version: str, *, licence: str, public: bool) -> Iterator[bytes]:
    chosen = columns(notes=not public)
    stamps = _stamps(licence, version)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_names(chosen))
    for enterprise in enterprises:
        writer.writerows([*row, *stamps] for row in rows_of(enterprise, chosen))
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def _workbook(path: Path, enterprises: Iterable[Enterprise], version: str, *, licence: str, public: bool) -> None:
    chosen = columns(notes=not public)
    stamps = _stamps(licence, version)
    rows = ((enterprise.id, [*row, *stamps]) for enterprise in enterprises for row in rows_of(enterprise, chosen))
    write_workbook(path, _names(chosen), rows)


def _names(chosen: Iterable[Column]) -> list[str]:
    return [column.name for column in (*chosen, *STAMPS)]


def _stamps(licence: str, version: str) -> tuple[str, ...]:
    """Return the cells of `STAMPS`: rows travel further than the file they came in, so each says what it is."""
    return tuple(write_cell(value, column.notation) for column, value in zip(STAMPS, (licence, version), strict=True))


def _document(enterprise: Enterprise, *, public: bool) -> bytes:
    if public:
        return orjson.dumps(public_document(enterprise))
    return enterprise.model_dump_json(by_alias=True).encode()


def _joined(documents: Iterable[bytes]) -> Iterator[bytes]:
    """Give documents as the items of a list, each on a line of its own: a refusal of an import names the line."""
    before = b"\n"
    for document in documents:
        yield before + document
        before = b",\n"
    yield b"\n"


def _gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Give the same bytes in fewer, larger pieces: each piece is a write to a socket or a file."""
    held = bytearray()
    for part in parts:
        held += part
        if len(held) >= _CHUNK:
            yield bytes(held)
            held.clear()
    if held:
        yield bytes(held)
