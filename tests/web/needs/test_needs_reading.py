"""From fields to a need: what is open stays open, and what is wrong is said beside its field."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.errors import Unprocessable
from supplier_guide.model.need import BuyerKind, Nature, Need, Regime, ReservedCode
from supplier_guide.model.vocabulary import Mode
from supplier_guide.web.needs.reading import Reading, complaint_of, read_need
from supplier_guide.web.needs.typed import COMMON, OF_LOT, typed


def read(**fields: str) -> Reading:
    return read_need(typed([(name.replace("_", "-"), value) for name, value in fields.items()]))


def need(**fields: str) -> Need:
    reading = read(**fields)
    assert reading.complaints == ()
    assert reading.need is not None
    return reading.need


def test_fields_left_open_are_not_stated() -> None:
    found = need(wat="maaien")
    lot = found.lots[0]
    assert (found.buyer.kind, found.regime, found.date, found.procedure_has_notice) == (None, None, None, None)
    assert (lot.value, lot.currency, lot.duration_months, lot.reserved, lot.nature) == (None, None, None, None, None)


def test_every_field_reaches_the_need() -> None:
    found = need(
        wat="Maaien", beschrijving="Bermen.", plaats="9100, Gent", bedrag="10.000", per="jaar", jaren="1", maanden="6",
        soort="diensten", cpv="77310000-6, 77314000", rubriek="R03.01", manier="enclave", certificaat="ISO 9001",
        voorbehouden="art15", koper="lokaal", overheid="ja", aangewezen="nee", eerder="nee", regels="gewoon",
        datum="22/11/2026", aankondiging="nee",
    )  # fmt: skip
    lot = found.lots[0]
    assert (lot.title, lot.description, lot.places) == ("Maaien", "Bermen.", ("9100", "Gent"))
    assert (lot.value, lot.currency, lot.duration_months) == (15_000, "EUR", 18)
    assert (lot.nature, lot.cpv, lot.rubrics) == (Nature.SERVICES, ("77310000", "77314000"), ("R03.01",))
    assert (lot.modes, lot.certificates, lot.reserved) == ((Mode.ENCLAVE,), ("ISO 9001",), (ReservedCode.SHELTERED,))
    buyer = found.buyer
    assert (buyer.kind, buyer.is_contracting_authority) == (BuyerKind.LOCAL_AUTHORITY, True)
    assert (buyer.designated_art91, buyer.art91_award_last_3y) == (False, False)
    assert (found.regime, found.date, found.procedure_has_notice) == (Regime.CLASSIC, dt.date(2026, 11, 22), False)


def test_not_known_is_not_stated() -> None:
    found = need(wat="maaien", bedrag="onbekend", jaren="onbekend", datum="onbekend", koper="onbekend", cpv="onbekend")
    assert (found.lots[0].value, found.date, found.buyer.kind, found.lots[0].cpv) == (None, None, None, ())


def test_reserved_execution_is_no_reserved_access() -> None:
    lot = need(wat="maaien", voorbehouden="uitvoering").lots[0]
    assert (lot.reserved, lot.reserved_execution) == (None, "yes")


def test_a_further_perceel_shares_place_and_duration_but_not_what_is_reserved() -> None:
    first, second = need(wat="maaien", plaats="Gent", jaren="2", voorbehouden="art15", wat_2="poetsen").lots
    assert (second.title, second.places, second.duration_months) == ("poetsen", ("Gent",), 24)
    assert (first.reserved, second.reserved) == ((ReservedCode.SHELTERED,), None)


def test_a_further_perceel_may_have_its_own_duration_and_place() -> None:
    second = need(wat="maaien", plaats="Gent", jaren="2", wat_2="poetsen", plaats_2="Aalst", maanden_2="3").lots[1]
    assert (second.places, second.duration_months) == (("Aalst",), 3)


def test_total_of_the_whole_may_be_stated_apart() -> None:
    assert need(wat="a", wat_2="b", totaal="50.000").estimated_total == 50_000


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"bedrag": "veel"}, "bedrag"),
        ({"bedrag": "-1"}, "bedrag"),
        ({"bedrag": "1000000000000000"}, "bedrag"),
        ({"bedrag": "1.000", "per": "jaar"}, "jaren"),
        ({"jaren": "twee"}, "jaren"),
        ({"jaren": "101"}, "jaren"),
        ({"datum": "31/2/2026"}, "datum"),
        ({"datum": "gisteren"}, "datum"),
        ({"cpv": "7731"}, "cpv"),
        ({"koper": "keizer"}, "koper"),
        ({"voorbehouden": "misschien"}, "voorbehouden"),
        ({"manier": "vliegend"}, "manier"),
        ({"rubriek": "groen"}, "rubriek"),
        ({"wat": "x" * 20_000}, "wat"),
        ({"beschrijving": "x" * 50_001}, "beschrijving"),
        ({"wat": "omgekeerd \u202etekst"}, "wat"),
        ({"wat-2": "x", "bedrag-2": "veel"}, "bedrag-2"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields: dict[str, str], field: str) -> None:
    reading = read_need(typed([*fields.items()]))
    assert reading.need is None
    assert [c.field for c in reading.complaints] == [field]


def test_all_mistakes_are_named_at_once() -> None:
    reading = read(wat="maaien", bedrag="veel", datum="morgen", cpv="12")
    assert {c.field for c in reading.complaints} == {"bedrag", "datum", "cpv"}


def test_errors_of_matching_land_beside_their_field() -> None:
    unknown = Unprocessable("unknown_place", "…", field="lots[1].places", suggestions=["Gent"])
    assert (complaint_of(unknown).field, complaint_of(unknown).suggestions) == ("plaats-2", ("Gent",))
    assert complaint_of(Unprocessable("no_rules_for_date", "…", field="date")).field == "datum"


names = st.sampled_from([*OF_LOT, *COMMON, "wat-2", "bedrag-3", "voorbehouden-30", "percelen", "onzin", "wat-31"])
values = st.text(max_size=30) | st.sampled_from(["onbekend", "ja", "85.000", "jaar", "incl", "2", "art15", "9100"])


@given(st.lists(st.tuples(names, values), max_size=20))
def test_whatever_is_typed_gives_a_need_or_a_complaint(pairs: list[tuple[str, str]]) -> None:
    asked = typed(pairs)
    reading = read_need(asked)
    assert (reading.need is None) == bool(reading.complaints)
    assert 1 <= asked.lots <= 30
    again = typed(asked.pairs())
    assert again.pairs() == asked.pairs()


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"wat": "x" * 20_000}, "wat", "Deze tekst is te lang. Geef hoogstens 2.000 tekens."),
        ({"wat": "x", "titel": "x" * 20_000}, "titel", "Deze tekst is te lang. Geef hoogstens 2.000 tekens."),
        ({"wat": "x", "beschrijving": "x" * 50_001}, "beschrijving", "Geef hoogstens 50.000 tekens."),
        ({"wat": "x", "plaats": "x" * 300}, "plaats", "Deze tekst is te lang. Geef hoogstens 200 tekens."),
        ({"wat": "x", "plaats": ",".join(f"p{n}" for n in range(300))}, "plaats", "te veel. Geef er hoogstens 200."),
        ({"wat": "a\ufffe"}, "wat", "vreemde tekens"),
    ],
)  # fmt: skip
def test_what_a_need_cannot_hold_says_how_much_it_can(fields: dict[str, str], field: str, said: str) -> None:
    (complaint,) = read(**fields).complaints
    assert complaint.field == field
    assert said in complaint.message
