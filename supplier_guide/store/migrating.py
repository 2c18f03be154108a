"""Running the migrations from inside the program, also when several processes start at the same moment."""

import time
from collections.abc import Callable

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from supplier_guide.errors import Away
from supplier_guide.store.schema import HEAD

# Any number, as long as every version of this program uses the same: the lock that migrations take in PostgreSQL.
_LOCK = 7_310_026
_LOCK_WAIT_SECONDS = 60


def is_current(sql: sa.Connection) -> bool:
    """Return whether the tables have the form that this program expects; raise `Away` when they are newer."""
    if not sa.inspect(sql).has_table("alembic_version"):
        return False
    found = sql.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found > HEAD:
        message = (
            f"De gegevensbank is van een nieuwere versie ({found}) dan dit programma ({HEAD}); "
            "installeer de nieuwere versie van het programma."
        )
        raise Away("store_too_new", message)
    return bool(found == HEAD)


def upgrade(engine: sa.Engine) -> None:
    """Run the migrations that are missing, under a lock; who waited for the lock finds nothing left to do."""
    if engine.dialect.name == "sqlite":
        _patiently(lambda: _write_ahead(engine))
    with engine.connect().execution_options(guide_writes=True) as sql, sql.begin():
        if engine.dialect.name == "postgresql":
            sql.exec_driver_sql(f"SET LOCAL lock_timeout = '{_LOCK_WAIT_SECONDS}s'")
            sql.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if not is_current(sql):
            command.upgrade(_config(sql), "head")


def _config(sql: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", "supplier_guide:store/migrations")
    config.attributes["connection"] = sql
    return config


def _write_ahead(engine: sa.Engine) -> None:
    """Let readers go on while somebody writes (WAL); outside a transaction, as SQLite demands."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _patiently(step: Callable[[], None]) -> None:
    """Try again while another process holds the file: SQLite does not wait when the journal's mode changes."""
    until = time.monotonic() + _LOCK_WAIT_SECONDS
    while True:
        try:
            return step()
        except Exception as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)
