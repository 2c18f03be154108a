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
from supplier_guide.web.params import PARAMETERS, query_pairs
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
    "size": "Aantal per pagina",
    "lat": "Breedtegraad",
    "lon": "Lengtegraad",
}
_MOST_SUGGESTIONS = 8


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
    view = ErrorView(
        heading=HEADINGS.get(status, ELSE),
        message=error.message,
        field=FIELDS.get(error.field or "", ""),
        suggestions=tuple(_suggestions(error, kept, request)) if searched else (),
        successor=_successor(error),
        asked=searched,
        without=f"/zoeken?{urlencode(kept)}" if searched and len(kept) < len(asked) else "",
        ours=status >= HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    bar = _bar(asked, kept, error) if searched else SearchBar(folds=False)
    frame = Frame(view.heading, view.message, request.url.path, indexed=False, search=bar)
    body = render("error.html", frame=frame, canonical="", stamp="", data_version="", view=view)
    return Response(body, status, media_type=HTML)


def _asked(request: Request) -> list[tuple[str, str]]:
    """Return the parameters that we know, as they were typed; nothing when they cannot even be read."""
    known = {p.name for p in PARAMETERS}
    try:
        return [(name, value) for name, value in query_pairs(request.scope["query_string"]) if name in known]
    except GuideError:
        return []


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
    if error.field is None or error.field not in FIELDS:
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
