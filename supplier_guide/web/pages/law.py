"""Every rule with its text, article, periods, source, date read and confidence: `/regels` and `/regels/{id}`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.errors import NotFoundError
from supplier_guide.model.dutch import dutch_date
from supplier_guide.rules import Confidence, Page, Period, pages
from supplier_guide.web.access import parts_of
from supplier_guide.web.needs.amounts import euros
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.visit import Frame, Visit, visit
from supplier_guide.web.pages.wording import site_of

router = APIRouter(include_in_schema=False)
CONFIDENCES = {
    Confidence.LAW_TEXT: "gelezen in de wettekst zelf",
    Confidence.OFFICIAL_PAGE: "gelezen op een pagina van de overheid",
    Confidence.SECONDARY: "te bevestigen: gelezen bij een advocatenkantoor, federatie of bedrijf",
    Confidence.INFERENCE: "te bevestigen: onze eigen lezing",
}
_GROUPS = (
    ("Voorbehouden", ("art15", "art91", "art161", "art33", "scope")),
    ("Bedragen en procedures", ()),
    ("Erkenningen", ("erkenning-",)),
)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A stretch of days, the amount in it and where that was read."""

    when: str
    amount: str
    source: Link
    read: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule."""

    title: str
    text: str
    article: str
    href: str
    to_confirm: bool
    periods: tuple[PeriodView, ...]
    amounts: bool


@dataclass(frozen=True, slots=True)
class RulesView:
    """All rules, by subject."""

    version: str
    first: str
    last: str
    groups: tuple[tuple[str, tuple[RuleView, ...]], ...]


@router.get("/regels")
def rules_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """List all rules."""
    rules = parts_of(visit.request).rules
    version = rules.version
    grouped: dict[str, list[RuleView]] = {label: [] for label, _ in _GROUPS}
    for page in sorted(pages(rules), key=lambda p: p.title.casefold()):
        grouped[_group(page.id)].append(rule_view(page))
    view = RulesView(
        dutch_date(version.rules_version), dutch_date(version.first_day), dutch_date(version.last_day),
        tuple((label, tuple(found)) for label, found in grouped.items() if found),
    )  # fmt: skip
    frame = Frame(
        "De regels waarmee we rekenen",
        "Elke regel over voorbehouden opdrachten die we gebruiken: artikel, periode, bedrag, bron en zekerheid.",
        "/regels",
    )
    return visit.page("rules.html", frame, view=view)


@router.get("/regels/{rule_id}")
def rule_page(rule_id: str, visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Show one rule."""
    found = next((p for p in pages(parts_of(visit.request).rules) if p.id == rule_id), None)
    if found is None:
        raise NotFoundError("unknown_rule", "Deze regel kennen we niet.")
    text = found.text if len(found.text) <= _LONGEST else f"{found.text[:_LONGEST].rsplit(' ', 1)[0]} …"
    frame = Frame(f"Regel: {found.title}", text, f"/regels/{found.id}")
    return visit.page("rule.html", frame, view=rule_view(found), version=dutch_date(_version(visit)))


def _version(visit: Visit) -> date:
    return parts_of(visit.request).rules.version.rules_version


def _group(identity: str) -> str:
    for label, starts in _GROUPS:
        if identity.startswith(starts) and starts:
            return label
    return _GROUPS[1][0]


def rule_view(page: Page) -> RuleView:
    """Return a rule ready for a page."""
    return RuleView(
        title=page.title,
        text=page.text,
        article=page.article,
        href=f"/regels/{page.id}",
        to_confirm=page.confidence.to_confirm,
        periods=tuple(map(_period, reversed(page.periods))),
        amounts=any(p.amount is not None for p in page.periods),
    )


def _period(period: Period) -> PeriodView:
    return PeriodView(
        when=_when(period),
        amount="" if period.amount is None else euros(period.amount),
        source=Link(site_of(period.source_url), period.source_url),
        read=dutch_date(period.read_on),
        confidence=CONFIDENCES[period.confidence],
        note=period.note or "",
    )


def _when(period: Period) -> str:
    parts: Sequence[str] = (
        f"vanaf {dutch_date(period.valid_from)}" if period.valid_from else "",
        f"tot en met {dutch_date(period.valid_to)}" if period.valid_to else "",
    )
    return " ".join(p for p in parts if p) or "altijd"
