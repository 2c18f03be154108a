"""Is there a market? The tested start of the cases of other directories, and what our own thresholds add."""

import pytest

from supplier_guide.rules import Advice, Market, market
from tests.rules.needs import TODAY, rules


def advised(
    presumed: int, *, value: float | None = 50_000, to_verify: int = 0, turnovers: list[float | None] | None = None
) -> Market:
    known: list[float | None] = [1_000_000.0] * presumed if turnovers is None else turnovers
    return market(rules(), on=TODAY, presumed=presumed, to_verify=to_verify, turnovers=known, value=value, within_km=30)


CASES = [
    # presumed, value, advice
    (31, 50_000, "reserve"),
    (31, 299_999, "reserve"),
    (31, 300_000, "reserve_lot"),
    (30, 50_000, "reserve_lot"),
    (11, 50_000, "reserve_lot"),
    (10, 50_000, "social_clause"),
    (2, 50_000, "social_clause"),
    (1, 50_000, "none"),
    (0, 50_000, "none"),
    (500, 5_000_000, "reserve_lot"),
    (31, None, "reserve_lot"),
    (5, None, "social_clause"),
]


@pytest.mark.parametrize(("presumed", "value", "advice"), CASES)
def test_advice_by_number_and_value(presumed: int, value: float | None, advice: str) -> None:
    assert advised(presumed, value=value).advice == advice


def test_median_not_mean_is_measured_against() -> None:
    many: list[float | None] = [*[100_000.0] * 30, 1e9]

    assert advised(31, value=50_000, turnovers=many).advice == "reserve_lot"
    assert advised(31, value=29_999, turnovers=many).advice == "reserve"


def test_unknown_turnovers_are_counted_and_left_out_of_the_median() -> None:
    mixed: list[float | None] = [*[None] * 20, *[1_000_000.0] * 11]
    found = advised(31, turnovers=mixed)

    assert (found.unknown_turnover, found.median_turnover, found.advice) == (20, 1_000_000, "reserve")


def test_no_known_turnover_never_advises_to_reserve_all() -> None:
    found = advised(40, turnovers=[None] * 40)

    assert found.advice == Advice.RESERVE_LOT
    assert "omzet" in found.because


def test_who_still_has_to_prove_does_not_carry_a_reservation() -> None:
    assert advised(0, to_verify=40).advice == "social_clause"
    assert advised(1, to_verify=1).advice == "social_clause"
    assert advised(0, to_verify=1).advice == "none"


def test_answer_says_the_counts_and_the_thresholds_used() -> None:
    found = advised(5, to_verify=2)

    assert (found.presumed, found.to_verify, found.within_km) == (5, 2, 30)
    assert found.thresholds.model_dump() == {
        "many_above": 30,
        "some_above": 10,
        "few_from": 2,
        "share_of_median_turnover": 0.3,
    }
    assert "5 ondernemingen" in found.because
    assert found.reason.confidence == "inference"


@pytest.mark.parametrize(
    ("presumed", "said"),
    [
        (31, "Ons advies: de hele opdracht voorbehouden."),
        (11, "Ons advies: een deel (perceel) voorbehouden."),
        (2, "Ons advies: een sociale voorwaarde opnemen."),
        (0, "Ons advies: niet voorbehouden."),
    ],
)
def test_advice_in_words(presumed: int, said: str) -> None:
    assert advised(presumed).because.endswith(said)


def test_of_nobody_no_turnover_is_told() -> None:
    assert advised(0).because == (
        "0 ondernemingen komen vermoedelijk of zeker in aanmerking, 0 moet u nog nakijken. "
        "Ons advies: niet voorbehouden."
    )
