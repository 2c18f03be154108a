"""Whatever an enterprise may hold comes back equal from every format that can be imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.office.exporting import export_file
from supplier_guide.office.importing import import_file
from supplier_guide.store.database import Store, open_store
from supplier_guide.store.enterprises import iterate, save
from tests.model.drawn import RUBRICS, any_enterprise

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@contextmanager
def an_empty_store() -> Iterator[tuple[Store, Path]]:
    with TemporaryDirectory() as name:
        store = open_store(f"sqlite:///{name}/store.sqlite")
        store.migrate()
        yield store, Path(name)
        store.close()


def keep(store: Store, enterprises: list[Enterprise]) -> None:
    with store.write() as conn:
        save(conn, enterprises, by="test", why="test", at=NOW)


def held(store: Store) -> list[Enterprise]:
    with store.read() as conn:
        return [stored.enterprise for stored in iterate(conn)]


def export(store: Store, path: Path) -> int:
    return export_file(store, path, licence="CC BY 4.0", public_url="https://gids.be", labels={})


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".xlsx"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(enterprises=st.lists(any_enterprise, min_size=1, max_size=3, unique_by=lambda e: e.id))
def test_any_enterprise_survives_export_and_import(suffix: str, enterprises: list[Enterprise]) -> None:
    with an_empty_store() as (source, folder), an_empty_store() as (target, _):
        keep(source, enterprises)
        path = folder / f"alles{suffix}"
        assert export(source, path) == len(enterprises)
        report = import_file(target, path, rubrics=RUBRICS, by="test", at=NOW)
        assert report.refused == ()
        assert report.created == len(enterprises)
        assert held(target) == held(source)
        again = import_file(source, path, rubrics=RUBRICS, by="test", at=NOW)
        assert (again.created, again.updated, again.unchanged) == (0, 0, len(enterprises))
