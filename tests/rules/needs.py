"""Builders of needs for the tests of the rules: a town that buys green maintenance, unless said otherwise."""

from datetime import date
from functools import cache

from supplier_guide.model.need import Need
from supplier_guide.rules import ProcedureCheck, RegimeCheck, Reservation, Rules, check, load_rules

TODAY = date(2026, 11, 25)
GREEN = "77310000"
CARE = "85311200"
HOTEL = "55100000"
LIBRARY = "92500000"


@cache
def rules() -> Rules:
    return load_rules()


def need(
    *,
    kind: str | None = "local_authority",
    regime: str | None = "classic",
    on: str | None = "2026-11-22",
    total: float | None = None,
    cpv: str | None = GREEN,
    nature: str | None = "services",
    months: float | None = 24,
    value: float | None = None,
    currency: str | None = None,
    notice: bool | None = None,
    authority: bool | None = None,
    designated: bool | None = None,
    award: bool | None = None,
) -> Need:
    buyer = {
        "kind": kind,
        "is_contracting_authority": authority,
        "designated_art91": designated,
        "art91_award_last_3y": award,
    }
    lot = {
        "cpv": [cpv] if cpv else [],
        "nature": nature,
        "duration_months": months,
        "value": value,
        "currency": currency,
    }
    return Need.model_validate(
        {
            "buyer": buyer,
            "regime": regime,
            "date": on,
            "estimated_total": total,
            "procedure_has_notice": notice,
            "lots": [lot],
        }
    )


def checked(asked: Need) -> Reservation:
    return check(asked, rules(), today=TODAY)


def regime(asked: Need, name: str) -> RegimeCheck:
    return next(r for r in checked(asked).regimes if r.id == name)


def procedure(asked: Need, name: str) -> ProcedureCheck:
    return next(p for p in checked(asked).procedures if p.id == name)
