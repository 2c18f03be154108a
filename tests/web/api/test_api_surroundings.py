"""Around the replies: headers, caching, methods, limits, readiness, figures, and what happens when parts are away."""

import json
import logging
from collections.abc import Callable

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.directory.settling import settle
from supplier_guide.errors import TooLarge, UnsupportedFormat
from supplier_guide.web.app import create_app
from tests.directory.installing import TODAY, enterprise, keep
from tests.web.serving import raw, served

LibraryOf = Callable[..., Library]
ROOT = "/api/v1"
EVERYWHERE = [
    "/", "/zoeken?q=gras", "/onderneming/ryhove", "/bestaat-niet", "/healthz", "/readyz", "/metrics",
    "/static/niets.css", f"{ROOT}/enterprises", f"{ROOT}/enterprises?x=1", f"{ROOT}/enterprises?rubric=R99", f"{ROOT}/enterprises/nooit",
    f"{ROOT}/suggest?q=a", f"{ROOT}/export/enterprises.csv", f"{ROOT}/bestaat-niet", f"{ROOT}/openapi.json",
]  # fmt: skip


@pytest.mark.parametrize("path", EVERYWHERE)
def test_security_headers_are_on_every_reply(api: httpx.Client, path: str) -> None:
    headers = api.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["x-request-id"]
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", [p for p in EVERYWHERE if p.startswith(ROOT)])
def test_anybody_may_read_the_api_from_a_page_of_theirs(api: httpx.Client, path: str) -> None:
    headers = api.get(path, headers={"Origin": "https://elders.example"}).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers


def preflight(api: httpx.Client, path: str, method: str) -> httpx.Headers:
    asked = {
        "Origin": "https://elders.example",
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "content-type",
    }
    reply = api.options(path, headers=asked)
    assert (reply.status_code, reply.content) == (204, b"")
    return reply.headers


def test_preflight_says_of_each_address_what_a_page_elsewhere_may_do(api: httpx.Client) -> None:
    described = api.get(f"{ROOT}/openapi.json").json()["paths"]
    assert sum("post" in item for item in described.values()) == 3
    for path, item in described.items():
        headers = preflight(api, path, "POST" if "post" in item else "GET")
        allowed = {method.strip() for method in headers["access-control-allow-methods"].split(",")}
        assert allowed == ({"POST", "OPTIONS"} if "post" in item else {"GET", "HEAD", "OPTIONS"}), path
        assert headers["allow"] == headers["access-control-allow-methods"]
        assert headers["access-control-allow-origin"] == "*"
        assert "content-type" in headers["access-control-allow-headers"].lower()
        assert "access-control-allow-credentials" not in headers


def test_preflight_is_never_refused_for_asking_often(library_of: LibraryOf) -> None:
    app = create_app(library_of(enterprise("een"), rate_limit=1, costly_limit=1), today=lambda: TODAY, follow=False)
    with served(app) as client:
        for _ in range(5):
            preflight(client, f"{ROOT}/match", "POST")
        assert client.post(f"{ROOT}/match", json={"lots": [{"title": "gras maaien"}]}).status_code == 200


def test_pages_that_take_a_form_are_not_open_to_other_origins(api: httpx.Client) -> None:
    reply = api.options(
        "/opdracht", headers={"Origin": "https://elders.example", "Access-Control-Request-Method": "POST"}
    )
    assert reply.status_code == 405
    assert "access-control-allow-origin" not in reply.headers


def test_pages_are_not_open_to_other_origins(api: httpx.Client) -> None:
    assert "access-control-allow-origin" not in api.get("/").headers


@pytest.mark.parametrize(
    "path",
    [f"{ROOT}/enterprises?q=gras", f"{ROOT}/enterprises/ryhove", f"{ROOT}/suggest?q=g", f"{ROOT}/rubrics",
     f"{ROOT}/export/enterprises.csv", f"{ROOT}/openapi.json", "/", "/zoeken?q=gras"],
)  # fmt: skip
def test_unchanged_reply_is_not_sent_again(api: httpx.Client, path: str) -> None:
    first = api.get(path)
    assert first.headers["cache-control"]
    again = api.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert api.get(path, headers={"If-None-Match": 'W/"anders"'}).status_code == 200
    assert api.get(path, headers={"If-None-Match": f'"x", {first.headers["etag"]}'}).status_code == 304


@pytest.mark.parametrize("path", ["/", "/healthz", f"{ROOT}/enterprises?q=gras", f"{ROOT}/export/enterprises.json"])
def test_head_has_the_headers_of_get_and_nothing_after_them(api: httpx.Client, path: str) -> None:
    get, head = (
        api.get(path, headers={"Accept-Encoding": "identity"}),
        api.head(path, headers={"Accept-Encoding": "identity"}),
    )
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-type", "content-length", "etag"):
        assert head.headers.get(name) == get.headers.get(name)


def test_head_of_what_is_refused_is_refused(api: httpx.Client) -> None:
    response, body = raw(api, f"{ROOT}/enterprises?x=1", method="HEAD")
    assert (response.status, body) == (400, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_changed_over_http(api: httpx.Client, method: str) -> None:
    reply = api.request(method, f"{ROOT}/enterprises")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET, HEAD")
    assert reply.json()["error"]["code"] == "method_not_allowed"


def test_data_version_moves_with_a_change_and_it_is_found_at_once(library_of: LibraryOf) -> None:
    library = library_of(enterprise("eerste"))
    with served(create_app(library, today=lambda: TODAY)) as client:
        before = client.get(f"{ROOT}/enterprises")
        keep(library, enterprise("tweede"))
        settle(library)
        after = client.get(f"{ROOT}/enterprises", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert int(after.json()["data_version"]) == int(before.json()["data_version"]) + 1
        assert {h["id"] for h in after.json()["hits"]} == {"eerste", "tweede"}


def test_index_that_is_away_is_503_with_when_to_come_back(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"))
    with served(create_app(library, today=lambda: TODAY, follow=False)) as client:
        assert client.get("/readyz").status_code == 200
        for file in library.settings.index_dir.glob("*"):
            file.unlink()
        reply = client.get(f"{ROOT}/enterprises")
        assert (reply.status_code, int(reply.headers["retry-after"]) > 0) == (503, True)
        assert "supplier-guide reindex" in reply.json()["error"]["message"]
        assert client.get("/zoeken").status_code == 503
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["status"], ready.json()["store"]) == (503, "unavailable", "ok")
        assert client.get("/healthz").json() == {"status": "ok"}


def test_store_that_is_away_is_503_and_the_figures_go_on(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"))
    with served(create_app(library, today=lambda: TODAY, follow=False)) as client:
        library.store.close()
        for file in library.settings.data_dir.glob("store.sqlite*"):
            file.unlink()
        assert client.get(f"{ROOT}/enterprises/een").status_code == 503
        ready = client.get("/readyz")
        assert (ready.status_code, ready.json()["engine"]) == (503, "ok")
        assert ready.headers["retry-after"]
        assert client.get("/metrics").status_code == 200


def test_figures_name_routes_never_what_was_asked(api: httpx.Client) -> None:
    api.get(f"{ROOT}/enterprises", params={"q": "zeergeheimewoord"})
    api.get(f"{ROOT}/enterprises/ryhove")
    text = api.get("/metrics").text
    assert 'route="/api/v1/enterprises",status="200"' in text
    assert 'route="/api/v1/enterprises/{enterprise_id}"' in text
    assert "supplier_guide_index_applied 227.0" in text
    assert "supplier_guide_index_lag 0.0" in text
    assert "zeergeheimewoord" not in text
    assert "ryhove" not in text


def test_log_has_a_line_per_request_without_persons_or_words(
    api: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="supplier_guide.requests"):
        reply = api.get(f"{ROOT}/enterprises", params={"q": "zeergeheimewoord"}, headers={"User-Agent": "Browser/1"})
    line = next(json.loads(m) for m in caplog.messages if reply.headers["x-request-id"] in m)
    assert set(line) == {"route", "method", "status", "ms", "request_id"}
    assert (line["route"], line["status"], line["method"]) == ("/api/v1/enterprises", 200, "GET")
    assert not any("zeergeheimewoord" in m or "127.0.0.1" in m or "Browser" in m for m in caplog.messages)


@pytest.mark.parametrize("path", [f"{ROOT}/kapot", "/kapot"])
def test_what_nobody_foresaw_is_a_clean_500(library_of: LibraryOf, path: str, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(library_of(enterprise("een")), today=lambda: TODAY, follow=False)

    def broken() -> None:
        msg = "binnenwerk"
        raise RuntimeError(msg)

    app.add_api_route(path, broken)
    with served(app) as client:
        reply = client.get(path)
    assert reply.status_code == 500
    assert "binnenwerk" not in reply.text
    assert "Traceback" not in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"
    if path.startswith(ROOT):
        assert reply.json()["error"]["code"] == "internal_error"
        assert reply.headers["access-control-allow-origin"] == "*"
    assert any(reply.headers["x-request-id"] in r.message and r.exc_info for r in caplog.records)


@pytest.mark.parametrize(
    ("error", "status"),
    [(TooLarge("too_large", "Te groot."), 413), (UnsupportedFormat("unsupported_format", "Dit lezen we niet."), 415)],
)
def test_errors_of_bodies_have_their_status(
    library_of: LibraryOf, error: TooLarge | UnsupportedFormat, status: int
) -> None:
    app = create_app(library_of(enterprise("een")), today=lambda: TODAY, follow=False)

    def refuses() -> None:
        raise error

    app.add_api_route(f"{ROOT}/weigert", refuses)
    with served(app) as client:
        reply = client.get(f"{ROOT}/weigert")
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, error.code)
