"""The forms F01 to F25 of TED_EXPORT R2.0.9: ``OBJECT_CONTRACT`` with an ``OBJECT_DESCR`` for each lot."""

from supplier_guide.notices import facts
from supplier_guide.notices.facts import Part
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.ted_parts import Form, Moment, amount, cpv_codes, paragraphs
from supplier_guide.notices.tree import Element
from supplier_guide.notices.values import Money, day, months, months_between

_BUYER = ("CONTRACTING_BODY", "ADDRESS_CONTRACTING_BODY")
_TOTALS = ("VAL_ESTIMATED_TOTAL", "VAL_TOTAL")


def buyer_name(form: Form) -> str | None:
    """Return the official name of the first buyer."""
    return form.element.value(*_BUYER, "OFFICIALNAME")


def buyer_country(form: Form) -> str | None:
    """Return the country of the first buyer, in two letters."""
    return form.element.attribute("VALUE", *_BUYER, "COUNTRY")


def deadline(form: Form) -> Moment:
    """Return when tenders or requests to participate are due."""
    element = form.element
    return element.value("PROCEDURE", "DATE_RECEIPT_TENDERS"), element.value("PROCEDURE", "TIME_RECEIPT_TENDERS")


def whole(form: Form) -> Part:
    """Return what is said of the whole; a planning notice may hold several contracts, the first of which is named."""
    contracts = form.element.all("OBJECT_CONTRACT")
    part = _contract(contracts[0], form) if contracts else Part()
    if len(contracts) > 1:
        part.money = None
    part.reserved, part.reserved_execution = form.reserved, form.reserved_execution
    return part


def lots(form: Form) -> list[Part]:
    """Return the lots of all contracts of the form."""
    contracts = form.element.all("OBJECT_CONTRACT")
    found: list[Part] = []
    for number, contract in enumerate(contracts, start=1):
        described = [_lot(one, form.remarks) for one in contract.all("OBJECT_DESCR")]
        found += described if len(contracts) == 1 else _separate(described, _contract(contract, form), number)
    return found


def _separate(lots: list[Part], contract: Part, number: int) -> list[Part]:
    """Return the lots of one contract among several, with what is said of that contract only."""
    for lot in lots or [contract]:
        lot.id = f"{number}.{lot.id}" if len(lots) > 1 else str(number)
        lot.main, lot.nature = contract.main, contract.nature
        if len(lots) == 1:
            lot.title, lot.money = lot.title or contract.title, lot.money or contract.money
    return lots or [contract]


def _contract(contract: Element, form: Form) -> Part:
    main = cpv_codes(contract.all("CPV_MAIN"))
    return Part(
        title=paragraphs(contract.first("TITLE")),
        description=paragraphs(contract.first("SHORT_DESCR")),
        main=next(iter(main), None),
        additional=main[1:],
        nature=facts.nature(contract.attribute("CTYPE", "TYPE_CONTRACT")),
        money=_total(contract, form.remarks),
    )


def _total(contract: Element, remarks: Remarks) -> Money | None:
    found = next((one for name in _TOTALS for one in contract.all(name)), None)
    return amount(found, None, remarks) or _highest(contract.first("VAL_RANGE_TOTAL"), remarks)


def _highest(bounds: Element | None, remarks: Remarks) -> Money | None:
    """Return the upper end of a range: limits in the law are compared with the most that a contract may cost."""
    if bounds is None:
        return None
    read = amount(bounds.first("HIGH"), bounds.attributes.get("CURRENCY"), remarks)
    if read:
        remarks.add("De aankondiging noemt een laagste en een hoogste waarde; de hoogste staat hier.")
    return read


def _lot(described: Element, remarks: Remarks) -> Part:
    return Part(
        id=(described.value("LOT_NO") or "").strip(" -.:") or described.attributes.get("ITEM"),
        title=paragraphs(described.first("TITLE")),
        description=_description(described),
        additional=cpv_codes(described.all("CPV_ADDITIONAL")),
        nuts=facts.territories(one.attributes.get("CODE") for one in described.all("NUTS")),
        money=amount(described.first("VAL_OBJECT"), None, remarks)
        or _highest(described.first("VAL_RANGE_TOTAL"), remarks),
        months=_duration(described, remarks),
    )


def _description(described: Element) -> str | None:
    """Return the description, with the place of performance as it is worded: names of towns stand there."""
    where = paragraphs(described.first("MAIN_SITE"))
    said = paragraphs(described.first("SHORT_DESCR"))
    return "\n".join(filter(None, [said, f"Plaats: {where}" if where else None])) or None


def _duration(described: Element, remarks: Remarks) -> float | None:
    measured = months(described.value("DURATION"), described.attribute("TYPE", "DURATION"), remarks)
    if measured:
        return measured
    start, end = day(described.value("DATE_START"), remarks), day(described.value("DATE_END"), remarks)
    return months_between(start, end, remarks)
