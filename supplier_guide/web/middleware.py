"""Around every request: security headers, CORS, a request id, a rate limit, metrics, a log without persons."""

import logging
import secrets
import time
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from supplier_guide.errors import TooMany
from supplier_guide.web.errors import Reply, unforeseen
from supplier_guide.web.limiting import Limit, visitor_of
from supplier_guide.web.metrics import Metrics

_LOG = logging.getLogger("supplier_guide.requests")

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_ALWAYS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"permissions-policy", b"geolocation=(self), camera=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
COSTLY = frozenset(
    {
        "/opdracht", "/opdracht/programma", "/opdracht/marktverkenning.pdf", "/opdracht/marktverkenning.csv",
        "/api/v1/match", "/api/v1/match/notice", "/api/v1/reservation/check",
    }
)  # fmt: skip
"""What is sent here is read and matched: seconds of work, where a search takes milliseconds."""
COSTLY_TO_READ = frozenset({"/opdracht", "/opdracht/marktverkenning.pdf", "/opdracht/marktverkenning.csv"})
"""Answers the same to a question in its address."""
_CORS = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Retry-After, X-Data-Version, X-Request-Id"),
]


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one visitor may ask: anything of the API, and what takes long to answer."""

    api: Limit
    costly: Limit


class Surroundings:
    """The middleware; plain ASGI, because it runs for every request."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, limits: Limits, reply: Reply) -> None:
        """Wrap ``app``; ``reply`` answers an error, so that what is refused or not foreseen has the headers too."""
        self._app = app
        self._metrics = metrics
        self._reply = reply
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        request_id = secrets.token_hex(8)
        method = scope["method"]
        if method == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        scope.setdefault("state", {})["request_id"] = request_id
        api = scope["path"].startswith("/api/")
        sent = {"status": 0}

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent["status"] = message["status"]
                _add_headers(message, api=api, request_id=request_id)
            await send(message)

        try:
            await self._answer(scope, receive, with_headers, api=api)
        except Exception:
            _LOG.exception(orjson.dumps({"failed": _route(scope), "request_id": request_id}).decode())
            if sent["status"]:  # begun already: breaking the connection off is the only way to say so
                raise
            await self._reply(Request(scope), unforeseen())(scope, receive, with_headers)
        finally:
            self._record(scope, method, sent["status"], time.perf_counter() - began)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, *, api: bool) -> None:
        if api and scope["method"] == "OPTIONS":
            await _preflight(send, asked=scope["path"] in COSTLY)
            return
        wait = self._wait(scope, api=api)
        if wait:
            self._metrics.refused.inc()
            await self._reply(Request(scope), _too_many(wait))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _wait(self, scope: Scope, *, api: bool) -> int:
        """Count a request; return 0 when it may go on, else the seconds to wait."""
        client = scope.get("client")
        visitor, now = visitor_of(client[0] if client else ""), time.time()
        wait = self._limits.api.wait(visitor, now) if api else 0
        if not wait and _is_costly(scope):
            wait = self._limits.costly.wait(visitor, now)
        return wait

    def _record(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        route = _route(scope)
        self._metrics.latency.labels(route, str(status)).observe(seconds)
        if _LOG.isEnabledFor(logging.INFO):
            # The route, never the address bar, the address of the visitor or the browser: those can name persons.
            line = {"route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
            _LOG.info(orjson.dumps(line | {"request_id": scope["state"]["request_id"]}).decode())


def _is_costly(scope: Scope) -> bool:
    if scope["method"] == "POST":
        return scope["path"] in COSTLY
    return bool(scope["query_string"]) and scope["path"] in COSTLY_TO_READ


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "other")


def _without_body(send: Send) -> Send:
    """Answer HEAD as GET, headers and all, with nothing after them."""

    async def head_only(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return head_only


def _add_headers(message: MutableMapping[str, Any], *, api: bool, request_id: str) -> None:
    headers = [*message.get("headers", []), *_ALWAYS, (b"x-request-id", request_id.encode())]
    message["headers"] = headers + _CORS if api else headers


def _too_many(wait: int) -> TooMany:
    message = f"Te veel vragen in een minuut. Probeer opnieuw over {wait} seconden."
    return TooMany("too_many_requests", message, extra={"retry_after": wait})


async def _preflight(send: Send, *, asked: bool) -> None:
    """Say what a page elsewhere may do at an address: read, or where it is ``asked`` by a body, ask."""
    methods = b"POST, OPTIONS" if asked else b"GET, HEAD, OPTIONS"
    headers = [
        (b"allow", methods),
        (b"access-control-allow-methods", methods),
        (b"access-control-allow-headers", b"If-None-Match, Content-Type"),
        (b"access-control-max-age", b"86400"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
