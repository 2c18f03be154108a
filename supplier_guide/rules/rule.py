"""One rule: what it says in plain words, the article, and in which period, from which source, how firmly we know it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from supplier_guide.model.base import HttpUrl, Noun, Text

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{3,64}$")]


class Confidence(StrEnum):
    """How a fact is known, firmest first; the last two are shown as "te bevestigen"."""

    LAW_TEXT = "law_text"
    OFFICIAL_PAGE = "official_page"
    SECONDARY = "secondary"
    INFERENCE = "inference"

    @property
    def to_confirm(self) -> bool:
        """Say whether a reader must be told that this is not certain."""
        return self in {Confidence.SECONDARY, Confidence.INFERENCE}


_FIRMNESS = {level: place for place, level in enumerate(Confidence)}


class Period(Noun):
    """A stretch of days, both ends included, in which a rule (or its amount in EUR without VAT) holds."""

    valid_from: date | None = None
    valid_to: date | None = None
    amount: Annotated[int, Field(gt=0)] | None = None
    source_url: HttpUrl
    read_on: date
    confidence: Confidence
    note: Text | None = None

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            msg = f"valid_to {self.valid_to} lies before valid_from {self.valid_from}"
            raise ValueError(msg)
        return self

    def holds(self, on: date) -> bool:
        """Say whether ``on`` lies in this period."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)


def weakest(periods: tuple[Period, ...]) -> Period:
    """Return the least firmly known of these; of equals the last, which is the amount rather than its basis."""
    return max(reversed(periods), key=lambda p: _FIRMNESS[p.confidence])


class Rule(Noun):
    """A rule of law (or of ours), re-authored in plain Dutch; its amounts by period when it has any."""

    id: RuleId
    title: Text
    article: Text
    text: Text
    periods: Annotated[tuple[Period, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_after_the_other(self) -> Self:
        for earlier, later in zip(self.periods, self.periods[1:], strict=False):
            if (earlier.valid_to or date.max) >= (later.valid_from or date.min):
                msg = f"the periods of {self.id} overlap or are out of order at {later.valid_from}"
                raise ValueError(msg)
        return self

    def period(self, on: date) -> Period | None:
        """Return the period that holds ``on``, if we hold one."""
        return next((p for p in self.periods if p.holds(on)), None)

    def known_from(self, on: date) -> Period:
        """Return the period that says where this rule was read: that of the day, else the latest."""
        return self.period(on) or self.periods[-1]


class Reason(Noun):
    """Why a verdict is what it is: a sentence, and the rule that it rests on."""

    rule: RuleId
    sentence: Text
    article: Text
    source_url: HttpUrl
    confidence: Confidence


class Page(Noun):
    """A rule as its own page shows it; source and confidence on top are those of the latest period."""

    id: RuleId
    title: Text
    text: Text
    article: Text
    source_url: HttpUrl
    read_on: date
    confidence: Confidence
    periods: tuple[Period, ...]


def page(rule: Rule) -> Page:
    """Return the page of a rule."""
    latest = rule.periods[-1]
    return Page(
        id=rule.id,
        title=rule.title,
        text=rule.text,
        article=rule.article,
        source_url=latest.source_url,
        read_on=latest.read_on,
        confidence=latest.confidence,
        periods=rule.periods,
    )
