"""Amounts as clerks write them, and the total without VAT of a whole contract."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.web.needs.amounts import Duration, Estimate, NoAmount, euros, read_amount, spell


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("85000", 85_000), ("85.000", 85_000), ("85 000", 85_000), ("€ 85.000", 85_000), ("85.000 euro", 85_000),
        ("85.000,50", 85_000.5), ("85000,5", 85_000.5), ("85000.50", 85_000.5), ("1.250.000", 1_250_000),
        ("1.5", 1.5), ("0", 0), ("85\N{NO-BREAK SPACE}000 EUR", 85_000),
    ],
)  # fmt: skip
def test_amount_is_read_as_a_clerk_writes_it(typed: str, amount: float) -> None:
    assert read_amount(typed) == amount


@pytest.mark.parametrize("typed", ["veel", "-1", "1e15", "85.00.0", "12,345", "1/2", "٣", "9" * 14, ""])
def test_what_is_no_amount_is_refused_with_what_would_be_right(typed: str) -> None:
    with pytest.raises(NoAmount) as caught:
        read_amount(typed)
    assert "Geef" in str(caught.value)


@pytest.mark.parametrize("typed", ["1" + "0" * 15, "9" * 400, "1.000.000.000.000.000"])
def test_amount_beyond_all_contracts_is_too_large(typed: str) -> None:
    with pytest.raises(NoAmount, match="te groot"):
        read_amount(typed)


@given(st.integers(0, 10**12))
def test_every_amount_written_can_be_read_again(amount: int) -> None:
    assert read_amount(euros(amount)) == amount


def test_amount_per_year_with_vat_becomes_the_total_without() -> None:
    # 12 100 a year with 21 % VAT is 10 000 without; two years and one renewal are three.
    estimate = Estimate(12_100, yearly=True, rate=21, duration=Duration(24, 12))
    assert estimate.total == 30_000
    assert estimate.how == "12.100 euro per jaar, zonder 21 % btw, maal 3 jaar"


def test_amount_for_the_whole_is_not_multiplied() -> None:
    estimate = Estimate(50_000, yearly=False, rate=None, duration=Duration(48, 0))
    assert (estimate.total, estimate.how) == (50_000, "")


def test_half_years_count_half() -> None:
    assert Estimate(10_000, yearly=True, rate=None, duration=Duration(18, 0)).total == 15_000


def test_durations_are_spelled_in_words() -> None:
    assert spell(24) == "2 jaar"
    assert spell(30) == "2 jaar en 6 maanden"
    assert spell(1) == "1 maand"
    assert Duration(12, 12).sentence == "1 jaar, met verlengingen 2 jaar"


def test_euros_are_written_in_dutch() -> None:
    assert euros(85_000) == "85.000 euro"
    assert euros(1_234.5) == "1.234,50 euro"
