"""Per lot: who can do it, in what order and why; and who was left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from typing import NamedTuple, cast

from supplier_guide.matching.asked import Asked
from supplier_guide.matching.candidates import candidates
from supplier_guide.matching.criteria import CRITERIA, HARD, Criterion
from supplier_guide.matching.finding import Case, Finding, Judged, Judgement, Shown
from supplier_guide.matching.fit import Fitter
from supplier_guide.matching.offers import ArtStanding, Candidate
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.shelf import Shelf
from supplier_guide.matching.understanding import Understood
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.need import Buyer, ReservedCode
from supplier_guide.rules import Qualifies, Rules, contractor_class

_FIRST = 20
"""Matches that are read at once, for most answers show no more."""
_SUBJECT = frozenset({"rubric", "words"})


@dataclass(frozen=True)
class Match:
    """An enterprise judged for a lot, criterion by criterion; ``fatal`` is the judgement for which it was left out."""

    case: Case
    judged: Sequence[Judged]
    score: float
    fatal: Judged | None
    judge: "Judge"

    @property
    def id(self) -> str:
        """Return the id of who was judged."""
        return self.case.candidate.id

    @property
    def name(self) -> str:
        """Return the name of who was judged."""
        return self.case.candidate.card.name

    @property
    def enterprise(self) -> Enterprise:
        """Return who was judged, read from the store; raises `GoneError` when it was withdrawn since."""
        return self.judge.shelf.of(self.id)

    @property
    def km(self) -> float | None:
        """Return the distance to the nearest place, if known."""
        return self.case.candidate.km

    @property
    def standing(self) -> ArtStanding:
        """Return how it stands towards art. 15, without reasons."""
        return self.case.candidate.standing

    @cached_property
    def qualifies(self) -> Qualifies:
        """Return how it stands towards art. 15, and why."""
        return self._shown.qualifies

    @property
    def _shown(self) -> Shown:
        return Shown(self.case, self.enterprise, self.judge.rules)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return all judgements told; only what is shown is told, for that takes longer than judging."""
        return tuple(map(self._told, self.judged))

    @property
    def failed(self) -> Finding | None:
        """Return why it was left out."""
        return self._told(self.fatal) if self.fatal else None

    def _told(self, one: Judged) -> Finding:
        told = CRITERIA[one.criterion].told(self._shown)
        return Finding(one.criterion, one.verdict, self.judge.share(one.criterion), one.score, *told)

    @property
    def order(self) -> tuple[float, float, str, str]:
        """Return what orders matches: score, then distance, name and id."""
        return (-self.score, inf if self.km is None else self.km, self.name, self.id)

    @property
    def fits(self) -> bool:
        """Whether nothing hard is unknown; a presumption counts only when the register was looked up."""
        unknown = any(j.criterion in HARD and j.verdict is Judgement.UNKNOWN for j in self.judged)
        reserved = any(j.criterion == "reservation" for j in self.judged)
        return not unknown and not (reserved and self.standing.to_check)

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
    asked = Asked(understood, parts.weights, buyer, on, contractor_class(understood.value, on, parts.rules))
    shelf = Shelf(parts.store)
    judge = Judge(asked, shelf, parts.rules)
    judged = sorted(map(judge.judged, candidates(parts, understood, on=on)), key=lambda match: match.order)
    fitting = [m for m in judged if m.fatal is None]
    missed = [m for m in judged if m.fatal is not None][: parts.weights.left_out]
    first, rest = fitting[:_FIRST], fitting[_FIRST:]
    gone = shelf.read(m.id for m in (*first, *missed))
    shelf.follow(m.id for m in rest)
    kept, left_out = ([m for m in some if m.id not in gone] for some in (first, missed))
    return Matched(understood, (*kept, *rest), tuple(left_out))


class Judge:
    """Judges one enterprise after another for one lot, each thing that a criterion sees once."""

    def __init__(self, asked: Asked, shelf: Shelf, rules: Rules) -> None:
        """Take what is asked, and where those judged are read when they are shown."""
        self.shelf = shelf
        self.rules = rules
        self._asked = asked
        self._fitter = Fitter(asked.understood, asked.weights)
        self._steps: Sequence[_Step] = ()

    def judged(self, candidate: Candidate) -> Match:
        """Return the best that the enterprise offers: that of its activities which stands highest."""
        fits = [(row, self._fitter.of(row), reach) for row, reach in candidate.offers]
        fitting = [offer for offer in fits if offer[1].score > 0] or fits
        cases = [Case(self._asked, candidate, *offer) for offer in fitting]
        if not self._steps:
            self._steps = _steps(self._asked, cases[0])
        case = cases[0] if len(cases) == 1 else max(cases, key=self._worth)
        judged = self._judged(case, self._steps)
        score = sum([step.share * one.score for step, one in zip(self._steps, judged, strict=True)])
        return Match(case, judged, score, _failed(judged) or _does_nothing(judged), self)

    def _judged(self, case: Case, steps: Sequence["_Step"]) -> list[Judged]:
        """Return what the criteria say, in their order; written out, for this is most of the work of an answer."""
        found = []
        for step in steps:
            seen = step.sees(case)
            known = step.known.get(seen)
            if known is None:
                known = step.known[seen] = cast("Judged", step.criterion.judge(self._asked, seen))
            found.append(known)
        return found

    def _worth(self, case: Case) -> tuple[bool, float]:
        """Return what orders the activities of a candidate: no failure, then the part of the score that differs."""
        steps = [step for step in self._steps if step.criterion.of_row]
        judged = self._judged(case, steps)
        score = sum([step.share * one.score for step, one in zip(steps, judged, strict=True)])
        return _failed(judged) is None, score

    def share(self, criterion: str) -> float:
        """Return the share of a criterion in the score."""
        return next(step.share for step in self._steps if step.criterion.name == criterion)


class _Step(NamedTuple):
    """A criterion that the lot asks, its share of the score, and what it said of all that it saw."""

    criterion: Criterion
    share: float
    sees: Callable[[Case], object]
    known: dict[object, Judged]


def _steps(asked: Asked, case: Case) -> Sequence[_Step]:
    """Return the criteria that the lot asks, which are the same for every enterprise, their shares 1 together."""
    criteria = [c for c in CRITERIA.values() if c.judge(asked, c.sees(case)) is not None]
    weights = [asked.weights.weights.get(c.name, 0.0) for c in criteria]
    return [_Step(c, weight / sum(weights), c.sees, {}) for c, weight in zip(criteria, weights, strict=True)]


def _failed(judged: Sequence[Judged]) -> Judged | None:
    """Return the first hard criterion that is not met."""
    for one in judged:
        if one.verdict is Judgement.NOT_MET and one.criterion in HARD:
            return one
    return None


def _does_nothing(judged: Sequence[Judged]) -> Judged | None:
    """Return the judgement by which an enterprise does nothing of what is asked."""
    first = None
    for one in judged:
        if one.criterion in _SUBJECT:
            if one.score:
                return None
            first = first or one
    return first


def reserved_for_art15(understood: Understood) -> bool:
    """Whether the lot is reserved under art. 15, as to who may take part or how it is carried out."""
    lot = understood.lot
    return lot.reserved_execution == "yes" or ReservedCode.SHELTERED in (lot.reserved or ())
