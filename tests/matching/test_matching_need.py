"""Who can do a lot, in which order, and why; who cannot, and why not."""

from collections.abc import Callable
from datetime import date
from math import exp, isclose
from typing import Any

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.errors import Unprocessable
from supplier_guide.matching.weights import load_weights
from tests.directory.installing import activity, enterprise, site
from tests.matching.asking import answered, finding, first_lot, gardener, held, lot, names, need, of

LibraryOf = Callable[..., Library]
AIM = {"integration": True}
RESERVED = lot(reserved=["res-ws"])


def staff(group: float, as_of: str | None = "2025-12-31") -> dict[str, Any]:
    return {"total": 100, "target_group": group, "unit": "headcount", "as_of": as_of}


# --- the score ------------------------------------------------------------------------------------------


def test_score_is_the_sum_of_weight_times_score_and_the_weights_add_up_to_one(seed_library: Library) -> None:
    asked = need(
        lot("Maaien van bermen", cpv=["77310000"], value=85_000, duration_months=24, modes=["on_location"]),
        lot("Broodjes", rubrics=[], certificates=["ISO 9001"], reserved=["res-ws"]),
        {"title": "Drukwerk"},
    )
    count = 0
    for one in answered(seed_library, asked).lots:
        for match in (*one.matched.matches, *one.matched.left_out):
            assert isclose(match.score, sum(f.weight * f.score for f in match.findings), abs_tol=1e-12)
            assert isclose(sum(f.weight for f in match.findings), 1.0, abs_tol=1e-12)
            assert 0 <= match.score <= 1
            hard = {f.criterion for f in match.findings if f.weight == 0}
            assert hard <= {"reservation", "reach", "contractor"}
            count += 1
    assert count > 50


def test_criteria_that_are_not_asked_leave_their_weight_to_the_others(library_of: LibraryOf) -> None:
    whole = load_weights().weights
    match = of(first_lot(library_of(gardener("aa")), need({"title": "Gras maaien", "rubrics": ["R03.01"]})), "aa")
    assert {f.criterion for f in match.findings} == {"rubric", "words", "references"}
    total = whole["rubric"] + whole["words"] + whole["references"]
    assert isclose(finding(match, "rubric").weight, whole["rubric"] / total)


def test_weights_are_those_of_the_design_and_add_up_to_one() -> None:
    assert load_weights().weights == {
        "rubric": 0.35, "words": 0.20, "distance": 0.20, "capacity": 0.10, "mode": 0.05, "certificates": 0.05,
        "references": 0.05,
    }  # fmt: skip
    assert isclose(sum(load_weights().weights.values()), 1.0)


def test_a_score_can_be_counted_by_hand(library_of: LibraryOf) -> None:
    """The leaf (1), all words (1), in the place itself (1), no capacity stated (a half), no references (0)."""
    asked = need(lot("Gras maaien", value=45_000))
    match = of(first_lot(library_of(gardener("aa"), enterprise("ander", "R07.01", name="Niets")), asked), "aa")
    parts = {f.criterion: f.score for f in match.findings}
    km = match.km or 0.0
    assert km < 1
    assert parts == {
        "reach": 1.0,
        "rubric": 1.0,
        "words": 1.0,
        "distance": exp(-km / 50),
        "capacity": 0.5,
        "references": 0.0,
    }
    weight = 0.35 + 0.20 + 0.20 + 0.10 + 0.05
    assert isclose(match.score, (0.35 + 0.20 + 0.20 * exp(-km / 50) + 0.10 * 0.5) / weight)


def test_matches_stand_by_score_then_distance_name_and_id(seed_library: Library) -> None:
    matched = first_lot(seed_library, need(lot("Onderhoud van groen", cpv=["77310000"]))).matched
    keys = [(-m.score, m.km if m.km is not None else float("inf"), m.name, m.id) for m in matched.matches]
    assert keys == sorted(keys)


def test_equal_scores_stand_by_name_and_id(library_of: LibraryOf) -> None:
    library = library_of(gardener("zz", name="Alfa"), gardener("bb", name="Beta"), gardener("aa", name="Beta"))
    assert names(first_lot(library, need()).matched.matches) == ["zz", "aa", "bb"]


def test_the_leaf_comes_before_a_neighbour_and_a_neighbour_before_another_trade(library_of: LibraryOf) -> None:
    library = library_of(
        gardener("buur", activity("R03.04", "on_location", text="Gras maaien.")),
        gardener("zelf"),
        gardener("ander", activity("R07.01", "on_location", text="Gras maaien.")),
    )
    answer = first_lot(library, need())
    assert names(answer.matched.matches) == ["zelf", "buur", "ander"]
    assert [finding(of(answer, n), "rubric").score for n in ("zelf", "buur", "ander")] == [1.0, 0.6, 0.0]


# --- what cannot be understood --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        ({"title": None}, "nothing_asked", "lots[0].title"),
        ({"title": "de en het"}, "nothing_asked", "lots[0].title"),
        (lot(places=["Xyzdorp"]), "unknown_place", "lots[0].places"),
        (lot(places=["Berchem"]), "ambiguous_place", "lots[0].places"),
        (lot(nuts=["FR101"]), "unknown_place", "lots[0].nuts"),
        (lot(rubrics=["R99.99"]), "unknown_rubric", "lots[0].rubrics"),
    ],
)
def test_what_cannot_be_understood_is_refused_by_field(
    seed_library: Library, asked: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        answered(seed_library, need(asked))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_words_that_no_supplier_uses_find_nobody_and_are_no_mistake(seed_library: Library) -> None:
    answer = first_lot(seed_library, need({"title": "Kernfusiereactor", "places": ["9000"]}))
    assert (answer.matched.matches, answer.matched.left_out) == ((), ())
    assert answer.market is not None
    assert answer.market.advice.value == "none"


@pytest.mark.parametrize("day", [date(1850, 1, 1), date(2019, 12, 31), date(2028, 1, 1), date(2090, 1, 1)])
def test_a_day_without_rules_is_refused(seed_library: Library, day: date) -> None:
    with pytest.raises(Unprocessable) as refused:
        answered(seed_library, need(date=day))
    assert (refused.value.code, refused.value.field) == ("no_rules_for_date", "date")


# --- what is odd ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lots", "more", "told"),
    [
        ([lot()], {"buyer": {"kind": "utility"}, "regime": "classic"}, "nutsbedrijf"),
        ([lot()], {"buyer": {"kind": "school"}, "regime": "utilities"}, "speciale sectoren"),
        ([lot()], {"buyer": {"kind": "local_authority"}, "regime": "utilities"}, "U bent een lokaal bestuur en koopt"),
        ([lot()], {"buyer": {"kind": "region"}, "regime": "utilities"}, "U bent een gewest en koopt"),
        ([lot()], {"buyer": {"kind": "state"}, "regime": "utilities"}, "U bent de federale overheid en koopt"),
        ([lot()], {"buyer": {"kind": "company"}, "regime": "utilities"}, "U bent een bedrijf en koopt"),
        ([lot()], {"buyer": {"kind": "local_authority", "is_contracting_authority": False}}, "altijd een aanbestedende overheid"),
        ([lot(nature="supplies")], {"regime": "concession"}, "niet over leveringen"),
        ([lot(reserved=["none", "res-ws"])], {}, "tegelijk voorbehouden en niet voorbehouden"),
        ([lot(value=60_000), lot(value=60_000)], {"estimated_total": 100_000}, "120.000 euro"),
        ([lot(value=60_000, currency="USD")], {}, "USD"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_a_warning_and_no_refusal(
    seed_library: Library, lots: list[dict[str, Any]], more: dict[str, Any], told: str
) -> None:
    found = answered(seed_library, need(*lots, **more))
    assert len(found.warnings) == 1
    assert told in found.warnings[0]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"buyer": {"kind": "utility"}, "regime": "utilities"},
        {"buyer": {"kind": "company"}},
        {"regime": "concession"},
        {"estimated_total": 1},
    ],
)
def test_what_goes_together_is_no_warning(seed_library: Library, more: dict[str, Any]) -> None:
    assert answered(seed_library, need(**more)).warnings == ()


def test_a_value_in_another_currency_is_not_counted_as_euro(seed_library: Library) -> None:
    answer = first_lot(seed_library, need(lot(value=60_000, currency="USD")))
    assert answer.matched.understood.value is None
    assert answer.reservation is not None
    assert "lots.currency" in answer.reservation.missing


# --- the market -----------------------------------------------------------------------------------------


def test_market_counts_who_does_the_work_and_reaches_the_place(library_of: LibraryOf) -> None:
    far = {"kind": "territories", "codes": ["BE33"]}
    library = library_of(
        gardener("erkend", recognitions=held(evidence="publication")),
        gardener("bewezen", aim=AIM, workforce=staff(40)),
        gardener("onbekend"),
        gardener("elders", recognitions=held(), service_area=far),
        gardener("twaalf", workforce=staff(12)),
        gardener("soep", activity("R07.01", "goods", text="Soep."), recognitions=held()),
        gardener("dichtbij", recognitions=held(), service_area=None),
        gardener("ver", recognitions=held(), service_area=None, sites=[site("Luik")]),
    )
    found = first_lot(library, need(RESERVED)).market
    assert found is not None
    assert (found.presumed, found.to_verify, found.advice.value) == (3, 1, "social_clause")
