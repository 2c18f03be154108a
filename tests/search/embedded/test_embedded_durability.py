"""The embedded index on disk: killed, cut, copied, full, and shared between processes."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path

import pytest

from supplier_guide.errors import Away
from supplier_guide.search.embedded.changing import Merging
from supplier_guide.search.embedded.engine import EmbeddedEngine
from supplier_guide.search.embedded.folder import Folder
from supplier_guide.search.embedded.searching import answer
from tests.limits import files_of_at_most
from tests.search.conformance.builders import ask, document, ids

TWO_SEGMENTS = Merging(small=-1, share=inf)
SIZE = 60

# Replaces all documents again and again; the word tells the number of the change.
WRITER = """
import sys
from itertools import count
from math import inf
from pathlib import Path
from supplier_guide.search.embedded.changing import Merging
from supplier_guide.search.embedded.engine import EmbeddedEngine
from tests.search.conformance.builders import document
engine = EmbeddedEngine(Path(sys.argv[1]), analysis_version="1", read_only=False, merging=Merging(small=-1, share=inf))
for number in count(engine.applied() + 1):
    write = engine.rebuild if number % 7 == 0 else engine.put
    write([document(f"d{n}", f"change{number}", change=number) for n in range(60)], applied=number)
    if number % 5 == 0:
        engine.put([document("extra", "extra", change=number)], applied=number)
        engine.remove(["extra"], applied=number)
"""


def open_index(folder: Path, *, read_only: bool = False, analysis: str = "1") -> EmbeddedEngine:
    return EmbeddedEngine(folder, analysis_version=analysis, read_only=read_only, merging=TWO_SEGMENTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of an index with a base, a delta and three documents."""
    engine = open_index(tmp_path / "index")
    engine.rebuild([document("a", "tuin"), document("b", "tuin")], applied=1)
    engine.put([document("c", "tuin", change=2)], applied=2)
    engine.close()
    return tmp_path / "index"


def segments(folder: Path) -> list[Path]:
    return sorted(folder.glob("segment-*"))


def test_index_is_there_after_closing_and_opening(folder: Path) -> None:
    engine = open_index(folder)
    assert (engine.applied(), engine.health()) == (2, None)
    assert ids(engine.search(ask("tuin"))) == ["a", "b", "c"]


def test_writer_killed_at_any_moment_leaves_the_old_state_or_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    reached = -1
    for attempt in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)])
        wait_until(partial(has_applied, folder, reached + 1 + attempt % 4))
        time.sleep(attempt * 0.0021)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        engine = open_index(folder, read_only=True)
        assert engine.health() is None
        assert engine.applied() >= reached
        reached = engine.applied()
        assert engine.search(ask(f"change{reached}")).total == SIZE
        assert SIZE <= engine.search(ask()).total <= SIZE + 1
    assert len(segments(folder)) <= 6


def has_applied(folder: Path, number: int) -> bool:
    return open_index(folder, read_only=True).applied() >= number


def wait_until(condition: Callable[[], bool], *, patience: float = 30.0) -> None:
    until = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_other_engines_notice_a_change_by_the_next_search(folder: Path) -> None:
    reader, writer = open_index(folder, read_only=True), open_index(folder)
    assert reader.search(ask("tuin")).total == 3
    writer.put([document("d", "tuin", change=3)], applied=3)
    assert reader.search(ask("tuin")).total == 4
    writer.rebuild([], applied=4)
    assert reader.search(ask("tuin")).total == 0


def test_search_under_way_goes_on_when_its_files_are_deleted(folder: Path) -> None:
    reader, writer = open_index(folder, read_only=True), open_index(folder)
    old, names = reader._snapshot(), segments(folder)
    for number in range(3, 7):
        writer.rebuild([document("z", "hout")], applied=number)
    assert not any(path.exists() for path in names)
    assert ids(answer(old, ask("tuin"))) == ["a", "b", "c"]


def test_old_files_are_cleaned_away(folder: Path) -> None:
    engine = open_index(folder)
    for number in range(3, 30):
        engine.put([document("c", f"w{number}", change=number)], applied=number)
    assert len(segments(folder)) <= 4


def test_reader_never_writes(folder: Path) -> None:
    reader = open_index(folder, read_only=True)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(Away, match="leest"):
        reader.put([], applied=9)
    with pytest.raises(Away, match="leest"):
        reader.remove(["a"], applied=9)
    with pytest.raises(Away, match="leest"):
        reader.rebuild([], applied=9)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert reader.applied() == 2


def test_reader_of_a_folder_that_is_not_there_creates_nothing(tmp_path: Path) -> None:
    reader = open_index(tmp_path / "none", read_only=True)
    assert reader.applied() == -1
    assert not (tmp_path / "none").exists()


def test_reader_opened_before_there_is_an_index_finds_it_later(tmp_path: Path) -> None:
    reader = open_index(tmp_path / "index", read_only=True)
    assert "ontbreekt" in (reader.health() or "")
    open_index(tmp_path / "index").put([document("a", "tuin")], applied=1)
    assert reader.search(ask("tuin")).total == 1


def test_second_writer_is_told_who_writes(folder: Path) -> None:
    engine = open_index(folder)
    with Folder(folder).writing():
        with pytest.raises(Away, match=f"proces {os.getpid()}") as refused:
            engine.put([document("d", "tuin", change=3)], applied=3)
        assert refused.value.code == "index_busy"
        assert engine.search(ask("tuin")).total == 3
    engine.put([document("d", "tuin", change=3)], applied=3)
    assert engine.search(ask("tuin")).total == 4


def test_two_writers_in_turn_build_on_each_other(folder: Path) -> None:
    one, other = open_index(folder), open_index(folder)
    for number in range(3, 9):
        (one, other)[number % 2].put([document(f"n{number}", "tuin", change=number)], applied=number)
    assert one.search(ask("tuin")).total == other.search(ask("tuin")).total == 9


def test_index_of_another_analysis_is_not_used_and_not_mixed(folder: Path) -> None:
    engine = open_index(folder, analysis="2")
    assert engine.applied() == -1
    assert "taalanalyse" in (engine.health() or "")
    assert "supplier-guide reindex" in (engine.health() or "")
    with pytest.raises(Away):
        engine.search(ask())
    with pytest.raises(Away):
        engine.put([document("d")], applied=3)
    engine.rebuild([document("d", "tuin")], applied=3)
    assert (engine.applied(), engine.health()) == (3, None)
    assert open_index(folder, analysis="1").applied() == -1


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def garble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8] = b"garbage!"
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, garble, empty, Path.unlink])
@pytest.mark.parametrize("victim", [0, 1, "pointer"])
@pytest.mark.parametrize("already_open", [False, True])
def test_damage_is_told_and_mended_by_a_rebuild(
    folder: Path, damage: Callable[[Path], None], victim: int | str, *, already_open: bool
) -> None:
    engine = open_index(folder)
    if not already_open:
        engine.close()
    damage(folder / "current.json" if victim == "pointer" else segments(folder)[int(victim)])
    engine = engine if already_open else open_index(folder)
    assert engine.applied() == -1
    assert "supplier-guide reindex" in (engine.health() or "")
    with pytest.raises(Away):
        engine.search(ask("tuin"))
    if damage is not Path.unlink or victim != "pointer":
        with pytest.raises(Away):
            engine.put([document("d", "tuin", change=3)], applied=3)
    engine.rebuild([document("d", "tuin")], applied=3)
    assert (engine.health(), ids(engine.search(ask("tuin")))) == (None, ["d"])
    assert ids(open_index(folder, read_only=True).search(ask("tuin"))) == ["d"]


def test_copied_index_is_read_after_its_contents_are_checked(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copy)
    assert ids(open_index(tmp_path / "copy").search(ask("tuin"))) == ["a", "b", "c"]


@pytest.mark.parametrize("size", [0, 50, 3_000])
def test_full_disk_leaves_the_old_state(folder: Path, size: int) -> None:
    engine = open_index(folder)
    before = segments(folder)
    with files_of_at_most(size):
        for write in (engine.put, engine.rebuild):
            with pytest.raises(Away, match="vorige versie blijft gelden"):
                write([document("d", "hout", change=3)], applied=3)
        with pytest.raises(Away):
            engine.remove(["a"], applied=3)
        assert ids(engine.search(ask("tuin"))) == ["a", "b", "c"]
    assert segments(folder) == before
    engine.put([document("d", "tuin", change=3)], applied=3)
    assert open_index(folder, read_only=True).search(ask("tuin")).total == 4


def test_small_index_is_kept_in_one_segment(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path, analysis_version="1", read_only=False)
    for number in range(1, 6):
        engine.put([document(f"d{number}", "tuin", change=number)], applied=number)
    assert len(engine._snapshot().parts) == 1


def test_delta_is_merged_into_the_base_when_it_has_grown(tmp_path: Path) -> None:
    merging = Merging(small=0, share=0.1)
    engine = EmbeddedEngine(tmp_path, analysis_version="1", read_only=False, merging=merging)
    engine.rebuild([document(f"d{n}", "tuin") for n in range(100)], applied=0)
    parts = []
    for number in range(1, 12):
        engine.put([document(f"e{number}", "tuin", change=number)], applied=number)
        parts.append(len(engine._snapshot().parts))
    assert parts == [2] * 10 + [1]
    assert engine.search(ask("tuin")).total == 111
