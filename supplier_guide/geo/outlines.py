"""Outlines of provinces and cantons."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supplier_guide.paths import seed_file

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """A territory: ``rings`` of (lat, lon) in degrees, holes included (fill rule even-odd), and its label point."""

    code: str
    label: str
    rings: tuple[tuple[Point, ...], ...]
    lat: float
    lon: float
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlines:
    """All outlines: Brussels and the ten provinces by NUTS 2 code, and the cantons of Flanders and Brussels."""

    provinces: tuple[Outline, ...]
    cantons: tuple[Outline, ...]


def load_outlines() -> Outlines:
    """Read ``seed/outlines.json``; takes a few milliseconds, so keep the result."""
    data = json.loads(seed_file("outlines.json").read_bytes())
    return Outlines(
        provinces=tuple(_outline(row, row["code"]) for row in data["provinces"]),
        cantons=tuple(_outline(row, row["id"]) for row in data["cantons"]),
    )


def provinces() -> Sequence[Outline]:
    """Return Brussels and the ten provinces, by code."""
    return load_outlines().provinces


def _outline(row: Mapping[str, Any], code: str) -> Outline:
    """Read an outline; a ring in the file is a flat list ``lon, lat, lon, lat …``."""
    rings = tuple(tuple(zip(flat[1::2], flat[0::2], strict=True)) for flat in row["rings"])
    lat, lon = row["at"]
    return Outline(code, row["label"], rings, lat, lon, tuple(row.get("municipalities", ())))
