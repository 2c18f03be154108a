"""Enterprises in a few words, for cases that other directories also test."""

from typing import Any

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.slug import slug

COUNTRY = {"kind": "country"}

GREEN, CLEANING, PRINTING = "R03.01", "R05.01", "R02.01"
EAST_FLANDERS, WALLONIA, FLANDERS, LIEGE_PROVINCE = "BE23", "BE3", "BE2", "BE33"
GENT = "44021"


def radius(km: float) -> dict[str, Any]:
    """Return an area around each site."""
    return {"kind": "radius", "radius_km": km}


def territories(*codes: str) -> dict[str, Any]:
    """Return an area of whole territories."""
    return {"kind": "territories", "codes": codes}


def activity(rubric: str = GREEN, *modes: str, area: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return an activity without its id."""
    return {"rubric": rubric, "modes": modes, "service_area": area}


def enterprise(
    name: str, *activities: dict[str, Any], at: str = "9000", kind: str = "maatwerkbedrijf", **more: Any
) -> Enterprise:
    """Return an enterprise with its seat in postal code ``at``; its id is made from its name."""
    document = {
        "id": slug(name),
        "name": name,
        "recognitions": [{"kind": kind, "evidence": "publication"}],
        "sites": [{"id": "zetel", "postal_code": at, "is_seat": True}],
        "activities": [{"id": f"a{n}", **given} for n, given in enumerate(activities)],
        **more,
    }
    return Enterprise.model_validate(document)
