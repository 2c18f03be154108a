"""What a store must survive: two starters, a killed writer, a locked file, a full or broken one, many writers."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import text

from supplier_guide.errors import Away, Conflict
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.store import changes, history
from supplier_guide.store.database import Store, open_store
from supplier_guide.store.enterprises import count, get, iterate, save
from supplier_guide.store.schema import HEAD, METADATA

TOP = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

MIGRATE = """
import sys
from supplier_guide.store.database import open_store
open_store(sys.argv[1]).migrate()
"""
WRITE_FOR_EVER = """
import itertools, sys
from datetime import UTC, datetime
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.store.database import open_store
from supplier_guide.store.enterprises import save
store = open_store(sys.argv[1])
for turn in itertools.count():
    with store.write() as conn:
        these = [Enterprise(id=f"e-{n}", name=f"{turn} {datetime.now(UTC)}", summary="x" * 1000) for n in range(50)]
        save(conn, these, by="child", why="test", at=datetime.now(UTC))
    print(turn, flush=True)
"""
ITERATE = """
import resource, sys
from supplier_guide.store.database import open_store
from supplier_guide.store.enterprises import iterate
store = open_store(sys.argv[1])
with store.read() as conn:
    rows = iterate(conn)
    for _ in range(200):
        next(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rest = sum(1 for _ in rows)
print(rest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def enterprises(how_many: int, *, text: str = "") -> list[Enterprise]:
    return [Enterprise(id=f"e-{n:04}", name=f"Onderneming {n}", notes=text or None) for n in range(how_many)]


@pytest.fixture
def opening() -> Iterator[Callable[..., Store]]:
    """Open stores that are closed after the test."""
    opened: list[Store] = []

    def opening(url: str, *, patience: float = 5.0) -> Store:
        opened.append(open_store(url, patience=patience))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


def end_backend(url: str, pid: int) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", (pid,))


def keep(store: Store, *these: Enterprise) -> None:
    with store.write() as conn:
        save(conn, these, by="test", why="test", at=NOW)


def test_processes_that_migrate_at_the_same_moment_all_succeed(store_url: str, opening: Callable[..., Store]) -> None:
    starters = [child(MIGRATE, store_url) for _ in range(4)]
    assert [(p.communicate()[1], p.returncode) for p in starters] == [("", 0)] * 4
    with opening(store_url).read() as conn:
        assert changes.last(conn) == 0


def test_migrations_make_exactly_the_tables_of_the_schema(store: Store) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - as slow here as in the program
    from alembic.config import Config  # noqa: PLC0415
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    with store.read() as conn:
        assert compare_metadata(MigrationContext.configure(conn.sql), METADATA) == []
    config = Config()
    config.set_main_option("script_location", "supplier_guide:store/migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_store_of_a_newer_program_is_left_alone(store: Store) -> None:
    with store.write() as conn:
        conn.sql.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Away, match="nieuwere versie") as refused:
        store.migrate()
    assert refused.value.code == "store_too_new"


def test_store_without_tables_says_so(store_url: str, opening: Callable[..., Store]) -> None:
    with pytest.raises(Away) as refused:
        opening(store_url).ping()
    assert refused.value.code == "store_not_migrated"


def test_killed_writer_leaves_whole_turns_only(store: Store, store_url: str) -> None:
    store.ping()
    for _ in range(5):
        writer = child(WRITE_FOR_EVER, store_url)
        assert writer.stdout is not None
        assert writer.stdout.readline()
        time.sleep(random.uniform(0, 0.15))
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
        with store.read() as conn:
            names = {s.enterprise.name.split()[0] for s in iterate(conn)}
            versions = {s.version for s in iterate(conn)}
            last = changes.last(conn)
            all_versions = sum(len(history.versions(conn, f"e-{n}")) for n in range(50))
            assert count(conn) == 50
        assert len(names) == len(versions) == 1
        assert last == all_versions == versions.pop() * 50
    keep(store, Enterprise(id="after", name="Schrijven gaat nog"))


def test_locked_store_says_that_it_is_busy(store: Store, store_url: str, opening: Callable[..., Store]) -> None:
    hasty = opening(store_url, patience=0.2)
    with store.write() as conn:
        save(conn, enterprises(1), by="test", why="test", at=NOW)
        with pytest.raises(Away, match="bezet") as refused:
            keep(hasty, *enterprises(1))
    assert refused.value.code == "store_busy"
    assert refused.value.extra["retry_after"] > 0


def test_readers_go_on_while_somebody_writes(store: Store, store_url: str, opening: Callable[..., Store]) -> None:
    other = opening(store_url, patience=0.2)
    with store.write() as conn:
        save(conn, enterprises(1), by="test", why="test", at=NOW)
        with other.read() as reader:
            assert count(reader) == 0


def test_server_that_restarted_is_found_again(postgres_url: str, opening: Callable[..., Store]) -> None:
    store = opening(postgres_url)
    with store.read() as conn:
        pid = conn.sql.execute(text("SELECT pg_backend_pid()")).scalar_one()
    end_backend(postgres_url, pid)
    with store.read() as conn:
        assert conn.sql.execute(text("SELECT 1")).scalar_one() == 1


def test_connection_that_dies_during_a_read_is_away(postgres_url: str, opening: Callable[..., Store]) -> None:
    store = opening(postgres_url)

    def read() -> None:
        with store.read() as conn:
            end_backend(postgres_url, conn.sql.execute(text("SELECT pg_backend_pid()")).scalar_one())
            conn.sql.execute(text("SELECT 1"))

    with pytest.raises(Away) as refused:
        read()
    assert refused.value.code == "store_away"


def test_full_disk_keeps_nothing_and_says_so(sqlite_store: Store) -> None:
    keep(sqlite_store, Enterprise(id="before", name="Voor"))
    with sqlite_store.read() as conn:
        pages = conn.sql.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.sql.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(Away, match="vol") as refused:
        keep(sqlite_store, *enterprises(200, text="x" * 5000))
    assert refused.value.code == "store_full"
    with sqlite_store.read() as conn:
        assert (count(conn), changes.last(conn)) == (1, 1)


def test_sqlite_checks_foreign_keys_and_writes_ahead(sqlite_store: Store) -> None:
    with sqlite_store.read() as conn:
        assert conn.sql.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert conn.sql.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"


def test_thousands_of_documents_are_iterated_in_constant_memory(store: Store, store_url: str) -> None:
    keep(store, *enterprises(3000, text="x" * 10_000))
    out, errors = child(ITERATE, store_url).communicate()
    assert errors == ""
    rest, more_kilobytes = map(int, out.split())
    assert rest == 2800
    assert more_kilobytes < 8_000  # the documents together are 30 MB


def test_follower_sees_all_changes_of_concurrent_writers_in_order(store: Store) -> None:
    """Four writers, each with its own enterprises; what a follower misses once would be missing for ever."""
    writers = [Thread(target=_write_some, args=(store, f"w{n}")) for n in range(4)]
    for writer in writers:
        writer.start()
    seen: list[tuple[int, str]] = []
    while any(w.is_alive() for w in writers) or not _is_all(store, seen):
        with store.read() as conn:
            new = changes.since(conn, seen[-1][0] if seen else 0, limit=7)
        seen += [(c.number, c.id) for c in new]
    assert [number for number, _ in seen] == list(range(1, 121))
    assert len({identity for _, identity in seen}) == 120


def _write_some(store: Store, writer: str) -> None:
    for n in range(15):
        these = [Enterprise(id=f"{writer}-{n}-{m}", name="x") for m in range(2)]
        with store.write() as conn:
            save(conn, these, by=writer, why="test", at=NOW)


def _is_all(store: Store, seen: list[tuple[int, str]]) -> bool:
    with store.read() as conn:
        return changes.last(conn) == (seen[-1][0] if seen else 0)


def test_two_editors_with_the_same_version_one_wins(store: Store) -> None:
    keep(store, Enterprise(id="ryhove", name="Ryhove"))
    outcomes: list[str] = []

    def edit(name: str) -> None:
        try:
            with store.write() as conn:
                save(conn, [Enterprise(id="ryhove", name=name)], by=name, why="x", at=NOW, expected={"ryhove": 1})
            outcomes.append("saved")
        except Conflict:
            outcomes.append("conflict")

    editors = [Thread(target=edit, args=(name,)) for name in ("one", "two", "three")]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    assert sorted(outcomes) == ["conflict", "conflict", "saved"]
    with store.read() as conn:
        stored = get(conn, "ryhove")
    assert stored is not None
    assert stored.version == 2


def test_store_can_be_read_with_plain_sqlite_tools(sqlite_store: Store, sqlite_url: str) -> None:
    keep(sqlite_store, Enterprise(id="ryhove", name="Ryhove"))
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as plain:
        assert plain.execute("SELECT id, version FROM enterprise").fetchall() == [("ryhove", 1)]
    plain.close()
