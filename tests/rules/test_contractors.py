"""Recognition of works contractors: classes before and since 1 June 2024."""

from datetime import date

import pytest

from supplier_guide.rules import Verdict, contractor_class
from tests.rules.needs import rules

BEFORE, SINCE = date(2024, 5, 31), date(2024, 6, 1)

CEILINGS = [
    # class, until 31 May 2024, since 1 June 2024
    (1, 135_000, 162_000),
    (2, 275_000, 330_000),
    (3, 500_000, 600_000),
    (4, 900_000, 1_080_000),
    (5, 1_810_000, 2_172_000),
    (6, 3_225_000, 3_870_000),
    (7, 5_330_000, 6_396_000),
]


@pytest.mark.parametrize(("class_", "before", "since"), CEILINGS)
def test_class_holds_its_ceiling_and_the_next_class_begins_above_it(class_: int, before: int, since: int) -> None:
    for day, ceiling in ((BEFORE, before), (SINCE, since), (date(2020, 1, 1), before), (date(2027, 12, 31), since)):
        assert contractor_class(ceiling, day, rules()).class_ == class_
        assert contractor_class(ceiling + 0.01, day, rules()).class_ == class_ + 1


@pytest.mark.parametrize("day", [BEFORE, SINCE])
@pytest.mark.parametrize(
    ("value", "required", "class_"),
    [
        (0, "no", None),
        (49_999.99, "no", None),
        (50_000, "unknown", 1),
        (74_999.99, "unknown", 1),
        (75_000, "yes", 1),
        (9e9, "yes", 8),
        (None, "unknown", None),
    ],
)
def test_recognition_by_amount(day: date, value: float | None, required: str, class_: int | None) -> None:
    found = contractor_class(value, day, rules())

    assert (found.required, found.class_) == (required, class_)
    assert found.because.source_url.startswith("https://")


def test_amounts_come_from_secondary_pages_and_say_so() -> None:
    assert contractor_class(100_000, SINCE, rules()).because.confidence == "secondary"
    assert contractor_class(100_000, SINCE, rules()).because.confidence.to_confirm


def test_offer_decides_not_the_estimate() -> None:
    assert "offerte beslist" in contractor_class(100_000, SINCE, rules()).because.sentence


def test_day_without_amounts_is_unknown() -> None:
    assert contractor_class(100_000, date(2015, 1, 1), rules()).required is Verdict.UNKNOWN
