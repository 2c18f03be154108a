"""Killed with -9 at random moments, during imports and during reindexing: the store is whole and the index in step."""

import json
import multiprocessing
import os
import random
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from supplier_guide.directory.indexing import last_change
from supplier_guide.directory.library import Library
from supplier_guide.directory.settling import settle
from supplier_guide.model.vocabulary import Status
from supplier_guide.search.query import SearchQuery
from supplier_guide.store import enterprises
from tests.directory.installing import opened, prepared

KILLS = 10
DOCUMENTS = 250
ALL = 10_000

# Processes forked from one that has imported everything start in milliseconds; they are as real, and as dead.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["supplier_guide.cli.main", "supplier_guide.cli.transferring"])


def run_command(arguments: list[str], data_dir: str) -> None:
    """Be the command ``supplier-guide`` with these arguments."""
    from supplier_guide.cli.main import run  # noqa: PLC0415 - in the child

    os.environ["SUPPLIER_GUIDE_DATA_DIR"] = data_dir
    sys.argv = ["supplier-guide", *arguments]
    sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process lives
    run()


def started(folder: Path, *arguments: str) -> ForkServerProcess:
    process = _CONTEXT.Process(target=run_command, args=(list(arguments), str(folder)))
    process.start()
    return process


def took(folder: Path, *arguments: str) -> float:
    """Run a command to its end and return the seconds that it took."""
    began = time.monotonic()
    process = started(folder, *arguments)
    process.join()
    assert process.exitcode == 0
    return time.monotonic() - began


def killed(folder: Path, *arguments: str, after: float) -> bool:
    """Kill a command after some seconds; return whether it was still at work."""
    process = started(folder, *arguments)
    process.join(after)
    process.kill()
    process.join()
    return process.exitcode == -9


def write_round(path: Path, turn: int) -> str:
    """Write a file in which every enterprise says the word of this round."""
    word = f"ronde{'abcdefghijklmnopqrstuvwxyz'[turn]}woord"
    documents = [
        {
            "id": f"e-{n:03}",
            "name": f"Werkplaats {n}",
            "summary": word,
            "activities": [{"id": "a1", "rubric": "R03.01"}],
        }
        for n in range(DOCUMENTS)
    ]
    path.write_text(json.dumps(documents), encoding="utf-8")
    return word


def summaries(library: Library) -> set[str]:
    with library.store.read() as connection:
        return {s.enterprise.summary or "" for s in enterprises.iterate(connection)}


def assert_in_step(library: Library) -> None:
    """The index holds exactly what is published, as of the last change, and says so."""
    settle(library)
    with library.store.read() as connection:
        published = {s.enterprise.id for s in enterprises.iterate(connection, status=Status.PUBLISHED)}
    results = library.engine.search(SearchQuery(limit=ALL))
    assert {h.id for h in results.hits} == published
    assert results.total == len(published)
    assert results.applied == last_change(library.store) == library.words.refresh().applied
    assert library.engine.health() is None


def found(library: Library, word: str) -> int:
    words = tuple(w.word for w in library.analyser.words(word))
    return library.engine.search(SearchQuery(words=words)).total


@pytest.fixture
def folder(tmp_path: Path, word_lists: Path) -> Path:
    """Return an installation that holds the enterprises of round 0, indexed."""
    folder = prepared(tmp_path / "data", word_lists)
    write_round(tmp_path / "round.json", 0)
    took(folder, "import", str(tmp_path / "round.json"))
    return folder


def test_import_killed_at_any_moment_is_whole_or_not_at_all(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(20261125)
    file = tmp_path / "round.json"
    words = {0: write_round(file, 0), 1: write_round(file, 1)}
    whole = took(folder, "import", str(file))
    previous, interrupted = words[1], 0
    for turn in range(2, 2 + KILLS):
        words[turn] = write_round(file, turn)
        interrupted += killed(folder, "import", str(file), after=chance.uniform(0.05, whole))
        library = opened(folder)
        (held,) = summaries(library)
        assert held in {words[turn], previous}
        previous = held
        assert_in_step(library)
        for word in words.values():
            assert found(library, word) == (DOCUMENTS if word == held else 0)
        library.close()
    assert interrupted >= KILLS // 2


def test_reindex_killed_at_any_moment_leaves_an_index_that_answers(folder: Path) -> None:
    chance = random.Random(20261126)
    whole = took(folder, "reindex")
    interrupted = 0
    for _ in range(KILLS):
        interrupted += killed(folder, "reindex", after=chance.uniform(0.05, whole))
        library = opened(folder)
        assert len(library.engine.search(SearchQuery(limit=ALL)).hits) == DOCUMENTS  # before anything is mended
        assert_in_step(library)
        library.close()
    assert interrupted >= KILLS // 2
    took(folder, "reindex")
    assert len(list((folder / "index").glob("segment-*"))) <= 2
    assert len([f for f in (folder / "vocabulary").iterdir() if f.is_dir()]) <= 4
