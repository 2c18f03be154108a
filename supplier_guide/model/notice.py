"""A tender notice as it was read: what it says of buyer and lots, and nothing that it does not say.

Contact persons and their mailboxes are dropped while reading and have no field here.
"""

import datetime as dt
from typing import Literal

from supplier_guide.model.base import Noun
from supplier_guide.model.need import BuyerKind, Nature, ReservedCode, ReservedExecution


class NoticeBuyer(Noun):
    """The contracting authority: its official name, and its kind when the notice's code tells."""

    name: str | None = None
    kind: BuyerKind | None = None


class NoticeLot(Noun):
    """One lot; ``cpv`` has the main code first, ``value`` is in ``currency`` excluding VAT."""

    id: str
    title: str | None = None
    description: str | None = None
    cpv: tuple[str, ...] = ()
    reserved: tuple[ReservedCode, ...] | None = None
    reserved_execution: ReservedExecution | None = None
    nuts: tuple[str, ...] = ()
    postal_codes: tuple[str, ...] = ()
    nature: Nature | None = None
    value: float | None = None
    currency: str | None = None
    duration_months: float | None = None


class Notice(Noun):
    """A notice of any format; ``country`` is the buyer's, in ISO 3166 alpha-3."""

    format: Literal["eforms", "ted_export", "ocds"]
    version: str | None = None
    subtype: str | None = None
    id: str | None = None
    title: str | None = None
    description: str | None = None
    language: str | None = None
    country: str | None = None
    buyer: NoticeBuyer = NoticeBuyer()
    cpv: tuple[str, ...] = ()
    published_on: dt.date | None = None
    deadline: dt.datetime | None = None
    url: str | None = None
    value: float | None = None
    currency: str | None = None
    lots: tuple[NoticeLot, ...]
    warnings: tuple[str, ...] = ()
