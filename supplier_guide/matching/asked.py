"""What a lot asks, worked out once, before several hundred enterprises are judged by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from supplier_guide.matching.understanding import Understood
from supplier_guide.matching.weights import Weights
from supplier_guide.model.need import Buyer, BuyerKind, ReservedCode
from supplier_guide.model.vocabulary import CustomerKind
from supplier_guide.rules import ContractorNeed

_MONTHS = 12
_CUSTOMERS: Mapping[BuyerKind, frozenset[CustomerKind]] = {
    BuyerKind.LOCAL_AUTHORITY: frozenset({CustomerKind.LOCAL_AUTHORITY}),
    BuyerKind.REGION: frozenset({CustomerKind.GOVERNMENT}),
    BuyerKind.COMMUNITY: frozenset({CustomerKind.GOVERNMENT}),
    BuyerKind.STATE: frozenset({CustomerKind.GOVERNMENT}),
    BuyerKind.UTILITY: frozenset({CustomerKind.GOVERNMENT, CustomerKind.COMPANY}),
    BuyerKind.SCHOOL: frozenset({CustomerKind.EDUCATION}),
    BuyerKind.CARE: frozenset({CustomerKind.CARE}),
    BuyerKind.ASSOCIATION: frozenset({CustomerKind.ASSOCIATION}),
    BuyerKind.COMPANY: frozenset({CustomerKind.COMPANY}),
}


@dataclass(frozen=True)
class Asked:
    """A lot understood, who asks, on which day, and by which figures it is judged."""

    understood: Understood
    weights: Weights
    buyer: Buyer
    on: date
    contractor: ContractorNeed | None

    @cached_property
    def word_weights(self) -> list[float]:
        """Return what each telling word weighs."""
        return [told.weight for told in self.understood.words]

    @cached_property
    def words_weight(self) -> float:
        """Return what all telling words weigh together."""
        return sum(self.word_weights)

    @cached_property
    def people(self) -> float | None:
        """Return how many people's work the value pays for, by a rule of thumb; ``None`` when no value is stated."""
        value, months = self.understood.value, self.understood.lot.duration_months
        if not value:
            return None
        return value / max((months or _MONTHS) / _MONTHS, 1.0) / self.weights.capacity.euro_per_person_per_year

    @cached_property
    def reserved(self) -> list[str]:
        """Return how the lot is reserved, in the codes of eForms."""
        lot = self.understood.lot
        codes = [code.value for code in lot.reserved or () if code is not ReservedCode.NONE]
        if lot.reserved_execution == "yes" and ReservedCode.SHELTERED.value not in codes:
            codes.append("reserved-execution")
        return codes

    @cached_property
    def customers(self) -> frozenset[CustomerKind]:
        """Return the kinds of customers that are like the buyer."""
        return _CUSTOMERS[self.buyer.kind] if self.buyer.kind else frozenset[CustomerKind]()
