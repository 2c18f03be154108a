"""Index and words follow the store: whatever was missed, broken or put back is mended by the next step."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from supplier_guide.directory.following import Follower
from supplier_guide.directory.indexing import last_change, rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.directory.settling import settle
from supplier_guide.directory.suggesting import suggest
from tests.directory.installing import ask, enterprise, follow, ids, keep, prepared

LibraryOf = Callable[..., Library]


def again(library: Library) -> Library:
    """Return the same installation as another process opens it."""
    return open_library(library.settings)


def named(library: Library, typed: str) -> list[str]:
    return [s.value for s in suggest(library, typed, limit=10) if s.kind == "enterprise"]


def test_what_is_saved_is_found_after_a_step_and_what_is_withdrawn_is_not(library_of: LibraryOf) -> None:
    library = library_of(enterprise("oud"))
    keep(library, enterprise("nieuw"), enterprise("oud", status="archived"))
    assert ids(ask(library)) == ["oud"] or ids(ask(library)) == []
    follow(library)
    assert ids(ask(library)) == ["nieuw"]
    assert ask(library).data_version == str(last_change(library.store))


def test_words_follow_with_the_index(library_of: LibraryOf) -> None:
    library = library_of(enterprise("oud"))
    keep(library, enterprise("zilvermeeuw", summary="wij verhuren zeilboten"))
    follow(library)
    assert named(library, "zilv") == ["zilvermeeuw"]
    assert library.vocabulary.lexicon.known("zeilboten")
    keep(library, enterprise("zilvermeeuw", status="archived"))
    follow(library)
    assert named(library, "zilv") == []


def test_change_that_another_process_indexed_reaches_the_words_all_the_same(library_of: LibraryOf) -> None:
    here = library_of(enterprise("oud"))
    there = again(here)
    keep(here, enterprise("albatros"))
    # One process applies a change to the index and ends before it saves the words.
    from supplier_guide.directory.indexing import catch_up  # noqa: PLC0415 - the half step that this test is about

    catch_up(there.store, there.engine, there.composer)
    there.close()
    follow(here)
    assert named(here, "alba") == ["albatros"]


@pytest.mark.parametrize("damage", ["gone", "cut", "garbage"])
def test_damaged_words_are_made_anew(library_of: LibraryOf, damage: str) -> None:
    library = library_of(enterprise("albatros", certificates=[{"name": "ISO 9001"}]))
    folder = library.settings.data_dir / "vocabulary"
    for file in folder.glob("*/*"):
        if damage == "cut":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        elif damage == "garbage":
            file.write_bytes(b"\xff" * file.stat().st_size)
    if damage == "gone":
        shutil.rmtree(folder)
    mended = again(library)
    assert named(mended, "alba") == []
    follow(mended)
    assert named(mended, "alba") == ["albatros"]
    assert ids(ask(mended, certificate=("iso 9001",))) == ["albatros"]
    mended.close()


@pytest.mark.parametrize("damage", ["gone", "cut", "garbage"])
def test_damaged_index_is_built_anew(library_of: LibraryOf, damage: str) -> None:
    library = library_of(enterprise("albatros"))
    folder = library.settings.index_dir
    library.engine.close()
    for file in folder.glob("*"):
        if damage == "cut":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        elif damage == "garbage":
            file.write_bytes(b"\xff" * file.stat().st_size)
    if damage == "gone":
        shutil.rmtree(folder)
    mended = again(library)
    assert mended.engine.applied() == -1
    assert "supplier-guide reindex" in (mended.engine.health() or "")
    follow(mended)
    assert (ids(ask(mended)), mended.engine.health()) == (["albatros"], None)
    mended.close()


def test_index_ahead_of_a_store_that_was_put_back_is_built_anew(library_of: LibraryOf, tmp_path: Path) -> None:
    library = library_of(enterprise("blijft"))
    copy = tmp_path / "copy.sqlite"
    with closing(connect(library.settings.data_dir / "store.sqlite")) as source, closing(connect(copy)) as target:
        source.backup(target)
    keep(library, enterprise("verdwijnt"))
    follow(library)
    settings = library.settings
    library.close()
    for file in settings.data_dir.glob("store.sqlite*"):
        file.unlink()
    shutil.copy(copy, settings.data_dir / "store.sqlite")
    restored = open_library(settings)
    assert restored.engine.applied() > last_change(restored.store)
    follow(restored)
    assert ids(ask(restored)) == ["blijft"]
    assert restored.engine.applied() == last_change(restored.store)
    restored.close()


def test_rebuilt_index_answers_like_the_one_that_followed(library_of: LibraryOf) -> None:
    library = library_of(*(enterprise(f"e-{n}", summary=f"woord{n} gras") for n in range(20)))
    keep(library, enterprise("e-3", summary="soep"), enterprise("e-4", status="draft"), enterprise("e-99"))
    follow(library)
    followed = ask(library, "gras", size=100)
    assert rebuild(library.store, library.engine, library.composer, library.words) == 20
    rebuilt = ask(library, "gras", size=100)
    assert [(h.enterprise.id, h.score) for h in rebuilt.hits] == [(h.enterprise.id, h.score) for h in followed.hits]
    assert rebuilt.facets == followed.facets


def test_words_of_what_went_are_forgotten_by_a_rebuild(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een", summary="zeilboten"), enterprise("twee"))
    keep(library, enterprise("een", status="archived"))
    follow(library)
    rebuild(library.store, library.engine, library.composer, library.words)
    assert not again(library).vocabulary.lexicon.known("zeilboten")


def test_two_followers_of_one_store_agree(library_of: LibraryOf) -> None:
    here = library_of(enterprise("oud"))
    there = again(here)
    followers = [Follower(here), Follower(there)]
    for follower in followers:
        follower.start()
    for number in range(10):
        keep(here, enterprise(f"nieuw-{number}"))
    wanted = last_change(here.store)
    assert settle(here) == settle(there) == wanted
    for follower in followers:
        follower.stop()
    for library in (here, there):
        follow(library)
        library.words.refresh()
        assert library.engine.applied() == library.vocabulary.applied == wanted
        assert len(ids(ask(library))) == 11
    there.close()


def test_empty_store_has_an_index_and_answers(tmp_path: Path, word_lists: Path) -> None:
    from tests.directory.installing import stocked  # noqa: PLC0415 - the one test of an installation without anything

    library = stocked(prepared(tmp_path / "empty", word_lists), [])
    answer = ask(library, "gras")
    assert (answer.total, answer.data_version) == (0, "0")
    library.close()
