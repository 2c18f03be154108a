"""Lists of things with several fields, in one cell that a person can read and type.

``maatwerkbedrijf:register; checked_on=2026-11-01 | vso:self``: things are separated by ``|``, fields by ``;``; the
first part without ``=`` holds the leading field or fields. A backslash before ``|``, ``;``, ``=`` or a backslash makes
it part of the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from supplier_guide.office.cells import (
    DATE,
    NUMBER,
    TEXT,
    WHOLE,
    YES_NO,
    Notation,
    escape,
    guard,
    split,
    unescape,
    unguard,
)

_MARKS = "|;="


@dataclass(frozen=True, slots=True)
class Records:
    """One sort of thing: its leading fields (joined by ``:`` when there are more), all its fields, what is implied."""

    lead: tuple[str, ...]
    fields: Mapping[str, Notation]
    implied: Mapping[str, str] = field(default_factory=dict)

    def read(self, cell: str) -> list[dict[str, Any]]:
        """Return the things in a cell."""
        return [self._read_one(part) for part in split(unguard(cell), "|")]

    def write(self, values: Sequence[Mapping[str, Any]]) -> str:
        """Return the cell for a list of things."""
        return guard(" | ".join(self._write_one(value) for value in values))

    def _read_one(self, text: str) -> dict[str, Any]:
        found: dict[str, Any] = dict(self.implied)
        for place, part in enumerate(split(text, ";")):
            name, is_named, value = _partition(part)
            if is_named:
                found[self._known(name)] = self._value(name, value)
            elif place == 0 and self.lead:
                found |= self._read_lead(part)
            else:
                raise ValueError(f"“{part}” heeft geen veldnaam")
        return found

    def _read_lead(self, text: str) -> dict[str, Any]:
        texts = text.split(":", len(self.lead) - 1) if len(self.lead) > 1 else [text]
        pairs = zip(self.lead, texts, strict=False)
        return {name: self._value(name, value.strip()) for name, value in pairs}

    def _value(self, name: str, value: str) -> Any:
        text = unescape(value, _MARKS)
        notation = self.fields[name]
        try:
            return text if notation is TEXT else notation.read(text)
        except ValueError as error:
            raise ValueError(f"{name}: “{text}” {error}") from error

    def _known(self, name: str) -> str:
        if name not in self.fields:
            raise ValueError(f"kent het veld “{name}” niet; de velden zijn {', '.join(self.fields)}")
        return name

    def _write_one(self, value: Mapping[str, Any]) -> str:
        stated = {name: self._text(name, value[name]) for name in self.fields if value.get(name) is not None}
        lead = ":".join(stated.pop(name) for name in self.lead)
        named = [f"{name}={text}" for name, text in stated.items()]
        return "; ".join([lead, *named] if self.lead else named)

    def _text(self, name: str, value: Any) -> str:
        notation = self.fields[name]
        # Only the cell as a whole is guarded, so figures and texts are written bare.
        return escape(str(value) if notation is TEXT else unguard(notation.write(value)), _MARKS)

    @property
    def notation(self) -> Notation:
        """Return the notation for a cell with a list of these."""
        names = "; ".join([":".join(self.lead), *(f"{n}=…" for n in self.fields if n not in self.lead)])
        return Notation(self.read, self.write, names.removeprefix("; ") + ", met | tussen twee")


def _partition(part: str) -> tuple[str, bool, str]:
    """Return name, whether there is one, and value; an escaped ``=`` does not count."""
    pieces = split(part, "=")
    name = pieces[0] if pieces else ""
    if not part.removeprefix(name).lstrip().startswith("="):
        return "", False, part
    return name, True, part.removeprefix(name).lstrip()[1:].strip()


RECOGNITIONS = Records(
    lead=("kind", "evidence"),
    fields={
        "kind": TEXT,
        "evidence": TEXT,
        "valid_from": DATE,
        "valid_until": DATE,
        "source_url": TEXT,
        "checked_on": DATE,
    },
    implied={"evidence": "self"},  # the weakest: whoever filled in the table says so
)
CERTIFICATES = Records(lead=("name",), fields={"name": TEXT, "number": TEXT, "valid_until": DATE})
CONTRACTOR_CLASSES = Records(lead=("category", "class"), fields={"category": TEXT, "class": WHOLE})
REFERENCES = Records(
    lead=("customer",),
    fields={
        "customer": TEXT,
        "customer_kind": TEXT,
        "year": WHOLE,
        "what": TEXT,
        "quote": TEXT,
        "consent": YES_NO,
        "source_url": TEXT,
    },
)
SITES = Records(
    lead=(),
    fields={
        "id": TEXT,
        "name": TEXT,
        "street": TEXT,
        "house_number": TEXT,
        "postal_code": TEXT,
        "municipality": TEXT,
        "municipality_code": TEXT,
        "establishment_number": TEXT,
        "lat": NUMBER,
        "lon": NUMBER,
        "is_seat": YES_NO,
    },
)
