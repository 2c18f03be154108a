"""`check` tells an index that is behind from one that belongs to other data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from supplier_guide.directory.indexing import catch_up, last_change
from supplier_guide.directory.library import Library
from supplier_guide.office.examining import Observation, examine
from supplier_guide.store import enterprises
from tests.directory.installing import enterprise, keep

LibraryOf = Callable[..., Library]


def seen(library: Library) -> Observation:
    return next(o for o in examine(library) if o.part == "index")


def test_index_in_step_is_well(library_of: LibraryOf) -> None:
    assert seen(library_of(enterprise("een"))).remedy is None


def test_index_behind_is_told_with_how_far(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"))
    keep(library, enterprise("twee"))
    assert "1 wijziging achter" in seen(library).state


def test_index_of_other_data_is_told_though_the_numbers_agree(library_of: LibraryOf) -> None:
    ours, other = library_of(enterprise("een")), library_of(enterprise("een"))
    keep(ours, enterprise("twee"))
    with other.store.write() as connection:
        moment = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
        enterprises.save(connection, [enterprise("twee")], by="a test", why="elsewhere", at=moment)
    catch_up(other.store, other.engine, other.composer)
    assert other.engine.applied() == last_change(ours.store)
    mixed = seen(replace(ours, engine=other.engine))
    assert mixed.remedy is not None
    assert "andere kopie" in mixed.state


def test_index_ahead_of_the_store_is_told(library_of: LibraryOf) -> None:
    ours, other = library_of(enterprise("een")), library_of(enterprise("twee"), enterprise("drie"))
    assert seen(replace(ours, engine=other.engine)).remedy is not None
