"""`serve` and `seed` as people run them."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import pytest

from tests.cli.commanding import command, end_all, free_port, serving, start, until_ready


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_first_start_seeds_says_the_address_answers_and_stops_cleanly(data_dir: Path, number: int) -> None:
    with serving(data_dir) as service:
        assert service.client.get("/api/v1/enterprises").json()["total"] > 200
        assert service.client.get("/").status_code == 200
        outcome = service.stop(number)
    assert f"http://localhost:{service.port}" in outcome.out
    assert "begingegevens" in outcome.out
    assert (outcome.err, outcome.status in {0, 130, -number}) == ("", True)


def test_two_that_start_at_the_same_moment_share_one_seed(data_dir: Path) -> None:
    ports = [free_port(), free_port()]
    starters = [start(data_dir, "serve", port=port) for port in ports]
    replies = []
    try:
        for process, port in zip(starters, ports, strict=True):
            with until_ready(process, port) as client:
                replies.append(client.get("/api/v1/enterprises?size=100").json())
    finally:
        for process in starters:
            end_all(process)
            process.communicate()
    assert replies[0] == replies[1]
    assert replies[0]["data_version"] == "227"


def test_second_start_keeps_what_is_there(seeded_dir: Path) -> None:
    with serving(seeded_dir) as service:
        assert service.client.get("/api/v1/enterprises").json()["data_version"] == "227"
        assert "begingegevens" not in service.stop().out


def test_two_workers_answer_and_both_see_a_change(seeded_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.json"
    file.write_text('[{"id": "albatros", "name": "Albatros", "activities": [{"rubric": "R03.01"}]}]')
    with serving(seeded_dir, "--workers", 2) as service:
        assert command(seeded_dir, "import", file).status == 0
        until = time.monotonic() + 20
        streak = 0
        while streak < 30:  # connections are spread over the workers, so that all of them have answered
            assert time.monotonic() < until
            reply = service.client.get("/api/v1/enterprises?q=albatros", headers={"Connection": "close"}).json()
            streak = streak + 1 if reply["total"] == 1 else 0
        outcome = service.stop()
    assert outcome.status in {0, -signal.SIGTERM}
    assert "Traceback" not in outcome.err


def test_log_of_the_service_has_a_line_of_json_per_request(seeded_dir: Path) -> None:
    for workers in (1, 2):
        with serving(seeded_dir, "--workers", workers) as service:
            service.client.get("/api/v1/suggest?q=geheimwoord")
            out = service.stop().out
        assert '"route":"/api/v1/suggest"' in out
        assert "geheimwoord" not in out
        assert "127.0.0.1" not in out


def test_port_in_use_is_said_with_what_to_do(seeded_dir: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = command(seeded_dir, "serve", port=port)
    assert (outcome.status, outcome.out) == (1, "")
    assert f"Poort {port}" in outcome.err
    assert f"SUPPLIER_GUIDE_PORT={port + 1}" in outcome.err


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"port": "poort"}, "SUPPLIER_GUIDE_PORT"),
        ({"port": 70000}, "SUPPLIER_GUIDE_PORT"),
        ({"rate_limit": -1}, "SUPPLIER_GUIDE_RATE_LIMIT"),
        ({"database_url": "mysql://x"}, "DATABASE_URL"),
        ({"search_url": "https://zoek:9200"}, "SEARCH_URL"),
        ({"database_url": "postgresql://nobody@127.0.0.1:1/x"}, "DATABASE_URL"),
        ({"notice_hosts": "https://ted.europa.eu"}, "SUPPLIER_GUIDE_NOTICE_HOSTS"),
        ({"log_level": "luid"}, "SUPPLIER_GUIDE_LOG_LEVEL"),
    ],
)
def test_setting_that_cannot_be_used_is_named(seeded_dir: Path, settings: dict[str, object], named: str) -> None:
    outcome = command(seeded_dir, "serve", **settings)
    assert outcome.status == 1
    assert named in outcome.err


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    outcome = command(tmp_path / "data", "reindex", database_url=f"sqlite:///{tmp_path}/file/data/store.sqlite")
    assert outcome.status == 1
    assert "map van de gegevensbank" in outcome.err


def test_seed_adds_what_is_missing_and_leaves_the_rest(data_dir: Path) -> None:
    first, second = command(data_dir, "seed"), command(data_dir, "seed", "--json")
    assert (first.status, "227 ondernemingen" in first.out) == (0, True)
    assert (second.status, second.json) == (0, {"created": 0})


def test_service_leaves_nothing_behind_but_its_data(seeded_dir: Path) -> None:
    with serving(seeded_dir) as service:
        service.client.get("/zoeken?q=gras")
        service.stop()
    allowed = {"cache", "index", "vocabulary", "store.sqlite", "store.sqlite-wal", "store.sqlite-shm"}
    assert {f.name for f in seeded_dir.iterdir()} <= allowed
    assert [f.name for f in seeded_dir.parent.iterdir()] == ["data"]


def test_workers_end_when_the_process_that_started_them_is_killed(seeded_dir: Path) -> None:
    with serving(seeded_dir, "--workers", 2) as service:
        service.process.kill()
        service.process.wait()
        until = time.monotonic() + 20
        while not _is_free(service.port):
            assert time.monotonic() < until, "a worker went on without its parent"
            time.sleep(0.1)


def test_workers_end_without_their_parent_though_downloads_are_unfinished(seeded_dir: Path) -> None:
    with serving(seeded_dir, "--workers", 2) as service:
        pids = _workers(service.process.pid)
        with _unread(service.port):
            service.process.kill()
            service.process.wait()
            until = time.monotonic() + 40
            while any(_is_running(pid) for pid in pids):
                assert time.monotonic() < until, "a worker waits for a download that nobody reads"
                time.sleep(0.1)


def test_service_stops_though_a_download_is_unfinished(seeded_dir: Path) -> None:
    with serving(seeded_dir) as service, _unread(service.port):
        began = time.monotonic()
        service.stop()
        assert time.monotonic() - began < 40


def test_killed_worker_is_replaced(seeded_dir: Path) -> None:
    with serving(seeded_dir, "--workers", 2) as service:
        before = _workers(service.process.pid)
        os.kill(before[-1], signal.SIGKILL)
        until = time.monotonic() + 30
        while len(now := _workers(service.process.pid)) < len(before) or before[-1] in now:
            assert time.monotonic() < until, "no new worker came"
            time.sleep(0.1)
        # The other one may have been still opening its index when this one was killed.
        while not _answers(service.client):
            assert time.monotonic() < until, "no worker answers"
            time.sleep(0.1)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/api/v1/enterprises").status_code == 200
    except httpx.TransportError:
        return False


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def _unread(port: int) -> Iterator[None]:
    """Ask for all data so often that it does not fit in any buffer, over several connections, and read none of it."""
    request = b"GET /api/v1/export/enterprises.json HTTP/1.1\r\nHost: x\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(8):  # so that each worker has some
            made = stack.enter_context(socket.socket())
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            made.settimeout(20)
            made.connect(("127.0.0.1", port))
            made.sendall(request * 50)
            assert made.recv(15) == b"HTTP/1.1 200 OK"
        yield


def _is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def _workers(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
