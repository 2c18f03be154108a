"""Texts of a notice made fit to show: tidy, of bounded length, and without the persons it names."""

import re
import unicodedata
from collections.abc import Iterable

from supplier_guide.model.need import LONGEST_TEXT, LONGEST_TITLE

MAILBOX = "[e-mailadres]"
TELEPHONE = "[telefoonnummer]"
PERSON = "[naam]"

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_MAILBOX = re.compile(
    r"[^\s@<>()\[\]{},;:\"'„“”]{1,80}\s?(?:@|\(at\)|\[at\])\s?[^\s@<>()\[\]{},;:\"'“”]{1,120}", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"(?:\+\d{1,3}[\s./()-]{0,3}|\b00 ?(?:3[1-4]|4[0-9]|352)[\s./()-]{1,3}|"
    r"(?:(?<=tel)|(?<=gsm)|(?<=fax)|(?<=phone))[.:\s]{1,3}\(?0)(?:\d[\s./()-]{0,3}){5,11}\d(?!\d)",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:(?:de heer|mevrouw|mevr|mijnheer|dhr|mr|mrs|ms|mme|mlle|monsieur|madame|herr|frau|dr|ir|ing|prof|heer|m|"
    r"t\.a\.v|attn|contact)\b[.:]?\s*)+",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(
    r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*|(?:van|de|den|der|het|ten|ter|te|du|des|la|le|von|zu|di|da|al|el|op|'t|y|i)"
)
_NOT_A_PERSON = re.compile(
    r"dienst|departement|department|service|afdeling|direct|bureau|office|desk|info|team|cel\b|unit|aankoop|inkoop|achat|"
    r"marché|procure|purchas|tender|contract|gemeente|stad|ville|commune|kommune|division|abteilung|stelle|amt\b|verwaltung|"
    r"secretari|administra|beheer|facility|juridi|legal|centr|ufficio|settore|wydział|dział|urząd|zamówień|hospital|"
    r"ziekenhuis|school|univers|avdeling|innkjøp|enhet|customer|sourcing|beschaffung|vergabe|projet|project|general|dpt|negociado|servi[cç]io|bereich|lead\b",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[,;/|&—–()]| - | en | et | and | und | oder | of | ou ")
_MOST_PEOPLE = 60
_LONGEST_NAME = 300
_LONGEST_CODE = 1_000


def title(text: str | None, people: Iterable[str] = ()) -> str | None:
    """Return a tidy text of one line, at most as long as the title of a need."""
    tidy = _tidy(text, people, LONGEST_TITLE)
    return None if tidy is None else tidy.replace("\n", " ")


def code(text: str | None) -> str | None:
    """Return an identifier, a version or an address as it was written, without space, control characters or mailbox."""
    tidy = _MAILBOX.sub(MAILBOX, _CONTROL.sub("", (text or "")[:_LONGEST_CODE]).strip())
    return tidy or None


def prose(text: str | None, people: Iterable[str] = ()) -> str | None:
    """Return a tidy text of several lines, at most as long as the description of a need."""
    return _tidy(text, people, LONGEST_TEXT)


def people_in(names: Iterable[str | None], *, organisations: Iterable[str | None] = ()) -> tuple[str, ...]:
    """Return which of the names of contact points are those of persons; “Helpdesk” and “Dienst aankoop” are not.

    A part of the name of an organisation, such as “Distrito de Fuencarral”, is no person either.
    """
    public = " | ".join(filter(None, organisations)).lower()
    found: dict[str, None] = {}
    for written in names:
        for part in _SEPARATORS.split(" ".join((written or "")[:_LONGEST_NAME].split())):
            bare = _TITLES.sub("", part.strip()).strip(" .:")
            if _is_person(bare) and bare.lower() not in public:
                found.setdefault(bare)
    return tuple(sorted(found, key=len, reverse=True)[:_MOST_PEOPLE])


def _is_person(name: str) -> bool:
    parts = name.split()
    proper = [part for part in parts if part[:1].isupper()]
    return (
        2 <= len(parts) <= 6  # noqa: PLR2004 - first name, particles, family names
        and len(proper) >= 2  # noqa: PLR2004 - same
        and all(_NAME_WORD.fullmatch(part) for part in parts)
        and not _NOT_A_PERSON.search(name)
    )


def _telephone(found: re.Match[str]) -> str:
    """Return the mask; after “tel.” the match begins with the point or the space."""
    return TELEPHONE if found[0][0] in "+0" else f" {TELEPHONE}"


def _tidy(text: str | None, people: Iterable[str], longest: int) -> str | None:
    """Mask before cutting, so that no half of a mailbox stays at the end."""
    if not text:
        return None
    known = unicodedata.normalize("NFC", _CONTROL.sub(" ", text[: longest + 500].replace("\r", "\n")))
    known = _LINES.sub("\n", _SPACES.sub(" ", known)).strip()
    known = _TELEPHONE.sub(_telephone, _MAILBOX.sub(MAILBOX, known))
    for name in people:
        known = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", PERSON, known, flags=re.IGNORECASE)
    if len(known) > longest:
        known = known[: longest - 1].rstrip() + "…"
    return known.strip() or None
