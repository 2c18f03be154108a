"""Documents read: Word, pdf and text become lines with headings, as a reader sees them on paper."""

import codecs

import pytest

from supplier_guide.notices.documents import kind_of, read_document, read_text
from supplier_guide.notices.lines import BOLD, Line
from tests.notices.papers import numbered, paragraph, pdf, scan, style, table_pdf, word, written_word

LONG = (
    "Deze opdracht betreft het onderhoud van het openbaar groen op het hele grondgebied van de stad, met inbegrip van "
    "de begraafplaatsen, de speelpleinen en de bermen langs de gewestwegen."
)


def texts(body: bytes) -> list[str]:
    return [line.text for line in read_document(body).lines]


def test_word_gives_headings_paragraphs_and_rows() -> None:
    body = written_word(
        [("Bestek groen", 1), ("Perceel 1: Maaien", 2), ("Het maaien van bermen.", 0)],
        [("Perceel", "Raming"), ("1", "€ 45.000")],
    )
    document = read_document(body)
    assert document.kind == "word"
    assert document.lines == (
        Line("Bestek groen", 1),
        Line("Perceel 1: Maaien", 2),
        Line("Het maaien van bermen."),
        Line("Perceel | Raming"),
        Line("1 | € 45.000"),
    )


def test_numbers_that_word_sets_itself_are_part_of_the_text() -> None:
    body = word(
        paragraph("Maaien", properties=style("Kop1") + numbered())
        + paragraph("Bermen", properties=numbered(1))
        + paragraph("Pleinen", properties=numbered(1))
        + paragraph("Snoeien", properties=style("Kop1") + numbered())
        + paragraph("Hagen", properties=numbered(1))
    )
    assert texts(body) == ["Perceel 1: Maaien", "1.a) Bermen", "1.b) Pleinen", "Perceel 2: Snoeien", "2.a) Hagen"]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = word(
        "<w:p><w:r><w:t>Raming: </w:t></w:r><w:del><w:r><w:delText>30.000</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>45.000</w:t></w:r></w:ins><w:r><w:t> euro</w:t></w:r></w:p>"
        "<w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>"
        "<w:ins><w:p><w:r><w:t>Nieuwe alinea</w:t></w:r></w:p></w:ins>"
    )
    assert texts(body) == ["Raming: 45.000 euro", "Nieuwe alinea"]


def test_hidden_and_struck_text_is_left_out() -> None:
    body = word(
        paragraph("geheim", run="<w:vanish/>")
        + paragraph("vervallen", run="<w:strike/>")
        + paragraph("geldt", run='<w:strike w:val="0"/>')
    )
    assert texts(body) == ["geldt"]


def test_content_controls_are_read_wherever_they_stand() -> None:
    inside = "<w:r><w:t>Stad Deinze</w:t></w:r>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell.format('Raming')}<w:sdt><w:sdtContent>{cell.format('9.000 euro')}</w:sdtContent></w:sdt></w:tr>"
    body = word(
        f"<w:p><w:r><w:t>Bestuur: </w:t></w:r><w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('Een blok')}</w:sdtContent></w:sdt><w:tbl>{row}</w:tbl>"
    )
    assert texts(body) == ["Bestuur: Stad Deinze", "Een blok", "Raming | 9.000 euro"]


def test_headings_are_known_by_inherited_style_outline_or_bold_type() -> None:
    body = word(
        paragraph("Geërfd", properties=style("Sub"))
        + paragraph("Niveau drie", properties='<w:outlineLvl w:val="2"/>')
        + paragraph("Vet", run="<w:b/>")
        + paragraph("Gewoon")
    )
    assert [line.level for line in read_document(body).lines] == [1, 3, BOLD, 0]


def test_table_of_contents_of_word_is_left_out() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Perceel 1 Maaien 7')}</w:sdtContent></w:sdt>"
    )
    body = word(control + paragraph("Perceel 2 Snoeien 9", properties=style("TOC1")) + paragraph("Perceel 1: Maaien"))
    assert texts(body) == ["Perceel 1: Maaien"]


def test_table_that_only_lays_out_the_page_is_read_cell_by_cell() -> None:
    long = "".join(paragraph(f"Zin {n}.") for n in range(4))
    body = word(f"<w:tbl><w:tr><w:tc>{paragraph('Links')}</w:tc><w:tc>{long}</w:tc></w:tr></w:tbl>")
    assert texts(body) == ["Links", "Zin 0.", "Zin 1.", "Zin 2.", "Zin 3."]


def test_deleted_row_is_left_out() -> None:
    row = "<w:tr>{}<w:tc>" + paragraph("a") + "</w:tc><w:tc>" + paragraph("{}") + "</w:tc></w:tr>"
    body = word(f"<w:tbl>{row.format('', 'blijft')}{row.format('<w:trPr><w:del/></w:trPr>', 'weg')}</w:tbl>")
    assert texts(body) == ["a | blijft"]


def test_pdf_gives_paragraphs_headings_and_pages() -> None:
    document = read_document(pdf([[("Bestek groen", 18), (LONG, 11)], [("Perceel 1: Maaien", 14), ("Elk jaar.", 11)]]))
    assert (document.kind, document.pages) == ("pdf", 2)
    assert document.lines == (
        Line("Bestek groen", 1),
        Line(LONG),
        Line("Perceel 1: Maaien", 2),
        Line("Elk jaar."),
    )


def test_word_that_a_pdf_breaks_is_whole_again() -> None:
    assert "onderhoud" in read_document(pdf([[("Het gaat over het onder-\nhoud van grachten en bermen.", 11)]])).text


def test_running_titles_of_a_pdf_are_left_out() -> None:
    body = pdf(
        [[(f"Inhoud van bladzijde {name}", 11)] for name in ("een", "twee", "drie", "vier")], footer="Bestek - blz. {}"
    )
    assert texts(body) == [f"Inhoud van bladzijde {name}" for name in ("een", "twee", "drie", "vier")]


def test_cells_of_a_table_in_a_pdf_stay_apart() -> None:
    body = table_pdf([("Perceel", "Omschrijving", "Raming"), ("1", "Maaien van bermen", "45.000")])
    assert texts(body) == ["Perceel | Omschrijving | Raming", "1 | Maaien van bermen | 45.000"]


def test_pages_without_text_are_named() -> None:
    document = read_document(scan(3, text_on=2))
    assert document.remarks == ("Zonder tekst, en dus niet gelezen (een scan?): bladzijde 1, 3.",)


TEXT = "Perceel 1: Café\r\nRaming: € 45.000 – vóór 1 mei"
LINES = (Line("Perceel 1: Café"), Line("Raming: € 45.000 – vóór 1 mei"))


@pytest.mark.parametrize(
    "body",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
)
def test_text_is_read_in_each_encoding(body: bytes) -> None:
    assert read_document(body).lines == LINES
    assert read_document(body).remarks == ()


def test_text_of_windows_is_read_with_a_remark() -> None:
    document = read_document(TEXT.encode("windows-1252"))
    assert document.lines == LINES
    assert "Windows-1252" in document.remarks[0]
    assert "Café" in document.remarks[0]


def test_pasted_text_gives_the_same_lines() -> None:
    assert read_text(TEXT).lines == LINES


def test_lines_that_the_width_broke_are_joined_and_others_are_not() -> None:
    sentence = (
        "De opdracht omvat het ophalen, het sorteren en het wassen van\n"
        "linnen voor twee woonzorgcentra, met inbegrip van het vervoer\n"
        "naar Gent en terug."
    )
    others = ["Plaats van uitvoering: Gent", "Perceel 1: Linnen", "- lakens;", "- handdoeken."]
    lines = read_text("\n".join([sentence, *others])).lines
    assert [line.text for line in lines] == [sentence.replace("\n", " "), *others]


def test_marked_headings_of_a_text_have_their_level() -> None:
    assert read_text("# Bestek\n## Perceel 1\n#geen kop").lines == (
        Line("Bestek", 1),
        Line("Perceel 1", 2),
        Line("#geen kop"),
    )


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"Perceel 1", "text"),
        (b"<?xml version='1.0'?><ContractNotice/>", "notice"),
        (b'\xef\xbb\xbf {"ocid": "x"}', "notice"),
        (b"[1] Onderhoud van groen", "text"),
        (b"<leeg> in te vullen", "notice"),
        (pdf([[("a", 11)]]), "pdf"),
        (b"\n\n" + pdf([[("a", 11)]]), "pdf"),
        (word(paragraph("a")), "word"),
    ],
)
def test_kind_is_seen_by_the_content(body: bytes, kind: str) -> None:
    assert kind_of(body) == kind
