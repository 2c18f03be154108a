"""What is pasted, uploaded or fetched: notices are answered at once, specifications are corrected first."""

import json
from collections.abc import Callable, Iterator, Sequence

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.errors import Away
from supplier_guide.settings import NOTICE_HOSTS
from tests.notices.builders import eforms
from tests.web.pages.builders import Page, small_app
from tests.web.serving import served

NOTICE = {
    "ocid": "ocds-1", "id": "1", "tag": ["tender"], "date": "2026-11-20T00:00:00Z", "language": "nl",
    "parties": [{"id": "b", "name": "Stad Sint-Niklaas", "roles": ["buyer"],
                 "address": {"countryName": "België", "country": "BEL"}}],
    "buyer": {"id": "b", "name": "Stad Sint-Niklaas"},
    "tender": {
        "id": "t", "title": "Onderhoud van groen", "mainProcurementCategory": "services",
        "lots": [
            {"id": "L1", "title": "Gras maaien", "value": {"amount": 50000, "currency": "EUR"}},
            {"id": "L2", "title": "Kantoren poetsen", "value": {"amount": 20000, "currency": "EUR"}},
        ],
        "items": [
            {"id": "1", "relatedLot": "L1", "classification": {"scheme": "CPV", "id": "77310000"},
             "deliveryAddresses": [{"region": "BE236"}]},
            {"id": "2", "relatedLot": "L2", "classification": {"scheme": "CPV", "id": "90919200"},
             "deliveryAddresses": [{"region": "BE236"}]},
        ],
    },
}  # fmt: skip
SPECIFICATION = """Bestek groenonderhoud 2027

Perceel 1: Gras maaien
Het maaien van gazons en bermen in Sint-Niklaas. De raming bedraagt 85.000 euro excl. btw. CPV 77310000-6.
De opdracht duurt 24 maanden.

Perceel 2: Poetsen van kantoren
Dagelijkse schoonmaak in Gent. De raming bedraagt 40.000 euro exclusief btw.
Dit perceel is voorbehouden volgens artikel 15.
"""


@pytest.fixture(scope="module")
def http(library: Library) -> Iterator[httpx.Client]:
    """Return a client of an application that fetches nothing from outside."""
    app = small_app(library)
    app.state.fetch = fetched
    with served(app) as client:
        yield client


def fetched(url: str, hosts: Sequence[str]) -> bytes:
    assert hosts == NOTICE_HOSTS
    if "weg" in url:
        raise Away("notice_away", "ted.europa.eu antwoordt niet op tijd.", extra={"retry_after": 60})
    return json.dumps(NOTICE).encode()


def page(reply: httpx.Response) -> Page:
    return Page(reply.status_code, reply.text)


def upload(http: httpx.Client, content: bytes, name: str = "bestand.bin") -> Page:
    return page(
        http.post("/opdracht", data={"document": "ja", "tekst": "", "adres": ""}, files={"bestand": (name, content)})
    )


def test_notice_is_answered_at_once(http: httpx.Client) -> None:
    found = upload(http, json.dumps(NOTICE).encode())
    assert found.status == 200
    assert "Stad Sint-Niklaas" in found.text
    assert "Perceel 1: Gras maaien" in found.text
    assert "Perceel 2: Kantoren poetsen" in found.text


def test_answer_to_a_notice_has_a_permanent_address(http: httpx.Client) -> None:
    found = upload(http, json.dumps(NOTICE).encode())
    address = next(a["href"] for a in found.all("a") if a.get("href", "").startswith("https://gids.example/opdracht?"))
    again = page(http.get(address.removeprefix("https://gids.example")))
    assert again.status == 200
    assert "Perceel 1: Gras maaien" in again.text


def test_nobody_keeps_what_was_sent(http: httpx.Client) -> None:
    reply = http.post("/opdracht", data={"document": "ja", "tekst": SPECIFICATION})
    assert reply.headers["cache-control"] == "no-store"


def test_pasted_notice_is_recognised_by_its_content(http: httpx.Client) -> None:
    found = page(http.post("/opdracht", data={"document": "ja", "tekst": json.dumps(NOTICE)}))
    assert "Perceel 1: Gras maaien" in found.text


def test_notice_is_fetched_from_its_address(http: httpx.Client) -> None:
    found = page(http.post("/opdracht", data={"document": "ja", "adres": "https://ted.europa.eu/nl/notice/1-2026/xml"}))
    assert "Perceel 1: Gras maaien" in found.text


def test_address_that_does_not_answer_is_told_beside_its_field(http: httpx.Client) -> None:
    reply = http.post("/opdracht", data={"document": "ja", "adres": "https://ted.europa.eu/weg"})
    found = page(reply)
    assert (found.status, reply.headers["retry-after"]) == (503, "60")
    assert found.all("p", id="veld-adres-fout")
    assert found.all("input", id="veld-adres")[0]["value"] == "https://ted.europa.eu/weg"


def test_only_the_sites_of_the_setting_are_asked(library_of: Callable[..., Library]) -> None:
    with served(small_app(library_of(notice_hosts=("kopen.voorbeeld.be",)))) as http:
        assert "Een adres van kopen.voorbeeld.be." in page(http.get("/opdracht")).text
        found = page(
            http.post("/opdracht", data={"document": "ja", "adres": "https://ted.europa.eu/nl/notice/1-2026/xml"})
        )
    assert found.status == 422
    assert "alleen van kopen.voorbeeld.be" in found.text


def test_without_sites_nothing_is_fetched_and_no_address_is_asked(library_of: Callable[..., Library]) -> None:
    with served(small_app(library_of(notice_hosts=()))) as http:
        assert not page(http.get("/opdracht")).all("input", name="adres")
        found = page(
            http.post("/opdracht", data={"document": "ja", "adres": "https://ted.europa.eu/nl/notice/1-2026/xml"})
        )
    assert found.status == 422
    assert "Laad de aankondiging als bestand op" in found.text


def test_specification_is_shown_for_correction_with_where_each_piece_stands(http: httpx.Client) -> None:
    found = upload(http, SPECIFICATION.encode(), "bestek.txt")
    assert found.status == 200
    assert found.all("input", id="veld-bedrag")[0]["value"] == "85000"
    assert found.all("input", id="veld-bedrag-2")[0]["value"] == "40000"
    assert found.all("input", id="veld-cpv")[0]["value"] == "77310000"
    assert "In uw document: “" in found.text
    chosen = [o for o in found.all("option", value="art15") if "selected" in o]
    assert len(chosen) == 1
    assert "Wie kan het?" not in found.text


def test_corrected_specification_is_answered_as_a_form(http: httpx.Client) -> None:
    found = upload(http, SPECIFICATION.encode())
    fields = {
        a["name"]: a.get("value", "") for a in found.all("input") if a.get("id", "").startswith("veld-")
        and a["name"] not in {"bestand", "tekst", "adres", "q", "place"} and a.get("type") != "checkbox"
    }  # fmt: skip
    assert page(http.get("/opdracht", params={k: v for k, v in fields.items() if v})).status == 200


def test_long_specification_is_sent_instead_of_put_in_the_address(http: httpx.Client) -> None:
    text = "Bestek\n" + "\n".join(
        f"Perceel {n}: Gras maaien\n" + "Gras maaien in Sint-Niklaas. " * 40 for n in range(1, 12)
    )
    found = upload(http, text.encode())
    form = next(f for f in found.all("form") if f.get("id") == "beschrijf")
    assert form["method"] == "post"


def test_long_assignment_keeps_a_shortlist_without_an_address(http: httpx.Client) -> None:
    fields = {"wat": "poetsen van kantoren", "plaats": "Gent", "beschrijving": "poetsen van kantoren " * 600}
    found = page(http.post("/opdracht", data=fields))
    assert found.status == 200
    assert "te lang voor een vast adres" in found.text
    hidden = {a["name"]: a["value"] for a in found.all("input", type="hidden")}
    assert hidden.keys() >= {"wat", "beschrijving", "plaats"}
    button = next(b for b in found.all("button", form="opnieuw") if b["name"] == "shortlist")
    kept = page(http.post("/opdracht", data={**hidden, "shortlist": button["value"]}))
    assert "Uw shortlist" in kept.text
    gone = page(http.post("/opdracht", data={**hidden, "shortlist": button["value"], "weg": button["value"]}))
    assert "Uw shortlist" not in gone.text
    form = page(http.post("/opdracht", data={**hidden, "wijzig": "ja"}))
    assert "poetsen van kantoren poetsen" in form.text_in("textarea")


def test_short_assignment_that_is_sent_gets_an_address(http: httpx.Client) -> None:
    reply = http.post("/opdracht", data={"wat": "poetsen", "plaats": "Gent"})
    assert reply.status_code == 303
    assert reply.headers["location"] == "/opdracht?wat=poetsen&plaats=Gent"


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 400, "Dit bestand is leeg."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 415, "afbeelding"),
        (b"%PDF-1.4\nkapot", 400, ""),
        (b"<a", 400, ""),
        (b"<onbekend/>", 415, "geen aankondiging die we kennen"),
        (b'{"ocid": ', 400, ""),
        (b"x" * (10 * 1024 * 1024 + 1), 413, "groter dan 10 MB"),
        (b"x" * (12 * 1024 * 1024), 413, "groter dan 10 MB"),
    ],
    ids=["nothing", "picture", "broken pdf", "broken xml", "other xml", "broken json", "too large", "far too large"],
)
def test_bad_files_are_refused_beside_the_field(http: httpx.Client, content: bytes, status: int, said: str) -> None:
    found = upload(http, content)
    assert found.status == status
    assert said in found.text
    assert found.all("p", id="veld-bestand-fout")
    assert found.all("div", role="alert")


def test_what_does_not_come_along_with_a_document_is_said(http: httpx.Client) -> None:
    found = upload(http, b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert "de rest van wat u invulde, staat er nog" not in found.text
    assert "Ga in uw browser een stap terug om ze terug te zien." in found.text


def test_notice_is_named_by_the_number_under_which_it_was_published(http: httpx.Client) -> None:
    assert "Nummer 12345-2026" in upload(http, eforms()).text
    assert "Nummer 11111111-2222-3333-4444-555555555555" in upload(http, eforms(extension="")).text


def test_text_that_was_pasted_is_not_lost(http: httpx.Client) -> None:
    found = page(http.post("/opdracht", data={"document": "ja", "tekst": "<dit is geen aankondiging"}))
    assert found.status >= 400
    assert "<dit is geen aankondiging" in found.text_in("textarea")


def test_other_kinds_of_body_are_refused(http: httpx.Client) -> None:
    assert http.post("/opdracht", json={"wat": "x"}).status_code == 415


def test_persons_in_a_document_are_left_out(http: httpx.Client) -> None:
    text = SPECIFICATION + "\nContactpersoon: Jan Peeters, 09 123 45 67, jan.peeters@stad.example\n"
    found = upload(http, text.encode())
    assert "jan.peeters@stad.example" not in found.html
    assert "123 45 67" not in found.html
