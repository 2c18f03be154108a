"""A notice or a specification that comes in: a file, a pasted text or an address; what it is, its content tells."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from supplier_guide.errors import GuideError, Malformed
from supplier_guide.matching.from_notice import need_of
from supplier_guide.matching.specification import Draft, read_specification
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.need import Need
from supplier_guide.model.notice import Notice
from supplier_guide.notices.addresses import Gate
from supplier_guide.notices.documents import Document, kind_of, read_document
from supplier_guide.notices.fetching import fetch_notice, open_client
from supplier_guide.notices.reading import read_notice
from supplier_guide.web.access import parts_of
from supplier_guide.web.needs.typed import MOST_LOTS, OF_LOT, Typed, typed
from supplier_guide.web.needs.typed import field as name_of
from supplier_guide.web.needs.writing import plain, type_need
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Visit
from supplier_guide.web.pages.wording import count, site_of

Fetch = Callable[[str, Sequence[str]], bytes]
FIELDS_OF_NEED = {
    "title": "wat", "description": "beschrijving", "places": "plaats", "value": "bedrag", "estimated_total": "totaal",
    "cpv": "cpv", "duration_months": "jaren", "reserved": "voorbehouden", "reserved_execution": "voorbehouden",
    "nature": "soort", "buyer.kind": "koper", "regime": "regels", "procedure_has_notice": "aankondiging",
}  # fmt: skip
FORMATS = {"eforms": "eForms", "ted_export": "TED (ouder formaat)", "ocds": "OCDS"}
_PUBLISHED = re.compile(r"^https://ted\.europa\.eu/.*[/:](\d{1,8}-\d{4})(?=[/:?]|$)", re.ASCII)
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice as we read it."""

    facts: tuple[tuple[str, str], ...]
    link: Link | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Incoming:
    """What was read; ``typed`` are the fields that hold it, absent when a form cannot; ``to_correct`` before use."""

    need: Need
    typed: Typed | None
    lawful: bool = True
    to_correct: bool = False
    remarks: tuple[str, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=lambda: _NONE)
    notice: NoticeView | None = None


def fetch_public(url: str, hosts: Sequence[str]) -> bytes:
    """Return what stands at an address of one of the sites that are fetched from."""
    with open_client() as client:
        return fetch_notice(url, client=client, gate=Gate(hosts=hosts))


def receive(visit: Visit, file: bytes | None, *, pasted: str, address: str) -> Incoming:
    """Return what came in, in that order; the errors name the field of the form: bestand, tekst or adres."""
    if file == b"":
        raise Malformed("empty_file", "Dit bestand is leeg. Kies een ander bestand.", field="bestand")
    if file is not None:
        return _within("bestand", lambda: _read(visit, file))
    if address:
        return _within("adres", lambda: _read(visit, _fetched(visit, address)))
    if pasted:
        return _within("tekst", lambda: _read(visit, pasted.encode()))
    message = "Kies een bestand, plak een tekst of geef het adres van een aankondiging."
    raise Malformed("nothing_sent", message, field="bestand")


def _within(name: str, read: Callable[[], Incoming]) -> Incoming:
    try:
        return read()
    except GuideError as error:
        error.field = name
        raise


def _fetched(visit: Visit, address: str) -> bytes:
    fetch: Fetch = getattr(visit.request.app.state, "fetch", fetch_public)
    return fetch(address, visit.library.settings.notice_hosts)


def _read(visit: Visit, body: bytes) -> Incoming:
    if kind_of(body) == "notice":
        return _notice(visit, read_notice(body))
    return _specification(visit, read_document(body))


def _specification(visit: Visit, document: Document) -> Incoming:
    """Read a specification, to be corrected before anything is looked for."""
    gazetteer = visit.library.gazetteer
    draft = read_specification(document, gazetteer)
    need, unknown = plain(draft.need, gazetteer.resolve)
    kept = need.model_copy(update={"lots": need.lots[:MOST_LOTS]})
    remarks = list(draft.remarks)
    if len(need.lots) > MOST_LOTS:
        remarks.append(f"Het formulier houdt {MOST_LOTS} percelen; de andere {len(need.lots) - MOST_LOTS} vallen weg.")
    remarks += [f"De plaats “{place}” kennen we niet; ze valt weg." for place in unknown]
    return Incoming(kept, type_need(kept), to_correct=True, remarks=tuple(remarks), quotes=_quotes(draft))


def _quotes(draft: Draft) -> Mapping[str, str]:
    """Return where the document says what stands in each field; of several places the first."""
    numbers = {lot.id: n for n, lot in enumerate(draft.need.lots)}
    quotes: dict[str, str] = {}
    for piece in draft.found:
        if piece.field in FIELDS_OF_NEED:
            n = 0 if piece.lot is None else numbers.get(piece.lot, 0)
            name = FIELDS_OF_NEED[piece.field]
            quotes.setdefault(name_of(name, n) if name in OF_LOT else name, piece.quote)
    if len(draft.need.lots) > 1 and "titel" not in quotes:
        title = next((p.quote for p in draft.found if p.field == "title" and p.lot is None), "")
        quotes |= {"titel": title} if title else {}
    return quotes


def _notice(visit: Visit, notice: Notice) -> Incoming:
    found = need_of(parts_of(visit.request), notice, today=visit.today)
    need, _ = plain(found.need, visit.library.gazetteer.resolve)
    fields = typed([*type_need(need).pairs(), *([] if found.lawful else [("recht", "nee")])])
    view = NoticeView(_facts(notice), _link(notice), (*notice.warnings, *found.warnings))
    return Incoming(need, fields if len(need.lots) <= MOST_LOTS else None, lawful=found.lawful, notice=view)


def _facts(notice: Notice) -> tuple[tuple[str, str], ...]:
    rows = (
        ("Titel", notice.title or ""),
        ("Nummer", _number(notice)),
        ("Koper", notice.buyer.name or ""),
        ("Bekendgemaakt", dutch_date(notice.published_on) if notice.published_on else ""),
        ("Indienen tot", dutch_date(notice.deadline.date()) if notice.deadline else ""),
        ("Percelen", count(len(notice.lots), "perceel", "percelen")),
        ("Formaat", f"{FORMATS[notice.format]} {notice.version or ''}".strip()),
    )
    return tuple((label, value) for label, value in rows if value)


def _number(notice: Notice) -> str:
    """Return the number under which a notice was published, as its address tells; else the identifier it has."""
    published = _PUBLISHED.search(notice.url or "")
    return published[1] if published else notice.id or ""


def _link(notice: Notice) -> Link | None:
    return Link(f"de aankondiging op {site_of(notice.url)}", notice.url) if notice.url else None
