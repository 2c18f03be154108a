"""A-Z: all enterprises by name."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.directory import browsing
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, Visit, visit
from supplier_guide.web.pages.wording import enterprises
from supplier_guide.web.params import query_pairs, whole

router = APIRouter(include_in_schema=False)
ALPHABET = "abcdefghijklmnopqrstuvwxyz" + browsing.DIGITS


@dataclass(frozen=True, slots=True)
class Letter:
    """An initial; without enterprises it leads nowhere."""

    label: str
    spoken: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An enterprise in the register."""

    name: str
    href: str
    town: str


@dataclass(frozen=True, slots=True)
class RegisterView:
    """One page of the register."""

    heading: str
    amount: str
    letters: tuple[Letter, ...]
    entries: tuple[Entry, ...]
    now: str
    before: Link | None
    after: Link | None


@router.get("/a-z")
def register_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show the enterprises under one initial."""
    asked = dict(query_pairs(visit.request.scope["query_string"]))
    letter = asked.get("letter", "").strip().lower()
    page = whole("pagina", asked["pagina"]) if "pagina" in asked else 1
    found = browsing.register(visit.library, letter, page=page)
    frame = Frame(
        f"A-Z: {_label(found.initial)}" if letter else "A-Z: alle ondernemingen",
        f"Alle ondernemingen uit de sociale economie in deze gids, op naam: {_label(found.initial)}.",
        _address(found.initial, page) if letter else "/a-z",
        here="A-Z",
    )
    return visit.page("register.html", frame, view=_view(found))


def _view(found: browsing.Register) -> RegisterView:
    return RegisterView(
        heading=_label(found.initial),
        amount=enterprises(found.initials.get(found.initial, 0)),
        letters=tuple(_letter(c, found) for c in ALPHABET),
        entries=tuple(
            Entry(e.name, addresses.enterprise(e.id), e.seat.municipality if e.seat and e.seat.municipality else "")
            for e in found.enterprises
        ),
        now=f"Pagina {found.page} van {found.pages}" if found.pages > 1 else "",
        before=Link("Vorige", _address(found.initial, found.page - 1)) if found.page > 1 else None,
        after=Link("Volgende", _address(found.initial, found.page + 1)) if found.page < found.pages else None,
    )


def _letter(initial: str, found: browsing.Register) -> Letter:
    amount = found.initials.get(initial, 0)
    spoken = f"{_label(initial)}, {enterprises(amount)}"
    return Letter(_label(initial), spoken, _address(initial, 1) if amount else "", initial == found.initial)


def _label(initial: str) -> str:
    return "0-9" if initial == browsing.DIGITS else initial.upper()


def _address(initial: str, page: int) -> str:
    return f"/a-z?letter={initial}" + (f"&pagina={page}" if page > 1 else "")
