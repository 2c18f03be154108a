"""The suppliers of a lot for readers: what is sure, what is to be checked, and the findings behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from supplier_guide.matching.criteria import CRITERIA, HARD
from supplier_guide.matching.finding import Finding, Judgement
from supplier_guide.matching.matcher import Match
from supplier_guide.model.dutch import decimal, kilometres
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.rules import Standing
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.criteria import criterion_title
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.wording import phone, site_of

STANDINGS = {
    Standing.PROVEN: "voldoet aan artikel 15, met cijfers",
    Standing.PRESUMED: "vermoedelijk in aanmerking voor artikel 15",
    Standing.UNKNOWN: "artikel 15: na te kijken",
    Standing.NO: "komt niet in aanmerking voor artikel 15",
}
JUDGEMENTS = {
    Judgement.MET: ("Ja", "yes"),
    Judgement.PARTLY: ("Deels", "open"),
    Judgement.NOT_MET: ("Nee", "no"),
    Judgement.UNKNOWN: ("Niet bekend", "open"),
}
_SHORT = 160
_DOUBT = "Of de onderneming in aanmerking komt voor artikel 15, is niet bekend: zie hieronder wat u vraagt."
"""Said on one line; the whole story stands among the findings."""
_TITLES = {name: criterion_title(criterion) for name, criterion in CRITERIA.items()}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A criterion judged; ``part`` is what it adds to the order, empty for a hard one."""

    criterion: str
    label: str
    word: str
    tone: str
    sentence: str
    part: str


@dataclass(frozen=True, slots=True)
class SupplierView:
    """A supplier in its place on the list."""

    rank: int
    id: str
    name: str
    href: str
    town: str
    distance: str
    nearest: str
    fits: bool
    verdict: str
    to_check: tuple[str, ...]
    why: str
    standing: str
    sure: bool
    qualifies: str
    ask_for: tuple[str, ...]
    findings: tuple[FindingView, ...]
    total: str


@dataclass(frozen=True, slots=True)
class LeftOutView:
    """Somebody who was left out, and why."""

    name: str
    href: str
    because: str


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One criterion of a comparison."""

    label: str
    cells: tuple[FindingView | None, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Suppliers side by side."""

    suppliers: tuple[SupplierView, ...]
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True, slots=True)
class ListedView:
    """A supplier on the shortlist: whom to call, and what to ask."""

    id: str
    name: str
    href: str
    town: str
    distance: str
    nearest: str
    contact: tuple[Link, ...]
    standing: str
    lots: str
    ask_for: tuple[str, ...]


def supplier_view(match: Match, rank: int, *, reserved: bool) -> SupplierView:
    """Return a match; ``reserved`` tells whether qualifying matters for this lot."""
    enterprise = match.enterprise
    findings = tuple(map(finding_view, match.findings))
    to_check = tuple(_to_check(match, reserved=reserved))
    return SupplierView(
        rank=rank,
        id=enterprise.id,
        name=enterprise.name,
        href=addresses.enterprise(enterprise.id),
        town=town_of(enterprise),
        distance=_distance(match.km),
        nearest=_nearest(match),
        fits=match.fits,
        verdict="Past" if match.fits else "Te controleren",
        to_check=to_check,
        why=" ".join(f.sentence for f in match.findings if f.criterion in {"rubric", "words"} and f.score > 0),
        standing=STANDINGS[match.qualifies.verdict],
        sure=match.qualifies.verdict in {Standing.PROVEN, Standing.PRESUMED},
        qualifies=match.qualifies.because,
        ask_for=match.qualifies.ask_for,
        findings=findings,
        total=decimal(match.score, digits=2),
    )


def _to_check(match: Match, *, reserved: bool) -> Iterable[str]:
    for finding in match.findings:
        if finding.criterion in HARD and finding.verdict is Judgement.UNKNOWN:
            yield finding.sentence if len(finding.sentence) <= _SHORT else _DOUBT
    if reserved and match.qualifies.to_check and match.qualifies.verdict is Standing.PRESUMED:
        yield match.qualifies.because


def finding_view(finding: Finding) -> FindingView:
    """Return a finding ready for a page."""
    word, tone = JUDGEMENTS[finding.verdict]
    part = f"{decimal(finding.score, digits=2)} × {decimal(finding.weight * 100)} %" if finding.weight else ""
    return FindingView(finding.criterion, _TITLES[finding.criterion], word, tone, finding.sentence, part)


def left_out_view(match: Match) -> LeftOutView:
    """Return a near miss with its reason."""
    because = match.failed.sentence if match.failed else ""
    return LeftOutView(match.name, addresses.enterprise(match.id), because)


def compare_view(suppliers: Sequence[SupplierView]) -> CompareView:
    """Return suppliers side by side, criterion by criterion."""
    by_supplier = [{f.criterion: f for f in s.findings} for s in suppliers]
    asked = [name for name in _TITLES if any(name in found for found in by_supplier)]
    rows = tuple(CompareRow(_TITLES[name], tuple(found.get(name) for found in by_supplier)) for name in asked)
    return CompareView(tuple(suppliers), rows)


def listed_view(match: Match, lots: str) -> ListedView:
    """Return a supplier of the shortlist."""
    enterprise = match.enterprise
    return ListedView(
        id=enterprise.id,
        name=enterprise.name,
        href=addresses.enterprise(enterprise.id),
        town=town_of(enterprise),
        distance=_distance(match.km),
        nearest=_nearest(match),
        contact=tuple(_contact(enterprise)),
        standing=STANDINGS[match.qualifies.verdict],
        lots=lots,
        ask_for=match.qualifies.ask_for,
    )


def town_of(enterprise: Enterprise) -> str:
    """Return the municipality of the seat, or nothing."""
    return enterprise.seat.municipality or "" if enterprise.seat else ""


def _distance(km: float | None) -> str:
    return "" if km is None else "ter plaatse" if km == 0 else kilometres(km)


def _nearest(match: Match) -> str:
    """Return what the distance is of where there are several sites: the town beside it is that of the seat."""
    if match.km is None or not has_more_sites(match.enterprise):
        return ""
    return "dichtste vestiging" if match.km == 0 else "dichtste vestiging op"


def has_more_sites(enterprise: Enterprise) -> bool:
    """Whether there are sites beside the seat."""
    return len(enterprise.sites) > 1


def _contact(enterprise: Enterprise) -> Iterable[Link]:
    contact = enterprise.contact
    if contact is None:
        return
    if contact.phone:
        yield Link(phone(contact.phone), f"tel:{contact.phone}")
    if contact.email:
        yield Link(contact.email, f"mailto:{contact.email}")
    if contact.website:
        yield Link(site_of(contact.website), contact.website)
