"""A process of its own: what it gets, and what becomes of it when it takes too much."""

from pathlib import Path

import pytest

from supplier_guide import apart

ENDLESS = "from supplier_guide.apart import bind\nbind(seconds=1, memory=2**30)\nwhile True: pass\n"
GREEDY = (
    "import sys\nfrom supplier_guide.apart import bind, ending\nbind(seconds=9, memory=2**28)\n"
    "sys.exit(ending(lambda: len(bytearray(2**29))))\n"
)
MISTAKEN = "from supplier_guide.apart import bind, ending\nbind(seconds=9, memory=2**28)\nending(lambda: 1 // 0)\n"
WRITING = "from supplier_guide.apart import bind\nbind(seconds=9, memory=2**30)\nopen('spoor.txt', 'w').write('x')\n"
TELLING = "import os, sys\nsys.stdout.write('|'.join([*sorted(os.environ), sys.stdin.read()]))\n"
ASLEEP = "import time\ntime.sleep(60)\n"


def module(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> str:
    (folder / "werk_apart.py").write_text(source)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.chdir(folder)
    return "werk_apart"


def test_work_gets_its_input_and_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPLIER_GUIDE_DATABASE_URL", "geheim")
    done = apart.run_apart(module(tmp_path, monkeypatch, TELLING), body=b"vraag", seconds=9)
    told = done.output.decode().split("|")
    assert (done.code, done.stopped, told[-1]) == (0, False, "vraag")
    assert {"PYTHONPATH", "PYTHONUTF8"} <= set(told)
    assert not [name for name in told if name.startswith("SUPPLIER_GUIDE")]


@pytest.mark.parametrize("source", [ENDLESS, GREEDY])
def test_work_that_takes_too_much_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    assert apart.run_apart(module(tmp_path, monkeypatch, source), body=b"", seconds=9).stopped


def test_mistake_of_ours_is_not_told_as_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = apart.run_apart(module(tmp_path, monkeypatch, MISTAKEN), body=b"", seconds=9)
    assert (done.code, done.stopped) == (1, False)
    assert b"ZeroDivisionError" in done.errors


def test_work_that_waits_for_ever_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_SPARE_SECONDS", 0)
    assert apart.run_apart(module(tmp_path, monkeypatch, ASLEEP), body=b"", seconds=1).stopped


def test_work_leaves_files_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apart.run_apart(module(tmp_path, monkeypatch, WRITING), body=b"", seconds=9)
    assert (tmp_path / "spoor.txt").read_bytes() == b""
