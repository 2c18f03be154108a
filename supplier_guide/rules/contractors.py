"""Recognition of works contractors: whether an amount asks for one, and of which class."""

from datetime import date
from typing import Annotated

from pydantic import Field

from supplier_guide.model.base import Noun
from supplier_guide.rules.condition import Verdict
from supplier_guide.rules.rule import Period, Reason
from supplier_guide.rules.tables import Rules
from supplier_guide.rules.wording import euros


class ContractorNeed(Noun):
    """Whether works of this amount ask for a recognised contractor, and of which class; provisional.

    ``required`` is unknown between the amounts for a subcategory and for a category, and without an amount.
    The offer decides in the end, not the estimate.
    """

    required: Verdict
    class_: Annotated[int, Field(ge=1)] | None
    because: Reason


def contractor_class(value: float | None, on: date, rules: Rules) -> ContractorNeed:
    """Return what works of ``value`` EUR without VAT ask of a contractor, by the amounts of a day."""
    table = rules.contractors
    sub, main = (rules.rules[r].period(on) for r in (table.subcategory, table.category))
    if value is None or sub is None or main is None or sub.amount is None or main.amount is None:
        said = "Zonder het bedrag weten we niet of een erkende aannemer nodig is."
        if value is not None:
            said = "Voor deze datum kennen we de bedragen voor erkende aannemers niet."
        return ContractorNeed(required=Verdict.UNKNOWN, class_=None, because=rules.reason(table.fact, said, on=on))
    if value < sub.amount:
        said = f"Onder {euros(sub.amount)} is geen erkenning als aannemer nodig."
        because = rules.reason(table.subcategory, said, on=on)
        return ContractorNeed(required=Verdict.NO, class_=None, because=because)
    return _recognised(value, on, rules, small=value < main.amount)


def _recognised(value: float, on: date, rules: Rules, *, small: bool) -> ContractorNeed:
    table = rules.contractors
    fact, class_, ceiling = _lowest(value, on, rules)
    ending = "De offerte beslist, niet de raming."
    if small:
        bounds = [euros(p.amount or 0) for r in (table.subcategory, table.category) if (p := rules.rules[r].period(on))]
        said = f"Van {' tot '.join(bounds)} is een erkenning alleen in een ondercategorie nodig. {ending}"
        because = rules.reason(table.category, said, on=on, amounts=ceiling)
        return ContractorNeed(required=Verdict.UNKNOWN, class_=class_, because=because)
    said = f"Werken van dit bedrag vragen een erkende aannemer van klasse {class_} of hoger. {ending}"
    because = rules.reason(fact, said, on=on, amounts=ceiling)
    return ContractorNeed(required=Verdict.YES, class_=class_, because=because)


def _lowest(value: float, on: date, rules: Rules) -> tuple[str, int, tuple[Period, ...]]:
    """Return the lowest class whose ceiling holds the amount, with the rule and the amount that it rests on."""
    table = rules.contractors
    highest: tuple[str, tuple[Period, ...]] = (table.fact, ())
    for row in table.classes:
        if row.ceiling is None:
            return highest[0], row.class_, highest[1]
        period = rules.rules[row.ceiling].period(on)
        if period is not None and period.amount is not None:
            highest = (row.ceiling, (period,))
            if value <= period.amount:
                return row.ceiling, row.class_, (period,)
    return highest[0], table.classes[-1].class_, highest[1]
