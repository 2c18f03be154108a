"""Enterprises out of the store."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from supplier_guide.model.enterprise import Enterprise, read_stored
from supplier_guide.model.vocabulary import Status
from supplier_guide.store.database import Connection
from supplier_guide.store.documents import Stored
from supplier_guide.store.saving import Saved, save
from supplier_guide.store.schema import ENTERPRISE

__all__ = [
    "Range", "Saved", "Stored", "by_ids", "count", "find_name", "get", "iterate", "numbered", "ranges", "save",
    "with_status", "within",
]  # fmt: skip

Range = tuple[str, str]
"""Folded names from the first up to, but without, the second."""

_COLUMNS = (ENTERPRISE.c.document, ENTERPRISE.c.version, ENTERPRISE.c.change, ENTERPRISE.c.changed_at)
# Made once: every search asks it, and building the statement takes as long as running it.
_MARKS = sa.select(ENTERPRISE.c.id, ENTERPRISE.c.change, ENTERPRISE.c.changed_at).where(
    ENTERPRISE.c.id.in_(sa.bindparam("ids", expanding=True))
)
# Without a condition on the status: SQLite would look through all that have it.
_STATUSES = sa.select(ENTERPRISE.c.id, ENTERPRISE.c.status).where(
    ENTERPRISE.c.id.in_(sa.bindparam("ids", expanding=True))
)
# SQLite takes 32,766 parameters in a statement; a reader never asks for as many, an import may.
_AT_ONCE = 5_000
_ROWS_PER_FETCH = 100
_BEFORE_ALL, _AFTER_ALL = "", "{"  # a folded name holds letters, digits and spaces


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


def with_status(conn: Connection, ids: Sequence[str], status: Status) -> frozenset[str]:
    """Return which of some ids, 5,000 at most, have this status now."""
    found = conn.sql.execute(_STATUSES, {"ids": list(ids)})
    return frozenset(identity for identity, stands in found if stands == status.value)


def get(conn: Connection, identity: str) -> Stored | None:
    """Return the enterprise with this id, whatever its status."""
    return by_ids(conn, [identity]).get(identity)


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


def ranges(conn: Connection, *, size: int) -> list[Range]:
    """Return ranges of names that together hold all enterprises, some ``size`` in each."""
    name = _bytewise(conn)
    numbered = sa.select(name.label("name"), sa.func.row_number().over(order_by=name).label("place")).subquery()
    place = numbered.c.place
    query = sa.select(numbered.c.name).where(place > 1, (place - 1) % size == 0).order_by(place)
    return list(pairwise(dict.fromkeys((_BEFORE_ALL, *conn.sql.execute(query).scalars(), _AFTER_ALL))))


def within(conn: Connection, names: Range, *, status: Status, until: int) -> Iterator[tuple[Enterprise, int]]:
    """Give the enterprises with these names whose last change was not after ``until``, and that change.

    So readers at different moments see no enterprise in two ranges, whatever its name became in between.
    """
    first, end = names
    name = _bytewise(conn)
    columns = (ENTERPRISE.c.document, ENTERPRISE.c.change, ENTERPRISE.c.status)
    # What else is asked is not left to the database: it would take another index than that of the names.
    query = sa.select(*columns).where(name >= first, name < end)
    for document, change, stands in conn.sql.execution_options(yield_per=_ROWS_PER_FETCH).execute(query):
        if change <= until and stands == status.value:
            yield read_stored(document), change


def _bytewise(conn: Connection) -> sa.ColumnElement[str]:
    """Return the folded name, compared as Python does; PostgreSQL would by the rules of some language."""
    name: sa.ColumnElement[str] = ENTERPRISE.c.name_key
    return name.collate("C") if conn.sql.dialect.name == "postgresql" else name


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
