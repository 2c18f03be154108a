"""Files put beside a test and imported."""

from pathlib import Path

import pytest

from supplier_guide.office.importing import import_file
from supplier_guide.office.report import Report
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import count
from tests.office.files import NOW, RUBRICS, Importing, Reading


@pytest.fixture
def reading(sqlite_store: Store, tmp_path: Path) -> Reading:
    """Import bytes as a file of some name; whatever happens, the store stays empty."""

    def reading(name: str, data: bytes) -> Report:
        (tmp_path / name).write_bytes(data)
        try:
            return import_file(sqlite_store, tmp_path / name, rubrics=RUBRICS, by="x", at=NOW)
        finally:
            with sqlite_store.read() as conn:
                assert count(conn) == 0

    return reading


@pytest.fixture
def importing_text(sqlite_store: Store, tmp_path: Path) -> Importing:
    """Import a text as a file of some name."""

    def importing_text(name: str, text: str) -> Report:
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return import_file(sqlite_store, tmp_path / name, rubrics=RUBRICS, by="karin", at=NOW)

    return importing_text
