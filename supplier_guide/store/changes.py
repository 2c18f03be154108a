"""The one sequence of changes, which indexes follow.

Numbers are given under a lock that is held until the transaction ends: in SQLite the write lock of the file, in
PostgreSQL the lock on the single row of `change_sequence`. So numbers become visible in the order in which they were
given, and a follower that has seen number 7 can never be overtaken by a 6 that was committed later. A PostgreSQL
sequence would not do: it hands out numbers outside the transaction. A transaction that fails gives its numbers back.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from supplier_guide.store.database import Connection
from supplier_guide.store.schema import CHANGE_SEQUENCE, ENTERPRISE, HISTORY


@dataclass(frozen=True, slots=True)
class Change:
    """The latest change of one enterprise."""

    number: int
    id: str


def last(conn: Connection) -> int:
    """Return the number of the latest change, 0 when there was none."""
    return int(conn.sql.execute(sa.select(CHANGE_SEQUENCE.c.number)).scalar_one())


def moment(conn: Connection, number: int) -> datetime | None:
    """Return when the change with this number was made, or ``None`` when there is none.

    A restored back-up gives the numbers after it a second time: number and moment together name one change.
    """
    return conn.sql.execute(sa.select(HISTORY.c.at).where(HISTORY.c.change == number)).scalar_one_or_none()


def since(conn: Connection, number: int, *, limit: int) -> list[Change]:
    """Return the enterprises that changed after ``number``, each once with its latest number, ascending."""
    table = ENTERPRISE.c
    query = sa.select(table.change, table.id).where(table.change > number).order_by(table.change).limit(limit)
    return [Change(row.change, row.id) for row in conn.sql.execute(query)]


def take_lock(conn: Connection) -> int:
    """Return the number of the latest change and keep all other writers waiting until this transaction ends."""
    if not conn.writable:
        msg = "this connection was opened for reading; use store.write()"
        raise ValueError(msg)
    query = sa.select(CHANGE_SEQUENCE.c.number).with_for_update()
    return int(conn.sql.execute(query).scalar_one())


def put(conn: Connection, number: int) -> None:
    """Keep ``number`` as that of the latest change."""
    conn.sql.execute(sa.update(CHANGE_SEQUENCE).values(number=number))
