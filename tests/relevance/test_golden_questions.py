"""The golden questions against floors; a floor may be raised, never lowered."""

from collections import Counter

from bench.relevance.asking import Outcome, means
from bench.relevance.questions import load_questions
from supplier_guide.model.vocabulary import Status
from supplier_guide.office.seeding import seed_enterprises

QUESTIONS = 210
NDCG = 0.91
RECALL = 0.96

# nDCG@10 and recall@20 per kind of question.
KINDS = {
    "woord": (0.92, 0.96),
    "woordgroep": (0.88, 0.95),
    "samenstelling": (0.96, 0.95),
    "tikfout": (0.87, 0.89),
    "plaats": (0.92, 0.99),
    "cpv": (0.94, 0.99),
    "frans": (0.89, 0.98),
    "naam": (1.0, 1.0),
    "spreektaal": (0.78, 0.95),
    "vorm": (0.88, 0.95),
    "synoniem": (0.93, 0.97),
    "valstrik": (0.95, 0.93),
}


def test_there_are_golden_questions_of_every_kind() -> None:
    questions = load_questions()
    assert len(questions) >= QUESTIONS
    assert set(KINDS) | {"niets"} == {q.kind for q in questions}
    assert [i for i, n in Counter(q.id for q in questions).items() if n > 1] == []


def test_judged_enterprises_are_published_in_the_seed() -> None:
    published = {e.id for e in seed_enterprises() if e.status is Status.PUBLISHED}
    judged = {i for q in load_questions() for i in (*q.grades, *q.never)}
    assert judged - published == set()


def test_nobody_is_both_relevant_and_unwanted() -> None:
    assert [q.id for q in load_questions() if set(q.never) & set(q.grades)] == []


def test_the_means_stay_above_their_floors(outcomes: list[Outcome]) -> None:
    figures = means(outcomes)
    assert figures.ndcg >= NDCG
    assert figures.recall >= RECALL


def test_each_kind_of_question_stays_above_its_floor(outcomes: list[Outcome]) -> None:
    by_kind = {kind: means(o for o in outcomes if o.golden.kind == kind) for kind in KINDS}
    fallen = {k: (f.ndcg, f.recall) for k, f in by_kind.items() if f.ndcg < KINDS[k][0] or f.recall < KINDS[k][1]}
    assert fallen == {}


def test_a_name_or_number_brings_its_enterprise_first(outcomes: list[Outcome]) -> None:
    named = [o for o in outcomes if o.golden.kind == "naam"]
    assert [o.golden.id for o in named if o.ids[0] not in o.golden.grades] == []


def test_what_nobody_offers_has_no_literal_hit(outcomes: list[Outcome]) -> None:
    unanswerable = [o for o in outcomes if not o.golden.grades]
    assert {o.golden.id: o.total for o in unanswerable if not o.found_nothing} == {}


def test_look_alikes_stay_out_of_the_first_ten(outcomes: list[Outcome]) -> None:
    assert {o.golden.id: o.intruders for o in outcomes if o.intruders} == {}
