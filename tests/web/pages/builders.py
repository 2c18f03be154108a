"""A small directory in which every state of a page occurs, and a reader of pages."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import httpx
from fastapi import FastAPI

from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.settings import Settings
from supplier_guide.store import enterprises
from supplier_guide.web.app import create_app

TODAY = date(2026, 11, 25)
PUBLIC_URL = "https://gids.example"
NAMESAKES = 65
"""Enterprises under one letter: more than a page of A-Z and of results holds."""

_INLINE = {"a", "b", "bdi", "i", "mark", "small", "span", "strong"}
_VOID = {"meta", "link", "input", "br", "hr", "img", "path", "rect", "circle", "line", "use"}


_WELL_KNOWN = {
    "id": "groene-hand",
    "name": "De Groene Hand & Co",
    "trade_names": ["Groenploeg Waas"],
    "legal_form": "VZW",
    "enterprise_number": "0123456749",
    "summary": "Wij onderhouden tuinen en <parken>.",
    "recognitions": [
        {
            "kind": "maatwerkbedrijf",
            "evidence": "register",
            "valid_until": "2028-12-31",
            "checked_on": "2026-11-01",
            "source_url": "https://register.example/groene-hand",
        }
    ],
    "workforce": {"total": 250, "target_group": 200.5, "unit": "headcount", "as_of": "2025-12-31"},
    "annual_turnover": 1250000,
    "sites": [
        {
            "id": "zetel",
            "street": "Kerkstraat",
            "house_number": "1",
            "postal_code": "9100",
            "municipality": "Sint-Niklaas",
            "lat": 51.165,
            "lon": 4.143,
            "is_seat": True,
        },
        {"id": "gent", "name": "Filiaal", "postal_code": "9000", "municipality": "Gent"},
    ],
    "service_area": {"kind": "territories", "codes": ["46021", "44021"]},
    "activities": [
        {
            "id": "a1",
            "rubric": "R03.01",
            "modes": ["on_location", "enclave"],
            "text": "Gras maaien en groenonderhoud voor gemeenten.",
            "capacity": {"band": "medium", "lead_time_days": 10, "minimum_order": "een halve dag"},
            "confirmed_on": "2026-03-14",
        },
        {"id": "a2", "rubric": "R01.01", "modes": ["workshop"], "service_area": {"kind": "country"}},
        {"id": "a3", "rubric": "R05.01", "service_area": {"kind": "radius", "radius_km": 25}},
    ],
    "certificates": [{"name": "ISO 9001", "number": "A-1", "valid_until": "2027-01-01"}],
    "contractor_classes": [{"category": "G3", "class": 1}],
    "references": [
        {
            "customer": "Stad Lokeren",
            "customer_kind": "local_authority",
            "year": 2024,
            "what": "parken",
            "quote": "Altijd op tijd.",
            "consent": True,
            "source_url": "https://lokeren.example",
        }
    ],
    "contact": {
        "function": "Planning",
        "phone": "03 780 52 00",
        "email": "planning@groenehand.be",
        "website": "https://www.groenehand.be/start",
        "source_url": "https://www.groenehand.be/contact",
        "confirmed_on": "2026-03-14",
    },
    "networks": ["Groene Ring"],
    "confirmed_on": "2026-03-14",
    "sources": ["https://www.groenehand.be/a", "https://www.groenehand.be/b"],
    "notes": "alleen voor de redactie",
}


def well_known() -> Enterprise:
    """Return an enterprise of which everything is known."""
    return Enterprise.model_validate(_WELL_KNOWN)


def documents() -> list[Enterprise]:
    """Return the enterprises of the small directory."""
    gone = {"status": "archived", "archived_on": "2026-02-03"}
    site = {"id": "zetel", "postal_code": "9000", "municipality": "Gent"}
    activity = {"id": "a1", "rubric": "R05.01", "modes": ["on_location"], "text": "Kantoren poetsen."}
    rest = [
        {"id": "stille-kracht", "name": "Stille Kracht"},
        {"id": "klad", "name": "Klad", "status": "draft"},
        {"id": "jansen", "name": "Jansen Groen", "status": "archived", "merged_into": "groene-hand"},
        {"id": "oud", "name": "Oude Hoeve", **gone},
        {"id": "3-span", "name": "3-Span", "sites": [site]},
        *(
            {"id": f"buurtdienst-{n}", "name": f"Buurtdienst {n:02}", "sites": [site], "activities": [activity]}
            for n in range(1, NAMESAKES + 1)
        ),
    ]
    return [well_known(), *(Enterprise.model_validate(d) for d in rest)]


def small_library(folder: Path) -> Library:
    """Return an open, indexed library with the small directory."""
    library = open_library(Settings(data_dir=folder, public_url=PUBLIC_URL))
    with library.store.write() as connection:
        moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
        enterprises.save(connection, documents(), by="a test", why="test", at=moment)
    rebuild(library.store, library.engine, library.composer, library.words)
    return library


def small_app(library: Library) -> FastAPI:
    """Return the application over the small directory, on a fixed day."""
    return create_app(library, today=lambda: TODAY, follow=False)


class Client:
    """Asks a served application over HTTP; follows no redirects, and gets the reply to what went wrong too."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def get(self, address: str, **headers: str) -> httpx.Response:
        """Return the reply; ``if_none_match`` becomes the header ``If-None-Match``."""
        return self._http.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


class Page(HTMLParser):
    """A page as it was sent: its elements with their attributes, and the text in each."""

    def __init__(self, status: int, html: str) -> None:
        super().__init__()
        self.status = status
        self.html = html
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self._open: list[str] = []
        self.feed(html)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"closes nothing: {tag}"
        assert self._open.pop() == tag, f"wrong order at </{tag}>: {self._open}"

    def handle_data(self, data: str) -> None:
        self.texts.append((tuple(self._open), data))

    def all(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        """Return the attributes of the elements with this tag and these attributes."""
        wanted = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [a for t, a in self.elements if t == tag and all(a.get(n) == v for n, v in wanted.items())]

    def text_in(self, tag: str) -> str:
        """Return the text inside all elements with this tag."""
        return " ".join("".join(text for inside, text in self.texts if tag in inside).split())

    @property
    def text(self) -> str:
        """The text that a reader sees, on one line."""
        unseen = {"head", "script", "style"}
        return " ".join("".join(t for inside, t in self.texts if not unseen.intersection(inside)).split())

    def meta(self, name: str) -> str:
        """Return the contents of a meta element."""
        return next(a["content"] for a in self.all("meta") if name in {a.get("name"), a.get("property")})
