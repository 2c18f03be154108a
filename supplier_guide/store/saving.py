"""Enterprises into the store: a new version, a new number in the sequence of changes, a line in the history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from supplier_guide.errors import Conflict
from supplier_guide.model.enterprise import Enterprise, read_stored
from supplier_guide.model.slug import name_key
from supplier_guide.store import changes
from supplier_guide.store.database import Connection
from supplier_guide.store.schema import ENTERPRISE, HISTORY

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Saved:
    """How many enterprises were new, changed, or already there exactly as given."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __add__(self, other: "Saved") -> "Saved":
        return Saved(self.created + other.created, self.updated + other.updated, self.unchanged + other.unchanged)


class _Old(NamedTuple):
    version: int
    document: str


@dataclass(frozen=True, slots=True)
class _Origin:
    by: str
    why: str
    at: datetime


def save(
    conn: Connection,
    enterprises: Iterable[Enterprise],
    *,
    by: str,
    why: str,
    at: datetime,
    expected: Mapping[str, int] | None = None,
) -> Saved:
    """Save enterprises; one that equals what is stored changes nothing and takes no number.

    ``expected`` holds, for the ids it names, the version on which the change was based (0 = it did not exist); when
    the store has another, `Conflict` is raised and the transaction must be given up. ``enterprises`` may be a
    generator: two hundred are in memory at a time.
    """
    number = changes.take_lock(conn)
    total = Saved()
    for batch in _batches(enterprises):
        old = _old_rows(conn, batch)
        _check_versions(batch, old, expected or {})
        changed = [e for e in batch.values() if not _is_same(e, old.get(e.id))]
        new = sum(1 for e in changed if e.id not in old)
        rows = [_row(e, old.get(e.id), number=number + n, at=at) for n, e in enumerate(changed, start=1)]
        _write(conn, rows, _Origin(by, why, at))
        number += len(rows)
        total += Saved(new, len(rows) - new, len(batch) - len(rows))
    changes.put(conn, number)
    return total


def _batches(enterprises: Iterable[Enterprise]) -> Iterator[dict[str, Enterprise]]:
    """Give the enterprises in batches in which no id occurs twice, so that each batch may be written at once."""
    rest = iter(enterprises)
    batch: dict[str, Enterprise] = {}
    while some := list(islice(rest, _AT_ONCE)):
        for enterprise in some:
            if enterprise.id in batch:
                yield batch
                batch = {}
            batch[enterprise.id] = enterprise
        yield batch
        batch = {}


def _old_rows(conn: Connection, batch: Mapping[str, Enterprise]) -> dict[str, _Old]:
    query = sa.select(ENTERPRISE.c.id, ENTERPRISE.c.version, ENTERPRISE.c.document).where(ENTERPRISE.c.id.in_(batch))
    return {row.id: _Old(row.version, row.document) for row in conn.sql.execute(query)}


def _check_versions(batch: Mapping[str, Enterprise], old: Mapping[str, _Old], expected: Mapping[str, int]) -> None:
    for identity in batch:
        found = old[identity].version if identity in old else 0
        if expected.get(identity, found) != found:
            message = (
                f"“{batch[identity].name}” is intussen door iemand anders gewijzigd; "
                "bekijk de nieuwe versie en breng uw wijziging opnieuw aan."
            )
            raise Conflict("version_conflict", message, extra={"id": identity, "version": found})


def _is_same(enterprise: Enterprise, old: _Old | None) -> bool:
    """Whether nothing changed; texts written by an older version of this program are compared by what they mean."""
    if old is None:
        return False
    return _text(enterprise) == old.document or enterprise == read_stored(old.document)


def _text(enterprise: Enterprise) -> str:
    return enterprise.model_dump_json(by_alias=True)


def _row(enterprise: Enterprise, old: _Old | None, *, number: int, at: datetime) -> dict[str, Any]:
    seat = enterprise.seat
    return {
        "id": enterprise.id,
        "version": old.version + 1 if old else 1,
        "change": number,
        "changed_at": at,
        "status": enterprise.status.value,
        "name_key": name_key(enterprise.name),
        "postal_code": seat.postal_code if seat else None,
        "number": enterprise.enterprise_number,
        "document": _text(enterprise),
    }


def _write(conn: Connection, rows: list[dict[str, Any]], origin: _Origin) -> None:
    new = [row for row in rows if row["version"] == 1]
    updated = [{f"new_{key}": value for key, value in row.items()} for row in rows if row["version"] > 1]
    if new:
        conn.sql.execute(sa.insert(ENTERPRISE), new)
    if updated:
        values: dict[str, Any] = {column: sa.bindparam(f"new_{column}") for column in rows[0] if column != "id"}
        conn.sql.execute(sa.update(ENTERPRISE).where(ENTERPRISE.c.id == sa.bindparam("new_id")).values(values), updated)
    if rows:
        conn.sql.execute(sa.insert(HISTORY), [_history_row(row, origin) for row in rows])


def _history_row(row: Mapping[str, Any], origin: _Origin) -> dict[str, Any]:
    kept = {key: row[key] for key in ("id", "version", "change", "document")}
    return {**kept, "by_whom": origin.by, "why": origin.why, "at": origin.at}
