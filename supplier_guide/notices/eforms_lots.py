"""The contract and the lots of an eForms notice."""

import datetime as dt
from dataclasses import dataclass

from supplier_guide.model.need import ReservedCode
from supplier_guide.notices import facts
from supplier_guide.notices.codes import language
from supplier_guide.notices.facts import Part
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.tree import Element
from supplier_guide.notices.values import Money, day, moment, money, months, months_between

_PREFERRED = ("nl", "fr", "en")
_WITHHELD = "unpublished"
_GROUPS = ("LotsGroup", "GLO-")
_PLANNED = ("Part", "PAR-")
_TELLING = frozenset({ReservedCode.SHELTERED, ReservedCode.PUBLIC_SERVICE})
_FRAMEWORK = ("UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension", "FrameworkMaximumAmount")
_DEADLINES = (
    "TenderSubmissionDeadlinePeriod",
    "ParticipationRequestReceptionPeriod",
    "InterestExpressionReceptionPeriod",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """The language of the notice, which decides between translations, and where warnings go."""

    language: str | None
    remarks: Remarks

    def text(self, translations: list[Element]) -> str | None:
        """Return the translation in the notice's language, else in Dutch, French or English, else the first."""
        found: dict[str | None, str] = {}
        for one in translations:
            if (said := one.content().strip()) and said != _WITHHELD:
                found.setdefault(language(one.attributes.get("languageID")), said)
        wanted = (self.language, *_PREFERRED)
        return next((found[one] for one in wanted if one in found), next(iter(found.values()), None))


def texts(element: Element, *path: str) -> list[Element]:
    """Return the translations at a path."""
    return element.all(*path)


def lots_of(root: Element, reader: Reader) -> list[Part]:
    """Return the lots, or the parts of a plan that has no lots yet; groups of lots are neither."""
    found = [one for one in root.all("ProcurementProjectLot") if not _is(one, _GROUPS)]
    lots = [one for one in found if not _is(one, _PLANNED)] or found
    return [_lot(one, reader) for one in lots]


def _is(lot: Element, kind: tuple[str, str]) -> bool:
    scheme, prefix = lot.attribute("schemeName", "ID"), lot.value("ID") or ""
    return scheme == kind[0] if scheme else prefix.startswith(kind[1])


def _lot(lot: Element, reader: Reader) -> Part:
    part = project(lot.first("ProcurementProject"), reader)
    part.id = lot.value("ID")
    part.reserved = facts.reserved(_reserved(lot), reader.remarks)
    part.reserved_execution = facts.execution(
        _coded(lot, "reserved-execution", "TenderingTerms", "ContractExecutionRequirement", "ExecutionRequirementCode")
    )
    return part


def _reserved(lot: Element) -> list[str]:
    """Return the codes of BT-71, wherever below the lot; a code that only that list has needs no list name."""
    return [
        one.text.strip()
        for requirement in lot.within("SpecificTendererRequirement")
        for one in requirement.all("TendererRequirementTypeCode")
        if one.attributes.get("listName") == "reserved-procurement"
        or ("listName" not in one.attributes and one.text.strip() in _TELLING)
    ]


def _coded(element: Element, code_list: str, *path: str) -> str | None:
    coded = [one for one in element.all(*path) if one.attributes.get("listName") == code_list]
    return next(filter(None, (one.text.strip() for one in coded)), None)


def project(element: Element | None, reader: Reader) -> Part:
    """Return what a ``ProcurementProject`` says, of a lot or of the whole."""
    if element is None:
        return Part()
    places = element.all("RealizedLocation")
    classified = ("ItemClassificationCode",)
    main = facts.codes(one.text for one in element.all("MainCommodityClassification", *classified))
    return Part(
        title=reader.text(texts(element, "Name")),
        description=_description(element, places, reader),
        main=next(iter(main), None),
        additional=[
            *main[1:],
            *facts.codes(one.text for one in element.all("AdditionalCommodityClassification", *classified)),
        ],
        nuts=facts.territories(one.text for place in places for one in place.all("Address", "CountrySubentityCode")),
        postal_codes=facts.unique(
            zone for place in places for one in place.all("Address", "PostalZone") if (zone := _postal_code(one.text))
        ),
        nature=facts.nature(_nature(element)),
        money=_value(element, reader.remarks),
        months=_duration(element.first("PlannedPeriod"), reader.remarks),
    )


def _postal_code(written: str) -> str | None:
    zone = " ".join(written.split())
    return zone if 0 < len(zone) <= 20 and "@" not in zone and zone != _WITHHELD else None  # noqa: PLR2004 - longest is 12


def _nature(element: Element) -> str | None:
    kinds = element.all("ProcurementTypeCode")
    return next(
        (one.text for one in kinds if one.attributes.get("listName", "contract-nature") == "contract-nature"), None
    )


def _description(element: Element, places: list[Element], reader: Reader) -> str | None:
    """Return the description, with the places of performance as they are worded: names of towns stand there."""
    said = reader.text(texts(element, "Description"))
    worded = [reader.text(place.all("Description")) for place in places]
    worded += [reader.text(place.all("Address", "CityName")) for place in places]
    where = facts.unique(filter(None, worded))
    return "\n".join(filter(None, [said, *(f"Plaats: {one}" for one in where)])) or None


def _value(element: Element, remarks: Remarks) -> Money | None:
    """Return the estimated value; of a framework that states none, its maximum."""
    total = element.first("RequestedTenderTotal")
    if total is None:
        return None
    for path in (("EstimatedOverallContractAmount",), _FRAMEWORK):
        read = money(total.value(*path), total.attribute("currencyID", *path), remarks)
        if read and path is _FRAMEWORK:
            remarks.add(
                "De aankondiging noemt alleen de maximale waarde van de raamovereenkomst; die staat hier als waarde."
            )
        if read:
            return read
    return None


def _duration(period: Element | None, remarks: Remarks) -> float | None:
    if period is None:
        return None
    measured = months(period.value("DurationMeasure"), period.attribute("unitCode", "DurationMeasure"), remarks)
    if measured:
        return measured
    end = day(period.value("EndDate"), remarks)
    return months_between(day(period.value("StartDate"), remarks), end, remarks) if end else None


def deadlines(root: Element, remarks: Remarks) -> dt.datetime | None:
    """Return the first moment at which a tender, a request to participate or an expression of interest is due."""
    found = {
        read
        for lot in root.all("ProcurementProjectLot")
        for process in lot.all("TenderingProcess")
        for period in process.within(*_DEADLINES)
        if (read := moment(period.value("EndDate"), period.value("EndTime"), remarks))
    }
    if len(found) > 1:
        remarks.add("De percelen hebben niet dezelfde uiterste datum; de vroegste staat hier.")
    return min(found, key=lambda at: at if at.tzinfo else at.replace(tzinfo=dt.UTC), default=None)
