"""OCDS: releases, records and packages of either; lots, items, reservations, places."""

import datetime as dt
from typing import Any

import pytest

from supplier_guide.errors import GuideError
from supplier_guide.model.need import BuyerKind, Nature, ReservedCode
from supplier_guide.model.notice import NoticeLot
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import ocds, release


def tender_of(
    *, lots: list[dict[str, Any]] | None = None, items: list[dict[str, Any]] | None = None, **others: Any
) -> bytes:
    found = release()["tender"] | ({} if lots is None else {"lots": lots}) | ({} if items is None else {"items": items})
    return ocds(release(tender=found | others))


def only_lot(**said: Any) -> NoticeLot:
    (only,) = read_notice(tender_of(lots=[{"id": "LOT-0001"} | said])).lots
    return only


def test_a_release_is_read_whole() -> None:
    lots = [
        {
            "id": "LOT-0001",
            "title": "Noord",
            "description": "Maaien",
            "mainProcurementCategory": "services",
            "value": {"amount": 85000, "currency": "EUR"},
            "contractPeriod": {"startDate": "2026-05-01T00:00:00+02:00", "endDate": "2028-04-30T23:59:59+02:00"},
            "otherRequirements": {"reservedParticipation": ["shelteredWorkshop"]},
            "contractTerms": {"reservedExecution": True},
            "tenderPeriod": {"endDate": "2026-04-10T11:00:00+02:00"},
        }
    ]
    items = [
        {
            "id": "1",
            "relatedLot": "LOT-0001",
            "classification": {"scheme": "CPV", "id": "77310000-6"},
            "additionalClassifications": [
                {"scheme": "CPV", "id": "77314000.0"},
                {"scheme": "UNSPSC", "id": "12345678"},
            ],
            "deliveryAddresses": [{"region": "BE234", "postalCode": "9100", "locality": "Sint-Niklaas"}],
        }
    ]
    notice = read_notice(tender_of(lots=lots, items=items))
    assert (notice.format, notice.version, notice.subtype, notice.id) == ("ocds", "1.1", "tender", "release-1")
    assert (notice.language, notice.country, notice.buyer.name) == ("nl", "BEL", "Gemeente Voorbeeldegem")
    assert notice.buyer.kind == BuyerKind.LOCAL_AUTHORITY
    assert notice.published_on == dt.date(2026, 3, 2)
    assert notice.deadline == dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)
    assert notice.warnings == ()
    (only,) = notice.lots
    assert (only.id, only.title, only.cpv) == ("LOT-0001", "Noord", ("77310000", "77314000"))
    assert (only.reserved, only.reserved_execution) == ((ReservedCode.SHELTERED,), "yes")
    assert (only.nuts, only.postal_codes, only.nature) == (("BE234",), ("9100",), Nature.SERVICES)
    assert (only.value, only.currency, only.duration_months) == (85000.0, "EUR", 24.0)
    assert only.description == "Maaien\nPlaats: Sint-Niklaas"


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        ({"reservedParticipation": ["shelteredWorkshop"]}, (ReservedCode.SHELTERED,)),
        ({"reservedParticipation": "shelteredWorkshop"}, (ReservedCode.SHELTERED,)),
        ({"reservedParticipants": ["publicServiceMissionOrganization"]}, (ReservedCode.PUBLIC_SERVICE,)),
        ({"reservedParticipation": ["shelteredWorkshop", "publicServiceMissionOrganization"]}, (ReservedCode.SHELTERED, ReservedCode.PUBLIC_SERVICE)),
        ({"reservedParticipation": ["none"]}, (ReservedCode.NONE,)),
        ({"reservedParticipation": []}, None),
        ({"reservedParticipation": [None, 3, {}]}, None),
        ({"reservedParticipation": ["iets"]}, None),
        ([], None),
        (None, None),
    ],
)  # fmt: skip
def test_reserved_participation_is_its_codes_or_nothing(
    requirements: Any, expected: tuple[ReservedCode, ...] | None
) -> None:
    assert only_lot(otherRequirements=requirements).reserved == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [(True, "yes"), (False, "no"), ("not-known", "not-known"), (None, None), ("ja", None), (1, None)],
)
def test_reserved_execution_is_a_truth_or_a_code(stated: Any, expected: str | None) -> None:
    assert only_lot(contractTerms={"reservedExecution": stated}).reserved_execution == expected


def test_a_reservation_of_the_whole_holds_for_all_lots() -> None:
    notice = read_notice(
        tender_of(
            lots=[{"id": "1"}, {"id": "2", "otherRequirements": {"reservedParticipation": ["none"]}}],
            otherRequirements={"reservedParticipation": ["shelteredWorkshop"]},
        )
    )
    assert [one.reserved for one in notice.lots] == [(ReservedCode.SHELTERED,), (ReservedCode.NONE,)]


def test_a_tender_without_lots_is_one_lot() -> None:
    items = [{"id": "1", "classification": {"scheme": "CPV", "id": "77310000"}}]
    (only,) = read_notice(
        tender_of(
            lots=[], items=items, value={"amount": 9.5, "currency": "EUR"}, contractPeriod={"durationInDays": 365}
        )
    ).lots
    assert (only.id, only.title, only.cpv, only.value) == ("1", "Groenonderhoud", ("77310000",), 9.5)
    assert only.duration_months == pytest.approx(365 / 30.4375)


def test_items_of_no_lot_are_of_the_whole_and_so_of_each_lot_without_codes() -> None:
    items = [
        {"id": "1", "classification": {"scheme": "CPV", "id": "77310000"}},
        {"id": "2", "relatedLot": "B", "classification": {"scheme": "CPV", "id": "90910000"}},
        {"id": "3", "relatedLot": "A", "deliveryLocation": {"gazetteer": {"scheme": "NUTS", "identifiers": ["BE211"]}}},
    ]
    notice = read_notice(tender_of(lots=[{"id": "A"}, {"id": "B"}], items=items))
    assert [(one.cpv, one.nuts) for one in notice.lots] == [(("77310000",), ("BE211",)), (("90910000",), ())]
    assert notice.cpv == ("77310000", "90910000")


def test_goods_are_supplies() -> None:
    assert only_lot(mainProcurementCategory="goods").nature == Nature.SUPPLIES


def package(*releases: dict[str, Any], **others: Any) -> bytes:
    return ocds({"version": "1.1", "uri": "https://voorbeeld.be", "releases": list(releases)} | others)


def test_the_releases_of_one_procedure_are_merged_by_date() -> None:
    first = release(date="2026-01-01T00:00:00Z", id="r1", tag=["planning"])
    second = release(
        date="2026-03-01T00:00:00Z", id="r2", tag=["tenderAmendment"],
        tender={"title": "Nieuwe titel", "lots": [{"id": "LOT-0002", "title": "Zuid"}, {"id": "LOT-0001", "value": {"amount": 5}}]},
    )  # fmt: skip
    award = {
        "ocid": first["ocid"],
        "id": "r3",
        "date": "2026-09-01T00:00:00Z",
        "tag": ["award"],
        "awards": [{"id": "a"}],
    }
    notice = read_notice(package(second, award, first))
    assert (notice.id, notice.subtype, notice.title, notice.published_on) == (
        "r2",
        "tenderAmendment",
        "Nieuwe titel",
        dt.date(2026, 3, 1),
    )
    assert [(one.id, one.title, one.value) for one in notice.lots] == [
        ("LOT-0001", "Noord", 5.0),
        ("LOT-0002", "Zuid", None),
    ]
    assert notice.warnings == ()


def test_null_in_a_later_release_takes_away() -> None:
    later = {
        "ocid": "ocds-voorbeeld-1",
        "date": "2026-04-01T00:00:00Z",
        "tag": ["tenderUpdate"],
        "tender": {"title": None},
    }
    assert read_notice(package(release(), later)).title is None


def test_a_record_gives_its_compiled_release() -> None:
    record = {
        "ocid": "ocds-voorbeeld-1",
        "compiledRelease": release(tag=["compiled"]),
        "releases": [{"url": "https://voorbeeld.be/1"}],
    }
    for document in ({"version": "1.1", "records": [record]}, record):
        notice = read_notice(ocds(document))
        assert (notice.title, notice.subtype) == ("Groenonderhoud", "compiled")


def test_a_record_of_releases_only_is_merged() -> None:
    assert (
        read_notice(ocds({"version": "1.1", "records": [{"ocid": "ocds-voorbeeld-1", "releases": [release()]}]})).title
        == "Groenonderhoud"
    )


def test_a_list_of_releases_of_one_procedure_is_read() -> None:
    assert read_notice(ocds([release(), release(id="r2", date="2026-08-01")])).id == "r2"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"releases": []}, "no_release"),
        ({"releases": [{"ocid": "x", "url": "https://voorbeeld.be"}]}, "no_release"),
        ({"records": [{"ocid": "x", "releases": [{"url": "https://voorbeeld.be"}]}]}, "no_release"),
        ({"releases": [release(), release(ocid="ander")]}, "several_notices"),
        ({"records": [{"ocid": "a", "compiledRelease": release()}, {"ocid": "b", "compiledRelease": release()}]}, "several_notices"),
        (release(tender={}), "not_a_contract"),
        ({"ocid": "x", "awards": []}, "not_a_contract"),
        ({"title": "een behoefte", "lots": []}, "unknown_json"),
        ([], "unknown_json"),
        ([1, "a", None], "unknown_json"),
        ({}, "unknown_json"),
    ],
)  # fmt: skip
def test_what_holds_no_single_contract_is_refused(document: Any, code: str) -> None:
    with pytest.raises(GuideError) as refused:
        read_notice(ocds(document))
    assert refused.value.code == code


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [[]], [{}], True, [None], {"id": []}])
@pytest.mark.parametrize("name", ["tag", "date", "language", "buyer", "parties", "id", "ocid"])
def test_a_field_of_another_shape_is_as_if_absent(name: str, value: Any) -> None:
    assert read_notice(ocds(release() | {name: value})).lots[0].cpv == ("77310000",)


@pytest.mark.parametrize("value", [None, 3, "x", [], {}, [[]], [{}], True, [None], {"id": []}])
@pytest.mark.parametrize("name", ["lots", "items", "value", "title", "contractPeriod", "tenderPeriod", "documents", "deliveryAddresses", "otherRequirements", "classification", "legalBasis"])  # fmt: skip
def test_a_field_of_the_tender_of_another_shape_does_no_harm(name: str, value: Any) -> None:
    assert len(read_notice(tender_of(**{name: value})).lots) == 1


def test_the_buyer_is_the_party_with_that_role_when_nobody_is_referred_to() -> None:
    said = release() | {"buyer": None}
    assert read_notice(ocds(said)).buyer.name == "Gemeente Voorbeeldegem"


def test_a_country_may_be_written_in_words() -> None:
    said = release()
    said["parties"][0]["address"] = {"countryName": "United Kingdom"}
    assert read_notice(ocds(said)).country == "GBR"


def test_the_address_is_that_of_the_notice_and_not_of_the_documents() -> None:
    documents = [
        {"id": "1", "documentType": "biddingDocuments", "url": "https://voorbeeld.be/bestek"},
        {"id": "2", "documentType": "tenderNotice", "url": "https://voorbeeld.be/aankondiging"},
    ]
    assert read_notice(tender_of(documents=documents)).url == "https://voorbeeld.be/aankondiging"
    assert read_notice(tender_of(documents=documents[:1])).url is None
    assert read_notice(tender_of(documents=[documents[1] | {"url": "javascript:alert(1)"}])).url is None


def test_an_award_warns_that_it_says_nothing_of_reservations() -> None:
    assert any("voorbehouden was" in one for one in read_notice(ocds(release(tag=["award", "contract"]))).warnings)


def test_of_equal_names_the_last_counts() -> None:
    body = b'{"ocid": "x", "tender": {"title": "eerst"}, "tender": {"title": "laatst"}}'
    assert read_notice(body).title == "laatst"
