"""From an error of ours to an HTTP reply: JSON under ``/api``, a page elsewhere."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from supplier_guide.errors import (
    Away,
    Conflict,
    GoneError,
    GuideError,
    Malformed,
    NotFoundError,
    TooLarge,
    TooMany,
    Unprocessable,
    UnsupportedFormat,
)

STATUS: dict[type[GuideError], HTTPStatus] = {
    Malformed: HTTPStatus.BAD_REQUEST,
    NotFoundError: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    GoneError: HTTPStatus.GONE,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedFormat: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Unprocessable: HTTPStatus.UNPROCESSABLE_ENTITY,
    TooMany: HTTPStatus.TOO_MANY_REQUESTS,
    Away: HTTPStatus.SERVICE_UNAVAILABLE,
}
RETRY_AFTER_S = 5

ErrorPage = Callable[[Request, GuideError, HTTPStatus], Response]
Reply = Callable[[Request, GuideError], Response]


def status_of(error: GuideError) -> HTTPStatus:
    """Return the HTTP status of an error."""
    kinds = (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return next(kinds, HTTPStatus.INTERNAL_SERVER_ERROR)


def error_json(error: GuideError) -> bytes:
    """Return the error object of `docs/api.md`."""
    body: dict[str, Any] = {
        "code": error.code,
        "message": error.message,
        "field": error.field,
        "suggestions": list(error.suggestions),
    }
    return orjson.dumps({"error": body | {k: v for k, v in error.extra.items() if k not in body}})


def retry_headers(error: GuideError) -> dict[str, str]:
    """Return ``Retry-After`` for errors that pass."""
    if isinstance(error, (Away, TooMany)):
        return {"Retry-After": str(error.extra.get("retry_after", RETRY_AFTER_S))}
    return {}


def unforeseen() -> GuideError:
    """Return the error for what nobody foresaw."""
    message = "Er ging bij ons iets mis. Probeer het straks opnieuw; het is niet uw schuld."
    return GuideError("internal_error", message)


def install(app: FastAPI, page: ErrorPage) -> Reply:
    """Let every error of ours and of routing become a reply; ``page`` renders it for people.

    Gives the function that replies, for the middleware: FastAPI's own place for the unforeseen lies outside.
    """

    def reply(request: Request, error: GuideError) -> Response:
        status = status_of(error)
        headers = {"Cache-Control": "no-store", **retry_headers(error)}
        if request.url.path.startswith("/api/"):
            return Response(error_json(error), status, media_type="application/json", headers=headers)
        response = page(request, error, status)
        response.headers.update(headers)
        return response

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, GuideError)
        return reply(request, error)

    def routing(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = reply(request, _of_routing(request, error))
        response.status_code = error.status_code
        response.headers.update(error.headers or {})
        if response.headers.get("allow") == "GET":  # the middleware answers HEAD wherever GET is answered
            response.headers["allow"] = "GET, HEAD"
        return response

    def unreadable(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        in_path = any("path" in one["loc"][:1] for one in error.errors())
        return reply(request, _no_such_address() if in_path else _unreadable())

    app.add_exception_handler(GuideError, ours)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, routing)
    return reply


def _of_routing(request: Request, error: HTTPException) -> GuideError:
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        return Malformed("method_not_allowed", f"{request.method} kan hier niet; gebruik {allowed}.")
    if error.status_code == HTTPStatus.NOT_FOUND:
        return _no_such_address()
    return _unreadable()


def _no_such_address() -> NotFoundError:
    return NotFoundError("not_found", "Dit adres bestaat niet.")


def _unreadable() -> Malformed:
    return Malformed("bad_request", "Deze vraag kunnen we niet lezen.")
