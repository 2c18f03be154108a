"""TED_EXPORT R2.0.9: forms, lots, reservations for all lots, languages."""

import datetime as dt

import pytest

from supplier_guide.errors import Unprocessable
from supplier_guide.model.need import BuyerKind, Nature, ReservedCode
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import contract, described, form, ted

WORKSHOP, PROGRAMME = "<RESTRICTED_SHELTERED_WORKSHOP/>", "<RESTRICTED_SHELTERED_PROGRAM/>"
MISSION = "<RESERVED_ORGANISATIONS_SERVICE_MISSION/>"


def test_a_contract_notice_is_read_whole() -> None:
    lots = described(
        additional=["77314000-4"],
        nuts=["BE234", "BE211"],
        site="Gent",
        value='<VAL_OBJECT CURRENCY="EUR">85000.50</VAL_OBJECT>',
    )
    notice = read_notice(ted(forms=form(contracts=contract(lots=lots), leftovers=WORKSHOP)))
    assert (notice.format, notice.version, notice.subtype, notice.id) == (
        "ted_export",
        "R2.0.9.S05.E01",
        "F02",
        "012345-2021",
    )
    assert (notice.language, notice.country, notice.buyer.name) == ("nl", "BEL", "Gemeente Voorbeeldegem")
    assert notice.published_on == dt.date(2021, 5, 1)
    assert notice.deadline == dt.datetime(2021, 6, 1, 9, 30)  # noqa: DTZ001 - TED writes local time
    assert notice.url == "https://ted.europa.eu/udl?uri=TED:NOTICE:012345-2021:TEXT:NL:HTML"
    assert (notice.title, notice.description, notice.cpv) == ("Groenonderhoud", "Over alles", ("77310000", "77314000"))
    assert notice.warnings == ()
    (only,) = notice.lots
    assert (only.id, only.title) == ("1", "Lot Noord")
    assert only.description == "Maaien\nen snoeien\nPlaats: Gent"
    assert only.cpv == ("77310000", "77314000")
    assert only.reserved == (ReservedCode.SHELTERED,)
    assert only.reserved_execution is None
    assert (only.nuts, only.nature, only.value, only.currency) == (("BE234", "BE211"), Nature.SERVICES, 85000.5, "EUR")
    assert only.duration_months == 24.0


@pytest.mark.parametrize(
    ("leftovers", "codes", "performed"),
    [
        ("", None, None),
        (WORKSHOP, (ReservedCode.SHELTERED,), None),
        (PROGRAMME, None, "yes"),
        (MISSION, (ReservedCode.PUBLIC_SERVICE,), None),
        (WORKSHOP + PROGRAMME + MISSION, (ReservedCode.SHELTERED, ReservedCode.PUBLIC_SERVICE), "yes"),
    ],
)
def test_a_reservation_holds_for_all_lots(
    leftovers: str, codes: tuple[ReservedCode, ...] | None, performed: str | None
) -> None:
    lots = contract(lots=described("1", number="1") + described("2", number="2"))
    for one in read_notice(ted(forms=form(contracts=lots, leftovers=leftovers))).lots:
        assert (one.reserved, one.reserved_execution) == (codes, performed)


def test_lots_have_the_numbers_that_the_notice_gives_them() -> None:
    lots = (
        described("1", number="1 -")
        + described("2", number="3b")
        + described("3", number="")
        + described("4", number="3b")
    )
    assert [one.id for one in read_notice(ted(forms=form(contracts=contract(lots=lots)))).lots] == [
        "1",
        "3b",
        "3",
        "3b-2",
    ]


def test_a_contract_that_is_not_divided_is_one_lot_with_title_and_value_of_the_whole() -> None:
    lots = described(number="", title="")
    total = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">140000</VAL_ESTIMATED_TOTAL><NO_LOT_DIVISION/>'
    (only,) = read_notice(ted(forms=form(contracts=contract(inside=total, lots=lots)))).lots
    assert (only.id, only.title, only.value) == ("1", "Groenonderhoud", 140000.0)


def test_the_value_of_the_whole_is_no_value_of_several_lots() -> None:
    total = '<VAL_ESTIMATED_TOTAL CURRENCY="EUR">140000</VAL_ESTIMATED_TOTAL>'
    notice = read_notice(
        ted(forms=form(contracts=contract(inside=total, lots=described() + described("2", number="2"))))
    )
    assert (notice.value, notice.currency) == (140000.0, "EUR")
    assert [one.value for one in notice.lots] == [None, None]


def test_of_a_range_of_values_the_highest_counts_with_a_warning() -> None:
    bounds = '<VAL_RANGE_TOTAL CURRENCY="EUR"><LOW>100</LOW><HIGH>900</HIGH></VAL_RANGE_TOTAL>'
    notice = read_notice(ted(forms=form("F03", contracts=contract(inside=bounds))))
    assert (notice.value, notice.currency) == (900.0, "EUR")
    assert any("hoogste" in warning for warning in notice.warnings)


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ('<DURATION TYPE="MONTH">36</DURATION>', 36.0),
        ('<DURATION TYPE="YEAR">3</DURATION>', 36.0),
        ('<DURATION TYPE="DAY">365.25</DURATION>', 12.0),
        ("<DATE_START>2023-01-01</DATE_START><DATE_END>2027-12-31</DATE_END>", 60.0),
        ("<INDEFINITE_DURATION/>", None),
        ("<DATE_START>2023-01-01</DATE_START>", None),
    ],
)
def test_a_duration_is_in_months(written: str, months: float | None) -> None:
    found = read_notice(ted(forms=form(contracts=contract(lots=described(length=written))))).lots[0].duration_months
    assert found == (None if months is None else pytest.approx(months))


def test_the_original_is_read_and_not_a_translation() -> None:
    forms = form(language="DE", category="TRANSLATION", contracts=contract(title="deutsch")) + form(
        language="FR", contracts=contract(title="français")
    )
    notice = read_notice(
        ted(forms=forms + form(language="NL", category="TRANSLATION", contracts=contract(title="vertaald")))
    )
    assert (notice.language, notice.title) == ("fr", "français")
    assert notice.url == "https://ted.europa.eu/udl?uri=TED:NOTICE:012345-2021:TEXT:FR:HTML"


@pytest.mark.parametrize(("languages", "chosen"), [(["FR", "NL"], "nl"), (["DE", "FR"], "fr"), (["DE", "EN"], "de")])
def test_of_several_originals_dutch_then_french_then_the_first_is_read(languages: list[str], chosen: str) -> None:
    assert read_notice(ted(forms="".join(form(language=one) for one in languages))).language == chosen


def test_several_contracts_in_one_plan_are_lots_with_their_own_codes() -> None:
    contracts = (
        contract(title="Groen", main="77310000", lots=described(number="", title="", length=""), inside='<VAL_ESTIMATED_TOTAL CURRENCY="EUR">10</VAL_ESTIMATED_TOTAL>')
        + contract(title="Poets", main="90910000", nature="WORKS", lots=described("1", number="1") + described("2", number="2"))
        + contract(title="Leeg", main="55000000", lots="")
    )  # fmt: skip
    notice = read_notice(ted(forms=form("F01", contracts=contracts)))
    assert [(one.id, one.title, one.cpv) for one in notice.lots] == [
        ("1", "Groen", ("77310000",)),
        ("2.1", "Lot Noord", ("90910000",)),
        ("2.2", "Lot Noord", ("90910000",)),
        ("3", "Leeg", ("55000000",)),
    ]
    assert [one.nature for one in notice.lots[:2]] == [Nature.SERVICES, Nature.WORKS]
    assert notice.lots[0].value == 10.0
    assert notice.value is None


@pytest.mark.parametrize("number", ["F01", "F02", "F04", "F05", "F07", "F08", "F12", "F14", "F21", "F22", "F23", "F24"])
def test_every_form_that_announces_is_read_without_a_warning(number: str) -> None:
    notice = read_notice(ted(forms=form(number)))
    assert notice.subtype == number
    assert notice.warnings == ()


@pytest.mark.parametrize("number", ["F03", "F06", "F13", "F15", "F20", "F25"])
def test_a_result_warns_that_it_says_nothing_of_reservations(number: str) -> None:
    assert any("voorbehouden was" in warning for warning in read_notice(ted(forms=form(number))).warnings)


def test_a_form_for_social_services_is_a_result_when_its_type_says_so() -> None:
    notice = read_notice(ted(forms=form("F21", before='<NOTICE TYPE="AWARD_CONTRACT"/>')))
    assert any("voorbehouden was" in warning for warning in notice.warnings)
    assert read_notice(ted(forms=form("F21", before='<NOTICE TYPE="CONTRACT"/>'))).warnings == ()


def test_a_form_without_lots_has_one() -> None:
    (only,) = read_notice(ted(forms=form("F14", contracts=contract(lots="")))).lots
    assert (only.id, only.title, only.cpv, only.description) == ("1", "Groenonderhoud", ("77310000",), "Over alles")


@pytest.mark.parametrize(
    ("authority", "coded", "kind"),
    [
        ('<CA_TYPE VALUE="MINISTRY"/>', "", None),
        ('<CA_TYPE VALUE="REGIONAL_AUTHORITY"/>', '<AA_AUTHORITY_TYPE CODE="3"/>', None),
        ('<CA_TYPE VALUE="BODY_PUBLIC"/>', "", None),
        ("<CA_TYPE_OTHER>vzw</CA_TYPE_OTHER>", "", None),
        ('<CE_ACTIVITY VALUE="WATER"/>', "", BuyerKind.UTILITY),
        ("", '<AA_AUTHORITY_TYPE CODE="4"/>', BuyerKind.UTILITY),
    ],
)
def test_the_kind_of_buyer_is_what_its_code_tells(authority: str, coded: str, kind: BuyerKind | None) -> None:
    assert read_notice(ted(forms=form(authority=authority), coded=coded)).buyer.kind == kind


def test_a_federal_ministry_is_the_state() -> None:
    notice = read_notice(ted(forms=form(authority='<CA_TYPE VALUE="MINISTRY"/>', name="FOD Mobiliteit")))
    assert notice.buyer.kind == BuyerKind.STATE


def test_the_deadline_of_the_coded_section_serves_when_the_form_has_none() -> None:
    coded = "<DT_DATE_FOR_SUBMISSION>20210610 15:00</DT_DATE_FOR_SUBMISSION>"
    assert read_notice(ted(forms=form(procedure=""), coded=coded)).deadline == dt.datetime(2021, 6, 10, 15)  # noqa: DTZ001 - local time
    assert read_notice(ted(forms=form(procedure=""))).deadline is None


@pytest.mark.parametrize("written", ["20210230", "gisteren", "2021"])
def test_an_unreadable_day_is_nothing_and_warned_of(written: str) -> None:
    notice = read_notice(ted(published=written))
    assert notice.published_on is None
    assert any("datum" in warning for warning in notice.warnings)


def test_the_country_of_the_notice_serves_when_the_buyer_has_none() -> None:
    assert read_notice(ted(forms=form().replace('<COUNTRY VALUE="BE"/>', ""), country="UK")).country == "GBR"


def test_words_with_raised_letters_stay_whole() -> None:
    notice = read_notice(ted(forms=form(contracts=contract(title='De 6<FT TYPE="SUP">e</FT> editie'))))
    assert notice.title == "De 6e editie"


def test_a_lot_that_names_no_place_has_those_of_the_coded_section() -> None:
    body = ted(forms=form(contracts=contract(lots=described(nuts=())))).replace(
        b"<ISO_COUNTRY", b'<PERFORMANCE_NUTS CODE="BE211"/><ISO_COUNTRY'
    )
    assert read_notice(body).lots[0].nuts == ("BE211",)


@pytest.mark.parametrize("version", ["R2.0.9.S01.E01", "R2.0.9.S05.E01", "R2.0.8.S03.E01", "R2.0.9"])
def test_both_releases_are_known(version: str) -> None:
    assert read_notice(ted(version=f' VERSION="{version}"')).warnings == ()


def test_an_unknown_release_and_none_are_warned_of() -> None:
    assert any("versie" in one for one in read_notice(ted(version=' VERSION="R3.0"')).warnings)
    assert any("versie" in one for one in read_notice(ted(version="")).warnings)


def test_a_document_without_a_form_is_refused() -> None:
    with pytest.raises(Unprocessable) as refused:
        read_notice(ted(forms=""))
    assert refused.value.code == "not_a_contract"
