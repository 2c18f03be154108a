"""The page of an enterprise: everything known with its source, everything unknown said."""

import json

from tests.web.pages.builders import Client
from tests.web.pages.conftest import Get

KNOWN = "/onderneming/groene-hand"
UNKNOWN = "/onderneming/stille-kracht"


def test_everything_known_is_on_the_page(get: Get) -> None:
    text = get(KNOWN).text
    for expected in (
        "De Groene Hand & Co",
        "Ook bekend als Groenploeg Waas",
        "Wij onderhouden tuinen en <parken>.",
        "Tuin- en groenonderhoud",
        "Gras maaien en groenonderhoud voor gemeenten.",
        "6 tot 20 mensen tegelijk; levertijd 10 dagen; vanaf een halve dag",
        "Sint-Niklaas en Gent",
        "Heel België",
        "Tot 25 km rond de vestiging",
        "14 maart 2026",
        "nagekeken in het officiële register, geldig tot 31 december 2028, gezien op 1 november 2026",
        "ISO 9001 (nummer A-1), geldig tot 1 januari 2027",
        "categorie G3, klasse 1",
        "Stad Lokeren, 2024: parken",
        "Altijd op tijd.",
        "0123.456.749",
        "250 mensen",
        "200,5 mensen",
        "stand op 31 december 2025",
        "1.250.000 euro",
        "03 780 52 00",
        "planning@groenehand.be",
        "Bevestigd op 14 maart 2026.",
        "Kerkstraat 1, 9100 Sint-Niklaas",
        "Filiaal, 9000 Gent",
        "Groene Ring",
        "groenehand.be (2)",
    ):
        assert expected in text, expected


def test_short_answers_stay_on_one_line(get: Get) -> None:
    html = get(KNOWN).html
    assert "Op\u00a0verplaatsing" in html
    assert "niet\u00a0opgegeven" in html
    assert "niet opgegeven" not in html


def test_map_names_the_towns_of_the_sites(get: Get) -> None:
    assert 'class="town asked-name' in get(KNOWN).html


def test_notes_of_editors_stay_inside(get: Get) -> None:
    assert "redactie" not in get(KNOWN).html


def test_everything_unknown_is_said(get: Get) -> None:
    text = get(UNKNOWN).text
    for expected in (
        "plaats niet opgegeven",
        "erkenning niet opgegeven",
        "We weten nog niet wat deze onderneming precies doet",
        "Telefoon, e-mail en website: niet opgegeven.",
        "Certificaten: niet opgegeven.",
        "Rechtsvorm niet opgegeven",
        "Medewerkers niet opgegeven",
        "Ondernemingsnummer niet opgegeven",
        "Laatst bevestigd nog niet door de onderneming bevestigd",
        "Bronnen niet opgegeven",
    ):
        assert expected in " ".join(text.split()), expected


def test_columns_in_which_nothing_is_known_are_said_in_one_line(get: Get) -> None:
    page = get("/onderneming/buurtdienst-1")
    assert "Werkgebied en capaciteit: niet opgegeven. Nog niet bevestigd door de onderneming." in page.text
    assert page.text_in("thead") == "Wat Manier van werken"


def test_without_contact_the_regional_desk_is_named(get: Get) -> None:
    assert {"href": "/contact"} in get("/onderneming/3-span").all("a")


def test_telephone_and_mailbox_are_links(get: Get) -> None:
    links = [a["href"] for a in get(KNOWN).all("a") if "href" in a]
    assert "tel:+3237805200" in links
    assert "mailto:planning@groenehand.be" in links


def test_sites_are_on_a_map_with_their_numbers(get: Get) -> None:
    page = get(KNOWN)
    assert [a["aria-label"] for a in page.all("a", href="#vestigingen")] == ["1. Sint-Niklaas", "2. Gent"]
    assert 'id="vestigingen"' in page.html


def test_printed_sheet_holds_a_code_of_the_public_address(get: Get) -> None:
    page = get(KNOWN)
    assert len(page.all("svg", class_="qr")) == 1
    assert "https://gids.example/onderneming/groene-hand" in page.text


def test_linked_data_leaves_out_what_is_unknown(get: Get) -> None:
    unknown = json.loads(get(UNKNOWN).text_in("script"))
    assert unknown == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": "https://gids.example/onderneming/stille-kracht",
        "name": "Stille Kracht",
    }
    known = json.loads(get(KNOWN).text_in("script"))
    assert known["address"]["postalCode"] == "9100"
    assert known["vatID"] == "BE0123456749"


def test_merged_enterprise_leads_to_its_successor(get: Get) -> None:
    page = get("/onderneming/jansen")
    assert page.status == 410
    assert "Jansen Groen" in page.text
    assert {"href": KNOWN} in page.all("a")
    assert "De Groene Hand & Co" in page.text


def test_archived_enterprise_says_since_when(get: Get) -> None:
    page = get("/onderneming/oud")
    assert page.status == 410
    assert "3 februari 2026" in page.text


def test_draft_does_not_exist_for_visitors(client: Client) -> None:
    assert client.get("/onderneming/klad").status_code == 404
    assert "Klad" not in client.get("/a-z?letter=b").text


def test_description_fits_a_search_result(get: Get) -> None:
    description = get(KNOWN).meta("description")
    assert description.startswith("De Groene Hand & Co in Sint-Niklaas, maatwerkbedrijf: Tuin- en groenonderhoud")
    assert len(description) <= 155
