"""Opening the store: an SQLite file or a PostgreSQL database, read and written in transactions."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from supplier_guide.errors import Away, Unprocessable
from supplier_guide.store.documents import DocumentCache
from supplier_guide.store.failures import translated

_CACHED_DOCUMENTS = 2_000
_PATIENCE = 5.0
# FastAPI serves from 40 threads; each may hold one connection, and an export holds one for minutes.
_POOL = {"pool_size": 10, "max_overflow": 40, "pool_timeout": 10}
_EXPECTED = "verwacht sqlite:///pad/naar/bestand of postgresql://gebruiker:wachtwoord@host/databank"


@dataclass(frozen=True, slots=True)
class Connection:
    """An open transaction, to be handed to the functions of this package; outside the store nobody looks inside."""

    sql: sa.Connection
    documents: DocumentCache
    writable: bool


class Store:
    """One database; safe to share between threads. ``patience`` is how many seconds to wait for another's lock."""

    def __init__(self, url: sa.URL, *, patience: float = _PATIENCE) -> None:
        self.url = url
        self._documents = DocumentCache(_CACHED_DOCUMENTS)
        self._sqlite = url.get_backend_name() == "sqlite"
        self._patience = patience
        self._engine = _sqlite_engine(url, patience) if self._sqlite else _postgres_engine(url)
        sa.event.listen(self._engine, "begin", _begin_sqlite if self._sqlite else self._begin_postgres)

    def __reduce__(self) -> tuple[Callable[[], "Store"], tuple[()]]:
        """Let another process open the same database."""
        return partial(Store, self.url, patience=self._patience), ()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the store until it is closed, whatever others write."""
        options: dict[str, Any] = {}
        if not self._sqlite:
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with translated(), self._engine.connect().execution_options(**options) as sql, sql.begin():
            yield Connection(sql, self._documents, writable=False)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together at the end, or not at all when an error is raised."""
        with translated(), self._engine.connect().execution_options(guide_writes=True) as sql, sql.begin():
            yield Connection(sql, self._documents, writable=True)

    def migrate(self) -> None:
        """Bring the tables to the newest form; quick when they have it, safe when several start at once."""
        from supplier_guide.store.migrating import is_current, upgrade  # noqa: PLC0415 - Alembic takes 0.2 s to import

        if self._sqlite:
            _make_folder(self.url)
        with translated():
            with self._engine.connect() as sql:
                if is_current(sql):
                    return
            upgrade(self._engine)

    def ping(self) -> None:
        """Return when the store answers and has its tables; raise `Away` otherwise."""
        with self.read() as conn:
            conn.sql.exec_driver_sql("SELECT number FROM change_sequence").all()

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _begin_postgres(self, sql: sa.Connection) -> None:
        if sql.get_execution_options().get("guide_writes"):
            sql.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._patience * 1000)}")


def open_store(url: str, *, patience: float = _PATIENCE) -> Store:
    """Return the store at a URL (`sqlite:///…`, `postgres://…` or `postgresql://…`); nothing is connected yet."""
    try:
        parsed = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise _unknown_store() from error
    if parsed.drivername in {"postgres", "postgresql"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    in_a_file = parsed.drivername == "sqlite" and parsed.database not in {None, "", ":memory:"}
    if not in_a_file and parsed.drivername != "postgresql+psycopg":
        raise _unknown_store()
    return Store(parsed, patience=patience)


def _unknown_store() -> Unprocessable:
    return Unprocessable("unknown_store", f"DATABASE_URL is niet te lezen; {_EXPECTED}.", field="DATABASE_URL")


def _make_folder(url: sa.URL) -> None:
    try:
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"De map van de gegevensbank kan niet aangemaakt worden: {error.strerror}."
        raise Away("store_denied", message) from error


def _sqlite_engine(url: sa.URL, patience: float) -> sa.Engine:
    engine = sa.create_engine(url, connect_args={"timeout": patience}, poolclass=sa.QueuePool, **_POOL)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _postgres_engine(url: sa.URL) -> sa.Engine:
    # `pool_pre_ping`: a database server that was restarted is noticed before a visitor is.
    return sa.create_engine(url, connect_args={"connect_timeout": 5}, pool_pre_ping=True, **_POOL)


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    """Switch on what SQLite leaves off; the driver must not begin transactions of its own, `_begin_sqlite` does.

    The mode of the journal is set once, by the migration: it stays with the file.
    """
    del record
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(sql: sa.Connection) -> None:
    """Begin; a writer takes the lock at once, because a reader that becomes a writer later cannot be made to wait."""
    writes = sql.get_execution_options().get("guide_writes")
    sql.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
