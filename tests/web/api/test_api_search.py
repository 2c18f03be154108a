"""`GET /enterprises`: every parameter, every refusal, and the names of the reply to the letter."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.web.app import create_app
from tests.directory.installing import COUNTRY, TODAY, enterprise, site
from tests.web.api.conftest import Ask
from tests.web.serving import raw, served

PATH = "/api/v1/enterprises"
LibraryOf = Callable[..., Library]

TOP = {"total", "page", "size", "query", "hits", "facets", "data_version"}
QUERY = {"q", "corrections", "places", "from_text", "widened", "also_try"}
HIT = {
    "id", "name", "url", "recognitions", "rubrics", "municipality", "province", "lat", "lon", "distance_km",
    "coverage", "summary", "highlights", "reasons", "score", "widened", "confirmed_on",
}  # fmt: skip


def test_reply_has_the_names_of_the_contract(ask: Ask) -> None:
    reply = ask("/enterprises", q="verpaking koekjes", place="Gent")
    assert set(reply) == TOP
    assert set(reply["query"]) == QUERY
    assert reply["query"]["q"] == "verpaking koekjes"
    assert reply["query"]["corrections"] == [{"from": "verpaking", "to": "verpakking"}]
    assert [set(p) for p in reply["query"]["places"]] == [{"code", "label", "kind", "lat", "lon"}]
    hit = reply["hits"][0]
    assert set(hit) == HIT
    assert hit["url"] == f"/onderneming/{hit['id']}"
    assert {frozenset(r) for r in hit["recognitions"]} <= {frozenset({"kind", "label"})}
    assert {frozenset(r) for r in hit["rubrics"]} == {frozenset({"id", "label"})}
    assert {frozenset(r) for r in hit["reasons"]} == {frozenset({"criterion", "label"})}
    assert "<mark>" in hit["highlights"][0]
    assert hit["coverage"] in {"full", "partial", "unknown"}
    assert isinstance(hit["score"], float)
    assert isinstance(reply["data_version"], str)
    assert set(reply["facets"]) == {"rubric", "province", "recognition", "mode", "certificate"}
    assert set(reply["facets"]["rubric"][0]) == {"value", "label", "count"}


def test_widening_and_what_else_to_try_are_told_as_in_the_contract(ask: Ask) -> None:
    reply = ask("/enterprises", q="soep", place="Gent")
    assert reply["query"]["widened"] == [{"what": "radius_km", "from": 30, "to": 50}]
    assert [h["widened"] for h in reply["hits"]] == sorted(h["widened"] for h in reply["hits"])
    dropped = ask("/enterprises", q="drukwerk kasteeltuin")["query"]["widened"]
    assert dropped == [{"what": "words", "dropped": ["kasteeltuin"]}]


def test_rubrics_to_try_have_a_label(library_of: LibraryOf) -> None:
    app = create_app(library_of(enterprise("ander", "R03.01")), today=lambda: TODAY, follow=False)
    with served(app) as client:
        found = client.get(PATH, params={"rubric": "R03.02"}).json()["query"]["also_try"]
    assert found
    assert all(set(r) == {"rubric", "label"} for r in found)


def test_what_was_read_from_the_text_is_told(ask: Ask) -> None:
    (told,) = ask("/enterprises", q="gras maaien in Turnhout")["query"]["from_text"]
    assert told == {"text": "in Turnhout", "kind": "place", "value": "13040", "label": "Turnhout"}


def test_qualifies_narrows_and_an_empty_one_counts_as_absent(ask: Ask) -> None:
    everybody, qualifying = ask("/enterprises"), ask("/enterprises", qualifies="art15")
    assert 0 < qualifying["total"] < everybody["total"]
    assert ask("/enterprises", qualifies="")["total"] == everybody["total"]
    kinds = {value["value"] for value in qualifying["facets"]["recognition"]}
    assert kinds <= {value["value"] for value in everybody["facets"]["recognition"]}


def test_explain_adds_the_parts_of_the_score(ask: Ask) -> None:
    hit = ask("/enterprises", q="gras", explain="true")["hits"][0]
    assert set(hit) == HIT | {"explanation"}
    assert set(hit["explanation"][0]) == {
        "word", "term", "by", "frequency", "document_frequency", "bm25", "weight",
    }  # fmt: skip
    assert set(ask("/enterprises", q="gras", explain="false")["hits"][0]) == HIT


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "gras maaien"},
        {"rubric": ["R03", "R04.01"]},
        {"place": ["Gent", "9100"]},
        {"lat": "51,05", "lon": "3.72"},
        {"reach": "located", "place": "Gent"},
        {"radius_km": "12.5", "place": "Gent"},
        {"recognition": ["maatwerkbedrijf", "eta"]},
        {"mode": "on_location"},
        {"certificate": "ISO 9001"},
        {"network": "De Kringwinkel"},
        {"province": ["BE23", "Antwerpen"]},
        {"sort": "distance", "place": "Gent"},
        {"sort": "name"},
        {"page": "2", "size": "5"},
        {"page": "100", "size": "100"},
        {"explain": "1", "q": "soep"},
    ],
)
def test_every_parameter_is_taken(ask: Ask, parameters: dict[str, Any]) -> None:
    assert ask("/enterprises", **parameters)["total"] > 0


def test_page_and_size_are_told_and_hold(ask: Ask) -> None:
    reply = ask("/enterprises", page=3, size=7)
    assert (reply["page"], reply["size"], len(reply["hits"])) == (3, 7, 7)
    beyond = ask("/enterprises", page=99)
    assert (beyond["hits"], beyond["total"]) == ([], reply["total"])


def test_empty_parameter_counts_as_absent(api: httpx.Client) -> None:
    whole = api.get(PATH).json()
    assert api.get(f"{PATH}?q=&place=&rubric=&lat=&lon=&page=&sort=&explain=&q=%20").json() == whole


REFUSED = [
    ("gemeente=Gent", 400, "unknown_parameter", "gemeente"),
    ("literal=true", 400, "unknown_parameter", "literal"),
    ("q=gras&q=soep", 400, "repeated_parameter", "q"),
    ("page=1&page=2", 400, "repeated_parameter", "page"),
    ("page=een", 400, "not_a_number", "page"),
    ("page=1.5", 400, "not_a_number", "page"),
    ("page=99999999999999999999", 400, "not_a_number", "page"),
    ("radius_km=nan", 400, "not_a_number", "radius_km"),
    ("radius_km=inf", 400, "not_a_number", "radius_km"),
    ("radius_km=1_0", 400, "not_a_number", "radius_km"),
    ("radius_km=%D9%A3%D9%A0", 400, "not_a_number", "radius_km"),
    ("page=%D9%A2", 400, "not_a_number", "page"),
    ("lat=%EF%BC%95%EF%BC%91&lon=3", 400, "not_a_number", "lat"),
    ("lat=1e999&lon=3", 400, "not_a_number", "lat"),
    ("explain=misschien", 400, "not_a_boolean", "explain"),
    ("q=a%00b", 400, "control_character", "q"),
    ("place=%00", 400, "control_character", "place"),
    ("q=%ff", 400, "broken_encoding", None),
    ("q=%ed%a0%80", 400, "broken_encoding", None),
    ("q=%C3", 400, "broken_encoding", None),
    ("&".join(["q=x"] * 501), 400, "too_many_parameters", None),
    ("rubric=R99", 422, "unknown_rubric", "rubric"),
    ("place=Nergenshuizen", 422, "unknown_place", "place"),
    ("place=Berchem", 422, "ambiguous_place", "place"),
    ("mode=magie", 422, "unknown_mode", "mode"),
    ("recognition=vrijwillig", 422, "unknown_recognition", "recognition"),
    ("certificate=ISO%209000", 422, "unknown_certificate", "certificate"),
    ("network=geen", 422, "unknown_network", "network"),
    ("province=Holland", 422, "unknown_province", "province"),
    ("sort=afstand", 422, "unknown_sort", "sort"),
    ("reach=ergens", 422, "unknown_reach", "reach"),
    ("qualifies=art91", 422, "unknown_qualifies", "qualifies"),
    ("qualifies=true", 422, "unknown_qualifies", "qualifies"),
    ("qualifies=art15&qualifies=art15", 400, "repeated_parameter", "qualifies"),
    ("sort=distance", 422, "sort_needs_place", "sort"),
    ("radius_km=0", 422, "radius_km_out_of_range", "radius_km"),
    ("radius_km=1e9", 422, "radius_km_out_of_range", "radius_km"),
    ("page=0", 422, "page_out_of_range", "page"),
    ("page=501", 422, "page_out_of_range", "page"),
    ("size=0", 422, "size_out_of_range", "size"),
    ("size=-5", 422, "size_out_of_range", "size"),
    ("place=Gent&lat=51&lon=3.7", 422, "place_and_coordinates", "place"),
    ("lat=51", 422, "incomplete_coordinates", "lon"),
    ("lat=95&lon=3", 422, "lat_out_of_range", "lat"),
    ("lat=40&lon=3", 422, "outside_area", "lat"),
    ("q=" + "x" * 301, 422, "q_too_long", "q"),
    ("q=" + "x" * 10_000, 422, "q_too_long", "q"),
    ("place=" + "x" * 10_000, 422, "unknown_place", "place"),
    ("rubric=" + "x" * 10_000, 422, "unknown_rubric", "rubric"),
    ("certificate=" + "x" * 10_000, 422, "unknown_certificate", "certificate"),
    ("&".join(f"place=9{n:03}" for n in range(60)), 422, "too_many_values", "place"),
]


@pytest.mark.parametrize(("query", "status", "code", "field"), REFUSED, ids=[q[:40] for q, *_ in REFUSED])
def test_what_cannot_be_understood_is_refused(
    api: httpx.Client, query: str, status: int, code: str, field: str | None
) -> None:
    response, body = raw(api, f"{PATH}?{query}")
    assert response.status == status
    error = httpx.Response(status, content=body).json()
    assert set(error) == {"error"}
    assert set(error["error"]) == {"code", "message", "field", "suggestions"}
    assert (error["error"]["code"], error["error"]["field"]) == (code, field)
    assert len(error["error"]["message"]) < 2_000
    assert response.getheader("cache-control") == "no-store"


def test_suggestions_stand_beside_the_refusal(api: httpx.Client) -> None:
    def suggestions(**parameters: str) -> list[str]:
        found: list[str] = api.get(PATH, params=parameters).json()["error"]["suggestions"]
        return found

    assert "R03" in suggestions(rubric="R03.99")
    assert suggestions(place="Berchem") == ["Berchem (Antwerpen)", "Berchem (Kluisbergen)"]
    assert suggestions(sort="afstand") == ["relevance", "distance", "name"]
    assert "q" in suggestions(zoek="gras")


@pytest.mark.parametrize(
    "text",
    ['"gras maaien"', "gras AND (soep OR NOT x)", "gras*", "~^:?\\/", "%zz", "100%", "\u202egras", "🌱 gras",
     "' OR 1=1 --", "<script>alert(1)</script>", "gras\tmaaien\n", "\x01\x1b[31m", "\u200bgras", "ＧＲＡＳ", "l'herbe",
     "a" * 300, "ß" * 150],
)  # fmt: skip
def test_strange_text_gets_an_answer(ask: Ask, text: str) -> None:
    reply = ask("/enterprises", q=text)
    assert reply["query"]["q"] == text.strip()
    assert all("<script" not in h for hit in reply["hits"] for h in hit["highlights"])


def test_percent_garbage_is_text(api: httpx.Client) -> None:
    response, body = raw(api, f"{PATH}?q=%zz%")
    assert (response.status, httpx.Response(200, content=body).json()["query"]["q"]) == (200, "%zz%")


def test_bytes_outside_ascii_in_the_address_are_refused_or_read(api: httpx.Client) -> None:
    # The server itself may refuse such a request line; what it lets through is ours to refuse.
    from socket import create_connection  # noqa: PLC0415 - for this one request that no client would send

    with create_connection((api.base_url.host, api.base_url.port or 80), timeout=5) as connection:
        connection.sendall(b"GET /api/v1/enterprises?q=\xc3\xa9 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert connection.recv(12) == b"HTTP/1.1 400"


def test_draft_notes_and_archived_never_leave(library_of: LibraryOf) -> None:
    secret = "alleen voor de redactie"
    library = library_of(
        enterprise("open", notes=secret, sites=[site("Gent")], service_area=COUNTRY),
        enterprise("klad", status="draft", notes=secret),
        enterprise("weg", status="archived", notes=secret),
    )
    with served(create_app(library, today=lambda: TODAY, follow=False)) as client:
        for path in (
            "/enterprises", "/enterprises?q=redactie", "/enterprises/open", "/suggest?q=klad", "/suggest?q=weg",
            "/rubrics", "/export/enterprises.json", "/export/enterprises.csv", "/export/enterprises.jsonld",
        ):  # fmt: skip
            text = client.get(f"/api/v1{path}").text
            assert secret not in text
            assert '"klad"' not in text
            assert '"weg"' not in text
        assert [h["id"] for h in client.get(PATH).json()["hits"]] == ["open"]
