"""How well an activity fits the rubrics and codes that a lot asks for."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from supplier_guide.matching.offers import Row
from supplier_guide.matching.understanding import Understood
from supplier_guide.matching.weights import Weights
from supplier_guide.model.cpv import cpv_prefix

Digits = Literal["8", "5", "3", "2"]
_DIGITS: tuple[tuple[int, Digits], ...] = ((8, "8"), (5, "5"), (3, "3"), (2, "2"))


class Fit(NamedTuple):
    """The best that an activity offers for a lot: its score, what was asked and what is offered."""

    score: float
    asked: str | None
    offered: str | None


NO_FIT = Fit(0.0, None, None)


class Fitter:
    """Fits activities to one lot; hundreds of enterprises share the same few, so each is judged once."""

    def __init__(self, understood: Understood, weights: Weights) -> None:
        """Take the lot understood."""
        self._understood = understood
        self._weights = weights
        self._known: dict[str, Fit] = {}

    def of(self, row: Row) -> Fit:
        """Return the better of the fit by rubric (by the rubric's weight) and the fit by CPV code."""
        found = self._known.get(row.trade)
        if found is None:
            fits = (*self._by_rubric(row), *self._by_code(row))
            found = self._known[row.trade] = max(fits, key=lambda fit: fit.score, default=NO_FIT)
        return found

    def _by_rubric(self, row: Row) -> Iterator[Fit]:
        rubrics, scores = self._understood.rubrics, self._weights.rubric
        for asked in rubrics:
            if asked.id in row.ancestry:
                level = scores.leaf
            elif asked.id.partition(".")[0] in row.ancestry:
                level = scores.parent
            else:
                continue
            yield Fit(level * asked.weight / rubrics[0].weight, asked.id, row.rubric)

    def _by_code(self, row: Row) -> Iterator[Fit]:
        for place, code in enumerate(self._understood.lot.cpv):
            factor = 1.0 if place == 0 else self._weights.understanding.additional_cpv
            for own in row.cpv:
                digits = alike(code, own)
                if digits:
                    yield Fit(factor * self._weights.rubric.cpv[digits], code, own)


def alike(code: str, own: str) -> Digits | None:
    """Return to how many digits a code and the prefix of an activity agree; a prefix agrees as far as it goes.

    The same code in full counts as 8, however few of its digits are not zero.
    """
    if own == cpv_prefix(code):
        return "8"
    for digits, name in _DIGITS:
        if len(own) >= digits and own[:digits] == code[:digits]:
            return name
    return None
