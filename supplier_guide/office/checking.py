"""What a document must meet beyond its form: rubrics that exist, and no mailboxes of persons."""

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.slug import fold

_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSON = re.compile(r"([a-z][a-z-]*)[._]([a-z][a-z-]+)(?:[._][a-z-]+)?\d{0,3}")
_WORD = re.compile(r"[a-z]+")
# A mailbox with one of these words belongs to a function, however much it looks like a name.
_FUNCTIONS = (
    "aankoop accueil achats admin administratie algemeen aanvraag aanvragen atelier bestelling bestellingen "
    "boekhouding catering centrale commercieel communicatie compta comptabilite contact coordinatie dienst diensten "
    "dienstencheques directie direction factuur facturatie facturen fiets fietspunt groen groendienst hallo "
    "helpdesk hr hulp ict info inkoop invoice jobs keuken klanten klantendienst kringloop kringwinkel logistiek "
    "maatwerk magazijn mail marketing natuur offerte offertes onderhoud onthaal order orders personeel planning "
    "poets post productie pers privacy reception sales schoonmaak secretariaat secretariat shop sociaal sociale "
    "strijk strijkatelier support team transport vacature vacatures vente ventes verkoop vzw webshop welkom werk "
    "werkplaats winkel"
)


class Objection(NamedTuple):
    """Where in the document, why, and what would be right."""

    loc: tuple[int | str, ...]
    reason: str
    expected: str


def objections(enterprise: Enterprise, rubrics: Collection[str]) -> list[Objection]:
    """Return what is wrong with an enterprise whose form is right; ``rubrics`` are the ids of the lowest level."""
    return [*_rubrics(enterprise, rubrics), *_mailboxes(enterprise)]


def _rubrics(enterprise: Enterprise, rubrics: Collection[str]) -> Iterator[Objection]:
    for place, activity in enumerate(enterprise.activities):
        if activity.rubric in rubrics:
            continue
        loc = ("activities", place, "rubric")
        below = sorted(rubric for rubric in rubrics if rubric.startswith(f"{activity.rubric}."))
        if below:
            yield Objection(loc, f"{activity.rubric} is een hoofdrubriek", f"een van {', '.join(below)}")
        else:
            yield Objection(loc, f"{activity.rubric} is geen bestaande rubriek", _nearest(activity.rubric, rubrics))


def _nearest(wrong: str, rubrics: Collection[str]) -> str:
    """Return what may have been meant: the others of the same main rubric, else those that are spelled most alike."""
    siblings = sorted(rubric for rubric in rubrics if rubric.partition(".")[0] == wrong.partition(".")[0])
    if siblings:
        return f"een van {', '.join(siblings)}"
    close = get_close_matches(wrong, sorted(rubrics), n=3, cutoff=0.5)
    return f"bedoelde u {' of '.join(close)}?" if close else "een rubriek zoals R03.01"


def _mailboxes(enterprise: Enterprise) -> Iterator[Objection]:
    own = _own_words(enterprise)
    for loc, text in _texts(enterprise):
        for mailbox in _MAILBOX.findall(text):
            if is_personal(mailbox, own):
                reason = f"{mailbox} lijkt het adres van een persoon"
                yield Objection(loc, reason, "een algemene mailbox, zoals info@… of verkoop@…")


def is_personal(mailbox: str, own_words: Collection[str]) -> bool:
    """Whether a mailbox looks like ``firstname.lastname@``, and not like a function or the enterprise's own name."""
    name, _, domain = fold(mailbox).rpartition("@")
    person = _PERSON.fullmatch(name)
    known = {*_FUNCTIONS.split(), *own_words, *_WORD.findall(domain)}
    return person is not None and known.isdisjoint(_WORD.findall(name))


def _own_words(enterprise: Enterprise) -> set[str]:
    places = [site.municipality or "" for site in enterprise.sites]
    return set(_WORD.findall(fold(" ".join([enterprise.name, *enterprise.trade_names, *places]))))


def _texts(enterprise: Enterprise) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Give every text in which a mailbox may stand, with its place."""
    if enterprise.contact:
        yield ("contact", "email"), enterprise.contact.email or ""
        yield ("contact", "function"), enterprise.contact.function or ""
    yield ("summary",), enterprise.summary or ""
    yield ("notes",), enterprise.notes or ""
    for place, activity in enumerate(enterprise.activities):
        yield ("activities", place, "text"), activity.text or ""
