"""eForms notices: language, deadlines, publication and buyer."""

import datetime as dt

import pytest

from supplier_guide.model.need import BuyerKind
from supplier_guide.model.notice import Notice
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import DEADLINE, eforms, lot, organisation, project


def test_texts_are_in_the_language_of_the_notice_else_dutch_french_english_or_what_there_is() -> None:
    def title(language: str, *translations: str) -> str | None:
        names = "".join(f'<cbc:Name languageID="{one}">{one}</cbc:Name>' for one in translations)
        return read_notice(eforms(language=language, lots=lot(project=project(name=names)))).lots[0].title

    assert title("FRA", "NLD", "FRA") == "FRA"
    assert title("POL", "ENG", "FRA", "NLD") == "NLD"
    assert title("POL", "ENG", "FRA") == "FRA"
    assert title("POL", "SWE", "ENG") == "ENG"
    assert title("POL", "SWE") == "SWE"


def deadline_of(*processes: str) -> Notice:
    return read_notice(eforms(lots="".join(lot(f"LOT-{n}", process=one) for n, one in enumerate(processes))))


@pytest.mark.parametrize("name", ["TenderSubmissionDeadlinePeriod", "ParticipationRequestReceptionPeriod"])
def test_the_deadline_is_that_of_tenders_or_of_requests_to_participate(name: str) -> None:
    found = deadline_of(DEADLINE.replace("TenderSubmissionDeadlinePeriod", name)).deadline
    assert found == dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)


def test_the_deadline_for_an_expression_of_interest_stands_in_an_extension() -> None:
    inner = DEADLINE.replace("cac:TenderSubmissionDeadlinePeriod", "efac:InterestExpressionReceptionPeriod")
    process = f"<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>{inner}</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
    assert deadline_of(process).deadline == dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)


def test_of_several_deadlines_the_first_is_told_with_a_warning() -> None:
    notice = deadline_of(DEADLINE, DEADLINE.replace("04-10", "03-20"))
    assert notice.deadline == dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
    assert any("vroegste" in warning for warning in notice.warnings)


def test_before_publication_the_day_of_sending_counts_with_a_warning() -> None:
    notice = read_notice(eforms(extension=""))
    assert notice.published_on == dt.date(2026, 2, 27)
    assert notice.url is None
    assert any("verzonden" in warning for warning in notice.warnings)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("la", BuyerKind.LOCAL_AUTHORITY),
        ("body-pl-la", BuyerKind.LOCAL_AUTHORITY),
        ("ra", BuyerKind.REGION),
        ("pub-undert-ra", BuyerKind.UTILITY),
        ("spec-rights-entity", BuyerKind.UTILITY),
        ("body-pl", None),
        ("body-pl-cga", None),
        ("org-sub", None),
        ("rl-aut", None),
        ("", None),
    ],
)
def test_the_kind_of_buyer_is_what_its_code_tells(code: str, kind: BuyerKind | None) -> None:
    assert read_notice(eforms(legal_type=code)).buyer.kind == kind


@pytest.mark.parametrize(
    ("name", "country", "kind", "warned"),
    [
        ("FOD Financiën", "BEL", BuyerKind.STATE, False),
        ("Service public fédéral Intérieur", "BEL", BuyerKind.STATE, False),
        ("Stad Voorbeeldegem", "BEL", None, True),
        ("Federatie van tuinders", "BEL", None, True),
        ("Rijkswaterstaat", "NLD", BuyerKind.STATE, False),
        ("Gemeente Elders", "NLD", BuyerKind.STATE, False),
    ],
)
def test_a_belgian_central_government_must_have_a_federal_name(
    name: str, country: str, kind: BuyerKind | None, *, warned: bool
) -> None:
    buyer = organisation(name=f"<cbc:Name>{name}</cbc:Name>", country=country)
    notice = read_notice(eforms(legal_type="cga", organisations=buyer))
    assert notice.buyer.kind == kind
    assert any("centrale overheid" in warning for warning in notice.warnings) is warned


def party(reference: str) -> str:
    return f"<cac:ContractingParty><cac:Party><cac:PartyIdentification><cbc:ID>{reference}</cbc:ID></cac:PartyIdentification></cac:Party></cac:ContractingParty>"


def test_of_several_buyers_the_leading_one_is_told() -> None:
    lead = "<efbc:GroupLeadIndicator>true</efbc:GroupLeadIndicator>"
    organisations = organisation() + organisation(
        number="ORG-0002", name="<cbc:Name>Leidende stad</cbc:Name>", country="FRA", before=lead
    )
    notice = read_notice(eforms(organisations=organisations, parties=party("ORG-0001") + party("ORG-0002")))
    assert (notice.buyer.name, notice.country) == ("Leidende stad", "FRA")


def test_a_buyer_that_is_named_by_its_touch_point_is_the_organisation_itself() -> None:
    point = "<efac:TouchPoint><cac:PartyIdentification><cbc:ID>TPO-0001</cbc:ID></cac:PartyIdentification><cac:PartyName><cbc:Name>Aankoopdienst</cbc:Name></cac:PartyName></efac:TouchPoint>"
    notice = read_notice(eforms(organisations=organisation(touch_point=point), parties=party("TPO-0001")))
    assert notice.buyer.name == "Stad Voorbeeldegem"


def test_a_buyer_that_is_referred_to_but_absent_is_unknown() -> None:
    notice = read_notice(eforms(parties=party("ORG-0404")))
    assert (notice.buyer.name, notice.country) == (None, None)
    assert any("welk land" in warning for warning in notice.warnings)
