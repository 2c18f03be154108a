"""Documents that cannot be read, or should not: each a clear error in Dutch, in little time and memory."""

import io
import resource
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.errors import GuideError, Malformed, TooLarge, Unprocessable, UnsupportedFormat
from supplier_guide.notices.document_limits import DOCUMENT_LIMITS, DocumentLimits
from supplier_guide.notices.documents import Document, read_document, read_text
from tests.notices.papers import archive, paragraph, pdf, scan, word, written_word

GOOD_WORD = written_word([("Perceel 1: Maaien", 1), ("Het maaien van bermen in Gent.", 0)])
GOOD_PDF = pdf([[("Perceel 1: Maaien", 14), ("Het maaien van bermen in Gent.", 11)]])
_TYPES = '<Types><Override ContentType="application/vnd.{}"/></Types>'


def refused(body: bytes, limits: DocumentLimits = DOCUMENT_LIMITS) -> GuideError:
    with pytest.raises(GuideError) as caught:
        read_document(body, limits=limits)
    assert caught.value.message
    return caught.value


def office(kind: str) -> bytes:
    return archive([("[Content_Types].xml", _TYPES.format(kind).encode())])


@pytest.mark.parametrize(
    ("body", "kind", "code", "says"),
    [
        (b"", Malformed, "empty_document", "leeg"),
        (b" \r\n\x00", Malformed, "empty_document", "leeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\x00" * 600, UnsupportedFormat, "unsupported_document", "bewaar het als .docx"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), Unprocessable, "password_protected", "wachtwoord"),
        (archive([("mimetype", b"application/vnd.oasis.opendocument.text")]), UnsupportedFormat, "unsupported_document", ".odt"),
        (office("openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), UnsupportedFormat, "unsupported_document", "aankoopprogramma"),
        (office("openxmlformats-officedocument.presentationml.main+xml"), UnsupportedFormat, "unsupported_document", "presentatie"),
        (office("ms-word.document.macroEnabled.main+xml"), UnsupportedFormat, "unsupported_document", "macro"),
        (archive([("bestek.docx", GOOD_WORD)]), UnsupportedFormat, "unsupported_document", "zip"),
        (b"{\\rtf1 tekst}", UnsupportedFormat, "unsupported_document", "rtf"),
        (b"\x89PNG\r\n\x1a\n", UnsupportedFormat, "unsupported_document", "afbeelding"),
        (b"\xff\xd8\xff\xe0", UnsupportedFormat, "unsupported_document", "afbeelding"),
        (b"<html><body>bestek</body></html>", UnsupportedFormat, "unsupported_document", "webpagina"),
        (b"<ContractNotice/>", UnsupportedFormat, "is_notice", "aankondiging"),
        (bytes(range(1, 32)) * 40, UnsupportedFormat, "unsupported_document", "geen tekst"),
        (b"%PDF-1.7 verder niets", Malformed, "broken_document", "pdf is beschadigd"),
        (b"PK\x03\x04 verder niets", Malformed, "broken_document", "beschadigd"),
        (GOOD_WORD[: len(GOOD_WORD) // 2], Malformed, "broken_document", "beschadigd"),
        (word("<w:p><w:r>"), Malformed, "broken_document", "Word-document is beschadigd"),
        (pdf([[("Geheim bestek", 11)]], password="sesam"), Unprocessable, "password_protected", "wachtwoord"),
        (scan(), Unprocessable, "no_text", "geen tekst gevonden"),
        (pdf([[("7", 11)]]), Unprocessable, "no_text", "scan"),
        (word(""), Unprocessable, "no_text", "geen tekst gevonden"),
        (b"*** --- ***", Unprocessable, "no_text", "geen tekst gevonden"),
    ],
)  # fmt: skip
def test_document_is_refused_by_name(body: bytes, kind: type[GuideError], code: str, says: str) -> None:
    error = refused(body)
    assert (type(error), error.code) == (kind, code)
    assert says in error.message


def test_encrypted_zip_asks_to_take_the_password_off() -> None:
    body = bytearray(GOOD_WORD)
    body[6] |= 1
    at = body.find(b"PK\x01\x02")
    body[at + 8] |= 1
    assert refused(bytes(body)).code == "password_protected"


def test_long_document_is_refused_with_its_number_of_pages() -> None:
    for body in (pdf([[(f"Bladzijde {n}", 11)] for n in range(300)]), word(paragraph("a"), pages=300)):
        error = refused(body)
        assert error.code == "too_many_pages"
        assert "300 bladzijden" in error.message
        assert "200" in error.message


def test_more_than_ten_megabytes_are_refused_unread() -> None:
    error = refused(b"a" * (10 * 1024 * 1024 + 1))
    assert (error.code, type(error)) == ("document_too_large", TooLarge)
    assert "11 MB" in error.message


def test_more_text_than_we_take_is_refused_in_each_format() -> None:
    limits = DocumentLimits(most_characters=200)
    long = "woord " * 100
    for body in (long.encode(), word(paragraph(long)), pdf([[(long, 11)]])):
        assert refused(body, limits).code == "document_too_long"
    with pytest.raises(TooLarge):
        read_text(long, limits=limits)


def test_zip_bomb_is_refused_before_it_fills_memory() -> None:
    bomb = word(paragraph("a"), more=[("word/media/plaat.bin", b"\x00" * (120 * 1024 * 1024))])
    assert len(bomb) < 1024 * 1024
    error = refused(bomb)
    assert (error.code, type(error)) == ("document_unpacks_too_large", TooLarge)


def test_part_that_lies_about_its_size_is_refused() -> None:
    body = bytearray(word(paragraph("a" * 5_000)))
    at = body.find(b"PK\x01\x02", body.find(b"word/document.xml", len(body) // 2) - 60)
    body[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(body)).code == "broken_document"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>',
    ],
)
def test_entities_are_refused(prolog: str) -> None:
    assert refused(word(paragraph("&x;&c;"), prolog=prolog)).code == "broken_document"


def test_entities_in_another_encoding_are_refused() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'
    assert refused(word(paragraph("a"), more=[("word/comments.xml", text.encode("utf-16"))])).code == "broken_document"


def test_deep_nesting_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000
    assert refused(word(deep)).code == "broken_document"


def test_reader_that_takes_too_long_is_stopped() -> None:
    # A page that draws itself through forms in forms: two to the power of forty times the same words.
    body = _pdf_of_forms(40)
    start = time.monotonic()
    error = refused(body, DocumentLimits(most_seconds=1))
    assert error.code in {"document_too_heavy", "no_text", "broken_document"}
    assert time.monotonic() - start < 10


def _pdf_of_forms(depth: int) -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Length 10 >> stream\n/X Do /X Do\nendstream",
    ]
    for n in range(5, 5 + depth):
        drawn = b"/X Do /X Do" if n < 4 + depth else b"0 0 m 9 9 l S"
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>"
            b" stream\n%s\nendstream" % (n + 1, len(drawn), drawn)
        )
    body = b"%PDF-1.4\n"
    for number, content in enumerate(objects, start=1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + b"trailer << /Root 1 0 R >>\n%%EOF"


def test_reader_that_takes_too_much_memory_is_stopped() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    limits = DocumentLimits(most_memory=64 * 1024 * 1024, most_characters=10**8, most_lines=10**8)
    body = word("".join(paragraph(f"alinea {n}") for n in range(40_000)))
    assert refused(body, limits).code == "document_too_heavy"
    assert read_document(GOOD_WORD, limits=limits).lines
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


def test_memory_of_the_service_is_not_counted_as_that_of_the_reader() -> None:
    held = b"x" * (300 * 1024 * 1024)
    assert refused(word("<w:p><w:r>"), DocumentLimits(most_memory=512 * 1024 * 1024)).code == "broken_document"
    assert len(held) == 300 * 1024 * 1024


def test_one_document_that_fails_leaves_the_next_alone() -> None:
    refused(b"%PDF-1.7 verder niets")
    assert read_document(GOOD_PDF).lines


def _read(body: bytes) -> Document | None:
    """Return the document, or nothing for an error of ours; any other exception fails the test."""
    try:
        return read_document(body)
    except GuideError:
        return None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_error_of_ours(body: bytes) -> None:
    document = _read(body)
    assert document is None or document.text.strip()


@settings(max_examples=12, deadline=None)
@given(st.booleans(), st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_damaged_documents_give_text_or_an_error_of_ours(is_pdf: bool, at: int, damage: bytes) -> None:  # noqa: FBT001 - drawn
    body = GOOD_PDF if is_pdf else GOOD_WORD
    at %= len(body)
    _read(body[:at] + damage + body[at + len(damage) :])


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=300), st.data())
def test_damaged_xml_in_a_sound_package_gives_text_or_an_error_of_ours(text: str, data: st.DataObject) -> None:
    inside = io.BytesIO(GOOD_WORD)
    with zipfile.ZipFile(inside) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    which = data.draw(st.integers(0, len(parts) - 1))
    name, content = parts[which]
    at = data.draw(st.integers(0, len(content)))
    parts[which] = (name, content[:at] + text.encode("utf-8", "replace") + content[at:])
    _read(archive(parts))
