"""Reads ``seed/places.json`` into places, and knows by which names they go."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

from supplier_guide.geo.names import place_key
from supplier_guide.geo.place import Place, PlaceKind


class Rank(IntEnum):
    """Which of several places with one name is meant: the lowest rank wins, equals are ambiguous.

    A town that was a municipality until 2019 or 2025 goes before hamlets of the same name: who writes
    Beveren means the former town in the Waasland, not the village near Roeselare.
    """

    CITY = 0
    MUNICIPALITY = 1
    TERRITORY = 2
    FORMER = 3
    LOCALITY = 4


@dataclass(frozen=True, slots=True)
class Named:
    """A place under one of its names."""

    rank: Rank
    place: Place


@dataclass(frozen=True, slots=True)
class Register:
    """All places: by code, by postal code (with the municipalities of that code), and by folded name.

    ``typed`` holds, for a province with the name of a town, what to type to mean the province.
    """

    by_code: Mapping[str, Place]
    by_postal: Mapping[str, Place]
    inside_postal: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, tuple[Named, ...]]
    municipalities: tuple[Place, ...]
    typed: Mapping[str, str]
    everyday_words: frozenset[str]


class _Names:
    """Collects names while the register is read."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Named]] = defaultdict(list)

    def add(self, rank: Rank, place: Place, names: Iterable[str]) -> None:
        named = Named(rank, place)
        for key in {place_key(name) for name in names} - {""}:
            self.by_name[key].append(named)


def read_register(path: Path) -> Register:
    """Read the file that ``seed/make_places.py`` makes."""
    data = json.loads(path.read_bytes())
    names = _Names()
    postal_of: dict[str, list[str]] = defaultdict(list)
    for row in data["postal_codes"]:
        for code in row["in"]:
            postal_of[code].append(row["code"])
    territories = {row["code"]: row for row in data["territories"]}
    by_code: dict[str, Place] = {}
    municipalities = _municipalities(data["municipalities"], territories, postal_of, names)
    by_code.update((place.code, place) for place in municipalities)
    by_code.update(_territories(territories, municipalities, names))
    _localities(data["localities"], by_code, names)
    _older_codes(data, by_code)
    return Register(
        by_code=by_code,
        by_postal={row["code"]: _postal_place(row, by_code[row["in"][0]]) for row in data["postal_codes"]},
        inside_postal={row["code"]: tuple(row["in"]) for row in data["postal_codes"]},
        by_name={key: tuple(found) for key, found in names.by_name.items()},
        municipalities=municipalities,
        typed=_typed(by_code.values(), names),
        everyday_words=frozenset(data["everyday_words"]),
    )


def _ancestors(code: str | None, territories: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    found: list[str] = []
    while code:
        found.append(code)
        code = territories[code].get("parent")
    return tuple(found)


def _municipalities(
    rows: Iterable[Mapping[str, Any]],
    territories: Mapping[str, Mapping[str, Any]],
    postal_of: Mapping[str, list[str]],
    names: _Names,
) -> tuple[Place, ...]:
    above = {code: _ancestors(code, territories) for code in territories}
    made = []
    for row in rows:
        code, label, label_fr = row["code"], row["nl"], row.get("fr", row["nl"])
        place = Place(
            code=code,
            label=label,
            label_fr=label_fr,
            kind=PlaceKind.MUNICIPALITY,
            lat=row["lat"],
            lon=row["lon"],
            ancestors=(code, *above[row["nuts"]]),
            postal_codes=tuple(postal_of[code]),
        )
        made.append(place)
        rank = Rank.CITY if "city" in row else Rank.MUNICIPALITY
        names.add(rank, place, (label, label_fr, *row.get("also", ())))
    return tuple(made)


def _territories(
    rows: Mapping[str, Mapping[str, Any]], municipalities: Iterable[Place], names: _Names
) -> dict[str, Place]:
    """Return the territories, each at the mean of the centres of its municipalities."""
    inside: dict[str, list[Place]] = defaultdict(list)
    for place in municipalities:
        for code in place.ancestors[1:]:
            inside[code].append(place)
    made = {}
    for code, row in rows.items():
        own = inside[code]
        province = len(code) == len("BE23")
        made[code] = Place(
            code=code,
            label=row["nl"],
            label_fr=row.get("fr", row["nl"]),
            kind=PlaceKind.PROVINCE if province else PlaceKind.TERRITORY,
            lat=round(sum(p.lat for p in own) / len(own), 5),
            lon=round(sum(p.lon for p in own) / len(own), 5),
            ancestors=_ancestors(code, rows),
        )
        if code != "BE1":  # the region and the NUTS 2 code BE10 are one territory with one name
            names.add(Rank.TERRITORY, made[code], _territory_names(row, province=province))
    return made


def _typed(places: Iterable[Place], names: _Names) -> dict[str, str]:
    """Return what to type for the provinces whose bare name means a town: ``Antwerpen (provincie)``."""
    return {
        place.code: f"{place.label} (provincie)"
        for place in places
        if place.kind is PlaceKind.PROVINCE
        and any(named.rank < Rank.TERRITORY for named in names.by_name[place_key(place.label)])
    }


def _territory_names(row: Mapping[str, Any], *, province: bool) -> list[str]:
    found = [row["nl"], row.get("fr", row["nl"]), *row.get("also", ())]
    if province:
        found += [text for name in found[:2] for text in (f"provincie {name}", f"{name} provincie")]
        found += [f"province {link} {found[1]}" for link in ("de", "du", "d")]
    return found


def _localities(rows: Iterable[Mapping[str, Any]], by_code: Mapping[str, Place], names: _Names) -> None:
    for row in rows:
        town = by_code[row["in"]]
        name, name_fr = row["nl"], row.get("fr", row["nl"])
        place = Place(
            code=town.code,
            label=f"{name} ({town.label})",
            label_fr=f"{name_fr} ({town.label_fr})",
            kind=PlaceKind.LOCALITY,
            lat=row["lat"],
            lon=row["lon"],
            ancestors=town.ancestors,
            postal_codes=tuple(row["postal"]),
        )
        names.add(Rank.FORMER if "former" in row else Rank.LOCALITY, place, (name, name_fr, *row.get("also", ())))


def _postal_place(row: Mapping[str, Any], town: Place) -> Place:
    name, name_fr = row["name"], row.get("fr", row["name"])
    own = name in {town.label, town.label_fr} or name_fr in {town.label, town.label_fr}
    return Place(
        code=town.code,
        label=town.label if own else f"{name} ({town.label})",
        label_fr=town.label_fr if own else f"{name_fr} ({town.label_fr})",
        kind=PlaceKind.POSTAL_CODE,
        lat=row["lat"],
        lon=row["lon"],
        ancestors=town.ancestors,
        postal_codes=(row["code"],),
    )


def _older_codes(data: Mapping[str, Any], by_code: dict[str, Place]) -> None:
    """Let the codes of merged municipalities and of earlier NUTS editions lead to what they are now."""
    for row in data["former_municipalities"]:
        by_code.setdefault(row["code"], by_code[row["into"]])
    for row in data["older_nuts"]:
        by_code[row["code"]] = by_code[row["now"]]
