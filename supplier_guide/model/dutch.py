"""Figures and dates as Dutch readers write them."""

from datetime import date

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_ONE_DECIMAL_BELOW = 10


def kilometres(distance: float) -> str:
    """Return a distance in km: ``2,1 km`` below ten, ``31 km`` above."""
    return f"{decimal(distance, digits=1 if distance < _ONE_DECIMAL_BELOW else 0)} km"


def decimal(number: float, *, digits: int = 1) -> str:
    """Return a number with a decimal comma, without a needless zero behind it."""
    text = f"{number:.{digits}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def dutch_date(day: date) -> str:
    """Return a date in words: ``22 november 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
