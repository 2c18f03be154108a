"""What is known of one enterprise, as a page says it: unknown is said, never left blank."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.enterprise import Activity, Enterprise, Recognition, Reference, ServiceArea, Site, Workforce
from supplier_guide.model.vocabulary import CAPACITY_LABELS, MODE_LABELS, Evidence
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.wording import UNKNOWN, company_number, count, listing, number, sentence, site_of

EVIDENCE = {
    Evidence.REGISTER: "nagekeken in het officiële register",
    Evidence.DECISION: "volgens de beslissing zelf",
    Evidence.PUBLICATION: "volgens een publicatie; register niet nagekeken",
    Evidence.SELF: "volgens de onderneming zelf; register niet nagekeken",
}
REGISTER = "https://kbopub.economie.fgov.be/kbopub/zoeknummerform.html?nummer="
UNCONFIRMED = "niet bevestigd"
_SHORT = 17
_CODES_NAMED = 12


@dataclass(frozen=True, slots=True)
class Claim:
    """Something stated: a label, how we know it, and where."""

    label: str
    how: str
    source: Link | None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One thing that the enterprise does."""

    rubric: str
    href: str
    text: str
    modes: str
    area: str
    capacity: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class Activities:
    """The activities; a column in which nothing is known is left out of the table and said in one line."""

    rows: tuple[ActivityRow, ...]
    area: bool
    capacity: bool
    confirmed: bool
    unstated: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure or number with its source and date."""

    label: str
    value: str
    note: str
    source: Link | None


@dataclass(frozen=True, slots=True)
class CustomerView:
    """A customer served."""

    customer: str
    what: str
    year: str
    quote: str
    source: Link | None


@dataclass(frozen=True, slots=True)
class Address:
    """A site in words."""

    name: str
    street: str
    town: str


def source(url: str | None) -> Link | None:
    """Return a source as a link with the name of its website."""
    return Link(site_of(url), url) if url else None


def recognition(stated: Recognition, catalogue: Catalogue) -> Claim:
    """Return a recognition with how firmly we know it and when it was checked."""
    parts = [EVIDENCE[stated.evidence]]
    if stated.valid_until:
        parts.append(f"geldig tot {dutch_date(stated.valid_until)}")
    if stated.checked_on:
        parts.append(f"gezien op {dutch_date(stated.checked_on)}")
    return Claim(catalogue.recognition_label(stated.kind.value), ", ".join(parts), source(stated.source_url))


def activities(enterprise: Enterprise, catalogue: Catalogue, gazetteer: Gazetteer) -> Activities:
    """Return the activities as rows; an area that is not their own is the enterprise's."""
    rows = tuple(_activity(a, enterprise, catalogue, gazetteer) for a in enterprise.activities)
    area_known = any(row.area != UNKNOWN for row in rows)
    capacity_known = any(row.capacity != UNKNOWN for row in rows)
    confirmed = any(row.confirmed != UNCONFIRMED for row in rows)
    missing = [w for w, known in (("werkgebied", area_known), ("capaciteit", capacity_known)) if not known]
    told = [f"{sentence(listing(missing))}: {UNKNOWN}."] if missing else []
    told += [] if confirmed else ["Nog niet bevestigd door de onderneming."]
    return Activities(rows, area_known, capacity_known, confirmed, " ".join(told))


def _activity(activity: Activity, enterprise: Enterprise, catalogue: Catalogue, gazetteer: Gazetteer) -> ActivityRow:
    confirmed = activity.confirmed_on or enterprise.confirmed_on
    return ActivityRow(
        rubric=catalogue.label(activity.rubric),
        href=catalogue.rubric_address(activity.rubric),
        text=activity.text or "",
        modes=sentence(listing([_whole(MODE_LABELS[m].lower()) for m in activity.modes], "of")) or UNKNOWN,
        area=area(activity.service_area or enterprise.service_area, gazetteer),
        capacity=_capacity(activity),
        confirmed=dutch_date(confirmed) if confirmed else UNCONFIRMED,
    )


def _whole(label: str) -> str:
    """Keep a short label on one line, however narrow its column."""
    return label.replace(" ", "\u00a0") if len(label) <= _SHORT else label


def area(stated: ServiceArea | None, gazetteer: Gazetteer) -> str:
    """Return a service area in words."""
    if stated is None:
        return UNKNOWN
    if stated.kind == "country":
        return "Heel België"
    if stated.kind == "radius":
        return f"Tot {number(stated.radius_km or 0, decimals=1)} km rond de vestiging"
    named = [place.label if (place := gazetteer.by_code(code)) else code for code in stated.codes or ()]
    if len(named) > _CODES_NAMED:
        return f"{', '.join(named[:_CODES_NAMED])} en nog {len(named) - _CODES_NAMED} gemeenten"
    return listing(named)


def _capacity(activity: Activity) -> str:
    stated = activity.capacity
    if stated is None:
        return UNKNOWN
    parts = [CAPACITY_LABELS[stated.band]] if stated.band else []
    if stated.lead_time_days is not None:
        parts.append(f"levertijd {count(stated.lead_time_days, 'dag', 'dagen')}")
    if stated.minimum_order:
        parts.append(f"vanaf {stated.minimum_order}")
    return "; ".join(parts) or UNKNOWN


def figures(enterprise: Enterprise) -> tuple[Fact, ...]:
    """Return numbers and figures, each with its source and date."""
    return tuple(_figures(enterprise))


def _figures(enterprise: Enterprise) -> Iterator[Fact]:
    yield Fact("Rechtsvorm", enterprise.legal_form or UNKNOWN, "", None)
    digits = enterprise.enterprise_number
    if digits:
        official = Link("Kruispuntbank van Ondernemingen", REGISTER + digits)
        yield Fact("Ondernemingsnummer", company_number(digits), "", official)
    else:
        yield Fact("Ondernemingsnummer", UNKNOWN, "", None)
    yield from _workforce(enterprise.workforce)
    if enterprise.annual_turnover is not None:
        yield Fact("Jaaromzet", f"{number(enterprise.annual_turnover)} euro", "", None)
    for held in enterprise.contractor_classes:
        yield Fact("Erkenning als aannemer", f"categorie {held.category}, klasse {held.class_}", "", None)
    if enterprise.networks:
        yield Fact("Lid van", listing(enterprise.networks), "", None)


def _workforce(stated: Workforce | None) -> Iterable[Fact]:
    if stated is None:
        return [Fact("Medewerkers", UNKNOWN, "", None)]
    unit = "voltijdse equivalenten" if stated.unit == "fte" else "mensen"
    note = f"stand op {dutch_date(stated.as_of)}" if stated.as_of else "datum niet opgegeven"
    rows = (("Medewerkers", stated.total), ("Uit de doelgroep", stated.target_group))
    return [
        Fact(
            label,
            f"{number(value, decimals=1)} {unit}" if value is not None else UNKNOWN,
            note,
            source(stated.source_url),
        )
        for label, value in rows
        if value is not None or label == "Medewerkers"
    ]


def certificates(enterprise: Enterprise) -> tuple[str, ...]:
    """Return the certificates in words."""
    told = []
    for held in enterprise.certificates:
        until = f", geldig tot {dutch_date(held.valid_until)}" if held.valid_until else ", geldigheid niet opgegeven"
        told.append(f"{held.name}{f' (nummer {held.number})' if held.number else ''}{until}")
    return tuple(told)


def customer(reference: Reference) -> CustomerView:
    """Return a reference."""
    return CustomerView(
        customer=reference.customer,
        what=reference.what or "",
        year=str(reference.year) if reference.year else "",
        quote=reference.quote or "",
        source=source(reference.source_url),
    )


def address(site: Site) -> Address:
    """Return a site as lines of an address."""
    return Address(
        name=site.name or "",
        street=" ".join(filter(None, (site.street, site.house_number))),
        town=" ".join(filter(None, (site.postal_code, site.municipality))) or UNKNOWN,
    )
