"""A need in JSON: strictly read, every refusal by field with what would be right."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.errors import GuideError, Malformed, TooLarge, Unprocessable
from supplier_guide.matching.reading import MOST_BYTES, read_need
from supplier_guide.model.need import Need

REFUSED: list[tuple[str, str, str | None, str]] = [
    # the need, the code, the field, a part of the message
    ('{"lots": []}', "no_lots", "lots", "minstens één perceel"),
    ('{"lots": {}}', "wrong_type", "lots", "een lijst"),
    ('{"lots": [null]}', "wrong_type", "lots[0]", "een object"),
    ('{"lots": [{"value": -1}]}', "out_of_range", "lots[0].value", "minstens 0."),
    ('{"lots": [{"value": 1e15}]}', "out_of_range", "lots[0].value", "hoogstens 1000000000000."),
    ('{"lots": [{"value": 1e999}]}', "out_of_range", "lots[0].value", "een getal"),
    ('{"lots": [{}, {"value": "85000"}]}', "wrong_type", "lots[1].value", "een getal"),
    ('{"lots": [{"value": true}]}', "wrong_type", "lots[0].value", "een getal"),
    ('{"lots": [{"currency": "XXQ"}]}', "unknown_currency", "lots[0].currency", "EUR"),
    ('{"lots": [{"currency": "euro"}]}', "unknown_currency", "lots[0].currency", "EUR"),
    ('{"lots": [{"duration_months": 0}]}', "out_of_range", "lots[0].duration_months", "meer dan 0."),
    ('{"lots": [{"duraton_months": 3}]}', "unknown_field", "lots[0].duraton_months", "bedoelde u “duration_months”?"),
    ('{"budget": null}', "unknown_field", "budget", "een van title, description"),
    ('{"buyer": {"sort": "town"}}', "unknown_field", "buyer.sort", "een van kind, name"),
    ('{"buyer": {"kind": "town"}}', "unknown_value", "buyer.kind", "local_authority, region"),
    ('{"regime": "klassiek"}', "unknown_value", "regime", "classic, utilities of concession"),
    ('{"date": "22/11/2026"}', "not_a_date", "date", "JJJJ-MM-DD"),
    ('{"date": "2026-02-30"}', "not_a_date", "date", "JJJJ-MM-DD"),
    ('{"date": 20261122}', "not_a_date", "date", "JJJJ-MM-DD"),
    ('{"max_results": 0}', "out_of_range", "max_results", "minstens 1."),
    ('{"max_results": 101}', "out_of_range", "max_results", "hoogstens 100."),
    ('{"lots": [{"cpv": ["7731"]}]}', "wrong_form", "lots[0].cpv[0]", "acht cijfers"),
    ('{"lots": [{"rubrics": ["groen"]}]}', "wrong_form", "lots[0].rubrics[0]", "R03.01"),
    ('{"lots": [{"reserved": ["sheltered"]}]}', "unknown_value", "lots[0].reserved[0]", "res-ws"),
    ('{"lots": [{"modes": ["fly"]}]}', "unknown_value", "lots[0].modes[0]", "workshop"),
    ('{"lots": [{"contractor_class": 3}]}', "wrong_type", "lots[0].contractor_class", "een object"),
    ('{"lots": [{"contractor_class": {"category": "G3"}}]}', "missing_field", "lots[0].contractor_class.class", "ontbreekt"),
    ('{"lots": [{"contractor_class": {"category": "G3", "klas": 1}}]}', "unknown_field", "lots[0].contractor_class.klas", "“class”"),
    ('{"lots": [{"id": "a"}, {"id": "a"}]}', "repeated_lot", "lots[1].id", "andere id"),
    ('{"lots": [{}, {"id": "1"}]}', "repeated_lot", "lots[1].id", "andere id"),
    ('{"title": 5}', "wrong_type", "title", "een tekst"),
    ('{"title": "a\\u0000b"}', "impossible_value", "title", "stuurtekens"),
    ('{"title": "' + "x" * 20_000 + '"}', "too_long", "title", "langer dan 2000 tekens"),
    ('{"lots": [{"title": "' + "x" * 20_000 + '"}]}', "too_long", "lots[0].title", "langer dan 2000 tekens"),
    ('{"lots": [{"places": [' + ",".join(['"Gent"'] * 201) + "]}]}", "too_many_values", "lots[0].places", "hoogstens 200."),
    ("[]", "wrong_type", None, "een object"),
    ("null", "wrong_type", None, "een object"),
]  # fmt: skip
MALFORMED: list[tuple[bytes, str]] = [
    (b"", "empty_body"),
    (b" \n", "empty_body"),
    (b'{"title": "x"', "malformed_json"),
    (b"{'title': 1}", "malformed_json"),
    (b'{"estimated_total": NaN}', "malformed_json"),
    (b'{"title": "\\ud800"}', "malformed_json"),
    (b'{"estimated_total": ' + b"9" * 5_000 + b"}", "malformed_json"),
    (b"[" * 100_000, "malformed_json"),
    (b'{"title": "\xe9"}', "broken_encoding"),
    (b'{"title": "a", "title": "b"}', "repeated_field"),
]


@pytest.mark.parametrize(("body", "code", "field", "told"), REFUSED, ids=[r[0][:60] for r in REFUSED])
def test_what_cannot_be_is_refused_by_field_with_what_would_be_right(
    body: str, code: str, field: str | None, told: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        read_need(body.encode())
    assert (refused.value.code, refused.value.field) == (code, field)
    assert told in refused.value.message


@pytest.mark.parametrize(("body", "code"), MALFORMED, ids=[str(r[0][:30]) for r in MALFORMED])
def test_what_is_no_json_is_malformed(body: bytes, code: str) -> None:
    with pytest.raises(Malformed) as refused:
        read_need(body)
    assert refused.value.code == code


def test_more_than_ten_megabytes_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read_need(b" " * (MOST_BYTES + 1))


def test_all_that_is_wrong_is_told_and_the_unknown_field_first() -> None:
    with pytest.raises(Unprocessable) as refused:
        read_need(b'{"regime": "x", "max_results": 0, "titel": "gras"}')
    told: list[dict[str, Any]] = refused.value.extra["errors"]
    assert [one["field"] for one in told] == ["titel", "regime", "max_results"]
    assert refused.value.suggestions == ("title",)


FULL: dict[str, Any] = {
    "title": "Groen", "description": "Gras maaien", "language": "nl",
    "buyer": {"kind": "local_authority", "name": "Stad", "is_contracting_authority": True, "designated_art91": False,
              "art91_award_last_3y": None},
    "regime": "classic", "date": "2026-11-22", "estimated_total": 100000, "procedure_has_notice": True, "max_results": 5,
    "lots": [{"id": "a", "title": "Maaien", "description": "Bermen", "cpv": ["77310000"], "rubrics": ["R03.01"],
              "places": ["9100"], "nuts": ["BE236"], "nature": "services", "value": 85000.5, "currency": "EUR",
              "duration_months": 24, "reserved": ["res-ws"], "reserved_execution": "no", "modes": ["on_location"],
              "certificates": ["ISO 9001"], "contractor_class": {"category": "G3", "class": 1}}],
}  # fmt: skip


def test_a_full_need_is_read_as_it_stands() -> None:
    found = read_need(json.dumps(FULL).encode())
    lot = found.lots[0]
    assert (found.buyer.designated_art91, found.date and found.date.year, lot.value) == (False, 2026, 85_000.5)
    assert lot.contractor_class is not None
    assert (lot.contractor_class.category, lot.contractor_class.class_) == ("G3", 1)


@pytest.mark.parametrize("name", [*Need.model_fields])
def test_every_field_of_a_need_may_be_absent_or_null(name: str) -> None:
    absent = {k: v for k, v in FULL.items() if k != name}
    assert read_need(json.dumps(absent).encode()) == read_need(json.dumps({**FULL, name: None}).encode())


@pytest.mark.parametrize("part", ["buyer", "lots"])
def test_every_field_of_buyer_and_lots_may_be_absent_or_null(part: str) -> None:
    whole = FULL["buyer"] if part == "buyer" else FULL["lots"][0]
    for name in whole:
        absent, null = {k: v for k, v in whole.items() if k != name}, {**whole, name: None}
        read = [
            read_need(json.dumps({**FULL, part: one if part == "buyer" else [one]}).encode()) for one in (absent, null)
        ]
        assert read[0] == read[1]


def test_a_need_without_lots_has_one_and_lots_without_id_are_numbered() -> None:
    assert [lot.id for lot in read_need(b'{"title": "gras"}').lots] == ["1"]
    assert [lot.id for lot in read_need(b'{"lots": [{}, {"id": "b"}, {}]}').lots] == ["1", "b", "3"]


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_need(b'\xef\xbb\xbf{"title": "gras"}').title == "gras"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FULL, *FULL["lots"][0]]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.binary(max_size=60) | anything.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_need_or_a_refusal_of_ours(body: bytes) -> None:
    with suppress(GuideError):
        assert isinstance(read_need(body), Need)
