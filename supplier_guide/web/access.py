"""What every route takes from the application: the open library, the parts of matching, and the day."""

from datetime import date

from starlette.requests import Request

from supplier_guide.directory.library import Library
from supplier_guide.matching.parts import Parts
from supplier_guide.office.matching_parts import matching_parts


def library_of(request: Request) -> Library:
    """Return the library that the application opened."""
    library: Library = request.app.state.library
    return library


def parts_of(request: Request) -> Parts:
    """Return the parts of matching over the library; made when first needed, then kept by the application."""
    kept: Parts | None = getattr(request.app.state, "parts", None)
    if kept is None:
        kept = request.app.state.parts = matching_parts(library_of(request))
    return kept


def today_of(request: Request) -> date:
    """Return the day by the application's clock."""
    today: date = request.app.state.today()
    return today
