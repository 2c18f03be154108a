"""Look one thing up: an enterprise by its id, the desks of a place, how many enterprises a rubric has."""

import re

from supplier_guide.directory.library import Library
from supplier_guide.errors import GoneError, NotFoundError
from supplier_guide.geo.place import Place
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.reference import Desk
from supplier_guide.model.vocabulary import Status
from supplier_guide.search.query import SearchQuery
from supplier_guide.store import enterprises

_ID = re.compile(r"[a-z0-9-]{2,64}")


def look_up(library: Library, enterprise_id: str) -> Enterprise:
    """Return a published enterprise; `GoneError` for what was merged or archived, `NotFoundError` for the rest."""
    if not _ID.fullmatch(enterprise_id):  # a database may refuse such a text (NUL) instead of not finding it
        raise _unknown(enterprise_id)
    with library.store.read() as connection:
        stored = enterprises.get(connection, enterprise_id)
    if stored is None:
        raise _unknown(enterprise_id)
    enterprise = stored.enterprise
    if enterprise.merged_into:
        raise GoneError(
            "merged",
            f"{enterprise.name} is opgegaan in een andere onderneming.",
            extra={"merged_into": enterprise.merged_into, "archived_on": None},
        )
    if enterprise.status is Status.ARCHIVED:
        day = enterprise.archived_on
        since = f" sinds {dutch_date(day)}" if day else ""
        raise GoneError(
            "archived",
            f"{enterprise.name} staat{since} niet meer in de lijst.",
            extra={"merged_into": None, "archived_on": day.isoformat() if day else None},
        )
    if enterprise.status is not Status.PUBLISHED:
        raise _unknown(enterprise_id)
    return enterprise


def desks_for(library: Library, place: Place) -> list[Desk]:
    """Return the desks that serve the municipality of ``place``, or any municipality in it."""
    if not place.is_area:
        municipality = library.gazetteer.by_code(place.code)
        return library.catalogue.desks_for(municipality.label if municipality else place.label)
    inside = library.gazetteer.in_territory(place.code)
    return list({d.name: d for m in inside for d in library.catalogue.desks_for(m.label)}.values())


def rubric_counts(library: Library) -> dict[str, int]:
    """Return how many published enterprises each rubric has, what is under it included."""
    return dict(library.engine.search(SearchQuery(limit=0)).facets["rubric"])


def _unknown(enterprise_id: str) -> NotFoundError:
    message = f"We kennen geen onderneming met de code “{enterprise_id[:64]}”."
    return NotFoundError("unknown_enterprise", message, field="id")
