"""`GET /enterprises`, `/enterprises/{id}`, `/suggest`, `/places`, `/desks`, `/rubrics`, `/recognitions`."""

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from supplier_guide.directory.finding import find
from supplier_guide.directory.looking import desks_for, look_up, rubric_counts
from supplier_guide.directory.presenting import (
    answer_json,
    desk_json,
    enterprise_json,
    place_json,
    recognition_json,
    rubric_json,
)
from supplier_guide.directory.suggesting import suggest
from supplier_guide.errors import Unprocessable
from supplier_guide.web import documentation as doc
from supplier_guide.web.access import library_of, today_of
from supplier_guide.web.params import Parameter, query_pairs, read_question, read_values, text, whole
from supplier_guide.web.replies import json_reply

router = APIRouter(prefix="/api/v1")

MAX_SUGGESTIONS = 20
MAX_TYPED = 300


def _short(name: str, value: str) -> str:
    """Return what was typed so far, or refuse more than anybody types."""
    typed = text(name, value)
    if len(typed) > MAX_TYPED:
        message = f"{name} telt {len(typed)} tekens; hoogstens {MAX_TYPED} mag."
        raise Unprocessable(f"{name}_too_long", message, field=name)
    return typed


_Q = Parameter(
    "q", _short, "Het begin van een woord, naam, plaats of code.", {"type": "string", "maxLength": MAX_TYPED}, "gro"
)
_LIMIT = Parameter(
    "limit", whole, "Hoogstens zoveel regels, 1 tot 20 (standaard 10).",
    {"type": "integer", "minimum": 1, "maximum": MAX_SUGGESTIONS}, 8,
)  # fmt: skip
_PLACE = Parameter("place", text, "Gemeente, deelgemeente of postcode.", {"type": "string"}, "Aalst")


@router.get("/enterprises", summary="Zoek ondernemingen", openapi_extra=doc.search())
def enterprises(request: Request) -> Response:
    """Zoek op tekst, rubriek, plaats en meer; elke treffer zegt waarom hij er staat."""
    question = read_question(request.scope["query_string"], strict=True)
    return json_reply(request, answer_json(find(library_of(request), question, today=today_of(request))))


@router.get("/enterprises/{enterprise_id}", summary="Eén onderneming", openapi_extra=doc.enterprise())  # noqa: FAST003 - a declared one would be described twice
def enterprise(request: Request) -> Response:
    """Geef het hele document van een onderneming, met Nederlandse labels."""
    _no_parameters(request)
    library = library_of(request)
    document = enterprise_json(look_up(library, request.path_params["enterprise_id"]), library.catalogue)
    return _reply(request, document)


@router.get("/suggest", summary="Typhulp", openapi_extra=doc.listing(_Q, _LIMIT, item=doc.SUGGESTION))
def suggestions(request: Request) -> Response:
    """Geef rubrieken, woorden, ondernemingen, plaatsen en CPV-codes die beginnen zoals getypt."""
    values = _values(request, _Q, _LIMIT)
    limit = _limit(values)
    found = suggest(library_of(request), values.get("q", [""])[0], limit=limit)
    items = [{"kind": s.kind, "value": s.value, "label": s.label, "hint": s.hint} for s in found]
    return _reply(request, {"items": items})


@router.get("/places", summary="Plaatsen", openapi_extra=doc.listing(_Q, _LIMIT, item=doc.PLACE))
def places(request: Request) -> Response:
    """Geef gemeenten, deelgemeenten, postcodes en provincies die beginnen zoals getypt."""
    values = _values(request, _Q, _LIMIT)
    found = library_of(request).gazetteer.suggest(values.get("q", [""])[0], limit=_limit(values))
    return _reply(request, {"items": [place_json(p) for p in found]})


@router.get("/desks", summary="Regionale aanspreekpunten", openapi_extra=doc.listing(_PLACE, item=doc.DESK))
def desks(request: Request) -> Response:
    """Geef de aanspreekpunten sociale economie, van een gemeente of alle die we kennen."""
    library = library_of(request)
    asked = _values(request, _PLACE).get("place")
    if not asked:
        return _reply(request, {"items": [desk_json(d) for d in library.catalogue.desks]})
    place = library.gazetteer.resolve(asked[0])
    return _reply(request, {"items": [desk_json(d) for d in desks_for(library, place)]})


@router.get("/rubrics", summary="De rubrieken", openapi_extra=doc.listing(item=doc.RUBRIC))
def rubrics(request: Request) -> Response:
    """Geef de boom van rubrieken met labels, synoniemen, CPV-codes en aantallen ondernemingen."""
    _no_parameters(request)
    library = library_of(request)
    counts = rubric_counts(library)
    tree = [rubric_json(r, counts, library.catalogue.children(r.id)) for r in library.catalogue.parents()]
    return _reply(request, {"items": tree})


@router.get("/rubrics/{rubric_id}", summary="Eén rubriek", openapi_extra=doc.one(doc.RUBRIC))  # noqa: FAST003 - a declared one would be described twice
def rubric(request: Request) -> Response:
    """Geef een rubriek met wat eronder valt."""
    _no_parameters(request)
    library = library_of(request)
    found = library.catalogue.rubric(request.path_params["rubric_id"])
    return _reply(request, rubric_json(found, rubric_counts(library), library.catalogue.children(found.id)))


@router.get("/recognitions", summary="Soorten erkenning", openapi_extra=doc.listing(item=doc.RECOGNITION))
def recognitions(request: Request) -> Response:
    """Geef de soorten erkenning met hun wettelijke basis en wat ze betekenen voor artikel 15."""
    _no_parameters(request)
    kinds = library_of(request).catalogue.recognitions.values()
    return _reply(request, {"items": [recognition_json(k) for k in kinds]})


def _reply(request: Request, content: dict[str, Any]) -> Response:
    return json_reply(request, content | {"data_version": str(library_of(request).engine.applied())})


def _values(request: Request, *known: Parameter) -> dict[str, list[Any]]:
    return read_values(query_pairs(request.scope["query_string"]), {p.name: p for p in known}, strict=True)


def _no_parameters(request: Request) -> None:
    _values(request)


def _limit(values: dict[str, list[Any]]) -> int:
    limit: int = values.get("limit", [10])[0]
    if not 1 <= limit <= MAX_SUGGESTIONS:
        message = f"limit is {limit}; verwacht 1 tot {MAX_SUGGESTIONS}."
        raise Unprocessable("limit_out_of_range", message, field="limit")
    return limit
