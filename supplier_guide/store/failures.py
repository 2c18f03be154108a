"""From the errors of a database to sentences for people; nothing of SQLAlchemy leaves the store."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from supplier_guide.errors import Away

_RETRY_SECONDS = 10

_BUSY = "De gegevensbank is bezet door een andere bewerking; probeer het over enkele seconden opnieuw."
_FULL = "De schijf van de gegevensbank is vol of op; maak ruimte vrij en probeer opnieuw. Er is niets half bewaard."
_DENIED = "De gegevensbank mag niet geschreven worden; controleer de rechten op het bestand en zijn map."
_BROKEN = "Het bestand van de gegevensbank is geen geldige gegevensbank of is beschadigd; zet een reservekopie terug."
_EMPTY = "De gegevensbank is nog niet aangelegd; voer eerst een commando uit dat haar aanlegt, zoals `seed`."
_AWAY = "De gegevensbank is niet bereikbaar; controleer DATABASE_URL en of de databaseserver draait."

# What SQLite says, in the order in which it is looked for.
_SQLITE = (
    ("locked", "store_busy", _BUSY),
    ("disk is full", "store_full", _FULL),
    ("disk i/o error", "store_full", _FULL),
    ("readonly", "store_denied", _DENIED),
    ("unable to open", "store_denied", _DENIED),
    ("no such table", "store_not_migrated", _EMPTY),
    ("not a database", "store_broken", _BROKEN),
    ("malformed", "store_broken", _BROKEN),
)
# SQLSTATE (or its first two digits, the class) of PostgreSQL.
_POSTGRES = {
    "55P03": ("store_busy", _BUSY),  # lock_not_available
    "57014": ("store_busy", _BUSY),  # query_canceled by a timeout
    "40": ("store_busy", _BUSY),  # serialisation failure, deadlock
    "53": ("store_busy", _BUSY),  # too many connections, out of memory
    "53100": ("store_full", _FULL),  # disk_full
    "25006": ("store_denied", _DENIED),  # read_only_sql_transaction
    "42501": ("store_denied", _DENIED),  # insufficient_privilege
    "42P01": ("store_not_migrated", _EMPTY),  # undefined_table
}


def away(error: Exception) -> Away:
    """Return the sentence for an error of the database, with the seconds after which trying again makes sense."""
    code, message = _reason(error)
    return Away(code, message, extra={"retry_after": _RETRY_SECONDS})


def _reason(error: Exception) -> tuple[str, str]:
    if isinstance(error, sa.exc.TimeoutError):  # every connection of the pool is in use
        return "store_busy", _BUSY
    cause = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return _POSTGRES.get(state) or _POSTGRES.get(state[:2]) or ("store_away", _AWAY)
    said = str(cause).lower()
    return next(((code, text) for mark, code, text in _SQLITE if mark in said), ("store_away", _AWAY))


@contextmanager
def translated() -> Iterator[None]:
    """Raise `Away` in place of what the database raises; other errors pass unchanged.

    A broken rule (`IntegrityError`, `DataError`) is a mistake in this program, not a database that is away: it passes.
    """
    try:
        yield
    except (sa.exc.IntegrityError, sa.exc.DataError):
        raise
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as error:
        raise away(error) from error
