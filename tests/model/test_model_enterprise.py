"""What an enterprise document may hold, and what it may not."""

import pytest
from pydantic import ValidationError

from supplier_guide.model.enterprise import Enterprise, read_stored

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def document(**more: object) -> dict[str, object]:
    return {"id": "deze", "name": "Deze", **more}


@pytest.mark.parametrize(
    "address",
    [
        "https://x.be/\u0001a",
        "https://x.be/\x00",
        "https://x.be/\u202egnp.exe",
        "https://x.be/\n=cmd()",
        "https://x.be/a b",
        "https://x.be/\u2028a",
        "https://x.be/\ta",
    ],
)
def test_address_with_white_space_or_control_characters_is_refused(address: str) -> None:
    for where in ({"contact": {"website": address}}, {"sources": [address]}):
        with pytest.raises(ValidationError, match="bevat"):
            Enterprise.model_validate(document(**where))


@pytest.mark.parametrize("address", ["https://x.be/a%20b?q=é#top", "http://münchen.example/ä"])
def test_address_is_kept_as_it_was_written(address: str) -> None:
    assert Enterprise.model_validate(document(sources=[address])).sources == (address,)


@pytest.mark.parametrize(
    "given",
    [
        {"sites": [{"id": "z", "postal_code": "9000"}]},
        {"sites": [{"id": "z", "municipality_code": "44021"}]},
        {"sites": [{"id": "z", "establishment_number": "2000000001"}]},
        {"activities": [{"id": "a", "rubric": "R03.01"}]},
        {"activities": [{"id": "a", "rubric": "R03.01", "cpv": ["77310000"]}]},
        {"service_area": {"kind": "territories", "codes": ["44021"]}},
        {"contractor_classes": [{"category": "G3", "class": 1}]},
    ],
)
def test_digits_of_codes_are_those_of_our_own_script(given: dict[str, object]) -> None:
    Enterprise.model_validate(document(**given))
    other = {field: _in_arabic(value) for field, value in given.items()}
    with pytest.raises(ValidationError, match="string_pattern_mismatch"):
        Enterprise.model_validate(document(**other))


def _in_arabic(value: object) -> object:
    if isinstance(value, dict):
        return {key: _in_arabic(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_arabic(item) for item in value]
    return value.translate(ARABIC) if isinstance(value, str) else value


@pytest.mark.parametrize("status", ["published", "draft"])
def test_what_is_merged_is_archived(status: str) -> None:
    with pytest.raises(ValidationError, match="verwacht status archived") as refused:
        Enterprise.model_validate(document(merged_into="andere", status=status))
    assert [error["loc"] for error in refused.value.errors()] == [("merged_into",)]
    Enterprise.model_validate(document(merged_into="andere", status="archived"))


def test_status_that_is_left_out_is_published_and_not_merged() -> None:
    with pytest.raises(ValidationError, match="verwacht status archived"):
        Enterprise.model_validate(document(merged_into="andere"))


def test_nothing_is_merged_into_itself() -> None:
    with pytest.raises(ValidationError, match="is de onderneming zelf"):
        Enterprise.model_validate(document(merged_into="deze", status="archived"))


def test_what_the_store_took_before_this_was_checked_can_still_be_read() -> None:
    assert read_stored('{"id": "deze", "name": "Deze", "merged_into": "andere"}').merged_into == "andere"
