"""The application: routes, errors and what surrounds every request."""

import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from threading import BoundedSemaphore
from zoneinfo import ZoneInfo

from fastapi import FastAPI

from supplier_guide.directory.following import Follower
from supplier_guide.directory.library import Library
from supplier_guide.printing.press import Press
from supplier_guide.settings import Settings
from supplier_guide.web import errors, system
from supplier_guide.web.api import enterprises, exports, matching
from supplier_guide.web.assets import mount_assets
from supplier_guide.web.downloads import Downloads
from supplier_guide.web.limiting import MinuteLimit
from supplier_guide.web.metrics import Metrics
from supplier_guide.web.middleware import Limits, Surroundings
from supplier_guide.web.pages import router as pages
from supplier_guide.web.pages.errors import error_page
from supplier_guide.web.pages.programme import AT_ONCE

DESCRIPTION = """Open data over ondernemingen uit de sociale economie in België: zoeken, opzoeken en uitvoeren.

Gegevens: CC BY-SA 4.0 (ondernemingen), CC BY 4.0 (plaatsen). Elk antwoord draagt `data_version`."""


def brussels_today() -> date:
    """Return the day in Belgium, wherever the server stands."""
    return datetime.now(tz=ZoneInfo("Europe/Brussels")).date()


def create_app(library: Library, *, today: Callable[[], date] = brussels_today, follow: bool = True) -> FastAPI:
    """Return the application over an open library; ``follow`` keeps the index in step while it runs."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        follower = Follower(library)
        if follow:
            follower.start()
        yield
        if follow:
            follower.stop()

    app = FastAPI(
        title="Waar sociaal aankopen",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.library = library
    app.state.today = today
    app.state.metrics = Metrics()
    app.state.downloads = Downloads()
    app.state.press = Press()
    app.state.programmes = BoundedSemaphore(AT_ONCE)
    for router in (enterprises.router, exports.router, matching.router, system.router, pages):
        app.include_router(router)
    mount_assets(app)
    app.add_middleware(
        Surroundings,
        metrics=app.state.metrics,
        limits=Limits(MinuteLimit(library.settings.rate_limit), MinuteLimit(library.settings.costly_limit)),
        reply=errors.install(app, error_page),
    )
    return app


def start_log(settings: Settings) -> None:
    """Let this process write its log on standard output: each message a line, as it is."""
    logging.basicConfig(level=settings.log_level.upper(), format="%(message)s", stream=sys.stdout)
