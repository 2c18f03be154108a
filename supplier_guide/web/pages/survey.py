"""`/opdracht/marktverkenning.pdf` and `.csv`: an answer as a document, by the same address as the page."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide import paths
from supplier_guide.errors import Unprocessable
from supplier_guide.printing.press import Press
from supplier_guide.web.access import parts_of
from supplier_guide.web.multipart import read_body, read_form, too_large
from supplier_guide.web.needs.fields import make_form
from supplier_guide.web.needs.reading import read_need
from supplier_guide.web.needs.typed import Pairs, typed
from supplier_guide.web.pages.assignment import answer_of
from supplier_guide.web.pages.scope import read_scope
from supplier_guide.web.pages.shown import SURVEY, read_shown
from supplier_guide.web.pages.visit import Visit, visit
from supplier_guide.web.params import query_pairs
from supplier_guide.web.replies import tagged
from supplier_guide.web.survey.sheet import survey_csv
from supplier_guide.web.survey.view import Survey, survey

router = APIRouter(include_in_schema=False)
TEMPLATE = "marktverkenning.typ"
Make = Callable[[Visit, Survey], bytes]


def _pdf(visit: Visit, made: Survey) -> bytes:
    press: Press = visit.request.app.state.press
    return press.print(paths.templates("print") / TEMPLATE, asdict(made), on=visit.today).pdf


def _csv(_visit: Visit, made: Survey) -> bytes:
    return survey_csv(made)


_KINDS: dict[str, tuple[str, Make]] = {"pdf": ("application/pdf", _pdf), "csv": ("text/csv; charset=utf-8", _csv)}


@router.get(SURVEY + ".pdf")
def pdf_file(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Give the document of an answer that has an address."""
    return _file(visit, query_pairs(visit.request.scope["query_string"]), "pdf", posted=False)


@router.get(SURVEY + ".csv")
def csv_file(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Give the table of an answer that has an address."""
    return _file(visit, query_pairs(visit.request.scope["query_string"]), "csv", posted=False)


@router.post(SURVEY + ".pdf")
def sent_pdf(visit: Annotated[Visit, Depends(visit)], body: Annotated[bytes | None, Depends(read_body)]) -> Response:
    """Give the document of an answer that is too long for an address; caches keep nothing."""
    return _sent(visit, body, "pdf")


@router.post(SURVEY + ".csv")
def sent_csv(visit: Annotated[Visit, Depends(visit)], body: Annotated[bytes | None, Depends(read_body)]) -> Response:
    """Give the table of such an answer."""
    return _sent(visit, body, "csv")


def _sent(visit: Visit, body: bytes | None, kind: str) -> Response:
    if body is None:
        raise too_large()
    sent = read_form(visit.request.headers.get("content-type", ""), body)
    asked = query_pairs(visit.request.scope["query_string"])
    response = _file(visit, [*sent.pairs, *asked], kind, posted=True)
    response.headers["Cache-Control"] = "no-store"
    return response


def _file(visit: Visit, pairs: Pairs, kind: str, *, posted: bool) -> Response:
    scope, asked = read_scope(pairs), typed(pairs)
    reading = read_need(asked)
    if reading.complaints:
        form = make_form(asked, reading.complaints, visit.library.catalogue, {})
        field, complaint = form.faults[0]
        raise Unprocessable("unreadable_need", f"{field.label}: {complaint.message}", field=field.name)
    shown = read_shown(pairs, asked, posted=posted)
    answered = answer_of(visit, reading)
    made = survey(answered, reading, shown, visit, rules=parts_of(visit.request).rules, scope=scope)
    media_type, make = _KINDS[kind]
    response = tagged(visit.request, make(visit, made), media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{scope.name}-{visit.today.isoformat()}.{kind}"'
    response.headers["X-Data-Version"] = made.data_version
    response.headers["X-Robots-Tag"] = "noindex"
    return response
