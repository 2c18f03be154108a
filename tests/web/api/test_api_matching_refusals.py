"""What `POST /match`, `/match/notice` and `/reservation/check` refuse: by status, code and field."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.web.api.needing import ROOT, need, post, with_lot
from tests.web.serving import raw

REFUSED: list[tuple[dict[str, Any], int, str, str]] = [
    (need(lots=[]), 422, "no_lots", "lots"),
    (need(lots=[{}]) | {"title": None}, 422, "nothing_asked", "lots[0].title"),
    (with_lot(value=-1), 422, "out_of_range", "lots[0].value"),
    (with_lot(value=1e15), 422, "out_of_range", "lots[0].value"),
    (with_lot(currency="XXQ"), 422, "unknown_currency", "lots[0].currency"),
    (with_lot(places=["Xyzdorp"]), 422, "unknown_place", "lots[0].places"),
    (with_lot(rubrics=["R99.99"]), 422, "unknown_rubric", "lots[0].rubrics"),
    (with_lot(title="x" * 20_000), 422, "too_long", "lots[0].title"),
    (with_lot(colour="groen"), 422, "unknown_field", "lots[0].colour"),
    (need(budget=5), 422, "unknown_field", "budget"),
    (need(date="1850-01-01"), 422, "no_rules_for_date", "date"),
    (need(date="2090-01-01"), 422, "no_rules_for_date", "date"),
    (need(date="gisteren"), 422, "not_a_date", "date"),
    (with_lot(cpv=["٧٧٣١٠٠٠٠"]), 422, "wrong_form", "lots[0].cpv[0]"),
    (need(regime="klassiek"), 422, "unknown_value", "regime"),
]


@pytest.mark.parametrize(("asked", "status", "code", "field"), REFUSED, ids=[f"{r[2]} {r[3]}" for r in REFUSED])
def test_match_refuses_by_field(api: httpx.Client, asked: dict[str, Any], status: int, code: str, field: str) -> None:
    error = post(api, "/match", asked, status)
    assert (error["code"], error["field"]) == (code, field)
    assert error["message"]


@pytest.mark.parametrize(
    ("asked", "status", "code", "field"),
    [r for r in REFUSED if r[2] != "nothing_asked"],
    ids=[f"{r[2]} {r[3]}" for r in REFUSED if r[2] != "nothing_asked"],
)
def test_the_check_refuses_the_same(
    api: httpx.Client, asked: dict[str, Any], status: int, code: str, field: str
) -> None:
    error = post(api, "/reservation/check", asked, status)
    assert (error["code"], error["field"]) == (code, field)


def test_the_check_takes_one_lot(api: httpx.Client) -> None:
    error = post(api, "/reservation/check", need(lots=[{"title": "gras"}, {"title": "soep"}]), 422)
    assert (error["code"], error["field"]) == ("one_lot_only", "lots")


@pytest.mark.parametrize("path", ["/match", "/reservation/check"])
def test_what_is_no_json_is_malformed(api: httpx.Client, path: str) -> None:
    for body in (b"", b"{", b"\xff", b'{"title": NaN}', b"[" * 100_000):
        reply = api.post(f"{ROOT}{path}", content=body, headers={"Content-Type": "application/json"})
        assert reply.status_code == 400, body[:20]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
@pytest.mark.parametrize("path", ["/match", "/reservation/check"])
def test_another_content_type_is_refused_with_the_right_one(api: httpx.Client, path: str, kind: str) -> None:
    reply = api.post(f"{ROOT}{path}", content=json.dumps(need()).encode(), headers={"Content-Type": kind})
    assert reply.status_code == 415
    assert reply.json()["error"]["suggestions"] == ["application/json"]


def test_a_compressed_body_is_refused(api: httpx.Client) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    assert api.post(f"{ROOT}/match", content=b"x", headers=headers).status_code == 415


@pytest.mark.parametrize("path", ["/match", "/match/notice", "/reservation/check"])
def test_more_than_ten_megabytes_is_refused_announced_or_not(api: httpx.Client, path: str) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(11):
            yield b" " * 1024 * 1024

    for content in (b" " * (10 * 1024 * 1024 + 1), pieces()):
        reply = api.post(f"{ROOT}{path}", content=content, headers={"Content-Type": "application/json"})
        assert reply.status_code == 413
        assert "10 MB" in reply.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/match", "/match/notice", "/reservation/check"])
def test_asking_without_a_body_by_get_says_to_post(api: httpx.Client, path: str) -> None:
    response, body = raw(api, f"{ROOT}{path}")
    assert (response.status, response.headers["allow"]) == (405, "POST")
    assert "gebruik POST" in json.loads(body)["error"]["message"]


def test_an_unknown_parameter_is_refused_here_too(api: httpx.Client) -> None:
    assert api.post(f"{ROOT}/match?max=3", json=need()).status_code == 400


def test_a_reply_may_be_read_from_a_page_of_others_and_is_not_kept(api: httpx.Client) -> None:
    reply = api.post(f"{ROOT}/match", json=need())
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "etag" not in reply.headers
    assert reply.headers["x-content-type-options"] == "nosniff"
