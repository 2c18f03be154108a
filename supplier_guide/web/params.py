"""The parameters of a search: one table for reading them, for OpenAPI and for the documentation."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl

from supplier_guide.directory.question import Qualification, Question
from supplier_guide.errors import Malformed, Unprocessable
from supplier_guide.model.vocabulary import Mode, RecognitionKind
from supplier_guide.search.query import Reach, Sort

MAX_VALUES = 50
"""Repeated values of one parameter; more is no question of a person."""
# Characters that turn the direction of all that follows them: nobody types them to search.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter: its name, how a value is read, what OpenAPI says of it."""

    name: str
    read: Callable[[str, str], Any]
    description: str
    schema: Mapping[str, Any]
    example: Any
    repeatable: bool = False

    def openapi(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI has it."""
        schema = {"type": "array", "items": dict(self.schema)} if self.repeatable else dict(self.schema)
        return {
            "name": self.name,
            "in": "query",
            "required": False,
            "allowEmptyValue": True,  # counts as absent: plain forms send `q=&place=`
            "description": self.description,
            "schema": schema,
            "example": [self.example] if self.repeatable else self.example,
        }


def text(_name: str, value: str) -> str:
    """Return the value without surrounding space."""
    return value.strip()


def whole(name: str, value: str) -> int:
    """Return a whole number, or refuse what is none."""
    stripped = value.strip()
    digits = stripped.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len("10000000000"):
        raise Malformed("not_a_number", f"{name} is “{value[:40]}”; verwacht een geheel getal.", field=name)
    return int(stripped)


def number(name: str, value: str) -> float:
    """Return a finite number; a decimal comma is read as a point."""
    spelled = value.strip().replace(",", ".")
    # Stricter than `float`, which takes "1_0", "inf" and digits of any script.
    found = float(spelled) if _NUMBER.fullmatch(spelled) else math.nan
    if not math.isfinite(found):
        raise Malformed("not_a_number", f"{name} is “{value[:40]}”; verwacht een getal.", field=name)
    return found


def switch(name: str, value: str) -> bool:
    """Return ``true`` or ``false`` as a truth value."""
    values = {"true": True, "1": True, "false": False, "0": False}
    if value.strip().lower() not in values:
        raise Malformed("not_a_boolean", f"{name} is “{value[:40]}”; verwacht true of false.", field=name)
    return values[value.strip().lower()]


def choice(kind: type[StrEnum]) -> Callable[[str, str], StrEnum]:
    """Return a reader of the values of an enumeration."""

    def read(name: str, value: str) -> StrEnum:
        try:
            return kind(value.strip())
        except ValueError:
            known = [k.value for k in kind]
            message = f"{name} is “{value[:40]}”; verwacht een van {', '.join(known)}."
            raise Unprocessable(f"unknown_{name}", message, field=name, suggestions=known) from None

    return read


_TEXT = {"type": "string"}
PARAMETERS: tuple[Parameter, ...] = (
    Parameter(
        "q", text, "Wat u zoekt: vrije tekst, 1 tot 300 tekens. Nederlandse woordvormen, samenstellingen, "
        "synoniemen en tikfouten tellen mee.", {"type": "string", "maxLength": 300}, "gras maaien",
    ),
    Parameter("rubric", text, "Rubriek (id); een hoofdrubriek omvat haar onderdelen. Herhaalbaar: een van.",
              {"type": "string", "pattern": r"^R[0-9]{2}(\.[0-9]{2})?$"}, "R03", repeatable=True),
    Parameter("place", text, "Postcode, gemeente of deelgemeente, provincie of gebiedscode. Herhaalbaar: een van.",
              _TEXT, "9100", repeatable=True),
    Parameter("lat", number, "Breedtegraad (WGS84), samen met lon in plaats van place.",
              {"type": "number", "minimum": -90, "maximum": 90}, 51.05),
    Parameter("lon", number, "Lengtegraad (WGS84), samen met lat.",
              {"type": "number", "minimum": -180, "maximum": 180}, 3.72),
    Parameter("reach", choice(Reach), "serves: een activiteit bedient de plaats (standaard); located: een vestiging "
              "ligt er.", {"type": "string", "enum": [r.value for r in Reach]}, "serves"),
    Parameter("radius_km", number, "Straal in km, 1 tot 200. Met located: vestigingen binnen die straal. Met serves: "
              "wat dichtbij is voor ondernemingen zonder werkgebied (standaard 30).",
              {"type": "number", "minimum": 1, "maximum": 200}, 30),
    Parameter("recognition", text, "Soort erkenning. Herhaalbaar: een van.",
              {"type": "string", "enum": [k.value for k in RecognitionKind]}, "maatwerkbedrijf", repeatable=True),
    Parameter("qualifies", choice(Qualification), "art15: alleen ondernemingen die vermoedelijk of bewezen in "
              "aanmerking komen voor een voorbehouden opdracht, op de dag van vandaag.",
              {"type": "string", "enum": [q.value for q in Qualification]}, "art15"),
    Parameter("mode", text, "Manier van werken. Herhaalbaar: een van.",
              {"type": "string", "enum": [m.value for m in Mode]}, "on_location", repeatable=True),
    Parameter("certificate", text, "Certificaat, bij naam. Herhaalbaar: een van.", _TEXT, "ISO 9001", repeatable=True),
    Parameter("network", text, "Netwerk waarvan de onderneming lid is, bij naam. Herhaalbaar: een van.",
              _TEXT, "De Kringwinkel", repeatable=True),
    Parameter("province", text, "Provincie van een vestiging: naam of NUTS-code (Brussel: BE10). Herhaalbaar: een van.",
              _TEXT, "BE23", repeatable=True),
    Parameter("sort", choice(Sort), "Volgorde: relevance (standaard), distance (met een plaats) of name.",
              {"type": "string", "enum": [s.value for s in Sort]}, "relevance"),
    Parameter("page", whole, "Pagina, vanaf 1; u kunt bladeren tot de tienduizendste onderneming.",
              {"type": "integer", "minimum": 1, "maximum": 10_000}, 1),
    Parameter("size", whole, "Aantal per pagina, 1 tot 100 (standaard 20).",
              {"type": "integer", "minimum": 1, "maximum": 100}, 20),
    Parameter("explain", switch, "true voegt de delen van de score toe.", {"type": "boolean"}, True),
)  # fmt: skip
_LITERAL = Parameter("literal", switch, "Zoek precies deze woorden, zonder verbeteren of verruimen.", _TEXT, True)
_BY_NAME = {p.name: p for p in PARAMETERS}


def query_pairs(raw: bytes) -> list[tuple[str, str]]:
    """Return the pairs of a query string; broken percent-encoded UTF-8 is refused, not guessed."""
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=500)
    except UnicodeDecodeError:
        raise Malformed("broken_encoding", "De adresregel bevat tekens die geen geldige UTF-8 zijn.") from None
    except ValueError:
        raise Malformed("too_many_parameters", "De adresregel bevat te veel parameters (meer dan 500).") from None
    for name, value in pairs:
        if "\x00" in value or "\x00" in name:
            raise Malformed("control_character", f"{name[:40]} bevat een stuurteken (NUL).", field=name[:40])
    return [(name, value) for name, value in pairs if value.strip()]


def straight(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs without characters that would turn the direction of the page on which they are shown."""
    turned_back = ((name, value.translate(_TURNING)) for name, value in pairs)
    return [(name, value) for name, value in turned_back if value.strip()]


def read_values(
    pairs: Iterable[tuple[str, str]], known: Mapping[str, Parameter], *, strict: bool
) -> dict[str, list[Any]]:
    """Return the values read by parameter; an unknown name is an error when ``strict``, else ignored."""
    values: dict[str, list[Any]] = {}
    for name, value in pairs:
        parameter = known.get(name)
        if parameter is None:
            if strict:
                instead = f"Wel: {', '.join(known)}." if known else "Dit adres heeft geen parameters."
                message = f"Parameter {name[:40]} bestaat niet. {instead}"
                raise Malformed("unknown_parameter", message, field=name[:40], suggestions=list(known))
            continue
        values.setdefault(name, []).append(parameter.read(name, value))
    for name, found in values.items():
        _check_count(known[name], found)
    return values


def _check_count(parameter: Parameter, found: Sequence[Any]) -> None:
    if len(found) > 1 and not parameter.repeatable:
        raise Malformed(
            "repeated_parameter", f"{parameter.name} staat er {len(found)} keer; hoogstens één.", field=parameter.name
        )
    if len(found) > MAX_VALUES:
        raise Unprocessable(
            "too_many_values",
            f"{parameter.name} staat er {len(found)} keer; hoogstens {MAX_VALUES}.",
            field=parameter.name,
        )


def read_question(raw: bytes, *, strict: bool) -> Question:
    """Return the question in a query string; pages are not ``strict`` and know ``literal`` too."""
    known = _BY_NAME if strict else {**_BY_NAME, "literal": _LITERAL}
    pairs = query_pairs(raw)
    values = read_values(pairs if strict else straight(pairs), known, strict=strict)
    asked: dict[str, Any] = {n: tuple(v) if known[n].repeatable else v[0] for n, v in values.items()}
    return Question(**asked)
