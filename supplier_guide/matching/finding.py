"""What a criterion says of one enterprise for one lot."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from supplier_guide.matching.asked import Asked
from supplier_guide.matching.fit import Fit
from supplier_guide.matching.profiles import Profile, Row
from supplier_guide.matching.understanding import Understood
from supplier_guide.matching.weights import Weights
from supplier_guide.model.need import Buyer
from supplier_guide.rules import ContractorNeed, Qualifies


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
    """One enterprise before one lot.

    ``km`` to the nearest place, if known; ``row`` is the activity under consideration and ``fit`` how it fits.
    """

    asked: Asked
    profile: Profile
    km: float | None
    row: Row
    fit: Fit
    qualifies: Qualifies

    @property
    def understood(self) -> Understood:
        """Return the lot."""
        return self.asked.understood

    @property
    def weights(self) -> Weights:
        """Return the figures."""
        return self.asked.weights

    @property
    def buyer(self) -> Buyer:
        """Return who asks."""
        return self.asked.buyer

    @property
    def on(self) -> date:
        """Return the day of the need."""
        return self.asked.on

    @property
    def contractor(self) -> ContractorNeed | None:
        """Return what recognition as a contractor the value asks."""
        return self.asked.contractor
