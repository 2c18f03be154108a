"""Pages that explain: the social economy, whom to call, this service, accessibility, privacy."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.directory.looking import desks_for
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.reference import RecognitionInfo
from supplier_guide.web.pages.contacts import DeskView, desk_views, source_links
from supplier_guide.web.pages.home import Way, ways
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, Visit, visit
from supplier_guide.web.pages.wording import enterprises, number
from supplier_guide.web.params import query_pairs

router = APIRouter(include_in_schema=False)
CHECKED_ON = date(2026, 11, 25)
"""Day on which the pages were last tested for accessibility; change it together with the test run."""

REGIONS = {
    "vlaanderen": "Vlaanderen",
    "brussel": "Brussel",
    "wallonie": "Wallonië",
    "dg": "Duitstalige Gemeenschap",
    "belgie": "Heel België",
    "eu": "Europese Unie",
}
ART15 = {
    "presumed": "Wordt geacht in aanmerking te komen voor een voorbehouden opdracht; het bestuur kijkt het na.",
    "not_by_itself": "Geeft op zich geen recht op een voorbehouden opdracht.",
    "historic": "Bestaat niet meer; vroegere vorm.",
    "unknown": "Niet zeker of dit recht geeft op een voorbehouden opdracht.",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A work form, explained."""

    label: str
    meaning: str
    reserved: str
    basis: str
    amount: Link | None
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ExplainedView:
    """The page about the social economy."""

    ways: tuple[Way, ...]
    regions: tuple[tuple[str, tuple[Form, ...]], ...]


@dataclass(frozen=True, slots=True)
class ContactPageView:
    """The page with the regional desks; ``asked`` is the municipality looked up, ``towns`` is how many have one."""

    asked: str
    found: tuple[DeskView, ...]
    all: tuple[DeskView, ...]
    towns: str


@router.get("/sociale-economie")
def explained(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Explain the work forms and the ways of working together."""
    kinds = visit.library.catalogue.recognitions.values()
    grouped = (
        (label, tuple(_form(k, visit) for k in kinds if k.region == region)) for region, label in REGIONS.items()
    )
    view = ExplainedView(ways(visit), tuple((label, forms) for label, forms in grouped if forms))
    frame = Frame(
        "Wat is sociale economie?",
        "Maatwerkbedrijven, kringloopcentra, arbeidszorg: wat ze zijn, en hoe u met hen samenwerkt.",
        "/sociale-economie",
        here="Sociale economie",
    )
    return visit.page("explained.html", frame, view=view)


def _form(kind: RecognitionInfo, visit: Visit) -> Form:
    amount = visit.overview.amount("recognition", kind.kind.value)
    return Form(
        label=kind.labels.nl,
        meaning=kind.meaning,
        reserved=ART15[kind.art15],
        basis=kind.legal_basis or "",
        amount=Link(enterprises(amount), f"/zoeken?recognition={kind.kind.value}") if amount else None,
        sources=source_links(kind.sources),
    )


@router.get("/contact")
def contact_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """List the regional desks, or those of one municipality."""
    library = visit.library
    asked = dict(query_pairs(visit.request.scope["query_string"])).get("gemeente", "").strip()
    place = library.gazetteer.resolve(asked) if asked else None
    view = ContactPageView(
        asked=place.label if place else "",
        found=desk_views(desks_for(library, place)) if place else (),
        all=desk_views(library.catalogue.desks),
        towns=number(sum(bool(library.catalogue.desks_for(m.label)) for m in library.gazetteer.municipalities())),
    )
    frame = Frame(
        "Contact: wie kan u helpen?",
        "De regionale contactpunten van de sociale economie, per gemeente.",
        "/contact",
        here="Contact",
    )
    return visit.page("contact.html", frame, view=view)


@router.get("/over")
def about_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Say what this is, how complete it is, where it comes from and how to reuse it."""
    overview = visit.overview
    known = [
        (label, number(overview.amount("province", p.code)))
        for p in visit.library.gazetteer.provinces()
        if (label := p.label) and overview.amount("province", p.code)
    ]
    frame = Frame(
        "Over deze dienst", "Wat Waar sociaal aankopen is, hoe volledig de lijst is, bronnen, licenties en open data.",
        "/over",
    )  # fmt: skip
    changed = dutch_date(overview.changed_on) if overview.changed_on else "nog nooit"
    return visit.page("about.html", frame, amount=enterprises(overview.total), provinces=known, changed=changed)


@router.get("/toegankelijkheid")
def accessibility_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """State how accessible the pages are, and how that was tested."""
    frame = Frame(
        "Toegankelijkheid",
        "Hoe toegankelijk deze website is, hoe we dat testten en wat beter kan.",
        "/toegankelijkheid",
    )
    return visit.page("accessibility.html", frame, checked=dutch_date(CHECKED_ON))


@router.get("/privacy")
def privacy_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Say what we keep of visitors: nothing that names them."""
    frame = Frame(
        "Privacy", "Geen cookies, geen volgers, geen profielen: wat deze website wel en niet bewaart.", "/privacy"
    )
    return visit.page("privacy.html", frame)
