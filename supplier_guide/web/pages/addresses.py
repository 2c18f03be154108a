"""Permanent addresses: of a question, a place, an enterprise, a rubric."""

from collections.abc import Iterator
from dataclasses import fields, replace
from enum import Enum
from typing import Any
from urllib.parse import urlencode

from supplier_guide.directory.question import Question
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.model.slug import slug

_DEFAULTS = Question()
# In the order of the search bar, so that an address reads as the question.
_FIRST = ("q", "place", "rubric")


def pairs(question: Question) -> Iterator[tuple[str, str]]:
    """Give what differs from an empty question, as query parameters in a fixed order."""
    names = [f.name for f in fields(question) if f.name != "explain"]
    for name in sorted(names, key=lambda n: _FIRST.index(n) if n in _FIRST else len(_FIRST)):
        value = getattr(question, name)
        if value != getattr(_DEFAULTS, name):
            for one in value if isinstance(value, tuple) else (value,):
                yield name, _text(one)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true"
    if isinstance(value, Enum):
        return str(value.value)
    return exact(value) if isinstance(value, float) else str(value)


def exact(value: float) -> str:
    """Return a number as it was asked: a position that is rounded lies some hundred metres away."""
    return repr(value).removesuffix(".0")


def has_filters(question: Question) -> bool:
    """Whether a question asks for more than text, a page and an order."""
    return any(name not in {"q", "page", "size", "sort", "literal"} for name, _ in pairs(question))


def results(question: Question, **changes: Any) -> str:
    """Return the address of the results of a question with ``changes``; from the first page unless said."""
    changed = replace(question, **{"page": 1, **changes})
    query = urlencode(list(pairs(changed)))
    return f"/zoeken?{query}" if query else "/zoeken"


def enterprise(identity: str) -> str:
    """Return the address of an enterprise's page."""
    return f"/onderneming/{identity}"


def place(found: Place) -> str:
    """Return the address of the page of a province or municipality."""
    kind = "provincie" if found.kind in {PlaceKind.PROVINCE, PlaceKind.TERRITORY} else "gemeente"
    return f"/{kind}/{slug(found.label)}"
