"""Who can carry out my assignment: describe it, paste or upload it, or start from an example; `/opdracht`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from starlette.responses import RedirectResponse

from supplier_guide.errors import GuideError, TooLarge
from supplier_guide.matching.answering import Answered, answer
from supplier_guide.web.access import parts_of
from supplier_guide.web.errors import retry_headers, status_of
from supplier_guide.web.multipart import read_body, read_form, too_large
from supplier_guide.web.needs.amounts import total_sentence
from supplier_guide.web.needs.fields import Form, make_form
from supplier_guide.web.needs.reading import Complaint, Reading, complaint_of, read_need
from supplier_guide.web.needs.typed import Pairs, Typed, typed
from supplier_guide.web.needs.writing import LONGEST_ADDRESS, fits
from supplier_guide.web.pages.answer import answer_view
from supplier_guide.web.pages.examples import EXAMPLES, Example
from supplier_guide.web.pages.incoming import Incoming, NoticeView, receive
from supplier_guide.web.pages.shown import PATH, Shown, read_shown
from supplier_guide.web.pages.visit import Frame, Visit, visit
from supplier_guide.web.pages.wording import listing
from supplier_guide.web.params import query_pairs

router = APIRouter(include_in_schema=False)
TITLE = "Wie kan mijn opdracht uitvoeren?"
_STEPS = ("wijzig", "percelen")
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class EntranceView:
    """The three entrances; ``corrects`` when the form holds an assignment that was read from a document.

    ``sites`` names where notices are fetched from, empty when nowhere.
    """

    form: Form
    examples: tuple[Example, ...]
    wrong: tuple[Complaint, ...]
    pasted: str
    address: str
    total: str
    remarks: tuple[str, ...]
    filled: bool
    corrects: bool
    method: str
    sites: str


@dataclass(frozen=True)
class Document:
    """What came in beside the fields: the text and address that were typed, what is wrong, what was read."""

    pasted: str = ""
    address: str = ""
    wrong: tuple[Complaint, ...] = ()
    remarks: tuple[str, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    notice: NoticeView | None = None
    read: bool = False


@router.get(PATH)
def assignment_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show the form, or the answer to what it asks."""
    return _reply(visit, query_pairs(visit.request.scope["query_string"]), posted=False)


@router.post(PATH)
def sent_page(visit: Annotated[Visit, Depends(visit)], body: Annotated[bytes | None, Depends(read_body)]) -> Response:
    """Answer what was pasted or uploaded, or an assignment that is too long for an address; caches keep nothing."""
    response = _sent(visit, body)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sent(visit: Visit, body: bytes | None) -> Response:
    if body is None:
        return _refused(visit, too_large(), "", "")
    try:
        sent = read_form(visit.request.headers.get("content-type", ""), body)
    except TooLarge as error:
        return _refused(visit, error, "", "")
    pairs = [(name, value) for name, value in sent.pairs if value.strip()]
    fields = dict(pairs)
    if not sent.files and "document" not in fields:
        return _reply(visit, pairs, posted=True)
    pasted, address = fields.get("tekst", ""), fields.get("adres", "")
    try:
        found = receive(visit, sent.files.get("bestand"), pasted=pasted, address=address)
    except GuideError as error:
        return _refused(visit, error, pasted, address)
    return _received(visit, found, pasted)


def _refused(visit: Visit, error: GuideError, pasted: str, address: str) -> Response:
    """Show the form again, with what is wrong beside the field; a browser lets nobody fill in a file again."""
    document = Document(pasted, address, (Complaint(error.field or "bestand", error.message),))
    response = _form(visit, read_need(typed([])), document, status=status_of(error))
    response.headers.update(retry_headers(error))
    return response


def _received(visit: Visit, found: Incoming, pasted: str) -> Response:
    """Answer a notice at once; show what was read of a specification first, to be corrected."""
    document = Document(pasted, "", (), found.remarks, found.quotes, found.notice, read=True)
    if found.typed is not None and found.to_correct:
        return _form(visit, read_need(found.typed), document, posted=_long(found.typed))
    if found.typed is not None and fits(found.need, found.typed):
        shown = Shown(found.typed, posted=_long(found.typed))
        return _answer(visit, read_need(found.typed), shown, document)
    bare = Reading(typed([]), found.need, (), ())
    return _answer(visit, bare, Shown(bare.typed, posted=True), document, lawful=found.lawful)


def _reply(visit: Visit, pairs: Pairs, *, posted: bool) -> Response:
    asked = typed(pairs)
    reading = read_need(asked)
    steps = {name for name, _ in pairs} & set(_STEPS)
    if asked.empty and not asked.pairs():
        return _form(visit, Reading(asked, None, (), ()), Document(), posted=posted)
    if reading.complaints:
        return _form(visit, reading, Document(), posted=posted, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if steps:
        return _form(visit, reading, Document(), posted=posted)
    shown = read_shown(pairs, asked, posted=posted and _long(asked))
    if posted and not shown.posted:
        return RedirectResponse(shown.address, HTTPStatus.SEE_OTHER)
    return _answer(visit, reading, shown, Document())


def _long(asked: Typed) -> bool:
    return len(Shown(asked).address) > LONGEST_ADDRESS


def answer_of(visit: Visit, reading: Reading, *, lenient: bool = False, lawful: bool | None = None) -> Answered:
    """Return the answer to a need that could be read; a notice that is ``lawful`` or not says so, else the fields."""
    assert reading.need is not None
    if lawful is None:
        lawful = reading.typed.one("recht") != "nee"
    return answer(parts_of(visit.request), reading.need, today=visit.today, lenient=lenient, lawful=lawful)


def _answer(
    visit: Visit, reading: Reading, shown: Shown, document: Document, *, lawful: bool | None = None
) -> Response:
    try:
        answered = answer_of(visit, reading, lenient=document.read, lawful=lawful)
    except GuideError as error:
        refused = Reading(reading.typed, None, reading.estimates, (complaint_of(error),))
        return _form(visit, refused, document, posted=shown.posted, status=status_of(error))
    view = answer_view(answered, reading, shown, visit, rules=parts_of(visit.request).rules)
    frame = Frame(
        f"Wie kan dit: {view.title[:80]}",
        "Wie uw opdracht kan uitvoeren, of u ze mag voorbehouden, en waarom.",
        PATH,
        here=TITLE,
        indexed=False,
    )
    return visit.page("answer.html", frame, view=view, document=document)


def _form(
    visit: Visit, reading: Reading, document: Document, *, posted: bool = False, status: int = HTTPStatus.OK
) -> Response:
    asked = reading.typed
    total = reading.total
    how = reading.estimates[0].how if len(reading.estimates) == 1 and reading.estimates[0] else ""
    view = EntranceView(
        form=make_form(asked, reading.complaints, visit.library.catalogue, document.quotes),
        examples=EXAMPLES,
        wrong=document.wrong,
        pasted=document.pasted,
        address=document.address,
        total="" if total is None else f"{total_sentence(total, asked.lots)}{f' ({how})' if how else ''}",
        remarks=document.remarks,
        filled=bool(asked.pairs()),
        corrects=document.read,
        method="post" if posted or _long(asked) else "get",
        sites=listing(visit.library.settings.notice_hosts, "of"),
    )
    fault = bool(view.form.faults or view.wrong)
    frame = Frame(
        f"Niet gelukt: {TITLE}" if fault else TITLE,
        "Beschrijf uw opdracht, plak uw bestek of laad een aankondiging: u ziet wie het kan, en of u mag voorbehouden.",
        PATH,
        here=TITLE,
        indexed=not view.filled and not fault,
    )
    return visit.page("assignment.html", frame, status=status, view=view)
