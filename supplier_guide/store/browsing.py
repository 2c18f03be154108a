"""Going through the published enterprises by name or by id, for A-Z and the sitemap."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from supplier_guide.model.vocabulary import Status
from supplier_guide.store.database import Connection
from supplier_guide.store.schema import ENTERPRISE, Moment

DIGITS = "0"
"""Stands for all names that begin with a digit: one entry in A-Z, as in a printed register."""

_PUBLISHED = ENTERPRISE.c.status == Status.PUBLISHED.value
_FIRST = sa.func.substr(ENTERPRISE.c.name_key, 1, 1)
_INITIALS = sa.case((_FIRST < "a", DIGITS), else_=_FIRST)


@dataclass(frozen=True, slots=True)
class Size:
    """How many enterprises are published, and when one last changed (``None`` when there are none)."""

    published: int
    changed_at: datetime | None


def size(conn: Connection) -> Size:
    """Return the size of the directory and the moment of its last change."""
    last = sa.type_coerce(sa.func.max(ENTERPRISE.c.changed_at), Moment())
    row = conn.sql.execute(sa.select(sa.func.count(), last).where(_PUBLISHED)).one()
    return Size(int(row[0]), row[1])


def initials(conn: Connection) -> dict[str, int]:
    """Return how many published enterprises begin with each letter; digits are counted under ``0``."""
    query = sa.select(_INITIALS, sa.func.count()).where(_PUBLISHED).group_by(_INITIALS).order_by(_INITIALS)
    return {letter: int(amount) for letter, amount in conn.sql.execute(query)}


def ids_by_name(conn: Connection, initial: str, *, offset: int, limit: int) -> list[str]:
    """Return the ids of published enterprises with this initial, ordered by folded name."""
    query = (
        sa.select(ENTERPRISE.c.id)
        .where(_PUBLISHED, _INITIALS.in_([initial]))
        .order_by(ENTERPRISE.c.name_key, ENTERPRISE.c.id)
        .offset(offset)
        .limit(limit)
    )
    return list(conn.sql.execute(query).scalars())


def addresses(conn: Connection, *, offset: int, limit: int) -> list[tuple[str, datetime]]:
    """Return the id of published enterprises with the moment of their last change, ordered by id."""
    query = (
        sa.select(ENTERPRISE.c.id, ENTERPRISE.c.changed_at)
        .where(_PUBLISHED)
        .order_by(ENTERPRISE.c.id)
        .offset(offset)
        .limit(limit)
    )
    return [(row.id, row.changed_at) for row in conn.sql.execute(query)]
