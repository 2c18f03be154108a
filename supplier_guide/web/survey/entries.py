"""A supplier in the marktverkenning: what was found, what was not, what to ask, and where it was read.

The only file here that looks inside a match.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from supplier_guide.matching.finding import Finding, Judgement
from supplier_guide.matching.matcher import Match
from supplier_guide.model.enterprise import Activity, Contact, Enterprise
from supplier_guide.model.slug import fold
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.facts import area, recognition
from supplier_guide.web.pages.suppliers import FindingView, SupplierView, has_more_sites, supplier_view, town_of
from supplier_guide.web.pages.visit import Visit
from supplier_guide.web.pages.wording import company_number, listing, phone, sentence

_LONGEST_TEXT = 400
_LONGEST_SOURCE = 60
_LONGEST_PART = 30
_ASIDE = frozenset({"rubric", "words", "reach", "distance"})
"""Criteria that have a row of their own, and the distance, which only helps to search."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a row: the text, what is said of it in smaller type, and where it leads."""

    text: str
    note: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one thing; with ``run`` its lines follow each other on one."""

    label: str
    lines: tuple[Line, ...]
    run: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """Where a supplier stands in the order, and why."""

    rank: int
    total: str
    nearest: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A supplier; ``scored`` only in the version that shows the order."""

    name: str
    href: str
    legal_form: str
    number: str
    town: str
    several_sites: bool
    standing: str
    rows: tuple[Row, ...]
    contact: tuple[Line, ...]
    sources: tuple[Line, ...]
    scored: Scored | None

    @property
    def order(self) -> tuple[str, str]:
        """Return what puts suppliers on the alphabet, whatever their capitals and accents."""
        return fold(self.name), self.href


def entry(match: Match, rank: int, visit: Visit, *, reserved: bool, scored: bool) -> Entry:
    """Return a match as an entry; ``rank`` is its place in the order, ``reserved`` whether art. 15 is asked."""
    enterprise, view = match.enterprise, supplier_view(match, rank, reserved=reserved)
    return Entry(
        name=enterprise.name,
        href=visit.public_url + addresses.enterprise(enterprise.id),
        legal_form=enterprise.legal_form or "",
        number=company_number(enterprise.enterprise_number) if enterprise.enterprise_number else "",
        town=town_of(enterprise),
        several_sites=has_more_sites(enterprise),
        standing=sentence(view.standing),
        rows=tuple(row for row in _rows(match, view.standing, visit) if row.lines),
        contact=tuple(_contact(enterprise.contact)),
        sources=tuple(_sources(enterprise)),
        scored=_scored(rank, view) if scored else None,
    )


def _scored(rank: int, view: SupplierView) -> Scored:
    nearest = f"{view.nearest} {view.distance}" if view.nearest else ""
    return Scored(rank, view.total, nearest, view.findings)


def _rows(match: Match, standing: str, visit: Visit) -> Iterator[Row]:
    enterprise, qualifies = match.enterprise, match.qualifies
    told = {finding.criterion: finding for finding in match.findings}
    done = _activities(enterprise, told.get("rubric"))
    yield Row("Activiteit", tuple(_activity(done, told, visit)))
    yield Row("Werkgebied", tuple(_reach(enterprise, done, told.get("reach"), visit)))
    yield Row("Erkenning", tuple(_recognitions(enterprise, visit)) or (Line("geen bekend"),))
    yield Row("Artikel 15", (Line(f"{sentence(standing)}.", qualifies.because),))
    yield Row("Vraag nog", tuple(Line(asked) for asked in qualifies.ask_for), run=True)
    # What is said of art. 15 has its row; a reservation under another article is judged apart.
    others = [f for f in match.findings if f.criterion not in _ASIDE and f.sentence != qualifies.because]
    yield Row("Gevonden", tuple(Line(f.sentence) for f in others if f.verdict in {Judgement.MET, Judgement.PARTLY}))
    missing = tuple(Line(f.sentence) for f in others if f.verdict not in {Judgement.MET, Judgement.PARTLY})
    yield Row("Niet gevonden", missing)


def _activities(enterprise: Enterprise, found: Finding | None) -> Sequence[Activity]:
    """Return the activities for which it was found: those of the rubric or code offered, else all."""
    offered = found.offered if found else None
    fitting = [a for a in enterprise.activities if isinstance(offered, str) and _is_of(a, offered)]
    return fitting or enterprise.activities


def _is_of(activity: Activity, offered: str) -> bool:
    return activity.rubric == offered or any(code.startswith(offered) for code in activity.cpv)


def _activity(done: Sequence[Activity], told: dict[str, Finding], visit: Visit) -> Iterator[Line]:
    labels = list(dict.fromkeys(visit.library.catalogue.label(a.rubric) for a in done))
    if "rubric" not in told:
        yield Line(f"Doet {listing(labels)}." if labels else "Geeft geen activiteit op.")
    yield from (Line(told[name].sentence) for name in ("rubric", "words") if name in told)
    for text in dict.fromkeys(a.text for a in done if a.text):
        yield Line(_short(text), "volgens de bronnen")


def _short(text: str) -> str:
    """Return the beginning of a text, up to the last whole word."""
    whole = " ".join(text.split())
    return whole if len(whole) <= _LONGEST_TEXT else f"{whole[:_LONGEST_TEXT].rsplit(' ', 1)[0]} …"


def _reach(enterprise: Enterprise, done: Sequence[Activity], found: Finding | None, visit: Visit) -> Iterator[Line]:
    if found:
        yield Line(found.sentence)
    areas = (a.service_area or enterprise.service_area for a in done)
    stated = list(dict.fromkeys(area(one, visit.library.gazetteer) for one in areas if one))
    if stated:
        yield Line(f"Opgegeven: {'; '.join(stated)}.")
    elif not found:
        yield Line("Geen werkgebied opgegeven.")


def _recognitions(enterprise: Enterprise, visit: Visit) -> Iterator[Line]:
    for stated in enterprise.recognitions:
        claim = recognition(stated, visit.library.catalogue)
        yield Line(claim.label, claim.how, claim.source.href if claim.source else "")


def _contact(contact: Contact | None) -> Iterator[Line]:
    if contact is None:
        return
    if contact.function:
        yield Line(contact.function, "functie")
    if contact.phone:
        yield Line(phone(contact.phone), "telefoon", f"tel:{contact.phone}")
    if contact.email:
        yield Line(contact.email, "e-mail", f"mailto:{contact.email}")
    if contact.website:
        yield Line(_bare(contact.website), "website", contact.website)


def _sources(enterprise: Enterprise) -> Iterator[Line]:
    for url in dict.fromkeys(_addresses(enterprise)):
        yield Line(_recognizable(url), "", url)


def _addresses(enterprise: Enterprise) -> Iterable[str]:
    stated = [*enterprise.recognitions, enterprise.aim, enterprise.workforce, enterprise.contact]
    return [*enterprise.sources, *(one.source_url for one in stated if one and one.source_url)]


def _recognizable(url: str) -> str:
    """Return an address as a reader knows it: whole when short, else its site and the beginning of its last part."""
    bare = _bare(url)
    if len(bare) <= _LONGEST_SOURCE:
        return bare
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    return f"{parts.netloc}/…/{last if len(last) <= _LONGEST_PART else last[:_LONGEST_PART] + '…'}"


def _bare(url: str) -> str:
    """Return an address without what every address has."""
    parts = urlsplit(url)
    return url.removeprefix(f"{parts.scheme}://").removesuffix("/")
