"""The contract and the lots of an OCDS tender."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from supplier_guide.model.need import ReservedExecution
from supplier_guide.notices import facts
from supplier_guide.notices.facts import Part
from supplier_guide.notices.objects import Object, at, items, mapping, named, word, words
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.values import Money, cpv, day, money, months, months_between

_RESERVED: Mapping[str, str] = MappingProxyType(
    {"shelteredWorkshop": "res-ws", "publicServiceMissionOrganization": "res-pub-ser"}
)
"""The code list of the extension for other requirements, in the codes of eForms that it was made from."""
_LONGEST_POSTAL_CODE = 20


def whole_of(tender: Object, remarks: Remarks) -> Part:
    """Return what is said of the whole: its own fields, and the items that belong to no lot."""
    lots = items(tender.get("lots"))
    known = {word(lot.get("id")) for lot in lots}
    general = [one for one in items(tender.get("items")) if not known.intersection(_lots_named(one))]
    part = _part(tender, general, remarks)
    direct = facts.codes([word(at(tender, "classification", "id"))]) if _is_cpv(tender.get("classification")) else []
    if direct:
        part.additional = [code for code in part.cpv if code != direct[0]]
        part.main = direct[0]
    return part


def lots_of(tender: Object, remarks: Remarks) -> list[Part]:
    """Return the lots, each with its items; items that name no lot belong to the only one."""
    lots = items(tender.get("lots"))
    found = items(tender.get("items"))
    by_lot: dict[str, list[Object]] = {}
    for item in found:
        for name in _lots_named(item):
            by_lot.setdefault(name, []).append(item)
    parts = []
    for lot in lots:
        own = by_lot.get(word(lot.get("id")) or "", [])
        part = _part(lot, own, remarks)
        part.id = word(lot.get("id"))
        parts.append(part)
    return parts


def _lots_named(item: Object) -> list[str]:
    return words(item.get("relatedLot")) + words(item.get("relatedLots"))


def _part(said: Object, own: Sequence[Object], remarks: Remarks) -> Part:
    classified = [_codes(item) for item in own]
    main = next((code for codes in classified for code in codes[:1]), None)
    places = [place for one in [*own, said] for place in _places(one)]
    return Part(
        title=word(said.get("title")),
        description=_description(said, places),
        main=main,
        additional=[code for code in facts.unique(code for codes in classified for code in codes) if code != main],
        reserved=facts.reserved(_reserved(said), remarks),
        reserved_execution=_execution(said),
        nuts=facts.territories(code for place in places for code in _territories(place)),
        postal_codes=facts.unique(filter(None, (_postal_code(place) for place in places))),
        nature=facts.nature(word(said.get("mainProcurementCategory"))),
        money=_value(said, remarks),
        months=_duration(mapping(said.get("contractPeriod")), remarks),
    )


def _codes(item: Object) -> list[str]:
    every = [item.get("classification"), *items(item.get("additionalClassifications"))]
    return facts.codes(word(at(one, "id")) for one in every if _is_cpv(one))


def _is_cpv(classification: Any) -> bool:
    """Whether a classification is a CPV code; without a scheme only when it looks like one."""
    scheme = (word(at(classification, "scheme")) or "").upper()
    return scheme in {"CPV", "CPVS"} or (not scheme and cpv(word(at(classification, "id"))) is not None)


def _reserved(said: Object) -> list[str]:
    requirements = mapping(said.get("otherRequirements"))
    stated = [
        code for one in named(requirements, "reservedParticipation", "reservedParticipants") for code in words(one)
    ]
    return [_RESERVED.get(code, code) for code in stated]


def _execution(said: Object) -> ReservedExecution | None:
    stated = at(said, "contractTerms", "reservedExecution")
    if isinstance(stated, bool):
        return "yes" if stated else "no"
    return facts.execution(word(stated))


def _places(said: Object) -> list[Object]:
    """Return addresses and locations of delivery."""
    return [
        place
        for one in named(said, "deliveryAddresses", "deliveryAddress", "deliveryLocations", "deliveryLocation")
        for place in items(one)
    ]


def _territories(place: Object) -> list[str]:
    gazetteer = mapping(place.get("gazetteer"))
    is_nuts = (word(gazetteer.get("scheme")) or "").upper() == "NUTS"
    return words(place.get("region")) + (words(gazetteer.get("identifiers")) if is_nuts else [])


def _postal_code(place: Object) -> str | None:
    code = word(place.get("postalCode"))
    return code if code and len(code) <= _LONGEST_POSTAL_CODE and "@" not in code else None


def _description(said: Object, places: Sequence[Object]) -> str | None:
    """Return the description, with the places of performance as they are worded: names of towns stand there."""
    where = facts.unique(
        text for place in places for name in ("locality", "description") if (text := word(place.get(name)))
    )
    return "\n".join(filter(None, [word(said.get("description")), *(f"Plaats: {one}" for one in where)])) or None


def _value(said: Object, remarks: Remarks) -> Money | None:
    value = mapping(said.get("value"))
    return money(word(value.get("amount")), word(value.get("currency")), remarks)


def _duration(period: Object, remarks: Remarks) -> float | None:
    counted = months(word(period.get("durationInDays")), "DAY", remarks)
    if counted:
        return counted
    start, end = (day((word(period.get(name)) or "")[:10], remarks) for name in ("startDate", "endDate"))
    return months_between(start, end, remarks)
