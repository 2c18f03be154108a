"""A purchase programme out of a spreadsheet: whatever its columns are called, each fault by line and field."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.errors import GuideError, Malformed, TooLarge, UnsupportedFormat
from supplier_guide.matching.programme import ProgrammeLine
from supplier_guide.office.programme_files import ProgrammeFile, read_programme
from supplier_guide.office.programme_tables import template_xlsx
from tests.notices.papers import word

DUTCH = """\
Nr;Omschrijving van de opdracht;Raming excl. btw;Timing;Gemeente;CPV-code;Dienst
1;Onderhoud plantsoenen;€ 85.000,00;Q2 2027;9100 Sint-Niklaas;77310000-6;Groen
2;Drukwerk;12500;maart 2027;Gent, Aalst;;Communicatie
3;Poetsen;n.t.b.;2027;;90910000;Sport
"""
ENGLISH = 'Subject,Estimated value,Date,Place,CPV\nGardening,"85,000.00",2027-04-01,Gent,77310000\n'


def read(text: str) -> ProgrammeFile:
    return read_programme(text.encode())


def faults(file: ProgrammeFile) -> list[tuple[int, str]]:
    return [(error.line, error.field) for error in file.errors]


def test_dutch_columns_are_understood() -> None:
    file = read(DUTCH)
    assert file.lines == (
        ProgrammeLine(2, "Onderhoud plantsoenen", "1", 85_000, date(2027, 4, 1), ("9100 Sint-Niklaas",), ("77310000",)),
        ProgrammeLine(3, "Drukwerk", "2", 12_500, date(2027, 3, 1), ("Gent", "Aalst"), ()),
        ProgrammeLine(4, "Poetsen", "3", None, date(2027, 1, 1), (), ("90910000",)),
    )
    assert file.errors == ()
    assert file.warnings == ("Deze kolommen gebruiken we niet: “Dienst”.",)


def test_english_columns_are_understood() -> None:
    assert read(ENGLISH).lines == (
        ProgrammeLine(2, "Gardening", None, 85_000, date(2027, 4, 1), ("Gent",), ("77310000",)),
    )


def test_title_above_the_columns_and_sums_below_are_no_purchases() -> None:
    text = "Aankoopprogramma 2027;;\n;;\nOmschrijving;Waarde;Plaats\nDrukwerk;1000;Gent\n;;\nTotaal;1000;\n"
    assert [line.description for line in read(text).lines] == ["Drukwerk"]


def test_each_fault_is_named_with_its_line_and_field() -> None:
    text = "Omschrijving;Waarde;Datum;CPV\nGras;veel;31/02/2027;gras\n;5;;\nHagen;-5;;\nSoep;5;;\n"
    file = read(text)
    assert [line.description for line in file.lines] == ["Soep"]
    assert faults(file) == [(2, "waarde"), (2, "datum"), (2, "cpv"), (3, "omschrijving"), (4, "waarde")]
    assert all("verwacht" in error.message for error in file.errors)


def test_values_with_vat_are_left_out_with_a_warning() -> None:
    file = read("Omschrijving;Raming incl. btw\nGras;121000\n")
    assert file.lines[0].value is None
    assert "met btw" in file.warnings[0]


def test_value_without_vat_counts_beside_one_with() -> None:
    file = read("Omschrijving;Raming incl. btw;Raming excl. btw\nGras;121000;100000\n")
    assert file.lines[0].value == 100_000
    assert not any("met btw" in warning for warning in file.warnings)


def test_number_of_a_workbook_is_itself(tmp_path: Path) -> None:
    amounts = [12345.675, 1.25, 12.345, 0.125, 85000]
    rows: list[list[object]] = [["Omschrijving", "Raming", "Nr"], *(["Gras", one, 2027.014] for one in amounts)]
    file = read_programme(workbook(tmp_path / "a.xlsx", ("Lijst", [*rows, ["Gras", -5.5, 7]])))
    assert [line.value for line in file.lines] == amounts
    assert {line.reference for line in file.lines} == {"2027.014"}
    assert faults(file) == [(7, "waarde")]


def test_digits_of_another_script_are_named_as_a_fault() -> None:
    file = read("Omschrijving;Waarde;Datum;CPV\nGras;٨٥٠٠٠;٢٠٢٧;٧٧٣١٠٠٠٠\n")
    assert faults(file) == [(2, "waarde"), (2, "datum"), (2, "cpv")]


def workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> bytes:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(n, m, cell, day)
                else:
                    sheet.write(n, m, cell)
    book.close()
    return path.read_bytes()


def test_workbook_is_read_from_the_sheet_with_the_list(tmp_path: Path) -> None:
    body = workbook(
        tmp_path / "a.xlsx",
        ("Uitleg", [["Vul het tweede blad in."]]),
        (
            "Lijst",
            [["Aankopen"], ["Omschrijving", "Raming", "Datum", "Postcode"], ["Gras", 85000, date(2027, 4, 1), 9100]],
        ),
    )
    file = read_programme(body)
    assert file.lines == (ProgrammeLine(3, "Gras", None, 85_000, date(2027, 4, 1), ("9100",), ()),)
    assert any("Lijst" in warning for warning in file.warnings)


def test_cell_without_a_value_is_named_with_its_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, head in (("Lijst", "Omschrijving"), ("Sommen & meer", "Uitleg")):
        book.add_worksheet(name).write_column(0, 0, [head, "Gras"])
    book.get_worksheet_by_name("Sommen & meer").write_formula("A9", "=1/0", None, "#DIV/0!")
    book.close()
    warnings = read_programme(path.read_bytes()).warnings
    assert "Cel A9 van werkblad “Sommen & meer” bevat een foutmelding van Excel." in warnings


def test_template_is_read_without_a_word_on_its_explanation() -> None:
    assert not any("uitleg" in warning for warning in read_programme(template_xlsx()).warnings)


def test_column_names_may_stand_as_low_in_one_of_several_sheets(tmp_path: Path) -> None:
    above: list[list[object]] = [[f"Regel {n}"] for n in range(15)]
    listed: list[list[object]] = [*above, ["Omschrijving", "Raming"], ["Gras", 5]]
    file = read_programme(workbook(tmp_path / "a.xlsx", ("Uitleg", [["Zie tweede blad."]]), ("Lijst", listed)))
    assert [line.description for line in file.lines] == ["Gras"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"%PDF-1.7\n1 0 obj", "Dit is een pdf"),
        (word("<w:p/>"), "Dit is een Word-document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, r"oud Excel-bestand \(\.xls\)"),
    ],
)
def test_file_without_cells_is_named_with_what_would_be_right(body: bytes, told: str) -> None:
    with pytest.raises(UnsupportedFormat, match=rf"{told}.*\.xlsx"):
        read_programme(body)


def test_text_of_excel_is_read_as_windows() -> None:
    file = read_programme("Omschrijving;Raming (€)\nOnderhoud café;85000\n".encode("windows-1252"))
    assert file.lines[0].description == "Onderhoud café"
    assert file.warnings


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"", Malformed, "empty_file"),
        (b"a;b\n1;2\n", Malformed, "no_columns"),
        (b"PK\x03\x04 geen werkmap", Malformed, "malformed_xlsx"),
        (b"Omschrijving;Waarde\n" + b"Gras;1\n" * 2_001, TooLarge, "too_many_lines"),
        (b"Omschrijving;Waarde\n" + b"Gras" * 3_000_000, TooLarge, "file_too_large"),
        (b'Omschrijving;Waarde\n"Gras;1\n', Malformed, "malformed_csv"),
    ],
)
def test_file_that_is_no_programme_is_refused_by_name(body: bytes, kind: type[GuideError], code: str) -> None:
    with pytest.raises(GuideError) as caught:
        read_programme(body)
    assert (type(caught.value), caught.value.code) == (kind, code)


def test_two_thousand_lines_are_taken() -> None:
    assert len(read("Omschrijving;Waarde\n" + "Gras;1\n" * 2_000).lines) == 2_000


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_lines_or_an_error_of_ours(body: bytes) -> None:
    for data in (body, b"Omschrijving;Waarde;Datum\n" + body):
        try:
            read_programme(data)
        except GuideError:
            continue


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="tTsS"), max_size=20)
"""Without the letters of “totaal” and “som”, which begin no purchase."""


@given(st.lists(st.tuples(cells, cells, cells, cells, cells), max_size=8))
def test_each_filled_line_is_either_read_or_named(rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([("Omschrijving", "Waarde", "Datum", "Plaats", "CPV"), *rows])
    file = read(text.getvalue())
    seen = {line.line for line in file.lines} | {error.line for error in file.errors}
    filled = {n for n, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)}
    assert seen == filled
