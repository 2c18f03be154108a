"""The collection in ranges of names: together they hold everything, once, in the order of Python's strings."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import Status
from supplier_guide.store import changes
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import count, ranges, save, within

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
# A database that compares by the rules of a language looks past spaces: de boom, de-Boer, deken.
NAMES = ["De boom", "Deken", "De-Boer", "123", "éé", "Zuid", "zuid", "Zuid 2", "漢", "A", "a b", "ab", "Übung", "ß"]


def keep(store: Store, *enterprises: Enterprise) -> int:
    """Save; return the number of the last change."""
    with store.write() as conn:
        save(conn, enterprises, by="an editor", why="test", at=NOW)
        return changes.last(conn)


def named(store: Store, *, size: int, until: int) -> list[list[tuple[str, str]]]:
    """Return folded name and id of what is published in each range."""
    with store.read() as conn:
        found = [within(conn, some, status=Status.PUBLISHED, until=until) for some in ranges(conn, size=size)]
        return [[(name_key(e.name), e.id) for e, _ in part] for part in found]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_ranges_hold_everything_once_and_follow_each_other(store: Store, size: int) -> None:
    last = keep(store, *(Enterprise(id=f"e-{n}", name=name) for n, name in enumerate(NAMES)))
    parts = named(store, size=size, until=last)
    assert sorted(pair for part in parts for pair in part) == sorted(
        (name_key(name), f"e-{n}") for n, name in enumerate(NAMES)
    )
    ends = [(min(part)[0], max(part)[0]) for part in parts if part]
    assert all(end < start for (_, end), (start, _) in pairwise(ends))
    assert len(parts) >= min(len({name_key(name) for name in NAMES}), len(NAMES) // size)


def test_empty_store_is_one_range_of_nothing(store: Store) -> None:
    assert named(store, size=10, until=99) == [[]]


def test_what_changed_later_or_is_not_published_is_left_out(store: Store) -> None:
    last = keep(store, Enterprise(id="blijft", name="Blijft"), Enterprise(id="wijzigt", name="Wijzigt"))
    keep(store, Enterprise(id="wijzigt", name="Anders"), Enterprise(id="nieuw", name="Nieuw"))
    later = keep(store, Enterprise(id="ontwerp", name="Ontwerp", status=Status.DRAFT))
    assert named(store, size=10, until=last) == [[("blijft", "blijft")]]
    assert sorted(i for part in named(store, size=10, until=later) for _, i in part) == ["blijft", "nieuw", "wijzigt"]
    with store.read() as conn:
        assert count(conn) == 4
