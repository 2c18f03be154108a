"""The reservation check: which regimes and procedures are open to a need, why, and what is still unknown."""

from datetime import date

from supplier_guide.errors import Unprocessable
from supplier_guide.model.base import Noun, Text
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.need import Lot, Need
from supplier_guide.rules.condition import Verdict
from supplier_guide.rules.evaluating import Evaluator, Outcome
from supplier_guide.rules.rule import Confidence, Reason
from supplier_guide.rules.situation import read_situation
from supplier_guide.rules.tables import Choice, ProcedureTable, RegimeTable, Rules


class NoRulesForDate(Unprocessable):
    """The need is of a day for which we hold no rules."""

    def __init__(self, on: date, rules: Rules) -> None:
        """Say which days we do hold."""
        first, last = (dutch_date(d) for d in (rules.version.first_day, rules.version.last_day))
        super().__init__(
            "no_rules_for_date",
            f"Voor {dutch_date(on)} kennen we geen regels; kies een datum van {first} tot en met {last}.",
            field="date",
        )


class Checked(Noun):
    """What was looked at, the verdict, why, and the fields of the need that it hangs on."""

    id: Text
    label: Text
    verdict: Verdict
    because: tuple[Reason, ...]
    missing: tuple[str, ...]


class RegimeCheck(Checked):
    """One way to reserve, with what to heed and to ask for when the verdict is not no."""

    conditions: tuple[str, ...]
    evidence: tuple[str, ...]
    notice_value: str | None


class ProcedureCheck(Checked):
    """One procedure; open below ``limit`` EUR without VAT, the lowest when the need leaves several possible.

    Nothing means that there is no limit, or, with the verdict unknown, that we hold none for the day.
    """

    limit: int | None
    article: Text
    confidence: Confidence
    sentence: Text


class Reservation(Noun):
    """The answer for one lot, by the rules of the day ``on``."""

    on: date
    rules_version: date
    regimes: tuple[RegimeCheck, ...]
    procedures: tuple[ProcedureCheck, ...]
    pitfalls: tuple[Reason, ...]
    missing: tuple[str, ...]
    disclaimer: Text


def check(need: Need, rules: Rules, *, today: date, lot: Lot | None = None) -> Reservation:
    """Check a need by the rules of its date, else of ``today``; ``lot`` is the one in question, else all together.

    Raises `NoRulesForDate` for a day outside the rules.
    """
    on = need.date or today
    if not rules.version.first_day <= on <= rules.version.last_day:
        raise NoRulesForDate(on, rules)
    evaluator = Evaluator(rules, read_situation(need, lot), on)
    regimes = tuple(_regime(table, evaluator) for table in rules.regimes)
    procedures = tuple(_procedure(table, evaluator) for table in rules.procedures)
    checks: tuple[Checked, ...] = (*regimes, *procedures)
    outside = evaluator.scope.verdict is Verdict.NO
    return Reservation(
        on=on,
        rules_version=rules.version.rules_version,
        regimes=regimes,
        procedures=procedures,
        pitfalls=() if outside else tuple(evaluator.shown(rules.pitfalls)),
        missing=tuple(dict.fromkeys(m for part in checks for m in part.missing)),
        disclaimer=disclaimer(rules, dutch_date(on)),
    )


def disclaimer(rules: Rules, day: str) -> str:
    """Return what stands under every answer; ``day`` says in words of when the rules are that were applied."""
    text = rules.version.disclaimer.replace("{rules_version}", dutch_date(rules.version.rules_version))
    return text.replace("{date}", day)


def _because(outcome: Outcome, fact: str, evaluator: Evaluator) -> tuple[Reason, ...]:
    """Return the reasons; a table that says nothing about an outcome still names the rule that it rests on."""
    rules = evaluator.rules
    return outcome.reasons or (rules.reason(fact, rules.rules[fact].text, on=evaluator.on),)


def _regime(table: RegimeTable, evaluator: Evaluator) -> RegimeCheck:
    outcome = evaluator.scoped(table.when, fact=table.fact)
    open_ = outcome.verdict is not Verdict.NO
    return RegimeCheck(
        id=table.id,
        label=table.label,
        verdict=outcome.verdict,
        because=_because(outcome, table.fact, evaluator),
        missing=outcome.missing,
        conditions=tuple(r.sentence for r in evaluator.shown(table.conditions)) if open_ else (),
        evidence=table.evidence if open_ else (),
        notice_value=table.notice_value if open_ else None,
    )


def _met(choice: Choice, evaluator: Evaluator) -> bool:
    return choice.when is None or evaluator.outcome(choice.when, fact=choice.rule).verdict is Verdict.YES


def _procedure(table: ProcedureTable, evaluator: Evaluator) -> ProcedureCheck:
    outcome = evaluator.scoped(table.when, fact=table.fact)
    because = _because(outcome, table.fact, evaluator)
    basis = next((c.rule for c in table.instead if _met(c, evaluator)), table.fact)
    amounts = [c.amount for c in evaluator.candidates(table.limit)] if table.limit else []
    return ProcedureCheck(
        id=table.id,
        label=table.label,
        verdict=outcome.verdict,
        limit=min(amounts, default=None),
        article=evaluator.rules.rules[basis].article,
        confidence=max((r.confidence for r in because), key=list(Confidence).index),
        sentence=" ".join(r.sentence for r in because),
        because=because,
        missing=outcome.missing,
    )
