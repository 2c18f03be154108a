"""Where the sites of an enterprise lie."""

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.model.enterprise import Site


def locate(site: Site, gazetteer: Gazetteer) -> Place | None:
    """Return where a site lies: its own coordinates' municipality, else its address's."""
    named = gazetteer.by_code(site.municipality_code) if site.municipality_code else None
    found = named or gazetteer.locate(site.postal_code, site.municipality)
    if found is None and site.lat is not None and site.lon is not None:
        return gazetteer.nearest(site.lat, site.lon)
    return found


def position(site: Site, place: Place | None) -> tuple[float | None, float | None]:
    """Return a site's own coordinates, else those of the place of its address."""
    if site.lat is None and place is not None:
        return place.lat, place.lon
    return site.lat, site.lon
