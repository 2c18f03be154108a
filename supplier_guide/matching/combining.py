"""The smallest combinations of suppliers that cover all lots: a sketch, not an offer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product
from math import inf
from operator import or_

MOST_SUPPLIERS = 3
MOST_ANSWERS = 5
MOST_LOTS = 20

Offers = Mapping[str, Mapping[str, float]]
"""For each lot the suppliers that can do it, with their km (infinite when not known)."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who does a lot; ``km`` infinite when not known."""

    lot: str
    supplier: str
    km: float


@dataclass(frozen=True, slots=True)
class Combination:
    """A few suppliers together, the lots that they cover, and the lots that nobody of them does."""

    assignments: tuple[Assignment, ...]
    gaps: tuple[str, ...]

    @property
    def suppliers(self) -> tuple[str, ...]:
        """Return the suppliers, each once."""
        return tuple(sorted({a.supplier for a in self.assignments}))

    @property
    def total_km(self) -> float:
        """Return the sum of the distances, lot by lot."""
        return sum(a.km for a in self.assignments)

    @property
    def order(self) -> tuple[int, int, float, tuple[str, ...]]:
        """Return what orders combinations: fewest gaps, fewest suppliers, least distance."""
        return (len(self.gaps), len(self.suppliers), self.total_km, self.suppliers)


def combine(offers: Offers) -> list[Combination]:
    """Return at most five combinations of at most three suppliers; exact for up to 20 lots.

    When no three cover all lots, those that cover most. A lot goes to the nearest of the suppliers that can do it.
    """
    lots = list(offers)[:MOST_LOTS]
    groups = _groups(offers, lots)
    size, targets = _targets(set(groups))
    sets = {masks for target in targets for masks in _covers(target, groups, size)}
    chosen = {suppliers for masks in sets for suppliers in product(*(groups[mask] for mask in masks))}
    found = {c.suppliers: c for c in (_combination(offers, lots, suppliers) for suppliers in chosen)}
    smallest = [c for c in found.values() if len(c.suppliers) == size]
    return sorted(smallest, key=lambda c: c.order)[:MOST_ANSWERS]


def _groups(offers: Offers, lots: Sequence[str]) -> dict[int, list[str]]:
    """Return the suppliers by the lots that they can do, as bits: who is worse than five others is left out."""
    masks: dict[str, int] = {}
    for bit, lot in enumerate(lots):
        for supplier in offers[lot]:
            masks[supplier] = masks.get(supplier, 0) | 1 << bit
    groups: dict[int, list[str]] = {}
    for supplier in sorted(masks, key=lambda s: (sum(offers[lot].get(s, 0.0) for lot in lots), s)):
        alike = groups.setdefault(masks[supplier], [])
        better = (all(offers[lot].get(o, 0.0) <= offers[lot].get(supplier, 0.0) for lot in lots) for o in alike)
        if sum(better) < MOST_ANSWERS:
            alike.append(supplier)
    return groups


def _targets(masks: set[int]) -> tuple[int, set[int]]:
    """Return the least number of suppliers that covers as many lots as can be, and which lots those can be."""
    best: tuple[int, set[int]] = (0, set())
    most = 0
    wide = _undominated(masks)
    for size in range(1, min(MOST_SUPPLIERS, len(wide)) + 1):
        unions = {reduce(or_, chosen) for chosen in combinations(wide, size)}
        covered = max(union.bit_count() for union in unions)
        if covered > most:
            most, best = covered, (size, {u for u in unions if u.bit_count() == covered})
    return best


def _covers(target: int, masks: Iterable[int], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the sets of at most ``size`` masks that cover ``target``, each mask for a lot not covered before it."""
    if not target:
        yield ()
    elif size:
        first = target & -target
        for mask in masks:
            if mask & first:
                for rest in _covers(target & ~mask, masks, size - 1):
                    yield tuple(sorted((mask, *rest)))


def _undominated(masks: set[int]) -> list[int]:
    """Leave out what another covers wholly: it never covers more."""
    return sorted(m for m in masks if not any(m != other and m | other == other for other in masks))


def _combination(offers: Offers, lots: Sequence[str], chosen: Sequence[str]) -> Combination:
    assignments, gaps = [], []
    for lot in lots:
        able = [(offers[lot].get(s, inf), s) for s in chosen if s in offers[lot]]
        if able:
            km, supplier = min(able)
            assignments.append(Assignment(lot, supplier, km))
        else:
            gaps.append(lot)
    return Combination(tuple(assignments), tuple(gaps))
