"""Small notices of our own, in each format: everything is made up, and each part can be left out or replaced."""

import json
from collections.abc import Sequence
from typing import Any

_SPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" '
    'xmlns:ext="urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2" '
    'xmlns:efac="http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1" '
    'xmlns:efbc="http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1" '
    'xmlns:efext="http://data.europa.eu/p27/eforms-ubl-extensions/1"'
)
PUBLICATION = (
    '<efac:Publication><efbc:NoticePublicationID schemeName="ojs-notice-id">00012345-2026</efbc:NoticePublicationID>'
    "<efbc:PublicationDate>2026-03-02Z</efbc:PublicationDate></efac:Publication>"
)
DEADLINE = (
    "<cac:TenderSubmissionDeadlinePeriod><cbc:EndDate>2026-04-10+02:00</cbc:EndDate>"
    "<cbc:EndTime>11:00:00+02:00</cbc:EndTime></cac:TenderSubmissionDeadlinePeriod>"
)


def organisation(
    *, number: str = "ORG-0001", name: str = '<cbc:Name languageID="NLD">Stad Voorbeeldegem</cbc:Name>', country: str = "BEL",
    before: str = "", touch_point: str = "",
) -> str:  # fmt: skip
    """Return an organisation with a contact person, who must never come out."""
    return (
        f"<efac:Organization>{before}<efac:Company><cac:PartyIdentification><cbc:ID>{number}</cbc:ID></cac:PartyIdentification>"
        f"<cac:PartyName>{name}</cac:PartyName><cac:PostalAddress><cbc:PostalZone>9000</cbc:PostalZone>"
        f'<cac:Country><cbc:IdentificationCode listName="country">{country}</cbc:IdentificationCode></cac:Country>'
        "</cac:PostalAddress><cac:Contact><cbc:Name>mevrouw Josefien Verzonnen</cbc:Name>"
        "<cbc:Telephone>+32 9 000 00 00</cbc:Telephone><cbc:ElectronicMail>josefien@voorbeeldegem.be</cbc:ElectronicMail>"
        f"</cac:Contact></efac:Company>{touch_point}</efac:Organization>"
    )


def project(
    *, name: str = '<cbc:Name languageID="NLD">Groenonderhoud</cbc:Name>',
    description: str = '<cbc:Description languageID="NLD">Maaien van bermen</cbc:Description>', nature: str = "services",
    value: str = "", currency: str = "EUR", main: str = "77310000", additional: Sequence[str] = (), places: str = "",
    period: str = "", total: str = "",
) -> str:  # fmt: skip
    """Return a ``ProcurementProject``, of a lot or of the whole."""
    amount = f'<cbc:EstimatedOverallContractAmount currencyID="{currency}">{value}</cbc:EstimatedOverallContractAmount>'
    code = '<cbc:ItemClassificationCode listName="cpv">{}</cbc:ItemClassificationCode>'
    return (
        f"<cac:ProcurementProject>{name}{description}"
        f'<cbc:ProcurementTypeCode listName="contract-nature">{nature}</cbc:ProcurementTypeCode>'
        + (f"<cac:RequestedTenderTotal>{total or amount}</cac:RequestedTenderTotal>" if value or total else "")
        + (f"<cac:MainCommodityClassification>{code.format(main)}</cac:MainCommodityClassification>" if main else "")
        + "".join(
            f"<cac:AdditionalCommodityClassification>{code.format(one)}</cac:AdditionalCommodityClassification>"
            for one in additional
        )
        + f"{places}{period}</cac:ProcurementProject>"
    )


def place(*, nuts: str = "BE234", postal_code: str = "", town: str = "", country: str = "BEL") -> str:
    """Return a place of performance."""
    return (
        "<cac:RealizedLocation><cac:Address>"
        + (f"<cbc:CityName>{town}</cbc:CityName>" if town else "")
        + (f"<cbc:PostalZone>{postal_code}</cbc:PostalZone>" if postal_code else "")
        + (f'<cbc:CountrySubentityCode listName="nuts">{nuts}</cbc:CountrySubentityCode>' if nuts else "")
        + f"<cac:Country><cbc:IdentificationCode>{country}</cbc:IdentificationCode></cac:Country>"
        "</cac:Address></cac:RealizedLocation>"
    )


def duration(count: str, unit: str) -> str:
    """Return a period of a stated length."""
    return (
        f'<cac:PlannedPeriod><cbc:DurationMeasure unitCode="{unit}">{count}</cbc:DurationMeasure></cac:PlannedPeriod>'
    )


def period(start: str, end: str) -> str:
    """Return a period between two days."""
    return (
        f"<cac:PlannedPeriod><cbc:StartDate>{start}</cbc:StartDate><cbc:EndDate>{end}</cbc:EndDate></cac:PlannedPeriod>"
    )


def reserved(*codes: str) -> str:
    """Return reserved participation as the SDK writes it: a requirement for each code."""
    return "".join(
        "<cac:TendererQualificationRequest><cac:SpecificTendererRequirement>"
        f'<cbc:TendererRequirementTypeCode listName="reserved-procurement">{code}</cbc:TendererRequirementTypeCode>'
        "</cac:SpecificTendererRequirement></cac:TendererQualificationRequest>"
        for code in codes
    )


def execution(code: str) -> str:
    """Return reserved execution, beside another requirement of another list."""
    item = "<cac:ContractExecutionRequirement><cbc:ExecutionRequirementCode {}>{}</cbc:ExecutionRequirementCode></cac:ContractExecutionRequirement>"
    return item.format('listName="einvoicing"', "required") + item.format('listName="reserved-execution"', code)


def lot(
    number: str = "LOT-0001", *, scheme: str = "Lot", terms: str = "", process: str = DEADLINE, project: str = project()
) -> str:
    """Return a lot, a part (``Part``) or a group of lots (``LotsGroup``)."""
    name = f' schemeName="{scheme}"' if scheme else ""
    return (
        f"<cac:ProcurementProjectLot><cbc:ID{name}>{number}</cbc:ID><cac:TenderingTerms>{terms}</cac:TenderingTerms>"
        f"<cac:TenderingProcess>{process}</cac:TenderingProcess>{project}</cac:ProcurementProjectLot>"
    )


def eforms(
    *, root: str = "ContractNotice", sdk: str = "eforms-sdk-1.13", subtype: str = "16", language: str = "NLD",
    legal_type: str = "la", domain: str = "32014L0024", organisations: str | None = None, extension: str = PUBLICATION,
    parties: str | None = None, whole: str | None = None, lots: str | None = None,
) -> bytes:  # fmt: skip
    """Return an eForms notice of a Belgian town with one lot."""
    party = (
        f'<cac:ContractingParty><cac:ContractingPartyType><cbc:PartyTypeCode listName="buyer-legal-type">{legal_type}'
        "</cbc:PartyTypeCode></cac:ContractingPartyType><cac:Party><cac:PartyIdentification><cbc:ID>ORG-0001</cbc:ID>"
        "</cac:PartyIdentification></cac:Party></cac:ContractingParty>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {_SPACES}>'
        "<ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent><efext:EformsExtension>"
        f'<efac:NoticeSubType><cbc:SubTypeCode listName="notice-subtype">{subtype}</cbc:SubTypeCode></efac:NoticeSubType>'
        f"<efac:Organizations>{organisation() if organisations is None else organisations}</efac:Organizations>{extension}"
        "</efext:EformsExtension></ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>"
        f'<cbc:CustomizationID>{sdk}</cbc:CustomizationID><cbc:ID schemeName="notice-id">11111111-2222-3333-4444-555555555555</cbc:ID>'
        f"<cbc:IssueDate>2026-02-27+01:00</cbc:IssueDate><cbc:RegulatoryDomain>{domain}</cbc:RegulatoryDomain>"
        f"<cbc:NoticeLanguageCode>{language}</cbc:NoticeLanguageCode>{party if parties is None else parties}"
        f"{project() if whole is None else whole}{lot() if lots is None else lots}</{root}>"
    ).encode()


def described(
    item: str = "1", *, number: str = "1", title: str = "<P>Lot Noord</P>", additional: Sequence[str] = (),
    nuts: Sequence[str] = ("BE234",), site: str = "", value: str = "", length: str = '<DURATION TYPE="MONTH">24</DURATION>',
) -> str:  # fmt: skip
    """Return an ``OBJECT_DESCR`` of R2.0.9."""
    return (
        f'<OBJECT_DESCR ITEM="{item}">'
        + (f"<TITLE>{title}</TITLE>" if title else "")
        + (f"<LOT_NO>{number}</LOT_NO>" if number else "")
        + "".join(f'<CPV_ADDITIONAL><CPV_CODE CODE="{code}"/></CPV_ADDITIONAL>' for code in additional)
        + "".join(f'<n2021:NUTS CODE="{code}"/>' for code in nuts)
        + (f"<MAIN_SITE><P>{site}</P></MAIN_SITE>" if site else "")
        + f"<SHORT_DESCR><P>Maaien</P><P>en snoeien</P></SHORT_DESCR>{value}{length}</OBJECT_DESCR>"
    )


def contract(
    *,
    inside: str = "",
    main: str = "77310000",
    nature: str = "SERVICES",
    title: str = "Groenonderhoud",
    lots: str | None = None,
) -> str:
    """Return an ``OBJECT_CONTRACT`` of R2.0.9."""
    return (
        f'<OBJECT_CONTRACT><TITLE><P>{title}</P></TITLE><CPV_MAIN><CPV_CODE CODE="{main}"/></CPV_MAIN>'
        f'<TYPE_CONTRACT CTYPE="{nature}"/><SHORT_DESCR><P>Over alles</P></SHORT_DESCR>{inside}'
        f"{described() if lots is None else lots}</OBJECT_CONTRACT>"
    )


def form(
    number: str = "F02", *, language: str = "NL", category: str = "ORIGINAL", before: str = "", contracts: str | None = None,
    leftovers: str = "", authority: str = '<CA_TYPE VALUE="REGIONAL_AUTHORITY"/>', name: str = "Gemeente Voorbeeldegem",
    procedure: str = "<DATE_RECEIPT_TENDERS>2021-06-01</DATE_RECEIPT_TENDERS><TIME_RECEIPT_TENDERS>9:30</TIME_RECEIPT_TENDERS>",
) -> str:  # fmt: skip
    """Return a form of R2.0.9."""
    return (
        f'<{number}_2014 CATEGORY="{category}" FORM="{number}" LG="{language}"><LEGAL_BASIS VALUE="32014L0024"/>{before}'
        f'<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>{name}</OFFICIALNAME><COUNTRY VALUE="BE"/>'
        "<CONTACT_POINT>de heer Alfons Verzonnen</CONTACT_POINT><PHONE>+32 90000000</PHONE>"
        f"<E_MAIL>alfons@voorbeeldegem.be</E_MAIL></ADDRESS_CONTRACTING_BODY>{authority}</CONTRACTING_BODY>"
        f"{contract() if contracts is None else contracts}<LEFTI>{leftovers}</LEFTI><PROCEDURE>{procedure}</PROCEDURE></{number}_2014>"
    )


def ted(
    *, forms: str | None = None, version: str = ' VERSION="R2.0.9.S05.E01"', coded: str = "", space: str = "R2.0.9",
    published: str = "20210501", country: str = "BE",
) -> bytes:  # fmt: skip
    """Return a TED_EXPORT of a Belgian town."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><TED_EXPORT xmlns="http://publications.europa.eu/resource/schema/ted/{space}/publication" '
        f'xmlns:n2021="http://publications.europa.eu/resource/schema/ted/2021/nuts"{version} DOC_ID="012345-2021">'
        f"<CODED_DATA_SECTION><REF_OJS><DATE_PUB>{published}</DATE_PUB></REF_OJS><NOTICE_DATA><URI_LIST>"
        '<URI_DOC LG="FR">https://ted.europa.eu/udl?uri=TED:NOTICE:012345-2021:TEXT:FR:HTML</URI_DOC>'
        '<URI_DOC LG="NL">https://ted.europa.eu/udl?uri=TED:NOTICE:012345-2021:TEXT:NL:HTML</URI_DOC></URI_LIST>'
        f'<ISO_COUNTRY VALUE="{country}"/></NOTICE_DATA><CODIF_DATA>{coded}</CODIF_DATA></CODED_DATA_SECTION>'
        f"<FORM_SECTION>{form() if forms is None else forms}</FORM_SECTION></TED_EXPORT>"
    ).encode()


def release(*, tender: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    """Return an OCDS release of a Belgian town with one lot."""
    return {
        "ocid": "ocds-voorbeeld-1",
        "id": "release-1",
        "date": "2026-03-02T08:00:00+01:00",
        "language": "nl",
        "tag": ["tender"],
        "buyer": {"id": "B1"},
        "parties": [
            {
                "id": "B1",
                "name": "Gemeente Voorbeeldegem",
                "roles": ["buyer"],
                "address": {"country": "BE", "postalCode": "9000"},
                "contactPoint": {"name": "Alfons Verzonnen", "email": "alfons@voorbeeldegem.be"},
                "details": {"classifications": [{"scheme": "eu-buyer-legal-type", "id": "la"}]},
            }
        ],
        "tender": {
            "title": "Groenonderhoud",
            "mainProcurementCategory": "services",
            "lots": [{"id": "LOT-0001", "title": "Noord"}],
            "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "77310000-6"}, "relatedLot": "LOT-0001"}],
        }
        if tender is None
        else tender,
    } | others


def ocds(document: Any = None) -> bytes:
    """Return an OCDS document as bytes."""
    return json.dumps(release() if document is None else document, ensure_ascii=False).encode()
