"""Persons in a document are masked before anything is kept; services, towns, dates and amounts stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.notices.documents import read_document, read_text
from tests.notices.papers import pdf, written_word


def masked(text: str) -> str:
    return read_text(text).text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Contactpersoon: Lieve Verbrugghe, dienst aankoop", ["Lieve", "Verbrugghe"]),
        ("De leidend ambtenaar is Koen Van den Bossche.", ["Koen", "Bossche"]),
        ("Inlichtingen bij mevrouw Aerts of de heer J. Claes", ["Aerts", "Claes"]),
        ("Opgemaakt door: Els De Wolf (diensthoofd)", ["Els", "Wolf"]),
        ("Burgemeester Peter Maes tekent.", ["Peter", "Maes"]),
        ("An Peeters, algemeen directeur", ["An Peeters"]),
        ("Personne de contact : Marie Dupont", ["Marie", "Dupont"]),
        ("M. Luc Lambert, fonctionnaire dirigeant", ["Luc", "Lambert"]),
        ("Mail naar lieve.verbrugghe@stad.be of els(at)stad.be", ["lieve", "els(at)"]),
        ("Bel 09 123 45 67, 0471/12.34.56, +32 9 123 45 67 of 03/123.45.67", ["45 67", "34.56", "45.67"]),
        ("Rijksregisternummer 85.07.30-033.28", ["85.07.30"]),
        ("De algemeen directeur,\nTom Hermans", ["Tom", "Hermans"]),
        ("Contactpersoon: Lieve Verbrugghe\nVraag alles aan Lieve Verbrugghe.", ["Lieve"]),
    ],
)
def test_person_is_masked(text: str, gone: list[str]) -> None:
    said = masked(text)
    assert not [part for part in gone if part in said], said


@pytest.mark.parametrize(
    "text",
    [
        "Contact: Dienst Openbaar Groen, Stad Gent",
        "Plaats van uitvoering: Grote Markt 1, 9100 Sint-Niklaas",
        "Raming: € 85.000,00 excl. btw, van 01/02/2027 tot 31/01/2029",
        "CPV 77310000-6, bestek 2026/014, 0 tot 500 stuks",
        "De opdracht start op 01.02.2027 10:00.",
        "Perceel 1: Onderhoud Park De Brakke Grond",
    ],
)
def test_what_is_no_person_stays(text: str) -> None:
    assert masked(text) == text


def test_persons_are_masked_in_word_and_pdf_too() -> None:
    text = "Contactpersoon: Lieve Verbrugghe, tel. 09 123 45 67, lieve@stad.be, voor het maaien van bermen."
    for body in (written_word([(text, 0)]), pdf([[(text, 11)]])):
        said = read_document(body).text
        assert "maaien van bermen" in said
        assert not [part for part in ("Lieve", "45 67", "@") if part in said]


@given(st.text(max_size=200))
def test_masking_never_fails_and_leaves_no_mailbox(text: str) -> None:
    said = masked(f"Raming x {text} naam@stad.be")
    assert "naam@stad.be" not in said
