"""Workbooks that would hurt the reader, or that hold no value where one is shown, are refused with a sentence."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no types

from supplier_guide.errors import Malformed, TooLarge
from tests.office.files import Reading, complaints


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    data = io.BytesIO()
    made = xlsxwriter.Workbook(data, {"in_memory": True})
    fill(made)
    made.close()
    return data.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook of which one part was changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def simple(made: xlsxwriter.Workbook) -> None:
    made.add_worksheet("gids").write_column(0, 0, ["naam", "Ryhove"])


SHEET = "xl/worksheets/sheet1.xml"


def test_one_cell_in_the_farthest_corner_does_not_fill_the_memory(reading: Reading) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(TooLarge, match="XFD"):
        reading("a.xlsx", changed(workbook(simple), SHEET, b"</sheetData>", far))


def test_zip_bomb_is_refused_while_it_unpacks(reading: Reading) -> None:
    out = io.BytesIO(workbook(simple))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target, target.open("xl/media/x.bin", "w") as part:
        for _ in range(210):
            part.write(bytes(1024 * 1024))
    assert len(out.getvalue()) < 1024 * 1024
    with pytest.raises(TooLarge, match="200 MB"):
        reading("a.xlsx", out.getvalue())


def test_zip_that_lies_about_its_size_is_refused(reading: Reading) -> None:
    data = bytearray(workbook(simple))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        true = archive.getinfo(SHEET).file_size
    at = data.rindex(SHEET.encode()) - 46  # the entry in the directory at the end; the size is 24 bytes in
    assert int.from_bytes(data[at + 24 : at + 28], "little") == true
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(Malformed, match="beschadigd"):
        reading("a.xlsx", bytes(data))


def test_doctype_in_a_workbook_is_refused(reading: Reading) -> None:
    bad = changed(workbook(simple), SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')
    with pytest.raises(Malformed, match="beschadigd"):
        reading("a.xlsx", bad)


def test_error_or_formula_without_a_value_is_refused_with_its_cell(reading: Reading) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("gids")
        sheet.write_row(0, 0, ["naam", "samenvatting"])
        sheet.write_formula(1, 0, '="A"', value="A")
        sheet.write_formula(1, 1, "=NA()", value="#N/A")

    data = workbook(fill)
    report = reading("a.xlsx", data)
    assert complaints(report) == [(2, "cel B2")]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        cached = archive.read(SHEET)
    assert b"<v>A</v>" in cached
    report = reading("a.xlsx", changed(data, SHEET, b"<v>A</v>", b""))
    assert (2, "cel A2") in complaints(report)


@pytest.mark.parametrize("cached", [b"<v />", b"<v></v>", b"<v> </v>", b""])
def test_formula_that_was_never_calculated_is_refused_however_that_is_written(reading: Reading, cached: bytes) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("gids")
        sheet.write_row(0, 0, ["naam", "postcode"])
        sheet.write_string(1, 0, "A")
        sheet.write_formula(1, 1, "=9000+0", value=9000)

    report = reading("a.xlsx", changed(workbook(fill), SHEET, b"<v>9000</v>", cached))
    assert complaints(report) == [(2, "cel B2")]


def test_formula_whose_value_is_the_empty_text_is_an_empty_cell(reading: Reading) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("gids")
        sheet.write_row(0, 0, ["naam", "samenvatting", "taal"])
        sheet.write_row(1, 0, ["A"])
        sheet.write_formula(1, 1, '=""', value="x")
        sheet.write_string(1, 2, "klingon")

    data = changed(workbook(fill), SHEET, b"<v>x</v>", b"<v></v>")
    assert complaints(reading("a.xlsx", data)) == [(2, "taal")]


def shown_by_many_cells(cells: int, *, number: bytes = b"") -> bytes:
    """Return a workbook in which many cells show one text of a million letters, with its number spelled as given."""

    def fill(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("gids")
        sheet.write_column(0, 0, ["naam", *["groot"] * cells])

    data = changed(workbook(fill), "xl/sharedStrings.xml", b"groot", b"A" * 1_000_000)
    return changed(data, SHEET, b"<v>1</v>", number) if number else data


@pytest.mark.parametrize("number", [b"<v>1</v>", b"<v> 1 </v>", b"<v>+1</v>", b"<v>%s1</v>" % (b"0" * 40)])
def test_one_large_text_shown_by_many_cells_does_not_fill_the_memory(reading: Reading, number: bytes) -> None:
    data = shown_by_many_cells(200, number=number)
    assert len(data) < 20_000
    with pytest.raises(TooLarge, match="100 miljoen tekens"):
        reading("a.xlsx", data)


def test_large_text_that_few_cells_show_is_read(reading: Reading) -> None:
    report = reading("a.xlsx", shown_by_many_cells(1))
    assert complaints(report) == [(2, "naam")]


def test_title_above_the_column_names_of_a_worksheet_is_one_clear_message(reading: Reading) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        for name in ("gids", "uitleg"):
            made.add_worksheet(name).write_string(0, 0, "Lijst van ondernemingen")
        made.get_worksheet_by_name("gids").write_row(2, 0, ["naam", "postcode"])

    with pytest.raises(Malformed, match="staan op regel 3"):
        reading("a.xlsx", workbook(fill))


def test_several_tables_of_ours_in_one_workbook_are_refused(reading: Reading) -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        for name in ("een", "twee"):
            made.add_worksheet(name).write_row(0, 0, ["naam", "postcode"])

    with pytest.raises(Malformed, match="een, twee"):
        reading("a.xlsx", workbook(fill))


def test_workbook_without_any_cell_is_empty(reading: Reading) -> None:
    with pytest.raises(Malformed, match="leeg"):
        reading("a.xlsx", workbook(lambda made: made.add_worksheet("leeg")))
