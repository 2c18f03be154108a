"""`import` and `export`: refused as a whole, corrected, found at once by a running service, and equal again."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from supplier_guide.directory.licences import LICENCE
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.office.exporting import FORMATS
from supplier_guide.store.database import open_store
from supplier_guide.store.enterprises import iterate
from tests.cli.commanding import command, serving
from tests.directory.installing import prepared

ROWS = 500
BAD = {17: ("enterprise_number", "0123456700"), 204: ("activity.rubric", "R99.99"), 499: ("site.postal_code", "90000")}


def row(number: int) -> dict[str, str]:
    serial = 10_000_000 + number
    return {
        "id": f"werkplaats-{number:03}",
        "name": f"Werkplaats {number:03}",
        "enterprise_number": f"{serial:08}{97 - serial % 97:02}",
        "site.postal_code": "9000",
        "site.municipality": "Gent",
        "activity.rubric": "R03.01",
        "activity.text": f"Zilvermeeuwen tellen nummer {number}",
    }


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def documents(path: Path) -> list[Enterprise]:
    return [Enterprise.model_validate(d) for d in json.loads(path.read_bytes())["enterprises"]]


def test_three_bad_rows_of_five_hundred_and_what_follows(seeded_dir: Path, tmp_path: Path) -> None:
    good = [row(n) for n in range(ROWS)]
    bad = [r | {BAD[n][0]: BAD[n][1]} if n in BAD else r for n, r in enumerate(good)]
    with serving(seeded_dir) as service:

        def found() -> dict[str, Any]:
            reply: dict[str, Any] = service.client.get("/api/v1/enterprises?q=zilvermeeuwen&size=100").json()
            return reply

        before = found()
        refused = command(seeded_dir, "import", write(tmp_path / "bad.csv", bad), "--json")
        assert refused.status == 1
        assert [(r["line"], r["field"]) for r in refused.json["refused"]] == [(n + 2, f) for n, (f, _) in BAD.items()]
        assert all(r["reason"] and r["expected"] for r in refused.json["refused"])
        assert "3 rijen zijn geweigerd" in refused.err
        assert found() == before

        file = write(tmp_path / "good.csv", good)
        dry = command(seeded_dir, "import", file, "--dry-run", "--json")
        assert (dry.status, dry.json["created"], dry.json["dry_run"]) == (0, ROWS, True)
        assert found() == before

        done = command(seeded_dir, "import", file, "--by", "redactie", "--json")
        assert (done.status, done.json["created"], done.json["refused"]) == (0, ROWS, [])
        after = found()
        assert (after["total"], int(after["data_version"])) == (ROWS, int(before["data_version"]) + ROWS)

        again = command(seeded_dir, "import", file, "--json")
        assert (again.json["unchanged"], found()["data_version"]) == (ROWS, after["data_version"])

    out = tmp_path / "out.json"
    assert command(seeded_dir, "export", out).status == 0
    exported = {d.id: d for d in documents(out) if d.id.startswith("werkplaats-")}
    assert len(exported) == ROWS
    for wanted in good:
        held = exported[wanted["id"]]
        assert (held.name, held.enterprise_number) == (wanted["name"], wanted["enterprise_number"])
        assert (held.sites[0].postal_code, held.activities[0].text) == ("9000", wanted["activity.text"])


def test_refusals_are_shown_to_people_as_a_table(data_dir: Path, tmp_path: Path) -> None:
    outcome = command(data_dir, "import", write(tmp_path / "bad.csv", [row(1) | {"activity.rubric": "R99.99"}]))
    assert outcome.status == 1
    assert "R99.99" in outcome.out
    assert "1 rij is geweigerd; er is niets ingevoerd." in outcome.err


def test_brackets_in_a_refused_cell_are_shown_as_they_are(data_dir: Path, tmp_path: Path) -> None:
    outcome = command(data_dir, "import", write(tmp_path / "bad.csv", [row(1) | {"activity.rubric": "[/b]"}]))
    assert (outcome.status, "“[/b]”" in outcome.out) == (1, True)


def test_what_is_exported_can_be_imported_elsewhere_and_is_equal(
    seeded_dir: Path, tmp_path: Path, word_lists: Path
) -> None:
    for suffix in FORMATS:
        file = tmp_path / f"all{suffix}"
        outcome = command(seeded_dir, "export", file, "--json")
        assert outcome.json["file"] == str(file)
        assert outcome.json["enterprises"] == (len(published(seeded_dir)) if suffix == ".jsonld" else 227)
    with (tmp_path / "all.csv").open(newline="", encoding="utf-8") as table:
        assert {(r["licence"], r["data_version"]) for r in csv.DictReader(table)} == {(LICENCE, "227")}
    elsewhere = prepared(tmp_path / "elsewhere", word_lists)
    assert command(elsewhere, "import", tmp_path / "all.xlsx", "--json").json["created"] == 227
    assert held(elsewhere) == held(seeded_dir) == documents(tmp_path / "all.json")


def held(folder: Path) -> list[Enterprise]:
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    with store.read() as connection:
        found = [s.enterprise for s in iterate(connection)]
    store.close()
    return found


def published(folder: Path) -> list[Enterprise]:
    return [e for e in held(folder) if e.status is Status.PUBLISHED]


def test_other_export_formats_are_refused_and_nothing_is_written(seeded_dir: Path, tmp_path: Path) -> None:
    outcome = command(seeded_dir, "export", tmp_path / "all.pdf", "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert ".jsonld" in outcome.err
    assert not (tmp_path / "all.pdf").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("weg.json", None),
        ("vreemd.docx", b"x"),
        ("stuk.json", b"{"),
        ("stuk.xlsx", b"PK\x03\x04"),
        ("leeg.csv", b""),
        ("bytes.jsonl", b"\xff\xfe\x00"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_a_reason(
    data_dir: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    outcome = command(data_dir, "import", tmp_path / name)
    assert outcome.status == 1
    assert outcome.err.strip()
