"""Hostile and broken bodies: a clear error of our own, in little time and memory, and never another exception."""

import codecs
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.errors import GuideError, Malformed, TooLarge, UnsupportedFormat
from supplier_guide.model.notice import Notice
from supplier_guide.notices.limits import Limits, Watch
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import eforms, lot, ocds, ted


def refused(body: bytes, *, limits: Limits | None = None) -> GuideError:
    with pytest.raises(GuideError) as caught:
        read_notice(body, limits=limits or Limits())
    return caught.value


def archive() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as file:
        file.writestr("aankondiging.xml", eforms())
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"", Malformed, "empty_notice"),
        (b" \r\n\t ", Malformed, "empty_notice"),
        (codecs.BOM_UTF8, Malformed, "empty_notice"),
        (b"\x00\x00\x00", Malformed, "empty_notice"),
        (archive(), UnsupportedFormat, "unsupported_file"),
        (b"%PDF-1.7 ...", UnsupportedFormat, "unsupported_file"),
        (b"\x1f\x8b\x08\x00", UnsupportedFormat, "unsupported_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", UnsupportedFormat, "unsupported_file"),
        (b"\x89PNG\r\n", UnsupportedFormat, "unsupported_file"),
        (b"Geachte, hierbij de aankondiging", UnsupportedFormat, "unsupported_file"),
        (b"id;titel\n1;groen", UnsupportedFormat, "unsupported_file"),
        ("tekst".encode("utf-16"), UnsupportedFormat, "unsupported_file"),
        (b"<!DOCTYPE html><html><body>TED</body></html>", UnsupportedFormat, "unsupported_file"),
        (b"<html><body>TED</body></html>", UnsupportedFormat, "unsupported_file"),
        (b"<Invoice xmlns='urn:oasis'/>", UnsupportedFormat, "unknown_xml"),
        (b"<TED_ESENDERS/>", UnsupportedFormat, "unknown_xml"),
        (b'{"a": 1}', UnsupportedFormat, "unknown_json"),
        (b"<ContractNotice>", Malformed, "malformed_xml"),
        (b"<ContractNotice><a></b></ContractNotice>", Malformed, "malformed_xml"),
        (b"<ContractNotice>&niets;</ContractNotice>", Malformed, "malformed_xml"),
        (b"<ContractNotice>\x00</ContractNotice>", Malformed, "malformed_xml"),
        (b"<", Malformed, "malformed_xml"),
        (b"<?xml", Malformed, "malformed_xml"),
        (b'{"ocid": "x", "tender": {"value": {"amount": NaN}}}', Malformed, "malformed_json"),
        (b'{"ocid": "x", "tender": {"value": {"amount": -Infinity}}}', Malformed, "malformed_json"),
        (b'{"ocid": "x", "tender": {"value": {"amount": ' + b"9" * 5_000 + b"}}}", Malformed, "malformed_json"),
        (b'{"ocid": "x', Malformed, "malformed_json"),
        (b'{"ocid": "\\ud800"}', Malformed, "malformed_json"),
        (b'<?xml version="1.0" encoding="UTF-8"?><ContractNotice>\xe9</ContractNotice>', Malformed, "wrong_encoding"),
        (b'<?xml version="1.0" encoding="unicode_escape"?><ContractNotice/>', Malformed, "wrong_encoding"),
        (b'<?xml version="1.0" encoding="iso-8859-99"?><ContractNotice/>', Malformed, "wrong_encoding"),
        (b'{"ocid": "\xe9"}', Malformed, "wrong_encoding"),
        (codecs.BOM_UTF16_LE + b"<\x00a", Malformed, "wrong_encoding"),
    ],
)
def test_what_is_no_notice_is_refused_in_words(body: bytes, kind: type[GuideError], code: str) -> None:
    error = refused(body)
    assert type(error) is kind
    assert error.code == code
    assert error.message.endswith(".")


@pytest.mark.parametrize("read", [eforms, ted, ocds])
def test_a_truncated_notice_is_refused_wherever_it_ends(read: object) -> None:
    assert callable(read)
    body: bytes = read()
    for end in range(1, len(body) - 1, 37):
        assert refused(body[:end]).code in {"malformed_xml", "malformed_json", "unsupported_file"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "iso-8859-1", "windows-1252", "us-ascii"])  # fmt: skip
def test_a_notice_is_read_in_the_encoding_that_it_states(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    text = (
        eforms()
        .decode()
        .replace("UTF-8", declared)
        .replace("Voorbeeldegem", "Voorbeeldegem" if encoding == "us-ascii" else "Vöörbeeldegem")
    )
    expected = "Stad Voorbeeldegem" if encoding == "us-ascii" else "Stad Vöörbeeldegem"
    assert read_notice(text.encode(encoding)).buyer.name == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_json_is_read_in_every_unicode_encoding(encoding: str) -> None:
    assert read_notice(ocds().decode().encode(encoding)).buyer.name == "Gemeente Voorbeeldegem"


def test_space_before_the_notice_does_no_harm() -> None:
    assert read_notice(b"\n\n  " + eforms()).format == "eforms"
    assert read_notice(codecs.BOM_UTF8 + b"\r\n" + ocds()).format == "ocds"


def test_utf_8_that_calls_itself_utf_16_is_read() -> None:
    assert read_notice(eforms().replace(b"UTF-8", b"UTF-16")).format == "eforms"


def test_comments_and_instructions_do_not_change_what_is_read() -> None:
    body = (
        eforms()
        .replace(b"Maaien van bermen", b"Maaien<!-- geheim --> van<?x y?> bermen")
        .replace(b"?>\n<", b"?><!-- < --><?a b?>\n<", 1)
    )
    assert read_notice(body).lots[0].description == "Maaien van bermen"


def test_an_entity_from_a_file_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM", encoding="utf-8")
    declared = f'<!DOCTYPE ContractNotice [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    error = refused(eforms().replace(b"\n<", declared + b"<", 1).replace(b"Maaien", b"&x;"))
    assert error.code == "doctype_refused"
    assert "GEHEIM" not in error.message


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "' + "x" * 50_000 + '">]>',
        "<!DOCTYPE a ["
        '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)) + "]>",
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
        '<!-- a --><?b c?> <!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
    ],
)
def test_bombs_of_entities_are_refused_before_anything_is_expanded(doctype: str) -> None:
    began = time.monotonic()
    body = (doctype + "<ContractNotice><a>" + "&a;&a9;" * 10_000 + "</a></ContractNotice>").encode()
    assert refused(body).code == "doctype_refused"
    assert refused(body.decode().encode("utf-16")).code == "doctype_refused"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("depth", [101, 300, 100_000])
def test_deep_xml_is_refused(depth: int) -> None:
    assert (
        refused(b"<ContractNotice>" + b"<a>" * depth + b"</a>" * depth + b"</ContractNotice>").code == "notice_too_deep"
    )


@pytest.mark.parametrize(("opened", "closed"), [(b"[", b"]"), (b'{"tender":', b"}"), (b'[{"a":', b"}]")])
@pytest.mark.parametrize("depth", [101, 2_000, 200_000])
def test_deep_json_is_refused(opened: bytes, closed: bytes, depth: int) -> None:
    assert refused(opened * depth + b"1" + closed * depth).code == "notice_too_deep"


def test_brackets_inside_a_text_are_not_deep() -> None:
    assert read_notice(ocds().replace(b"Noord", b"[{" * 500 + b'\\"[' * 500)).lots[0].cpv == ("77310000",)


def test_a_body_over_ten_megabytes_is_refused() -> None:
    error = refused(b"<ContractNotice>" + b" " * (10 * 1024 * 1024) + b"</ContractNotice>")
    assert (type(error), error.code) == (TooLarge, "notice_too_large")
    assert "10 MB" in error.message


def test_one_enormous_text_is_refused() -> None:
    assert refused(b"<ContractNotice><a>" + b"x" * 10_100_000 + b"</a></ContractNotice>").code == "notice_too_large"


def test_very_many_elements_are_refused() -> None:
    assert refused(b"<ContractNotice>" + b"<a/>" * 600_000 + b"</ContractNotice>").code == "notice_too_complex"
    assert refused(b"<ContractNotice>" + b"<a b=''/>" * 300_000 + b"</ContractNotice>").code == "notice_too_complex"


def test_very_many_values_are_refused() -> None:
    assert refused(b'{"ocid": "x", "tender": {"lots": [' + b"[]," * 3_000_000 + b"[]]}}").code == "notice_too_complex"


@pytest.mark.parametrize("count", [1_001, 50_000])
def test_more_than_a_thousand_lots_are_refused_with_their_number(count: int) -> None:
    many = '<cac:ProcurementProjectLot><cbc:ID schemeName="Lot">L</cbc:ID></cac:ProcurementProjectLot>' * count
    error = refused(eforms(lots=many))
    assert (type(error), error.code) == (TooLarge, "too_many_lots")
    assert str(count) in error.message


def test_a_thousand_lots_are_read() -> None:
    lots = read_notice(eforms(lots="".join(lot(f"LOT-{n}") for n in range(1_000)))).lots
    assert (len(lots), lots[999].id) == (1_000, "LOT-999")


def test_a_thousand_lots_of_the_same_id_are_told_apart() -> None:
    assert len({one.id for one in read_notice(eforms(lots=lot("A" * 90) * 1_000)).lots}) == 1_000


def test_reading_stops_when_the_time_is_over() -> None:
    assert refused(eforms(lots=lot() * 10), limits=Limits(most_seconds=-1)).code == "notice_too_slow"
    assert refused(ocds(), limits=Limits(most_seconds=-1)).code == "notice_too_slow"


def test_a_watch_counts_on_its_clock() -> None:
    ticks = iter([0.0, 4.9, 5.1])
    watch = Watch(5.0, clock=lambda: next(ticks))
    watch.check()
    with pytest.raises(TooLarge):
        watch.check()


@pytest.mark.parametrize(
    "body",
    [
        b'{"ocid":"' + b'\\"' * 5_000_000,
        b'{"ocid":"x","tender":{"x":[' + b"1," * 5_000_000 + b"1]}}",
        b"<ContractNotice " + b" ".join(b"a%d=''" % n for n in range(600_000)) + b"/>",
        b"<ContractNotice>" + b"<!-- -->" * 400_000 + b"</ContractNotice>",
        b"<!--" * 2_000_000,
        b"<?" * 4_000_000,
    ],
)
def test_hostile_repetition_is_answered_in_time(body: bytes) -> None:
    began = time.monotonic()
    try:
        read_notice(body)
    except GuideError as error:
        assert error.message  # noqa: PT017 - either answer is good, another exception is not
    assert time.monotonic() - began < 10


def answered(body: bytes) -> bool:
    try:
        return isinstance(read_notice(body), Notice)
    except GuideError:
        return True


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_notice_or_an_error_of_ours(body: bytes) -> None:
    assert answered(body)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([eforms(), ted(), ocds()]), st.integers(0, 3_000), st.binary(max_size=6), st.integers(0, 8))
def test_any_change_of_a_notice_is_a_notice_or_an_error_of_ours(body: bytes, at: int, put: bytes, gone: int) -> None:
    assert answered(body[:at] + put + body[at + gone :])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["id", "lots", "items", "tender", "value", "amount", "classification", "scheme", "relatedLot", "parties", "tag", "ocid", "releases", "records", "compiledRelease", "deliveryAddresses", "region", "contractPeriod", "endDate", "startDate", "durationInDays", "otherRequirements", "reservedParticipation", "name", "address", "details", "classifications"]), inner, max_size=6),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(JSON)
def test_any_json_is_a_notice_or_an_error_of_ours(tender: object) -> None:
    assert answered(ocds({"ocid": "x", "tender": tender}))
    assert answered(ocds(tender))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60).filter(str.isprintable))
def test_any_text_in_any_field_is_read(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for field in (
        "77310000",
        "2026-04-10+02:00",
        "LOT-0001",
        "NLD",
        "eforms-sdk-1.13",
        "BEL",
        "ORG-0001",
        "Stad Voorbeeldegem",
    ):
        assert answered(eforms().replace(field.encode(), escaped.encode()))
    for field in ("77310000", "20210501", "BE234", "NL", "24", "2021-06-01", "9:30", "R2.0.9.S05.E01"):
        assert answered(ted().replace(field.encode(), escaped.replace('"', "&quot;").encode()))
