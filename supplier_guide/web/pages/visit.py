"""What every page needs: who asks, the library, the day, and the frame around the contents."""

import gzip
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from jinja2.utils import htmlsafe_json_dumps

from supplier_guide.directory.browsing import Overview, overview
from supplier_guide.directory.library import Library
from supplier_guide.model.dutch import dutch_date
from supplier_guide.web.access import library_of, today_of
from supplier_guide.web.pages.wording import enterprises
from supplier_guide.web.replies import tagged
from supplier_guide.web.templating import render

SERVICE = "Waar sociaal aankopen"
HTML = "text/html; charset=utf-8"
# Half a millisecond for a page of results; higher levels take twice that for 3 % less.
_LEVEL = 5


@dataclass(frozen=True, slots=True)
class SearchBar:
    """The search bar: what stands in its two fields, and what it sends along unseen.

    ``folds`` makes it one line on a phone; ``invalid`` names the field that was not understood.
    """

    q: str = ""
    place: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    folds: bool = True
    invalid: str = ""

    @property
    def summary(self) -> str:
        """What was asked, on one line."""
        return " · ".join(filter(None, (self.q, self.place))) or "Zoek product, dienst of plaats"

    @property
    def verb(self) -> str:
        """What unfolding is for."""
        return "wijzig" if self.q or self.place else "open"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A word in the menu."""

    label: str
    href: str
    here: bool


MENU = (
    ("Zoeken", "/zoeken"),
    ("Wie kan mijn opdracht uitvoeren?", "/opdracht"),
    ("Mag ik voorbehouden?", "/voorbehouden"),
    ("Rubrieken", "/#rubrieken"),
    ("Sociale economie", "/sociale-economie"),
    ("A-Z", "/a-z"),
    ("Contact", "/contact"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Title, description and address of a page; ``path`` is its permanent address, ``here`` its menu word."""

    title: str
    description: str
    path: str
    here: str = ""
    indexed: bool = True
    search: SearchBar | None = SearchBar()

    @property
    def full_title(self) -> str:
        """The title with the name of the service."""
        return self.title if self.title.startswith(SERVICE) else f"{self.title} – {SERVICE}"

    @property
    def menu(self) -> tuple[MenuItem, ...]:
        """The menu, with the word of this page marked."""
        return tuple(MenuItem(label, href, label == self.here) for label, href in MENU)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page."""

    request: Request
    library: Library
    today: date
    overview: Overview

    @property
    def public_url(self) -> str:
        """The address of the service, without a slash at the end."""
        return self.library.settings.site_url

    @property
    def stamp(self) -> str:
        """How much there is and of when, for the foot of the page."""
        held = enterprises(self.overview.total)
        changed = self.overview.changed_on
        return f"{held}, gegevens van {dutch_date(changed)}" if changed else held

    def page(self, template: str, frame: Frame, *, status: int = HTTPStatus.OK, **view: Any) -> Response:
        """Return a page with its entity tag."""
        body = render(
            template,
            frame=frame,
            canonical=self.public_url + frame.path,
            stamp=self.stamp,
            data_version=self.overview.data_version,
            **view,
        )
        return packed(self.request, tagged(self.request, body, HTML, status=status))


def packed(request: Request, response: Response) -> Response:
    """Compress a page for those who can read it so: a page of results shrinks to a fifth."""
    response.headers["Vary"] = "Accept-Encoding"
    if response.body and "gzip" in request.headers.get("accept-encoding", ""):
        response.body = gzip.compress(response.body, _LEVEL)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.body))
    return response


def visit(request: Request) -> Visit:
    """Return the visit; figures about the whole directory are counted again when it changed."""
    library = library_of(request)
    today = today_of(request)
    kept: Overview | None = getattr(request.app.state, "overview", None)
    if kept is None or kept.on != today or kept.data_version != str(library.engine.applied()):
        kept = overview(library, today=today)
        request.app.state.overview = kept
    return Visit(request, library, today, kept)


def linked_data(content: dict[str, Any]) -> str:
    """Return JSON-LD that is safe inside a script element."""
    return htmlsafe_json_dumps(content, ensure_ascii=False)
