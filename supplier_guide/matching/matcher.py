"""Per lot: who can do it, in what order and why; and who was left out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from supplier_guide.matching import hard, soft
from supplier_guide.matching.candidates import candidates
from supplier_guide.matching.finding import Case, Finding, Judgement
from supplier_guide.matching.fit import NO_FIT, Fitter
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.profiles import Profile, Row
from supplier_guide.matching.understanding import Understood
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.need import Buyer, ReservedCode
from supplier_guide.rules import ContractorNeed, Qualifies, contractor_class
from supplier_guide.store import enterprises

Criterion = Callable[[Case], Finding | None]

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

OF_ROW = frozenset({hard.reach, soft.rubric, soft.distance, soft.mode, soft.capacity})
"""Those that look at one activity; they must all hold of the same one."""

HARD = frozenset({"reservation", "reach", "contractor"})
_NO_ACTIVITY = Row("", "", (), (), (), None, None, frozenset())


@dataclass(frozen=True, slots=True)
class Match:
    """An enterprise judged for a lot; the weights of the findings add up to 1, ``failed`` is why it was left out."""

    enterprise: Enterprise
    findings: tuple[Finding, ...]
    score: float
    km: float | None
    qualifies: Qualifies
    failed: Finding | None

    @property
    def order(self) -> tuple[float, float, str, str]:
        """Return what orders matches: score, then distance, name and id."""
        return (-self.score, inf if self.km is None else self.km, self.enterprise.name, self.enterprise.id)

    @property
    def fits(self) -> bool:
        """Whether nothing hard is unknown; a presumption counts only when the register was looked up."""
        unknown = any(f.criterion in HARD and f.verdict is Judgement.UNKNOWN for f in self.findings)
        reserved = any(f.criterion == "reservation" for f in self.findings)
        return not unknown and not (reserved and self.qualifies.to_check)


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
        matches=tuple(m for m in judged if m.failed is None),
        left_out=tuple(m for m in judged if m.failed is not None)[: parts.weights.left_out],
    )


def _profiles(parts: Parts, understood: Understood) -> Iterable[Profile]:
    ids = [shared.id for shared in candidates(parts, understood)]
    with parts.store.read() as connection:
        stored = enterprises.by_ids(connection, ids)
    return [parts.profiles.of(s) for s in stored.values()]


class _Judge:
    """Judges one enterprise after another for one lot."""

    def __init__(self, parts: Parts, understood: Understood, buyer: Buyer, on: date) -> None:
        self._parts = parts
        self._understood = understood
        self._buyer = buyer
        self._on = on
        self._fitter = Fitter(understood, parts.weights)
        self._contractor: ContractorNeed | None = contractor_class(understood.value, on, parts.rules)

    def judged(self, profile: Profile) -> Match:
        """Return the best that the enterprise offers: that of its activities which stands highest."""
        qualifies = self._parts.profiles.standing(profile, on=self._on, rules=self._parts.rules)
        km = profile.km_to(self._understood.places) if self._understood.places else None
        whole: dict[Criterion, Finding | None] = {}
        best: Match | None = None
        for row in self._telling_rows(profile):
            case = Case(
                self._understood, profile, self._parts.weights, self._buyer, self._on, km,
                row, self._fitter.of(row) if row.rubric else NO_FIT, qualifies, self._contractor,
            )  # fmt: skip
            match = _match(case, whole)
            if best is None or (match.failed is not None, *match.order) < (best.failed is not None, *best.order):
                best = match
        assert best is not None
        return best

    def _telling_rows(self, profile: Profile) -> Iterable[Row]:
        """Return the activities that can stand highest: of those that differ in their rubric alone, the best fit."""
        best: dict[object, Row] = {}
        for row in profile.rows or (_NO_ACTIVITY,):
            alike = (row.full, row.part, row.modes, row.band)
            if alike not in best or self._fitter.of(row).score > self._fitter.of(best[alike]).score:
                best[alike] = row
        fitting = [row for row in best.values() if self._fitter.of(row).score > 0]
        return fitting or best.values()


def _match(case: Case, whole: dict[Criterion, Finding | None]) -> Match:
    found: list[Finding] = []
    for criterion in CRITERIA:
        if criterion in OF_ROW:
            finding = criterion(case)
        elif criterion in whole:
            finding = whole[criterion]
        else:
            finding = whole[criterion] = criterion(case)
        if finding is not None:
            found.append(finding)
    findings = _weighted(found)
    qualifies = case.qualifies
    return Match(
        enterprise=case.profile.enterprise,
        findings=findings,
        score=sum(f.weight * f.score for f in findings),
        km=case.km,
        qualifies=qualifies,
        failed=_failed(findings),
    )


def _weighted(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Rescale the weights of the criteria that were asked to 1 together."""
    total = sum(f.weight for f in findings)
    return tuple(f._replace(weight=f.weight / total) if f.weight else f for f in findings)


def _failed(findings: Sequence[Finding]) -> Finding | None:
    """Return the finding for which an enterprise is left out: a hard one not met, or nothing that it does."""
    for finding in findings:
        if finding.criterion in HARD and finding.verdict is Judgement.NOT_MET:
            return finding
    subject = [f for f in findings if f.criterion in {"rubric", "words"}]
    return subject[0] if subject and all(f.score == 0 for f in subject) else None


def reserved_for_art15(understood: Understood) -> bool:
    """Whether the lot is reserved under art. 15, as to who may take part or how it is carried out."""
    lot = understood.lot
    return lot.reserved_execution == "yes" or ReservedCode.SHELTERED in (lot.reserved or ())
