"""From bytes to text: what kind of file it is by its content, and in which encoding it was written.

The name of a file and the content type of a request are never looked at.
"""

import codecs
import re
from typing import Literal

from supplier_guide.errors import Malformed, UnsupportedFormat
from supplier_guide.notices.limits import Limits, check_size

Kind = Literal["xml", "json"]

_EXPECTED = "Geef een aankondiging in XML (eForms of TED) of in JSON (OCDS)."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "een zip-bestand (of een Word- of Excelbestand). Pak het eerst uit."),
    (b"PK\x05\x06", "een leeg zip-bestand."),
    (b"%PDF-", "een pdf. Een pdf van een aankondiging kunnen we niet lezen: kies op TED de versie in XML."),
    (b"\x1f\x8b", "een gzip-bestand. Pak het eerst uit."),
    (b"BZh", "een bzip2-bestand. Pak het eerst uit."),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-bestand. Pak het eerst uit."),
    (b"\xd0\xcf\x11\xe0", "een oud Word- of Excelbestand."),
    (b"\x89PNG", "een afbeelding."),
    (b"\xff\xd8\xff", "een afbeelding."),
    (b"{\\rtf", "een rtf-document."),
)
_READABLE = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|utf-?32(-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?125\d|cp125\d"
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
_LOOK_AHEAD = 4_096


def decode(body: bytes, limits: Limits) -> tuple[Kind, str]:
    """Return whether a body is XML or JSON, and its text without byte order mark or space around it.

    Raises `TooLarge`, `UnsupportedFormat` for other kinds of files, `Malformed` for an empty body or one in
    another encoding than it says.
    """
    check_size(len(body), limits)
    if not body.strip(b" \t\r\n\x00"):
        raise Malformed("empty_notice", f"Het bestand is leeg. {_EXPECTED}")
    for start, what in _OTHER_FILES:
        if body.startswith(start):
            raise UnsupportedFormat("unsupported_file", f"Dit is {what} {_EXPECTED}")
    text = _text(body).strip("\ufeff \t\r\n")
    if text.startswith("<"):
        return "xml", text
    if text.startswith(("{", "[")):
        return "json", text
    if not text:
        raise Malformed("empty_notice", f"Het bestand is leeg. {_EXPECTED}")
    raise UnsupportedFormat("unsupported_file", f"Dit is geen XML en geen JSON. {_EXPECTED}")


def _text(body: bytes) -> str:
    encoding, skipped = _encoding(body)
    try:
        return body[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        if not skipped and not body.lstrip().startswith((b"<", b"{", b"[")):
            raise UnsupportedFormat("unsupported_file", f"Dit is geen XML en geen JSON. {_EXPECTED}") from None
        message = (
            f"De tekst van dit bestand is geen geldige {encoding.upper()} (vanaf byte {error.start + skipped}). "
            "Bewaar het bestand in UTF-8, of noem in de eerste regel de codering waarin het bewaard is."
        )
        raise Malformed("wrong_encoding", message) from None


def _encoding(body: bytes) -> tuple[str, int]:
    """Return the encoding, and how many bytes its mark takes."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name, len(mark)
    start = body.lstrip(b" \t\r\n")[:4]
    if start[:1] in b"<{[" and start[1:2] == b"\x00":
        return ("utf-32-le" if start[1:4] == b"\x00\x00\x00" else "utf-16-le"), 0
    if body[:1] == b"\x00":
        return ("utf-32-be" if body[:3] == b"\x00\x00\x00" else "utf-16-be"), 0
    return _declared(body), 0


def _declared(body: bytes) -> str:
    """Return the encoding that the XML declaration names; bytes that read as ASCII cannot be UTF-16."""
    found = _DECLARED.match(body[:_LOOK_AHEAD])
    if not found:
        return "utf-8"
    name = found[1].decode("ascii").lower()
    if not _READABLE.fullmatch(name):
        message = f"De codering “{name}” kennen we niet. Bewaar het bestand in UTF-8."
        raise Malformed("wrong_encoding", message)
    try:
        codecs.lookup(name)
    except LookupError:
        message = f"De codering “{name}” bestaat niet. Bewaar het bestand in UTF-8."
        raise Malformed("wrong_encoding", message) from None
    return "utf-8" if name.startswith(("utf16", "utf-16", "utf32", "utf-32")) else name
