"""What was typed into the fields, by name; fields of a further perceel carry its number: ``wat-2``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from supplier_guide.web.needs.choices import UNKNOWN

Pairs = Sequence[tuple[str, str]]

COMMON = (
    "titel", "totaal", "per", "btw", "tarief", "koper", "overheid", "aangewezen", "eerder", "regels", "datum",
    "aankondiging", "recht",
)  # fmt: skip
OF_LOT = (
    "wat", "beschrijving", "plaats", "bedrag", "jaren", "maanden", "verlengingen", "soort", "cpv", "rubriek",
    "manier", "certificaat", "voorbehouden",
)  # fmt: skip
INHERITED = frozenset({"plaats", "soort", "manier", "certificaat"})
"""What a further perceel shares with the first when it says nothing of its own."""
DURATION = ("jaren", "maanden", "verlengingen")
REPEATED = frozenset({"rubriek", "manier", "voorbehouden"})
MOST_LOTS = 30
"""Percelen that fit on a form; a notice may have more."""

_NAME = re.compile(rf"({'|'.join(OF_LOT)})-([2-9]|[12]\d|{MOST_LOTS})")


def field(name: str, lot: int = 0) -> str:
    """Return the name of a field of a perceel, counted from 0."""
    return name if lot == 0 else f"{name}-{lot + 1}"


@dataclass(frozen=True)
class Typed:
    """The fields as they were sent; those that we do not know are left out."""

    values: dict[str, tuple[str, ...]]
    lots: int

    def one(self, name: str, lot: int = 0) -> str:
        """Return what was typed, or nothing; ``name`` may carry the number of the perceel itself."""
        return next(iter(self.values.get(field(name, lot), ())), "")

    def many(self, name: str, lot: int = 0) -> tuple[str, ...]:
        """Return all values of a field that may be repeated."""
        return self.values.get(field(name, lot), ())

    def stated(self, name: str, lot: int = 0) -> str:
        """Return what was typed for a perceel, or for the first when they share it."""
        return self.one(name, lot) or (self.one(name) if name in INHERITED else "")

    @property
    def empty(self) -> bool:
        """Whether nothing was said about what is needed."""
        return not any(self.values.get(field(n, lot)) for n in ("wat", "beschrijving", "cpv", "rubriek")
                       for lot in range(self.lots))  # fmt: skip

    def pairs(self) -> list[tuple[str, str]]:
        """Return everything in a fixed order, for an address or for hidden fields."""
        return [(name, value) for name in names(self.lots) for value in self.values.get(name, ())]


def names(lots: int) -> Iterator[str]:
    """Give the names of all fields, in the order of an address: what, where, how much, who."""
    yield from OF_LOT
    for lot in range(1, lots):
        yield from (field(name, lot) for name in OF_LOT)
    yield from COMMON


def typed(pairs: Pairs) -> Typed:
    """Return the known fields of what was sent; ``percelen`` says how many percelen the form shows."""
    values: dict[str, list[str]] = {}
    lots = 1
    for name, value in pairs:
        numbered = _NAME.fullmatch(name)
        if not value.strip():
            continue
        if name == "percelen":
            lots = max(lots, min(int(value), MOST_LOTS)) if value.isascii() and value.isdecimal() else lots
        elif numbered or name in OF_LOT or name in COMMON:
            lots = max(lots, int(numbered[2]) if numbered else 1)
            kept = values.setdefault(name, [])
            if not kept or (numbered[1] if numbered else name) in REPEATED:
                kept.append(value.strip())
    return Typed({name: tuple(dict.fromkeys(found)) for name, found in values.items()}, lots)


def said(value: str) -> str:
    """Return an answer, with nothing for "I do not know"."""
    return "" if value == UNKNOWN else value
