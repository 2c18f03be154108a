"""Per lot: who can do it, in what order and why; and who was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, chain
from math import inf
from typing import cast

from supplier_guide.matching.asked import Asked
from supplier_guide.matching.candidates import candidates
from supplier_guide.matching.criteria import CRITERIA, HARD
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
_DOES_IT = 0.7
"""The score for the rubric from which an enterprise does the work that is asked; a rubric beside it gives 0.6."""
_SAYS_IT = 0.5
"""The share of the telling words, by their weight, that tells the same."""
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

    @property
    def qualifies(self) -> Qualifies:
        """Return how it stands towards art. 15, and why."""
        return self._shown.qualifies

    @cached_property
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
        return Finding(one.criterion, one.verdict, self.judge.shares[one.criterion], one.score, *told)

    @property
    def order(self) -> tuple[float, float, str, str]:
        """Return what orders matches: score, then distance, name and id."""
        return (-self.score, inf if self.km is None else self.km, self.name, self.id)

    @property
    def fits(self) -> bool:
        """Whether everything hard is met; a presumption counts only when the register was looked up."""
        met = all(j.verdict is Judgement.MET for j in self.judged if j.criterion in HARD)
        reserved = any(j.criterion == "reservation" for j in self.judged)
        return met and not (reserved and self.standing.to_check)

    @property
    def does_it(self) -> bool:
        """Whether it does the very work that is asked, not only something beside it; where no rubric is asked, yes.

        Its rubric or code says so, or its own words name most of what the lot does.
        """
        rubric, words = self.judgement("rubric"), self.judgement("words")
        return rubric is None or rubric.score >= _DOES_IT or (words is not None and words.score >= _SAYS_IT)

    def judgement(self, criterion: str) -> Judged | None:
        """Return what one criterion says, ``None`` when it was not asked."""
        return next((judged for judged in self.judged if judged.criterion == criterion), None)


@dataclass(frozen=True, slots=True)
class Matched:
    """The answer for one lot: all that fit, best first, and the nearest misses.

    ``cut`` when more shared something with the lot than are judged.
    """

    understood: Understood
    matches: tuple[Match, ...]
    left_out: tuple[Match, ...]
    cut: bool = False


def match_lot(parts: Parts, understood: Understood, buyer: Buyer, *, on: date) -> Matched:
    """Return who can do a lot on a day."""
    asked = Asked(understood, parts.weights, buyer, on, contractor_class(understood.value, on, parts.rules))
    shelf = Shelf(parts.store)
    found = candidates(parts, understood, on=on)
    judged = sorted(Judge(asked, shelf, parts.rules).judged(found), key=lambda match: match.order)
    fitting = [m for m in judged if m.fatal is None]
    missed = [m for m in judged if m.fatal is not None][: parts.weights.left_out]
    there = shelf.lay_out([m.id for m in (*fitting, *missed)], first=[m.id for m in (*fitting[:_FIRST], *missed)])
    matches, left_out = (tuple(m for m in some if m.id in there) for some in (fitting, missed))
    return Matched(understood, matches, left_out, cut=len(found) == parts.weights.candidates)


class Judge:
    """Judges all enterprises of a lot together, criterion by criterion: each thing that a criterion sees once."""

    def __init__(self, asked: Asked, shelf: Shelf, rules: Rules) -> None:
        """Take what is asked, and where those judged are read when they are shown."""
        self.shelf = shelf
        self.rules = rules
        self.shares: Mapping[str, float] = {}
        self._asked = asked
        self._fitter = Fitter(asked.understood, asked.weights)

    def judged(self, candidates: Sequence[Candidate]) -> list[Match]:
        """Return the best that each enterprise offers: that of its activities which stands highest."""
        offered = [self._cases(candidate) for candidate in candidates]
        cases = list(chain.from_iterable(offered))
        if not cases:
            return []
        self.shares = _shares(self._asked, cases[0])
        of_row = {name: self._column(name, cases) for name in self.shares if CRITERIA[name].of_row}
        chosen = self._chosen(of_row, list(map(len, offered)))
        picked = [cases[at] for at in chosen]
        columns = [
            [of_row[name][at] for at in chosen] if name in of_row else self._column(name, picked)
            for name in self.shares
        ]
        return [
            Match(case, judged, self._score(judged), _failed(judged) or _does_nothing(judged), self)
            for case, judged in zip(picked, zip(*columns, strict=True), strict=True)
        ]

    def _cases(self, candidate: Candidate) -> list[Case]:
        """Return the activities that can stand highest: those that fit, else all."""
        fits = list(map(self._fitter.of, candidate.rows))
        some = any(fit.score for fit in fits)
        offers = zip(candidate.rows, fits, candidate.reach, strict=True)
        return [Case(self._asked, candidate, *offer) for offer in offers if offer[1].score or not some]

    def _column(self, name: str, cases: Sequence[Case]) -> list[Judged]:
        """Return what a criterion that the lot asks says of each case."""
        criterion = CRITERIA[name]
        seen = list(map(criterion.sees, cases))
        known = {one: cast("Judged", criterion.judge(self._asked, one)) for one in dict.fromkeys(seen)}
        return list(map(known.__getitem__, seen))

    def _chosen(self, of_row: Mapping[str, Sequence[Judged]], sizes: Sequence[int]) -> list[int]:
        """Return the place of the best case of each enterprise; ``sizes`` tells how many it has."""
        columns = list(of_row.values())
        shares = [self.shares[name] for name in of_row]

        def worth(at: int) -> tuple[bool, float]:
            """Return what orders them: no failure, then the part of the score that differs."""
            judged = [column[at] for column in columns]
            score = sum([share * one.score for share, one in zip(shares, judged, strict=True)])
            return _failed(judged) is None, score

        ends = accumulate(sizes)
        return [
            end - 1 if size == 1 else max(range(end - size, end), key=worth)
            for size, end in zip(sizes, ends, strict=True)
        ]

    def _score(self, judged: Sequence[Judged]) -> float:
        return sum([share * one.score for share, one in zip(self.shares.values(), judged, strict=True)])


def _shares(asked: Asked, case: Case) -> Mapping[str, float]:
    """Return the criteria that the lot asks, which are the same for every enterprise, with their shares, 1 together."""
    weights = asked.weights.weights
    wanted = [name for name, c in CRITERIA.items() if c.judge(asked, c.sees(case)) is not None]
    total = sum(weights.get(name, 0.0) for name in wanted)
    return {name: weights.get(name, 0.0) / total for name in wanted}


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
