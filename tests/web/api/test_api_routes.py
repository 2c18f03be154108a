"""The other routes of the API: their names to the letter, their refusals, and what leaves in an export."""

import csv
import io
from collections.abc import Callable
from typing import Any

import httpx

from supplier_guide.directory.library import Library
from supplier_guide.directory.licences import LICENCE
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.store import enterprises
from supplier_guide.web.app import create_app
from tests.directory.installing import TODAY, activity, enterprise
from tests.web.api.conftest import Ask
from tests.web.serving import served

LibraryOf = Callable[..., Library]


def refusal(client: httpx.Client, path: str, status: int) -> dict[str, Any]:
    reply = client.get(f"/api/v1{path}")
    assert reply.status_code == status, reply.text
    error: dict[str, Any] = reply.json()["error"]
    assert {"code", "message", "field", "suggestions"} <= set(error)
    return error


def test_enterprise_is_the_document_with_labels_and_without_notes(library_of: LibraryOf) -> None:
    document = enterprise(
        "ryhove",
        notes="intern",
        recognitions=[{"kind": "maatwerkbedrijf", "evidence": "publication"}],
        activities=[activity("R03.01", "on_location", capacity={"band": "medium"})],
    )
    with served(create_app(library_of(document), today=lambda: TODAY, follow=False)) as client:
        reply = client.get("/api/v1/enterprises/ryhove").json()
    stated = document.model_dump(mode="json", by_alias=True)
    assert set(reply) == (set(stated) - {"notes"}) | {"labels", "url", "data_version"}
    assert {name: reply[name] for name in stated if name != "notes"} == {
        n: v for n, v in stated.items() if n != "notes"
    }
    assert reply["labels"] == {
        "rubrics": {"R03.01": "Tuin- en groenonderhoud"},
        "recognitions": {"maatwerkbedrijf": "Maatwerkbedrijf"},
        "modes": {"on_location": "Op verplaatsing"},
        "capacity": {"medium": "6 tot 20 mensen tegelijk"},
    }


def test_document_of_the_api_is_one_that_can_be_imported(api: httpx.Client, seed_library: Library) -> None:
    reply = api.get("/api/v1/enterprises/ryhove").json()
    for extra in ("labels", "url", "data_version"):
        del reply[extra]
    with seed_library.store.read() as connection:
        stored = enterprises.get(connection, "ryhove")
    assert stored is not None
    assert Enterprise.model_validate(reply) == stored.enterprise.model_copy(update={"notes": None})


def test_what_has_gone_says_why_and_what_never_was_is_not_found(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("heir"),
        enterprise("samen", status="archived", merged_into="heir", archived_on="2026-01-02"),
        enterprise("weg", status="archived", archived_on="2026-02-03"),
        enterprise("klad", status="draft"),
    )
    with served(create_app(library, today=lambda: TODAY, follow=False)) as client:
        merged = refusal(client, "/enterprises/samen", 410)
        assert (merged["code"], merged["merged_into"]) == ("merged", "heir")
        archived = refusal(client, "/enterprises/weg", 410)
        assert (archived["code"], archived["merged_into"], archived["archived_on"]) == ("archived", None, "2026-02-03")
        for identity in ("klad", "nooit-geweest", "Hoofd", "%00", "%ff", "a" * 500, "..%2f..%2fetc"):
            assert refusal(client, f"/enterprises/{identity}", 404)["code"] in {"unknown_enterprise", "not_found"}
        assert refusal(client, "/enterprises/heir?notes=true", 400)["code"] == "unknown_parameter"


def test_suggestions(ask: Ask, api: httpx.Client) -> None:
    reply = ask("/suggest", q="g", limit=8)
    assert set(reply) == {"items", "data_version"}
    assert 0 < len(reply["items"]) <= 8
    assert {frozenset(i) for i in reply["items"]} == {frozenset({"kind", "value", "label", "hint"})}
    assert {i["kind"] for i in reply["items"]} <= {"rubric", "enterprise", "place", "cpv", "word"}
    assert ask("/suggest", q="")["items"] == ask("/suggest")["items"] == []
    for query, status in (
        ("limit=0", 422),
        ("limit=21", 422),
        ("limit=x", 400),
        ("q=a&x=1", 400),
        ("q=" + "a" * 301, 422),
    ):
        refusal(api, f"/suggest?{query}", status)


def test_places(ask: Ask, api: httpx.Client) -> None:
    (gent, *_) = ask("/places", q="Gent")["items"]
    assert set(gent) == {"code", "label", "kind", "postal_codes", "lat", "lon"}
    assert (gent["code"], gent["kind"], "9000" in gent["postal_codes"]) == ("44021", "municipality", True)
    assert ask("/places", q="9100")["items"][0]["kind"] == "postal_code"
    assert ask("/places", q="xyzzy")["items"] == []
    refusal(api, "/places?q=%00", 400)


def test_desks(ask: Ask, api: httpx.Client, seed_library: Library) -> None:
    everyone = ask("/desks")["items"]
    assert len(everyone) == len(seed_library.catalogue.desks)
    assert {frozenset(d) for d in everyone} == {
        frozenset({"region", "name", "municipalities", "phone", "mailbox", "website", "source"})
    }
    town = everyone[-1]["municipalities"][0]
    assert everyone[-1] in ask("/desks", place=town)["items"]
    refusal(api, "/desks?place=Nergenshuizen", 422)
    refusal(api, "/desks?gemeente=Gent", 400)


def test_rubrics_are_a_tree_with_labels_synonyms_codes_and_counts(ask: Ask, api: httpx.Client) -> None:
    tree = ask("/rubrics")["items"]
    assert [r["id"] for r in tree] == [f"R{n:02}" for n in range(1, 17)]
    green = next(r for r in tree if r["id"] == "R03")
    assert {"id", "labels", "synonyms", "cpv_prefixes", "count", "children"} <= set(green)
    assert set(green["labels"]) == {"nl", "fr", "en"}
    assert all(c["parent"] == "R03" for c in green["children"])
    assert green["count"] == ask("/enterprises", rubric="R03")["total"]
    one = ask("/rubrics/R03")
    assert {n: v for n, v in one.items() if n != "data_version"} == green
    assert ask("/rubrics/R03.01")["children"] == []
    assert refusal(api, "/rubrics/R99", 404)["code"] == "unknown_rubric"


def test_recognitions_have_their_legal_basis_validity_and_meaning(ask: Ask) -> None:
    kinds = ask("/recognitions")["items"]
    assert len(kinds) == 22
    for kind in kinds:
        assert {"kind", "labels", "legal_basis", "valid_from", "valid_until", "art15", "meaning"} <= set(kind)
        assert kind["art15"] in {"presumed", "not_by_itself", "historic", "unknown"}


def test_json_export_is_everything_public_with_licence_and_version(api: httpx.Client, seed_library: Library) -> None:
    reply = api.get("/api/v1/export/enterprises.json")
    content = reply.json()
    assert set(content) == {"licence", "data_version", "enterprises"}
    assert "CC BY-SA 4.0" in content["licence"]
    assert content["data_version"] == reply.headers["x-data-version"] == str(seed_library.engine.applied())
    with seed_library.store.read() as connection:
        published = [s.enterprise for s in enterprises.iterate(connection, status=Status.PUBLISHED)]
    assert [d["id"] for d in content["enterprises"]] == [e.id for e in published]
    assert not any("notes" in d and d["notes"] for d in content["enterprises"])


def test_csv_export_has_a_line_for_each_activity(api: httpx.Client, seed_library: Library) -> None:
    reply = api.get("/api/v1/export/enterprises.csv")
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(reply.text, newline="")))
    with seed_library.store.read() as connection:
        wanted = sum(
            max(1, len(s.enterprise.activities)) for s in enterprises.iterate(connection, status=Status.PUBLISHED)
        )
    assert len(rows) == wanted
    assert "notes" not in rows[0]
    stamps = {(row["licence"], row["data_version"]) for row in rows}
    assert stamps == {(LICENCE, reply.headers["x-data-version"])}


def test_linked_data_export_names_organisations(api: httpx.Client) -> None:
    content = api.get("/api/v1/export/enterprises.jsonld").json()
    assert content["@context"] == "https://schema.org"
    assert {e["@type"] for e in content["mainEntity"]} == {"Organization"}
    assert len(content["mainEntity"]) == api.get("/api/v1/enterprises").json()["total"]


def test_other_export_formats_are_not_found(api: httpx.Client) -> None:
    error = refusal(api, "/export/enterprises.xml", 404)
    assert error["suggestions"] == ["enterprises.json", "enterprises.csv", "enterprises.jsonld"]
    refusal(api, "/export/enterprises.json?rubric=R03", 400)


def test_every_reply_is_an_object_with_the_data_version(api: httpx.Client, seed_library: Library) -> None:
    version = str(seed_library.engine.applied())
    for path in (
        "/enterprises", "/enterprises/ryhove", "/suggest?q=a", "/rubrics", "/rubrics/R01", "/places?q=a", "/desks",
        "/recognitions", "/export/enterprises.json",
    ):  # fmt: skip
        reply = api.get(f"/api/v1{path}").json()
        assert isinstance(reply, dict)
        assert reply["data_version"] == version, path
