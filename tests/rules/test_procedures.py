"""What decides on a procedure, and what does not."""

from datetime import date

import pytest

from supplier_guide.errors import Unprocessable
from supplier_guide.model.need import Lot, Need
from supplier_guide.rules import NoRulesForDate, check
from tests.rules.needs import CARE, TODAY, checked, need, procedure, rules

EIGHT = [
    "limited_value",
    "opzvb",
    "social_opzvb",
    "vopvb",
    "cpn_reserved",
    "eu_procedure",
    "utilities_no_call",
    "utilities_social",
]


def verdicts(asked: Need) -> dict[str, str]:
    return {p.id: p.verdict.value for p in checked(asked).procedures}


def with_lots(*lots: Lot, total: float | None = None) -> Need:
    return need(total=total).model_copy(update={"lots": lots})


def lot(value: float | None, *, nature: str = "services", currency: str | None = None, code: str = "77310000") -> Lot:
    return Lot.model_validate({"cpv": [code], "nature": nature, "value": value, "currency": currency})


def test_there_are_always_eight_procedures_in_one_order() -> None:
    for asked in (need(), need(kind=None, regime=None, cpv=None), need(kind="company"), need(regime="concession")):
        assert [p.id for p in checked(asked).procedures] == EIGHT


SITUATIONS = [
    # the need, the procedures that are open, those that are unknown
    (need(total=20_000), {"limited_value", "opzvb", "vopvb", "cpn_reserved", "eu_procedure"}, set()),
    (need(total=85_000), {"opzvb", "vopvb", "cpn_reserved", "eu_procedure"}, set()),
    (need(total=180_000), {"vopvb", "cpn_reserved", "eu_procedure"}, set()),
    (need(total=500_000), {"eu_procedure"}, set()),
    (need(total=500_000, cpv=CARE), {"social_opzvb", "eu_procedure"}, set()),
    (need(total=500_000, nature="works"), {"vopvb", "cpn_reserved", "eu_procedure"}, set()),
    (need(total=2_000_000, nature="works"), {"cpn_reserved", "eu_procedure"}, set()),
    (need(total=6_000_000, nature="works"), {"eu_procedure"}, set()),
    (need(total=180_000, kind="state"), {"eu_procedure"}, set()),
    (need(), set(), {"limited_value", "opzvb", "vopvb", "cpn_reserved", "eu_procedure"}),
    (need(cpv=CARE), set(), {"limited_value", "opzvb", "social_opzvb", "vopvb", "cpn_reserved", "eu_procedure"}),
    (need(total=20_000, regime="concession"), set(), set()),
    (need(total=20_000, kind="company"), set(), set()),
    (need(total=20_000, kind="association"), set(), set()),
    (
        need(total=20_000, kind="association", authority=True),
        {"limited_value", "opzvb", "vopvb", "cpn_reserved", "eu_procedure"},
        set(),
    ),
    (need(total=20_000, regime="utilities"), {"limited_value", "utilities_no_call", "eu_procedure"}, set()),
    (
        need(total=20_000, regime="utilities", kind="utility"),
        {"utilities_no_call", "eu_procedure"},
        {"limited_value"},
    ),
    (
        need(total=20_000, regime="utilities", kind="utility", authority=False),
        {"utilities_no_call", "eu_procedure"},
        set(),
    ),
    (need(total=500_000, regime="utilities", cpv=CARE), {"utilities_social", "eu_procedure"}, set()),
    (
        need(total=20_000, regime="utilities", on="2023-12-31"),
        {"limited_value", "eu_procedure"},
        {"utilities_no_call"},
    ),
    (
        need(regime="utilities", cpv=CARE),
        set(),
        {"limited_value", "utilities_no_call", "utilities_social", "eu_procedure"},
    ),
]


@pytest.mark.parametrize(("asked", "is_open", "unknown"), SITUATIONS)
def test_procedures_in_a_situation(asked: Need, is_open: set[str], unknown: set[str]) -> None:
    found = verdicts(asked)

    assert {name for name, verdict in found.items() if verdict == "yes"} == is_open
    assert {name for name, verdict in found.items() if verdict == "unknown"} == unknown


def test_what_hangs_on_something_not_stated_names_it() -> None:
    for asked, _, _ in SITUATIONS:
        for found in checked(asked).procedures:
            if found.verdict == "unknown":
                # No amount held for the day: nothing that the buyer states would help.
                assert bool(found.missing) is (found.limit is not None or found.id == "eu_procedure"), found
            else:
                assert found.verdict == "no" or not found.missing, found


def test_amount_not_stated_is_named() -> None:
    assert set(procedure(need(), "opzvb").missing) == {"estimated_total", "lots.value"}


def test_sum_of_all_lots_counts_when_no_total_is_stated() -> None:
    asked = with_lots(lot(70_000), lot(69_999.99))

    assert verdicts(asked)["opzvb"] == "yes"
    assert verdicts(with_lots(lot(70_000), lot(70_000)))["opzvb"] == "no"


def test_value_of_one_lot_does_not_choose_the_procedure() -> None:
    small = lot(10_000)
    found = check(with_lots(small, lot(200_000)), rules(), today=TODAY, lot=small)

    assert {p.id: p.verdict for p in found.procedures}["limited_value"] == "no"
    assert {p.id: p.verdict for p in found.procedures}["opzvb"] == "no"


def test_stated_total_goes_before_the_sum() -> None:
    assert verdicts(with_lots(lot(70_000), lot(None), total=150_000))["opzvb"] == "no"
    assert verdicts(with_lots(lot(200_000), total=100_000))["opzvb"] == "yes"


def test_one_lot_without_a_value_makes_the_sum_unknown() -> None:
    assert verdicts(with_lots(lot(900_000), lot(None)))["opzvb"] == "unknown"


@pytest.mark.parametrize("currency", ["USD", "GBP"])
def test_other_currency_is_an_unknown_amount_that_is_named(currency: str) -> None:
    found = procedure(with_lots(lot(10_000, currency=currency)), "opzvb")

    assert found.verdict == "unknown"
    assert "lots.currency" in found.missing


def test_value_without_a_currency_is_in_euro() -> None:
    assert verdicts(with_lots(lot(10_000, currency="EUR"))) == verdicts(with_lots(lot(10_000)))


def test_total_in_euro_is_known_whatever_the_currency_of_the_lots() -> None:
    assert verdicts(with_lots(lot(10_000, currency="USD"), total=10_000))["opzvb"] == "yes"


def test_opzvb_speaks_of_the_expenditure_to_be_approved() -> None:
    for asked in (need(), need(total=1_000), need(total=1e6), need(regime="utilities")):
        sentence = procedure(asked, "opzvb").sentence

        assert "goed te keuren uitgave" in sentence
        assert "raming" in sentence


@pytest.mark.parametrize(("total", "verdict"), [(130_000, "yes"), (180_000, "unknown"), (800_000, "no")])
def test_unstated_nature_or_kind_matters_only_between_the_amounts(total: float, verdict: str) -> None:
    assert verdicts(need(total=total, nature=None))["vopvb"] == ("yes" if total < 216_000 else verdict)
    assert verdicts(need(total=total, kind=None, authority=True))["vopvb"] == (verdict if total < 216_000 else "no")


def test_lowest_of_several_possible_amounts_is_the_limit() -> None:
    found = procedure(need(total=180_000, kind=None, authority=True), "vopvb")

    assert (found.verdict, found.limit, found.missing) == ("unknown", 140_000, ("buyer.kind",))
    assert "140.000 euro of 216.000 euro" in found.sentence


def test_lots_of_supplies_and_services_share_one_amount_and_works_do_not() -> None:
    assert verdicts(with_lots(lot(200_000), lot(1_000, nature="supplies")))["vopvb"] == "yes"
    assert verdicts(with_lots(lot(300_000), lot(1_000, nature="works")))["vopvb"] == "unknown"


def test_mixed_lots_do_not_tell_whether_the_service_is_social() -> None:
    found = procedure(with_lots(lot(10_000, code=CARE), lot(10_000)), "social_opzvb")

    assert (found.verdict, found.missing) == ("unknown", ("lots.cpv",))


def test_date_of_the_need_decides_which_rules_hold() -> None:
    assert verdicts(need(total=141_000, on="2025-12-31"))["opzvb"] == "yes"
    assert verdicts(need(total=141_000, on="2026-01-01"))["opzvb"] == "no"


@pytest.mark.parametrize(("today", "verdict"), [(date(2025, 12, 31), "yes"), (date(2026, 1, 1), "no")])
def test_need_without_a_date_is_of_today(today: date, verdict: str) -> None:
    found = check(need(total=141_000, on=None), rules(), today=today)

    assert found.on == today
    assert next(p.verdict for p in found.procedures if p.id == "opzvb") == verdict


@pytest.mark.parametrize("day", ["2019-12-31", "2028-01-01", "1999-01-01"])
def test_day_without_rules_is_refused(day: str) -> None:
    with pytest.raises(NoRulesForDate) as caught:
        checked(need(on=day))

    assert isinstance(caught.value, Unprocessable)
    assert (caught.value.code, caught.value.field) == ("no_rules_for_date", "date")
    assert "2027" in caught.value.message


@pytest.mark.parametrize("day", ["2020-01-01", "2027-12-31"])
def test_first_and_last_day_have_rules(day: str) -> None:
    assert checked(need(on=day)).on == date.fromisoformat(day)


PITFALLS = [
    # the need, the pitfall, whether it is shown
    (need(), "no-direct-award", True),
    (need(), "no-subcontracting", True),
    (need(), "no-geography", True),
    (need(), "art15-equivalence", True),
    (need(), "no-splitting", True),
    (need(nature="works", total=50_000), "works-recognition", True),
    (need(nature="works"), "works-recognition", True),
    (need(nature="works", total=49_999), "works-recognition", False),
    (need(nature="services", total=90_000), "works-recognition", False),
    (need(total=138_999, on="2021-12-31"), "lots-duty", False),
    (need(total=139_000, on="2021-12-31"), "lots-duty", True),
    (need(total=139_999, on="2022-01-01"), "lots-duty", False),
    (need(total=140_000, on="2023-12-31"), "lots-duty", True),
    (need(total=142_999, on="2024-01-01"), "lots-duty", False),
    (need(total=143_000, on="2025-12-31"), "lots-duty", True),
    (need(total=140_000, on="2026-01-01"), "lots-duty", True),
    (need(total=139_999, on="2026-01-01"), "lots-duty", False),
]


@pytest.mark.parametrize(("asked", "rule", "shown"), PITFALLS)
def test_pitfall_is_shown_where_it_applies(asked: Need, rule: str, *, shown: bool) -> None:
    assert (rule in [p.rule for p in checked(asked).pitfalls]) is shown


def test_answer_ends_with_information_not_advice_and_the_date_of_the_rules() -> None:
    found = checked(need(on="2024-03-01"))

    assert "geen juridisch advies" in found.disclaimer
    assert "22 november 2026" in found.disclaimer
    assert "1 maart 2024" in found.disclaimer
    assert found.missing == ("buyer.designated_art91", "estimated_total", "lots.value")


def test_amount_that_depends_on_the_kind_of_contract_names_the_kinds() -> None:
    found = procedure(need(nature=None, total=50_000), "vopvb")
    assert "216.000 euro (voor leveringen en diensten) of 750.000 euro (voor werken)" in found.sentence
    assert "(voor" not in procedure(need(total=50_000), "vopvb").sentence
