"""What a criterion says of one enterprise for one lot."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

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


class Finding(NamedTuple):
    """One criterion judged; ``weight`` is its share of the score once all findings are known, 0 when hard."""

    criterion: str
    verdict: Judgement
    weight: float
    score: float
    asked: Value
    offered: Value
    sentence: str


class Case(NamedTuple):
    """One enterprise before one lot, on the day of the need.

    ``km`` to the nearest place, if known; ``row`` is the activity under consideration and ``fit`` how it fits.
    """

    understood: Understood
    profile: Profile
    weights: Weights
    buyer: Buyer
    on: date
    km: float | None
    row: Row
    fit: Fit
    qualifies: Qualifies
    contractor: ContractorNeed | None
