"""A back-up of the store is put back, and life goes on: what is imported afterwards is found, what was lost is not."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.commanding import command


def imported(folder: Path, *names: str) -> None:
    """Import enterprises with these names."""
    file = folder.parent / "new.json"
    documents = [{"id": name.lower().replace(" ", "-"), "name": name} for name in names]
    file.write_text(json.dumps(documents), encoding="utf-8")
    outcome = command(folder, "import", file)
    assert outcome.status == 0, outcome.err


def found(folder: Path, q: str) -> list[str]:
    outcome = command(folder, "search", q, "--json")
    assert outcome.status == 0, outcome.err
    return [hit["name"] for hit in json.loads(outcome.out)["hits"]]


@pytest.mark.parametrize(
    "others", [["Goudvink een", "Goudvink twee"], ["Goudvink een", "Goudvink twee", "Goudvink drie"]]
)
def test_what_is_imported_after_a_backup_was_put_back_is_found(seeded_dir: Path, others: list[str]) -> None:
    shutil.copy(seeded_dir / "store.sqlite", seeded_dir.parent / "backup")
    imported(seeded_dir, "Zilvermeeuw een", "Zilvermeeuw twee")
    assert len(found(seeded_dir, "zilvermeeuw")) == 2
    for file in seeded_dir.glob("store.sqlite*"):
        file.unlink()
    shutil.copy(seeded_dir.parent / "backup", seeded_dir / "store.sqlite")
    imported(seeded_dir, *others)
    assert sorted(found(seeded_dir, "goudvink")) == sorted(others)
    assert found(seeded_dir, "zilvermeeuw een") == []
    assert command(seeded_dir, "check").status == 0
