"""The OpenAPI description: parameters, replies and examples of each route."""

from collections.abc import Mapping
from typing import Any

from supplier_guide.web.params import PARAMETERS, Parameter

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
_LABELS: Schema = {"type": "object", "properties": dict.fromkeys(("nl", "fr", "en"), _TEXT)}


def an_object(**properties: Schema) -> Schema:
    """Return the schema of an object in which these properties are always there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def a_list(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


SUGGESTION = an_object(
    kind={"type": "string", "enum": ["rubric", "enterprise", "place", "cpv", "word"]},
    value=_TEXT,
    label=_TEXT,
    hint=_TEXT,
)
PLACE = an_object(
    code=_TEXT, label=_TEXT, kind=_TEXT, postal_codes=a_list(_TEXT), lat={"type": "number"}, lon={"type": "number"}
)
DESK = an_object(
    region=_TEXT,
    name=_TEXT,
    municipalities=a_list(_TEXT),
    phone=_MAYBE_TEXT,
    mailbox=_MAYBE_TEXT,
    website=_MAYBE_TEXT,
    source=_MAYBE_TEXT,
)
RUBRIC = an_object(
    id=_TEXT,
    parent=_MAYBE_TEXT,
    labels=_LABELS,
    synonyms=a_list(_TEXT),
    cpv_prefixes=a_list(_TEXT),
    count={"type": "integer"},
    children=a_list({"type": "object"}),
)
RECOGNITION = an_object(
    kind=_TEXT,
    labels=_LABELS,
    region=_TEXT,
    legal_basis=_MAYBE_TEXT,
    valid_from=_MAYBE_TEXT,
    valid_until=_MAYBE_TEXT,
    art15=_TEXT,
    meaning=_TEXT,
)
_HIT = an_object(
    id=_TEXT,
    name=_TEXT,
    url=_TEXT,
    recognitions=a_list(an_object(kind=_TEXT, label=_TEXT)),
    rubrics=a_list(an_object(id=_TEXT, label=_TEXT)),
    municipality=_MAYBE_TEXT,
    province=_MAYBE_TEXT,
    lat=_MAYBE_NUMBER,
    lon=_MAYBE_NUMBER,
    distance_km=_MAYBE_NUMBER,
    coverage={"enum": ["full", "partial", "none", "unknown", None]},
    summary=_MAYBE_TEXT,
    highlights=a_list(_TEXT),
    reasons=a_list(an_object(criterion=_TEXT, label=_TEXT)),
    score=_MAYBE_NUMBER,
    widened={"type": "boolean"},
    confirmed_on=_MAYBE_TEXT,
)
_FACET = a_list(an_object(value=_TEXT, label=_TEXT, count={"type": "integer", "minimum": 1}))
_SEARCH_REPLY = an_object(
    total={"type": "integer"},
    page={"type": "integer"},
    size={"type": "integer"},
    query=an_object(
        q=_TEXT,
        corrections=a_list({"type": "object"}),
        places=a_list({"type": "object"}),
        from_text=a_list({"type": "object"}),
        widened=a_list({"type": "object"}),
        also_try=a_list({"type": "object"}),
    ),
    hits=a_list(_HIT),
    facets={"type": "object", "additionalProperties": _FACET},
    data_version=_TEXT,
)
_ERROR = an_object(
    error=an_object(code=_TEXT, message=_TEXT, field=_MAYBE_TEXT, suggestions={"type": "array"}),
)
_REFUSALS = {
    "400": "De vraag is niet te lezen.",
    "404": "Dit bestaat niet.",
    "422": "Een waarde is onbekend of onmogelijk.",
    "429": "Te veel vragen; zie Retry-After.",
    "503": "Zoeken kan even niet; zie Retry-After.",
}
_OF_BODIES = {
    "413": "U stuurt meer dan 10 MB, of meer percelen of onderdelen dan we lezen.",
    "415": "Dit soort bestand of tekst lezen we niet.",
}
_GONE = {"410": "Samengevoegd met een andere onderneming of niet meer in de lijst."}


def search() -> dict[str, Any]:
    """Describe `GET /enterprises`."""
    example = {"total": 0, "page": 1, "size": 20, "hits": [], "facets": {}, "data_version": "227"}
    return {
        "parameters": [p.openapi() for p in PARAMETERS],
        "responses": _responses(_SEARCH_REPLY, example=example),
    }


def enterprise() -> dict[str, Any]:
    """Describe `GET /enterprises/{id}`."""
    parameter = {
        "name": "enterprise_id",
        "in": "path",
        "required": True,
        "description": "Vaste code van de onderneming.",
        "schema": {"type": "string", "pattern": "^[a-z0-9-]{2,64}$"},
        "example": "ryhove",
    }
    schema = an_object(id=_TEXT, name=_TEXT, status=_TEXT, data_version=_TEXT)
    return {"parameters": [parameter], "responses": _responses(schema, more=_GONE)}


def listing(*parameters: Parameter, item: Schema) -> dict[str, Any]:
    """Describe a route that answers with ``items``."""
    schema = an_object(items=a_list(item), data_version=_TEXT)
    return {"parameters": [p.openapi() for p in parameters], "responses": _responses(schema)}


def one(item: Schema) -> dict[str, Any]:
    """Describe a route that answers with one rubric."""
    parameter = {
        "name": "rubric_id",
        "in": "path",
        "required": True,
        "description": "Code van de rubriek.",
        "schema": {"type": "string"},
        "example": "R03",
    }
    return {"parameters": [parameter], "responses": _responses(item)}


def export(media_types: Mapping[str, str]) -> dict[str, Any]:
    """Describe the export of all public data."""
    parameter = {
        "name": "extension",
        "in": "path",
        "required": True,
        "description": "Formaat: json, csv of jsonld (schema.org).",
        "schema": {"type": "string", "enum": list(media_types)},
        "example": "json",
    }
    content: dict[str, Any] = {kind.split(";")[0]: {"schema": {}} for kind in media_types.values()}
    return {
        "parameters": [parameter],
        "responses": {**_responses({}), "200": {"description": "Alles.", "content": content}},
    }


def posted(body: Mapping[str, Any], reply: Schema) -> dict[str, Any]:
    """Describe a route that takes a body and answers it once; nothing of it is kept."""
    responses = _responses(reply, more=_OF_BODIES)
    return {"requestBody": dict(body), "responses": {s: r for s, r in responses.items() if s not in {"304", "404"}}}


def _responses(
    schema: Schema, *, more: Mapping[str, str] | None = None, example: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    content: dict[str, Any] = {"schema": schema}
    if example is not None:
        content["example"] = dict(example)
    refusals = {**_REFUSALS, **(more or {})}
    return {
        "200": {"description": "Het antwoord.", "content": {"application/json": content}},
        "304": {"description": "Niet veranderd sinds de meegegeven ETag."},
        **{
            status: {"description": text, "content": {"application/json": {"schema": _ERROR}}}
            for status, text in refusals.items()
        },
    }
