"""OCDS 1.1: a release, a package of releases, a record or a package of records, with the extensions for the EU."""

import datetime as dt
from collections.abc import Iterator

from supplier_guide.errors import Unprocessable
from supplier_guide.model.need import BuyerKind
from supplier_guide.model.notice import NoticeBuyer
from supplier_guide.notices.buyers import kind_of
from supplier_guide.notices.codes import country, language
from supplier_guide.notices.facts import Facts
from supplier_guide.notices.objects import Object, at, items, mapping, word
from supplier_guide.notices.ocds_lots import lots_of, whole_of
from supplier_guide.notices.ocds_releases import CALLS, one_release, tags
from supplier_guide.notices.plain import people_in
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.values import day, whole_moment

_KNOWN = frozenset({"1.0", "1.1"})
_WITH_PARTIES = "1.1"
"""A release alone states no version; a list of parties exists since 1.1."""
_RESULTS = frozenset({"award", "awardUpdate", "awardCancellation", "contract", "contractUpdate", "contractAmendment",
                      "contractTermination", "implementation", "implementationUpdate"})  # fmt: skip
_KIND_SCHEMES = frozenset({"eu-buyer-legal-type", "TED_CA_TYPE"})
_BUYING = ("buyer", "leadBuyer", "procuringEntity")
_DEFENCE_DIRECTIVE = "32009L0081"


def read(document: object, remarks: Remarks) -> Facts:
    """Return what an OCDS document says."""
    release, stated = one_release(document)
    tender = mapping(release.get("tender"))
    if not tender:
        message = "In deze OCDS-release staat geen opdracht (“tender”). Geef de release waarin ze aangekondigd wordt."
        raise Unprocessable("not_a_contract", message)
    version = stated or (_WITH_PARTIES if isinstance(release.get("parties"), list) else None)
    said = tags(release)
    where, buyer = _buyer(release, remarks)
    return Facts(
        format="ocds",
        version=version,
        version_known=version in _KNOWN,
        subtype=",".join(said) or None,
        id=word(release.get("id")) or word(release.get("ocid")),
        language=language(word(release.get("language"))),
        country=where,
        buyer=buyer,
        published_on=day(word(release.get("date")), remarks),
        deadline=_deadline(tender, remarks),
        url=_address(tender),
        whole=whole_of(tender, remarks),
        lots=lots_of(tender, remarks),
        is_result=bool(_RESULTS.intersection(said)) and not CALLS.intersection(said),
        is_defence=_DEFENCE_DIRECTIVE in {word(one) for one in _legal_bases(tender)},
        people=people_in(_names(release), organisations=_organisations(release)),
    )


def _legal_bases(tender: Object) -> Iterator[object]:
    yield at(tender, "legalBasis", "id")
    yield at(tender, "legalBasis", "wasDerivedFrom", "id")


def _buyer(release: Object, remarks: Remarks) -> tuple[str | None, NoticeBuyer]:
    parties = items(release.get("parties"))
    referred = mapping(release.get("buyer")) or mapping(at(release, "tender", "procuringEntity"))
    wanted = word(referred.get("id"))
    found = next((one for one in parties if wanted and word(one.get("id")) == wanted), None) or _buying(parties)
    party = found or referred
    name = word(party.get("name")) or word(referred.get("name"))
    address = mapping(party.get("address"))
    where = country(word(address.get("country"))) or country(word(address.get("countryName")))
    return where, NoticeBuyer(name=name, kind=_kind(party, name=name, where=where, remarks=remarks))


def _buying(parties: list[Object]) -> Object:
    for role in _BUYING:
        for one in parties:
            roles = one.get("roles")
            if role in (roles if isinstance(roles, list) else [roles]):
                return one
    return {}


def _kind(party: Object, *, name: str | None, where: str | None, remarks: Remarks) -> BuyerKind | None:
    for one in items(at(party, "details", "classifications")):
        if word(one.get("scheme")) in _KIND_SCHEMES:
            return kind_of(word(one.get("id")), name=name, country=where, remarks=remarks)
    return None


def _deadline(tender: Object, remarks: Remarks) -> dt.datetime | None:
    """Return the first moment at which a tender is due, of the lots or of the whole."""
    periods = [at(one, "tenderPeriod", "endDate") for one in [*items(tender.get("lots")), tender]]
    found = {read for one in periods if (read := whole_moment(word(one), remarks))}
    if len(found) > 1:
        remarks.add("De percelen hebben niet dezelfde uiterste datum; de vroegste staat hier.")
    return min(found, key=lambda moment: moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC), default=None)


def _address(tender: Object) -> str | None:
    """Return where the notice itself stands; documents of the procedure are something else."""
    for one in items(tender.get("documents")):
        if word(one.get("documentType")) == "tenderNotice" and (url := word(one.get("url"))):
            return url
    return None


def _organisations(release: Object) -> Iterator[str | None]:
    for party in items(release.get("parties")):
        if not _is_person(party):
            yield word(party.get("name"))


def _is_person(party: Object) -> bool:
    return word(at(party, "details", "scale")) == "selfEmployed"


def _names(release: Object) -> Iterator[str | None]:
    for party in items(release.get("parties")):
        yield word(at(party, "contactPoint", "name"))
        for one in items(party.get("additionalContactPoints")):
            yield word(one.get("name"))
        for person in items(party.get("persones")) + items(party.get("beneficialOwners")):
            yield word(person.get("name"))
        if _is_person(party):
            yield word(party.get("name"))
    yield word(at(release, "tender", "procuringEntity", "contactPoint", "name"))
    yield word(at(release, "buyer", "contactPoint", "name"))
