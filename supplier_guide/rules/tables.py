"""The shapes of the files under ``seed/law``, and `Rules`: everything they say, ready for use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from supplier_guide.model.base import Noun, Text
from supplier_guide.model.reference import RecognitionInfo
from supplier_guide.model.vocabulary import RecognitionKind
from supplier_guide.rules.condition import Condition, Name
from supplier_guide.rules.rule import Confidence, Period, Reason, Rule, RuleId, weakest

Code = Annotated[str, StringConstraints(pattern=r"^\d{8}$")]


class Version(Noun):
    """Which rules these are, for which days, who falls under them, and the sentence that ends every answer."""

    rules_version: date
    first_day: date
    last_day: date
    disclaimer: Text
    scope: Condition
    scope_fact: RuleId


class Choice(Noun):
    """One amount of a limit, and when it is the one that counts."""

    rule: RuleId
    when: Condition | None = None


class CpvSet(Noun):
    """A set of CPV codes: those listed, and all inside the ranges, ends included."""

    id: Name
    fact: RuleId
    codes: tuple[Code, ...]
    ranges: tuple[tuple[Code, Code], ...] = ()

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(self.codes)

    def holds(self, code: str) -> bool:
        """Say whether a code of eight digits belongs to the set."""
        return code in self._listed or any(first <= code <= last for first, last in self.ranges)


class Remark(Noun):
    """A sentence that is shown unless ``when`` says no: a condition of a regime, or a pitfall."""

    id: Name | RuleId | None = None
    text: Text
    fact: RuleId
    limit: Name | None = None
    when: Condition | None = None


class RegimeTable(Noun):
    """A way to reserve a contract."""

    id: Name
    label: Text
    fact: RuleId
    when: Condition
    notice_value: Text
    conditions: tuple[Remark, ...]
    evidence: tuple[Text, ...]


class ProcedureTable(Noun):
    """A procedure; ``limit`` names the amount below which it is open.

    It rests on ``fact``, or on the first rule under ``instead`` whose condition is met.
    """

    id: Name
    label: Text
    fact: RuleId
    instead: tuple[Choice, ...] = ()
    limit: Name | None
    when: Condition


class KnownKind(Noun):
    """How firmly we know what a kind of recognition means for art. 15."""

    kind: RecognitionKind
    confidence: Confidence
    read_on: date


class AskFor(Noun):
    """The evidence to ask for, by what is known of an enterprise."""

    proven: tuple[Text, ...]
    presumed: tuple[Text, ...]
    unknown: tuple[Text, ...]
    no: tuple[Text, ...]


class Qualifying(Noun):
    """When an enterprise qualifies for art. 15."""

    least_share: Annotated[float, Field(gt=0, le=1)]
    share_fact: RuleId
    aim_fact: RuleId
    ask_for: AskFor
    kinds: tuple[KnownKind, ...]


class MarketTable(Noun):
    """Rules of thumb for the question whether there is a market."""

    fact: RuleId
    many_above: Annotated[int, Field(ge=0)]
    some_above: Annotated[int, Field(ge=0)]
    few_from: Annotated[int, Field(ge=0)]
    share_of_median_turnover: Annotated[float, Field(gt=0, le=1)]


class ClassCeiling(Noun):
    """A class of contractors and the rule with its highest amount; the last class has none."""

    class_: Annotated[int, Field(alias="class", ge=1)]
    ceiling: RuleId | None


class ContractorTable(Noun):
    """From which amounts works ask for a recognised contractor, and of which class."""

    fact: RuleId
    category: RuleId
    subcategory: RuleId
    classes: tuple[ClassCeiling, ...]


_REASONS_KEPT = 10_000


@dataclass(frozen=True)
class Rules:
    """All that the files say; made and checked by `supplier_guide.rules.loading.load_rules`."""

    version: Version
    rules: Mapping[str, Rule]
    limits: Mapping[str, tuple[Choice, ...]]
    cpv_sets: Mapping[str, CpvSet]
    conditions: Mapping[str, Condition]
    regimes: tuple[RegimeTable, ...]
    procedures: tuple[ProcedureTable, ...]
    pitfalls: tuple[Remark, ...]
    qualifying: Qualifying
    recognitions: Mapping[RecognitionKind, RecognitionInfo]
    market: MarketTable
    contractors: ContractorTable
    _reasons: dict[tuple[object, ...], Reason] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rules_version(self) -> str:
        """Return the date of the rules, as replies carry it."""
        return self.version.rules_version.isoformat()

    @property
    def tables(self) -> tuple[RegimeTable | ProcedureTable, ...]:
        """Return regimes and procedures together."""
        return (*self.regimes, *self.procedures)

    def reason(self, fact: str, sentence: str, *, on: date, amounts: tuple[Period, ...] = ()) -> Reason:
        """Return a sentence that rests on a rule; no firmer than the amounts that it uses.

        The last ones are kept: the same few come back for every lot.
        """
        key = (fact, sentence, on, *map(id, amounts))
        found = self._reasons.get(key)
        if found is None:
            if len(self._reasons) >= _REASONS_KEPT:
                self._reasons.clear()
            found = self._reasons[key] = self._reason(fact, sentence, on, amounts)
        return found

    def _reason(self, fact: str, sentence: str, on: date, amounts: tuple[Period, ...]) -> Reason:
        rule = self.rules[fact]
        known = weakest((rule.known_from(on), *amounts))
        return Reason(
            rule=rule.id,
            sentence=sentence,
            article=rule.article,
            source_url=known.source_url,
            confidence=known.confidence,
        )
