"""Needs and notices posted to the API."""

import json
from typing import Any

import httpx

from supplier_guide.web.need_documentation import EXAMPLE

ROOT = "/api/v1"


def need(*, lots: Any = ..., **more: Any) -> dict[str, Any]:
    """Return the need of the documentation, changed; ``lot`` fields go into its only lot."""
    whole: dict[str, Any] = json.loads(json.dumps(EXAMPLE))
    whole["lots"] = whole["lots"] if lots is ... else lots
    return whole | more


def with_lot(**more: Any) -> dict[str, Any]:
    return need(lots=[{**EXAMPLE["lots"][0], **more}])


def post(api: httpx.Client, path: str, body: Any, status: int = 200) -> dict[str, Any]:
    reply = api.post(f"{ROOT}{path}", json=body)
    assert reply.status_code == status, reply.text
    assert reply.headers["cache-control"] == "no-store"
    found: dict[str, Any] = reply.json()
    return found if status == 200 else found["error"]


def notice(api: httpx.Client, body: bytes, kind: str = "application/xml", status: int = 200) -> dict[str, Any]:
    reply = api.post(f"{ROOT}/match/notice", content=body, headers={"Content-Type": kind})
    assert reply.status_code == status, reply.text
    found: dict[str, Any] = reply.json()
    return found if status == 200 else found["error"]
