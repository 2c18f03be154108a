"""The marktverkenning as CSV, and the ways to both files on the page of the answer."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx

from supplier_guide.directory.licences import LICENCE
from supplier_guide.office.cells import unguard
from tests.printing.reading import text_of
from tests.web.pages.builders import Page
from tests.web.survey.conftest import HOSTILE
from tests.web.survey.test_survey_document import DISTANCE, MOWING, TWO_LOTS

LONG = {**MOWING, "beschrijving": "gras maaien langs wegen " * 600}


def rows(client: httpx.Client, question: dict[str, str], **more: str) -> list[dict[str, str]]:
    reply = client.get(f"/opdracht/marktverkenning.csv?{urlencode({**question, **more})}")
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    return [{k: unguard(v) for k, v in row.items()} for row in read(reply)]


def read(reply: httpx.Response) -> Iterator[dict[str, str]]:
    """Read the table as a Belgian spreadsheet does."""
    yield from csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";")


def page(client: httpx.Client, question: dict[str, str], *more: tuple[str, str]) -> Page:
    reply = client.get(f"/opdracht?{urlencode([*question.items(), *more])}")
    return Page(reply.status_code, reply.text)


def links(page: Page, kind: str) -> list[str]:
    return [a["href"] for a in page.all("a") if a.get("href", "").startswith(f"/opdracht/marktverkenning.{kind}?")]


def test_table_has_a_line_for_each_supplier_and_reads_back(client: httpx.Client) -> None:
    found = rows(client, MOWING)
    assert [row["onderneming"] for row in found] == [
        f"=Groen; {HOSTILE}", "Áccent Groen", "Ook مرحبا groen", "Zonder Gegevens",
    ]  # fmt: skip
    accent: dict[str, Any] = found[1]
    expected = {
        "perceel": "1", "ondernemingsnummer": "0123.456.749", "rechtsvorm": "VZW", "gemeente": "Gent",
        "functie": "verkoop", "telefoon": "09 210 20 30", "e-mail": "info@accent.example", "website": "accent.example",
        "bronnen": "https://bron.example/een | https://bron.example/twee | https://bron.example/erkenning",
        "pagina in de gids": "https://gids.example/onderneming/accent", "opdracht": "gras maaien",
        "opgemaakt op": "25 november 2026", "let op": DISTANCE, "licence": LICENCE,
    }  # fmt: skip
    assert expected.items() <= accent.items()
    assert "vraag" not in accent
    assert accent["vraag online"].startswith("https://gids.example/opdracht?wat=gras+maaien")
    assert "register niet nagekeken" in accent["erkenning"]
    assert accent["data_version"].isdecimal()
    assert not {"plaats", "score", "weggevallen omdat"} & accent.keys()


def test_no_cell_is_run_by_a_spreadsheet(client: httpx.Client) -> None:
    content = client.get(f"/opdracht/marktverkenning.csv?{urlencode(MOWING)}").content
    assert content.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert f"'=Groen; {HOSTILE}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_scores_and_who_was_left_out_on_request(client: httpx.Client) -> None:
    found = rows(client, MOWING, scores="ja")
    placed = {row["onderneming"]: row["plaats"] for row in found}
    assert sorted(placed.values()) == ["", "1", "2", "3", "4"]
    (gone,) = [row for row in found if not row["plaats"]]
    assert (gone["onderneming"], gone["weggevallen omdat"]) == (
        "Elders Groen", "Het opgegeven werkgebied bevat Gent niet.",
    )  # fmt: skip
    assert gone["pagina in de gids"] == "https://gids.example/onderneming/antwerps"
    assert (gone["opdracht"], gone["licence"]) == ("gras maaien", LICENCE)
    assert all("Rubriek of CPV-code: Ja" in row["bevindingen"] for row in found if row["plaats"])


def test_percelen_are_told_apart(client: httpx.Client) -> None:
    assert {row["perceel"] for row in rows(client, TWO_LOTS)} == {"1", "2"}
    assert {row["perceel"] for row in rows(client, TWO_LOTS, perceel="2")} == {"2"}


def test_lines_tell_the_title_of_their_perceel_and_not_the_whole_question(client: httpx.Client) -> None:
    assert {row["titel van het perceel"] for row in rows(client, TWO_LOTS)} == {"gras maaien", "bermen maaien"}
    long = {**MOWING, "beschrijving": "gras maaien langs de wegen " * 200}
    reply = client.get(f"/opdracht/marktverkenning.csv?{urlencode(long)}")
    assert "langs de wegen" not in reply.text
    assert "langs+de+wegen" not in reply.text


def test_answer_leads_to_the_files_with_the_whole_question(client: httpx.Client) -> None:
    found = page(client, MOWING)
    plain, scored = links(found, "pdf")
    assert "Voor uw dossier" in found.text
    assert [row["onderneming"] for row in rows(client, {}, **dict(httpx.URL(links(found, "csv")[0]).params))][1:2] == [
        "Áccent Groen"
    ]
    assert text_of(client.get(plain).content) == text_of(
        client.get(f"/opdracht/marktverkenning.pdf?{urlencode(MOWING)}").content
    )
    assert "Telt mee" in text_of(client.get(scored).content)


def test_shortlist_has_files_of_its_own(client: httpx.Client) -> None:
    found = page(client, MOWING, ("shortlist", "accent"))
    listed = [href for href in links(found, "pdf") if "lijst=shortlist" in href]
    assert len(listed) == 2
    assert "1 onderneming van de shortlist" in text_of(client.get(listed[0]).content)


def test_answer_without_anybody_offers_no_file(client: httpx.Client) -> None:
    assert links(page(client, {"wat": "kwantumtunnels", "koper": "lokaal", "regels": "gewoon"}), "pdf") == []


def test_long_assignment_is_sent_from_the_page(client: httpx.Client) -> None:
    reply = client.post("/opdracht", data=LONG)
    found = Page(reply.status_code, reply.text)
    hidden = {a["name"]: a["value"] for a in found.all("input", type="hidden") if a["name"] in LONG}
    actions = [b["formaction"] for b in found.all("button", form="opnieuw") if "formaction" in b]
    assert [a.partition("?")[2] for a in actions] == [
        "lijst=alle",
        "lijst=alle",
        "lijst=alle&scores=ja",
        "lijst=alle&scores=ja",
    ]
    made = client.post(actions[0], data=hidden)
    assert made.headers["cache-control"] == "no-store"
    whole = text_of(made.content)
    assert "Zonder Gegevens" in whole
    assert "ingekort: de volledige tekst heeft 14399 tekens" in whole
    assert "Deze vraag online" not in whole
    table = client.post(actions[1], data=hidden)
    assert [row["vraag online"] for row in read(table)] == [""] * 4


def test_body_that_is_no_form_or_too_large_is_refused_on_a_page(client: httpx.Client) -> None:
    assert client.post("/opdracht/marktverkenning.pdf", json={"wat": "x"}).status_code == 415
    reply = client.post("/opdracht/marktverkenning.csv", content=b"x" * (12 * 1024 * 1024))
    assert (reply.status_code, reply.headers["content-type"]) == (413, "text/html; charset=utf-8")
