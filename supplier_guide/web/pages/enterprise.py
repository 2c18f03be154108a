"""The page of an enterprise: what it does, how to reach it, what is known and from where."""

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Depends, Response
from markupsafe import Markup

from supplier_guide.directory.library import Library
from supplier_guide.directory.looking import desks_for, look_up
from supplier_guide.errors import GoneError, NotFoundError
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.enterprise import Contact, Enterprise
from supplier_guide.web.pages import addresses, facts
from supplier_guide.web.pages.contacts import DeskView, desk_views, source_links
from supplier_guide.web.pages.maps import PointMap, point_map
from supplier_guide.web.pages.pins import Point
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, Visit, linked_data, visit
from supplier_guide.web.pages.wording import listing, phone, site_of

router = APIRouter(include_in_schema=False)
_DESCRIBED = 155


@dataclass(frozen=True, slots=True)
class ContactView:
    """How to reach it; ``status`` says whether that was confirmed."""

    function: str
    phone: str
    phone_href: str
    email: str
    website: Link | None
    status: str
    source: Link | None


@dataclass(frozen=True, slots=True)
class EnterpriseView:
    """The page of an enterprise."""

    name: str
    also: str
    place: str
    place_href: str
    recognitions: tuple[facts.Claim, ...]
    summary: str
    activities: facts.Activities
    contact: ContactView | None
    sites: tuple[facts.Address, ...]
    desks: tuple[DeskView, ...]
    references: tuple[facts.CustomerView, ...]
    certificates: tuple[str, ...]
    figures: tuple[facts.Fact, ...]
    plan: PointMap | None
    confirmed: str
    sources: tuple[Link, ...]
    qr: Markup
    linked_data: Markup


@router.get("/onderneming/{identity}")
def enterprise_page(identity: str, visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show an enterprise; one that went away says so, with a link to what came in its place (410)."""
    try:
        enterprise = look_up(visit.library, identity)
    except GoneError as gone:
        raise _with_successor(visit.library, gone) from gone
    view = _view(visit, enterprise)
    frame = Frame(enterprise.name, _description(view), addresses.enterprise(identity))
    return visit.page("enterprise.html", frame, view=view)


def _with_successor(library: Library, gone: GoneError) -> GoneError:
    """Add the name of the enterprise into which it was merged, so that the link reads as a name."""
    heir = gone.extra.get("merged_into")
    if isinstance(heir, str):
        try:
            gone.extra["merged_name"] = look_up(library, heir).name
        except (GoneError, NotFoundError):
            gone.extra["merged_into"] = None
    return gone


def _view(visit: Visit, enterprise: Enterprise) -> EnterpriseView:
    library = visit.library
    seat = enterprise.seat
    place = library.composer.locate(seat) if seat else None
    return EnterpriseView(
        name=enterprise.name,
        also=listing(enterprise.trade_names),
        place=place.label if place else (seat.municipality if seat and seat.municipality else ""),
        place_href=addresses.place(place) if place else "",
        recognitions=tuple(facts.recognition(r, library.catalogue) for r in enterprise.recognitions),
        summary=enterprise.summary or "",
        activities=facts.activities(enterprise, library.catalogue, library.gazetteer),
        contact=_contact(enterprise.contact),
        sites=tuple(facts.address(s) for s in enterprise.sites),
        desks=desk_views(desks_for(library, place)) if place else (),
        references=tuple(map(facts.customer, enterprise.references)),
        certificates=facts.certificates(enterprise),
        figures=facts.figures(enterprise),
        plan=_plan(library, enterprise),
        confirmed=dutch_date(enterprise.confirmed_on) if enterprise.confirmed_on else "",
        sources=source_links(enterprise.sources),
        qr=qr(visit.public_url + addresses.enterprise(enterprise.id)),
        linked_data=Markup(linked_data(_organization(visit, enterprise))),  # noqa: S704 - escaped by linked_data
    )


def _contact(stated: Contact | None) -> ContactView | None:
    if stated is None or not (stated.phone or stated.email or stated.website):
        return None
    confirmed = f"Bevestigd op {dutch_date(stated.confirmed_on)}." if stated.confirmed_on else "Niet bevestigd."
    return ContactView(
        function=stated.function or "",
        phone=phone(stated.phone) if stated.phone else "",
        phone_href=f"tel:{stated.phone}" if stated.phone else "",
        email=stated.email or "",
        website=Link(site_of(stated.website), stated.website) if stated.website else None,
        status=confirmed,
        source=facts.source(stated.source_url),
    )


def _plan(library: Library, enterprise: Enterprise) -> PointMap | None:
    points = []
    for number, site in enumerate(enterprise.sites, start=1):
        place = library.composer.locate(site)
        lat, lon = (site.lat, site.lon) if site.lat is not None else (place.lat, place.lon) if place else (None, None)
        if lat is not None and lon is not None:
            points.append(Point(number, lat, lon, site.municipality or enterprise.name, "#vestigingen"))
    return point_map(points, (), library.gazetteer, named=True)


def _description(view: EnterpriseView) -> str:
    what = ", ".join(dict.fromkeys(row.rubric for row in view.activities.rows)) or "activiteiten niet opgegeven"
    kinds = listing([claim.label for claim in view.recognitions])
    text = f"{view.name}{f' in {view.place}' if view.place else ''}{f', {kinds.lower()}' if kinds else ''}: {what}"
    return text if len(text) <= _DESCRIBED else f"{text[: _DESCRIBED - 1].rsplit(' ', 1)[0]}…"


@lru_cache(maxsize=512)
def qr(address: str) -> Markup:
    """Return the QR code of an address as inline SVG, for the printed sheet."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, svgclass="qr", lineclass=None, border=0
    )
    return Markup(out.getvalue().decode())  # noqa: S704 - made of digits by segno


def _organization(visit: Visit, enterprise: Enterprise) -> dict[str, Any]:
    """Return the enterprise in the words of schema.org, without what is unknown."""
    contact = enterprise.contact
    seat = enterprise.seat
    known = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": visit.public_url + addresses.enterprise(enterprise.id),
        "name": enterprise.name,
        "alternateName": list(enterprise.trade_names),
        "description": enterprise.summary,
        "url": contact.website if contact else None,
        "telephone": contact.phone if contact else None,
        "email": contact.email if contact else None,
        "vatID": f"BE{enterprise.enterprise_number}" if enterprise.enterprise_number else None,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": facts.address(seat).street,
            "postalCode": seat.postal_code,
            "addressLocality": seat.municipality,
            "addressCountry": "BE",
        }
        if seat
        else None,
        "knowsAbout": [visit.library.catalogue.label(a.rubric) for a in enterprise.activities],
    }
    return {key: value for key, value in known.items() if value}
