"""Enterprises out of the store."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from supplier_guide.model.enterprise import read_stored
from supplier_guide.model.vocabulary import Status
from supplier_guide.store.database import Connection
from supplier_guide.store.documents import Stored
from supplier_guide.store.saving import Saved, save
from supplier_guide.store.schema import ENTERPRISE

__all__ = ["Saved", "Stored", "by_ids", "count", "find_name", "find_number", "get", "iterate", "numbered", "save"]

_COLUMNS = (ENTERPRISE.c.document, ENTERPRISE.c.version, ENTERPRISE.c.change, ENTERPRISE.c.changed_at)
# Made once: every search asks it, and building the statement takes as long as running it.
_MARKS = sa.select(ENTERPRISE.c.id, ENTERPRISE.c.change, ENTERPRISE.c.changed_at).where(
    ENTERPRISE.c.id.in_(sa.bindparam("ids", expanding=True))
)
# SQLite takes 32,766 parameters in a statement; a reader never asks for as many, an import may.
_AT_ONCE = 5_000
_ROWS_PER_FETCH = 100


def by_ids(conn: Connection, ids: Iterable[str]) -> dict[str, Stored]:
    """Return the enterprises with these ids, in the order asked; ids that do not exist are left out.

    First only the change numbers are read: a document that was parsed before and has not changed is not read again.
    """
    asked = list(dict.fromkeys(ids))
    found: dict[str, Stored] = {}
    for start in range(0, len(asked), _AT_ONCE):
        found |= _by_ids(conn, asked[start : start + _AT_ONCE])
    return {identity: found[identity] for identity in asked if identity in found}


def _by_ids(conn: Connection, ids: Sequence[str]) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    missing: list[str] = []
    for identity, change, changed_at in conn.sql.execute(_MARKS, {"ids": list(ids)}):
        stored = conn.documents.get(identity, change, changed_at)
        if stored is None:
            missing.append(identity)
        else:
            found[identity] = stored
    if missing:
        found |= {s.enterprise.id: s for s in _read(conn, ENTERPRISE.c.id.in_(missing))}
    return found


def get(conn: Connection, identity: str) -> Stored | None:
    """Return the enterprise with this id, whatever its status."""
    return by_ids(conn, [identity]).get(identity)


def find_number(conn: Connection, number: str) -> Stored | None:
    """Return the enterprise with this number (10 digits); when several share it, a published one goes first."""
    found = numbered(conn, number)
    return min(found, key=lambda s: (s.enterprise.status != Status.PUBLISHED, s.enterprise.id), default=None)


def numbered(conn: Connection, number: str) -> list[Stored]:
    """Return all enterprises with this number, by id."""
    return _read(conn, ENTERPRISE.c.number == number)


def find_name(conn: Connection, name_key: str, postal_code: str | None) -> list[Stored]:
    """Return the enterprises with this folded name whose seat has this postal code (none = none stated), by id."""
    return _read(conn, ENTERPRISE.c.name_key == name_key, ENTERPRISE.c.postal_code.is_not_distinct_from(postal_code))


def iterate(conn: Connection, *, status: Status | None = None) -> Iterator[Stored]:
    """Give all enterprises by id, a hundred at a time in memory, however many there are."""
    query = sa.select(*_COLUMNS).order_by(ENTERPRISE.c.id)
    if status is not None:
        query = query.where(ENTERPRISE.c.status == status.value)
    for row in conn.sql.execution_options(yield_per=_ROWS_PER_FETCH).execute(query):
        yield _stored(row)


def count(conn: Connection, status: Status | None = None) -> int:
    """Return how many enterprises there are, of one status or of all."""
    query = sa.select(sa.func.count()).select_from(ENTERPRISE)
    if status is not None:
        query = query.where(ENTERPRISE.c.status == status.value)
    return int(conn.sql.execute(query).scalar_one())


def _read(conn: Connection, *conditions: sa.ColumnElement[bool]) -> list[Stored]:
    query = sa.select(*_COLUMNS).where(*conditions).order_by(ENTERPRISE.c.id)
    found = [_stored(row) for row in conn.sql.execute(query)]
    if not conn.writable:  # what a writer sees may still be undone, and its numbers given to another document
        for stored in found:
            conn.documents.keep(stored)
    return found


def _stored(row: sa.Row[*tuple[Any, ...]]) -> Stored:
    return Stored(read_stored(row.document), row.version, row.change, row.changed_at)
