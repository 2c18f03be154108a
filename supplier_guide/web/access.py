"""What every route takes from the application: the open library, and the day."""

from datetime import date

from starlette.requests import Request

from supplier_guide.directory.library import Library


def library_of(request: Request) -> Library:
    """Return the library that the application opened."""
    library: Library = request.app.state.library
    return library


def today_of(request: Request) -> date:
    """Return the day by the application's clock."""
    today: date = request.app.state.today()
    return today
