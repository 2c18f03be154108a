"""What a need states, field by field, as conditions ask for it.

A field has *possible values*: none when it is not stated, one as a rule, several when the lots differ. A condition
holds when it holds for each of them.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from supplier_guide.model.need import Lot, Need

Value = str | float | bool
EURO = "EUR"


@dataclass(frozen=True)
class Stated:
    """The possible values of a field, and the names of the fields of the need that would settle it."""

    values: tuple[Value, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """A need, and the lots that the question is about: one, or all of them."""

    need: Need
    lots: Sequence[Lot]


def _one(value: Value | None, name: str) -> Stated:
    return Stated(() if value is None else (value,), (name,))


def _of_lots(values: Iterable[Value | None], name: str) -> Stated:
    found = tuple(dict.fromkeys(values))
    known = tuple(v for v in found if v is not None)
    return Stated(known if len(known) == len(found) else (), (name,))


def _total(asked: Asked) -> Stated:
    """Return the value of the whole contract: as stated, else the sum of all lots when each has one in euro."""
    need = asked.need
    if need.estimated_total is not None:
        return Stated((need.estimated_total,), ("estimated_total",))
    if any(lot.value is not None and lot.currency not in {None, EURO} for lot in need.lots):
        return Stated((), ("estimated_total", "lots.currency"))
    values = [lot.value for lot in need.lots if lot.value is not None]
    if len(values) < len(need.lots):
        return Stated((), ("estimated_total", "lots.value"))
    return Stated((math.fsum(values),), ("estimated_total",))


def _main_codes(lots: Sequence[Lot]) -> Stated:
    return _of_lots((lot.cpv[0] if lot.cpv else None for lot in lots), "lots.cpv")


FIELDS: Mapping[str, Callable[[Asked], Stated]] = MappingProxyType(
    {
        "buyer.kind": lambda a: _one(a.need.buyer.kind, "buyer.kind"),
        "buyer.is_contracting_authority": lambda a: _one(
            a.need.buyer.is_contracting_authority, "buyer.is_contracting_authority"
        ),
        "buyer.designated_art91": lambda a: _one(a.need.buyer.designated_art91, "buyer.designated_art91"),
        "buyer.art91_award_last_3y": lambda a: _one(a.need.buyer.art91_award_last_3y, "buyer.art91_award_last_3y"),
        "regime": lambda a: _one(a.need.regime, "regime"),
        "procedure_has_notice": lambda a: _one(a.need.procedure_has_notice, "procedure_has_notice"),
        "total": _total,
        "lots.cpv": lambda a: _main_codes(a.need.lots),
        "lots.nature": lambda a: _of_lots((lot.nature for lot in a.need.lots), "lots.nature"),
        "lot.cpv": lambda a: _main_codes(a.lots),
        "lot.nature": lambda a: _of_lots((lot.nature for lot in a.lots), "lots.nature"),
        "lot.duration_months": lambda a: _of_lots((lot.duration_months for lot in a.lots), "lots.duration_months"),
        "lot.reserved_execution": lambda a: _of_lots(
            (lot.reserved_execution for lot in a.lots), "lots.reserved_execution"
        ),
    }
)
"""What a condition may ask; ``lots.`` looks at the whole contract, ``lot.`` at the lot in question."""

FIGURES = frozenset({"total", "lot.duration_months"})
CODES = frozenset({"lots.cpv", "lot.cpv"})
TRUTHS = frozenset(
    {
        "buyer.is_contracting_authority",
        "buyer.designated_art91",
        "buyer.art91_award_last_3y",
        "procedure_has_notice",
    }
)


def read_situation(need: Need, lot: Lot | None) -> Mapping[str, Stated]:
    """Return every field of a need; ``lot`` is the one in question, nothing means all of them."""
    asked = Asked(need, (lot,) if lot else need.lots)
    return {name: read(asked) for name, read in FIELDS.items()}
