"""Enterprises, their history and the sequence of changes.

Written out rather than taken from `schema.py`: what this step made must stay what it made.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.String(64).with_variant(sa.String(64, collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and start counting at 0."""
    _enterprise()
    _history()
    op.create_table(
        "change_sequence",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.CheckConstraint("id = 1", name="one_row"),
    )
    op.execute("INSERT INTO change_sequence (id, number) VALUES (1, 0)")


def _enterprise() -> None:
    op.create_table(
        "enterprise",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("change", sa.BigInteger, nullable=False, unique=True),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("name_key", sa.Text, nullable=False),
        sa.Column("postal_code", sa.String(4)),
        sa.Column("number", sa.String(10)),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_enterprise_status", "enterprise", ["status"])
    op.create_index("ix_enterprise_number", "enterprise", ["number"])
    op.create_index("ix_enterprise_name_key_postal_code", "enterprise", ["name_key", "postal_code"])


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("id", _ID, sa.ForeignKey("enterprise.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("change", sa.BigInteger, nullable=False, unique=True),
        sa.Column("by_whom", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
