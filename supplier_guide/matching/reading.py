"""Read a need out of JSON: strictly, and with every refusal in Dutch and by field."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Never

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from supplier_guide.errors import Malformed, TooLarge, Unprocessable
from supplier_guide.model.complaints import Wording, explain, near_fields
from supplier_guide.model.enterprise import ContractorClass
from supplier_guide.model.need import Buyer, Lot, Need

MOST_BYTES = 10 * 1024 * 1024
_MOST_ERRORS = 20
_CODES: Mapping[str, str] = {
    "extra_forbidden": "unknown_field",
    "missing": "missing_field",
    "enum": "unknown_value",
    "literal_error": "unknown_value",
    "string_pattern_mismatch": "wrong_form",
    "string_too_long": "too_long",
    "too_long": "too_many_values",
    "string_too_short": "empty_value",
    "too_short": "empty_value",
    "value_error": "impossible_value",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "finite_number": "out_of_range",
    "date_parsing": "not_a_date",
    "date_type": "not_a_date",
    "date_from_datetime_parsing": "not_a_date",
    "date_from_datetime_inexact": "not_a_date",
}


def _fields(loc: Sequence[int | str]) -> list[str]:
    """Return the fields that may stand where an unknown one does."""
    part: type[Need | Buyer | Lot | ContractorClass] = Need
    if "contractor_class" in loc[:-1]:
        part = ContractorClass
    elif loc[:-1]:
        part = Buyer if loc[0] == "buyer" else Lot
    return [field.alias or name for name, field in part.model_fields.items()]


_WORDS = Wording(
    page="docs/api.md",
    patterns={
        "cpv": "een CPV-code van acht cijfers, zonder controlecijfer, zoals 77310000",
        "rubrics": "een rubriek zoals R03.01",
        "category": "een categorie van aannemers, zoals G3",
    },
    fields=_fields,
)


def read_need(body: bytes) -> Need:
    """Return the need in a JSON text; ``null`` says the same as leaving a field out.

    Without ``lots`` there is one, of which title and description are those of the need. Raises `TooLarge`, `Malformed`
    (no JSON), or `Unprocessable` with the field, what is wrong and what would be right.
    """
    document = _parsed(body)
    if not isinstance(document, dict):
        raise Unprocessable("wrong_type", "De opdracht is geen object; verwacht een object tussen { en }.")
    stated = {name: _stated(value) for name, value in document.items() if not _left_out(name, value)}
    stated.setdefault("lots", [{}])
    _number(stated["lots"])
    try:
        return Need.model_validate_json(json.dumps(stated), strict=True)
    except ValidationError as error:
        _refuse(error.errors())


def _parsed(body: bytes) -> Any:
    if len(body) > MOST_BYTES:
        raise TooLarge("body_too_large", f"De opdracht is groter dan {MOST_BYTES // 1024**2} MB.")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Malformed("broken_encoding", "De opdracht is geen geldige UTF-8.") from None
    if not text.strip():
        raise Malformed("empty_body", "Er staat niets in; verwacht een opdracht als JSON.")
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        text.encode()
        json.dumps(document, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        message = f"Dit is geen geldige JSON: ze loopt fout op regel {error.lineno}, teken {error.colno}."
        raise Malformed("malformed_json", message) from None
    except RecursionError:
        raise Malformed("malformed_json", "De JSON is te diep genest om te lezen.") from None
    except UnicodeEncodeError:
        raise Malformed("malformed_json", "Dit is geen geldige JSON: er staan halve tekens in.") from None
    except ValueError:  # an integer of thousands of digits
        raise Malformed("malformed_json", "Dit is geen geldige JSON: er staat een getal in dat te lang is.") from None
    return document


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of two values under one name we would have to drop one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)[:40]
        raise Malformed("repeated_field", f"“{twice}” staat er tweemaal in; verwacht elk veld één keer.", field=twice)
    return found


def _no_number(name: str) -> Never:
    raise Malformed("malformed_json", f"Dit is geen geldige JSON: {name} bestaat daarin niet.")


_KNOWN = frozenset(
    field.alias or name for part in (Need, Buyer, Lot, ContractorClass) for name, field in part.model_fields.items()
)


def _left_out(name: str, value: Any) -> bool:
    """Whether a field says nothing; an unknown one is kept, so that it is complained of."""
    return value is None and name in _KNOWN


def _stated(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stated(inner) for name, inner in value.items() if not _left_out(name, inner)}
    return [_stated(one) for one in value] if isinstance(value, list) else value


def _number(lots: Any) -> None:
    """Give lots without an id their number, and refuse two of the same id: answers go by it."""
    if not isinstance(lots, list):
        return
    seen: set[str] = set()
    for place, lot in enumerate(lots):
        if isinstance(lot, dict):
            name = lot.setdefault("id", str(place + 1))
            if isinstance(name, str) and name.strip() in seen:
                message = f"lots[{place}].id: “{name[:60]}” staat er tweemaal; verwacht voor elk perceel een andere id."
                raise Unprocessable("repeated_lot", message, field=f"lots[{place}].id")
            seen.add(str(name).strip())


def _refuse(errors: Sequence[ErrorDetails]) -> Never:
    """Raise what is wrong with the first field; the others stand beside it."""
    kept = _telling(errors)
    told = [{"field": _field(e["loc"]), "message": _message(e)} for e in kept[:_MOST_ERRORS]]
    first = kept[0]
    rest = f" Er is nog iets mis met {', '.join(str(t['field']) for t in told[1:4])}." if told[1:] else ""
    raise Unprocessable(
        "no_lots" if _is_empty(first) else _code(first),
        f"{told[0]['message']}{rest}",
        field=told[0]["field"] or None,
        suggestions=_suggestions(first),
        extra={"errors": told},
    )


def _telling(errors: Sequence[ErrorDetails]) -> list[ErrorDetails]:
    """Return unknown fields first, for they explain others, without a list of which an item is complained of."""
    places = [e["loc"] for e in errors]
    kept = [e for e in errors if not any(p != e["loc"] and p[: len(e["loc"])] == e["loc"] for p in places)]
    return sorted(kept, key=lambda e: e["type"] != "extra_forbidden")


def _is_empty(error: ErrorDetails) -> bool:
    return error["loc"] == ("lots",) and error["type"] == "too_short"


def _code(error: ErrorDetails) -> str:
    kind = error["type"]
    if kind == "too_long" and isinstance(error["input"], str):
        return "too_long"
    if error["loc"][-1] == "currency" and kind == "value_error":
        return "unknown_currency"
    return _CODES.get(kind, "wrong_type" if kind.endswith("_type") else "impossible_value")


def _field(loc: Sequence[int | str]) -> str:
    """Return a place as it is written in JSON: ``lots[0].value``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc).removeprefix(".")


def _message(error: ErrorDetails) -> str:
    if _is_empty(error):
        return "lots is leeg; verwacht minstens één perceel."
    reason, expected = explain(error, _WORDS)
    if error["type"] == "extra_forbidden" and not near_fields(error, _WORDS):
        expected = f"een van {', '.join(_fields(error['loc']))}"
    ending = expected if expected.endswith("?") else f"verwacht {expected}."
    return f"{_field(error['loc'])}: {reason}; {ending}"


def _suggestions(error: ErrorDetails) -> list[str]:
    if error["type"] == "extra_forbidden":
        return near_fields(error, _WORDS) or _fields(error["loc"])
    if error["type"] in {"enum", "literal_error"}:
        listed = str(error.get("ctx", {})["expected"])
        return listed.replace("'", "").replace(" or ", ", ").split(", ")
    return []
