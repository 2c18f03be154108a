"""Whether an enterprise qualifies for a contract reserved under art. 15, and what to ask it for.

Never yes on a label alone: a recognition gives a presumption, only dated figures with integration as the aim prove.
"""

import math
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from supplier_guide.model.base import Noun, Text
from supplier_guide.model.dutch import decimal, dutch_date
from supplier_guide.model.enterprise import Enterprise, Recognition, Workforce
from supplier_guide.model.reference import RecognitionInfo
from supplier_guide.model.vocabulary import Evidence
from supplier_guide.rules.rule import Reason
from supplier_guide.rules.tables import Rules

_SHARES_KEPT = 10_000
RULE_OF_KIND = "erkenning-"


class Standing(StrEnum):
    """How an enterprise stands towards art. 15."""

    PROVEN = "proven"
    PRESUMED = "presumed"
    UNKNOWN = "unknown"
    NO = "no"


class Qualifies(Noun):
    """The standing, why, on which evidence of a recognition it rests, and the evidence to ask for."""

    verdict: Standing
    because: Text
    evidence: Evidence | None
    ask_for: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def to_check(self) -> bool:
        """Whether a buyer must still look."""
        return is_to_check(self.verdict, self.evidence)


def is_to_check(verdict: Standing, evidence: Evidence | None) -> bool:
    """Say whether a buyer must still look: not known, or presumed without the register having been looked up."""
    presumed = verdict is Standing.PRESUMED and evidence is not Evidence.REGISTER
    return presumed or verdict is Standing.UNKNOWN


_FIRMEST_FIRST = tuple(Evidence)
_WORDS = {
    Evidence.DECISION: "volgens een beslissing van de overheid",
    Evidence.PUBLICATION: "volgens een publicatie; register niet nagekeken",
    Evidence.SELF: "volgens de onderneming zelf; register niet nagekeken",
}


def share_of(workforce: Workforce | None) -> Fraction | None:
    """Return the share of the target group in the staff, when both figures are stated.

    Exact: 5.1 of 17 FTE is 30 %, and not a hair less as in binary fractions.
    """
    if workforce is None or not workforce.total or workforce.target_group is None:
        return None
    return _share(workforce.target_group, workforce.total)


@lru_cache(_SHARES_KEPT)
def _share(part: float, whole: float) -> Fraction:
    return Fraction(str(part)) / Fraction(str(whole))


def qualifies_art15(enterprise: Enterprise, *, on: date, rules: Rules) -> Qualifies:
    """Return how an enterprise stands towards art. 15 on a day; any day, also one without rules on procedures."""
    return _refused(enterprise, on, rules) or _proven(enterprise, on, rules) or _labelled(enterprise, on, rules)


class StandingPeriod(NamedTuple):
    """The first and last days of a standing, and the evidence of the recognition that it rests on."""

    first: date
    last: date
    standing: Standing
    evidence: Evidence | None = None

    @property
    def qualifies(self) -> bool:
        """Whether it presumably or provably qualifies in this period."""
        return self.standing is not Standing.NO


def periods_art15(enterprise: Enterprise, rules: Rules) -> Iterator[StandingPeriod]:
    """Yield the periods in which something is known; the first that holds a day decides, on other days it is unknown.

    The same answer as `qualifies_art15` for every day at once, for an index that must hold on any day.
    """
    if _refused(enterprise, rules.version.first_day, rules):
        yield StandingPeriod(date.min, date.max, Standing.NO)
        return
    staff, share = enterprise.workforce, share_of(enterprise.workforce)
    if enterprise.aim and staff and staff.as_of and share is not None:
        yield StandingPeriod(staff.as_of, date.max, Standing.PROVEN)
    for recognition in sorted(enterprise.recognitions, key=lambda r: _FIRMEST_FIRST.index(r.evidence)):
        info = rules.recognitions.get(recognition.kind)
        if info is not None and info.art15 == "presumed":
            first = max(d or date.min for d in (recognition.valid_from, info.valid_from))
            last = min(d or date.max for d in (recognition.valid_until, info.valid_until))
            if first <= last:
                yield StandingPeriod(first, last, Standing.PRESUMED, recognition.evidence)


def _refused(enterprise: Enterprise, on: date, rules: Rules) -> Qualifies | None:
    table = rules.qualifying
    if enterprise.aim is not None and not enterprise.aim.integration:
        said = "De onderneming zegt dat inschakeling niet haar hoofddoel is."
        return _answer(Standing.NO, rules, reasons=(rules.reason(table.aim_fact, said, on=on),))
    share = share_of(enterprise.workforce)
    if share is None or share >= _least(rules):
        return None
    said = f"{_figures(share, enterprise.workforce)}: minder dan {_percent(_least(rules))}."
    return _answer(Standing.NO, rules, reasons=(rules.reason(table.share_fact, said, on=on),))


def _proven(enterprise: Enterprise, on: date, rules: Rules) -> Qualifies | None:
    table, staff = rules.qualifying, enterprise.workforce
    share = share_of(staff)
    dated = staff is not None and staff.as_of is not None and staff.as_of <= on
    if not (dated and enterprise.aim and share is not None and share >= _least(rules)):
        return None
    reasons = (
        rules.reason(table.aim_fact, "Inschakeling is het hoofddoel van de onderneming.", on=on),
        rules.reason(table.share_fact, f"{_figures(share, staff)}: minstens {_percent(_least(rules))}.", on=on),
    )
    return _answer(Standing.PROVEN, rules, reasons=reasons)


def _labelled(enterprise: Enterprise, on: date, rules: Rules) -> Qualifies:
    held = [(r, rules.recognitions[r.kind]) for r in enterprise.recognitions if r.kind in rules.recognitions]
    presumed = [
        (recognition, info)
        for recognition, info in held
        if info.art15 == "presumed" and valid_on(recognition, info, on)
    ]
    if presumed:
        best, info = min(presumed, key=lambda pair: _FIRMEST_FIRST.index(pair[0].evidence))
        said = (
            f"{info.labels.nl}, {_evidence(best)}. U mag vermoeden dat de onderneming voldoet; vraag toch het aandeel."
        )
        why = rules.reason(_rule_of(info, rules), said, on=on)
        return _answer(Standing.PRESUMED, rules, reasons=(why,), evidence=best.evidence)
    reasons = tuple(
        rules.reason(_rule_of(info, rules), _doubt(recognition, info, on), on=on) for recognition, info in held
    )
    return _answer(Standing.UNKNOWN, rules, reasons=(*reasons, _not_known(enterprise, on, rules)))


def valid_on(recognition: Recognition, info: RecognitionInfo, on: date) -> bool:
    """Say whether a recognition counts on a day: inside its own dates and inside the period of its kind."""
    return all(
        (first or date.min) <= on <= (last or date.max)
        for first, last in ((recognition.valid_from, recognition.valid_until), (info.valid_from, info.valid_until))
    )


def _doubt(recognition: Recognition, info: RecognitionInfo, on: date) -> str:
    if valid_on(recognition, info, on):
        return f"{info.labels.nl}: op zichzelf geen bewijs. {info.meaning}"
    ends = [d for d in (recognition.valid_until, info.valid_until) if d is not None and d < on]
    until = f"gold tot en met {dutch_date(min(ends))}" if ends else "was nog niet geldig"
    return f"{info.labels.nl}: de erkenning {until}, en is niet bevestigd op {dutch_date(on)}."


def _not_known(enterprise: Enterprise, on: date, rules: Rules) -> Reason:
    return rules.reason(rules.qualifying.share_fact, " ".join(_gaps(enterprise, on)), on=on)


def _gaps(enterprise: Enterprise, on: date) -> Iterator[str]:
    staff = enterprise.workforce
    share = share_of(staff)
    if enterprise.aim is None:
        yield "We weten niet of inschakeling het hoofddoel is."
    if share is None:
        yield "We weten niet welk deel van het personeel tot de doelgroep hoort."
    elif staff is None or staff.as_of is None:
        yield f"{_figures(share, staff)}, maar zonder datum."
    elif staff.as_of > on:
        yield f"{_figures(share, staff)}; van voor die dag kennen we geen cijfer."
    else:
        yield f"{_figures(share, staff)}."


def _evidence(recognition: Recognition) -> str:
    if recognition.evidence is not Evidence.REGISTER:
        return _WORDS[recognition.evidence]
    day = recognition.checked_on
    return "in het register nagekeken" + (f" op {dutch_date(day)}" if day else "")


def _rule_of(info: RecognitionInfo, rules: Rules) -> str:
    """Return the rule about a kind; a kind without a source rests on art. 15 itself, which it does not meet."""
    own = RULE_OF_KIND + info.kind.value
    return own if own in rules.rules else rules.qualifying.share_fact


def _least(rules: Rules) -> Fraction:
    return Fraction(str(rules.qualifying.least_share))


def _percent(share: float | Fraction) -> str:
    # Cut, not rounded: 29.99 % must not be shown as 30 %.
    return f"{decimal(math.floor(share * 1000) / 10)} %"


def _figures(share: Fraction, staff: Workforce | None) -> str:
    when = f" op {dutch_date(staff.as_of)}" if staff and staff.as_of else ""
    return f"{_percent(share)} van het personeel hoort tot de doelgroep{when}"


def _answer(
    verdict: Standing, rules: Rules, *, reasons: tuple[Reason, ...], evidence: Evidence | None = None
) -> Qualifies:
    asked: tuple[str, ...] = getattr(rules.qualifying.ask_for, verdict.value)
    because = " ".join(r.sentence for r in reasons)
    return Qualifies(verdict=verdict, because=because, evidence=evidence, ask_for=asked, reasons=reasons)
