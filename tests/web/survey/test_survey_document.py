"""The marktverkenning as PDF: what stands in it, what does not, and who may read what others wrote."""

import re
from urllib.parse import urlencode

import httpx
import pytest

from supplier_guide.web.survey import view
from tests.printing.reading import pages_of, text_of
from tests.web.survey.conftest import HOSTILE, LONG_SOURCE

MOWING = {
    "wat": "gras maaien", "beschrijving": "Bermen en gazons, viermaal per jaar.", "plaats": "9000", "bedrag": "85.000",
    "jaren": "2", "cpv": "77310000", "voorbehouden": "art15", "koper": "lokaal", "regels": "gewoon",
    "datum": "2026-11-22",
}  # fmt: skip
TWO_LOTS = {
    "titel": "Onderhoud", "wat": "gras maaien", "plaats": "9000", "wat-2": "bermen maaien", "koper": "lokaal",
    "regels": "gewoon",
}  # fmt: skip
NAMES = ("Áccent Groen", "Ook □□□□□ groen", "Zonder Gegevens")
DISTANCE = "Afstand is geen voorwaarde of gunningscriterium."


def fetched(client: httpx.Client, question: dict[str, str], *more: tuple[str, str]) -> httpx.Response:
    return client.get(f"/opdracht/marktverkenning.pdf?{urlencode([*question.items(), *more])}")


def text(client: httpx.Client, question: dict[str, str], *more: tuple[str, str]) -> str:
    reply = fetched(client, question, *more)
    assert reply.status_code == 200, reply.text
    return text_of(reply.content)


def test_document_is_a_file_with_its_day_in_the_name(client: httpx.Client) -> None:
    reply = fetched(client, MOWING)
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"] == 'attachment; filename="marktverkenning-2026-11-25.pdf"'
    assert reply.headers["x-robots-tag"] == "noindex"
    again = client.get(str(reply.url), headers={"If-None-Match": reply.headers["etag"]})
    assert (again.status_code, again.headers["etag"]) == (304, reply.headers["etag"])


def test_same_question_on_the_same_day_gives_the_same_bytes(client: httpx.Client) -> None:
    assert fetched(client, MOWING).content == fetched(client, MOWING).content


def test_question_stands_in_it_as_it_was_asked_and_read(client: httpx.Client) -> None:
    found = text(client, MOWING)
    for said in (
        "Wat gras maaien", "Beschrijving Bermen en gazons, viermaal per jaar.", "Tuin- en groenonderhoud",
        "77310000 Beplanten en onderhouden van groengebieden", "Plaats Gent", "85.000 euro zonder btw", "Looptijd 2 jaar",
        "Ja, toegang voorbehouden (artikel 15)", "Gemeente, OCMW, provincie of intercommunale", "Gewone overheidsopdracht",
        "22 november 2026", "Gezochte woorden",
    ):  # fmt: skip
        assert said in found, said


def test_days_versions_and_address_stand_on_top(client: httpx.Client) -> None:
    reply = fetched(client, MOWING)
    first = pages_of(reply.content)[0]
    assert "Opgemaakt op 25 november 2026" in first
    assert f"versie {reply.headers['x-data-version']}" in first
    assert re.search(r"Regels nagekeken op \d+ \w+ \d{4} toegepast zoals ze gelden op 22 november 2026", first)
    assert "https://gids.example/opdracht?wat=gras+maaien" in first.replace(" ", "")
    assert re.search(r"bladzijde 1 van \d+", first)


def test_address_that_nobody_would_type_over_is_a_link_alone(client: httpx.Client) -> None:
    reply = fetched(client, {**MOWING, "beschrijving": "gras maaien langs de wegen " * 20})
    assert "Deze vraag online open deze vraag" in text_of(reply.content)
    assert b"/URI(https://gids.example/opdracht?wat=gras+maaien&beschrijving=gras+maaien" in reply.content


def test_address_longer_than_a_link_can_be_is_left_out(client: httpx.Client) -> None:
    reply = fetched(client, {**MOWING, "beschrijving": "gras maaien langs de wegen " * 320})
    assert reply.status_code == 200
    found = text_of(reply.content)
    assert "Zonder Gegevens" in found
    assert "Deze vraag online" not in found


def test_rules_that_were_not_applied_are_not_named(client: httpx.Client) -> None:
    found = text(client, {**MOWING, "recht": "nee"})
    assert "toegepast zoals ze gelden" not in found


def test_everybody_who_was_found_stands_in_it_by_the_alphabet_and_without_scores(client: httpx.Client) -> None:
    found = text(client, MOWING)
    entries = found[found.index("Wie we vonden") :]
    places = [entries.index(f"{name} Gent") for name in NAMES]
    assert places == sorted(places)
    for word in ("Plaats 1", "score", "Telt mee", "38,9", "Ligt op", "Elders Groen"):
        assert word not in found, word


def test_supplier_is_told_with_evidence_gaps_contact_and_sources(client: httpx.Client) -> None:
    found = text(client, MOWING)
    for said in (
        "VZW · 0123.456.749 · zetel in Gent · Vermoedelijk in aanmerking voor artikel 15",
        "Maatwerkbedrijf volgens een publicatie; register niet nagekeken",
        "Maatwerkbedrijf nagekeken in het officiële register, gezien op 1 november 2026",
        "Vraag nog een gedateerde personeelslijst of RSZ-telling",
        "Werkgebied Geeft geen werkgebied op: na te vragen.",
        "Werkgebied Werkt in heel Gent. Opgegeven: Heel België.",
        "Niet gevonden Geeft geen capaciteit op.",
        "Contact verkoop functie · 09 210 20 30 telefoon · info@accent.example e-mail · accent.example website",
        "Contact niet opgegeven",
        "Bronnen bron.example/een bron.example/twee bron.example/erkenning",
        "Erkenning geen bekend",
    ):
        assert said in found, said


def test_long_source_is_named_shortly_and_linked_whole(client: httpx.Client) -> None:
    reply = fetched(client, MOWING)
    assert "lang.example/…/een-heel-lange-naam-van-een-pa… lang.example/kort" in text_of(reply.content)
    assert f"/URI({LONG_SOURCE})".encode() in reply.content


def test_area_that_was_not_stated_is_said_once(client: httpx.Client) -> None:
    found = text(client, {**MOWING, "plaats": "", "regels": "", "voorbehouden": ""})
    assert "Werkgebied Geen werkgebied opgegeven." in found
    assert "Opgegeven: niet" not in found


def test_document_promises_nothing_and_says_what_was_not_looked_at(client: httpx.Client) -> None:
    found = text(client, MOWING)
    for said in (
        DISTANCE, "Het is geen selectie, geen uitnodiging en geen gunning.", "geen recht op de opdracht",
        "Een vermoeden is geen bewijs.", "Er is aan geen enkele onderneming iets gevraagd.", "Dit is niet nagekeken.",
        "een gelijkwaardig bewijs uit een ander gewest of land", "schrijf altijd ‘of gelijkwaardig’",
        "Kijk het bewijs van elke inschrijver na", "te bevestigen", "Dit is informatie, geen juridisch advies.",
        "de wet noemt geen aantal", "CC BY-SA 4.0",
    ):  # fmt: skip
        assert said in found, said


def test_scores_findings_and_who_was_left_out_only_on_request(client: httpx.Client) -> None:
    reply = fetched(client, MOWING, ("scores", "ja"))
    assert 'filename="marktverkenning-met-scores-2026-11-25.pdf"' in reply.headers["content-disposition"]
    found = text_of(reply.content)
    assert "Marktverkenning met scores" in found
    assert re.search(r"Plaats 1 in de volgorde, score 0,\d+", found)
    assert "Telt mee" in found
    assert "Elders Groen Het opgegeven werkgebied bevat Gent niet." in found
    assert DISTANCE in found
    assert b"/URI(https://gids.example/onderneming/antwerps)" in reply.content


def test_distance_is_told_to_be_of_the_nearest_site(client: httpx.Client) -> None:
    near = {**MOWING, "plaats": "Sint-Niklaas"}
    found = text(client, near, ("scores", "ja"))
    assert re.search(r"score 0,\d+, dichtste vestiging op \d+ km", found)
    assert found.count("dichtste vestiging") == 1
    page = client.get(f"/opdracht?{urlencode({**near, 'shortlist': 'accent'})}").text
    shown = " ".join(re.sub("<[^>]+>", "", page).split())
    assert re.search(r"Áccent Groen dichtste vestiging op \d+ km zetel in Gent", shown)
    assert re.search(r"Áccent Groen, Gent \(dichtste vestiging op \d+ km\)", shown)
    assert re.search(r"Zonder Gegevens \d+ km Gent", shown)


def test_shortlist_leaves_out_the_others_and_says_who_is_gone(client: httpx.Client) -> None:
    kept = [("shortlist", "zonder"), ("shortlist", "accent"), ("shortlist", "niemand"), ("lijst", "shortlist")]
    found = text(client, MOWING, *kept)
    assert "2 ondernemingen van de shortlist" in found
    assert "niet meer in dit antwoord: niemand" in found
    assert ("Ook □" in found, "Zonder Gegevens" in found) == (False, True)


def test_text_in_place_of_a_shortlist_is_not_printed(client: httpx.Client) -> None:
    said = "Bewezen ongeschikt: Firma X"
    found = text(client, MOWING, ("shortlist", "zonder"), ("shortlist", said), ("lijst", "shortlist"))
    assert "Bewezen" not in found
    assert "Bewezen" not in client.get(f"/opdracht?{urlencode({**MOWING, 'shortlist': said})}").text


def test_percelen_stand_apart_or_alone(client: httpx.Client) -> None:
    whole = text(client, TWO_LOTS)
    assert whole.count("Perceel 1: gras maaien") == whole.count("Perceel 2: bermen maaien") == 3
    assert "Marktverkenning: Onderhoud" in whole
    one = text(client, TWO_LOTS, ("perceel", "2"))
    assert ("Perceel 1" in one, "alle gevonden ondernemingen die dit werk doen van perceel 2" in one) == (False, True)


def test_shortlist_is_one_for_all_percelen(client: httpx.Client) -> None:
    found = text(client, TWO_LOTS, ("perceel", "2"), ("shortlist", "zonder"), ("lijst", "shortlist"))
    assert "Perceel 1: gras maaien" in found


def test_what_suppliers_wrote_prints_literally_and_what_cannot_be_drawn_is_named(client: httpx.Client) -> None:
    found = text(client, {**MOWING, "beschrijving": f"{HOSTILE} {'x' * 400}"})
    assert f"=Groen; {HOSTILE}" in found
    assert f"Beschrijving {HOSTILE}" in found
    assert f"Gras {HOSTILE} volgens de bronnen" in found
    assert "x" * 400 in found.replace(" ", "")
    assert "Gras □ □□□□□ volgens de bronnen" in found
    for name in ("U+1F600 GRINNING FACE", "U+0645 ARABIC LETTER MEEM"):
        assert name in found, name


def test_more_than_a_document_holds_is_refused_with_what_to_choose(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "MOST_ENTRIES", 3)
    reply = fetched(client, MOWING)
    assert (reply.status_code, reply.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "Dit zijn 4 ondernemingen; in één document passen er 3. Kies één perceel" in reply.text
    assert fetched(client, MOWING, ("shortlist", "zonder"), ("lijst", "shortlist")).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"bedrag": "veel"}, 422, "“veel” is geen bedrag"),
        ({"plaats": "Nergenshuizen"}, 422, "Nergenshuizen"),
        ({"datum": "2090-01-01"}, 422, "kennen we geen regels"),
        ({"lijst": "shortlist"}, 422, "Er staat niemand op uw shortlist."),
        ({"lijst": "sommige"}, 422, "“sommige” kan niet bij lijst. Kies “alle” of “shortlist”."),
        ({"scores": "misschien"}, 422, "“misschien” kan niet bij scores."),
        ({"wat": "", "beschrijving": "", "cpv": ""}, 422, "Beschrijf wat u nodig hebt"),
    ],
)
def test_what_cannot_be_answered_is_told_on_a_page_of_ours(
    client: httpx.Client, wrong: dict[str, str], status: int, said: str
) -> None:
    for kind in ("pdf", "csv"):
        reply = client.get(f"/opdracht/marktverkenning.{kind}?{urlencode({**MOWING, **wrong})}")
        assert (reply.status_code, reply.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert said in reply.text
