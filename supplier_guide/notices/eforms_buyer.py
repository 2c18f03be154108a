"""The buyer of an eForms notice, and the persons that its organisations name."""

from collections.abc import Iterator

from supplier_guide.model.notice import NoticeBuyer
from supplier_guide.notices.buyers import kind_of
from supplier_guide.notices.codes import country
from supplier_guide.notices.eforms_lots import Reader, texts
from supplier_guide.notices.plain import people_in
from supplier_guide.notices.tree import Element

_ORGANISATIONS = (
    "UBLExtensions", "UBLExtension", "ExtensionContent", "EformsExtension", "Organizations", "Organization",
)  # fmt: skip
_WITHHELD = "unpublished"


def buyer_of(root: Element, reader: Reader) -> tuple[str | None, NoticeBuyer]:
    """Return the country and the name of the buyer, the leading one when there are several, and its kind."""
    organisations = {name: one for one in root.all(*_ORGANISATIONS) for name in _ids(one)}
    parties = root.all("ContractingParty")
    found = [(party, organisations.get(party.value("Party", "PartyIdentification", "ID") or "")) for party in parties]
    leading = [pair for pair in found if pair[1] and pair[1].value("GroupLeadIndicator") == "true"]
    party, organisation = next(iter(leading or found), (None, None))
    name = _name(organisation, reader) if organisation else None
    where = (
        country(organisation.value("Company", "PostalAddress", "Country", "IdentificationCode"))
        if organisation
        else None
    )
    kind = kind_of(_legal_type(party), name=name, country=where, remarks=reader.remarks)
    return where, NoticeBuyer(name=name, kind=kind)


def people_of(root: Element) -> tuple[str, ...]:
    """Return the persons among contact points, winners and owners."""
    companies = [one for one in root.all(*_ORGANISATIONS) if not _is_person(one)]
    return people_in(_names(root), organisations=(one.value("Company", "PartyName", "Name") for one in companies))


def _names(root: Element) -> Iterator[str | None]:
    for contact in root.within("Contact"):
        yield contact.value("Name")
    for owner in root.within("UltimateBeneficialOwner"):
        yield f"{owner.value('FirstName') or ''} {owner.value('FamilyName') or ''}"
    for organisation in root.all(*_ORGANISATIONS):
        if _is_person(organisation):
            yield organisation.value("Company", "PartyName", "Name")


def _ids(organisation: Element) -> Iterator[str]:
    """Yield the ids under which an organisation is referred to: its own and those of its touch points."""
    for below in ("Company", "TouchPoint"):
        for one in organisation.all(below, "PartyIdentification", "ID"):
            yield one.text.strip()


def _name(organisation: Element, reader: Reader) -> str | None:
    name = reader.text(texts(organisation, "Company", "PartyName", "Name"))
    return None if name == _WITHHELD or _is_person(organisation) else name


def _is_person(organisation: Element) -> bool:
    return organisation.value("NaturalPersonIndicator") == "true"


def _legal_type(party: Element | None) -> str | None:
    if party is None:
        return None
    kinds = party.all("ContractingPartyType", "PartyTypeCode")
    named = [one for one in kinds if one.attributes.get("listName") == "buyer-legal-type"]
    return next((one.text.strip() for one in named or kinds), None)
