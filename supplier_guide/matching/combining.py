"""The smallest combinations of suppliers that cover all lots: a sketch, not an offer.

Suppliers that do the same lots are one *cover*, written as bits. Which covers together do most lots is counted for all
sets of them in columns; only the sets that can be among the nearest are then worked out with names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product
from math import inf

import numpy as np
from numpy.typing import NDArray

MOST_SUPPLIERS = 3
MOST_ANSWERS = 5
MOST_LOTS = 20
_MOST_COVERS = 500
"""Different covers that are combined: of more, those that do most lots, the nearest first."""
_MOST_SETS = 2_000
"""Sets of covers that are worked out with names, by the least distance that they can have."""

Offers = Mapping[str, Mapping[str, float]]
"""For each lot the suppliers that can do it, with their km (infinite when not known)."""
_Sets = NDArray[np.intp]
"""Sets of covers, one a row: their places in the list of covers."""


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
    """Return at most five combinations of at most three suppliers, for up to 20 lots; for more, none.

    When no three cover all lots, those that cover most. A lot goes to the nearest of the suppliers that can do it.
    """
    lots = list(offers)
    if len(lots) > MOST_LOTS:
        return []
    covers = _covers(offers, lots)
    size, least, sets = _widest(covers)
    found: dict[tuple[str, ...], Combination] = {}
    for at in np.argsort(least, kind="stable")[:_MOST_SETS].tolist():
        best = nsmallest(MOST_ANSWERS, found.values(), key=lambda c: c.order)
        if len(best) == MOST_ANSWERS and least[at] > best[-1].total_km:
            break
        for suppliers in product(*(covers[n].suppliers for n in sets[at].tolist())):
            made = _combination(offers, lots, suppliers)
            if len(made.suppliers) == size:
                found.setdefault(made.suppliers, made)
    return nsmallest(MOST_ANSWERS, found.values(), key=lambda c: c.order)


@dataclass(frozen=True, slots=True)
class _Cover:
    """Suppliers that do the same lots: the lots as bits, who they are, and the least km of each lot."""

    mask: int
    suppliers: Sequence[str]
    km: Sequence[float]


def _covers(offers: Offers, lots: Sequence[str]) -> list[_Cover]:
    """Return the covers, those that do most lots first; who is worse than five others with the same is left out."""
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
    made = [
        _Cover(mask, group, [min(offers[lot].get(s, inf) for s in group) for lot in lots])
        for mask, group in groups.items()
    ]
    made.sort(key=lambda cover: (-cover.mask.bit_count(), sum(km for km in cover.km if km < inf), cover.mask))
    return made[:_MOST_COVERS]


def _widest(covers: Sequence[_Cover]) -> tuple[int, NDArray[np.float64], _Sets]:
    """Return the fewest covers that do as many lots as can be, and all such sets with the least km they can have."""
    masks = np.array([cover.mask for cover in covers], np.uint32)
    best: tuple[int, NDArray[np.float64], _Sets] = (0, np.empty(0), np.empty((0, 0), np.intp))
    most, all_lots = 0, int(np.bitwise_or.reduce(masks)).bit_count() if covers else 0
    for size in range(1, MOST_SUPPLIERS + 1):
        if most == all_lots:
            break
        widest: list[_Sets] = []
        for sets in _sets(len(covers), size):
            if sum(covers[n].mask.bit_count() for n in sets[0].tolist()) < most:
                break  # those that do most lots come first: no later set does as many
            done = np.bitwise_count(np.bitwise_or.reduce(masks[sets], axis=1))
            top = int(done.max(initial=0))
            if top > most:
                most, widest, best = top, [], (size, best[1], best[2])
            if top == most and best[0] == size:
                widest.append(sets[done == top])
        if widest:
            together = np.concatenate(widest)
            best = (size, _least_km(covers, together), together)
    return best


def _sets(count: int, size: int) -> Iterator[_Sets]:
    """Yield all sets of ``size`` of ``count`` covers, those with the same first one together."""
    if size == 1:
        yield np.arange(count)[:, np.newaxis]
        return
    for first in range(count - size + 1):
        rest = np.arange(first + 1, count)
        others = np.triu_indices(len(rest), 1) if size == MOST_SUPPLIERS else (np.arange(len(rest)),)
        yield np.column_stack([np.full(len(others[0]), first), *(rest[other] for other in others)])


def _least_km(covers: Sequence[_Cover], sets: _Sets) -> NDArray[np.float64]:
    """Return for each set the sum over the lots done of the least km of any supplier in it."""
    km = np.array([cover.km for cover in covers])
    does = np.array([[cover.mask >> bit & 1 for bit in range(km.shape[1])] for cover in covers], np.bool_)
    pieces = []
    for start in range(0, len(sets), 1 << 16):
        some = sets[start : start + (1 << 16)]
        nearest = np.where(does[some].any(axis=1), km[some].min(axis=1), 0.0)
        pieces.append(nearest.sum(axis=1))
    return np.concatenate(pieces)


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
