"""The smallest sets of suppliers that cover all lots, against an exhaustive search."""

from itertools import combinations
from math import inf
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.matching.combining import MOST_SUPPLIERS, combine

FOUR_LOTS = {
    "gras": {"a": 5.0, "b": 12.0},
    "soep": {"c": 8.0},
    "drukwerk": {"c": 9.0, "d": 3.0},
    "poetsen": {"a": 5.0, "e": 1.0},
}


def test_lots_that_nobody_covers_alone_are_covered_by_the_fewest_suppliers() -> None:
    first = combine(FOUR_LOTS)[0]
    assert first.suppliers == ("a", "c")
    assert [(x.lot, x.supplier, x.km) for x in first.assignments] == [
        ("gras", "a", 5.0),
        ("soep", "c", 8.0),
        ("drukwerk", "c", 9.0),
        ("poetsen", "a", 5.0),
    ]
    assert (first.gaps, first.total_km) == ((), 27.0)


def test_lots_that_nobody_can_do_are_named_as_gaps() -> None:
    first = combine({**FOUR_LOTS, "raketten": {}})[0]
    assert (first.suppliers, first.gaps) == (("a", "c"), ("raketten",))


def test_nothing_on_offer_gives_no_combination() -> None:
    assert combine({"gras": {}}) == []
    assert combine({}) == []


def test_of_equal_sets_the_nearest_comes_first_and_five_at_most() -> None:
    lot = {f"s{n}": float(n) for n in range(9)}
    found = combine({"1": lot, "2": lot})
    assert [c.suppliers for c in found] == [("s0",), ("s1",), ("s2",), ("s3",), ("s4",)]


def test_more_than_twenty_lots_are_not_combined() -> None:
    assert combine({str(n): {"a": 1.0} for n in range(20)}) != []
    assert combine({str(n): {"a": 1.0} for n in range(21)}) == []


def test_hundreds_of_suppliers_that_each_do_other_lots_are_combined_in_the_end() -> None:
    chance = Random(4)
    offers: dict[str, dict[str, float]] = {str(n): {} for n in range(20)}
    for n in range(400):
        for lot in chance.sample(sorted(offers), 5):
            offers[lot][f"s{n}"] = chance.uniform(0, 100)
    for lot, able in offers.items():
        if int(lot) < 8:
            able["wijd"] = 500.0
    does = {
        s: {lot for lot, able in offers.items() if s in able}
        for s in sorted({s for able in offers.values() for s in able})
    }
    eighteen = [("wijd", a, b) for a, b in combinations(does, 2) if len(does["wijd"] | does[a] | does[b]) == 18]
    nearest = sorted(
        sum(min(offers[lot][s] for s in chosen if s in offers[lot]) for lot in set().union(*(does[s] for s in chosen)))
        for chosen in eighteen
    )
    does = {s: {lot for lot, able in offers.items() if s in able} for able in offers.values() for s in able}
    pairs = combinations(sorted(does), 2)
    widest = [("wijd", a, b) for a, b in pairs if len(does["wijd"] | does[a] | does[b]) == 18]
    nearest = [
        sum(min(able[s] for s in three if s in able) for able in offers.values() if {*three} & {*able})
        for three in widest
    ]
    found = combine(offers)
    assert {(len(c.gaps), len(c.suppliers)) for c in found} == {(2, 3)}
    assert [c.total_km for c in found] == pytest.approx(sorted(nearest)[:5])


lots = st.dictionaries(
    st.sampled_from("123456"), st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)), max_size=6
)


@given(lots)
def test_first_combination_is_the_best_of_all(offers: dict[str, dict[str, int]]) -> None:
    kms = {lot: {s: float(km) for s, km in able.items()} for lot, able in offers.items()}
    suppliers = sorted({s for able in kms.values() for s in able})
    best = (len(kms), MOST_SUPPLIERS + 1, inf)
    for size in range(1, MOST_SUPPLIERS + 1):
        for chosen in combinations(suppliers, size):
            nearest = [min((able[s] for s in chosen if s in able), default=None) for able in kms.values()]
            total = sum(km for km in nearest if km is not None)
            best = min(best, (nearest.count(None), size, total))
    found = combine(kms)
    if found:
        assert (len(found[0].gaps), len(found[0].suppliers), found[0].total_km) == best
    else:
        assert best[0] == len(kms)
