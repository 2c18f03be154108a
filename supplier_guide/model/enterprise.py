"""The enterprise document: one definition for import, store, API and guide."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal, Self, TypeVar

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import Field, StringConstraints, ValidationInfo, field_validator, model_validator
from stdnum.be import vat
from stdnum.exceptions import ValidationError as NumberError

from supplier_guide.model.base import STORED, HttpUrl, Noun, Text, when_new
from supplier_guide.model.vocabulary import CapacityBand, CustomerKind, Evidence, Mode, RecognitionKind, Status

_NUMBER_LENGTH = 10


def _enterprise_number(value: str) -> str:
    try:
        return vat.validate(value)
    except NumberError as error:
        msg = "is geen geldig ondernemingsnummer (10 cijfers, modulo 97); verwacht bijvoorbeeld 0123.456.749"
        raise ValueError(msg) from error


def read_number(text: str) -> str | None:
    """Return the enterprise number that ``text`` spells, in 10 digits, or ``None`` when it spells none."""
    digits = "".join(c for c in text if c.isdecimal())
    # Until 2005 the number had nine digits; the same number now starts with 0.
    padded = digits.zfill(_NUMBER_LENGTH) if len(digits) >= _NUMBER_LENGTH - 1 else digits
    return vat.validate(padded) if vat.is_valid(padded) else None


def _phone(value: str) -> str:
    try:
        number = phonenumbers.parse(value, "BE")
    except phonenumbers.NumberParseException as error:
        msg = "is geen telefoonnummer; verwacht bijvoorbeeld +32 9 210 20 30"
        raise ValueError(msg) from error
    if not phonenumbers.is_possible_number(number):
        msg = "is geen bestaand soort telefoonnummer; verwacht bijvoorbeeld +32 9 210 20 30"
        raise ValueError(msg)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(value: str) -> str:
    try:
        return validate_email(value, check_deliverability=False).normalized
    except EmailNotValidError as error:
        msg = "is geen e-mailadres; verwacht bijvoorbeeld info@voorbeeld.be"
        raise ValueError(msg) from error


EnterpriseNumber = Annotated[str, when_new(_enterprise_number)]
Phone = Annotated[str, when_new(_phone)]
Email = Annotated[str, when_new(_email)]
ENTERPRISE_ID = r"^[a-z0-9-]{2,64}$"
EnterpriseId = Annotated[str, StringConstraints(pattern=ENTERPRISE_ID)]
RowId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
RubricId = Annotated[str, StringConstraints(pattern=r"^R[0-9]{2}(\.[0-9]{2})?$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
CpvCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
TerritoryCode = Annotated[str, StringConstraints(pattern=r"^(BE[0-9A-Z]{0,3}|[0-9]{5})$")]


class Recognition(Noun):
    """A recognition as somebody states it; ``evidence`` says how firmly we know it."""

    kind: RecognitionKind
    valid_from: date | None = None
    valid_until: date | None = None
    evidence: Evidence
    source_url: HttpUrl | None = None
    checked_on: date | None = None


class Aim(Noun):
    """Whether integration through work is the stated main aim."""

    integration: bool
    source_url: HttpUrl | None = None
    checked_on: date | None = None


class Workforce(Noun):
    """Staff figures; fractions are allowed (FTE)."""

    total: float | None = Field(default=None, ge=0)
    target_group: float | None = Field(default=None, ge=0)
    unit: Literal["headcount", "fte"]
    as_of: date | None = None
    source_url: HttpUrl | None = None

    @model_validator(mode="after")
    def _part_of_whole(self) -> Self:
        if self.total is not None and self.target_group is not None and self.target_group > self.total:
            msg = "target_group is groter dan total; verwacht hoogstens het totaal"
            raise ValueError(msg)
        return self


class Site(Noun):
    """A place where the enterprise works; coordinates in WGS84 degrees."""

    id: RowId
    name: Text | None = None
    street: Text | None = None
    house_number: Text | None = None
    postal_code: PostalCode | None = None
    municipality: Text | None = None
    municipality_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")] | None = None
    establishment_number: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}$")] | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    is_seat: bool = False

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            msg = "lat en lon horen samen; geef beide of geen van beide"
            raise ValueError(msg)
        return self


class ServiceArea(Noun):
    """Where an enterprise works: all of Belgium, named territories, or a radius in km around each site."""

    kind: Literal["country", "territories", "radius"]
    codes: tuple[TerritoryCode, ...] | None = None
    radius_km: float | None = Field(default=None, gt=0, le=400)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        needed = {"territories": self.codes, "radius": self.radius_km}
        if self.kind in needed and not needed[self.kind]:
            field = "codes" if self.kind == "territories" else "radius_km"
            msg = f"{field} ontbreekt bij een werkgebied van soort {self.kind}"
            raise ValueError(msg)
        return self


class Capacity(Noun):
    """What can be taken on; ``lead_time_days`` in calendar days."""

    band: CapacityBand | None = None
    lead_time_days: int | None = Field(default=None, ge=0, le=3650)
    minimum_order: Text | None = None


class Activity(Noun):
    """One thing that an enterprise does: rubric, ways of working and area hold together."""

    id: RowId
    rubric: RubricId
    modes: tuple[Mode, ...] = ()
    service_area: ServiceArea | None = None
    capacity: Capacity | None = None
    text: Annotated[Text, StringConstraints(max_length=4000)] | None = None
    cpv: tuple[CpvCode, ...] = ()
    confirmed_on: date | None = None


class Certificate(Noun):
    """A certificate as stated."""

    name: Annotated[Text, StringConstraints(min_length=1, max_length=200)]
    number: Text | None = None
    valid_until: date | None = None


class ContractorClass(Noun):
    """Recognition of works contractors: category (such as G3) and class 1-8."""

    category: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{0,2}$")]
    class_: int = Field(alias="class", ge=1, le=8)


class Reference(Noun):
    """A customer that was served; a quote may only be kept with consent."""

    customer: Annotated[Text, StringConstraints(min_length=1, max_length=300)]
    customer_kind: CustomerKind | None = None
    year: int | None = Field(default=None, ge=1900, le=2100)
    what: Text | None = None
    quote: Text | None = None
    consent: bool | None = None
    source_url: HttpUrl | None = None

    @model_validator(mode="after")
    def _quote_needs_consent(self) -> Self:
        if self.quote and self.consent is not True:
            msg = "een citaat mag alleen met toestemming (consent: true)"
            raise ValueError(msg)
        return self


class Contact(Noun):
    """How to reach the enterprise: functions and general mailboxes, never persons."""

    function: Text | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: HttpUrl | None = None
    source_url: HttpUrl | None = None
    confirmed_on: date | None = None


_Row = TypeVar("_Row", Site, Activity)


class Enterprise(Noun):
    """A social-economy enterprise; unknown is ``None`` or empty, never a guess."""

    id: EnterpriseId
    name: Annotated[Text, StringConstraints(min_length=1, max_length=300)]
    trade_names: tuple[Text, ...] = ()
    legal_form: Text | None = None
    enterprise_number: EnterpriseNumber | None = None
    summary: Annotated[Text, StringConstraints(max_length=1200)] | None = None
    language: Literal["nl", "fr", "de", "en"] = "nl"
    recognitions: tuple[Recognition, ...] = ()
    aim: Aim | None = None
    workforce: Workforce | None = None
    annual_turnover: float | None = Field(default=None, ge=0)
    sites: tuple[Site, ...] = ()
    service_area: ServiceArea | None = None
    activities: tuple[Activity, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    contractor_classes: tuple[ContractorClass, ...] = ()
    references: tuple[Reference, ...] = ()
    contact: Contact | None = None
    networks: tuple[Text, ...] = ()
    status: Status = Status.PUBLISHED
    merged_into: EnterpriseId | None = None
    archived_on: date | None = None
    confirmed_on: date | None = None
    sources: tuple[HttpUrl, ...] = ()
    notes: Text | None = None

    @field_validator("sites", "activities")
    @classmethod
    def _unique_rows(cls, rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
        seen = [row.id for row in rows]
        twice = {i for i in seen if seen.count(i) > 1}
        if twice:
            msg = f"id komt tweemaal voor: {', '.join(sorted(twice))}; geef elke rij een eigen id"
            raise ValueError(msg)
        return rows

    @field_validator("merged_into")
    @classmethod
    def _heir_of_what_has_gone(cls, heir: str | None, info: ValidationInfo) -> str | None:
        if heir is None or info.context is STORED:
            return heir
        if heir == info.data.get("id"):
            msg = "is de onderneming zelf; verwacht de id van een andere onderneming"
            raise ValueError(msg)
        if info.data.get("status", Status.ARCHIVED) is not Status.ARCHIVED:
            msg = "kan alleen bij wat niet meer in de lijst staat; verwacht status archived"
            raise ValueError(msg)
        return heir

    @property
    def seat(self) -> Site | None:
        """Return the seat, else the first site, else nothing."""
        return next((s for s in self.sites if s.is_seat), self.sites[0] if self.sites else None)


def read_stored(document: str | bytes) -> Enterprise:
    """Return the enterprise of a JSON document out of the store, which checked it when it went in."""
    return Enterprise.model_validate_json(document, context=STORED)


def public_document(enterprise: Enterprise) -> dict[str, object]:
    """Return the document as it may leave over HTTP: without the editors' notes."""
    return enterprise.model_dump(mode="json", by_alias=True, exclude={"notes"})


def texts_of(enterprise: Enterprise) -> Iterator[str]:
    """Yield the texts that are searched: activities, summary, references."""
    yield from (a.text for a in enterprise.activities if a.text)
    if enterprise.summary:
        yield enterprise.summary
    for reference in enterprise.references:
        yield from (t for t in (reference.customer, reference.what) if t)


def rubrics_of(enterprise: Enterprise) -> Sequence[str]:
    """Return the rubric ids of the activities, each once, in the order stated."""
    return list(dict.fromkeys(a.rubric for a in enterprise.activities))
