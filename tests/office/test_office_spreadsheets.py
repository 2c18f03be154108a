"""Tables as spreadsheets make them: workbooks with numbers, dates and merged cells; encodings and delimiters."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from supplier_guide.office.importing import import_file
from supplier_guide.office.report import Report
from supplier_guide.store.database import Store
from tests.office.files import NOW, RUBRICS, Importing, held


def figures(report: Report) -> tuple[int, int, int]:
    assert report.refused == ()
    return report.created, report.updated, report.unchanged


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Path:
    made = xlsxwriter.Workbook(str(path))
    fill(made)
    made.close()
    return path


def test_workbook_as_a_person_makes_it(sqlite_store: Store, tmp_path: Path) -> None:
    """Numbers, a real date, a merged cell, a calculated formula, a title row left empty above."""

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("leden")
        sheet.write_row(
            1, 0, ["Naam", "Postcode", "Bevestigd op", "Rubriek", "Tekst", "Medewerkers", "Eenheid personeel"]
        )
        sheet.merge_range(2, 0, 3, 0, "Ryhove")
        sheet.write_number(2, 1, 9000)
        sheet.write_number(3, 1, 9000)
        sheet.write_datetime(2, 2, datetime(2026, 3, 14), made.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_column(2, 3, ["R03.01", "R01.01"])
        sheet.write_formula(2, 4, '="maai"&"en"', value="maaien")
        sheet.write_row(2, 5, [12.5, "fte"])
        made.add_worksheet("leeg")

    path = workbook(tmp_path / "leden.xlsx", fill)
    assert figures(import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW)) == (1, 0, 0)
    ryhove = held(sqlite_store, "ryhove")
    assert ryhove.sites[0].postal_code == "9000"
    assert str(ryhove.confirmed_on) == "2026-03-14"
    assert [(a.rubric, a.text) for a in ryhove.activities] == [("R03.01", "maaien"), ("R01.01", None)]
    assert ryhove.workforce is not None
    assert ryhove.workforce.total == 12.5


def test_workbook_with_a_second_table_of_another_kind_reads_ours_and_says_so(
    sqlite_store: Store, tmp_path: Path
) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        made.add_worksheet("uitleg").write_row(0, 0, ["Dit blad legt uit", "hoe het moet"])
        made.add_worksheet("gids").write_column(0, 0, ["naam", "Ryhove"])
        made.get_worksheet_by_name("gids").write_column(0, 1, ["postcode", "9000"])

    report = import_file(sqlite_store, workbook(tmp_path / "g.xlsx", fill), rubrics=RUBRICS, by="x", at=NOW)
    assert figures(report) == (1, 0, 0)
    assert "“gids”" in report.warnings[0]
    assert "“uitleg”" in report.warnings[0]


def test_cell_that_begins_with_an_equals_sign_in_csv_is_text(sqlite_store: Store, importing_text: Importing) -> None:
    importing_text("a.csv", 'naam,samenvatting\nRyhove,"=HYPERLINK(""http://x"")"\n')
    assert held(sqlite_store, "ryhove").summary == '=HYPERLINK("http://x")'


@pytest.mark.parametrize(
    ("data", "warns"),
    [
        ("naam;postcode\nCafé;9000\n".encode("utf-8-sig"), False),
        ("naam;postcode\nCafé;9000\n".encode("utf-16"), False),
        ("sep=;\nnaam;postcode\nCafé;9000\n".encode(), False),
        ("naam\tpostcode\nCafé\t9000\n".encode(), False),
        ("naam;postcode\nCafé;9000\n".encode("windows-1252"), True),
    ],
)
def test_encodings_and_delimiters_of_spreadsheets(
    sqlite_store: Store,
    tmp_path: Path,
    data: bytes,
    warns: bool,  # noqa: FBT001 - a fact of the table above
) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    report = import_file(sqlite_store, tmp_path / "a.csv", rubrics=RUBRICS, by="x", at=NOW)
    assert figures(report) == (1, 0, 0)
    assert held(sqlite_store, "cafe").name == "Café"
    assert any("windows-1252" in warning for warning in report.warnings) is warns
