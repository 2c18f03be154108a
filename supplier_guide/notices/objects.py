"""JSON parsed within bounds, and looked at without trusting its shape."""

import re
from collections.abc import Iterator
from typing import Any

import orjson

from supplier_guide.errors import Malformed
from supplier_guide.notices.limits import Limits, Watch, check_depth, check_elements

_TOKENS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{}]|"', re.DOTALL)
_PER_ELEMENT = 4
"""An OCDS release has some four strings and brackets for each element of the same notice in XML."""

Object = dict[str, Any]


def parse(text: str, *, limits: Limits, watch: Watch) -> Any:
    """Return what a JSON text says. ``NaN`` is no JSON; of equal names the last counts."""
    _measure(text, limits=limits, watch=watch)
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        message = (
            f"Dit is geen geldige JSON: ze loopt fout op regel {error.lineno}, teken {error.colno}. "
            "Is het bestand volledig? Getallen zoals NaN bestaan niet in JSON."
        )
        raise Malformed("malformed_json", message) from None
    except UnicodeEncodeError:
        raise Malformed("malformed_json", "Dit is geen geldige JSON: er staan halve tekens in.") from None


def _measure(text: str, *, limits: Limits, watch: Watch) -> None:
    """Bound depth and size before parsing."""
    depth = 0
    for count, token in enumerate(_TOKENS.finditer(text), start=1):
        mark = token[0]
        if mark in "[{":
            depth += 1
            check_depth(depth, limits)
        elif mark in "]}":
            depth -= 1
        elif mark == '"':
            return  # a string without an end: the parser will say where
        if count % 10_000 == 0:
            check_elements(count // _PER_ELEMENT, limits)
            watch.check()


def mapping(value: Any) -> Object:
    """Return an object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Object]:
    """Return the objects of a list; one object counts as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def words(value: Any) -> list[str]:
    """Return the texts of a list; one text counts as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [said for one in found if (said := word(one))]


def word(value: Any) -> str | None:
    """Return a text or a whole number as text, without space around it; nothing when empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def at(value: Any, *path: str) -> Any:
    """Return what stands at a path of names, or nothing."""
    for name in path:
        value = mapping(value).get(name)
    return value


def named(value: Any, *names: str) -> Iterator[Any]:
    """Yield the values of these names of one object that are there."""
    for name in names:
        if (found := mapping(value).get(name)) is not None:
            yield found
