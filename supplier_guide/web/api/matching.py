"""`POST /match`, `/match/notice`, `/reservation/check`: questions too long for an address; they change nothing."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from supplier_guide.matching.answering import answer, check_need
from supplier_guide.matching.from_notice import answer_notice
from supplier_guide.matching.presenting import answer_json, checked_json
from supplier_guide.matching.reading import read_need
from supplier_guide.notices.reading import read_notice
from supplier_guide.web import match_documentation as doc
from supplier_guide.web.access import parts_of, today_of
from supplier_guide.web.bodies import body_of
from supplier_guide.web.params import query_pairs, read_values
from supplier_guide.web.replies import json_bytes

router = APIRouter(prefix="/api/v1")

NeedBody = Annotated[bytes, Depends(body_of(*doc.NEED_TYPES))]
NoticeBody = Annotated[bytes, Depends(body_of(*doc.NOTICE_TYPES))]


@router.post("/match", summary="Wie kan deze opdracht uitvoeren?", openapi_extra=doc.match())
def match(request: Request, body: NeedBody) -> Response:
    """Geef per perceel wat we begrepen, of u mag voorbehouden, wie past en waarom, en wie niet."""
    _no_parameters(request)
    parts = parts_of(request)
    answered = answer(parts, read_need(body), today=today_of(request))
    return _reply(answer_json(answered, notice=None, rules_version=parts.rules.rules_version))


@router.post("/match/notice", summary="Wie past bij deze aankondiging?", openapi_extra=doc.match_notice())
def match_notice(request: Request, body: NoticeBody) -> Response:
    """Lees een aankondiging (eForms of TED in XML, OCDS in JSON) en geef hetzelfde antwoord als bij een opdracht."""
    _no_parameters(request)
    parts, notice = parts_of(request), read_notice(body)
    answered = answer_notice(parts, notice, today=today_of(request))
    return _reply(answer_json(answered, notice=notice, rules_version=parts.rules.rules_version))


@router.post("/reservation/check", summary="Mag ik deze opdracht voorbehouden?", openapi_extra=doc.reservation_check())
def reservation_check(request: Request, body: NeedBody) -> Response:
    """Toets een opdracht van één perceel aan de regels over voorbehouden opdrachten van haar datum."""
    _no_parameters(request)
    return _reply(checked_json(check_need(parts_of(request), read_need(body), today=today_of(request))))


def _no_parameters(request: Request) -> None:
    read_values(query_pairs(request.scope["query_string"]), {}, strict=True)


def _reply(content: dict[str, Any]) -> Response:
    """Return what was asked for once: what somebody plans to buy is not for caches to keep."""
    return Response(json_bytes(content), media_type="application/json", headers={"Cache-Control": "no-store"})
