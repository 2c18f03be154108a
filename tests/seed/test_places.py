"""Facts about the places of the seed."""

import json
from typing import Any

import pytest

from supplier_guide.geo.distance import km
from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.paths import seed_file

GAZETTEER = load_gazetteer()
FILES = ("places.json", "places_by_hand.json", "outlines.json", "desks.json", "recognitions.json", "enterprises.json")


def read(name: str) -> dict[str, Any]:
    """Read a file of the seed."""
    found: dict[str, Any] = json.loads(seed_file(name).read_bytes())
    return found


@pytest.mark.parametrize("name", FILES)
def test_file_says_its_licence_and_whom_to_name(name: str) -> None:
    data = read(name)

    assert data["licence"]
    assert data["attribution"]


def test_readme_names_every_file_with_its_licence() -> None:
    readme = seed_file("README.md").read_text(encoding="utf-8")
    lines = {line.split("`")[1]: line for line in readme.splitlines() if line.startswith("| `")}
    files = {path.name for path in seed_file("places.json").parent.glob("*.json")}

    assert set(lines) == files
    assert [name for name in files if read(name)["licence"] not in lines[name]] == []


def test_there_are_565_municipalities_with_1149_postal_codes() -> None:
    towns = GAZETTEER.municipalities()

    assert len({t.code for t in towns}) == 565
    assert len({code for t in towns for code in t.postal_codes}) == 1149
    assert [t.label for t in towns if not t.postal_codes] == []


@pytest.mark.parametrize(
    ("province", "amount"),
    [
        ("BE10", 19), ("BE21", 67), ("BE22", 38), ("BE23", 55), ("BE24", 63), ("BE25", 62),
        ("BE31", 27), ("BE32", 69), ("BE33", 84), ("BE34", 43), ("BE35", 38),
    ],
)  # fmt: skip
def test_municipalities_per_province_since_2025(province: str, amount: int) -> None:
    assert len(GAZETTEER.in_territory(province)) == amount


def test_german_speaking_community_has_nine_municipalities() -> None:
    assert len(GAZETTEER.in_territory("BE336")) == 9


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Gent", 51.054, 3.725),
        ("Antwerpen", 51.221, 4.402),
        ("Brussel", 50.847, 4.352),
        ("Luik", 50.640, 5.571),
        ("Hasselt", 50.930, 5.338),
        ("Brugge", 51.209, 3.225),
        ("Sint-Niklaas", 51.165, 4.139),
        ("Aarlen", 49.684, 5.816),
        ("Eupen", 50.630, 6.036),
        ("9112", 51.157, 4.040),
        ("3660", 51.042, 5.584),
        ("4760", 50.408, 6.257),
        ("2040", 51.345, 4.310),
    ],
)
def test_centre_lies_in_the_settlement(name: str, lat: float, lon: float) -> None:
    place = GAZETTEER.resolve(name)

    assert km(place.lat, place.lon, lat, lon) < 2.5


def test_every_position_lies_in_belgium() -> None:
    rows = [r for key in ("municipalities", "localities", "postal_codes") for r in read("places.json")[key]]

    assert [r for r in rows if not (49.49 < r["lat"] < 51.51 and 2.54 < r["lon"] < 6.41)] == []


def test_postal_code_lies_near_its_municipality() -> None:
    far = []
    for row in read("places.json")["postal_codes"]:
        town = GAZETTEER.by_code(row["in"][0])
        assert town is not None
        if km(town.lat, town.lon, row["lat"], row["lon"]) > 25:
            far.append((row["code"], town.label))

    assert far == []


def test_localities_lie_near_each_other_within_a_postal_code() -> None:
    rows = read("places.json")
    postal = {row["code"]: row for row in rows["postal_codes"]}

    far = [
        (place["nl"], code)
        for place in rows["localities"]
        for code in place["postal"]
        if km(place["lat"], place["lon"], postal[code]["lat"], postal[code]["lon"]) > 16
    ]

    assert far == []


def test_former_municipalities_lead_to_municipalities_of_today() -> None:
    today = {t.code for t in GAZETTEER.municipalities()}
    rows = read("places.json")["former_municipalities"]

    assert [r for r in rows if r["into"] not in today] == []
    assert [r["name"] for r in rows if GAZETTEER.resolve(r["name"]).code != r["into"]] == []


def test_files_stay_small() -> None:
    outlines = read("outlines.json")

    assert seed_file("places.json").stat().st_size < 600_000
    assert len(json.dumps(outlines["provinces"], separators=(",", ":"))) <= 40_000
    assert len(json.dumps(outlines["cantons"], separators=(",", ":"))) <= 150_000
