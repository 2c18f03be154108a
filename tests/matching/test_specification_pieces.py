"""The pieces of a specification one by one: what counts as a value, a term, a place, a code, a lot, a reservation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.geo.gazetteer import Gazetteer, load_gazetteer
from supplier_guide.matching.specification import Draft, read_specification
from supplier_guide.model.need import MOST_LOTS, Lot, Need, ReservedCode
from supplier_guide.notices.documents import read_document, read_text
from tests.matching.specifications import ALL
from tests.matching.test_specification import check_quotes
from tests.notices.papers import pdf, written_word


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def draft(text: str, gazetteer: Gazetteer) -> Draft:
    return read_specification(read_text(text), gazetteer)


def only(text: str, gazetteer: Gazetteer) -> Lot:
    (lot,) = draft(text, gazetteer).need.lots
    return lot


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("De opdracht wordt geraamd op € 85.000 excl. btw.", 85_000),
        ("Raming: 85 000 EUR (exclusief btw)", 85_000),
        ("Raming: 85000 euro zonder btw", 85_000),
        ("Raming: € 85.000,50 excl. btw", 85_000.5),
        ("Raming: EUR 85,000.50 excl. btw", 85_000.5),
        ("Raming: 85.000,- euro excl. btw", 85_000),
        ("De geschatte waarde bedraagt 0,5 miljoen euro, btw niet inbegrepen.", 500_000),
        ("Er is een budget van maximaal 10.000 euro (excl. btw).", 10_000),
        ("Raming: € 121.000 incl. 21 % btw", 100_000),
        ("Raming: € 106.000 inclusief btw. Het btw-tarief is 6 %.", 100_000),
        ("Raming: € 100.000 excl. btw of € 121.000 incl. btw", 100_000),
        ("Raming: € 121.000 incl. btw (€ 100.000 excl. btw)", 100_000),
        ("Raming: € 121.000 incl. btw", None),
        ("Raming: € 10.000 per jaar excl. btw. De looptijd is 4 jaar.", 40_000),
        ("Raming: € 1.000 per maand excl. btw. De opdracht loopt 18 maanden.", 18_000),
        ("Raming: € 10.000 per jaar excl. btw, over de volledige looptijd € 40.000 excl. btw.", 40_000),
        ("Jaarlijkse raming: 10.000 euro excl. btw. Duur: 2 jaar.", 20_000),
        ("Raming: € 10.000 per jaar excl. btw.", None),
        ("De borgtocht bedraagt 5 % van de raming: € 2.000.", None),
        ("De inschrijver toont een omzet aan van € 500.000.", None),
        ("De raming ligt onder de drempel van € 143.000.", None),
        ("Maximaal € 25 per uur.", None),
        ("De verzekering dekt maximaal € 1.250.000.", None),
        ("Raming: nog te bepalen", None),
        ("Raming: € 99.999.999.999.999 excl. btw", None),
        ("De prijs telt voor 60 punten.", None),
        ("Maximumbedrag: € 30.000 excl. btw. Raming: € 20.000 excl. btw.", 20_000),
    ],
)
def test_value(text: str, value: float | None, gazetteer: Gazetteer) -> None:
    assert only(text, gazetteer).value == (None if value is None else pytest.approx(value))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Raming: € 85.000", "zegt niet of het bedrag"),
        ("Raming: € 85.000 incl. btw", "zegt niet welk tarief"),
        ("Raming: € 121.000 incl. 21 % btw", "omgerekend naar 100.000 euro"),
        ("Raming: € 85.000 per jaar excl. btw", "vonden geen looptijd"),
        ("Raming: € 85.000 excl. btw.\nDe opdracht is geraamd op € 90.000 excl. btw.", "ook een ander bedrag"),
        ("Perceel 1: Gras\nTekst.\nDe opdracht bestaat uit 3 percelen.", "spreekt van 3 percelen; we vonden er 1"),
        ("CPV 99999999", "CPV-code 99999999 bestaat niet"),
        ("Onderhoud van gras", "geen plaats van uitvoering"),
        ("Duur: 1 jaar, tweemaal verlengbaar", "niet hoelang"),
    ],
)
def test_what_is_unclear_is_remarked(text: str, part: str, gazetteer: Gazetteer) -> None:
    remarks = draft(text, gazetteer).remarks
    assert any(part in remark for remark in remarks), remarks


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("De looptijd bedraagt 24 maanden.", 24),
        ("De raamovereenkomst wordt gesloten voor een periode van vier (4) jaar.", 48),
        ("Duur van de opdracht: één jaar", 12),
        ("De looptijd is 1 jaar, driemaal verlengbaar met telkens één jaar.", 48),
        ("Looptijd: 12 maanden, verlengbaar met 2 x 12 maanden", 36),
        ("De overeenkomst loopt één jaar en wordt stilzwijgend verlengd tot een maximale duur van vier jaar.", 48),
        ("De opdracht duurt 2 jaar. Ze kan niet verlengd worden met 1 jaar.", 24),
        ("De opdracht loopt van 1 januari 2027 tot en met 31 december 2029.", 36),
        ("Periode: 01/09/2027 tot 30/06/2028", 10),
        ("De uitvoeringstermijn is 10 weken.", 2.3),
        ("Durée : deux ans, reconductible deux fois pour une période d'un an.", 48),
        ("De garantietermijn bedraagt 2 jaar.", None),
        ("Er wordt betaald binnen een termijn van 30 dagen.", None),
        ("De offerte blijft geldig gedurende een termijn van 6 maanden.", None),
        ("Referenties over een periode van de laatste drie jaar.", None),
        ("Periode: 31/02/2027 tot 30/06/2028", None),
    ],
)
def test_duration(text: str, months: float | None, gazetteer: Gazetteer) -> None:
    assert only(text, gazetteer).duration_months == (None if months is None else pytest.approx(months, abs=0.05))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Plaats van uitvoering: Grote Markt 1, 9100 Sint-Niklaas", {"Sint-Niklaas"}),
        ("Plaats van uitvoering:\nKerkplein 4, 8500 Kortrijk", {"Kortrijk"}),
        ("Leveringsadres | Stationsstraat 9, 3000 Leuven", {"Leuven"}),
        ("Het werk wordt uitgevoerd in Mol en Geel.", {"Mol", "Geel"}),
        ("De opdracht geldt op het grondgebied van de provincie Limburg.", {"Limburg (provincie)"}),
        ("Lieu d'exécution : 7000 Mons", {"Bergen"}),
        ("Onderhoud van het park in Aalst", {"Aalst"}),
        ("Aanbestedende overheid: Gemeente Wetteren\nOnderhoud van gras", {"Wetteren"}),
        ("De rechtbanken te Gent zijn bevoegd.", set()),
        ("Plaats van de opening van de offertes: Stadhuis, 2000 Antwerpen", set()),
        ("Opgemaakt te Brugge op 1 mei 2027", set()),
        ("Plaats van uitvoering: wordt later bepaald, ten vroegste in 2030 of 2040", set()),
        ("Plaats van uitvoering: een lokaal van 2000 m² in Ronse", {"Ronse"}),
    ],
)
def test_places(text: str, places: set[str], gazetteer: Gazetteer) -> None:
    found = {gazetteer.resolve(place).label for place in only(text, gazetteer).places}
    assert found == {gazetteer.resolve(place).label for place in places}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("CPV-code: 77310000-6", ("77310000",)),
        ("CPV: 77310000 - 6 en 77340000", ("77310000", "77340000")),
        ("Hoofdcode 90910000-9", ("90910000",)),
        ("Ondernemingsnummer 20262027, dossier 12345678", ()),
        ("Rekening BE68 5390 0754 7034", ()),
        ("CPV 773100006", ()),
    ],
)
def test_codes(text: str, codes: tuple[str, ...], gazetteer: Gazetteer) -> None:
    assert only(text, gazetteer).cpv == codes


SHELTERED, PUBLIC, NONE = ReservedCode.SHELTERED, ReservedCode.PUBLIC_SERVICE, ReservedCode.NONE


@pytest.mark.parametrize(
    ("text", "reserved", "execution"),
    [
        ("De opdracht is voorbehouden aan maatwerkbedrijven of gelijkwaardig.", (SHELTERED,), None),
        ("Toegang overeenkomstig artikel 15 van de wet van 17 juni 2016.", (SHELTERED,), None),
        ("Marché réservé aux entreprises de travail adapté.", (SHELTERED,), None),
        ("De opdracht is voorbehouden op grond van artikel 91 van de wet.", (PUBLIC,), None),
        ("De opdracht is niet voorbehouden.", (NONE,), None),
        ("De uitvoering is voorbehouden in het kader van programma's voor beschermde arbeid.", None, "yes"),
        ("Het bestuur kan de opdracht voorbehouden aan maatwerkbedrijven.", None, None),
        ("De opdracht is al dan niet voorbehouden aan maatwerkbedrijven.", None, None),
        ("Alle rechten voorbehouden.", None, None),
        ("Het bestuur behoudt zich het recht voor om niet te gunnen.", None, None),
        ("De inschrijver leeft artikel 15 van de AVG na.", None, None),
        ("Deze werken zijn voorbehouden aan erkende aannemers.", None, None),
    ],
)
def test_reservation(
    text: str, reserved: tuple[ReservedCode, ...] | None, execution: str | None, gazetteer: Gazetteer
) -> None:
    lot = only(text, gazetteer)
    assert (lot.reserved, lot.reserved_execution) == (reserved, execution)


@pytest.mark.parametrize(
    ("text", "lots"),
    [
        ("Perceel 1: Gras\nPerceel 2: Hagen", {"1": "Gras", "2": "Hagen"}),
        ("Lot 1 – Gras\nLOT 2 – HAGEN", {"1": "Gras", "2": "HAGEN"}),
        ("Perceel A: Gras\nPerceel B: Hagen", {"A": "Gras", "B": "Hagen"}),
        ("Perceel I. Gras\nPerceel II. Hagen", {"I": "Gras", "II": "Hagen"}),
        ("Perceel 01 - Gras\nPerceel 02 - Hagen", {"1": "Gras", "2": "Hagen"}),
        ("Perceel nr. 1: Gras\nPerceel nr. 2: Hagen", {"1": "Gras", "2": "Hagen"}),
        ("2.1 Perceel 1: Gras\n2.2 Perceel 2: Hagen", {"1": "Gras", "2": "Hagen"}),
        ("- perceel 1: gras;\n- perceel 2: hagen;", {"1": "gras", "2": "hagen"}),
        ("Perceel 1\nGras\nPerceel 2\nHagen", {"1": "Gras", "2": "Hagen"}),
        ("Perceel 1 Gras\nPerceel 2 Hagen", {"1": "Gras", "2": "Hagen"}),
        ("Perceel 1: Gras (raming: € 10.000 excl. btw)\nPerceel 2: Hagen - € 5.000", {"1": "Gras", "2": "Hagen"}),
        ("Perceel | Voorwerp\n1 | Gras\n2 | Hagen", {"1": "Gras", "2": "Hagen"}),
        ("Perceel 1 | Gras\nPerceel 2 | Hagen", {"1": "Gras", "2": "Hagen"}),
        ("Het gaat om perceel 1 (gras) en perceel 2 (hagen).", {"1": "gras", "2": "hagen"}),
        ("Perceel 1 omvat gras. Perceel 2 omvat hagen.", {"1": None}),
        ("De opdracht heeft geen percelen.", {"1": "De opdracht heeft geen percelen"}),
        ("Inhoud\nPerceel 1: Gras ........ 4\nPerceel 1: Gras\nMaaien.", {"1": "Gras"}),
    ],
)
def test_lots(text: str, lots: dict[str, str | None], gazetteer: Gazetteer) -> None:
    found = draft(text, gazetteer).need.lots
    assert [lot.id for lot in found] == list(lots)
    if None not in lots.values() and len(lots) > 1:
        assert {lot.id: lot.title for lot in found} == lots


def test_facts_of_one_lot_stay_with_it(gazetteer: Gazetteer) -> None:
    text = (
        "# Perceel 1: Gras\nRaming: € 10.000 excl. btw. Duur: 1 jaar. Plaats van uitvoering: Gent.\n"
        "# Perceel 2: Hagen\nRaming: € 5.000 excl. btw. Plaats van uitvoering: Aalst.\n"
        "# Algemeen\nDe looptijd van perceel 2 is 2 jaar. Perceel 1 is voorbehouden aan maatwerkbedrijven.\n"
    )
    one, two = draft(text, gazetteer).need.lots
    assert (one.value, one.duration_months, one.places) == (10_000, 12, ("Gent",))
    assert (two.value, two.duration_months, two.places) == (5_000, 24, ("Aalst",))
    assert (one.reserved, two.reserved) == ((SHELTERED,), None)


def test_description_leaves_out_what_is_about_tendering(gazetteer: Gazetteer) -> None:
    text = "1. Omschrijving\nHet maaien van bermen.\n2. Verzekering\nDe dienstverlener is verzekerd.\n3. Taken\nRuimen van slib."
    description = only(text, gazetteer).description or ""
    assert "maaien" in description
    assert "slib" in description
    assert "verzekerd" not in description


def test_word_and_pdf_give_the_same_lots_as_the_text(gazetteer: Gazetteer) -> None:
    lines = [
        ("Bestek groenonderhoud", 1),
        ("Perceel 1: Maaien van bermen", 2),
        ("Raming: 45.000 euro excl. btw. Plaats van uitvoering: 9000 Gent.", 0),
        ("Perceel 2: Snoeien van hagen", 2),
        ("Raming: 30.000 euro excl. btw. Plaats van uitvoering: Aalst.", 0),
        ("Gunningscriteria", 2),
        ("De prijs telt voor 60 punten op 100.", 0),
    ]
    sizes = {0: 11, 1: 20, 2: 15}
    bodies = [
        written_word(lines),
        pdf([[(text, sizes[level]) for text, level in lines]]),
        "\n".join("#" * level + " " * bool(level) + text for text, level in lines).encode(),
    ]
    for body in bodies:
        need = read_specification(read_document(body), gazetteer).need
        assert [(lot.id, lot.title, lot.value, lot.places) for lot in need.lots] == [
            ("1", "Maaien van bermen", 45_000, ("9000",)),
            ("2", "Snoeien van hagen", 30_000, ("Aalst",)),
        ]
        assert all("punten" not in (lot.description or "") for lot in need.lots)


def test_more_lots_than_a_need_holds_are_cut_with_a_remark(gazetteer: Gazetteer) -> None:
    ids = [*map(str, range(1, MOST_LOTS)), *"ABCDEFGH"]
    found = draft("\n".join(f"Perceel {id_}: Onderhoud van park {id_}" for id_ in ids), gazetteer)
    assert len(found.need.lots) == MOST_LOTS
    assert any(f"{len(ids)} percelen" in remark for remark in found.remarks)


PIECES = [line for specification in ALL.values() for line in specification.text.splitlines()]
ODD = [
    "Perceel 1:",
    "Lot 2 –",
    "| 3 | x |",
    "€ 85.000",
    "per jaar",
    "CPV 77310000-6",
    "te Mol",
    "art. 15",
    "....... 9",
    ":",
    "|",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(ODD), st.text(max_size=60)), min_size=1, max_size=30)
)
def test_any_text_gives_a_need_whose_quotes_stand_in_it(lines: list[str]) -> None:
    document = read_text("Onderhoud\n" + "\n".join(lines))
    found = read_specification(document, _GAZETTEER)
    check_quotes(found, document.text)
    assert Need.model_validate(found.need.model_dump()) == found.need
    assert read_specification(document, _GAZETTEER) == found


_GAZETTEER = load_gazetteer()
