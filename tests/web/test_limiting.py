"""How often one visitor may ask: the API, and what takes long to answer; whoever asks too often hears when to return."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.web.app import create_app
from supplier_guide.web.limiting import Limit, MinuteLimit, visitor_of
from tests.cli.commanding import serving
from tests.directory.installing import TODAY, enterprise
from tests.web.pages.builders import Page
from tests.web.serving import served

LibraryOf = Callable[..., Library]
ROOT = "/api/v1"
NEED = {"title": "gras maaien", "lots": [{"title": "gras maaien"}]}
COSTLY = [
    "/opdracht",
    "/opdracht/programma",
    "/opdracht/marktverkenning.csv",
    f"{ROOT}/match",
    f"{ROOT}/match/notice",
    f"{ROOT}/reservation/check",
]


@contextmanager
def limited(library_of: LibraryOf, **settings: int) -> Iterator[httpx.Client]:
    """Serve an installation with limits; gives a client, at the beginning of a minute or far from its end."""
    app = create_app(library_of(enterprise("een"), **settings), today=lambda: TODAY, follow=False)
    with served(app) as client:
        if time.time() % 60 > 50:
            time.sleep(60.5 - time.time() % 60)
        yield client


def from_address(address: str) -> dict[str, str]:
    """Return the header with which a proxy on this machine says who asks."""
    return {"X-Forwarded-For": address}


def test_api_says_when_to_come_back(library_of: LibraryOf) -> None:
    with limited(library_of, rate_limit=3) as client:
        statuses = [client.get(f"{ROOT}/enterprises").status_code for _ in range(3)]
        last = client.get(f"{ROOT}/enterprises")
        assert (statuses, last.status_code) == ([200] * 3, 429)
        assert 1 <= int(last.headers["retry-after"]) <= 60
        assert last.json()["error"]["code"] == "too_many_requests"
        assert last.headers["retry-after"] in last.json()["error"]["message"]
        assert last.headers["x-content-type-options"] == "nosniff"
        assert last.headers["access-control-allow-origin"] == "*"
        assert last.headers["cache-control"] == "no-store"
        assert client.get("/").status_code == 200
        assert "supplier_guide_rate_limited_total 1.0" in client.get("/metrics").text


@pytest.mark.parametrize("path", COSTLY)
def test_what_takes_long_has_a_limit_of_its_own(library_of: LibraryOf, path: str) -> None:
    with limited(library_of, costly_limit=2) as client:
        first = [client.post(path, data={"wat": "gras"}).status_code for _ in range(2)]
        assert 429 not in first
        last = client.post(path, data={"wat": "gras"})
        assert last.status_code == 429
        assert 1 <= int(last.headers["retry-after"]) <= 60
        # Reading goes on, by everybody; so does asking from elsewhere.
        assert client.get("/opdracht").status_code == 200
        assert client.get(f"{ROOT}/enterprises").status_code == 200
        assert client.post(path, data={"wat": "gras"}, headers=from_address("192.0.2.9")).status_code != 429


@pytest.mark.parametrize("path", ["/opdracht", "/opdracht/marktverkenning.csv", "/opdracht/marktverkenning.pdf"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_question_in_an_address_takes_as_long(library_of: LibraryOf, path: str, method: str) -> None:
    with limited(library_of, costly_limit=2) as client:
        statuses = [client.request(method, path, params={"wat": "gras"}).status_code for _ in range(3)]
        assert (429 in statuses[:2], statuses[2]) == (False, 429)
        assert client.get("/opdracht").status_code == 200
        assert client.get("/zoeken", params={"q": "gras"}).status_code == 200


def test_costly_ones_count_together(library_of: LibraryOf) -> None:
    with limited(library_of, costly_limit=2) as client:
        assert client.post(f"{ROOT}/match", json=NEED).status_code == 200
        assert client.post(f"{ROOT}/reservation/check", json=NEED).status_code == 200
        assert client.post("/opdracht", data={"wat": "gras"}).status_code == 429


def test_page_is_refused_as_a_page(library_of: LibraryOf) -> None:
    with limited(library_of, costly_limit=1) as client:
        client.post("/opdracht", data={"wat": "gras"})
        reply = client.post("/opdracht", files={"bestand": ("bestek.txt", b"x" * 5_000_000)})
        page = Page(reply.status_code, reply.text)
        assert page.status == 429
        assert "Te veel vragen in een minuut" in page.text
        assert page.all("div", role="alert")
        assert reply.headers["content-security-policy"]


def test_without_a_limit_nothing_is_refused(library_of: LibraryOf) -> None:
    with limited(library_of) as client:
        assert {client.post(f"{ROOT}/match", json=NEED).status_code for _ in range(40)} == {200}


def test_each_visitor_and_each_minute_counts_apart() -> None:
    limit: Limit = MinuteLimit(2)
    assert [limit.wait("a", 60.0), limit.wait("a", 61.0), limit.wait("b", 61.0)] == [0, 0, 0]
    assert limit.wait("a", 100.5) == 20
    assert limit.wait("a", 120.0) == 0
    assert MinuteLimit(0).wait("a", 0.0) == 0


def test_many_visitors_make_nobody_elses_count_begin_anew() -> None:
    limit = MinuteLimit(2)
    assert [limit.wait("often", 60.0 + n) for n in range(3)][2] > 0
    for n in range(120_000):
        limit.wait(f"visitor {n}", 70.0)
        if not n % 1_000:
            assert limit.wait("often", 70.0) > 0
    assert limit.wait("visitor 119999", 70.0) == 0
    assert limit.wait("visitor 119999", 70.0) > 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:1::1", "2001:db8:1:1:ffff::2", True),
        ("2001:db8:1:1::1", "2001:db8:1:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "unix", False),
    ],
)
def test_of_ipv6_the_network_is_the_visitor(one: str, other: str, *, same: bool) -> None:
    assert (visitor_of(one) == visitor_of(other)) is same


@pytest.mark.parametrize(("trusted", "status"), [("127.0.0.1", 200), ("192.0.2.1", 429)])
def test_only_proxies_of_the_setting_are_believed(seeded_dir: Path, trusted: str, status: int) -> None:
    with serving(seeded_dir, costly_limit=1, trusted_proxies=trusted) as service:
        if time.time() % 60 > 50:
            time.sleep(60.5 - time.time() % 60)
        replies = [
            service.client.post(f"{ROOT}/match", json=NEED, headers=from_address(f"192.0.2.{n}")) for n in (7, 8)
        ]
    assert [reply.status_code for reply in replies] == [200, status]
