"""What leaves the store: all of it for an editor, only what is public for the world."""

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from supplier_guide.errors import Unprocessable, UnsupportedFormat
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.office.columns import COLUMNS, STAMPS, column
from supplier_guide.office.exporting import export_file, state_of, write_public
from supplier_guide.office.importing import import_file
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import save

TOP = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RYHOVE = Enterprise.model_validate(
    {
        "id": "ryhove",
        "name": "Ryhove",
        "enterprise_number": "0123456749",
        "sites": [
            {"id": "z", "street": "Kerkstraat", "house_number": "1", "postal_code": "9000", "lat": 51.0, "lon": 3.7}
        ],
        "activities": [{"id": "a1", "rubric": "R03.01"}, {"id": "a2", "rubric": "R01.01", "text": "=1+1"}],
        "contact": {"phone": "+3292102030"},
        "notes": "alleen voor ons",
    }
)
DRAFT = Enterprise(id="ontwerp", name="Ontwerp", status=Status.DRAFT)
EXPORT_MANY = """
import resource, sys
from pathlib import Path
from supplier_guide.office.exporting import export_file
from supplier_guide.store.database import open_store
store = open_store(sys.argv[1])
store.ping()
options = {"licence": "x", "public_url": "x", "labels": {}}
before = []
def seen(done, total):
    if done == 200:
        before.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
for suffix in ("json", "csv", "xlsx"):
    before.clear()
    export_file(store, Path(sys.argv[2]) / f"x.{suffix}", progress=seen, **options)
    print(suffix, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before[0])
"""


@pytest.fixture
def filled(store: Store) -> Store:
    """Return a store with a published enterprise and a draft, on each kind of database in turn."""
    with store.write() as conn:
        save(conn, [RYHOVE, DRAFT], by="test", why="test", at=NOW)
    return store


def export(store: Store, path: Path, **options: Any) -> int:
    return export_file(store, path, licence="CC BY 4.0", public_url="https://gids.be", labels={}, **options)


def public(store: Store, kind: str, labels: dict[str, str] | None = None) -> bytes:
    pieces: list[bytes] = []
    options: dict[str, Any] = {"licence": "CC BY 4.0", "public_url": "https://gids.be/", "labels": labels or {}}
    assert write_public(store, kind, pieces.append, **options) == state_of(store)
    return b"".join(pieces)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def table(path: Path) -> list[list[str]]:
    """Return all cells of a CSV file or of the only worksheet of a workbook."""
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def test_public_json_is_an_object_with_published_documents_without_notes(filled: Store) -> None:
    found = json.loads(public(filled, "json"))
    assert (found["licence"], found["data_version"]) == ("CC BY 4.0", "2")
    assert [e["id"] for e in found["enterprises"]] == ["ryhove"]
    assert "notes" not in found["enterprises"][0]
    assert found["enterprises"][0]["contact"]["phone"] == "+3292102030"


def test_public_csv_has_a_line_per_activity_and_no_notes(filled: Store) -> None:
    first, second = rows(public(filled, "csv").decode())
    assert "notes" not in first
    assert (first["id"], first["activity.rubric"]) == ("ryhove", "R03.01")
    assert (second["id"], second["activity.rubric"]) == ("ryhove", "R01.01")
    assert (second["site.postal_code"], second["site.lat"], second["site.is_seat"]) == ("9000", "51", "nee")


def test_every_line_of_a_table_ends_in_licence_and_data_version(filled: Store, tmp_path: Path) -> None:
    export(filled, tmp_path / "alles.csv")
    export(filled, tmp_path / "alles.xlsx")
    (tmp_path / "publiek.csv").write_bytes(public(filled, "csv"))
    for name, version, amount in (("alles.csv", "2", 3), ("alles.xlsx", "2", 3), ("publiek.csv", "2", 2)):
        head, *lines = table(tmp_path / name)
        assert head[-2:] == ["licence", "data_version"]
        assert [line[-2:] for line in lines] == [["CC BY 4.0", version]] * amount


def test_cells_that_a_spreadsheet_would_run_are_made_harmless(filled: Store) -> None:
    text = public(filled, "csv").decode()
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert rows(text)[1]["activity.text"] == "'=1+1"
    assert rows(text)[0]["contact.phone"] == "'+3292102030"


def test_name_that_begins_with_an_apostrophe_stays_readable(sqlite_store: Store) -> None:
    with sqlite_store.write() as conn:
        save(conn, [Enterprise(id="t-gerief", name="'t Gerief")], by="x", why="y", at=NOW)
    assert rows(public(sqlite_store, "csv").decode())[0]["name"] == "'t Gerief"


def test_linked_data_names_organisations_in_the_words_of_schema_org(filled: Store) -> None:
    found = json.loads(public(filled, "jsonld", {"R03.01": "Groenonderhoud"}))
    assert (found["@context"], found["license"]) == ("https://schema.org", "CC BY 4.0")
    (ryhove,) = found["mainEntity"]
    assert (ryhove["@type"], ryhove["@id"]) == ("Organization", "https://gids.be/onderneming/ryhove")
    assert ryhove["vatID"] == "BE0123456749"
    assert ryhove["address"]["streetAddress"] == "Kerkstraat 1"
    assert ryhove["location"][0]["geo"]["latitude"] == 51.0
    assert ryhove["makesOffer"][0]["itemOffered"]["name"] == "Groenonderhoud"
    assert "notes" not in json.dumps(found)


def test_file_of_an_editor_holds_drafts_and_notes(filled: Store, tmp_path: Path) -> None:
    assert export(filled, tmp_path / "alles.json") == 2
    found = json.loads((tmp_path / "alles.json").read_bytes())
    assert [Enterprise.model_validate(e) for e in found["enterprises"]] == [DRAFT, RYHOVE]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".xlsx", ".jsonld"])
def test_public_file_holds_what_is_published(filled: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"uit{suffix}"
    assert export(filled, path, public=True) == 1
    assert [p.name for p in tmp_path.iterdir() if p.suffix in {suffix, ".tmp"}] == [path.name]


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_export_of_an_empty_store_can_be_imported(sqlite_store: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"leeg{suffix}"
    assert export(sqlite_store, path) == 0
    report = import_file(sqlite_store, path, rubrics=(), by="x", at=NOW)
    assert (report.created, report.refused, len(report.warnings)) == (0, (), 1)


def test_failed_export_leaves_the_old_file_and_no_other(sqlite_store: Store, tmp_path: Path) -> None:
    too_long = Enterprise(id="lang", name="Lang", notes="x" * 40_000)
    with sqlite_store.write() as conn:
        save(conn, [too_long], by="x", why="y", at=NOW)
    folder = tmp_path / "uit"
    folder.mkdir()
    (folder / "gids.xlsx").write_bytes(b"oud")
    with pytest.raises(Unprocessable, match="lang"):
        export(sqlite_store, folder / "gids.xlsx")
    assert [p.name for p in folder.iterdir()] == ["gids.xlsx"]
    assert (folder / "gids.xlsx").read_bytes() == b"oud"
    assert export(sqlite_store, folder / "gids.csv") == 1


@pytest.mark.parametrize("name", ["gids.pdf", "gids", "gids.xls"])
def test_unknown_extension_is_refused_before_anything_is_written(
    sqlite_store: Store, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UnsupportedFormat, match="json"):
        export(sqlite_store, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_folder_that_does_not_exist_is_a_clear_refusal(sqlite_store: Store, tmp_path: Path) -> None:
    for name in ("gids.json", "gids.xlsx"):
        with pytest.raises(Unprocessable, match="geschreven"):
            export(sqlite_store, tmp_path / "weg" / name)


def test_export_streams_in_constant_memory(sqlite_store: Store, sqlite_url: str, tmp_path: Path) -> None:
    with sqlite_store.write() as conn:
        many = (Enterprise(id=f"e-{n:05}", name="x", notes="x" * 10_000) for n in range(3000))
        save(conn, many, by="x", why="y", at=NOW)
    command = [sys.executable, "-c", EXPORT_MANY, sqlite_url, str(tmp_path)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True)
    more = {line.split()[0]: int(line.split()[1]) for line in done.stdout.splitlines()}
    assert more.keys() == {"json", "csv", "xlsx"}
    assert max(more.values()) < 10_000  # kilobytes; the documents together are 30 MB


def test_every_column_and_each_of_its_names_is_documented_and_understood() -> None:
    text = (TOP / "docs" / "import.md").read_text(encoding="utf-8")
    for known in (*COLUMNS, *STAMPS):
        line = next(line for line in text.splitlines() if line.startswith(f"| `{known.name}` |"))
        for alias in known.aliases:
            assert f"`{alias}`" in line
            assert column(alias) is known
        assert column(known.name.upper()) is known
