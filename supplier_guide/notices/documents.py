"""A document of a buyer (Word, pdf or plain text) → its lines, with headings, without the persons it names."""

from dataclasses import dataclass

from supplier_guide.errors import UnsupportedFormat
from supplier_guide.notices.apart import read_apart
from supplier_guide.notices.document_kinds import Kind, Sniffed, sniff
from supplier_guide.notices.document_limits import (
    DOCUMENT_LIMITS,
    DocumentLimits,
    check_bytes,
    check_length,
    no_text,
)
from supplier_guide.notices.lines import Line, joined, spaced_lines
from supplier_guide.notices.masking import masked

_FEWEST_LETTERS = 20
"""Letters below which a document says nothing: the page numbers of a scan are not text."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says; ``pages`` is known of a pdf, and of a Word document that states it."""

    kind: Kind
    lines: tuple[Line, ...]
    pages: int | None = None
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return all lines as one text."""
        return "\n".join(line.text for line in self.lines)


def kind_of(body: bytes, *, limits: DocumentLimits = DOCUMENT_LIMITS) -> Kind:
    """Return what kind of document a body is; raises the errors of `read_document`."""
    return sniff(body, limits).kind


def read_document(body: bytes, *, limits: DocumentLimits = DOCUMENT_LIMITS) -> Document:
    """Return the lines of a Word document, a pdf or a text, in the encoding it has.

    Raises `TooLarge` (bytes, pages, characters, time, memory), `UnsupportedFormat` (another kind of file, a notice),
    `Malformed` (empty, broken) or `Unprocessable` (password, scan without text); never another.
    """
    sniffed = sniff(body, limits)
    if sniffed.kind == "notice":
        message = "Dit is XML of JSON: een aankondiging, geen bestek. Geef ze als aankondiging."
        raise UnsupportedFormat("is_notice", message)
    if sniffed.kind == "text":
        return _of_text(sniffed, limits)
    found = read_apart(sniffed.kind, body, limits)
    lines = joined(found.lines) if sniffed.kind == "pdf" else found.lines
    return _document(sniffed.kind, tuple(lines), found.pages, found.remarks, limits)


def read_text(text: str, *, limits: DocumentLimits = DOCUMENT_LIMITS) -> Document:
    """Return the lines of a text that was pasted."""
    check_bytes(len(text.encode("utf-8", "replace")), limits)
    return _of_text(Sniffed("text", text), limits)


def _of_text(sniffed: Sniffed, limits: DocumentLimits) -> Document:
    check_length(len(sniffed.text), 0, limits)
    lines = tuple(joined(_headed(line) for line in spaced_lines(sniffed.text)))
    return _document("text", lines, None, (sniffed.remark,) if sniffed.remark else (), limits)


def _headed(line: str) -> Line:
    """Return a line, as a heading when it is marked so (``## Perceel 1``)."""
    bare = line.lstrip("#")
    depth = len(line) - len(bare)
    return Line(bare.strip(), depth) if 0 < depth <= 6 and bare.startswith(" ") else Line(line)  # noqa: PLR2004 - as HTML


def _document(
    kind: Kind, lines: tuple[Line, ...], pages: int | None, remarks: tuple[str, ...], limits: DocumentLimits
) -> Document:
    check_length(sum(len(line.text) + 1 for line in lines), len(lines), limits)
    letters = sum(character.isalpha() for line in lines for character in line.text)
    if letters < (_FEWEST_LETTERS if kind == "pdf" else 1):
        raise no_text()
    return Document(kind, masked(lines), pages, remarks)
