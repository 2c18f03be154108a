"""A clerk loads a purchase programme: per line what may, who can, what we advise, what is wrong; and takes it along."""

import csv
import io
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest
from python_calamine import CalamineWorkbook

from supplier_guide.directory.library import Library
from supplier_guide.office.programme_files import read_programme
from supplier_guide.web.pages.programme import AT_ONCE
from tests.web.pages.builders import Page, small_app
from tests.web.serving import served

PATH = "/opdracht/programma"
LIST = """\
Nr;Omschrijving;Raming;Datum;Gemeente;Dienst
A-1;Gras maaien in de <parken>;85.000;2027-04-01;Sint-Niklaas;Groen
A-2;Kantoren poetsen;12.500;;Gent;Sport
A-3;Kasten;veel;;Gent;ICT
A-4;Koffie;100;;Atlantis;ICT
"""


@pytest.fixture(scope="module")
def http(library: Library) -> Iterator[httpx.Client]:
    """Return a client of the small directory."""
    with served(small_app(library)) as client:
        yield client


def sent(http: httpx.Client, content: bytes | str = LIST, **fields: str) -> httpx.Response:
    body = content.encode() if isinstance(content, str) else content
    return http.post(PATH, data={"koper": "lokaal", "regels": "gewoon", **fields}, files={"bestand": ("lijst", body)})


def page(reply: httpx.Response) -> Page:
    return Page(reply.status_code, reply.text)


def carried(found: Page) -> dict[str, str]:
    return {a["name"]: a["value"] for a in found.all("input", type="hidden") if a["name"] == "lijst"}


def line_of(found: Page, number: int) -> str:
    """Return the text of a line of the table."""
    starts = found.html.index(f'<tr id="regel-{number}"')
    return Page(200, found.html[starts : found.html.index("</tr>", starts) + len("</tr>")]).text


def test_form_is_found_from_the_page_of_one_assignment(http: httpx.Client) -> None:
    assert page(http.get("/opdracht")).all("a", href=PATH)
    form = page(http.get(PATH))
    assert form.all("a", href=f"{PATH}/sjabloon.xlsx")
    for name in ("omschrijving", "waarde", "datum", "plaats", "cpv"):
        assert f"{name} " in form.text


def test_each_line_says_what_may_who_can_and_what_we_advise(http: httpx.Client) -> None:
    found = page(sent(http))
    assert found.status == 200
    mowing, cleaning = line_of(found, 2), line_of(found, 3)
    assert "Gras maaien in de <parken>" in mowing
    assert "nr. A-1 · 85.000 euro · 1 april 2027 · Sint-Niklaas" in mowing
    assert "Tuin- en groenonderhoud" in mowing
    assert "Ja Toegang voorbehouden aan sociale ondernemingen (artikel 15)" in mowing
    assert "1 vermoedelijk, 0\u00a0na\u00a0te\u00a0kijken".replace("\u00a0", " ") in mowing
    assert "12.500 euro" in cleaning
    # 65 services of the neighbourhood in Gent have no recognition: each is still to be looked at.
    assert "65 na te kijken" in cleaning
    assert "Een sociale voorwaarde opnemen" in cleaning


def test_faults_stand_beside_their_line_and_on_top(http: httpx.Client) -> None:
    found = page(sent(http))
    assert "We lazen 4 aankopen; 2 hebben een fout." in found.text
    assert {"#regel-4", "#regel-5"} <= {a["href"] for a in found.all("a") if "href" in a}
    assert "Kasten" in line_of(found, 4)
    assert "waarde: “veel” is geen bedrag" in line_of(found, 4)
    assert "Koffie" in line_of(found, 5)
    assert "plaats: We kennen geen plaats “Atlantis”" in line_of(found, 5)


def test_totals_stand_on_top(http: httpx.Client) -> None:
    found = page(sent(http))
    assert "Een sociale voorwaarde opnemen 1 12.500 euro 0" in found.text
    assert found.text.index("Samen") < found.text.index("Per aankoop")


def test_columns_that_are_not_used_are_named(http: httpx.Client) -> None:
    assert "Deze kolommen gebruiken we niet: “Dienst”." in page(sent(http)).text


def test_line_leads_to_its_whole_answer(http: httpx.Client) -> None:
    found = page(sent(http))
    addresses = [a["href"] for a in found.all("a") if a.get("aria-label", "").startswith("Wie kan het?")]
    assert len(addresses) == 2
    answer = page(http.get(addresses[1]))
    assert answer.status == 200
    assert "Kantoren poetsen" in answer.text_in("h1")
    assert "Buurtdienst" in answer.text


@pytest.mark.parametrize("choice", ["csv", "xlsx"])
def test_answer_carries_its_list_so_that_it_can_be_taken_along(http: httpx.Client, choice: str) -> None:
    at_once = sent(http, als=choice)
    later = http.post(PATH, data={"koper": "lokaal", "regels": "gewoon", **carried(page(sent(http))), "als": choice})
    for reply in (at_once, later):
        assert reply.status_code == 200
        assert reply.headers["content-disposition"] == f'attachment; filename="aankoopprogramma-antwoord.{choice}"'
        assert reply.headers["cache-control"] == "no-store"
        rows = table(reply.content, choice)
        assert [row["omschrijving"] for row in rows] == [
            "Gras maaien in de <parken>", "Kantoren poetsen", "Kasten", "Koffie",
        ]  # fmt: skip
        assert [row["artikel 15"] for row in rows] == ["ja", "ja", "", ""]
        assert rows[2]["fout"].startswith("waarde: “veel”")


def table(body: bytes, kind: str) -> list[dict[str, str]]:
    if kind == "csv":
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("aankopen").to_python()
    return [dict(zip(map(str, header), map(str, row), strict=True)) for row in rows]


def test_answer_is_given_again_for_another_buyer(http: httpx.Client) -> None:
    town = page(sent(http))
    assert "Vrije keuze" not in town.text
    company = page(http.post(PATH, data={**carried(town), "koper": "bedrijf", "regels": "gewoon", "overheid": "nee"}))
    assert "Vrije keuze" in line_of(company, 2)


def test_without_a_buyer_we_say_what_is_missing(http: httpx.Client) -> None:
    found = page(sent(http, koper=""))
    assert "Nog niet te zeggen" in line_of(found, 2)
    assert "Nog te zeggen: wie koopt" in line_of(found, 2)


def test_template_is_a_list_that_we_read(http: httpx.Client) -> None:
    reply = http.get(f"{PATH}/sjabloon.xlsx")
    assert reply.headers["content-disposition"] == 'attachment; filename="aankoopprogramma-sjabloon.xlsx"'
    file = read_programme(reply.content)
    assert (file.lines, file.errors) == ((), ())
    assert not [warning for warning in file.warnings if "gebruiken we niet" in warning]
    assert "We vonden geen aankopen" in page(sent(http, reply.content)).text


def test_answer_is_well_formed(http: httpx.Client) -> None:
    found = page(sent(http))
    assert len(found.all("h1")) == 1
    ids = Counter(a["id"] for _, a in found.elements if "id" in a)
    assert [i for i, n in ids.items() if n > 1] == []
    jumps = {a["href"][1:] for a in found.all("a") if a.get("href", "").startswith("#")}
    assert jumps <= set(ids)
    assert found.meta("robots") == "noindex, follow"
    assert not [a for _, a in found.elements if "style" in a]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"", 400, "Het bestand is leeg"),
        (b"a;b\n1;2\n", 400, "geen kolom met een omschrijving"),
        (b"PK\x03\x04 geen werkmap", 400, "werkmap"),
        (b"Omschrijving;Waarde\n" + b"Gras;1\n" * 2_001, 413, "2001 regels"),
        (b"x" * (10 * 1024 * 1024 + 1), 413, "groter dan 10 MB"),
        (b"x" * (12 * 1024 * 1024), 413, "groter dan 10 MB"),
    ],
    ids=["nothing", "no columns", "broken workbook", "too many", "too large", "far too large"],
)
def test_bad_list_is_refused_beside_its_field(http: httpx.Client, content: bytes, status: int, said: str) -> None:
    found = page(sent(http, content))
    assert found.status == status
    assert said in found.text
    assert found.all("p", id="veld-bestand-fout")
    assert found.all("div", role="alert")
    # Who buys is not lost; where the form itself was too large to read, it is.
    chosen = [o["value"] for o in found.all("option") if "selected" in o]
    assert ("lokaal" in chosen) is (len(content) < 10 * 1024 * 1024)


@pytest.mark.parametrize("listed", ["geen base64!", "AAAA", b64encode(b"Omschrijving\n").decode()[:-2]])
def test_list_that_was_carried_and_broke_is_refused(http: httpx.Client, listed: str) -> None:
    reply = http.post(PATH, data={"koper": "lokaal", "lijst": listed, "als": "csv"})
    assert reply.status_code == 400
    assert page(reply).all("p", id="veld-bestand-fout")


def test_when_others_are_being_answered_we_say_when_to_come_back(library: Library) -> None:
    app = small_app(library)
    with served(app) as http:
        for _ in range(AT_ONCE):
            assert app.state.programmes.acquire()
        reply = sent(http)
        assert (reply.status_code, reply.headers["retry-after"]) == (503, "30")
        assert reply.elapsed.total_seconds() < 2  # nobody waits for a turn: that would hold a thread
        assert page(reply).all("p", id="veld-bestand-fout")
        app.state.programmes.release()
        assert [sent(http).status_code, sent(http).status_code] == [200, 200]


def test_choice_that_does_not_exist_is_refused_beside_its_field(http: httpx.Client) -> None:
    found = page(sent(http, koper="keizer"))
    assert found.status == 422
    assert found.all("select", id="veld-koper", aria_invalid="true")


def test_nobody_keeps_what_was_sent(http: httpx.Client) -> None:
    assert sent(http).headers["cache-control"] == "no-store"
