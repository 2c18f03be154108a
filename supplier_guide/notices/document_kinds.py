"""What kind of file a document is, by its content; the name of the file is never looked at."""

import codecs
import io
import re
import zipfile
import zlib
from typing import Literal, NamedTuple

from supplier_guide.errors import Malformed, UnsupportedFormat
from supplier_guide.notices.document_limits import DocumentLimits, check_bytes, with_password

Kind = Literal["word", "pdf", "text", "notice"]
_ASKED = "Geef een Word-document (.docx), een pdf met tekst, of plak de tekst."
_START_OF_PDF = 1_024
_SOME = 4_096
_MOST_ODD = 0.02
"""The share of control characters from which bytes are no text."""
_BROKEN_ZIP = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError,
    RuntimeError,
)  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STARTS = (
    (b"{\\rtf", "een rtf-document. Open het in Word en bewaar het als .docx."),
    (b"\x1f\x8b", "een gzip-bestand. Pak het eerst uit."),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-bestand. Pak het eerst uit."),
    (b"Rar!", "een rar-bestand. Pak het eerst uit."),
    (b"\x89PNG", "een afbeelding."),
    (b"\xff\xd8\xff", "een afbeelding."),
    (b"GIF8", "een afbeelding."),
    (b"II*\x00", "een afbeelding (een scan)."),
    (b"MM\x00*", "een afbeelding (een scan)."),
)
_WORD = b"wordprocessingml.document.main+xml"
_IN_ZIP = (
    (b"wordprocessingml.template.main", "een Word-sjabloon (.dotx). Bewaar het als .docx."),
    (b"ms-word.document.macroEnabled", "een Word-document met macro's (.docm). Bewaar het als .docx."),
    (b"ms-word.template.macroEnabled", "een Word-sjabloon met macro's (.dotm). Bewaar het als .docx."),
    (b"spreadsheetml", "een Excel-werkmap. Voor een lijst van aankopen is er het aankoopprogramma."),
    (b"presentationml", "een presentatie."),
)
_OPEN_DOCUMENT = "een OpenDocument-bestand (.odt). Open het in Word of LibreOffice en bewaar het als .docx of als pdf."


class Sniffed(NamedTuple):
    """The kind of a file, and the text when it is text."""

    kind: Kind
    text: str = ""
    remark: str | None = None


def sniff(body: bytes, limits: DocumentLimits) -> Sniffed:
    """Return what kind of document a body is; XML and JSON are a notice, for `supplier_guide.notices.reading`.

    Raises `TooLarge`, `Malformed` for an empty body, `UnsupportedFormat` for other files, `Unprocessable` for a
    password.
    """
    check_bytes(len(body), limits)
    if not body.strip(b" \t\r\n\x00"):
        raise Malformed("empty_document", f"Het bestand is leeg. {_ASKED}")
    if b"%PDF-" in body[:_START_OF_PDF]:
        return Sniffed("pdf")
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(body)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        if _ENCRYPTED in body:
            raise with_password()
        raise _unsupported("een oud Office-bestand (.doc). Open het in Word en bewaar het als .docx.")
    for start, what in _STARTS:
        if body.startswith(start):
            raise _unsupported(what)
    return _text(body)


def _unsupported(what: str) -> UnsupportedFormat:
    return UnsupportedFormat("unsupported_document", f"Dit is {what} {_ASKED}")


def _in_zip(body: bytes) -> Sniffed:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise with_password()
            declared = _start(archive, "[Content_Types].xml") if "[Content_Types].xml" in names else b""
            kind = _start(archive, "mimetype") if "mimetype" in names else b""
    except _BROKEN_ZIP as error:
        raise Malformed(
            "broken_document", "Dit bestand is beschadigd. Bewaar het opnieuw en probeer nog eens."
        ) from error
    if _WORD in declared:
        return Sniffed("word")
    for mark, what in _IN_ZIP:
        if mark in declared:
            raise _unsupported(what)
    raise _unsupported(_OPEN_DOCUMENT if b"opendocument" in kind else "een zip-bestand. Pak het eerst uit.")


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        return stream.read(64 * _SOME)


def _text(body: bytes) -> Sniffed:
    text, remark = _decoded(body)
    odd = len(_CONTROL.findall(text[: 8 * _SOME]))
    if odd > _MOST_ODD * min(len(text), 8 * _SOME):
        raise _unsupported("geen tekst.")
    start = text[:_SOME].lstrip("\ufeff \t\r\n")
    if start[:14].lower().startswith(("<html", "<!doctype html")):
        raise _unsupported("een webpagina.")
    is_notice = re.match(r"<[?!A-Za-z]|[{\[]\s*[\"{\[]", start) is not None
    return Sniffed("notice" if is_notice else "text", text, remark)


def _decoded(body: bytes) -> tuple[str, str | None]:
    """Return the text in the encoding that its mark or its bytes show; else as Windows wrote it, with a remark."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), None
    nulls = (body[:_SOME:2].count(0), body[1:_SOME:2].count(0))
    if max(nulls) > len(body[:_SOME]) // 5 and min(nulls) * 10 < max(nulls):
        return body.decode("utf-16-le" if nulls[1] > nulls[0] else "utf-16-be", "replace"), None
    try:
        return body.decode("utf-8"), None
    except UnicodeDecodeError:
        text = body.decode("windows-1252", "replace")
    odd = next((word for word in re.findall(r"\w+", text) if not word.isascii()), "é")
    return text, f"De tekst is geen UTF-8 en werd gelezen als Windows-1252; kijk na of “{odd[:40]}” juist gespeld is."
