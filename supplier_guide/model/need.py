"""What a buyer needs: the question of `supplier_guide.matching`, to the letter of `docs/api.md`.

Every field may be absent, and absent means *not stated*: nothing is filled in by guessing.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from supplier_guide.model.base import Noun, Text
from supplier_guide.model.currency import CurrencyCode
from supplier_guide.model.enterprise import ContractorClass, RubricId
from supplier_guide.model.vocabulary import Mode


class BuyerKind(StrEnum):
    """Who buys."""

    LOCAL_AUTHORITY = "local_authority"
    REGION = "region"
    COMMUNITY = "community"
    STATE = "state"
    UTILITY = "utility"
    SCHOOL = "school"
    CARE = "care"
    ASSOCIATION = "association"
    COMPANY = "company"


class Regime(StrEnum):
    """Which law on contracts applies: classic sectors, utilities (special sectors), concessions."""

    CLASSIC = "classic"
    UTILITIES = "utilities"
    CONCESSION = "concession"


class Nature(StrEnum):
    """What the contract is for, in the eForms codes of BT-23."""

    WORKS = "works"
    SUPPLIES = "supplies"
    SERVICES = "services"


class ReservedCode(StrEnum):
    """Reserved participation, the eForms codes of BT-71."""

    NONE = "none"
    SHELTERED = "res-ws"
    PUBLIC_SERVICE = "res-pub-ser"


ReservedExecution = Literal["yes", "no", "not-known"]
"""Reserved execution, the eForms codes of BT-736."""

CpvCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
"""Eight digits, without the check digit."""

MOST_LOTS = 1_000
MOST_VALUES = 200
"""Codes, places or certificates of one lot."""
LONGEST_TITLE = 2_000
LONGEST_TEXT = 50_000
LARGEST_AMOUNT = 1e12
_Many = Field(max_length=MOST_VALUES)
_Name = Annotated[Text, StringConstraints(min_length=1, max_length=200)]


class Buyer(Noun):
    """The buyer, as far as the law asks about it; ``None`` = not stated."""

    kind: BuyerKind | None = None
    name: Annotated[Text, Field(max_length=400)] | None = None
    is_contracting_authority: bool | None = None
    designated_art91: bool | None = None
    art91_award_last_3y: bool | None = None


class Lot(Noun):
    """One lot of a need; ``value`` in ``currency`` excluding VAT, with options and renewals."""

    id: Annotated[Text, Field(min_length=1, max_length=64)] = "1"
    title: Annotated[Text, Field(max_length=LONGEST_TITLE)] | None = None
    description: Annotated[Text, Field(max_length=LONGEST_TEXT)] | None = None
    cpv: Annotated[tuple[CpvCode, ...], _Many] = ()
    rubrics: Annotated[tuple[RubricId, ...], _Many] = ()
    places: Annotated[tuple[_Name, ...], _Many] = ()
    nuts: Annotated[tuple[_Name, ...], _Many] = ()
    nature: Nature | None = None
    value: Annotated[float, Field(ge=0, le=LARGEST_AMOUNT)] | None = None
    currency: CurrencyCode | None = None
    duration_months: Annotated[float, Field(gt=0, le=1_200)] | None = None
    reserved: tuple[ReservedCode, ...] | None = None
    reserved_execution: ReservedExecution | None = None
    modes: Annotated[tuple[Mode, ...], _Many] = ()
    certificates: Annotated[tuple[_Name, ...], _Many] = ()
    contractor_class: ContractorClass | None = None


class Need(Noun):
    """A need of one or more lots; ``estimated_total`` in EUR excluding VAT of the whole contract."""

    title: Annotated[Text, Field(max_length=LONGEST_TITLE)] | None = None
    description: Annotated[Text, Field(max_length=LONGEST_TEXT)] | None = None
    language: Literal["nl", "fr", "de", "en"] | None = None
    buyer: Buyer = Buyer()
    regime: Regime | None = None
    date: dt.date | None = None
    estimated_total: Annotated[float, Field(ge=0, le=LARGEST_AMOUNT)] | None = None
    procedure_has_notice: bool | None = None
    max_results: Annotated[int, Field(ge=1, le=100)] = 20
    lots: Annotated[tuple[Lot, ...], Field(min_length=1, max_length=MOST_LOTS)]
