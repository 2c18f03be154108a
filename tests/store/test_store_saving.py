"""Enterprises in and out of the store, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from supplier_guide.errors import Conflict
from supplier_guide.model.enterprise import Enterprise, Site
from supplier_guide.model.vocabulary import Status
from supplier_guide.store import changes, history
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import Saved, by_ids, count, find_name, get, iterate, save

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def keep(
    store: Store, *enterprises: Enterprise, at: datetime = MONDAY, expected: dict[str, int] | None = None
) -> Saved:
    with store.write() as conn:
        return save(conn, enterprises, by="an editor", why="test", at=at, expected=expected)


def test_saved_enterprise_reads_back_equal(store: Store) -> None:
    ryhove = Enterprise(id="ryhove", name="Ryhove", summary="Wij drukken … ‘alles’ é 漢 🌱", status=Status.DRAFT)
    assert keep(store, ryhove) == Saved(created=1)
    with store.read() as conn:
        stored = get(conn, "ryhove")
    assert stored is not None
    assert stored.enterprise == ryhove
    assert (stored.version, stored.change, stored.changed_at) == (1, 1, MONDAY)


def test_equal_document_is_no_change(store: Store) -> None:
    ryhove = Enterprise(id="ryhove", name="Ryhove")
    keep(store, ryhove)
    assert keep(store, ryhove, at=MONDAY + timedelta(days=1)) == Saved(unchanged=1)
    with store.read() as conn:
        assert changes.last(conn) == 1
        assert len(history.versions(conn, "ryhove")) == 1


def test_each_version_is_in_the_history_with_who_when_and_why(store: Store) -> None:
    tuesday = datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=1)))
    keep(store, Enterprise(id="ryhove", name="Ryhove"))
    with store.write() as conn:
        save(conn, [Enterprise(id="ryhove", name="Ryhove vzw")], by="karin", why="naam volgens de KBO", at=tuesday)
    with store.read() as conn:
        first, second = history.versions(conn, "ryhove")
        assert history.versions(conn, "nobody") == []
    assert (first.version, first.by, first.at, first.document.name) == (1, "an editor", MONDAY, "Ryhove")
    assert (second.version, second.change, second.by, second.why) == (2, 2, "karin", "naam volgens de KBO")
    assert second.at == tuesday
    assert second.document.name == "Ryhove vzw"


def test_time_without_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"):
        keep(store, Enterprise(id="ryhove", name="Ryhove"), at=MONDAY.replace(tzinfo=None))


def test_version_that_moved_on_is_a_conflict_and_nothing_is_kept(store: Store) -> None:
    keep(store, Enterprise(id="ryhove", name="Ryhove"))
    keep(store, Enterprise(id="ryhove", name="Ryhove vzw"))
    other = Enterprise(id="wase-werkplaats", name="Wase Werkplaats")
    with pytest.raises(Conflict, match="RYHOVE") as refused:
        keep(store, other, Enterprise(id="ryhove", name="RYHOVE"), expected={"ryhove": 1})
    assert refused.value.extra == {"id": "ryhove", "version": 2}
    with store.read() as conn:
        assert get(conn, "wase-werkplaats") is None
        assert changes.last(conn) == 2


def test_expected_version_zero_means_it_may_not_exist(store: Store) -> None:
    assert keep(store, Enterprise(id="ryhove", name="Ryhove"), expected={"ryhove": 0}) == Saved(created=1)
    with pytest.raises(Conflict):
        keep(store, Enterprise(id="ryhove", name="Ryhove vzw"), expected={"ryhove": 0})


def test_the_same_id_twice_in_one_call_gives_two_versions(store: Store) -> None:
    twice = [Enterprise(id="ryhove", name="Ryhove"), Enterprise(id="ryhove", name="Ryhove vzw")]
    assert keep(store, *twice) == Saved(created=1, updated=1)
    with store.read() as conn:
        assert [v.document for v in history.versions(conn, "ryhove")] == twice


def test_connection_for_reading_cannot_save(store: Store) -> None:
    with store.read() as conn, pytest.raises(ValueError, match="reading"):
        save(conn, [Enterprise(id="ryhove", name="Ryhove")], by="x", why="y", at=MONDAY)


def test_error_inside_a_write_undoes_all_of_it(store: Store) -> None:
    def failing() -> None:
        with store.write() as conn:
            save(conn, [Enterprise(id="ryhove", name="Ryhove")], by="x", why="y", at=MONDAY)
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    with store.read() as conn:
        assert get(conn, "ryhove") is None
        assert changes.last(conn) == 0


def test_by_ids_keeps_the_order_asked_and_leaves_out_what_is_unknown(store: Store) -> None:
    keep(store, *(Enterprise(id=f"e-{n}", name=f"E {n}") for n in range(5)))
    with store.read() as conn:
        assert list(by_ids(conn, ["e-3", "nobody", "e-1", "e-3"])) == ["e-3", "e-1"]
        assert by_ids(conn, []) == {}


def test_by_ids_takes_more_ids_than_a_statement_has_room_for(store: Store) -> None:
    keep(store, Enterprise(id="e-1", name="E"))
    with store.read() as conn:
        assert list(by_ids(conn, [*(f"x-{n}" for n in range(70_000)), "e-1"])) == ["e-1"]


def test_unchanged_document_is_parsed_once_and_a_changed_one_again(store: Store) -> None:
    keep(store, Enterprise(id="ryhove", name="Ryhove"))
    with store.read() as conn:
        first = get(conn, "ryhove")
    with store.read() as conn:
        assert get(conn, "ryhove") is first
    keep(store, Enterprise(id="ryhove", name="Ryhove vzw"))
    with store.read() as conn:
        changed = get(conn, "ryhove")
    assert changed is not None
    assert changed.enterprise.name == "Ryhove vzw"


def test_document_of_an_undone_write_is_never_seen_again(store: Store) -> None:
    def undone() -> None:
        with store.write() as conn:
            save(conn, [Enterprise(id="ryhove", name="Undone")], by="x", why="y", at=MONDAY)
            stored = get(conn, "ryhove")
            assert stored is not None
            assert stored.enterprise.name == "Undone"
            raise KeyError

    with pytest.raises(KeyError):
        undone()
    keep(store, Enterprise(id="ryhove", name="Kept"))
    with store.read() as conn:
        stored = get(conn, "ryhove")
    assert stored is not None
    assert (stored.change, stored.enterprise.name) == (1, "Kept")


def test_reader_sees_one_moment_while_another_writes(store: Store) -> None:
    keep(store, Enterprise(id="ryhove", name="Ryhove"))
    with store.read() as conn:
        assert count(conn) == 1
        keep(store, Enterprise(id="wase-werkplaats", name="Wase Werkplaats"))
        assert count(conn) == 1
        assert changes.last(conn) == 1


def test_iterate_goes_by_id_the_same_on_every_database(store: Store) -> None:
    ids = ["b", "a-b", "aa", "a-", "a0", "9z"]
    keep(store, *(Enterprise(id=f"{i}x", name=i) for i in ids))
    with store.read() as conn:
        assert [s.enterprise.id for s in iterate(conn)] == sorted(f"{i}x" for i in ids)


def test_iterate_and_count_by_status(store: Store) -> None:
    keep(
        store,
        Enterprise(id="one", name="1"),
        Enterprise(id="two", name="2", status=Status.DRAFT),
        Enterprise(id="three", name="3", status=Status.ARCHIVED),
    )
    with store.read() as conn:
        assert [s.enterprise.id for s in iterate(conn, status=Status.DRAFT)] == ["two"]
        assert (count(conn), count(conn, Status.PUBLISHED)) == (3, 1)


def test_found_by_folded_name_and_postal_code_of_the_seat(store: Store) -> None:
    sites = (Site(id="a", postal_code="9100"), Site(id="b", postal_code="9000", is_seat=True))
    keep(store, Enterprise(id="in-gent", name="De Wroeter", sites=sites), Enterprise(id="nowhere", name="de  WROETER"))
    with store.read() as conn:
        assert [s.enterprise.id for s in find_name(conn, "de wroeter", "9000")] == ["in-gent"]
        assert [s.enterprise.id for s in find_name(conn, "de wroeter", None)] == ["nowhere"]
        assert find_name(conn, "de wroeter", "9100") == []


def test_follower_gets_each_enterprise_once_with_its_latest_number(store: Store) -> None:
    keep(store, Enterprise(id="one", name="1"), Enterprise(id="two", name="2"))
    keep(store, Enterprise(id="one", name="1 bis"))
    with store.read() as conn:
        assert [(c.number, c.id) for c in changes.since(conn, 0, limit=10)] == [(2, "two"), (3, "one")]
        assert [c.id for c in changes.since(conn, 0, limit=1)] == ["two"]
        assert changes.since(conn, 3, limit=10) == []


def test_a_generator_of_enterprises_is_saved_in_batches(store: Store) -> None:
    def many() -> Iterator[Enterprise]:
        for n in range(450):
            yield Enterprise(id=f"e-{n:04}", name=f"E {n}")

    with store.write() as conn:
        assert save(conn, many(), by="x", why="y", at=MONDAY) == Saved(created=450)
    with store.read() as conn:
        assert changes.last(conn) == 450
