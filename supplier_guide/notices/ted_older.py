"""The forms of TED_EXPORT R2.0.8, such as ``CONTRACT`` (2) and ``CONTRACT_DEFENCE`` (17): lots stand in an annex B.

Each form wraps its sections in names of its own (``OBJECT_CONTRACT_INFORMATION_DEFENCE``), so what is read is looked
for anywhere in the form, outside its lots, awards and annexes with addresses.
"""

import re

from supplier_guide.notices import facts
from supplier_guide.notices.facts import Part
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.ted_parts import Form, Moment, amount, cpv_codes, paragraphs
from supplier_guide.notices.tree import Element
from supplier_guide.notices.values import Money, day, months, months_between

_ANNEX = re.compile(r"(F\d{1,2}_)?ANNEX_B(_.*)?|LOT_PRIOR_INFORMATION|AWARD_OF_CONTRACT(_.*)?|AWARD_AND_CONTRACT_VALUE")
_NO_FIGURE = {"UNKNOWN", ""}
_TITLES = ("LOT_TITLE", "TITLE_CONTRACT", "CONTRACT_TITLE", "TITLE")
_DESCRIPTIONS = (
    "LOT_DESCRIPTION",
    "SHORT_CONTRACT_DESCRIPTION",
    "SHORT_DESCRIPTION_CONTRACT",
    "DESCRIPTION_OF_CONTRACT",
)
_LENGTHS = {"MONTHS": "MONTH", "DAYS": "DAY", "DURATION_FRAMEWORK_MONTH": "MONTH", "DURATION_FRAMEWORK_YEAR": "YEAR"}


def buyer_name(form: Form) -> str | None:
    """Return the official name of the first organisation, which is the buyer."""
    return next(filter(None, (one.text.strip() for one in form.element.within("OFFICIALNAME"))), None)


def buyer_country(form: Form) -> str | None:
    """Return the country of the first organisation, in two letters."""
    return form.attribute("VALUE", "COUNTRY")


def deadline(form: Form) -> Moment:
    """Return when tenders or requests to participate are due."""
    due = next(form.element.within("RECEIPT_LIMIT_DATE"), None)
    return (_date(due), due.value("TIME")) if due else (None, None)


def whole(form: Form) -> Part:
    """Return what is said of the whole."""
    part = _part(form.element, form.remarks, inside=_annexes(form))
    part.nature = facts.nature(form.attribute("VALUE", "TYPE_CONTRACT") or form.attribute("CTYPE", *_contents(form)))
    part.reserved, part.reserved_execution = form.reserved, form.reserved_execution
    return part


def lots(form: Form) -> list[Part]:
    """Return the lots; of an award notice that has no annex, those that its awards name."""
    numbered: dict[str, Part] = {}
    for annex in form.element.within(*_annexes(form)):
        number = annex.value("LOT_NUMBER")
        if number and number not in _NO_FIGURE and number not in numbered:
            part = _part(annex, form.remarks, inside=())
            part.id = number
            numbered[number] = part
    return list(numbered.values())


def _contents(form: Form) -> list[str]:
    return [one.name for one in form.element.children]


def _annexes(form: Form) -> tuple[str, ...]:
    names: set[str] = set()
    waiting = list(form.element.children)
    while waiting:
        one = waiting.pop()
        if _ANNEX.fullmatch(one.name):
            names.add(one.name)
        waiting += one.children
    return tuple(names)


def _part(element: Element, remarks: Remarks, *, inside: tuple[str, ...]) -> Part:
    main = cpv_codes(list(element.within("CPV_MAIN", but_not_in=inside)))
    nuts = [
        one.attributes.get("CODE")
        for place in element.within("LOCATION_NUTS", but_not_in=inside)
        for one in place.all("NUTS")
    ]
    return Part(
        title=paragraphs(_first(element, _TITLES, inside)),
        description=_description(element, inside),
        main=next(iter(main), None),
        additional=[*main[1:], *cpv_codes(list(element.within("CPV_ADDITIONAL", but_not_in=inside)))],
        nuts=facts.territories(nuts),
        money=_value(element, inside, remarks),
        months=_duration(element, inside, remarks),
    )


def _first(element: Element, names: tuple[str, ...], inside: tuple[str, ...]) -> Element | None:
    found = (next(element.within(name, but_not_in=inside), None) for name in names)
    return next((one for one in found if one is not None), None)


def _description(element: Element, inside: tuple[str, ...]) -> str | None:
    said = paragraphs(_first(element, _DESCRIPTIONS, inside))
    where = paragraphs(next(element.within("LOCATION", but_not_in=inside), None))
    return "\n".join(filter(None, [said, f"Plaats: {where}" if where else None])) or None


def _value(element: Element, inside: tuple[str, ...], remarks: Remarks) -> Money | None:
    """Return the estimate, or of an award the final value when that is without VAT."""
    costs = next(element.within("COSTS_RANGE_AND_CURRENCY", but_not_in=inside), None)
    final = next(element.within("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE", but_not_in=inside), None)
    if costs is None and final is not None and final.first("EXCLUDING_VAT"):
        costs = final
    if costs is None:
        return None
    currency = costs.attributes.get("CURRENCY")
    exact = amount(costs.first("VALUE_COST"), currency, remarks)
    if exact:
        return exact
    highest = amount(costs.first("RANGE_VALUE_COST", "HIGH_VALUE"), currency, remarks)
    if highest:
        remarks.add("De aankondiging noemt een laagste en een hoogste waarde; de hoogste staat hier.")
    return highest


def _duration(element: Element, inside: tuple[str, ...], remarks: Remarks) -> float | None:
    """Return the stated length of the contract, or of the framework."""
    period = next(element.within("PERIOD_WORK_DATE_STARTING", but_not_in=inside), Element(""))
    for name, unit in _LENGTHS.items():
        stated = period.first(name) or _framework(element, name, inside)
        measured = months(stated.text, unit, remarks) if stated else None
        if measured:
            return measured
    start, end = next(period.within("START_DATE"), None), next(period.within("END_DATE"), None)
    return months_between(day(_date(start), remarks), day(_date(end), remarks), remarks)


def _framework(element: Element, name: str, inside: tuple[str, ...]) -> Element | None:
    """Return the length of the framework; those of other periods have the same names as that of the contract."""
    return next(element.within(name, but_not_in=inside), None) if name.startswith("DURATION_FRAMEWORK") else None


def _date(element: Element | None) -> str | None:
    """Return day, month and year, that stand apart, as one date."""
    if element is None:
        return None
    year, month, number = (element.value(name) or "" for name in ("YEAR", "MONTH", "DAY"))
    return f"{year}-{month:0>2}-{number:0>2}" if year else None
