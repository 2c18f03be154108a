"""The two figures of relevance, as pure functions over a ranking and the judged grades.

A grade says how well an enterprise answers the question: 3 exactly this, 2 fits, 1 marginal; whatever is not
judged counts as 0. Ranks start at 1.
"""

from collections.abc import Mapping, Sequence
from math import log2

NDCG_DEPTH = 10
RECALL_DEPTH = 20
FITS = 2
"""The lowest grade that a buyer would miss; what is marginal need not be found."""


def dcg(grades: Sequence[int]) -> float:
    """Return the discounted gain of grades in order of rank: the sum over ranks r of (2^grade - 1) / log2(r + 1)."""
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def ndcg_at_10(ranked: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """Return DCG of the first ten divided by the DCG of the best possible ten: between 0 and 1.

    ``None`` when nothing is relevant, for then no order is better than another.
    """
    best = dcg(sorted(grades.values(), reverse=True)[:NDCG_DEPTH])
    if best == 0:
        return None
    return dcg([grades.get(i, 0) for i in ranked[:NDCG_DEPTH]]) / best


def recall_at_20(ranked: Sequence[str], grades: Mapping[str, int]) -> float | None:
    """Return |fitting among the first twenty| / min(20, |fitting|), fitting being of grade 2 or 3.

    The denominator is capped, so that a question with forty good answers can reach 1. ``None`` when nothing fits.
    """
    fitting = {i for i, grade in grades.items() if grade >= FITS}
    if not fitting:
        return None
    return len(fitting.intersection(ranked[:RECALL_DEPTH])) / min(RECALL_DEPTH, len(fitting))
