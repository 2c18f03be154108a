"""The tables of the store, the same in SQLite and PostgreSQL.

Documents are kept as the text that the model wrote, byte for byte, in both databases: an unchanged document is then
recognised without parsing it, and a history reads back what was saved.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

HEAD = "0001"
"""The newest migration; a test keeps it equal to what `migrations/versions` holds."""

METADATA = sa.MetaData()

# The order of ids must not depend on the language of the database: `iterate` promises one order everywhere.
_ID = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")


class Moment(sa.types.TypeDecorator[datetime]):
    """A point in time, always with a zone; SQLite forgets zones, so everything is kept in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Refuse a time without a zone and turn the others to UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            msg = "a moment needs a time zone"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the time in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


ENTERPRISE = sa.Table(
    "enterprise",
    METADATA,
    sa.Column("id", _ID, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("change", sa.BigInteger, nullable=False, unique=True),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("status", sa.String(16), nullable=False, index=True),
    sa.Column("name_key", sa.Text, nullable=False),
    sa.Column("postal_code", sa.String(4)),
    sa.Column("number", sa.String(10), index=True),
    sa.Column("document", sa.Text, nullable=False),
    sa.Index("ix_enterprise_name_key_postal_code", "name_key", "postal_code"),
)

HISTORY = sa.Table(
    "history",
    METADATA,
    sa.Column("id", _ID, sa.ForeignKey("enterprise.id"), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("change", sa.BigInteger, nullable=False, unique=True),
    sa.Column("by_whom", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("document", sa.Text, nullable=False),
)

CHANGE_SEQUENCE = sa.Table(
    "change_sequence",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.CheckConstraint("id = 1", name="one_row"),
)
