"""The weights of matching: data in ``index/matching.json``, shown in every reply, changed by a decision record."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from supplier_guide.model.base import Noun
from supplier_guide.model.vocabulary import CapacityBand
from supplier_guide.paths import index_file

Share = Annotated[float, Field(ge=0, le=1)]


class RubricScores(Noun):
    """What an activity scores: the rubric itself, one under the same parent, a CPV code alike to so many digits."""

    leaf: Share
    parent: Share
    cpv: Mapping[Literal["8", "5", "3", "2"], Share]


class DistanceScores(Noun):
    """``exp(-km / scale_km)``; ``near_km`` is near for who states no area; ``unknown`` without a position."""

    scale_km: Annotated[float, Field(gt=0)]
    near_km: Annotated[float, Field(gt=0)]
    unknown: Share


class WordLimits(Noun):
    """How many telling words count, and how much more one of the title."""

    most: Annotated[int, Field(ge=1, le=40)]
    title: Annotated[float, Field(ge=1)]


class UnderstandingLimits(Noun):
    """How rubrics follow from codes and words, which weight is too little, and how many are kept."""

    main_cpv: Share
    additional_cpv: Share
    doubtful_cpv: Share
    least: Share
    most: Annotated[int, Field(ge=1)]


class CapacityFigures(Noun):
    """A rule of thumb: what a person's work costs in a year, and the most people of a band."""

    euro_per_person_per_year: Annotated[float, Field(gt=0)]
    people: Mapping[CapacityBand, int]


class Weights(Noun):
    """All figures of matching."""

    version: int
    weights: Mapping[str, Share]
    rubric: RubricScores
    distance: DistanceScores
    unknown: Share
    candidates: Annotated[int, Field(ge=1)]
    left_out: Annotated[int, Field(ge=0)]
    words: WordLimits
    understanding: UnderstandingLimits
    capacity: CapacityFigures
    fresh_days: Annotated[int, Field(ge=1)]


def load_weights() -> Weights:
    """Read the weights."""
    return Weights.model_validate_json(index_file("matching.json").read_bytes())
