"""Every version of an enterprise: who changed it, when, why, and what it was."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from supplier_guide.model.enterprise import Enterprise, read_stored
from supplier_guide.store.database import Connection
from supplier_guide.store.schema import HISTORY


@dataclass(frozen=True, slots=True)
class Version:
    """One version; ``document`` is the enterprise as it was then."""

    version: int
    change: int
    by: str
    why: str
    at: datetime
    document: Enterprise


def versions(conn: Connection, identity: str) -> list[Version]:
    """Return all versions of an enterprise, oldest first; empty when it never existed."""
    query = sa.select(HISTORY).where(HISTORY.c.id == identity).order_by(HISTORY.c.version)
    return [
        Version(
            version=row.version,
            change=row.change,
            by=row.by_whom,
            why=row.why,
            at=row.at,
            document=read_stored(row.document),
        )
        for row in conn.sql.execute(query)
    ]
