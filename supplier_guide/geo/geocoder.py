"""Positions of imported addresses, by any geocoder of geopy that a setting names.

Off unless ``SUPPLIER_GUIDE_GEOCODER`` is set. An answer is kept in ``DATA_DIR/geocoded.jsonl``, so that an
import that is repeated asks nothing twice. Without an answer, or with one that lies far from the postal
code (a street of the same name elsewhere), the position of the postal code serves.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geopy.exc import ConfigurationError, GeocoderNotFound, GeopyError  # type: ignore[import-untyped]  # geopy has no types
from geopy.extra.rate_limiter import RateLimiter  # type: ignore[import-untyped]  # same
from geopy.geocoders import get_geocoder_for_service  # type: ignore[import-untyped]  # same

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.distance import km
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.settings import Settings

_LOG = logging.getLogger(__name__)
_USER_AGENT = "supplier-guide"
_CACHE_NAME = "geocoded.jsonl"
_PUBLIC_DELAY_SECONDS = 1.0
"""The usage policy of the public Nominatim; a server of one's own is not slowed down."""
_FARTHEST_KM = 20.0
"""The largest Belgian municipality is some 20 km across; an answer farther from its postal code is wrong."""
_FAILURES_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Address:
    """What is known of an address."""

    street: str | None = None
    house_number: str | None = None
    postal_code: str | None = None
    municipality: str | None = None

    @property
    def line(self) -> str:
        """Return the address on one line, or nothing without a street and a place: that finds only towns."""
        place = " ".join(filter(None, (self.postal_code, self.municipality)))
        street = " ".join(filter(None, (self.street, self.house_number)))
        return f"{street}, {place}, België" if self.street and place else ""


@dataclass(frozen=True, slots=True)
class Located:
    """A position in degrees; ``exact`` when it is the address itself, else the middle of its place."""

    lat: float
    lon: float
    exact: bool


class Geocoder:
    """Asks, remembers, and falls back; for one importing process at a time."""

    def __init__(self, ask: Callable[[str], Any], *, gazetteer: Gazetteer, cache: Path) -> None:
        """Take the question to geopy and the file of earlier answers."""
        self._ask = ask
        self._gazetteer = gazetteer
        self._cache = cache
        self._known = _read(cache)
        self._failures = 0

    def locate(self, address: Address) -> Located | None:
        """Return where an address lies, or ``None`` when not even its place is known."""
        place = self._gazetteer.locate(address.postal_code, address.municipality)
        found = self._look_up(address.line) if address.line else None
        if found and (place is None or km(*found, place.lat, place.lon) <= _FARTHEST_KM):
            return Located(*found, exact=True)
        return None if place is None else Located(place.lat, place.lon, exact=False)

    def _look_up(self, line: str) -> tuple[float, float] | None:
        if line in self._known:
            return self._known[line]
        if self._failures >= _FAILURES_IN_A_ROW:
            return None
        try:
            answer = self._ask(line)
        except GeopyError as error:
            self._failures += 1
            _LOG.warning("The geocoder did not answer (%s): %s", type(error).__name__, error)
            return None
        self._failures = 0
        position = (answer.latitude, answer.longitude) if answer else None
        self._remember(line, position)
        return position

    def _remember(self, line: str, position: tuple[float, float] | None) -> None:
        self._known[line] = position
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        with self._cache.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"address": line, "position": position}, ensure_ascii=False) + "\n")


def open_geocoder(settings: Settings, gazetteer: Gazetteer) -> Geocoder | None:
    """Return the geocoder of the settings, or ``None`` when none is set.

    Raises `Unprocessable` with ``unknown_geocoder`` when geopy has none of that name, or needs more than an
    address and a time-out to open it.
    """
    if not settings.geocoder:
        return None
    options: dict[str, Any] = {"user_agent": _USER_AGENT, "timeout": settings.geocoder_timeout}
    if settings.geocoder_url:
        address = urlsplit(settings.geocoder_url)
        options |= {"scheme": address.scheme, "domain": address.netloc}
    try:
        opened = get_geocoder_for_service(settings.geocoder)(**options)
    except (GeocoderNotFound, ConfigurationError, TypeError) as error:
        message = (
            f"SUPPLIER_GUIDE_GEOCODER={settings.geocoder} kan niet geopend worden: {error}. "
            "Kies een geocoder van geopy zonder sleutel, zoals nominatim."
        )
        raise Unprocessable("unknown_geocoder", message, field="geocoder") from error
    delay = 0.0 if settings.geocoder_url else _PUBLIC_DELAY_SECONDS
    ask = RateLimiter(opened.geocode, min_delay_seconds=delay, max_retries=0, swallow_exceptions=False)
    return Geocoder(ask, gazetteer=gazetteer, cache=settings.data_dir / _CACHE_NAME)


def _read(cache: Path) -> dict[str, tuple[float, float] | None]:
    """Return the earlier answers; a line that was half written is asked anew."""
    known: dict[str, tuple[float, float] | None] = {}
    if not cache.is_file():
        return known
    for line in cache.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
            known[row["address"]] = tuple(row["position"]) if row["position"] else None
        except (ValueError, KeyError, TypeError):
            continue
    return known
