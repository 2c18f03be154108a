"""Every file that cannot be imported gets a sentence that says what is wrong; none leaves a trace in the store."""

import json
from pathlib import Path

import pytest

from supplier_guide.errors import GuideError, Malformed, NotFoundError, TooLarge, UnsupportedFormat
from supplier_guide.office.checking import is_personal
from supplier_guide.office.importing import import_file
from supplier_guide.store.database import Store
from tests.office.files import NOW, RUBRICS, Reading, complaints


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("a.csv", b"", Malformed, "leeg"),
        ("a.json", b"\xef\xbb\xbf \n", Malformed, "leeg"),
        ("a.csv", b"naam|postcode\nA|9000\n", Malformed, "maar één kolom"),
        ("a.csv", b'naam;postcode\nA;9000\n"B;9000\n', Malformed, "Regel 3"),
        ("a.csv", b"naam;postcode\nA;9000\nB\x81;9000\n", Malformed, "Regel 3"),
        ("a.json", b'[\n{"name": "\xff"}]', Malformed, "Regel 2"),
        ("a.json", b"[NaN]", Malformed, "NaN"),
        ("a.json", b'[{"name": "A", "annual_turnover": 1e999}]', Malformed, "te groot"),
        ("a.json", b"[" * 10_000, Malformed, "te diep"),
        ("a.json", b'[{"name": ' + b"[" * 10_000 + b"]" * 10_000 + b"}]", Malformed, "te diep"),
        ("a.json", b'{"name": "A"}', Malformed, "enterprises"),
        ("a.json", b'{"enterprises": {"name": "A"}}', Malformed, "enterprises"),
        ("a.json", b'"A"', Malformed, "lijst"),
        ("a.json", b'[{"name": "A"},\n{"name": "B"]', Malformed, "regel 2, kolom 13"),
        ("a.json", b'[{"name": "A"},]', Malformed, "regel 1"),
        ("a.json", b'[{"name": "A"}] en meer', Malformed, "regel 1"),
        ("a.json", b'[{"name": "A", "name": "B"}]', Malformed, "tweemaal"),
        ("a.json", b"PK\x03\x04", UnsupportedFormat, ".xlsx"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1", UnsupportedFormat, ".xls"),
        ("a.xlsx", b"naam;postcode\n", UnsupportedFormat, ".csv"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", Malformed, "beschadigd"),
        ("a.xls", b"\xd0\xcf\x11\xe0", UnsupportedFormat, ".xls"),
        ("a.txt", b"naam", UnsupportedFormat, ".txt"),
        ("naamloos", b"naam", UnsupportedFormat, "geen"),
    ],
)
def test_unreadable_file_is_refused_with_a_sentence(
    reading: Reading, name: str, data: bytes, error: type[GuideError], says: str
) -> None:
    with pytest.raises(error) as refused:
        reading(name, data)
    assert says in refused.value.message


def test_file_that_is_not_there_is_named(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"weg\.csv"):
        import_file(sqlite_store, tmp_path / "weg.csv", rubrics=RUBRICS, by="x", at=NOW)


def test_file_above_the_limit_is_refused_before_it_is_read(sqlite_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(TooLarge, match="200 MB"):
        import_file(sqlite_store, path, rubrics=RUBRICS, by="x", at=NOW)


def test_columns_without_rows_change_nothing_and_say_so(reading: Reading) -> None:
    report = reading("a.csv", b"naam;postcode\n\n")
    assert report.is_accepted
    assert "geen regels" in report.warnings[0]


def test_unknown_column_is_refused_with_the_nearest_name(reading: Reading) -> None:
    report = reading("a.csv", b"naam;postcoode;naam;wat\nA;9000;;x\n")
    assert complaints(report) == [(1, "naam"), (1, "postcoode"), (1, "wat")]
    assert "postcode" in report.refused[1].expected


def test_all_that_is_wrong_in_a_row_is_reported_at_once(reading: Reading) -> None:
    report = reading(
        "a.csv",
        b"naam;postcode;rubriek;ondernemingsnummer;bevestigd op;lat;lon;erkenningen;site.is_seat\n"
        b"A;90;R99.01;0123456748;31/02/2026;1.234,5;4;maatwerk;misschien\n",
    )
    assert complaints(report) == [
        (2, "bevestigd op"),
        (2, "erkenningen"),
        (2, "lat"),
        (2, "ondernemingsnummer"),
        (2, "postcode"),
        (2, "site.is_seat"),
    ]


def test_rubric_must_be_one_of_the_lowest_level(reading: Reading) -> None:
    report = reading("a.csv", b"naam;rubriek\nA;R03\nB;R99.01\n")
    assert complaints(report) == [(2, "rubriek"), (3, "rubriek")]
    assert report.refused[0].expected == "een van R03.01, R03.02"


def test_unknown_rubric_is_refused_with_those_that_come_nearest(reading: Reading) -> None:
    beside, far, nothing_like_it = reading("a.csv", b"naam;rubriek\nA;R03.09\nB;R92.01\nC;R88.88\n").refused
    assert beside.expected == "een van R03.01, R03.02"
    assert far.expected.startswith("bedoelde u R02.01 of ")
    assert nothing_like_it.expected == "een rubriek zoals R03.01"


@pytest.mark.parametrize("title", [b"Lijst van ondernemingen\n", b"Lijst van ondernemingen;;\n\nversie 3;;\n"])
def test_title_above_the_column_names_is_one_clear_message(reading: Reading, title: bytes) -> None:
    line = title.count(b"\n") + 1
    with pytest.raises(Malformed, match=rf"staan op regel {line}\. Zet de kolomnamen op regel 1"):
        reading("a.csv", title + b"naam;postcode;rubriek\nA;9000;R03.01\n")


def test_more_cells_than_columns_is_refused_on_its_line(reading: Reading) -> None:
    assert complaints(reading("a.csv", b'naam;postcode\n"A\nB";9000\nC;9000;te veel\n')) == [(4, None)]


def test_row_without_any_enterprise_is_refused(reading: Reading) -> None:
    assert complaints(reading("a.csv", b"naam;rubriek\nA;R03.01\n;R01.01\n")) == [(3, "naam")]


def test_rows_that_contradict_each_other_are_refused(reading: Reading) -> None:
    report = reading("a.csv", b"id;naam;samenvatting\naa;A;Een\naa;A;Twee\n")
    assert complaints(report) == [(3, "samenvatting")]
    assert "regel 2" in report.refused[0].reason


def test_activity_given_twice_is_refused(reading: Reading) -> None:
    report = reading("a.csv", b"id;naam;activity.id;rubriek\naa;A;a1;R03.01\naa;A;a1;R01.01\n")
    assert complaints(report) == [(3, "activity.id")]


def test_id_given_twice_in_json_is_refused_with_both_lines(reading: Reading) -> None:
    report = reading("a.json", b'[\n{"id": "aa", "name": "A"},\n{"id": "aa", "name": "B"}\n]')
    assert complaints(report) == [(3, "id")]
    assert "regel 2" in report.refused[0].reason


def test_documents_on_one_line_are_told_apart(reading: Reading) -> None:
    report = reading("a.json", b'[{"name": "A"}, {"name": "B", "language": "tlh"}, {"name": "A"}]')
    assert [(r.field, r.reason.partition(":")[0]) for r in report.refused] == [
        ("language", "document 2 (B)"),
        ("name", "document 1 (A)"),
        ("name", "document 3 (A)"),
    ]


def test_misspelt_field_is_refused_with_the_nearest_name(reading: Reading) -> None:
    report = reading(
        "a.json", b'[{"name": "A", "sumary": "x", "activities": [{"rubrik": "R03.01", "rubric": "R03.01"}]}]'
    )
    assert complaints(report) == [(1, "activities.1.rubrik"), (1, "sumary")]
    assert [r.expected for r in report.refused] == ["bedoelde u “rubric”?", "bedoelde u “summary”?"]


@pytest.mark.parametrize(
    "document",
    [
        {"name": "A", "annual_turnover": "veel"},
        {"name": "A", "sites": 3},
        {"name": "A", "sites": [3]},
        {"name": "A", "sites": [{"id": ["a"]}]},
        {"name": "A", "id": 5},
        {"name": ["A"]},
        {"name": "\ud800"},
        {"id": "\ud800", "name": "A"},
        {"name": "A", "enterprise_number": "\x00"},
        {"name": "A\x00"},
        {"name": "A", "notes": "links\u202erechts"},
        {"name": "A", "confirmed_on": 5},
        {"name": "A", "contact": {"website": "javascript:alert(1)"}},
        {"name": "A", "references": [{"customer": "Gent", "quote": "Prima"}]},
        {},
    ],
)
def test_document_with_an_impossible_value_is_refused_not_crashed_on(reading: Reading, document: object) -> None:
    report = reading("a.json", json.dumps([document]).encode())
    assert report.refused
    assert complaints(report)


def test_bad_line_of_json_lines_does_not_hide_the_others(reading: Reading) -> None:
    report = reading("a.jsonl", b'{"name": "A"}\n\n{"name":\n[]\n{"name": "B", "language": "x"}\n' + b"[" * 5000)
    assert complaints(report) == [(3, None), (4, None), (5, "language"), (6, None)]


@pytest.mark.parametrize(
    ("mailbox", "personal"),
    [
        ("jan.peeters@voorbeeld.be", True),
        ("j.peeters@telenet.be", True),
        ("An_De-Smet@voorbeeld.be", True),
        ("els.van.damme@voorbeeld.be", True),
        ("info@voorbeeld.be", False),
        ("info.gent@voorbeeld.be", False),
        ("verkoop.groen@voorbeeld.be", False),
        ("de.cirkel@de-cirkel.net", False),
        ("kringwinkel.hasselt@voorbeeld.be", False),
        ("wase.werkplaats@telenet.be", False),
    ],
)
def test_mailbox_of_a_person_is_told_from_that_of_a_function(mailbox: str, *, personal: bool) -> None:
    assert is_personal(mailbox, {"wase"}) is personal


def test_mailbox_of_a_person_is_refused_wherever_it_stands(reading: Reading) -> None:
    report = reading(
        "a.csv",
        b"naam;e-mail;notities;rubriek;tekst\nA;jan.peeters@x.be;bel els.maes@x.be;R03.01;of an.claes@x.be\n",
    )
    assert complaints(report) == [(2, "e-mail"), (2, "notities"), (2, "tekst")]
    assert all("persoon" in refused.reason for refused in report.refused)
