"""What no longer holds when an address or a service area changes, and positions for addresses that have none."""

from collections.abc import Mapping
from typing import Any

from supplier_guide.geo.geocoder import Address, Geocoder
from supplier_guide.model.enterprise import Enterprise, Site
from supplier_guide.store.enterprises import Stored

_ADDRESS = ("street", "house_number", "postal_code", "municipality")
_BELONGS = {"country": (), "territories": ("codes",), "radius": ("radius_km",)}


def forget_old_place(before: Mapping[str, Any], site: dict[str, Any], cells: Mapping[str, str]) -> list[str]:
    """Drop the position (and code) of a site that moved, unless the row states new ones; return what to tell.

    A row changes an address and leaves the cells of the position empty: keeping the old position would put the
    enterprise in a place where it no longer is. The new one is found from the address.
    """
    moved = {name for name in _ADDRESS if before.get(name) is not None and before.get(name) != site.get(name)}
    if not moved:
        return []
    if moved & {"postal_code", "municipality"} and "site.municipality_code" not in cells:
        site["municipality_code"] = None
    if site.get("lat") is None or {"site.lat", "site.lon"} & cells.keys():
        return []
    site["lat"] = site["lon"] = None
    return ["het adres is gewijzigd, dus de oude coördinaten zijn gewist; ze worden opnieuw bepaald uit het adres."]


def forget_old_reach(
    before: Mapping[str, Any], target: dict[str, Any], cells: Mapping[str, str], *, prefix: str
) -> None:
    """Drop the codes or the radius of a service area that became one of another kind."""
    old, new = before.get("service_area") or {}, target.get("service_area")
    if not isinstance(new, dict) or old.get("kind") is None or old.get("kind") == new.get("kind"):
        return
    for name in ("codes", "radius_km"):
        stated = f"{prefix}service_area.{name}" in cells
        if not stated and name not in _BELONGS.get(str(new.get("kind")), ()):
            new[name] = None


def located(enterprise: Enterprise, base: Stored | None, geocoder: Geocoder | None) -> Enterprise:
    """Return the enterprise with positions for its sites without one, where the geocoder knows the very address.

    An address that the store has with a position keeps that; without a geocoder (a dry run) that is all. The middle of
    a municipality is not written down: the index uses it anyway, and the document would claim more than is known.
    """
    known = {_address(site): site for site in base.enterprise.sites if site.lat is not None} if base else {}
    sites = tuple(_located(site, known, geocoder) if site.lat is None else site for site in enterprise.sites)
    return enterprise.model_copy(update={"sites": sites})


def _located(site: Site, known: Mapping[Address, Site], geocoder: Geocoder | None) -> Site:
    address = _address(site)
    if address in known:
        return site.model_copy(update={"lat": known[address].lat, "lon": known[address].lon})
    found = geocoder.locate(address) if geocoder else None
    return site.model_copy(update={"lat": found.lat, "lon": found.lon}) if found and found.exact else site


def _address(site: Site) -> Address:
    return Address(site.street, site.house_number, site.postal_code, site.municipality)
