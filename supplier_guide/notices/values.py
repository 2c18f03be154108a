"""Codes, dates, amounts and durations as notices write them; what cannot be read becomes nothing and is remarked."""

import datetime as dt
import math
import re
from dataclasses import dataclass

from supplier_guide.model.need import LARGEST_AMOUNT
from supplier_guide.notices.remarks import Remarks

_CPV = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?=$|[TZ+\- ])")
_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d)$")
_CLOCK = re.compile(r"[T ]?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?")
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_WRITTEN_NUMBER = re.compile(r"\d{1,3}(\.\d{3})*,\d{1,2}|\d{1,15},\d{1,2}|\d{1,3}(,\d{3})+(\.\d{1,2})?")
_WITHHELD_YEAR = 1970
"""A published notice that withholds a date writes the first of January 1970 instead, and -1 for an amount."""
_DAYS_PER_MONTH = 30.4375
_MONTHS_PER_UNIT = {
    "MONTH": 1.0, "MON": 1.0, "YEAR": 12.0, "ANN": 12.0, "WEEK": 7 / _DAYS_PER_MONTH, "WEE": 7 / _DAYS_PER_MONTH,
    "DAY": 1 / _DAYS_PER_MONTH,
}  # fmt: skip
_MOST_MONTHS = 1_200.0


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its currency, when it is stated."""

    amount: float
    currency: str | None = None


def cpv(written: str | None) -> str | None:
    """Return the eight digits of a CPV code, without check digit."""
    found = _CPV.search(written or "")
    return found[1] if found else None


def nuts(written: str | None) -> str | None:
    """Return a NUTS code; ``00`` and names are none."""
    code = (written or "").strip().upper()
    return code if _NUTS.fullmatch(code) else None


def number(written: str | None) -> float | None:
    """Return a number in the notation of XML (``1234.5``) or of a printed notice (``1 234,50``)."""
    text = re.sub(r"[\s\u00a0\u202f']", "", written or "")
    if _PLAIN_NUMBER.fullmatch(text):
        return float(text)
    if not _WRITTEN_NUMBER.fullmatch(text):
        return None
    decimal_comma = text.rfind(",") > text.rfind(".") and len(text) - text.rfind(",") <= 3  # noqa: PLR2004 - comma, 2 digits
    return float(text.replace(".", "").replace(",", ".") if decimal_comma else text.replace(",", ""))


def money(written: str | None, currency: str | None, remarks: Remarks) -> Money | None:
    """Return an amount; a withheld one (-1) is nothing, an impossible one is nothing and is remarked."""
    if not (written or "").strip():
        return None
    amount = number(written)
    if amount is None or not math.isfinite(amount) or amount > LARGEST_AMOUNT:
        remarks.add("Een bedrag in de aankondiging is niet leesbaar en is weggelaten.")
        return None
    if amount < 0:
        return None
    code = (currency or "").strip().upper()
    return Money(amount, code if _CURRENCY.fullmatch(code) else None)


def day(written: str | None, remarks: Remarks) -> dt.date | None:
    """Return a date of XML, JSON or TED (``20210108``); one that does not exist is nothing and is remarked."""
    text = (written or "").strip()
    if not text:
        return None
    found = _DAY.match(text)
    try:
        read = dt.date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        read = None
    if read is None:
        remarks.add("Een datum in de aankondiging is niet leesbaar en is weggelaten.")
    return None if read is None or read.year <= _WITHHELD_YEAR else read


def moment(date: str | None, time: str | None, remarks: Remarks) -> dt.datetime | None:
    """Return a date with its time; without a time it is midnight, without a zone it is local time."""
    read = day(date, remarks)
    if read is None:
        return None
    clock = _CLOCK.match((time or "").strip())
    zone = _ZONE.search((time or "").strip()) or (_ZONE.search((date or "").strip()) if clock or not time else None)
    try:
        hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
        late = dt.timedelta(days=1) if hour == 24 else dt.timedelta()  # noqa: PLR2004 - midnight at the end of a day
        at = dt.time(hour % 24, minute, second, tzinfo=_zone(zone[1]) if zone else None)
        return dt.datetime.combine(read, at) + late
    except (ValueError, OverflowError):
        remarks.add("Een uur in de aankondiging is niet leesbaar en is weggelaten.")
        return dt.datetime.combine(read, dt.time())


def whole_moment(written: str | None, remarks: Remarks) -> dt.datetime | None:
    """Return a date and time in one text, such as ``2024-03-08T00:00:00+01:00``."""
    text = (written or "").strip()
    return moment(text[:10], text[10:], remarks) if "-" in text[:8] else moment(text[:8], text[8:], remarks)


def _zone(written: str) -> dt.timezone:
    if written == "Z":
        return dt.UTC
    digits = written.replace(":", "")
    ahead = dt.timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    return dt.timezone(-ahead if digits[0] == "-" else ahead)


def months(written: str | None, unit: str | None, remarks: Remarks) -> float | None:
    """Return a duration in months of 30.4375 days."""
    if not (written or "").strip():
        return None
    count, factor = number(written), _MONTHS_PER_UNIT.get((unit or "").strip().upper())
    return _possible(count * factor if count is not None and factor else None, remarks)


def months_between(start: dt.date | None, end: dt.date | None, remarks: Remarks) -> float | None:
    """Return the months from a first to a last day, by the calendar.

    From 1 January to 31 December is 12 months, and so is to 1 January of the next year: notices write both, and
    a limit of 36 months must not be passed by a day that only the notation adds.
    """
    if start is None or end is None:
        return None
    inclusive = _calendar(start, min(end, dt.date.max - dt.timedelta(days=1)) + dt.timedelta(days=1))
    return _possible(inclusive if inclusive == int(inclusive) else _calendar(start, end), remarks)


def _calendar(start: dt.date, end: dt.date) -> float:
    whole = (end.year - start.year) * 12 + end.month - start.month
    days = end.day - start.day
    return whole + days / _DAYS_PER_MONTH


def _possible(count: float | None, remarks: Remarks) -> float | None:
    if count is None or not 0 < count <= _MOST_MONTHS:
        remarks.add("Een looptijd in de aankondiging is niet leesbaar en is weggelaten.")
        return None
    return count
