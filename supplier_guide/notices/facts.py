"""What was found in a notice, before it is made whole: the same for all formats."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, get_args

from supplier_guide.model.need import Nature, ReservedCode, ReservedExecution
from supplier_guide.model.notice import NoticeBuyer
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.values import Money, cpv, nuts

Format = Literal["eforms", "ted_export", "ocds"]


@dataclass(slots=True)
class Part:
    """What is said of one lot, or of the contract as a whole; nothing is filled in from elsewhere yet."""

    id: str | None = None
    title: str | None = None
    description: str | None = None
    main: str | None = None
    additional: list[str] = field(default_factory=list)
    reserved: tuple[ReservedCode, ...] | None = None
    reserved_execution: ReservedExecution | None = None
    nuts: list[str] = field(default_factory=list)
    postal_codes: list[str] = field(default_factory=list)
    nature: Nature | None = None
    money: Money | None = None
    months: float | None = None

    @property
    def cpv(self) -> list[str]:
        """Return the codes of this part itself, main first."""
        return unique([*filter(None, [self.main]), *self.additional])


@dataclass(slots=True)
class Facts:
    """What a notice says; ``people`` are the persons it names, only kept to take them out of the texts."""

    format: Format
    version: str | None = None
    version_known: bool = True
    subtype: str | None = None
    id: str | None = None
    language: str | None = None
    country: str | None = None
    buyer: NoticeBuyer = field(default_factory=NoticeBuyer)
    published_on: dt.date | None = None
    deadline: dt.datetime | None = None
    url: str | None = None
    whole: Part = field(default_factory=Part)
    lots: list[Part] = field(default_factory=list)
    is_result: bool = False
    is_defence: bool = False
    people: tuple[str, ...] = ()


def unique(values: Iterable[str]) -> list[str]:
    """Return values without repetition, in order."""
    return list(dict.fromkeys(values))


def codes(written: Iterable[str | None]) -> list[str]:
    """Return the CPV codes among texts, once each."""
    return unique(filter(None, (cpv(one) for one in written)))


def territories(written: Iterable[str | None]) -> list[str]:
    """Return the NUTS codes among texts, once each."""
    return unique(filter(None, (nuts(one) for one in written)))


def nature(written: str | None) -> Nature | None:
    """Return works, supplies or services; ``goods`` is the word of OCDS."""
    said = (written or "").strip().lower()
    said = "supplies" if said == "goods" else said
    return Nature(said) if said in set(Nature) else None


def reserved(written: Iterable[str], remarks: Remarks) -> tuple[ReservedCode, ...] | None:
    """Return the codes of BT-71 once each; an unknown code is left out and remarked."""
    found: dict[ReservedCode, None] = {}
    for code in filter(None, written):
        if code in set(ReservedCode):
            found.setdefault(ReservedCode(code))
        else:
            remarks.add(
                "De aankondiging gebruikt voor voorbehouden deelname een code die we niet kennen; die is weggelaten."
            )
    return tuple(found) or None


def execution(written: str | None) -> ReservedExecution | None:
    """Return the code of BT-736."""
    known: tuple[ReservedExecution, ...] = get_args(ReservedExecution)
    return next((code for code in known if code == written), None)
