"""Errors as pages: what is wrong, and a next step; the fields that were right stay filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from supplier_guide.errors import GuideError
from supplier_guide.web.access import library_of
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.filters import Labels
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import HTML, Frame, SearchBar
from supplier_guide.web.params import PARAMETERS, query_pairs, straight
from supplier_guide.web.templating import render

HEADINGS = {
    HTTPStatus.BAD_REQUEST: "Deze vraag kunnen we niet lezen",
    HTTPStatus.NOT_FOUND: "Deze pagina bestaat niet",
    HTTPStatus.GONE: "Deze onderneming staat niet meer in de lijst",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Dit is te groot",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Dit soort bestand lezen we niet",
    HTTPStatus.UNPROCESSABLE_ENTITY: "We begrijpen een deel van uw vraag niet",
    HTTPStatus.TOO_MANY_REQUESTS: "Even geduld: te veel vragen na elkaar",
    HTTPStatus.SERVICE_UNAVAILABLE: "Zoeken lukt nu even niet",
}
ELSE = "Er ging iets mis bij ons"
FIELDS = {
    "q": "Wat zoekt u?",
    "place": "Waar?",
    "rubric": "Rubriek",
    "mode": "Manier van werken",
    "recognition": "Erkenning",
    "qualifies": "Voorbehouden opdracht",
    "province": "Provincie",
    "certificate": "Certificaat",
    "network": "Netwerk",
    "radius_km": "Straal",
    "reach": "Afstand",
    "sort": "Volgorde",
    "page": "Pagina",
    "pagina": "Pagina",
    "size": "Aantal per pagina",
    "lat": "Plek op de kaart",
    "lon": "Plek op de kaart",
}
# Filters whose values have a name to show; of the others the values are words of the program.
_NAMED = ("q", "place", "rubric", "mode", "recognition", "province", "certificate", "network")
# What an error says to a program, said to a person; ``{value}`` is what was typed.
_PLAIN = {
    "not_a_number": "“{value}” is geen getal.",
    "not_a_boolean": "Deze keuze kennen we niet.",
    "unknown_reach": "Deze keuze kennen we niet. Kies er een uit de lijst.",
    "unknown_sort": "Deze keuze kennen we niet. Kies er een uit de lijst.",
    "repeated_parameter": "Dit staat meer dan één keer in uw vraag. Vul het één keer in.",
    "too_many_values": "U koos er te veel. Kies er hoogstens 50.",
    "too_many_parameters": "Het adres bevat te veel onderdelen.",
    "broken_encoding": "Het adres bevat tekens die we niet kunnen lezen.",
    "control_character": "Uw vraag bevat een teken dat u niet ziet. Typ ze opnieuw.",
    "page_out_of_range": "Deze pagina is er niet; we tonen ten hoogste tienduizend ondernemingen. Verfijn uw vraag.",
    "size_out_of_range": "Kies een aantal van 1 tot 100.",
    "radius_km_out_of_range": "Kies een afstand van 1 tot 200 km.",
    "lat_out_of_range": "Deze plek kunnen we niet lezen. Vul een gemeente of postcode in.",
    "lon_out_of_range": "Deze plek kunnen we niet lezen. Vul een gemeente of postcode in.",
    "incomplete_coordinates": "Deze plek kunnen we niet lezen. Vul een gemeente of postcode in.",
    "place_and_coordinates": "U vroeg een gemeente én een plek op de kaart. Kies een van beide.",
}
_HINTS = (" Bedoelt u ", " Kies uit ")
_MOST_SUGGESTIONS = 8
_DESCRIBED = 200
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ErrorView:
    """An error for people; ``field`` is the label of what was not understood."""

    heading: str
    message: str
    field: str
    suggestions: tuple[Link, ...]
    successor: Link | None
    asked: bool
    without: str
    ours: bool


def error_page(request: Request, error: GuideError, status: HTTPStatus) -> Response:
    """Return the page for an error; it needs neither store nor index, which may be the very thing that is away."""
    asked = _asked(request)
    kept = [(name, value) for name, value in asked if name != error.field]
    searched = request.url.path == "/zoeken"
    suggestions = tuple(_suggestions(error, kept, request)) if searched else ()
    view = ErrorView(
        heading=HEADINGS.get(status, ELSE),
        message=_plain(error, request, offered=bool(suggestions)),
        field=_label(request, error),
        suggestions=suggestions,
        successor=_successor(error),
        asked=searched,
        without=f"/zoeken?{urlencode(kept)}" if searched and len(kept) < len(asked) else "",
        ours=status >= HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    bar = _bar(asked, kept, error) if searched else SearchBar(folds=False)
    description = f"{view.heading}. {view.message}"[:_DESCRIBED]
    frame = Frame(view.heading, description, request.url.path, indexed=False, search=bar)
    body = render("error.html", frame=frame, canonical="", stamp="", data_version="", view=view)
    return Response(body, status, media_type=HTML)


def _plain(error: GuideError, request: Request, *, offered: bool) -> str:
    """Return what is wrong, for people: without names of the program, nor what is ``offered`` as links below it."""
    said = _PLAIN.get(error.code)
    if said:
        return said.format(value=dict(_typed(request)).get(error.field or "", "")[:_SHOWN])
    message = error.message
    for hint in _HINTS if offered else ():
        message = message.partition(hint)[0]
    return message


def _label(request: Request, error: GuideError) -> str:
    """Return the label of the field that was not understood, as it stands on the page that was asked for."""
    if request.url.path == "/contact":
        return "Gemeente of postcode"
    return FIELDS.get(error.field or "", "") if request.url.path in {"/zoeken", "/a-z"} else ""


def _typed(request: Request) -> list[tuple[str, str]]:
    """Return the parameters as they were typed; nothing when they cannot even be read."""
    try:
        return straight(query_pairs(request.scope["query_string"]))
    except GuideError:
        return []


def _asked(request: Request) -> list[tuple[str, str]]:
    """Return the parameters that we know, as they were typed."""
    known = {p.name for p in PARAMETERS}
    return [(name, value) for name, value in _typed(request) if name in known]


def _bar(asked: list[tuple[str, str]], kept: list[tuple[str, str]], error: GuideError) -> SearchBar:
    typed = dict(reversed(asked))
    return SearchBar(
        q=typed.get("q", ""),
        place=typed.get("place", ""),
        hidden=tuple((name, value) for name, value in kept if name not in {"q", "place", "page"}),
        folds=False,
        invalid=error.field if error.field in {"q", "place"} else "",
    )


def _suggestions(error: GuideError, kept: list[tuple[str, str]], request: Request) -> Iterable[Link]:
    if error.field not in _NAMED:
        return
    library = library_of(request)
    labels = Labels(library.catalogue, library.gazetteer)
    for value in error.suggestions[:_MOST_SUGGESTIONS]:
        yield Link(labels.of(error.field, str(value)), f"/zoeken?{urlencode([*kept, (error.field, str(value))])}")


def _successor(error: GuideError) -> Link | None:
    heir = error.extra.get("merged_into")
    if not isinstance(heir, str):
        return None
    return Link(str(error.extra.get("merged_name") or heir), addresses.enterprise(heir))
