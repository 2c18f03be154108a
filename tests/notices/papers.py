"""Documents for tests: Word made of parts or by its own writer, pdf written page by page, all of our own wording."""

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from fpdf import FPDF
from PIL import Image

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
)
_NUMBERING = (
    f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="Perceel %1:"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def paragraph(text: str, *, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run in WordprocessingML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def style(name: str) -> str:
    """Return the property of a paragraph that names its style."""
    return f'<w:pStyle w:val="{name}"/>'


def numbered(depth: int = 0) -> str:
    """Return the property of a paragraph in the list that writes “Perceel 1:”."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="7"/></w:numPr>'


def word(
    body: str, *, pages: int | None = None, prolog: str = "", main: str = _MAIN, more: Sequence[tuple[str, bytes]] = ()
) -> bytes:
    """Return a Word document whose body is given in WordprocessingML."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/x"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.'
        'openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    own = (
        f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{office}/numbering" Target="numbering.xml"/></Relationships>'
    )
    whole = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
    parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", f'<Relationships xmlns="{package}">{whole}</Relationships>'),
        ("word/_rels/document.xml.rels", own),
        ("word/document.xml", f'{prolog}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'),
        ("word/styles.xml", _STYLES),
        ("word/numbering.xml", _NUMBERING),
    ]
    if pages is not None:
        parts.append(("docProps/app.xml", f"<Properties><Pages>{pages}</Pages></Properties>"))
    return archive([*((name, text.encode()) for name, text in parts), *more])


def archive(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip of these parts."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return body.getvalue()


def written_word(headings: Sequence[tuple[str, int]], table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a Word document made by a writer of Word: headings with their levels (0 = text), and a table."""
    document = Document()
    for text, level in headings:
        if level:
            document.add_heading(text, level)
        else:
            document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


def pdf(pages: Sequence[Sequence[tuple[str, int]]], *, footer: str = "", password: str | None = None) -> bytes:
    """Return a pdf: per page paragraphs with the size of their type (11 is text); the width breaks the lines."""
    paper = FPDF()
    if password is not None:
        paper.set_encryption(owner_password="eigenaar", user_password=password)
    for number, paragraphs in enumerate(pages, start=1):
        paper.add_page()
        for text, size in paragraphs:
            paper.set_font("Helvetica", style="B" if size > 11 else "", size=size)
            paper.multi_cell(0, size / 2, text, new_x="LMARGIN", new_y="NEXT")
        if footer:
            paper.set_font("Helvetica", size=11)
            paper.text(10, 285, footer.format(number))
    return bytes(paper.output())


def table_pdf(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a pdf with one table."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    with paper.table() as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                row.cell(cell)
    return bytes(paper.output())


def scan(pages: int = 1, *, text_on: int | None = None) -> bytes:
    """Return a pdf of pictures; one page may hold text."""
    paper = FPDF()
    for number in range(1, pages + 1):
        paper.add_page()
        if number == text_on:
            paper.set_font("Helvetica", size=11)
            paper.cell(text="Deze bladzijde heeft wel tekst die we kunnen lezen.")
        else:
            paper.image(Image.new("L", (60, 80), 200), x=10, y=10, w=100)
    return bytes(paper.output())
