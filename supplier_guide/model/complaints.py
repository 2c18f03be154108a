"""What a noun refuses, in Dutch: the reason, and what would be right."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

# Sort of error -> (reason, what is expected); the names in braces are given by the error.
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "missing": ("ontbreekt", "een waarde"),
    "string_type": ("is geen tekst", "een tekst tussen aanhalingstekens"),
    "string_too_long": ("is langer dan {max_length} tekens", "een kortere tekst"),
    "string_too_short": ("is leeg", "een tekst"),
    "float_type": ("is geen getal", "een getal"),
    "int_type": ("is geen geheel getal", "een geheel getal"),
    "int_from_float": ("is geen geheel getal", "een geheel getal"),
    "finite_number": ("is geen eindig getal", "een getal"),
    "bool_type": ("is geen true of false", "true of false"),
    "date_type": ("is geen datum", "JJJJ-MM-DD"),
    "date_parsing": ("is geen bestaande datum", "JJJJ-MM-DD"),
    "date_from_datetime_parsing": ("is geen bestaande datum", "JJJJ-MM-DD"),
    "date_from_datetime_inexact": ("is een tijdstip in plaats van een datum", "JJJJ-MM-DD"),
    "greater_than": ("is te klein", "meer dan {gt}"),
    "greater_than_equal": ("is te klein", "minstens {ge}"),
    "less_than": ("is te groot", "minder dan {lt}"),
    "less_than_equal": ("is te groot", "hoogstens {le}"),
    "tuple_type": ("is geen lijst", "een lijst tussen [ en ]"),
    "too_short": ("heeft te weinig waarden", "minstens {min_length}"),
    "too_long": ("heeft te veel waarden", "hoogstens {max_length}"),
    "model_type": ("is geen object", "een object tussen {{ en }}"),
}
_SHOWN = 60
_EXACT = 1e16


@dataclass(frozen=True)
class Wording:
    """The words for one kind of document: the page that describes it, the forms of its codes, its fields.

    ``patterns`` say per field what a value looks like; ``fields`` gives the names that may stand at a place.
    """

    page: str
    patterns: Mapping[str, str]
    fields: Callable[[Sequence[int | str]], Sequence[str]]


def explain(error: ErrorDetails, words: Wording) -> tuple[str, str]:
    """Return why a value was refused, with the value itself when it is short, and what would be right."""
    reason, expected = _sentence(error, words)
    value = None if error["type"] == "extra_forbidden" else error["input"]
    if isinstance(value, str | int | float) and not isinstance(value, bool) and 0 < len(str(value)) <= _SHOWN:
        return f"“{_plain(value)}” {reason}", expected
    return reason, expected


def _plain(value: object) -> object:
    """Return a number without the ``.0`` that whoever wrote it did not write."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT else value


def near_fields(error: ErrorDetails, words: Wording) -> list[str]:
    """Return the field that was probably meant by an unknown one, else nothing."""
    return get_close_matches(str(error["loc"][-1]), words.fields(error["loc"]), n=1, cutoff=0.6)


def field_names(model: type[BaseModel]) -> list[str]:
    """Return the names of all fields of a document and its parts."""
    schema: dict[str, Any] = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({name for part in parts for name in part.get("properties", {})})


def _sentence(error: ErrorDetails, words: Wording) -> tuple[str, str]:
    kind, context = error["type"], {name: _plain(value) for name, value in error.get("ctx", {}).items()}
    if kind in {"too_short", "too_long"} and isinstance(error["input"], str):
        kind = f"string_{kind}"  # of a text that is checked further, the length is told as that of a list
    if kind == "value_error":
        return _own_words(error["ctx"]["error"])
    if kind.startswith("url_"):
        return "is geen webadres", "een adres zoals https://www.voorbeeld.be"
    if kind in {"enum", "literal_error"}:
        choices = str(context["expected"]).replace("'", "").replace(" or ", " of ")
        return "is geen van de mogelijke waarden", choices
    if kind == "string_pattern_mismatch":
        return "heeft niet de juiste vorm", _pattern(error["loc"], words)
    if kind == "extra_forbidden":
        return _unknown_field(error, words)
    reason, expected = _SENTENCES.get(kind, ("heeft een waarde die niet kan", f"een waarde zoals in {words.page}"))
    return reason.format_map(context), expected.format_map(context)


def _own_words(error: Exception) -> tuple[str, str]:
    """Split what the model says itself: ``reason; what is expected``."""
    reason, _, expected = str(error).partition("; ")
    return reason, expected.removeprefix("verwacht ") or "een andere waarde"


def _pattern(loc: Sequence[int | str], words: Wording) -> str:
    names = [step for step in loc if isinstance(step, str)]
    return words.patterns.get(names[-1], f"een waarde in de vorm van {words.page}") if names else ""


def _unknown_field(error: ErrorDetails, words: Wording) -> tuple[str, str]:
    if error["loc"][-1] in words.fields(error["loc"]):
        return "is een veld dat hier niet staat", f"het veld op zijn plaats, zie {words.page}"
    close = near_fields(error, words)
    return "is geen bekend veld", f"bedoelde u “{close[0]}”?" if close else f"een veld uit {words.page}"
