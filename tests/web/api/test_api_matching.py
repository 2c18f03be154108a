"""`POST /match`, `/match/notice`, `/reservation/check`: the names of the replies to the letter, and every refusal."""

from math import isclose
from typing import Any

import httpx
import pytest

from supplier_guide.directory.library import Library
from tests.notices.builders import eforms, lot, ocds, reserved, ted
from tests.web.api.needing import ROOT, need, notice, post, with_lot

TOP = {"notice", "data_version", "rules_version", "lots", "combinations", "warnings"}
LOT = {"id", "understood", "reservation", "matches", "left_out"}
UNDERSTOOD = {"rubrics", "places", "value", "words", "proposal"}
RESERVATION = {"on", "regimes", "procedures", "market", "pitfalls", "missing", "disclaimer"}
REGIME = {"id", "label", "verdict", "because", "missing", "conditions", "evidence", "notice_value"}
REASON = {"rule", "sentence", "article", "source_url", "confidence"}
PROCEDURE = {"id", "label", "verdict", "limit", "article", "confidence", "sentence", "because", "missing"}
MARKET = {
    "presumed", "to_verify", "within_km", "advice", "because", "thresholds", "median_turnover", "unknown_turnover",
}  # fmt: skip
MATCH = {"rank", "score", "verdict", "enterprise", "distance_km", "qualifies", "findings"}
FINDING = {"criterion", "verdict", "weight", "score", "asked", "offered", "sentence"}
NOTICE = {
    "format", "version", "subtype", "id", "title", "language", "buyer", "cpv", "published_on", "deadline", "url", "lots",
    "warnings",
}  # fmt: skip
NOTICE_LOT = {
    "id", "title", "cpv", "reserved", "reserved_execution", "nuts", "postal_codes", "nature", "value", "currency",
    "duration_months",
}  # fmt: skip


# --- the replies ----------------------------------------------------------------------------------------


def test_match_has_the_names_of_the_contract(api: httpx.Client, seed_library: Library) -> None:
    reply = post(api, "/match", need())
    assert set(reply) == TOP
    assert (reply["notice"], reply["warnings"], reply["combinations"]) == (None, [], [])
    assert reply["data_version"] == str(seed_library.engine.applied())
    assert reply["rules_version"] == "2026-11-22"
    (found,) = reply["lots"]
    assert set(found) == LOT
    assert set(found["understood"]) == UNDERSTOOD
    assert {frozenset(r) for r in found["understood"]["rubrics"]} == {frozenset({"id", "label", "weight", "because"})}
    assert found["understood"]["places"] == [{"code": "46021", "label": "Sint-Niklaas"}]
    assert found["understood"]["value"] == 85_000
    match = found["matches"][0]
    assert set(match) == MATCH
    assert match["enterprise"] == {
        "id": match["enterprise"]["id"],
        "name": match["enterprise"]["name"],
        "url": f"/onderneming/{match['enterprise']['id']}",
    }
    assert set(match["qualifies"]["art15"]) == {"verdict", "because", "evidence", "ask_for"}
    assert {frozenset(f) for f in match["findings"]} == {frozenset(FINDING)}
    missed = found["left_out"][0]
    assert set(missed) == {"enterprise", "because"}
    assert set(missed["because"]) == {"criterion", "sentence"}


def test_reservation_has_the_names_of_the_contract(api: httpx.Client) -> None:
    found = post(api, "/match", need())["lots"][0]["reservation"]
    assert set(found) == RESERVATION
    assert [r["id"] for r in found["regimes"]] == ["art15", "art15_execution", "art91", "art161", "art33"]
    assert {frozenset(r) for r in found["regimes"]} == {frozenset(REGIME)}
    assert {frozenset(b) for r in found["regimes"] for b in r["because"]} == {frozenset(REASON)}
    assert all(b["source_url"].startswith("http") for r in found["regimes"] for b in r["because"])
    assert [p["id"] for p in found["procedures"]] == [
        "limited_value", "opzvb", "social_opzvb", "vopvb", "cpn_reserved", "eu_procedure", "utilities_no_call",
        "utilities_social",
    ]  # fmt: skip
    assert {frozenset(p) for p in found["procedures"]} == {frozenset(PROCEDURE)}
    assert set(found["market"]) == MARKET
    assert "geen juridisch advies" in found["disclaimer"]


def test_every_match_can_be_counted_along(api: httpx.Client) -> None:
    for match in post(api, "/match", need(max_results=100))["lots"][0]["matches"]:
        assert isclose(match["score"], sum(f["weight"] * f["score"] for f in match["findings"]), abs_tol=1e-12)
        assert isclose(sum(f["weight"] for f in match["findings"]), 1, abs_tol=1e-12)


def test_matches_are_numbered_and_not_more_than_asked(api: httpx.Client) -> None:
    found = post(api, "/match", need(max_results=3))["lots"][0]["matches"]
    assert [m["rank"] for m in found] == [1, 2, 3]
    assert len(post(api, "/match", need())["lots"][0]["matches"]) == 20


def test_a_publication_says_that_the_register_was_not_looked_up(api: httpx.Client) -> None:
    presumed = [
        m
        for m in post(api, "/match", need(max_results=100))["lots"][0]["matches"]
        if m["qualifies"]["art15"]["evidence"] == "publication"
    ]
    assert presumed
    for match in presumed:
        assert match["qualifies"]["art15"]["verdict"] == "presumed"
        assert "register niet nagekeken" in match["qualifies"]["art15"]["because"]
        assert match["verdict"] == "to_check"


def test_several_lots_give_combinations(api: httpx.Client) -> None:
    lots = [
        {"id": "groen", "title": "Gras maaien", "places": ["9000"]},
        {"id": "soep", "title": "Soep en broodjes", "places": ["9000"]},
    ]
    reply = post(api, "/match", need(lots=lots))
    assert [one["id"] for one in reply["lots"]] == ["groen", "soep"]
    assert 1 <= len(reply["combinations"]) <= 5
    assert set(reply["combinations"][0]) == {"assignments", "gaps", "total_distance_km"}
    assert set(reply["combinations"][0]["assignments"][0]) == {"lot", "enterprise", "distance_km"}


def test_the_reservation_check_is_that_of_match(api: httpx.Client) -> None:
    reply = post(api, "/reservation/check", need())
    assert set(reply) == {"reservation", "data_version", "rules_version", "warnings"}
    assert reply["reservation"] == post(api, "/match", need())["lots"][0]["reservation"]


def test_a_check_that_does_not_say_what_is_wanted_has_no_market(api: httpx.Client) -> None:
    reply = post(api, "/reservation/check", {"buyer": {"kind": "local_authority"}, "regime": "classic", "lots": [{}]})
    assert reply["reservation"]["market"] is None
    assert reply["reservation"]["regimes"][0]["verdict"] == "yes"


@pytest.mark.parametrize(
    ("day", "limit"),
    [("2021-06-01", 139_000), ("2023-06-01", 140_000), ("2025-06-01", 143_000), ("2026-06-01", 140_000)],
)
def test_the_limit_of_the_day_decides_on_the_procedure(api: httpx.Client, day: str, limit: int) -> None:
    for value, verdict in ((limit - 1, "yes"), (limit, "no")):
        reply = post(api, "/reservation/check", {**with_lot(value=value), "date": day})["reservation"]
        found = next(p for p in reply["procedures"] if p["id"] == "opzvb")
        assert (found["limit"], found["verdict"], reply["on"]) == (limit, verdict, day)


def regime(api: httpx.Client, asked: dict[str, Any], name: str) -> dict[str, Any]:
    regimes = post(api, "/reservation/check", asked)["reservation"]["regimes"]
    found: dict[str, Any] = next(r for r in regimes if r["id"] == name)
    return found


def test_a_town_that_does_not_show_a_designation_may_not_use_article_91(api: httpx.Client) -> None:
    found = regime(api, with_lot(cpv=["85311200"]), "art91")
    assert (found["verdict"], found["missing"]) == ("no", ["buyer.designated_art91"])


@pytest.mark.parametrize(("months", "verdict"), [(36, "yes"), (48, "no")])
def test_a_region_may_use_article_91_for_at_most_36_months(api: httpx.Client, months: int, verdict: str) -> None:
    asked = with_lot(cpv=["85311200"], duration_months=months) | {"buyer": {"kind": "region"}}
    assert regime(api, asked, "art91")["verdict"] == verdict


def test_a_company_may_simply_choose(api: httpx.Client) -> None:
    found = post(api, "/reservation/check", need(buyer={"kind": "company"}))["reservation"]["regimes"]
    assert {r["verdict"] for r in found} == {"no"}
    assert all("zelf kiezen" in r["because"][0]["sentence"] for r in found)


def test_what_is_odd_is_a_warning(api: httpx.Client) -> None:
    for path in ("/match", "/reservation/check"):
        assert "nutsbedrijf" in post(api, path, need(buyer={"kind": "utility"}))["warnings"][0]


@pytest.mark.parametrize("field", ["title", "buyer", "regime", "date", "lots", "language", "estimated_total"])
def test_a_field_that_is_absent_says_the_same_as_null(api: httpx.Client, field: str) -> None:
    absent = {k: v for k, v in need().items() if k != field}
    assert post(api, "/match", absent) == post(api, "/match", need() | {field: None})


# --- notices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind", "format_"),
    [
        (eforms(), "application/xml", "eforms"),
        (eforms(), "text/xml; charset=utf-8", "eforms"),
        (ted(), "application/xml", "ted_export"),
        (ocds(), "application/json", "ocds"),
        (eforms(), "application/json", "eforms"),
    ],
)
def test_a_notice_is_read_by_its_content(api: httpx.Client, body: bytes, kind: str, format_: str) -> None:
    reply = notice(api, body, kind)
    assert set(reply) == TOP
    assert set(reply["notice"]) == NOTICE
    assert reply["notice"]["format"] == format_
    assert set(reply["notice"]["buyer"]) == {"name", "kind"}
    assert {frozenset(one) for one in reply["notice"]["lots"]} == {frozenset(NOTICE_LOT)}
    assert [one["id"] for one in reply["lots"]] == [one["id"] for one in reply["notice"]["lots"]]


def test_a_notice_without_a_content_type_is_read_too(api: httpx.Client) -> None:
    reply = api.post(f"{ROOT}/match/notice", content=eforms())
    assert reply.status_code == 200


def test_a_reserved_lot_of_a_notice_asks_who_qualifies(api: httpx.Client) -> None:
    reply = notice(api, eforms(lots=lot(terms=reserved("res-ws"))))
    assert reply["notice"]["lots"][0]["reserved"] == ["res-ws"]
    assert any(f["criterion"] == "reservation" for f in reply["lots"][0]["matches"][0]["findings"])


def test_a_foreign_notice_has_matches_no_reservation_and_a_warning(api: httpx.Client) -> None:
    reply = notice(api, eforms().replace(b">BEL<", b">FRA<"))
    assert reply["lots"][0]["reservation"] is None
    assert reply["lots"][0]["matches"]
    assert any("niet Belgisch" in warning for warning in reply["notice"]["warnings"])


def test_a_notice_of_before_the_rules_has_matches_no_reservation_and_a_warning(api: httpx.Client) -> None:
    reply = notice(api, eforms().replace(b"2026-03-02", b"2018-03-02"))
    assert reply["notice"]["published_on"] == "2018-03-02"
    assert reply["lots"][0]["reservation"] is None
    assert reply["lots"][0]["matches"]
    assert any("geen regels" in warning for warning in reply["notice"]["warnings"])


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/xml", 400),
        (b"<ContractNotice>", "application/xml", 400),
        (b'{"tender":', "application/json", 400),
        (b"<html><body>Hallo</body></html>", "application/xml", 415),
        (b"%PDF-1.7 ...", "application/xml", 415),
        (b"Gras maaien", "application/xml", 415),
        (eforms(), "text/plain", 415),
        (eforms(), "application/x-www-form-urlencoded", 415),
        (eforms(), "multipart/form-data; boundary=x", 415),
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><ContractNotice>&e;</ContractNotice>', "application/xml", 400),
    ],
)  # fmt: skip
def test_what_is_no_notice_is_refused_in_dutch(api: httpx.Client, body: bytes, kind: str, status: int) -> None:
    error = notice(api, body, kind, status)
    assert set(error) >= {"code", "message", "field", "suggestions"}
    assert "root:" not in error["message"]
