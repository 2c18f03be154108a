"""A broken index, a broken or locked store, a full disk: said plainly, mended where that can be, never made worse."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.commanding import COMMAND, Outcome, command, environment, serving
from tests.directory.installing import ask, ids, opened

LIMITED = """
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


def on_a_disk_of(size: int, folder: Path, *arguments: object) -> Outcome:
    """Run a command that can write no file beyond ``size`` bytes, as on a disk that is full."""
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(size), COMMAND, *map(str, arguments)],
        env=environment(folder), cwd=folder.parent, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in run.stderr, run.stderr
    return Outcome(run.returncode, run.stdout, run.stderr)


def contents(folder: Path) -> list[tuple[str, int, str]]:
    """Return what the store holds, and make sure that the file is whole."""
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found: list[tuple[str, int, str]] = connection.execute(
            "SELECT id, change, document FROM enterprise ORDER BY id"
        ).fetchall()
        return found


def write(path: Path, how_many: int, *, summary: str = "") -> Path:
    documents = [{"id": f"nieuw-{n}", "name": f"Nieuw {n}", "summary": summary} for n in range(how_many)]
    path.write_text(json.dumps(documents), encoding="utf-8")
    return path


@pytest.mark.parametrize("damage", ["cut", "garbage", "pointer"])
def test_service_mends_a_broken_index_when_it_starts(seeded_dir: Path, damage: str) -> None:
    for file in (seeded_dir / "index").glob("current.json" if damage == "pointer" else "segment-*"):
        size = file.stat().st_size
        file.write_bytes(file.read_bytes()[: size // 2] if damage == "cut" else b"\x00garbage" * (size // 8))
    check = command(seeded_dir, "check")
    assert check.status == 1
    assert "beschadigd" in check.out
    assert "supplier-guide reindex" in check.out
    search = command(seeded_dir, "search", "gras")
    assert (search.status, "supplier-guide reindex" in search.err) == (1, True)
    with serving(seeded_dir) as service:
        assert service.client.get("/api/v1/enterprises?q=gras").json()["total"] > 0
    assert command(seeded_dir, "check").status == 0


def test_service_mends_an_index_that_breaks_while_it_runs(seeded_dir: Path) -> None:
    with serving(seeded_dir) as service:
        shutil.rmtree(seeded_dir / "index")
        until = time.monotonic() + 20
        while service.client.get("/api/v1/enterprises?q=gras").status_code != 200:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert service.client.get("/api/v1/enterprises?q=gras").json()["data_version"] == "227"


def test_broken_store_is_named_and_left_as_it_is(seeded_dir: Path) -> None:
    for file in seeded_dir.glob("store.sqlite*"):
        file.unlink()
    broken = seeded_dir / "store.sqlite"
    broken.write_bytes(b"this is no database " * 500)
    for arguments in (["check"], ["serve"], ["reindex"]):
        outcome = command(seeded_dir, *arguments)
        assert outcome.status == 1
        assert "reservekopie" in outcome.out + outcome.err
    assert broken.read_bytes() == b"this is no database " * 500


def test_locked_store_is_said_and_nothing_is_imported(seeded_dir: Path, tmp_path: Path) -> None:
    before = contents(seeded_dir)
    with closing(sqlite3.connect(seeded_dir / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = command(seeded_dir, "import", write(tmp_path / "new.json", 1))
        searched = command(seeded_dir, "search", "gras", "--json")  # readers do not mind
    assert outcome.status == 1
    assert "bezet" in outcome.err
    assert searched.json["total"] > 0
    assert contents(seeded_dir) == before


def test_full_disk_while_saving_leaves_the_store_as_it_was(seeded_dir: Path, tmp_path: Path) -> None:
    before = contents(seeded_dir)
    outcome = on_a_disk_of(1_500_000, seeded_dir, "import", write(tmp_path / "new.json", 3_000, summary="x" * 1_000))
    assert outcome.status == 1
    assert "schijf" in outcome.err
    assert contents(seeded_dir) == before
    assert command(seeded_dir, "check").status == 0


def test_full_disk_while_indexing_keeps_what_was_saved_and_is_mended_later(seeded_dir: Path, tmp_path: Path) -> None:
    outcome = on_a_disk_of(250_000, seeded_dir, "import", write(tmp_path / "new.json", 1), "--json")
    assert outcome.status == 1
    assert outcome.json["created"] == 1
    assert "bewaard, maar nog niet te vinden" in outcome.err
    check = command(seeded_dir, "check")
    assert (check.status, "loopt 1 wijziging" in check.out) == (1, True)
    with serving(seeded_dir) as service:
        assert service.client.get("/api/v1/enterprises?q=nieuw+0").json()["hits"][0]["id"] == "nieuw-0"


def test_full_disk_while_reindexing_keeps_the_index_that_was(seeded_dir: Path) -> None:
    outcome = on_a_disk_of(250_000, seeded_dir, "reindex")
    assert outcome.status == 1
    assert "De vorige versie blijft gelden" in outcome.err
    library = opened(seeded_dir)
    assert ids(ask(library, "gras"))
    library.close()
    assert command(seeded_dir, "check").status == 0


def test_full_disk_while_exporting_leaves_the_file_that_was(seeded_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "all.json"
    target.write_text("of yesterday")
    outcome = on_a_disk_of(100_000, seeded_dir, "export", target)
    assert outcome.status == 1
    assert outcome.err.strip()
    assert target.read_text() == "of yesterday"
    assert [f.name for f in tmp_path.iterdir() if f.name.startswith(".") or "tmp" in f.name] == []
