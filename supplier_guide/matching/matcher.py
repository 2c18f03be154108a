"""Per lot: who can do it, in what order and why; and who was left out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from typing import NamedTuple, Protocol

from supplier_guide.matching import hard, soft
from supplier_guide.matching.asked import Asked
from supplier_guide.matching.candidates import candidates
from supplier_guide.matching.finding import Case, Finding, Judged, Judgement, Told
from supplier_guide.matching.fit import Fit, Fitter
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.profiles import Profile, Row
from supplier_guide.matching.understanding import Understood
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.need import Buyer, ReservedCode
from supplier_guide.rules import Qualifies, contractor_class
from supplier_guide.store import enterprises


class Criterion(Protocol):
    """A function with a name and a docstring that everybody may read; ``None`` when the lot does not ask it."""

    __name__: str

    def __call__(self, case: Case, /) -> Judged | None:
        """Judge."""


CRITERIA: tuple[Criterion, ...] = (
    hard.reservation,
    hard.reach,
    hard.contractor,
    soft.rubric,
    soft.words,
    soft.distance,
    soft.mode,
    soft.capacity,
    soft.certificates,
    soft.references,
)
"""All criteria, in the order in which they are shown."""

TOLD: Mapping[str, Callable[[Case], Told]] = {
    "reservation": hard.reservation_told,
    "reach": hard.reach_told,
    "contractor": hard.contractor_told,
    "rubric": soft.rubric_told,
    "words": soft.words_told,
    "distance": soft.distance_told,
    "mode": soft.mode_told,
    "capacity": soft.capacity_told,
    "certificates": soft.certificates_told,
    "references": soft.references_told,
}
"""How each is told to who reads it."""

OF_ROW = frozenset({hard.reach, soft.rubric, soft.distance, soft.mode, soft.capacity})
"""Those that look at one activity; they must all hold of the same one."""

HARD = frozenset({"reservation", "reach", "contractor"})
_SUBJECT = frozenset({"rubric", "words"})
_NO_ACTIVITY = Row("", "", (), (), "", (), None, None, frozenset())
_KIND_OF_NONE = ((_NO_ACTIVITY,),)


@dataclass(frozen=True)
class Match:
    """An enterprise judged for a lot, step by step; ``fatal`` is the judgement for which it was left out."""

    case: Case
    judged: Sequence[Judged]
    steps: Sequence["_Step"]
    score: float
    fatal: Judged | None

    @property
    def enterprise(self) -> Enterprise:
        """Return who was judged."""
        return self.case.profile.enterprise

    @property
    def km(self) -> float | None:
        """Return the distance to the nearest place, if known."""
        return self.case.km

    @property
    def qualifies(self) -> Qualifies:
        """Return how it stands towards art. 15."""
        return self.case.qualifies

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return all judgements told; only what is shown is told, for that takes as long as judging."""
        told = [(one, step, TOLD[one.criterion](self.case)) for one, step in zip(self.judged, self.steps, strict=True)]
        return tuple(Finding(one.criterion, one.verdict, step.weight, one.score, *words) for one, step, words in told)

    @property
    def failed(self) -> Finding | None:
        """Return why it was left out."""
        return next((f for f in self.findings if self.fatal and f.criterion == self.fatal.criterion), None)

    @property
    def order(self) -> tuple[float, float, str, str]:
        """Return what orders matches: score, then distance, name and id."""
        return (-self.score, inf if self.km is None else self.km, self.enterprise.name, self.enterprise.id)

    @property
    def fits(self) -> bool:
        """Whether nothing hard is unknown; a presumption counts only when the register was looked up."""
        unknown = any(j.criterion in HARD and j.verdict is Judgement.UNKNOWN for j in self.judged)
        reserved = any(j.criterion == "reservation" for j in self.judged)
        return not unknown and not (reserved and self.qualifies.to_check)

    def judgement(self, criterion: str) -> Judged | None:
        """Return what one criterion says, ``None`` when it was not asked."""
        return next((judged for judged in self.judged if judged.criterion == criterion), None)


@dataclass(frozen=True, slots=True)
class Matched:
    """The answer for one lot: all that fit, best first, and the nearest misses."""

    understood: Understood
    matches: tuple[Match, ...]
    left_out: tuple[Match, ...]


def match_lot(parts: Parts, understood: Understood, buyer: Buyer, *, on: date) -> Matched:
    """Return who can do a lot on a day."""
    judge = _Judge(parts, understood, buyer, on)
    judged = sorted(map(judge.judged, _profiles(parts, understood)), key=lambda match: match.order)
    return Matched(
        understood=understood,
        matches=tuple(m for m in judged if m.fatal is None),
        left_out=tuple(m for m in judged if m.fatal is not None)[: parts.weights.left_out],
    )


def _profiles(parts: Parts, understood: Understood) -> Iterable[Profile]:
    ids = [shared.id for shared in candidates(parts, understood)]
    with parts.store.read() as connection:
        stored = enterprises.by_ids(connection, ids)
    return [parts.profiles.of(s) for s in stored.values()]


class _Judge:
    """Judges one enterprise after another for one lot: by what was asked alone, and what holds of the whole once."""

    def __init__(self, parts: Parts, understood: Understood, buyer: Buyer, on: date) -> None:
        self._parts = parts
        contractor = contractor_class(understood.value, on, parts.rules)
        self._asked = Asked(understood, parts.weights, buyer, on, contractor)
        self._fitter = Fitter(understood, parts.weights)
        self._criteria: Sequence[_Step] | None = None

    def judged(self, profile: Profile) -> Match:
        """Return the best that the enterprise offers: that of its activities which stands highest."""
        asked = self._asked
        qualifies = self._parts.profiles.standing(profile, on=asked.on, rules=self._parts.rules)
        km = asked.km_to(profile.spots)
        best: Match | None = None
        whole: Sequence[Judged | None] = ()
        for row, fit in self._telling_rows(profile):
            case = Case(asked, profile, km, row, fit, qualifies)
            steps = self._steps(case)
            whole = whole or [None if step.of_row else step.criterion(case) for step in steps]
            match = _match(case, steps, whole)
            if best is None or (match.fatal is not None, -match.score) < (best.fatal is not None, -best.score):
                best = match
        assert best is not None
        return best

    def _telling_rows(self, profile: Profile) -> Sequence[tuple[Row, Fit]]:
        """Return the activities that can stand highest: of those that differ in their rubric alone, the best fit."""
        best = [self._fitter.best(alike) for alike in profile.kinds or _KIND_OF_NONE]
        return [(row, fit) for row, fit in best if fit.score > 0] or best

    def _steps(self, case: Case) -> Sequence["_Step"]:
        """Return the criteria that the lot asks, which are the same for every enterprise, their weights 1 together."""
        if self._criteria is None:
            asked = [criterion for criterion in CRITERIA if criterion(case) is not None]
            weights = {c: case.weights.weights.get(c.__name__, 0.0) for c in asked}
            total = sum(weights.values())
            self._criteria = [_Step(c, c in OF_ROW, weights[c] / total) for c in asked]
        return self._criteria


class _Step(NamedTuple):
    """A criterion that the lot asks: whether it looks at one activity, and its share of the score."""

    criterion: Criterion
    of_row: bool
    weight: float


def _match(case: Case, steps: Sequence[_Step], whole: Sequence[Judged | None]) -> Match:
    judged: list[Judged] = []
    score = 0.0
    fatal: Judged | None = None
    for (criterion, of_row, weight), known in zip(steps, whole, strict=True):
        one = criterion(case) if of_row else known
        if one is None:
            continue
        judged.append(one)
        if weight:
            score += weight * one.score
        elif fatal is None and one.verdict is Judgement.NOT_MET:
            fatal = one
    fatal = fatal or _does_nothing(judged)
    return Match(case, judged, steps, score, fatal)


def _does_nothing(judged: Sequence[Judged]) -> Judged | None:
    """Return the judgement by which an enterprise does nothing of what is asked."""
    subject = [one for one in judged if one.criterion in _SUBJECT]
    return subject[0] if subject and not any(one.score for one in subject) else None


def reserved_for_art15(understood: Understood) -> bool:
    """Whether the lot is reserved under art. 15, as to who may take part or how it is carried out."""
    lot = understood.lot
    return lot.reserved_execution == "yes" or ReservedCode.SHELTERED in (lot.reserved or ())
