"""Situations and what the law says of them: the five ways to reserve, each with the rule that it rests on."""

import pytest

from supplier_guide.model.need import Lot, Need
from supplier_guide.rules import Verdict, check
from tests.rules.needs import CARE, HOTEL, LIBRARY, TODAY, checked, need, regime, rules

DESIGNATED, AUTHORITY = "buyer.designated_art91", "buyer.is_contracting_authority"
KIND, LAW, CPV, MONTHS = "buyer.kind", "regime", "lots.cpv", "lots.duration_months"

SITUATIONS: list[tuple[str, Need, str, str, str, str, list[str]]] = [
    # what happens, the need, regime, verdict, the rule it rests on, its article, what is missing
    ("town, 1 euro", need(total=1), "art15", "yes", "art15", "art. 15", []),
    ("town, 50 million: no value limit", need(total=5e7), "art15", "yes", "art15", "art. 15", []),
    ("town, no amount stated", need(), "art15", "yes", "art15", "art. 15", []),
    ("town, no CPV and no duration", need(cpv=None, months=None), "art15", "yes", "art15", "art. 15", []),
    ("town, works", need(nature="works", cpv="45000000"), "art15", "yes", "art15", "art. 15", []),
    ("town, supplies", need(nature="supplies", cpv="39000000"), "art15", "yes", "art15", "art. 15", []),
    ("town, ten years", need(months=120), "art15", "yes", "art15", "art. 15", []),
    ("town, first day of the rules", need(on="2020-01-01"), "art15", "yes", "art15", "art. 15", []),
    ("town, last day of the rules", need(on="2027-12-31"), "art15", "yes", "art15", "art. 15", []),
    ("State", need(kind="state"), "art15", "yes", "art15", "art. 15", []),
    ("Region", need(kind="region"), "art15", "yes", "art15", "art. 15", []),
    ("Community", need(kind="community"), "art15", "yes", "art15", "art. 15", []),
    ("school", need(kind="school"), "art15", "yes", "art15", "art. 15", []),
    ("care home", need(kind="care"), "art15", "yes", "art15", "art. 15", []),
    ("utility in its sector", need(kind="utility", regime="utilities"), "art15", "yes", "art15", "art. 15", []),
    ("town in the utilities", need(regime="utilities"), "art15", "yes", "art15", "art. 15", []),
    ("town, concession", need(regime="concession"), "art15", "no", "art15", "art. 15", []),
    ("town, law not stated", need(regime=None), "art15", "unknown", "art15", "art. 15", [LAW]),
    ("buyer not stated", need(kind=None), "art15", "unknown", "scope", "art. 15", [KIND, AUTHORITY]),
    ("buyer not stated, but an authority", need(kind=None, authority=True), "art15", "yes", "art15", "art. 15", []),
    ("company", need(kind="company"), "art15", "no", "scope", "art. 15", [AUTHORITY]),
    ("company, not an authority", need(kind="company", authority=False), "art15", "no", "scope", "art. 15", []),
    ("company that is an authority", need(kind="company", authority=True), "art15", "yes", "art15", "art. 15", []),
    ("association", need(kind="association"), "art15", "no", "scope", "art. 15", [AUTHORITY]),
    ("association, an authority", need(kind="association", authority=True), "art15", "yes", "art15", "art. 15", []),
    ("school, not an authority", need(kind="school", authority=False), "art15", "no", "scope", "art. 15", []),
    ("care home, not an authority", need(kind="care", authority=False), "art15", "no", "scope", "art. 15", []),
    ("town, performance", need(), "art15_execution", "yes", "art15-execution", "art. 15", []),
    ("utility, performance", need(kind="utility", regime="utilities"), "art15_execution", "yes", "art15-execution", "art. 15", []),
    ("concession, performance", need(regime="concession"), "art15_execution", "no", "art15-execution", "art. 15", []),
    ("association, performance", need(kind="association"), "art15_execution", "no", "scope", "art. 15", [AUTHORITY]),
    ("Region, listed code, 24 months", need(kind="region", cpv=CARE), "art91", "yes", "art91-buyer", "art. 91", []),
    ("State, listed code", need(kind="state", cpv=CARE), "art91", "yes", "art91-buyer", "art. 91", []),
    ("Community, listed code", need(kind="community", cpv=LIBRARY), "art91", "yes", "art91-buyer", "art. 91", []),
    ("Region says not designated: it needs none", need(kind="region", cpv=CARE, designated=False), "art91", "yes", "art91-buyer", "art. 91", []),
    ("Region, 36 months", need(kind="region", cpv=CARE, months=36), "art91", "yes", "art91-duration", "art. 91", []),
    ("Region, 36,5 months", need(kind="region", cpv=CARE, months=36.5), "art91", "no", "art91-duration", "art. 91", []),
    ("Region, 48 months", need(kind="region", cpv=CARE, months=48), "art91", "no", "art91-duration", "art. 91", []),
    ("Region, duration not stated", need(kind="region", cpv=CARE, months=None), "art91", "unknown", "art91-duration", "art. 91", [MONTHS]),
    ("Region, green", need(kind="region"), "art91", "no", "art91-cpv", "art. 91", []),
    ("Region, hotels: light regime, not the closed list", need(kind="region", cpv=HOTEL), "art91", "no", "art91-cpv", "art. 91", []),
    ("Region, sub-code that is not listed", need(kind="region", cpv="80310000"), "art91", "no", "art91-cpv", "art. 91", []),
    ("Region, sub-code of libraries", need(kind="region", cpv="92510000"), "art91", "no", "art91-cpv", "art. 91", []),
    ("Region, last code of the list", need(kind="region", cpv="98133110"), "art91", "yes", "art91-cpv", "art. 91", []),
    ("Region, code not stated", need(kind="region", cpv=None), "art91", "unknown", "art91-cpv", "art. 91", [CPV]),
    ("Region, earlier award", need(kind="region", cpv=CARE, award=True), "art91", "yes", "art91-buyer", "art. 91", []),
    ("Region, no earlier award", need(kind="region", cpv=CARE, award=False), "art91", "yes", "art91-buyer", "art. 91", []),
    ("town: default no", need(cpv=CARE), "art91", "no", "art91-designation", "art. 91", [DESIGNATED]),
    ("town, green", need(), "art91", "no", "art91-cpv", "art. 91", [DESIGNATED]),
    ("town, designated", need(cpv=CARE, designated=True), "art91", "yes", "art91-buyer", "art. 91", []),
    ("town, designated, too long", need(cpv=CARE, designated=True, months=37), "art91", "no", "art91-duration", "art. 91", []),
    ("town, not designated", need(cpv=CARE, designated=False), "art91", "no", "art91-buyer", "art. 91", []),
    ("school", need(kind="school", cpv=CARE), "art91", "no", "art91-designation", "art. 91", [DESIGNATED]),
    ("care home, designated", need(kind="care", cpv=CARE, designated=True), "art91", "yes", "art91-buyer", "art. 91", []),
    ("utility", need(kind="utility", cpv=CARE), "art91", "no", "art91-designation", "art. 91", [DESIGNATED]),
    ("Region in the utilities", need(kind="region", regime="utilities", cpv=CARE), "art91", "no", "art91", "art. 91", []),
    ("Region, concession", need(kind="region", regime="concession", cpv=CARE), "art91", "no", "art91", "art. 91", []),
    ("Region, law not stated", need(kind="region", regime=None, cpv=CARE), "art91", "unknown", "art91", "art. 91", [LAW]),
    ("buyer not stated, listed code", need(kind=None, cpv=CARE), "art91", "unknown", "art91-buyer", "art. 91", [KIND, AUTHORITY, DESIGNATED]),
    ("buyer not stated, green", need(kind=None), "art91", "no", "art91-cpv", "art. 91", []),
    ("association, listed code", need(kind="association", cpv=CARE), "art91", "no", "scope", "art. 15", [AUTHORITY]),
    ("town in the utilities, listed code", need(regime="utilities", cpv=CARE), "art161", "yes", "art161-buyer", "art. 161", []),
    ("utility that is an authority", need(kind="utility", regime="utilities", cpv=CARE, authority=True), "art161", "yes", "art161-buyer", "art. 161", []),
    ("utility that is none", need(kind="utility", regime="utilities", cpv=CARE, authority=False), "art161", "no", "art161-buyer", "art. 161", []),
    ("utility, not stated", need(kind="utility", regime="utilities", cpv=CARE), "art161", "unknown", "art161-buyer", "art. 161", [AUTHORITY]),
    ("utility, green", need(kind="utility", regime="utilities"), "art161", "no", "art91-cpv", "art. 91", []),
    ("town in the utilities, 37 months", need(regime="utilities", cpv=CARE, months=37), "art161", "no", "art91-duration", "art. 91", []),
    ("town in the utilities, no duration", need(regime="utilities", cpv=CARE, months=None), "art161", "unknown", "art91-duration", "art. 91", [MONTHS]),
    ("Region, classic", need(kind="region", cpv=CARE), "art161", "no", "art161", "art. 161", []),
    ("town, concession", need(regime="concession"), "art33", "yes", "art33", "art. 33", []),
    ("Region, concession", need(kind="region", regime="concession"), "art33", "yes", "art33", "art. 33", []),
    ("town, classic", need(), "art33", "no", "art33", "art. 33", []),
    ("town, utilities", need(regime="utilities"), "art33", "no", "art33", "art. 33", []),
    ("town, law not stated", need(regime=None), "art33", "unknown", "art33", "art. 33", [LAW]),
    ("company, concession", need(kind="company", regime="concession"), "art33", "no", "scope", "art. 15", [AUTHORITY]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "name", "verdict", "rule", "article", "missing"),
    [row[1:] for row in SITUATIONS],
    ids=[f"{row[2]}: {row[0]}" for row in SITUATIONS],
)
def test_regime_in_a_situation(
    *, asked: Need, name: str, verdict: str, rule: str, article: str, missing: list[str]
) -> None:
    found = regime(asked, name)

    assert found.verdict == verdict
    assert rule in [r.rule for r in found.because]
    assert all(article in r.article for r in found.because if r.rule == rule)
    assert list(found.missing) == missing


def test_there_are_always_five_regimes_in_one_order() -> None:
    for asked in (need(), need(kind=None, regime=None), need(kind="company"), need(regime="concession")):
        ids = [r.id for r in checked(asked).regimes]

        assert ids == ["art15", "art15_execution", "art91", "art161", "art33"]


@pytest.mark.parametrize(
    ("asked", "name", "code"),
    [
        (need(), "art15", "res-ws"),
        (need(), "art15_execution", "yes"),
        (need(kind="region", cpv=CARE), "art91", "res-pub-ser"),
        (need(regime="utilities", cpv=CARE), "art161", "res-pub-ser"),
        (need(regime="concession"), "art33", "res-ws"),
        (need(), "art91", None),
    ],
)
def test_value_for_the_notice_is_given_unless_the_regime_is_closed(asked: Need, name: str, code: str | None) -> None:
    assert regime(asked, name).notice_value == code


@pytest.mark.parametrize("kind", ["company", "association"])
def test_who_is_outside_the_law_hears_for_every_regime_and_procedure_that_it_may_simply_choose(kind: str) -> None:
    found = checked(need(kind=kind, total=1_000))

    assert {r.verdict for r in found.regimes} == {p.verdict for p in found.procedures} == {"no"}
    assert all("mag" in r.because[0].sentence and "zelf kiezen" in r.because[0].sentence for r in found.regimes)
    assert all("zelf kiezen" in p.sentence for p in found.procedures)
    assert found.pitfalls == ()


def test_equivalent_operators_also_foreign_must_be_accepted_under_art_15() -> None:
    conditions = " ".join(regime(need(), "art15").conditions)

    assert "gelijkwaardige" in conditions
    assert "landen" in conditions
    assert "30 %" in conditions
    assert "hoofddoel" in conditions


@pytest.mark.parametrize(
    ("notice", "in_notice", "in_document"), [(True, True, False), (False, False, True), (None, True, True)]
)
def test_reservation_is_named_in_the_notice_or_without_one_in_another_document(
    *, notice: bool | None, in_notice: bool, in_document: bool
) -> None:
    conditions = regime(need(notice=notice), "art15").conditions

    assert any("aankondiging vermeldt" in c for c in conditions) is in_notice
    assert any("uitnodiging of het bestek" in c for c in conditions) is in_document


def test_art_15_is_not_a_procedure() -> None:
    assert "geen procedure" in regime(need(), "art15").because[0].sentence


def test_art_91_names_its_four_conditions_and_the_mention() -> None:
    conditions = regime(need(kind="region", cpv=CARE), "art91").conditions

    assert len(conditions) == 5
    assert "drie jaar" in conditions[3]
    assert "artikel 91" in conditions[4]


def test_earlier_award_is_a_condition_to_check_per_organisation() -> None:
    found = regime(need(kind="region", cpv=CARE, award=True), "art91")

    assert found.verdict == "yes"
    assert any("andere organisaties kunnen wel" in c for c in found.conditions)


def test_school_is_told_that_we_take_it_for_an_authority() -> None:
    assert any("gaan ervan uit" in c for c in regime(need(kind="school"), "art15").conditions)
    assert not any("gaan ervan uit" in c for c in regime(need(kind="school", authority=True), "art15").conditions)
    assert not any("gaan ervan uit" in c for c in regime(need(), "art15").conditions)


def test_closed_regime_has_no_conditions_left_to_meet() -> None:
    found = regime(need(), "art91")

    assert (found.conditions, found.evidence) == ((), ())


def test_open_regime_says_which_evidence_to_ask() -> None:
    assert any("statuten" in e for e in regime(need(), "art15").evidence)
    assert any("jaarrekening" in e for e in regime(need(kind="region", cpv=CARE), "art91").evidence)


def two_lots(*, first: str, second: str) -> Need:
    base = need(kind="region")
    lots = tuple(Lot(id=i, cpv=(code,), duration_months=12, value=1_000) for i, code in (("1", first), ("2", second)))
    return base.model_copy(update={"lots": lots})


def art91(asked: Need, lot: Lot | None) -> Verdict:
    found = check(asked, rules(), today=TODAY, lot=lot)
    return next(r.verdict for r in found.regimes if r.id == "art91")


def test_each_lot_is_checked_by_its_own_code() -> None:
    asked = two_lots(first=CARE, second="77310000")

    assert [art91(asked, lot) for lot in asked.lots] == ["yes", "no"]


def test_all_lots_together_are_decided_only_when_they_agree() -> None:
    assert art91(two_lots(first=CARE, second=LIBRARY), None) == "yes"
    assert art91(two_lots(first=CARE, second="77310000"), None) == "unknown"
    assert art91(two_lots(first=HOTEL, second="77310000"), None) == "no"


def test_only_the_main_code_counts() -> None:
    asked = need(kind="region", cpv=CARE)
    lot = asked.lots[0].model_copy(update={"cpv": ("77310000", CARE)})

    assert regime(asked.model_copy(update={"lots": (lot,)}), "art91").verdict == "no"
