"""What a criterion says of one enterprise for one lot."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from supplier_guide.matching.asked import Asked
from supplier_guide.matching.fit import Fit
from supplier_guide.matching.offers import Candidate, Row
from supplier_guide.matching.understanding import Understood
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.rules import Qualifies, Rules, qualifies_art15
from supplier_guide.search.query import Coverage


class Judgement(StrEnum):
    """How far what is asked is offered; unknown when the enterprise does not say."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


Value = str | list[str] | None
Told = tuple[Value, Value, str]
"""What was asked, what is offered, and the sentence."""


class Finding(NamedTuple):
    """One criterion judged and told; ``weight`` is its share of the score, 0 when hard."""

    criterion: str
    verdict: Judgement
    weight: float
    score: float
    asked: Value
    offered: Value
    sentence: str


class Judged(NamedTuple):
    """One criterion judged, not yet told: most candidates are never shown."""

    criterion: str
    verdict: Judgement
    score: float


class Case(NamedTuple):
    """One enterprise before one lot, by one of its activities.

    ``fit`` is how the activity fits, ``reach`` how far it reaches the places (``None`` when there are none).
    """

    asked: Asked
    candidate: Candidate
    row: Row
    fit: Fit
    reach: Coverage | None

    @property
    def understood(self) -> Understood:
        """Return the lot."""
        return self.asked.understood

    @property
    def way(self) -> "Way":
        """Return how far it is, and whether that counts."""
        return Way(self.candidate.km, self.reach is Coverage.FULL and not self.row.place_bound)


class Way(NamedTuple):
    """The km to the nearest place, if known; ``free`` when they do not count.

    They do not for work in a workshop, or goods, for a place that is served wholly.
    """

    km: float | None
    free: bool


@dataclass(frozen=True)
class Shown:
    """A case with the whole enterprise, and the law by which it may qualify: what a criterion tells from."""

    case: Case
    enterprise: Enterprise
    rules: Rules

    @cached_property
    def qualifies(self) -> Qualifies:
        """Return how it stands towards art. 15, and why."""
        return qualifies_art15(self.enterprise, on=self.case.asked.on, rules=self.rules)
