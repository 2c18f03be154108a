"""Replies: JSON with a data version, entity tags, caching."""

from hashlib import blake2b
from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

REVALIDATE = "public, no-cache"
"""Caches may keep it, but ask each time: an imported enterprise is found at once."""


def tagged(
    request: Request, body: bytes, media_type: str, *, cache: str = REVALIDATE, status: int = HTTPStatus.OK
) -> Response:
    """Return ``body`` with its entity tag, or an empty 304 when the asker has it already."""
    tag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": cache}
    if status == HTTPStatus.OK and matches(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status, media_type=media_type, headers=headers)


def matches(request: Request, tag: str) -> bool:
    """Whether the asker holds the version with this tag."""
    held = request.headers.get("if-none-match", "")
    return "*" in held or tag.removeprefix("W/") in {h.strip().removeprefix("W/") for h in held.split(",")}


def json_reply(request: Request, content: dict[str, Any], *, cache: str = REVALIDATE) -> Response:
    """Return an object as JSON."""
    return tagged(request, json_bytes(content), "application/json", cache=cache)


def json_bytes(content: dict[str, Any]) -> bytes:
    """Return an object as the bytes of JSON."""
    return orjson.dumps(content)
