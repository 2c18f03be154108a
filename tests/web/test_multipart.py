"""Forms as browsers send them: fields and files come out byte for byte, and nothing else breaks the reader."""

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.errors import GuideError, Malformed, TooLarge, UnsupportedFormat
from supplier_guide.web.multipart import MOST_FILE, Sent, read_form


def sent(fields: dict[str, str], file: bytes | None = None) -> Sent:
    files = {"bestand": ("bestek “1”.docx", file or b"")}
    request = httpx.Request("POST", "http://x", data=fields, files=files)
    return read_form(request.headers["content-type"], request.read())


@given(st.binary(min_size=1, max_size=2_000))
def test_file_comes_out_byte_for_byte(content: bytes) -> None:
    assert sent({"a": "b"}, content).files == {"bestand": content}


@given(st.dictionaries(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=50)))
def test_fields_come_out_as_typed(fields: dict[str, str]) -> None:
    assert dict(sent(fields, b"x").pairs) == fields


@pytest.mark.parametrize(("name", "files"), [("", {}), ("leeg.docx", {"bestand": b""})])
def test_file_that_was_not_chosen_is_absent_and_an_empty_one_is_empty(name: str, files: dict[str, bytes]) -> None:
    body = f'--x\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\n\r\n\r\n--x--\r\n'
    assert read_form("multipart/form-data; boundary=x", body.encode()).files == files


def test_lines_of_a_text_end_as_ours_do() -> None:
    assert dict(sent({"tekst": "een\r\ntwee"}).pairs) == {"tekst": "een\ntwee"}


def test_form_without_files_is_read_too() -> None:
    found = read_form("application/x-www-form-urlencoded", b"wat=gras+maaien&plaats=G%C3%A9nk")
    assert dict(found.pairs) == {"wat": "gras maaien", "plaats": "Génk"}


def test_file_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge):
        sent({}, b"x" * (MOST_FILE + 1))


@pytest.mark.parametrize("content_type", ["", "application/json", "text/plain", "multipart/mixed; boundary=a"])
def test_other_bodies_are_refused(content_type: str) -> None:
    with pytest.raises(UnsupportedFormat):
        read_form(content_type, b"{}")


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=a", b""),
        ("multipart/form-data; boundary=a", b"--a\r\nniets"),
        ("multipart/form-data; boundary=a", b"--a\r\nContent-Type: x\r\n\r\ny\r\n--a--"),
        ("multipart/form-data; boundary=a", b'--a\r\nContent-Disposition: form-data; name="b"\r\n\r\n\xff\r\n--a--'),
        ("application/x-www-form-urlencoded", b"a=%ff"),
    ],
)
def test_broken_forms_are_refused(content_type: str, body: bytes) -> None:
    with pytest.raises(Malformed):
        read_form(content_type, body)


@given(st.binary(max_size=300))
def test_no_body_crashes_the_reader(body: bytes) -> None:
    for content_type in ("multipart/form-data; boundary=a", "application/x-www-form-urlencoded"):
        try:
            read_form(content_type, body)
        except GuideError:
            continue
