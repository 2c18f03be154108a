"""Numbers, lists, telephone numbers and names of websites as Dutch readers write them."""

from collections.abc import Sequence
from urllib.parse import urlsplit

import phonenumbers

# Words that belong together stay on one line.
UNKNOWN = "niet\u00a0opgegeven"


def number(value: float, *, decimals: int = 0) -> str:
    """Return a number as written in Dutch: ``1.335`` or ``306,2``; trailing zeros are left out."""
    text = f"{value:,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def count(amount: int, one: str, many: str) -> str:
    """Return ``1 onderneming`` or ``12 ondernemingen``."""
    return f"{number(amount)} {one if amount == 1 else many}"


def enterprises(amount: int) -> str:
    """Return the number of enterprises in words."""
    return count(amount, "onderneming", "ondernemingen")


def listing(words: Sequence[str], last: str = "en") -> str:
    """Return ``a, b en c``."""
    if not words:
        return ""
    head, tail = words[:-1], words[-1]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def phone(e164: str) -> str:
    """Return a telephone number as it is written in Belgium: ``055 31 13 45``."""
    parsed = phonenumbers.parse(e164, "BE")
    belgian = parsed.country_code == phonenumbers.country_code_for_region("BE")
    style = phonenumbers.PhoneNumberFormat.NATIONAL if belgian else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def company_number(digits: str) -> str:
    """Return ``0410.392.015``."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}"


def site_of(url: str) -> str:
    """Return the name of the website behind an address, as a reader would call it."""
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")


def sentence(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]
