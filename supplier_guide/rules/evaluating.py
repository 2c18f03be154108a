"""Evaluating conditions: yes, no or unknown, with the reasons and with what is missing.

Nothing here knows a rule of law. ``all`` is no as soon as one part is, ``any`` is yes as soon as one part is; a part
that is unknown only counts when the others do not decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from supplier_guide.model.need import Nature
from supplier_guide.rules.condition import OPPOSITE, Condition, Verdict
from supplier_guide.rules.rule import Period, Reason
from supplier_guide.rules.situation import Stated, Value
from supplier_guide.rules.tables import Choice, Remark, Rules
from supplier_guide.rules.wording import amounts_by_kind, amounts_in_words

_NATURE = "lots.nature"
_KINDS = {Nature.SUPPLIES: "leveringen", Nature.SERVICES: "diensten", Nature.WORKS: "werken"}
YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


@dataclass(frozen=True)
class Outcome:
    """A verdict, why, and the fields of the need that it hangs on."""

    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """An amount that may be the one to measure against, and what would tell whether it is."""

    rule: str
    period: Period
    amount: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Finding:
    """The outcome of a leaf before anything is said about it."""

    verdict: Verdict
    missing: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    assumed: bool = False
    held: bool = True


def both(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of ``all``: a definite no outweighs what is unknown."""
    found = tuple(outcomes)
    for verdict in (NO, UNKNOWN):
        deciding = [o for o in found if o.verdict is verdict]
        if deciding:
            return _joined(verdict, deciding, deciding if verdict is NO else found)
    return _joined(YES, found, found)


def either(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of ``any``: the first yes, else unknown if any is, else no."""
    found = tuple(outcomes)
    agreeing = next((o for o in found if o.verdict is YES), None)
    if agreeing is not None:
        return agreeing
    unknown = [o for o in found if o.verdict is UNKNOWN]
    return _joined(UNKNOWN, unknown, found) if unknown else _joined(NO, found, found)


def _joined(verdict: Verdict, saying: Iterable[Outcome], asking: Iterable[Outcome]) -> Outcome:
    return Outcome(
        verdict,
        tuple(dict.fromkeys(r for o in saying for r in o.reasons)),
        tuple(dict.fromkeys(m for o in asking for m in o.missing)),
    )


def _shared(results: Iterable[bool], *, missing: tuple[str, ...]) -> _Finding:
    """Return the verdict that all results share, or unknown."""
    found = set(results)
    if len(found) > 1:
        return _Finding(UNKNOWN, missing)
    return _Finding(YES if found == {True} else NO)


@dataclass(frozen=True)
class Evaluator:
    """The rules of one day, put to one situation."""

    rules: Rules
    situation: Mapping[str, Stated]
    on: date

    def outcome(self, condition: Condition, *, fact: str) -> Outcome:
        """Return the outcome of a condition; what it says rests on its own fact, else on ``fact``."""
        if condition.field is not None:
            return self._leaf(condition, condition.field, fact)
        basis = condition.fact or fact
        inner = self._composite(condition, basis)
        said = condition.says.on(inner.verdict)
        reasons = (self.rules.reason(basis, said, on=self.on),) if said else inner.reasons
        return Outcome(inner.verdict, reasons, inner.missing)

    def scoped(self, condition: Condition, *, fact: str) -> Outcome:
        """Return the outcome of a condition for those who fall under the law; for others that reason alone."""
        gate = self.scope
        return gate if gate.verdict is NO else both((gate, self.outcome(condition, fact=fact)))

    @cached_property
    def scope(self) -> Outcome:
        """Return whether the buyer falls under the law at all."""
        return self.outcome(self.rules.version.scope, fact=self.rules.version.scope_fact)

    def shown(self, remarks: Iterable[Remark]) -> Iterable[Reason]:
        """Yield the remarks whose condition does not say no."""
        for remark in remarks:
            if remark.when and self.outcome(remark.when, fact=remark.fact).verdict is NO:
                continue
            yield self._reason(remark.fact, remark.text, remark.limit)

    def candidates(self, limit: str) -> tuple[Candidate, ...]:
        """Return the amounts that a limit may stand for, as far as the situation tells and we hold them."""
        return self._held[limit]

    @cached_property
    def _held(self) -> Mapping[str, tuple[Candidate, ...]]:
        return {name: self._choose(choices) for name, choices in self.rules.limits.items()}

    def _choose(self, choices: Iterable[Choice]) -> tuple[Candidate, ...]:
        found = []
        for choice in choices:
            when = self.outcome(choice.when, fact=choice.rule) if choice.when else Outcome(YES)
            period = self.rules.rules[choice.rule].period(self.on)
            if when.verdict is not NO and period and period.amount is not None:
                found.append(Candidate(choice.rule, period, period.amount, when.missing))
        return tuple(found)

    def _composite(self, condition: Condition, basis: str) -> Outcome:
        if condition.use is not None:
            return self.outcome(self.rules.conditions[condition.use], fact=basis)
        if condition.not_ is not None:
            inner = self.outcome(condition.not_, fact=basis)
            return Outcome(OPPOSITE[inner.verdict], inner.reasons, inner.missing)
        if condition.all_ is not None:
            return both([self.outcome(part, fact=basis) for part in condition.all_])
        return either([self.outcome(part, fact=basis) for part in condition.any_ or ()])

    def _leaf(self, condition: Condition, field: str, fact: str) -> Outcome:
        stated = self.situation[field]
        if isinstance(condition.measure, str):
            found = self._against_limit(condition, stated, condition.measure)
        elif not stated.values:
            found = _unstated(condition, stated)
        else:
            found = _shared((self._holds(condition, value) for value in stated.values), missing=stated.missing)
        return Outcome(found.verdict, self._said(condition, found, fact), found.missing)

    def _against_limit(self, condition: Condition, stated: Stated, limit: str) -> _Finding:
        candidates = self.candidates(limit)
        if not candidates:
            return _Finding(UNKNOWN, held=False)
        if not stated.values:
            return _Finding(UNKNOWN, stated.missing, candidates)
        results = {_compares(condition, float(v), c.amount) for v in stated.values for c in candidates}
        if len(results) == 1:
            return _Finding(YES if results == {True} else NO, (), candidates)
        return _Finding(UNKNOWN, tuple(dict.fromkeys(m for c in candidates for m in c.missing)), candidates)

    def _holds(self, condition: Condition, value: Value) -> bool:
        if condition.in_ is not None:
            return value in condition.in_
        if condition.is_ is not None:
            return value is condition.is_
        if condition.in_cpv is not None:
            return self.rules.cpv_sets[condition.in_cpv].holds(str(value))
        return _compares(condition, float(value), float(condition.measure or 0))

    def _said(self, condition: Condition, found: _Finding, fact: str) -> tuple[Reason, ...]:
        if found.assumed and condition.assumed:
            return (self.rules.reason(condition.assumed.fact, condition.assumed.text, on=self.on),)
        said = condition.says.on(found.verdict) if found.held else condition.says.not_held
        if said is None:
            return ()
        only = found.candidates[0].rule if len(found.candidates) == 1 else fact
        limit = condition.measure if isinstance(condition.measure, str) else None
        return (self._reason(condition.fact or only, said, limit),)

    def _reason(self, fact: str, text: str, limit: str | None) -> Reason:
        candidates = self.candidates(limit) if limit else ()
        sentence = text.replace("{amount}", self._in_words(limit, candidates))
        return self.rules.reason(fact, sentence, on=self.on, amounts=tuple(c.period for c in candidates))

    def _in_words(self, limit: str | None, candidates: Sequence[Candidate]) -> str:
        """Return the amounts that may count; where the kind of contract would tell, each with its kinds."""
        amounts = [c.amount for c in candidates]
        if limit is None or len(set(amounts)) == 1 or not any(_NATURE in c.missing for c in candidates):
            return amounts_in_words(amounts)
        by_kind = {kind: self._of_kind(nature).amounts(limit) for nature, kind in _KINDS.items()}
        return amounts_by_kind(by_kind)

    def _of_kind(self, nature: Nature) -> "Evaluator":
        return replace(self, situation={**self.situation, _NATURE: Stated((nature,), (_NATURE,))})

    def amounts(self, limit: str) -> frozenset[int]:
        """Return the amounts that a limit may stand for."""
        return frozenset(c.amount for c in self.candidates(limit))


def _unstated(condition: Condition, stated: Stated) -> _Finding:
    if condition.unstated is None:
        return _Finding(UNKNOWN, stated.missing)
    return _Finding(Verdict(condition.unstated), stated.missing if condition.ask else (), assumed=True)


def _compares(condition: Condition, value: float, amount: float) -> bool:
    if condition.below is not None:
        return value < amount
    return value >= amount if condition.at_least is not None else value <= amount
