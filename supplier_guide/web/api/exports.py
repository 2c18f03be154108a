"""`GET /export/enterprises.{json,csv,jsonld}`: all public data, from a file that is written once per data version."""

from http import HTTPStatus

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from supplier_guide.directory.licences import LICENCE_URL
from supplier_guide.errors import NotFoundError
from supplier_guide.web import documentation as doc
from supplier_guide.web.access import library_of
from supplier_guide.web.downloads import Downloads, pieces
from supplier_guide.web.params import query_pairs, read_values
from supplier_guide.web.replies import REVALIDATE, matches

router = APIRouter(prefix="/api/v1/export")

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
}


@router.get("/enterprises.{extension}", summary="Alle open gegevens", openapi_extra=doc.export(MEDIA_TYPES))  # noqa: FAST003 - a declared one would be described twice
def export(request: Request) -> Response:
    """Geef alle ondernemingen die gepubliceerd zijn, zonder interne notities, met licentie en versie."""
    read_values(query_pairs(request.scope["query_string"]), {}, strict=True)
    extension = request.path_params["extension"]
    if extension not in MEDIA_TYPES:
        known = [f"enterprises.{e}" for e in MEDIA_TYPES]
        raise NotFoundError("unknown_format", f"Kies uit {', '.join(known)}.", field="extension", suggestions=known)
    downloads: Downloads = request.app.state.downloads
    found = downloads.newest(library_of(request), extension)
    headers = {
        "ETag": f'W/"{found.digest}"',
        "Cache-Control": REVALIDATE,
        "Link": f'<{LICENCE_URL}>; rel="license"',
        "X-Data-Version": found.state.version,
        "Content-Disposition": f'attachment; filename="waar-sociaal-aankopen-{found.state.version}.{extension}"',
    }
    if matches(request, headers["ETag"]):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers["Content-Length"] = str(found.size)
    return StreamingResponse(pieces(found), media_type=MEDIA_TYPES[extension], headers=headers)
