"""An index made by several processes, killed or interrupted at random moments: it answers, and nobody is left behind."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from supplier_guide.directory.settling import settle
from supplier_guide.search.query import SearchQuery
from tests.directory.installing import enterprise, follow, keep, opened, prepared

SIZE = 300
TIMES = 6
PATIENCE_S = 60
REBUILD = """
import signal
import sys
from pathlib import Path
from supplier_guide.directory.dividing import Dividing
from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.opening import open_library
from supplier_guide.settings import Settings
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in the background without
library = open_library(Settings(data_dir=Path(sys.argv[1])))
print("open", flush=True)
parts = Dividing(whole=0, size=60, processes=2)
rebuild(library.store, library.engine, library.composer, library.words, dividing=parts)
"""


@contextmanager
def rebuilding(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a rebuild in a group of its own, as a terminal does."""
    with subprocess.Popen(
        [sys.executable, "-c", REBUILD, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def assert_group_ends(group: int) -> None:
    """All processes of the group end by themselves."""
    until = time.monotonic() + PATIENCE_S
    while members := _members(group):
        assert time.monotonic() < until, members
        time.sleep(0.02)


def _members(group: int) -> list[str]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().rpartition(") ")
            state, _parent, its_group = rest.split()[:3]
            if int(its_group) == group and state not in "ZX":
                found.append(name)
    return found


@pytest.fixture
def folder(tmp_path: Path, word_lists: Path) -> Path:
    """Return an indexed installation."""
    folder = prepared(tmp_path / "data", word_lists)
    library = opened(folder)
    keep(library, *(enterprise(f"e-{n:03}", summary="zeilboot") for n in range(SIZE)))
    follow(library)
    library.close()
    return folder


def took(folder: Path) -> float:
    """Rebuild to the end; return the seconds after opening."""
    with rebuilding(folder) as process:
        began = time.monotonic()
        assert process.wait(PATIENCE_S) == 0
        return time.monotonic() - began


def assert_answers(folder: Path) -> None:
    library = opened(folder)
    assert library.engine.health() is None
    assert library.engine.search(SearchQuery()).total == SIZE  # before anything is mended
    settle(library)
    library.close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_rebuild_stopped_at_any_moment_leaves_an_index_that_answers(folder: Path, how: signal.Signals) -> None:
    chance = random.Random(20261125)
    whole = took(folder)
    stopped = 0
    for _ in range(TIMES):
        with rebuilding(folder) as process:
            time.sleep(chance.uniform(0.01, whole))
            if how is signal.SIGINT:  # a terminal sends it to all
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, how)
            else:
                process.send_signal(how)
            _, said = process.communicate(timeout=PATIENCE_S)
            stopped += process.returncode != 0
            assert said.count("\nKeyboardInterrupt") <= (how is signal.SIGINT), said  # of the one that was asked alone
        assert_group_ends(process.pid)
        assert_answers(folder)
    assert stopped >= TIMES // 2
    took(folder)
    assert list((folder / "index").glob("parts-*")) == []
    assert len(list((folder / "index").glob("segment-*"))) <= 2
