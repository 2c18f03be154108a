"""What the model refuses, in Dutch: the reason, and what would be right."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from supplier_guide.model.enterprise import Enterprise

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
    "model_type": ("is geen object", "een object tussen {{ en }}"),
    "extra_forbidden": ("is geen bekend veld", "een veld uit docs/import.md"),
}
_PATTERNS: Mapping[str, str] = {
    "id": "kleine letters, cijfers en streepjes, zoals de-wroeter",
    "rubric": "een rubriek zoals R03.01",
    "postal_code": "een postcode van vier cijfers",
    "municipality_code": "een REFNIS-code van vijf cijfers",
    "establishment_number": "een vestigingsnummer van tien cijfers",
    "cpv": "een CPV-code van acht cijfers, zonder controlecijfer",
    "codes": "een NUTS-code (BE23) of een REFNIS-code (44021)",
    "category": "een categorie van aannemers, zoals G3",
    "merged_into": "de id van een onderneming",
}
_SHOWN = 60


def explain(error: ErrorDetails) -> tuple[str, str]:
    """Return why a value was refused, with the value itself when it is short, and what would be right."""
    reason, expected = _sentence(error)
    value = None if error["type"] == "extra_forbidden" else error["input"]
    if isinstance(value, str | int | float) and not isinstance(value, bool) and 0 < len(str(value)) <= _SHOWN:
        return f"“{value}” {reason}", expected
    return reason, expected


def _sentence(error: ErrorDetails) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return _own_words(context["error"])
    if kind.startswith("url_"):
        return "is geen webadres", "een adres zoals https://www.voorbeeld.be"
    if kind in {"enum", "literal_error"}:
        choices = str(context["expected"]).replace("'", "").replace(" or ", " of ")
        return "is geen van de mogelijke waarden", choices
    if kind == "string_pattern_mismatch":
        return "heeft niet de juiste vorm", _pattern(error["loc"])
    if kind == "extra_forbidden":
        return _unknown_field(error["loc"])
    reason, expected = _SENTENCES.get(kind, ("heeft een waarde die niet kan", "een waarde zoals in docs/import.md"))
    return reason.format_map(context), expected.format_map(context)


def _own_words(error: Exception) -> tuple[str, str]:
    """Split what the model says itself: ``reason; what is expected``."""
    reason, _, expected = str(error).partition("; ")
    return reason, expected.removeprefix("verwacht ") or "een andere waarde"


def _pattern(loc: Sequence[int | str]) -> str:
    names = [step for step in loc if isinstance(step, str)]
    return _PATTERNS.get(names[-1], "een waarde in de vorm van docs/import.md") if names else ""


def _unknown_field(loc: Sequence[int | str]) -> tuple[str, str]:
    names = _field_names()
    if loc[-1] in names:
        return "is een veld dat hier niet staat", "het veld op zijn plaats, zie docs/import.md"
    close = get_close_matches(str(loc[-1]), names, n=1, cutoff=0.6)
    return "is geen bekend veld", f"bedoelde u “{close[0]}”?" if close else _SENTENCES["extra_forbidden"][1]


def _field_names() -> list[str]:
    """Return the names of all fields of the document and its parts."""
    schema: dict[str, Any] = Enterprise.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    return sorted({name for part in parts for name in part.get("properties", {})})
