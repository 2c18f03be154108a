"""The smallest sets of suppliers that cover all lots, against an exhaustive search."""

from itertools import combinations
from math import inf

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


lots = st.dictionaries(
    st.sampled_from("1234"), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)), max_size=4
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
