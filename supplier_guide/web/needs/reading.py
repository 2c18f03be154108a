"""From what was typed to a need, with a complaint beside each field that could not be read."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from supplier_guide.errors import GuideError
from supplier_guide.model.need import Need
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.amounts import Duration, Estimate, NoAmount, read_amount
from supplier_guide.web.needs.typed import DURATION, Typed, said
from supplier_guide.web.needs.typed import field as name_of

_CODE = re.compile(r"(\d{8})(?:-\d)?", re.ASCII)
_SEPARATORS = re.compile(r"[,;\n]+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_WHOLE = re.compile(r"\d{1,3}(?:[.,]\d{1,2})?", re.ASCII)
_MOST_MONTHS = 1_200
_FIELDS = {
    "title": "wat", "description": "beschrijving", "places": "plaats", "nuts": "plaats", "value": "bedrag",
    "currency": "bedrag", "cpv": "cpv", "rubrics": "rubriek", "duration_months": "jaren", "modes": "manier",
    "certificates": "certificaat", "reserved": "voorbehouden", "nature": "soort",
}  # fmt: skip
_WHOLE_NEED = {"date": "datum", "title": "titel", "regime": "regels", "estimated_total": "totaal"}
_IN_LOT = re.compile(r"lots\[(\d+)\]\.(\w+)")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a field, and what may have been meant."""

    field: str
    message: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What was typed, the need that it makes when all can be read, and how each amount came about."""

    typed: Typed
    need: Need | None
    estimates: tuple[Estimate | None, ...]
    complaints: tuple[Complaint, ...]

    @property
    def total(self) -> float | None:
        """The whole contract in EUR without VAT; nothing when a perceel has no amount."""
        known = [e.total for e in self.estimates if e is not None]
        return sum(known) if known and len(known) == len(self.estimates) else None


def read_need(typed: Typed) -> Reading:
    """Return the need in ``typed``; fields left open stay not stated."""
    reader = _Reader(typed)
    document = reader.document()
    complaints = reader.complaints
    need = None
    if not complaints:
        try:
            need = Need.model_validate(document)
        except ValidationError as error:
            # A list with a bad member is complained of a second time, as a whole.
            refused = [e for e in error.errors() if e["loc"] != ("lots",)]
            complaints = list({c.field: c for c in map(_refused, refused)}.values())
    return Reading(typed, need, tuple(reader.estimates), tuple(complaints))


def complaint_of(error: GuideError) -> Complaint:
    """Return what matching or the rules refuse, beside the field of the form that it is about."""
    path = error.field or ""
    inside = _IN_LOT.fullmatch(path)
    of_whole = _WHOLE_NEED.get(path, "wat")
    named = name_of(_FIELDS.get(inside[2], "wat"), int(inside[1])) if inside else of_whole
    return Complaint(named, error.message, tuple(str(s) for s in error.suggestions))


def _refused(error: ErrorDetails) -> Complaint:
    loc = error["loc"]
    if len(loc) > 2 and loc[0] == "lots" and isinstance(loc[1], int):  # noqa: PLR2004 - lots, number, field
        named = name_of(_FIELDS.get(str(loc[2]), "wat"), loc[1])
    else:
        named = _WHOLE_NEED.get(str(loc[0]), "wat")
    if error["type"] == "too_long":
        most = f"{error['ctx']['max_length']:,}".replace(",", ".")
        if isinstance(error["input"], str):
            return Complaint(named, f"Deze tekst is te lang. Geef hoogstens {most} tekens.")
        return Complaint(named, f"Dit zijn er te veel. Geef er hoogstens {most}.")
    return Complaint(named, "Deze waarde kan niet. Kijk na of er geen vreemde tekens in staan.")


@dataclass
class _Reader:
    """Reads field by field, and goes on after a complaint."""

    typed: Typed
    complaints: list[Complaint] = field(default_factory=list)
    estimates: list[Estimate | None] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        typed = self.typed
        lots = [self._lot(n) for n in range(typed.lots)]
        return {
            "title": typed.one("titel") or None,
            "language": "nl",
            "buyer": {
                "kind": self._choice("koper", c.BUYERS),
                "is_contracting_authority": self._choice("overheid", c.TRUTHS),
                "designated_art91": self._choice("aangewezen", c.TRUTHS),
                "art91_award_last_3y": self._choice("eerder", c.TRUTHS),
            },
            "regime": self._choice("regels", c.REGIMES),
            "date": self._date(),
            "estimated_total": self._total(),
            "procedure_has_notice": self._choice("aankondiging", c.TRUTHS),
            "lots": lots,
        }

    def _lot(self, n: int) -> dict[str, Any]:
        typed = self.typed
        duration = self._duration(n)
        estimate = self._estimate(n, duration)
        self.estimates.append(estimate)
        reserved = self._chosen("voorbehouden", c.RESERVED, typed.many("voorbehouden", n), n)
        return {
            "id": str(n + 1),
            "title": typed.one("wat", n) or None,
            "description": typed.one("beschrijving", n) or None,
            "cpv": self._codes(n),
            "rubrics": typed.many("rubriek", n),
            "places": _parts(said(typed.stated("plaats", n))),
            "nature": self._choice("soort", c.NATURES, n),
            "value": None if estimate is None else estimate.total,
            "currency": None if estimate is None else "EUR",
            "duration_months": duration.months if duration else None,
            "reserved": tuple(r.meaning for r in reserved if r.meaning) or None,
            "reserved_execution": "yes" if any(r.meaning is None for r in reserved) else None,
            "modes": [
                m.meaning for m in self._chosen("manier", c.MODES, typed.many("manier", n) or typed.many("manier"), n)
            ],
            "certificates": _parts(said(typed.stated("certificaat", n))),
        }

    def _choice(self, name: str, known: c.Choices, lot: int = 0) -> Any:
        value = said(self.typed.stated(name, lot))
        if not value:
            return None
        if value not in known:
            self._complain(name_of(name, lot), f"Kies een van deze: {c.words(known)}.")
            return None
        return known[value].meaning

    def _chosen(self, name: str, known: c.Choices, values: Sequence[str], lot: int) -> list[c.Choice]:
        if not {*values, c.UNKNOWN} <= {*known, c.UNKNOWN}:
            self._complain(name_of(name, lot), f"Kies uit deze: {c.words(known)}.")
        return [known[value] for value in values if value in known]

    def _date(self) -> date | None:
        value = said(self.typed.one("datum"))
        if not value:
            return None
        spelled = _DAY.fullmatch(value)
        try:
            if spelled:
                return date(int(spelled[3]), int(spelled[2]), int(spelled[1]))
            return date.fromisoformat(value)
        except ValueError:
            self._complain("datum", f"“{value[:40]}” is geen datum. Geef een datum zoals 22/11/2026.")
            return None

    def _codes(self, lot: int) -> list[str]:
        found = []
        for part in re.split(r"[,;\s]+", said(self.typed.one("cpv", lot))):
            code = _CODE.fullmatch(part)
            if code:
                found.append(code[1])
            elif part:
                self._complain(
                    name_of("cpv", lot), f"“{part[:40]}” is geen CPV-code. Een code heeft acht cijfers, zoals 77310000."
                )
        return list(dict.fromkeys(found))

    def _duration(self, lot: int) -> Duration | None:
        stated = lot if any(self.typed.one(name, lot) for name in DURATION) else 0
        years, months, renewals = (self._figure(name, stated, speak=stated == lot) for name in DURATION)
        duration = Duration(round(years * 12 + months, 2), renewals * 12)
        if duration.months > _MOST_MONTHS:
            self._complain(name_of("jaren", stated), "Zo lang kan een opdracht niet duren. Geef hoogstens 100 jaar.")
            return None
        return duration if duration.months else None

    def _figure(self, name: str, lot: int, *, speak: bool) -> float:
        value = said(self.typed.one(name, lot))
        if not value:
            return 0.0
        if _WHOLE.fullmatch(value):
            return float(value.replace(",", "."))
        if speak:
            self._complain(name_of(name, lot), f"“{value[:40]}” is geen getal. Geef een getal zoals 2 of 1,5.")
        return 0.0

    def _estimate(self, lot: int, duration: Duration | None) -> Estimate | None:
        value = said(self.typed.one("bedrag", lot))
        if not value:
            return None
        amount = self._tried(name_of("bedrag", lot), read_amount, value)
        yearly = bool(self._choice("per", c.PER))
        rate = (self._choice("tarief", c.RATES) or 0) if self._choice("btw", c.VAT) else None
        if yearly and duration is None:
            self._complain("jaren", "Zeg hoeveel jaar de opdracht duurt: het bedrag is per jaar.")
        return None if amount is None else Estimate(amount, yearly, rate, duration)

    def _total(self) -> float | None:
        value = said(self.typed.one("totaal"))
        return self._tried("totaal", read_amount, value) if value else None

    def _tried(self, name: str, read: Callable[[str], float], value: str) -> float | None:
        try:
            return read(value)
        except NoAmount as error:
            self._complain(name, str(error))
            return None

    def _complain(self, name: str, message: str) -> None:
        complaint = Complaint(name, message)
        if complaint not in self.complaints:
            self.complaints.append(complaint)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
