"""TED_EXPORT R2.0.8: sections with names of their own, lots in an annex B."""

import datetime as dt

import pytest

from supplier_guide.model.need import BuyerKind, Nature, ReservedCode
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import ted

COSTS = '<COSTS_RANGE_AND_CURRENCY CURRENCY="EUR"><VALUE_COST FMTVAL="85000.00">85 000,00</VALUE_COST></COSTS_RANGE_AND_CURRENCY>'
RANGE = (
    '<COSTS_RANGE_AND_CURRENCY CURRENCY="EUR"><RANGE_VALUE_COST><LOW_VALUE FMTVAL="10.00">10</LOW_VALUE>'
    "<HIGH_VALUE>1 234 567,50</HIGH_VALUE></RANGE_VALUE_COST></COSTS_RANGE_AND_CURRENCY>"
)
MONTHS = "<PERIOD_WORK_DATE_STARTING><MONTHS>36</MONTHS></PERIOD_WORK_DATE_STARTING>"
DATES = (
    "<PERIOD_WORK_DATE_STARTING><INTERVAL_DATE><START_DATE><DAY>01</DAY><MONTH>1</MONTH><YEAR>2016</YEAR></START_DATE>"
    "<END_DATE><DAY>31</DAY><MONTH>12</MONTH><YEAR>2016</YEAR></END_DATE></INTERVAL_DATE></PERIOD_WORK_DATE_STARTING>"
)


def annex(number: str, *, code: str = "90910000", inside: str = COSTS) -> str:
    return (
        f"<F02_ANNEX_B><LOT_NUMBER>{number}</LOT_NUMBER><LOT_TITLE>Perceel {number}</LOT_TITLE><LOT_DESCRIPTION><P>Poetsen</P></LOT_DESCRIPTION>"
        f'<CPV><CPV_MAIN><CPV_CODE CODE="{code}"/></CPV_MAIN></CPV><NATURE_QUANTITY_SCOPE>{inside}</NATURE_QUANTITY_SCOPE></F02_ANNEX_B>'
    )


def older(
    *,
    lots: str = "",
    reserved: str = "",
    quantity: str = COSTS,
    length: str = MONTHS,
    name: str = "CONTRACT",
    number: str = "2",
) -> bytes:
    """Return a form of R2.0.8 of a Belgian ministry."""
    forms = (
        f'<{name} CATEGORY="ORIGINAL" FORM="{number}" LG="NL" VERSION="R2.0.8.S03.E01"><FD_{name} CTYPE="SERVICES"><CONTRACTING_AUTHORITY_INFORMATION>'
        "<NAME_ADDRESSES_CONTACT_CONTRACT><CA_CE_CONCESSIONAIRE_PROFILE><ORGANISATION><OFFICIALNAME>FOD Voorbeeld</OFFICIALNAME></ORGANISATION>"
        '<COUNTRY VALUE="BE"/><CONTACT_POINT>Alfons Verzonnen</CONTACT_POINT><E_MAILS><E_MAIL>alfons@voorbeeld.be</E_MAIL></E_MAILS>'
        '</CA_CE_CONCESSIONAIRE_PROFILE></NAME_ADDRESSES_CONTACT_CONTRACT><TYPE_OF_CONTRACTING_AUTHORITY VALUE="MINISTRY"/>'
        "</CONTRACTING_AUTHORITY_INFORMATION><OBJECT_CONTRACT_INFORMATION><DESCRIPTION_CONTRACT_INFORMATION><TITLE_CONTRACT><P>Poetsen van kantoren</P></TITLE_CONTRACT>"
        '<LOCATION_NUTS><LOCATION><P>Brussel</P></LOCATION><NUTS CODE="BE10"/></LOCATION_NUTS><SHORT_CONTRACT_DESCRIPTION><P>Poetsen en ramen</P></SHORT_CONTRACT_DESCRIPTION>'
        '<CPV><CPV_MAIN><CPV_CODE CODE="90910000"/></CPV_MAIN><CPV_ADDITIONAL><CPV_CODE CODE="90911300"/></CPV_ADDITIONAL></CPV>'
        f"<F02_DIVISION_INTO_LOTS><F02_DIV_INTO_LOT_YES>{lots}</F02_DIV_INTO_LOT_YES></F02_DIVISION_INTO_LOTS></DESCRIPTION_CONTRACT_INFORMATION>"
        f"<QUANTITY_SCOPE><NATURE_QUANTITY_SCOPE>{quantity}</NATURE_QUANTITY_SCOPE></QUANTITY_SCOPE>{length}</OBJECT_CONTRACT_INFORMATION>"
        f"<LEFTI_CONTRACT><RESERVED_CONTRACTS>{reserved}</RESERVED_CONTRACTS></LEFTI_CONTRACT>"
        "<PROCEDURE><RECEIPT_LIMIT_DATE><DAY>1</DAY><MONTH>06</MONTH><YEAR>2016</YEAR><TIME>11:00</TIME></RECEIPT_LIMIT_DATE></PROCEDURE>"
        f"</FD_{name}></{name}>"
    )
    return ted(forms=forms, version="", space="R2.0.8", published="20160415")


def test_a_contract_without_lots_is_one_lot() -> None:
    notice = read_notice(older())
    assert (notice.format, notice.version, notice.subtype) == ("ted_export", "R2.0.8.S03.E01", "2")
    assert (notice.title, notice.buyer.name, notice.buyer.kind) == (
        "Poetsen van kantoren",
        "FOD Voorbeeld",
        BuyerKind.STATE,
    )
    assert notice.deadline == dt.datetime(2016, 6, 1, 11)  # noqa: DTZ001 - TED writes local time
    assert notice.warnings == ()
    (only,) = notice.lots
    assert (only.id, only.cpv, only.nuts) == ("1", ("90910000", "90911300"), ("BE10",))
    assert (only.value, only.currency, only.duration_months, only.nature) == (85000.0, "EUR", 36.0, Nature.SERVICES)
    assert only.description == "Poetsen en ramen\nPlaats: Brussel"


def test_lots_stand_in_an_annex_and_do_not_mix_with_the_whole() -> None:
    notice = read_notice(older(lots=annex("1") + annex("2", code="77310000", inside=""), quantity=""))
    assert [(one.id, one.title, one.cpv, one.value) for one in notice.lots] == [
        ("1", "Perceel 1", ("90910000",), 85000.0),
        ("2", "Perceel 2", ("77310000",), None),
    ]
    assert notice.value is None
    assert notice.cpv == ("90910000", "90911300", "77310000")
    assert [one.nuts for one in notice.lots] == [("BE10",), ("BE10",)]


@pytest.mark.parametrize(
    ("reserved", "codes", "performed"),
    [
        ("", None, None),
        ("<RESTRICTED_TO_SHELTERED_WORKSHOPS/>", (ReservedCode.SHELTERED,), None),
        ("<RESTRICTED_TO_FRAMEWORK/>", None, "yes"),
        ('<RESTRICTED_TO_SHELTERED_WORKSHOPS VALUE="NO"/>', None, None),
    ],
)
def test_a_reservation_holds_for_all_lots(
    reserved: str, codes: tuple[ReservedCode, ...] | None, performed: str | None
) -> None:
    for one in read_notice(older(lots=annex("1") + annex("2"), reserved=reserved)).lots:
        assert (one.reserved, one.reserved_execution) == (codes, performed)


def test_of_a_range_of_values_the_highest_counts_with_a_warning() -> None:
    notice = read_notice(older(quantity=RANGE))
    assert notice.value == 1234567.5
    assert any("hoogste" in warning for warning in notice.warnings)


def test_a_duration_between_dates_is_in_months() -> None:
    assert read_notice(older(length=DATES)).lots[0].duration_months == 12.0


def test_the_length_of_a_framework_is_its_duration() -> None:
    years = "<F02_FRAMEWORK><DURATION_FRAMEWORK_YEAR>4</DURATION_FRAMEWORK_YEAR></F02_FRAMEWORK>"
    assert read_notice(older(length=years)).lots[0].duration_months == 48.0


@pytest.mark.parametrize(("vat", "value"), [("<EXCLUDING_VAT/>", 1200.5), ("<INCLUDING_VAT/>", None)])
def test_the_final_value_of_an_award_counts_only_without_vat(vat: str, value: float | None) -> None:
    final = f'<COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE CURRENCY="EUR"><VALUE_COST FMTVAL="1200.50">1 200,50</VALUE_COST>{vat}</COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE>'
    assert read_notice(older(quantity=final)).value == value


def test_an_award_names_lots_by_its_awards() -> None:
    award = "<AWARD_OF_CONTRACT><LOT_NUMBER>{}</LOT_NUMBER><CONTRACT_TITLE><P>Lot {}</P></CONTRACT_TITLE></AWARD_OF_CONTRACT>"
    body = older(name="CONTRACT_AWARD", number="3").replace(
        b"<PROCEDURE>", (award.format(1, 1) + award.format(1, 1) + award.format(2, 2) + "<PROCEDURE>").encode()
    )
    notice = read_notice(body)
    assert [(one.id, one.title) for one in notice.lots] == [("1", "Lot 1"), ("2", "Lot 2")]
    assert any("voorbehouden was" in warning for warning in notice.warnings)


def test_a_defence_form_is_warned_of() -> None:
    assert any("defensie" in warning for warning in read_notice(older(name="CONTRACT_DEFENCE", number="17")).warnings)
