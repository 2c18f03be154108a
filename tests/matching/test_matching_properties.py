"""What always holds: order of asking never counts, what fits more never stands lower, what fails never stands."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.directory.library import Library
from supplier_guide.matching.criteria import HARD
from supplier_guide.matching.finding import Judgement
from supplier_guide.matching.matcher import Matched, match_lot
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.presenting import answer_json
from supplier_guide.matching.understanding import understand
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.need import Need
from supplier_guide.office.matching_parts import matching_parts
from tests.directory.installing import COUNTRY, activity, enterprise, follow, keep, near, prepared, site, stocked
from tests.matching.asking import DAY, answered, held, lot, need

RUBRICS = ("R03.01", "R03.04", "R07.01", "R01.02")
AREAS: tuple[dict[str, Any] | None, ...] = (None, COUNTRY, near(20), {"kind": "territories", "codes": ["BE21"]})
TEXTS = (None, "Gras maaien en hagen scheren.", "Broodjes en soep.")
TOWNS = ("Gent", "Aalst", "Antwerpen")
TWELVE = {"total": 100, "target_group": 12, "unit": "fte", "as_of": "2025-12-31"}
EVERYBODY: dict[str, Enterprise] = {
    document.id: document
    for number, (rubric, area, text) in enumerate(product(RUBRICS, AREAS, TEXTS))
    for document in (
        enterprise(
            f"nummer-{number}",
            sites=[site(TOWNS[number % 3])],
            service_area=area,
            activities=[
                activity(rubric, *(("workshop",) if number % 2 else ()), text=text),
                activity(RUBRICS[number % 4], id="a2"),
            ],
            recognitions=held() if number % 5 else [],
            workforce=TWELVE if number % 7 == 0 else None,
        ),
    )
}
often = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Iterator[Library]:
    """Return a library of all of them."""
    made = stocked(prepared(tmp_path_factory.mktemp("forward"), word_lists), EVERYBODY.values())
    yield made
    made.close()


@pytest.fixture(scope="module")
def backward(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Iterator[Library]:
    """Return a library of the same ones, that came in the other way round and one by one."""
    made = stocked(prepared(tmp_path_factory.mktemp("backward"), word_lists), ())
    for document in reversed(EVERYBODY.values()):
        keep(made, document)
        follow(made)
    yield made
    made.close()


lots = st.builds(
    lambda title, rubrics, places, reserved, value, modes: lot(
        title, rubrics=rubrics, places=places, reserved=reserved, value=value, modes=modes
    ),
    st.sampled_from(("Gras maaien", "Hagen scheren in het park", "Broodjes en soep")),
    st.lists(st.sampled_from(RUBRICS), max_size=2, unique=True),
    st.sampled_from(([], ["9000"], ["Aalst", "2000"])),
    st.sampled_from((None, ["none"], ["res-ws"])),
    st.sampled_from((None, 10_000, 500_000)),
    st.sampled_from(([], ["workshop"], ["on_location", "goods"])),
)
needs = st.lists(lots, min_size=1, max_size=4).map(lambda chosen: need(*chosen))


def shown(library: Library, asked: Need) -> dict[str, Any]:
    reply = answer_json(answered(library, asked), notice=None, rules_version="")
    return {"lots": {one["id"]: one for one in reply["lots"]}, "combinations": reply["combinations"]}


@often
@given(needs, st.randoms(use_true_random=False))
def test_order_of_the_lots_never_changes_the_answer(library: Library, asked: Need, chance: Any) -> None:
    shuffled = list(asked.lots)
    chance.shuffle(shuffled)
    one, other = shown(library, asked), shown(library, asked.model_copy(update={"lots": tuple(shuffled)}))
    assert one["lots"] == other["lots"]
    assert [sorted(a["lot"] + a["enterprise"] for a in c["assignments"]) for c in one["combinations"]] == [
        sorted(a["lot"] + a["enterprise"] for a in c["assignments"]) for c in other["combinations"]
    ]


@often
@given(needs)
def test_order_of_the_enterprises_never_changes_the_answer(library: Library, backward: Library, asked: Need) -> None:
    assert shown(library, asked) == shown(backward, asked)


@often
@given(needs)
def test_who_fails_a_hard_criterion_never_stands_and_who_is_left_out_fails_something(
    library: Library, asked: Need
) -> None:
    for one in answered(library, asked).lots:
        for match in one.matched.matches:
            hard = [f for f in match.findings if f.criterion in HARD]
            assert all(f.verdict is not Judgement.NOT_MET for f in hard)
            assert match.failed is None
        for missed in one.matched.left_out:
            assert missed.failed is not None
            assert missed.failed.verdict is Judgement.NOT_MET


@often
@given(needs)
def test_distinct_evidence_gives_distinct_scores_and_equal_evidence_equal_ones(library: Library, asked: Need) -> None:
    for one in answered(library, asked).lots:
        by_evidence = {
            tuple((f.criterion, f.score) for f in match.findings): match.score for match in one.matched.matches
        }
        for match in one.matched.matches:
            assert match.score == by_evidence[tuple((f.criterion, f.score) for f in match.findings)]


def rank(matched: Matched, name: str) -> float:
    """Return the place of an enterprise; beyond all places when it is left out or not considered."""
    return next((n for n, m in enumerate(matched.matches) if m.id == name), float("inf"))


@often
@given(lots, st.sampled_from(sorted(EVERYBODY)))
def test_adding_a_fitting_activity_never_lowers_the_rank(library: Library, asked: dict[str, Any], name: str) -> None:
    parts: Parts = matching_parts(library)
    whole = need(asked)
    understood = understand(parts, whole, 0)
    before = match_lot(parts, understood, whole.buyer, on=DAY)
    document = EVERYBODY[name]
    added = activity(understood.rubrics[0].id, *asked["modes"], id="a3", service_area=COUNTRY)
    more = Enterprise.model_validate(
        {**document.model_dump(by_alias=True), "activities": [*(a.model_dump() for a in document.activities), added]}
    )
    try:
        keep(library, more)
        follow(library)
        after = match_lot(parts, understood, whole.buyer, on=DAY)
    finally:
        keep(library, document)
        follow(library)
    assert rank(after, name) <= rank(before, name)
