"""`match --programme FILE`: a purchase programme, for people, as JSON and as a file; every fault by its line."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cli.commanding import Outcome, command

LIST = """\
Nr;Omschrijving;Raming;Datum;Gemeente
1;Gras maaien;85.000;2027-04-01;9100 Sint-Niklaas
2;Poetsen van kantoren;12.500;;Gent
"""
FAULTY = LIST + "3;Kasten;veel;ooit;Lemurie\n4;Koffie;100;;Atlantis\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Return a list of two purchases."""
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a list in which two of four lines have a fault."""
    path = tmp_path / "fout.csv"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def match(data_dir: Path, *arguments: object) -> Outcome:
    return command(data_dir, "match", "--programme", *arguments)


def test_people_see_each_purchase_and_the_totals(seeded_dir: Path, listed: Path) -> None:
    outcome = match(seeded_dir, listed, "--buyer", "local_authority")
    assert (outcome.status, outcome.err) == (0, "")
    for told in ("│ 2 ", "│ 3 ", "Advies", "samen", "geen juridisch advies", "de dag van elke aankoop"):
        assert told in outcome.out, told
    assert "--buyer" not in outcome.out


def test_without_a_buyer_the_option_is_named(seeded_dir: Path, listed: Path) -> None:
    assert "--buyer" in match(seeded_dir, listed).out


def test_programs_get_one_document_with_lines_totals_and_errors(seeded_dir: Path, faulty: Path) -> None:
    outcome = match(seeded_dir, faulty, "--buyer", "local_authority", "--json")
    assert outcome.status == 1
    assert "2 regels hebben een fout" in outcome.err
    reply = outcome.json
    assert set(reply) == {"data_version", "rules_version", "lines", "errors", "totals", "warnings"}
    assert [(line["line"], line["reference"], line["value"]) for line in reply["lines"]] == [
        (2, "1", 85_000.0),
        (3, "2", 12_500.0),
    ]
    assert reply["lines"][0]["understood"]["rubrics"][0]["id"] == "R03.01"
    verdicts = {r["id"]: r["verdict"] for r in reply["lines"][0]["reservation"]["regimes"]}
    assert (verdicts["art15"], verdicts["art91"]) == ("yes", "no")
    assert [(e["line"], e["field"], e["description"]) for e in reply["errors"]] == [
        (4, "waarde", "Kasten"), (4, "datum", "Kasten"), (4, "plaats", "Kasten"), (5, "plaats", "Koffie"),
    ]  # fmt: skip
    assert sum(total["lines"] for total in reply["totals"]) == 2


def test_regime_decides_what_may(seeded_dir: Path, listed: Path) -> None:
    reply = match(seeded_dir, listed, "--buyer", "local_authority", "--regime", "concession", "--json").json
    verdicts = {r["id"]: r["verdict"] for r in reply["lines"][0]["reservation"]["regimes"]}
    assert (verdicts["art15"], verdicts["art33"]) == ("no", "yes")


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_answer_is_written_with_faults_in_their_place(
    seeded_dir: Path, faulty: Path, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"antwoord{suffix}"
    outcome = match(seeded_dir, faulty, "--out", out)
    assert outcome.status == 1
    assert "2 aankopen beantwoord" in outcome.out
    rows = written(out)
    assert [row[2] for row in rows] == ["omschrijving", "Gras maaien", "Poetsen van kantoren", "Kasten", "Koffie"]
    assert ["veel" in row[-1] for row in rows] == [False, False, False, True, False]
    assert "datum: “ooit”" in rows[3][-1]
    assert (rows[3][1], rows[3][3:6]) == ("3", ["veel", "ooit", "Lemurie"])
    assert rows[4][5] == "Atlantis"


def written(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, delimiter=";"))
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("aankopen")
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def test_other_formats_are_refused_before_anything_is_done(seeded_dir: Path, listed: Path, tmp_path: Path) -> None:
    out = tmp_path / "antwoord.ods"
    outcome = match(seeded_dir, listed, "--out", out)
    assert (outcome.status, outcome.out) == (1, "")
    assert "kies .csv of .xlsx" in outcome.err
    assert not out.exists()


def test_file_that_cannot_be_written_is_said(seeded_dir: Path, listed: Path, tmp_path: Path) -> None:
    outcome = match(seeded_dir, listed, "--out", tmp_path / "nergens" / "a.csv")
    assert outcome.status == 1
    assert "kan niet geschreven worden" in outcome.err


@pytest.mark.parametrize(("body", "told"), [(b"", "leeg"), (b"a;b\n1;2\n", "geen kolom met een omschrijving")])
def test_file_that_is_no_list_is_refused(seeded_dir: Path, tmp_path: Path, body: bytes, told: str) -> None:
    path = tmp_path / "lijst"
    path.write_bytes(body)
    outcome = match(seeded_dir, path, "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert told in outcome.err


@pytest.mark.parametrize(
    "arguments", [(), ("a.json", "--programme", "b.csv"), ("a.json", "--out", "c.csv"), ("a.json", "--buyer", "state")]
)
def test_options_that_do_not_belong_together_are_wrong_usage(seeded_dir: Path, arguments: tuple[str, ...]) -> None:
    assert command(seeded_dir, "match", *arguments).status == 2
