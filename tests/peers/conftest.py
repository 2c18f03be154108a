"""A library that holds just the enterprises of a case."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supplier_guide.directory.cards import CardMaker
from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.directory.vocabulary import VocabularyFiles
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.search.analysis.chain import ANALYSIS_VERSION
from supplier_guide.search.opening import open_engine
from supplier_guide.settings import Settings
from supplier_guide.store import enterprises
from supplier_guide.store.database import open_store

Holding = Callable[..., Library]


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return an empty library, for its places, words and rubrics: they take a second to read."""
    folder = tmp_path_factory.mktemp("reference")
    library = open_library(Settings(data_dir=folder, database_url=None, search_url="embedded:"))
    yield library
    library.close()


@pytest.fixture
def holding(reference: Library, tmp_path: Path) -> Iterator[Holding]:
    """Return a function that stores and indexes the enterprises given to it."""
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    store.migrate()
    engine = open_engine("embedded:", tmp_path / "index", analysis_version=ANALYSIS_VERSION, read_only=False)
    library = replace(
        reference,
        store=store,
        engine=engine,
        cards=CardMaker(reference.composer, reference.analyser),
        words=VocabularyFiles(tmp_path / "vocabulary"),
    )

    def fill(*documents: Enterprise) -> Library:
        with store.write() as connection:
            enterprises.save(connection, documents, by="test", why="case", at=datetime(2026, 11, 25, tzinfo=UTC))
        rebuild(store, engine, library.composer, library.words)
        return library

    yield fill
    library.close()
