"""What a lot asks, worked out once, before several hundred enterprises are judged by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from supplier_guide.geo.distance import km
from supplier_guide.geo.place import Place
from supplier_guide.matching.profiles import Spot
from supplier_guide.matching.telling import Telling
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


class AskedWords:
    """The telling words, ready to be looked for in the terms of hundreds of enterprises."""

    def __init__(self, words: Sequence[Telling]) -> None:
        """Take the words."""
        self.all = words
        self.weights = [told.weight for told in words]
        self._holding: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for at, told in enumerate(words):
            for alternative in told.word.alternatives:
                first, *others = alternative.terms
                self._holding.setdefault(first, []).append((at, frozenset(others)))
        self._terms = frozenset(self._holding)

    def met_in(self, terms: frozenset[str]) -> list[int]:
        """Return the positions of the words that texts with these terms say: all terms of one of its alternatives."""
        found = {at for term in self._terms & terms for at, others in self._holding[term] if others <= terms}
        return sorted(found)


@dataclass(frozen=True)
class Asked:
    """A lot understood, who asks, on which day, and by which figures it is judged."""

    understood: Understood
    weights: Weights
    buyer: Buyer
    on: date
    contractor: ContractorNeed | None

    @cached_property
    def words(self) -> AskedWords:
        """Return the telling words."""
        return AskedWords(self.understood.words)

    @cached_property
    def words_weight(self) -> float:
        """Return what all telling words weigh together."""
        return sum(self.words.weights)

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

    def km_to(self, spots: Sequence[Spot]) -> float | None:
        """Return the km from the nearest site to the nearest place, ``None`` when not known."""
        if len(spots) == 1:
            return self._from(spots[0])
        return min((found for spot in spots if (found := self._from(spot)) is not None), default=None)

    def _from(self, spot: Spot) -> float | None:
        """Return the km from a site; most sites are at the centre of their town, so few have to be computed."""
        key = (spot.lat, spot.lon, spot.territories)
        if key not in self._distances:
            self._distances[key] = min((km_between(spot, place) for place in self.understood.places), default=None)
        return self._distances[key]

    @cached_property
    def _distances(self) -> dict[tuple[float, float, tuple[str, ...]], float | None]:
        return {}


def km_between(spot: Spot, place: Place) -> float:
    """Return the km from a site to a place; 0 inside an asked territory."""
    inside = place.is_area and place.code in spot.territories
    return 0.0 if inside else km(spot.lat, spot.lon, place.lat, place.lon)
