"""A purchase programme: load a list of planned purchases, see of each what can be bought socially, take it along.

Nothing is kept here: the answer carries the list that was loaded, so that a button of it can ask for the same answer
as a file, or again for another kind of buyer.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from threading import BoundedSemaphore
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.errors import Away, GuideError, Malformed
from supplier_guide.matching.programme import Programme
from supplier_guide.office.asking import answer_programme
from supplier_guide.office.programme_tables import COLUMNS, FORMATS, template_xlsx
from supplier_guide.web.access import parts_of
from supplier_guide.web.errors import retry_headers, status_of
from supplier_guide.web.multipart import MB, Sent, read_body, read_form, too_large
from supplier_guide.web.needs.fields import Field, make_form
from supplier_guide.web.needs.reading import Complaint, Reading, read_need
from supplier_guide.web.needs.typed import typed
from supplier_guide.web.pages.purchases import PurchasesView, purchases_view
from supplier_guide.web.pages.visit import Frame, Visit, visit

router = APIRouter(include_in_schema=False)
PATH = "/opdracht/programma"
TITLE = "Uw aankoopprogramma nakijken"
_MENU = "Wie kan mijn opdracht uitvoeren?"
_ASKED = ("koper", "regels", "overheid", "aangewezen")
AT_ONCE = 2
"""Lists that one process answers at the same time."""
_RETRY_AFTER_S = 30
_MOST_CARRIED = 7 * MB
"""A larger list would not fit in the form of the answer, where it takes a third more room."""
MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {".csv": "text/csv; charset=utf-8", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
)


@dataclass(frozen=True)
class BuyerView:
    """The fields that say who buys; ``more`` may stay folded, unless something stands in it."""

    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    unfolded: bool
    faults: tuple[tuple[Field, Complaint], ...]


@dataclass(frozen=True)
class EntranceView:
    """The form, with what is wrong; ``columns`` are those that we read: name, contents, example."""

    buyer: BuyerView
    wrong: str
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class AnswerView:
    """The answer; ``carried`` is the list itself in base64, empty when it is too large to go along."""

    purchases: PurchasesView
    buyer: BuyerView
    carried: str


@router.get(PATH)
def programme_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show the form."""
    return _form(visit, read_need(typed([])))


@router.get(f"{PATH}/sjabloon.xlsx")
def template() -> Response:
    """Give the workbook to fill in."""
    return _file(template_xlsx(), ".xlsx", "aankoopprogramma-sjabloon")


@router.post(PATH)
def sent_page(visit: Annotated[Visit, Depends(visit)], body: Annotated[bytes | None, Depends(read_body)]) -> Response:
    """Answer the list that was loaded, as a page or as a file; caches keep nothing."""
    response = _sent(visit, body)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sent(visit: Visit, body: bytes | None) -> Response:
    reading = read_need(typed([]))
    try:
        if body is None:
            raise too_large()
        sent = read_form(visit.request.headers.get("content-type", ""), body)
        reading = read_need(typed([(name, value) for name, value in sent.pairs if name in _ASKED]))
        if reading.need is None:
            return _form(visit, reading, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _answered(visit, reading, _list_of(sent), sent)
    except GuideError as error:
        response = _form(visit, reading, error.message, status=status_of(error))
        response.headers.update(retry_headers(error))
        return response


def _list_of(sent: Sent) -> bytes:
    """Return the list that was loaded, else the one that an answer carried."""
    if "bestand" in sent.files:
        return sent.files["bestand"]
    carried = dict(sent.pairs).get("lijst", "")
    if not carried:
        raise Malformed("nothing_sent", "Kies het bestand met uw aankopen: een werkmap (.xlsx) of een CSV.")
    try:
        return b64decode(carried, validate=True)
    except ValueError:
        raise Malformed("broken_form", "Uw lijst kwam niet heel aan. Kies het bestand opnieuw.") from None


def _answered(visit: Visit, reading: Reading, body: bytes, sent: Sent) -> Response:
    need, parts = reading.need, parts_of(visit.request)
    assert need is not None
    with _room(visit):
        answered = answer_programme(parts, body, today=visit.today, buyer=need.buyer, regime=need.regime)
    suffix = f".{dict(sent.pairs).get('als', '')}"
    if suffix in FORMATS:
        return _file(FORMATS[suffix](answered), suffix, "aankoopprogramma-antwoord")
    return _page(visit, reading, answered, body)


@contextmanager
def _room(visit: Visit) -> Iterator[None]:
    """Let a few long lists be answered at once, and no other wait: who waits holds a thread that searches need."""
    room: BoundedSemaphore = visit.request.app.state.programmes
    if not room.acquire(blocking=False):
        message = "Er worden net andere lijsten nagekeken. Probeer het over een halve minuut opnieuw."
        raise Away("programme_busy", message, extra={"retry_after": _RETRY_AFTER_S})
    try:
        yield
    finally:
        room.release()


def _page(visit: Visit, reading: Reading, answered: Programme, body: bytes) -> Response:
    view = AnswerView(
        purchases=purchases_view(answered, parts_of(visit.request), visit.library.gazetteer),
        buyer=_buyer(visit, reading),
        carried=b64encode(body).decode() if len(body) <= _MOST_CARRIED else "",
    )
    frame = Frame("Uw aankoopprogramma", "Per aankoop wat sociaal kan.", PATH, here=_MENU, indexed=False)
    return visit.page("programme_answer.html", frame, view=view)


def _form(visit: Visit, reading: Reading, wrong: str = "", *, status: int = HTTPStatus.OK) -> Response:
    columns = tuple((name, *about) for name, about in COLUMNS.items())
    view = EntranceView(_buyer(visit, reading), wrong, columns)
    fault = bool(wrong or view.buyer.faults)
    frame = Frame(
        f"Niet gelukt: {TITLE}" if fault else TITLE,
        "Laad uw lijst van geplande aankopen: per aankoop ziet u of u mag voorbehouden, en of er aanbod is.",
        PATH,
        here=_MENU,
        indexed=not fault,
    )
    return visit.page("programme.html", frame, status=status, view=view)


def _buyer(visit: Visit, reading: Reading) -> BuyerView:
    form = make_form(reading.typed, reading.complaints, visit.library.catalogue, {})
    fields = tuple(field for field in form.buyer if field.name in _ASKED)
    more = tuple(field for field in form.legal if field.name in _ASKED)
    return BuyerView(fields, more, form.legal_unfolded, form.faults)


def _file(body: bytes, suffix: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}{suffix}"'}
    return Response(body, media_type=MEDIA_TYPES[suffix], headers=headers)
