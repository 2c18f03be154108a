"""eForms notices: which element tells what, over versions and subtypes."""

import datetime as dt

import pytest

from supplier_guide.model.need import BuyerKind, Nature, ReservedCode
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import (
    DEADLINE,
    duration,
    eforms,
    execution,
    lot,
    period,
    place,
    project,
    reserved,
)


def test_a_contract_notice_is_read_whole() -> None:
    lots = lot(
        terms=reserved("res-ws") + execution("yes"),
        project=project(
            value="85000", additional=["77314000"], places=place(postal_code="9100"), period=duration("24", "MONTH")
        ),
    )
    notice = read_notice(eforms(lots=lots))
    assert (notice.format, notice.version, notice.subtype, notice.language) == ("eforms", "eforms-sdk-1.13", "16", "nl")
    assert notice.id == "11111111-2222-3333-4444-555555555555"
    assert (notice.country, notice.buyer.name, notice.buyer.kind) == (
        "BEL",
        "Stad Voorbeeldegem",
        BuyerKind.LOCAL_AUTHORITY,
    )
    assert notice.published_on == dt.date(2026, 3, 2)
    assert notice.deadline == dt.datetime(2026, 4, 10, 11, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert notice.url == "https://ted.europa.eu/nl/notice/-/detail/12345-2026"
    assert notice.warnings == ()
    (only,) = notice.lots
    assert (only.id, only.title, only.description) == ("LOT-0001", "Groenonderhoud", "Maaien van bermen")
    assert only.cpv == ("77310000", "77314000")
    assert only.reserved == (ReservedCode.SHELTERED,)
    assert only.reserved_execution == "yes"
    assert (only.nuts, only.postal_codes) == (("BE234",), ("9100",))
    assert (only.nature, only.value, only.currency, only.duration_months) == (Nature.SERVICES, 85000.0, "EUR", 24.0)


@pytest.mark.parametrize("minor", range(3, 16))
def test_every_version_of_the_sdk_is_known(minor: int) -> None:
    notice = read_notice(eforms(sdk=f"eforms-sdk-1.{minor}"))
    assert notice.version == f"eforms-sdk-1.{minor}"
    assert notice.warnings == ()


@pytest.mark.parametrize("version", ["eforms-sdk-1.2", "eforms-sdk-1.16", "eforms-sdk-2.0", "eforms-de-2.0", "iets"])
def test_an_unknown_version_is_read_with_a_warning(version: str) -> None:
    notice = read_notice(eforms(sdk=version))
    assert notice.lots[0].cpv == ("77310000",)
    assert any("versie" in warning for warning in notice.warnings)


def test_a_national_extension_of_a_version_is_known_and_kept_as_written() -> None:
    notice = read_notice(eforms(sdk="eforms-sdk-1.7#extended#urn:fdc:voorbeeld"))
    assert notice.version == "eforms-sdk-1.7#extended#urn:fdc:voorbeeld"
    assert notice.warnings == ()


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["none"], (ReservedCode.NONE,)),
        (["res-ws"], (ReservedCode.SHELTERED,)),
        (["res-pub-ser"], (ReservedCode.PUBLIC_SERVICE,)),
        (["res-ws", "res-pub-ser", "res-ws"], (ReservedCode.SHELTERED, ReservedCode.PUBLIC_SERVICE)),
        ([""], None),
        ([], None),
        (["iets-anders"], None),
    ],
)
def test_reserved_participation_is_its_codes_or_nothing(
    codes: list[str], expected: tuple[ReservedCode, ...] | None
) -> None:
    assert read_notice(eforms(lots=lot(terms=reserved(*codes)))).lots[0].reserved == expected


def test_reserved_participation_is_found_wherever_below_the_lot() -> None:
    both = (
        "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement>"
        '<cbc:TendererRequirementTypeCode listName="selection-criteria-source">epo-notice</cbc:TendererRequirementTypeCode>'
        '<cbc:TendererRequirementTypeCode listName="reserved-procurement">res-ws</cbc:TendererRequirementTypeCode>'
        "</cac:SpecificTendererRequirement></cac:TendererQualificationRequest>"
    )
    assert read_notice(eforms(lots=lot(terms=both))).lots[0].reserved == (ReservedCode.SHELTERED,)


def test_codes_of_other_lists_are_no_reservation() -> None:
    other = reserved("none").replace("reserved-procurement", "missing-info-submission")
    assert read_notice(eforms(lots=lot(terms=other))).lots[0].reserved is None


@pytest.mark.parametrize(
    ("code", "expected"), [("yes", "yes"), ("no", "no"), ("not-known", "not-known"), ("", None), ("x", None)]
)
def test_reserved_execution_is_its_code_or_nothing(code: str, expected: str | None) -> None:
    assert read_notice(eforms(lots=lot(terms=execution(code)))).lots[0].reserved_execution == expected


def test_a_lot_can_be_open_to_all_and_still_be_performed_by_sheltered_workers() -> None:
    (only,) = read_notice(eforms(lots=lot(terms=reserved("none") + execution("yes")))).lots
    assert (only.reserved, only.reserved_execution) == ((ReservedCode.NONE,), "yes")


def test_each_lot_has_its_own_reservation() -> None:
    lots = lot("LOT-0001", terms=reserved("res-ws")) + lot("LOT-0002", terms=reserved("none"))
    assert [one.reserved for one in read_notice(eforms(lots=lots)).lots] == [
        (ReservedCode.SHELTERED,),
        (ReservedCode.NONE,),
    ]


@pytest.mark.parametrize("scheme", ["LotsGroup", ""])
def test_a_group_of_lots_is_no_lot(scheme: str) -> None:
    lots = (
        lot("GLO-0001", scheme=scheme)
        + lot("LOT-0001", scheme=scheme and "Lot")
        + lot("LOT-0002", scheme=scheme and "Lot")
    )
    assert [one.id for one in read_notice(eforms(lots=lots)).lots] == ["LOT-0001", "LOT-0002"]


def test_the_parts_of_a_plan_are_its_lots() -> None:
    lots = lot("PAR-0001", scheme="Part", terms=reserved("res-pub-ser")) + lot(
        "PAR-0002", scheme="Part", project=project(main="90910000")
    )
    notice = read_notice(eforms(root="PriorInformationNotice", subtype="4", lots=lots))
    assert [one.id for one in notice.lots] == ["PAR-0001", "PAR-0002"]
    assert notice.lots[0].reserved == (ReservedCode.PUBLIC_SERVICE,)
    assert notice.lots[1].cpv == ("90910000",)


def test_a_notice_without_lots_has_one_lot_that_is_the_whole() -> None:
    whole = project(value="1000", places=place(nuts="BE21"), period=duration("2", "YEAR"))
    (only,) = read_notice(eforms(root="PriorInformationNotice", subtype="1", whole=whole, lots="")).lots
    assert (only.id, only.title, only.cpv) == ("1", "Groenonderhoud", ("77310000",))
    assert (only.value, only.nuts, only.duration_months) == (1000.0, ("BE21",), 24.0)


def test_a_lot_without_a_main_code_takes_that_of_the_notice() -> None:
    lots = (
        lot("LOT-0001", project=project(main="", additional=["77314000"]))
        + lot("LOT-0002", project=project(main=""))
        + lot("LOT-0003", project=project(main="90910000"))
    )
    notice = read_notice(eforms(whole=project(main="77310000", additional=["77340000"]), lots=lots))
    assert [one.cpv for one in notice.lots] == [("77310000", "77314000"), ("77310000", "77340000"), ("90910000",)]
    assert notice.cpv == ("77310000", "77340000", "77314000", "90910000")


@pytest.mark.parametrize("written", ["77310000", "77310000-6", " 77310000 ", "77310000-6\n"])
def test_a_code_is_eight_digits_however_it_is_written(written: str) -> None:
    assert read_notice(eforms(lots=lot(project=project(main=written)))).lots[0].cpv == ("77310000",)


@pytest.mark.parametrize("written", ["7731", "773100001", "groen", "7731000O"])
def test_what_is_no_code_is_left_out(written: str) -> None:
    assert read_notice(eforms(whole=project(main=""), lots=lot(project=project(main=written)))).lots[0].cpv == ()


@pytest.mark.parametrize(
    ("written", "months"),
    [
        (duration("36", "MONTH"), 36.0),
        (duration("3", "YEAR"), 36.0),
        (duration("60.875", "DAY"), 2.0),
        (duration("52", "WEEK"), 52 * 7 / 30.4375),
        (duration("1.5", "YEAR"), 18.0),
        (period("2026-01-01+01:00", "2026-12-31+01:00"), 12.0),
        (period("2024-01-01Z", "2026-12-31Z"), 36.0),
        (period("2024-01-01Z", "2027-01-01Z"), 36.0),
        (period("2024-01-01Z", "2024-01-16Z"), 15 / 30.4375),
        (
            '<cac:PlannedPeriod><cbc:DescriptionCode listName="timeperiod">UNLIMITED</cbc:DescriptionCode></cac:PlannedPeriod>',
            None,
        ),
        ("<cac:PlannedPeriod><cbc:StartDate>2026-01-01Z</cbc:StartDate></cac:PlannedPeriod>", None),
        ("", None),
    ],
)
def test_a_duration_is_in_months(written: str, months: float | None) -> None:
    found = read_notice(eforms(lots=lot(project=project(period=written)))).lots[0].duration_months
    assert found == (None if months is None else pytest.approx(months))


@pytest.mark.parametrize("written", [duration("0", "MONTH"), duration("9999999", "YEAR"), duration("tien", "MONTH"), duration("3", "EEUW"), period("2026-02-30Z", "2026-12-31Z"), period("2026-12-31Z", "2026-01-01Z")])  # fmt: skip
def test_an_impossible_duration_is_nothing_and_warned_of(written: str) -> None:
    notice = read_notice(eforms(lots=lot(project=project(period=written))))
    assert notice.lots[0].duration_months is None
    assert any("niet leesbaar" in warning for warning in notice.warnings)


def test_an_unreadable_value_is_nothing_and_warned_of() -> None:
    notice = read_notice(eforms(lots=lot(project=project(value="veel"))))
    assert notice.lots[0].value is None
    assert any("bedrag" in warning for warning in notice.warnings)


def test_withheld_fields_are_nothing() -> None:
    hidden = project(value="-1", name='<cbc:Name languageID="NLD">unpublished</cbc:Name>')
    process = DEADLINE.replace("2026-04-10+02:00", "1970-01-01Z")
    notice = read_notice(eforms(whole=hidden, lots=lot(project=hidden, process=process)))
    assert (notice.title, notice.lots[0].title, notice.lots[0].value, notice.deadline) == (None, None, None, None)
    assert notice.warnings == ()


def test_a_value_of_zero_is_stated() -> None:
    assert read_notice(eforms(lots=lot(project=project(value="0")))).lots[0].value == 0.0


def test_the_value_of_the_whole_is_that_of_its_only_lot_and_of_none_of_several() -> None:
    whole = project(value="300000")
    assert read_notice(eforms(whole=whole)).lots[0].value == 300000.0
    several = read_notice(
        eforms(whole=whole, lots=lot("LOT-0001") + lot("LOT-0002", project=project(value="5", currency="NOK")))
    )
    assert (several.value, several.currency) == (300000.0, "EUR")
    assert [(one.value, one.currency) for one in several.lots] == [(None, None), (5.0, "NOK")]


def test_of_a_framework_without_an_estimate_the_maximum_counts_with_a_warning() -> None:
    total = (
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        '<efbc:FrameworkMaximumAmount currencyID="EUR">2800000.00</efbc:FrameworkMaximumAmount>'
        "</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    )
    notice = read_notice(eforms(lots=lot(project=project(total=total))))
    assert notice.lots[0].value == 2800000.0
    assert any("raamovereenkomst" in warning for warning in notice.warnings)


def test_lots_that_name_no_place_have_the_places_of_the_whole() -> None:
    whole = project(places=place(nuts="BE23", postal_code="9000") + place(nuts="BE21"))
    lots = lot("LOT-0001") + lot("LOT-0002", project=project(places=place(nuts="BE100")))
    notice = read_notice(eforms(whole=whole, lots=lots))
    assert [(one.nuts, one.postal_codes) for one in notice.lots] == [(("BE23", "BE21"), ("9000",)), (("BE100",), ())]


def test_a_town_of_performance_is_in_the_description() -> None:
    (only,) = read_notice(eforms(lots=lot(project=project(places=place(town="Rumst"))))).lots
    assert only.description == "Maaien van bermen\nPlaats: Rumst"


def test_anywhere_in_the_country_is_no_territory() -> None:
    assert read_notice(eforms(lots=lot(project=project(places=place(nuts=""))))).lots[0].nuts == ()


def test_lots_of_the_same_id_are_told_apart_and_one_without_id_has_its_number() -> None:
    found = read_notice(eforms(lots=lot("A") + lot("A") + lot("") + lot("A"))).lots
    assert [one.id for one in found] == ["A", "A-2", "3", "A-3"]


def test_prefixes_are_free() -> None:
    body = eforms(lots=lot(terms=reserved("res-ws"))).decode().replace("cac:", "x1:").replace("cbc:", "y2:")
    assert read_notice(body.replace("xmlns:cac", "xmlns:x1").replace("xmlns:cbc", "xmlns:y2").encode()).lots[
        0
    ].reserved == (ReservedCode.SHELTERED,)
