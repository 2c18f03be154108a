"""A condition as data: what is asked of a need, and what is said about each outcome.

A condition is a leaf about one ``field`` of the need, or ``all``, ``any``, ``not`` of others, or ``use`` of a named
one. Its outcome is yes, no or unknown; unknown is what an unstated field gives, unless ``unstated`` says otherwise.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from supplier_guide.model.base import Noun, Text
from supplier_guide.rules.rule import RuleId

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{2,64}$")]


class Verdict(StrEnum):
    """The three values of every question about the law."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


OPPOSITE = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES, Verdict.UNKNOWN: Verdict.UNKNOWN}


class Says(Noun):
    """The sentence per outcome; ``{amount}`` is the amount measured against; ``not_held`` when we hold none."""

    yes: Text | None = None
    no: Text | None = None
    unknown: Text | None = None
    not_held: Text | None = None

    def on(self, verdict: Verdict) -> str | None:
        """Return the sentence for an outcome."""
        return {Verdict.YES: self.yes, Verdict.NO: self.no, Verdict.UNKNOWN: self.unknown}[verdict]


class Assumed(Noun):
    """What is said when an unstated field was taken to be ``unstated``, and the rule for taking it so."""

    fact: RuleId
    text: Text


class Condition(Noun):
    """One node; exactly one of the five shapes, and for a leaf exactly one test."""

    all_: tuple["Condition", ...] | None = Field(default=None, alias="all", min_length=1)
    any_: tuple["Condition", ...] | None = Field(default=None, alias="any", min_length=1)
    not_: "Condition | None" = Field(default=None, alias="not")
    use: Name | None = None
    field: Text | None = None

    in_: tuple[Text, ...] | None = Field(default=None, alias="in", min_length=1)
    is_: bool | None = Field(default=None, alias="is")
    below: Name | float | None = None
    at_least: Name | float | None = None
    at_most: Name | float | None = None
    in_cpv: Name | None = None

    unstated: Literal["yes", "no"] | None = None
    ask: bool = True
    assumed: Assumed | None = None
    fact: RuleId | None = None
    says: Says = Says()

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        shapes = [s for s in (self.all_, self.any_, self.not_, self.use, self.field) if s is not None]
        if len(shapes) != 1:
            msg = "a condition has exactly one of all, any, not, use, field"
            raise ValueError(msg)
        if len(self.tests) != (1 if self.field else 0):
            msg = "a field has exactly one of in, is, below, at_least, at_most, in_cpv, and only a field has one"
            raise ValueError(msg)
        return self

    @property
    def tests(self) -> dict[str, object]:
        """Return the tests that are stated, by name."""
        named = {
            "in": self.in_,
            "is": self.is_,
            "below": self.below,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "in_cpv": self.in_cpv,
        }
        return {name: test for name, test in named.items() if test is not None}

    @property
    def measure(self) -> str | float | None:
        """Return the limit (by name) or number that a figure is measured against."""
        found = (m for m in (self.below, self.at_least, self.at_most) if m is not None)
        return next(found, None)

    @property
    def parts(self) -> tuple["Condition", ...]:
        """Return the conditions directly inside this one."""
        return (*(self.all_ or ()), *(self.any_ or ()), *((self.not_,) if self.not_ else ()))

    def nodes(self) -> Iterator["Condition"]:
        """Yield this condition and all inside it."""
        yield self
        for part in self.parts:
            yield from part.nodes()
