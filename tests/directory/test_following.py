"""Index and words follow the store: whatever was missed, broken or put back is mended by the next step."""

import shutil
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from threading import Thread

import pytest

from supplier_guide.directory.composing import Composer
from supplier_guide.directory.following import Follower
from supplier_guide.directory.indexing import catch_up, last_change, rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.directory.settling import settle
from supplier_guide.directory.suggesting import suggest
from supplier_guide.directory.wording import Wording
from supplier_guide.errors import Away
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.rules import load_rules
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.query import SearchQuery
from supplier_guide.store import changes
from tests.directory.installing import NOW, ask, enterprise, follow, ids, keep, prepared

LibraryOf = Callable[..., Library]


def again(library: Library) -> Library:
    """Return the same installation as another process opens it."""
    return open_library(library.settings)


def named(library: Library, typed: str) -> list[str]:
    return [s.value for s in suggest(library, typed, limit=10) if s.kind == "enterprise"]


def backed_up(library: Library, copy: Path) -> Path:
    """Copy the store as an operator would."""
    with closing(connect(library.settings.data_dir / "store.sqlite")) as source, closing(connect(copy)) as target:
        source.backup(target)
    return copy


def put_back(library: Library, copy: Path) -> None:
    """Make the store what it was, under a service that goes on."""
    with closing(connect(copy)) as source, closing(connect(library.settings.data_dir / "store.sqlite")) as target:
        source.backup(target)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize("status", ["archived", "draft"])
def test_what_is_saved_is_found_after_a_step_and_what_is_withdrawn_is_not(library_of: LibraryOf, status: str) -> None:
    library = library_of(enterprise("oud"))
    keep(library, enterprise("nieuw"), enterprise("oud", status=status))
    assert ids(ask(library)) == []
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
    copy = backed_up(library, tmp_path / "copy")
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


def test_index_and_words_of_changes_that_a_restored_store_does_not_have_are_made_anew(
    library_of: LibraryOf, tmp_path: Path
) -> None:
    library = library_of(enterprise("blijft"))
    copy = backed_up(library, tmp_path / "copy")
    keep(library, enterprise("zilvermeeuw"), enterprise("albatros"), at=later(1))
    follow(library)
    put_back(library, copy)
    keep(library, enterprise("goudvink"), enterprise("blijft", summary="zeilboten"), at=later(2))
    assert library.engine.applied() == last_change(library.store)
    follow(library)
    assert sorted(ids(ask(library))) == ["blijft", "goudvink"]
    assert ids(ask(library, "zeilboten")) == ["blijft"]
    assert (named(library, "zilv"), named(library, "goud")) == ([], ["goudvink"])


def test_restored_store_that_has_more_changes_than_the_index_is_followed_from_the_start(
    library_of: LibraryOf, tmp_path: Path
) -> None:
    library = library_of(enterprise("blijft"))
    copy = backed_up(library, tmp_path / "copy")
    keep(library, enterprise("zilvermeeuw"), at=later(1))
    follow(library)
    put_back(library, copy)
    keep(library, *(enterprise(f"nieuw-{n}") for n in range(5)), at=later(2))
    assert settle(library) == last_change(library.store)
    assert len(ids(ask(library))) == 6
    assert named(library, "zilv") == []


def test_page_shows_the_restored_text_though_number_and_version_came_back(
    library_of: LibraryOf, tmp_path: Path
) -> None:
    library = library_of(enterprise("blijft"))
    copy = backed_up(library, tmp_path / "copy")
    for minute, text in ((1, "eerst"), (2, "daarna")):
        keep(library, enterprise("blijft", summary=text), at=later(minute))
        follow(library)
        (found,) = ask(library).hits
        assert found.enterprise.summary == text
        put_back(library, copy)


def test_words_of_changes_that_the_store_does_not_have_are_made_anew(library_of: LibraryOf, tmp_path: Path) -> None:
    library = library_of(enterprise("blijft"))
    copy = backed_up(library, tmp_path / "copy")
    keep(library, enterprise("zilvermeeuw"), at=later(1))
    follow(library)
    put_back(library, copy)
    keep(library, enterprise("goudvink"), at=later(2))
    # The process that mends the index ends before it saves the words.
    with library.store.read() as connection:
        moment = changes.moment(connection, last_change(library.store))
    assert moment is not None
    number = last_change(library.store)
    library.engine.rebuild([], applied=number, moment=moment.isoformat())
    follow(library)
    assert (named(library, "zilv"), named(library, "goud")) == ([], ["goudvink"])


class Overtaken(Composer):
    """A composer in whose time something happens."""

    happening: Callable[[], None]

    def compose(self, enterprise: Enterprise, *, change: int, words: Wording | None = None) -> IndexDocument:
        self.happening()
        return super().compose(enterprise, change=change, words=words)


def test_what_another_process_indexed_meanwhile_and_was_withdrawn_since_does_not_stay(library_of: LibraryOf) -> None:
    library = library_of(enterprise("oud"))
    keep(library, enterprise("weg"))
    analyser, gazetteer, catalogue = library.analyser, library.gazetteer, library.catalogue
    overtaken = Overtaken(analyser=analyser, gazetteer=gazetteer, catalogue=catalogue, rules=load_rules())
    before = library.composer.compose(enterprise("weg"), change=2)
    # The other one read the store before the withdrawal, and writes while we compose what came after it.
    overtaken.happening = lambda: library.engine.put([before], applied=2)
    keep(library, enterprise("weg", status="archived"), enterprise("nieuw"))
    catch_up(library.store, library.engine, overtaken)
    assert sorted(hit.id for hit in library.engine.search(SearchQuery()).hits) == ["nieuw", "oud"]


def rebuild_patiently(library: Library) -> None:
    """Rebuild; again when the other writer took longer than it waits."""
    done = False
    while not done:
        with suppress(Away):
            rebuild(library.store, library.engine, library.composer, library.words)
            done = True


def test_rebuild_that_waits_for_another_writer_indexes_what_that_one_wrote(library_of: LibraryOf) -> None:
    here = library_of(enterprise("oud"))
    there = again(here)
    rebuilding = Thread(target=rebuild_patiently, args=(there,))
    with here.engine.writing():
        rebuilding.start()
        time.sleep(0.3)  # it counts, and waits for the lock
        keep(here, enterprise("nieuwkomer"))
        follow(here)
    rebuilding.join()
    assert here.engine.applied() == last_change(here.store)
    assert sorted(ids(ask(here))) == ["nieuwkomer", "oud"]
    there.close()


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
