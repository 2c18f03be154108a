"""For those who run the service: alive, ready, metrics."""

from contextlib import suppress
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from supplier_guide.directory.indexing import last_change
from supplier_guide.errors import Away
from supplier_guide.web.access import library_of
from supplier_guide.web.metrics import Metrics
from supplier_guide.web.replies import json_bytes, json_reply

router = APIRouter(include_in_schema=False)
_NEVER = {"Cache-Control": "no-store"}


@router.get("/api/v1/openapi.json")
def openapi(request: Request) -> Response:
    """Describe the API."""
    return json_reply(request, request.app.openapi())


@router.get("/healthz")
def healthz() -> Response:
    """Say that the process lives."""
    return Response(json_bytes({"status": "ok"}), media_type="application/json", headers=_NEVER)


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Say of each part whether it can be reached, with 503 when one cannot."""
    library = library_of(request)
    parts: dict[str, str] = {}
    try:
        library.store.ping()
    except Away as error:
        parts["store"] = error.message
    wrong = library.engine.health()
    if wrong is not None:
        parts["engine"] = wrong
    content: dict[str, Any] = {
        "status": "unavailable" if parts else "ok",
        "store": parts.get("store", "ok"),
        "engine": parts.get("engine", "ok"),
        "data_version": str(library.engine.applied()),
    }
    headers = {**_NEVER, **({"Retry-After": "5"} if parts else {})}
    return Response(json_bytes(content), 503 if parts else 200, media_type="application/json", headers=headers)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give the figures that Prometheus reads."""
    figures: Metrics = request.app.state.metrics
    library = library_of(request)
    applied = library.engine.applied()
    figures.applied.set(applied)
    with suppress(Away):  # a store that is away is told by /readyz; the other figures are wanted all the more
        figures.lag.set(max(last_change(library.store) - applied, 0))
    return Response(figures.text(), media_type="text/plain; version=0.0.4", headers=_NEVER)
