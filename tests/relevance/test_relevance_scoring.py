from math import isclose

from bench.relevance.scoring import ndcg_at_10, recall_at_20


def test_best_order_scores_one() -> None:
    assert ndcg_at_10(["a", "b", "c"], {"a": 3, "b": 2, "c": 1}) == 1.0


def test_a_swap_costs_what_the_formula_says() -> None:
    # Gains 7 and 3, discounts 1 and log2(3) = 1.58496: (3 + 7 / 1.58496) / (7 + 3 / 1.58496).
    figure = ndcg_at_10(["b", "a"], {"a": 3, "b": 2})
    assert figure is not None
    assert isclose(figure, 0.83399, abs_tol=1e-5)


def test_only_the_first_ten_count_for_gain() -> None:
    assert ndcg_at_10([*"0123456789", "a"], {"a": 3}) == 0.0


def test_unjudged_hits_push_a_good_one_down() -> None:
    figure = ndcg_at_10(["x", "a"], {"a": 3})
    assert figure is not None
    assert isclose(figure, 0.63093, abs_tol=1e-5)  # 1 / log2(3)


def test_nothing_relevant_has_no_figure() -> None:
    assert ndcg_at_10(["a"], {}) is None
    assert recall_at_20(["a"], {}) is None


def test_marginal_answers_need_not_be_found() -> None:
    assert recall_at_20(["a"], {"a": 2, "b": 1}) == 1.0
    assert recall_at_20([], {"b": 1}) is None


def test_recall_is_the_share_of_fitting_answers_found() -> None:
    assert recall_at_20(["a", "x"], {"a": 3, "b": 2}) == 0.5


def test_recall_of_more_than_twenty_answers_is_over_twenty() -> None:
    grades = {f"e{n}": 2 for n in range(40)}
    assert recall_at_20([f"e{n}" for n in range(20)], grades) == 1.0
    assert recall_at_20([f"e{n}" for n in range(10)], grades) == 0.5
