"""How long a contract lasts, with its renewals, in months."""

import datetime as dt
import re
from dataclasses import dataclass

from supplier_guide.matching.drafting.numbers import COUNT, count
from supplier_guide.matching.drafting.sentences import Sentence
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.values import months_between

_UNIT = (
    r"(?:kalenderjaren|kalenderjaar|schooljaren|schooljaar|jaren|jaar|maanden|maand|weken|week|kalenderdagen|"
    r"werkdagen|années|année|ans|an|mois)\b"
)
_TIME = re.compile(rf"(?<![\w.,])(?P<n>{COUNT})\s?(?P<u>{_UNIT})", re.IGNORECASE)
_LABEL = re.compile(
    r"looptijd|\bduur\b|duurtijd|duur van|termijn|gesloten voor|periode|gedurende|durée|pour une période|duration|"
    r"loopt\b|"
    r"afgesloten voor|aangegaan voor|contractduur|duurt\b|toegekend voor|gegund voor",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"garantie|waarborg|betal|betaling|paiement|verbintenis|geldig|gestand|validité|opzeg|préavis|referenti|référence|"
    r"afgelopen|laatste|voorbije|dernières|bewaar|ervaring|expérience|betwist|klacht|ingebreke|vragen|minstens|oud\b|"
    r"leeftijd|levertermijn|reactietermijn|binnen (?:de|een termijn)|boete|factur|herstel|schorsing|wachttermijn",
    re.IGNORECASE,
)
_RENEWAL = re.compile(r"verleng|reconduc|prolong|hernieuw", re.IGNORECASE)
_NOT_RENEWED = re.compile(
    r"(?:niet|geen)\b.{0,25}(?:verleng|hernieuw)|(?:verleng|hernieuw)\w* (?:is|zijn) niet", re.IGNORECASE
)
_TIMES = re.compile(
    rf"({COUNT})\s?(?:maal|keer|x|×|fois|opeenvolgende|verlenging)|\b(eenmaal|éénmaal|tweemaal|driemaal|viermaal)\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"(?:met|telkens|maal|keer|x|×|fois|bijkomende?|extra|aanvullende?|verlengingen? van|nieuwe)\s*"
    r"(?:(?:telkens|voor|met|een|van|periodes?|termijn|de|d['’]|pour|une|période)\s*)*$",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:maxim\w*|totale|in totaal|in het totaal|totaal|hoogstens|ten hoogste)\b(?:\s(?:van|is|bedraagt|duur|"
    r"duurtijd|looptijd|de|tot|dus|niet|meer|dan))*\s*$",
    re.IGNORECASE,
)
_MONTH_NAMES = (
    ("januari", "janvier"), ("februari", "février"), ("maart", "mars"), ("april", "avril"), ("mei", "mai"),
    ("juni", "juin"), ("juli", "juillet"), ("augustus", "août"), ("september", "septembre"), ("oktober", "octobre"),
    ("november", "novembre"), ("december", "décembre"),
)  # fmt: skip
_NAMED = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
_DATE = rf"(\d{{1,2}})(?:er)?(?: ({'|'.join(_NAMED)}) |[/.-](\d{{1,2}})[/.-])(\d{{4}})"
_FROM_TO = re.compile(
    rf"{_DATE}\s(?:tot en met|t/m|tot|t\.e\.m\.|tem|au|jusqu['’]au|en eindigt op|en loopt tot)\s(?:en met )?{_DATE}",
    re.IGNORECASE,
)
_PER_UNIT = {"jaar": 12.0, "jare": 12.0, "ans": 12.0, "an": 12.0, "anné": 12.0, "maan": 1.0, "mois": 1.0}
_DAYS_PER_MONTH = 30.4375
_DAYS = {"week": 7.0, "weke": 7.0, "kalenderdagen": 1.0, "werkdagen": 7 / 5}
_MOST_MONTHS = 600.0


@dataclass(frozen=True, slots=True)
class Duration:
    """What a sentence says: a base, renewals, a total; in months, each only when said."""

    base: float | None
    times: float
    added: float | None
    total: float | None
    lots: tuple[str, ...]
    sentence: Sentence
    start: int
    end: int


def duration(sentence: Sentence) -> Duration | None:
    """Return what a sentence says of the duration; nothing when it speaks of another term."""
    text = sentence.text
    renewed = _RENEWAL.search(text) is not None and not _NOT_RENEWED.search(text)
    if not (_LABEL.search(text) or renewed or _LABEL.search(sentence.heading)) or sentence.tendering:
        return None
    if _OTHER.search(text) or _OTHER.search(sentence.heading):
        return None
    dated = _FROM_TO.search(text)
    times = list(_TIME.finditer(text))
    base = added = total = None
    for found in times:
        length, before = _months(found), text[: found.start()]
        if _TOTAL.search(before):
            total = total or length
        elif renewed and _ADDED.search(before):
            added = added or length
        else:
            base = base or length
    if dated:
        base = _between(dated) or base
    if base is None and added is None and total is None:
        return None
    if renewed and added is None and base is not None and not _LABEL.search(text):
        base, added = None, base
    spans = [m.span() for m in (*times, *([dated] if dated else []))]
    return Duration(
        base, _times(text) if renewed else 0.0, added, total, sentence.lots, sentence,
        min(s for s, _ in spans), max(e for _, e in spans),
    )  # fmt: skip


def _months(found: re.Match[str]) -> float:
    unit = (
        found["u"]
        .lower()
        .removeprefix("kalender" if not found["u"].lower().endswith("dagen") else "")
        .removeprefix("school")
    )
    number = count(found["n"])
    days = _DAYS.get(unit, _DAYS.get(unit[:4]))
    months = number * days / _DAYS_PER_MONTH if days else number * _PER_UNIT.get(unit[:4], 12.0)
    return min(months, _MOST_MONTHS)


def _times(text: str) -> float:
    found = _TIMES.search(text)
    return min(count(found[1] or found[2]), 20.0) if found else 1.0


def _between(found: re.Match[str]) -> float | None:
    first, last = _day(found.groups()[:4]), _day(found.groups()[4:])
    return months_between(first, last, Remarks()) if first and last and first < last else None


def _day(parts: tuple[str | None, ...]) -> dt.date | None:
    day, name, month, year = parts
    try:
        return dt.date(int(year or 0), _NAMED[name.lower()] if name else int(month or 0), int(day or 0))
    except ValueError:
        return None
