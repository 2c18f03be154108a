"""Downloads of all data: slow ones keep nobody waiting, each is of one moment, and its tag names its bytes."""

import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from threading import Thread
from time import sleep

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.errors import Away
from supplier_guide.web.app import create_app
from supplier_guide.web.downloads import Download, Downloads, pieces
from tests.directory.installing import NOW, TODAY, enterprise, keep
from tests.web.serving import served

LibraryOf = Callable[..., Library]
EXPORT = "/api/v1/export/enterprises.json"
LONG = "Wij onderhouden groen. " * 50


def content(download: Download) -> bytes:
    return b"".join(pieces(download))


def copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)


@contextmanager
def unread(client: httpx.Client, amount: int) -> Iterator[None]:
    """Ask for the export over many connections and read nothing of it but the first line."""
    with ExitStack() as stack:
        for _ in range(amount):
            made = stack.enter_context(socket.socket())
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            made.settimeout(20)
            made.connect((client.base_url.host, client.base_url.port))
            made.sendall(f"GET {EXPORT} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert made.recv(15) == b"HTTP/1.1 200 OK"
        yield


def test_downloads_that_nobody_reads_do_not_keep_searches_waiting(library_of: LibraryOf) -> None:
    library = library_of(enterprise("gras"))
    keep(library, *(enterprise(f"lang-{n}", summary=LONG) for n in range(4_000)))
    more_than_connections = 60
    with (
        served(create_app(library, today=lambda: TODAY, follow=False)) as client,
        unread(client, more_than_connections),
    ):
        reply = client.get("/api/v1/enterprises?q=gras", timeout=5)
        assert (reply.status_code, reply.json()["total"]) == (200, 1)
        assert len(client.get(EXPORT).json()["enterprises"]) == 4_001


def test_export_is_written_once_and_again_when_something_changed(library_of: LibraryOf) -> None:
    library, downloads = library_of(enterprise("een")), Downloads()
    first = downloads.newest(library, "csv")
    assert downloads.newest(library, "csv") is first
    keep(library, enterprise("twee"))
    second = downloads.newest(library, "csv")
    assert (first.state.version, second.state.version) == ("1", "2")
    assert (b"twee" in content(first), b"twee" in content(second)) == (False, True)


def test_store_that_was_put_back_and_went_on_is_written_anew(library_of: LibraryOf) -> None:
    library, downloads = library_of(enterprise("een")), Downloads()
    store, copy = library.settings.data_dir / "store.sqlite", library.settings.data_dir / "copy.sqlite"
    copy_database(store, copy)
    keep(library, enterprise("twee"), at=NOW)
    assert b"twee" in content(downloads.newest(library, "csv"))
    copy_database(copy, store)
    keep(library, enterprise("drie"), at=NOW + timedelta(hours=1))
    again = downloads.newest(library, "csv")
    assert (again.state.version, b"twee" in content(again), b"drie" in content(again)) == ("2", False, True)


def test_tag_and_size_are_those_of_the_bytes(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"))
    for kind in ("json", "csv", "jsonld"):
        made = Downloads().newest(library, kind)
        assert made.size == len(content(made))
        assert made.digest == blake2b(content(made), digest_size=12).hexdigest()


def test_tag_differs_where_the_same_data_are_told_otherwise(library_of: LibraryOf) -> None:
    here = library_of(enterprise("een"), public_url="https://hier.example")
    there = library_of(enterprise("een"), public_url="https://daar.example")
    tags = {Downloads().newest(library, kind).digest for library in (here, there) for kind in ("jsonld", "csv")}
    assert len(tags) == 3


def test_length_is_told_and_the_version_is_that_of_the_rows(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"))
    with served(create_app(library, today=lambda: TODAY, follow=False)) as client:
        for number in (1, 2, 3):
            reply = client.get(EXPORT)
            assert reply.headers["content-length"] == str(len(reply.content))
            assert reply.headers["x-data-version"] == reply.json()["data_version"] == str(number)
            assert len(reply.json()["enterprises"]) == number
            keep(library, enterprise(f"nog-{number}"))


def test_many_who_ask_for_one_that_is_being_written_leave_room_for_searches(library_of: LibraryOf) -> None:
    library, downloads = library_of(enterprise("een")), Downloads()
    waiting = [Thread(target=downloads.newest, args=(library, "json")) for _ in range(4)]
    with downloads._writing:
        for one in waiting:
            one.start()
        while downloads._room.acquire(blocking=False):  # until the four wait
            downloads._room.release()
            sleep(0.01)
        with pytest.raises(Away) as refused:
            downloads.newest(library, "json")
    for one in waiting:
        one.join()
    assert refused.value.extra["retry_after"] > 0
    assert downloads.newest(library, "json").state.version == "1"


def test_no_file_stays_behind(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"))
    before = sorted(library.settings.data_dir.rglob("*"))
    content(Downloads().newest(library, "json"))
    assert sorted(library.settings.data_dir.rglob("*")) == before
