"""An index made in parts, by one process or several, is the index made whole."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bench.synthesis import documents
from supplier_guide.directory.dividing import Dividing
from supplier_guide.directory.indexing import last_change, rebuild
from supplier_guide.directory.library import Library
from supplier_guide.errors import Away
from supplier_guide.search.query import SearchQuery
from supplier_guide.store import enterprises
from tests.directory.installing import ask, enterprise, ids, keep, opened, prepared
from tests.limits import files_of_at_most

SIZE = 500
WHOLE = Dividing(whole=10_000)
IN_PARTS = Dividing(whole=0, size=130, processes=1)
BY_TWO = Dividing(whole=0, size=130, processes=2)
QUESTIONS: list[dict[str, Any]] = [
    {"q": "gras maaien", "size": 100},
    {"q": "drukwerk", "place": ("Gent",)},
    {"rubric": ("R03",), "size": 100},
    {"place": ("9000",), "size": 100},
    {"size": 100, "sort": "name"},
]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Iterator[Library]:
    """Return a library of which only the store is filled."""
    library = opened(prepared(tmp_path_factory.mktemp("large") / "data", word_lists))
    keep(library, *documents(SIZE, seed=5), enterprise("verborgen", status="draft"))
    yield library
    library.close()


def rebuilt(library: Library, dividing: Dividing, *, progress: Callable[[int], None] | None = None) -> int:
    return rebuild(library.store, library.engine, library.composer, library.words, progress=progress, dividing=dividing)


def answers(library: Library) -> list[object]:
    found = [ask(library, **question) for question in QUESTIONS]
    told = [([(h.enterprise.id, h.score) for h in a.hits], a.total, a.facets, a.data_version) for a in found]
    return [*told, library.engine.search(SearchQuery(limit=SIZE))]


def words(library: Library, aside: Path) -> object:
    held = library.vocabulary
    held.lexicon.save(aside / "lexicon")
    starts = [held.names.starting_with(start, limit=50) for start in "abcdefghijklmnopqrstuvwxyz"]
    return (aside / "lexicon").read_text(), list(held.names), starts, held.certificates, held.networks, held.applied


@pytest.mark.parametrize("dividing", [IN_PARTS, BY_TWO])
def test_index_and_words_made_in_parts_are_those_made_whole(large: Library, dividing: Dividing, tmp_path: Path) -> None:
    assert rebuilt(large, WHOLE) == SIZE
    expected = answers(large), words(large, tmp_path)
    told: list[int] = []
    assert rebuilt(large, dividing, progress=told.append) == SIZE
    assert (answers(large), words(large, tmp_path)) == expected
    assert told == sorted(told)
    assert told[-1] <= SIZE
    assert remains(large) == []


def remains(library: Library) -> list[str]:
    return [path.name for path in library.settings.index_dir.glob("parts-*")]


def test_parts_are_of_equal_size_and_enough_for_all_processes() -> None:
    dividing = Dividing(whole=5_000, size=25_000, processes=2)
    assert [dividing.part(count) for count in (5_001, 50_000, 100_000, 110_000)] == [2_501, 25_000, 25_000, 18_334]


def renamed_meanwhile(library: Library) -> Callable[[int], None]:
    """Return a progress that, when it is first told, has the last enterprise by name get the first name of all."""
    with library.store.read() as connection:
        last = max((s.enterprise for s in enterprises.iterate(connection)), key=lambda e: e.name)
    pending = [last.model_copy(update={"name": "Aaa van voor"}), enterprise("zzz-nieuw", name="Zzz nieuw")]

    def told(_done: int) -> None:
        while pending:
            keep(library, pending.pop())

    return told


def test_what_changes_while_parts_are_made_is_in_the_index_once(tmp_path: Path, word_lists: Path) -> None:
    library = opened(prepared(tmp_path / "data", word_lists))
    keep(library, *documents(SIZE, seed=6))
    rebuilt(library, IN_PARTS, progress=renamed_meanwhile(library))
    found = library.engine.search(SearchQuery(limit=1_000))
    assert (found.total, found.applied) == (SIZE + 1, last_change(library.store))
    assert len({hit.id for hit in found.hits}) == SIZE + 1
    assert ids(ask(library, "Zzz nieuw"))[0] == "zzz-nieuw"
    assert library.vocabulary.applied < found.applied  # so the next follower completes the words
    library.close()


@pytest.fixture
def indexed(tmp_path: Path, word_lists: Path) -> Iterator[Library]:
    """Return a library with an index, and a change that it does not know."""
    library = opened(prepared(tmp_path / "data", word_lists))
    keep(library, *documents(SIZE, seed=7))
    rebuilt(library, WHOLE)
    keep(library, enterprise("later"))
    yield library
    library.close()


def assert_as_it_was(library: Library) -> None:
    assert (library.engine.health(), library.engine.search(SearchQuery()).total) == (None, SIZE)
    assert (remains(library), active_children()) == ([], [])
    assert len(list(library.settings.index_dir.glob("segment-*"))) == 1


@pytest.mark.parametrize("dividing", [WHOLE, IN_PARTS, BY_TWO])
def test_document_that_cannot_be_read_stops_it_with_the_same_error(indexed: Library, dividing: Dividing) -> None:
    with closing(sqlite3.connect(indexed.settings.data_dir / "store.sqlite")) as store, store:
        store.execute("UPDATE enterprise SET document = '{}' WHERE id = 'later'")
    with pytest.raises(ValidationError, match="Enterprise"):
        rebuilt(indexed, dividing)
    assert_as_it_was(indexed)


def test_process_that_is_killed_leaves_the_index_that_was(indexed: Library) -> None:
    def kill(_done: int) -> None:
        active_children()[0].kill()

    with pytest.raises(Away, match="een hulpproces is onverwacht gestopt") as raised:
        rebuilt(indexed, BY_TWO, progress=kill)
    assert raised.value.code == "index_not_written"
    assert_as_it_was(indexed)


@pytest.mark.parametrize("size", [10_000, 700_000])
@pytest.mark.parametrize("dividing", [IN_PARTS, BY_TWO])
def test_full_disk_leaves_the_index_that_was(indexed: Library, dividing: Dividing, size: int) -> None:
    """Of the sizes, the smaller has no room for a part, the larger none for all together."""
    with files_of_at_most(size), pytest.raises(Away, match="vorige versie blijft gelden"):
        rebuilt(indexed, dividing)
    assert_as_it_was(indexed)
    assert rebuilt(indexed, dividing) == SIZE + 1
    assert ids(ask(indexed, "later"))[0] == "later"
