"""An enterprise in the words of schema.org, for search engines and open data."""

from collections.abc import Mapping
from typing import Any

from supplier_guide.model.enterprise import Activity, Enterprise, Site


def organization(enterprise: Enterprise, *, public_url: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return an enterprise as a schema.org Organization; ``labels`` are the names of rubrics by id."""
    address = f"{public_url.rstrip('/')}/onderneming/{enterprise.id}"
    contact = enterprise.contact
    seat = enterprise.seat
    found = {
        "@type": "Organization",
        "@id": address,
        "url": address,
        "name": enterprise.name,
        "alternateName": list(enterprise.trade_names),
        "description": enterprise.summary,
        "identifier": _number(enterprise.enterprise_number),
        "vatID": f"BE{enterprise.enterprise_number}" if enterprise.enterprise_number else None,
        "sameAs": contact.website if contact else None,
        "telephone": contact.phone if contact else None,
        "email": contact.email if contact else None,
        "address": _address(seat) if seat else None,
        "location": [_place(site) for site in enterprise.sites],
        "memberOf": [{"@type": "Organization", "name": name} for name in enterprise.networks],
        "hasCertification": [{"@type": "Certification", "name": c.name} for c in enterprise.certificates],
        "makesOffer": [_offer(activity, labels) for activity in enterprise.activities],
    }
    return _stated(found)


def _number(number: str | None) -> dict[str, Any] | None:
    return {"@type": "PropertyValue", "propertyID": "KBO", "value": number} if number else None


def _address(site: Site) -> dict[str, Any]:
    street = " ".join(filter(None, (site.street, site.house_number)))
    return _stated(
        {
            "@type": "PostalAddress",
            "streetAddress": street,
            "postalCode": site.postal_code,
            "addressLocality": site.municipality,
            "addressCountry": "BE",
        }
    )


def _place(site: Site) -> dict[str, Any]:
    position = {"@type": "GeoCoordinates", "latitude": site.lat, "longitude": site.lon}
    return _stated(
        {
            "@type": "Place",
            "name": site.name,
            "address": _address(site),
            "geo": position if site.lat is not None else None,
        }
    )


def _offer(activity: Activity, labels: Mapping[str, str]) -> dict[str, Any]:
    service = {
        "@type": "Service",
        "name": labels.get(activity.rubric, activity.rubric),
        "category": activity.rubric,
        "description": activity.text,
    }
    return {"@type": "Offer", "itemOffered": _stated(service)}


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
