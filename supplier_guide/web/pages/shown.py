"""What a visitor looks at in an answer: which perceel, whom to compare, whom to keep; all of it in the address."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from supplier_guide.model.enterprise import ENTERPRISE_ID
from supplier_guide.web.needs.typed import Pairs, Typed
from supplier_guide.web.pages.scope import Scope

PATH = "/opdracht"
SURVEY = f"{PATH}/marktverkenning"
MOST_KEPT = 20
_COMPARED = 2
_IDENTITY = re.compile(ENTERPRISE_ID)


@dataclass(frozen=True, slots=True)
class Go:
    """A step: a link, or where the answer has no address a button of the form that holds it all, sent to ``action``."""

    label: str
    href: str
    name: str = ""
    value: str = ""
    spoken: str = ""
    action: str = ""


@dataclass(frozen=True)
class Shown:
    """The state of an answer page; ``lot`` is a number, 0 the overview; ``posted`` answers have no address."""

    typed: Typed
    lot: int = 0
    compare: tuple[str, ...] = ()
    shortlist: tuple[str, ...] = ()
    everything: bool = False
    posted: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """Return the fields and this state, for an address or for hidden fields."""
        state = [
            ("perceel", str(self.lot) if self.lot else ""),
            *(("vergelijk", one) for one in self.compare),
            *(("shortlist", one) for one in self.shortlist),
            ("alles", "ja" if self.everything else ""),
        ]
        return [*self.typed.pairs(), *((name, value) for name, value in state if value)]

    @property
    def address(self) -> str:
        """The address of this page."""
        return f"{PATH}?{urlencode(self.pairs())}"

    def go(
        self, label: str, name: str, value: str, *, spoken: str = "", jump: str = "", also: Pairs = (), **changes: Any
    ) -> Go:
        """Return the step that ``changes`` this state; ``name`` and ``value`` say the same to a form that is sent."""
        if self.posted:
            return Go(label, "", name, value, spoken)
        changed = replace(self, **changes)
        address = f"{PATH}?{urlencode([*changed.pairs(), *also])}"
        return Go(label, f"{address}#{jump}" if jump else address, spoken=spoken)

    def keep(self, identity: str, name: str) -> Go:
        """Return the step that puts a supplier on the shortlist, or takes it off."""
        jump = f"leverancier-{identity}"
        if identity in self.shortlist:
            rest = tuple(i for i in self.shortlist if i != identity)
            return self.go("Van de shortlist", "weg", identity, spoken=name, jump=jump, shortlist=rest)
        more = (*self.shortlist, identity)[:MOST_KEPT]
        return self.go("Op de shortlist", "shortlist", identity, spoken=name, jump=jump, shortlist=more)

    def against(self, identity: str, name: str) -> Go:
        """Return the step that chooses a supplier to compare, or not any more; of three the oldest makes room."""
        if identity in self.compare:
            rest = tuple(i for i in self.compare if i != identity)
            jump = f"leverancier-{identity}"
            return self.go("Niet vergelijken", "los", identity, spoken=name, jump=jump, compare=rest)
        two = (*self.compare, identity)[-_COMPARED:]
        jump = "vergelijking" if len(two) == _COMPARED else f"leverancier-{identity}"
        return self.go("Vergelijk", "vergelijk", identity, spoken=name, jump=jump, compare=two)

    def edit(self, label: str, field: str = "", *, spoken: str = "") -> Go:
        """Return the step back to the form, at a field."""
        jump = f"veld-{field}" if field else ""
        return self.go(label, "wijzig", "ja", spoken=spoken, jump=jump, also=(("wijzig", "ja"),))

    def download(self, label: str, extension: str, scope: Scope) -> Go:
        """Return the step that takes the marktverkenning along as a file."""
        spoken = f"marktverkenning van {'de shortlist' if scope.listed else 'wie we vonden'}"
        if self.posted:
            return Go(label, "", spoken=spoken, action=f"{SURVEY}.{extension}?{urlencode(scope.pairs())}")
        return Go(label, f"{SURVEY}.{extension}?{urlencode([*self.pairs(), *scope.pairs()])}", spoken=spoken)


def read_shown(pairs: Pairs, typed: Typed, *, posted: bool) -> Shown:
    """Return the state in what was sent; steps of a form ("weg", "los") are taken."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if value.strip():
            values.setdefault(name, []).append(value.strip())
    lot = values.get("perceel", ["0"])[-1]
    number = int(lot) if lot.isascii() and lot.isdecimal() and len(lot) < len("10000") else 0
    compared, kept = (_identities(values.get(name, [])) for name in ("vergelijk", "shortlist"))
    gone, loose = set(values.get("weg", ())), set(values.get("los", ()))
    return Shown(
        typed,
        lot=number,
        compare=tuple(i for i in compared if i not in loose)[-_COMPARED:],
        shortlist=tuple(i for i in kept if i not in gone)[:MOST_KEPT],
        everything="alles" in values,
        posted=posted,
    )


def _identities(values: Sequence[str]) -> Iterator[str]:
    """Give what can be an enterprise, each once; other text would be printed in a document that looks official."""
    return (value for value in dict.fromkeys(values) if _IDENTITY.fullmatch(value))
