"""What the tests of the import share: the rubrics that exist, and what to ask of a report or a store."""

from collections.abc import Callable
from datetime import UTC, datetime

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.office.report import Report
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import get

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RUBRICS = {"R01.01", "R02.01", "R03.01", "R03.02"}

Reading = Callable[[str, bytes], Report]
Importing = Callable[[str, str], Report]


def complaints(report: Report) -> list[tuple[int, str | None]]:
    assert all(refused.reason and refused.expected for refused in report.refused)
    return [(refused.line, refused.field) for refused in report.refused]


def held(store: Store, identity: str) -> Enterprise:
    with store.read() as conn:
        stored = get(conn, identity)
    assert stored is not None
    return stored.enterprise
