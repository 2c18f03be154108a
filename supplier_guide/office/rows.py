"""From a document to the rows of a table: one for each activity, the columns of the enterprise repeated."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.office.cells import Mark, write_cell
from supplier_guide.office.columns import FURTHER_SITES, PRESENCE, Column, Part


def rows_of(enterprise: Enterprise, columns: Sequence[Column]) -> Iterator[list[str]]:
    """Give the rows of an enterprise under these columns; one row when it has no activity."""
    document = enterprise.model_dump(mode="json", by_alias=True)
    first, *further = document["sites"] or [{}]
    parts = {Part.ENTERPRISE: {**document, FURTHER_SITES.name: further}, Part.SITE: first}
    repeated = {c.name: _cell(parts[c.part], c) for c in columns if c.part is not Part.ACTIVITY}
    for activity in document["activities"] or [{}]:
        yield [repeated[c.name] if c.name in repeated else _cell(activity, c) for c in columns]


def _cell(part: Mapping[str, Any], column: Column) -> str:
    value: Any = part
    for step in column.path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return write_cell(value, column.notation) or _presence(part, column)


def _presence(part: Mapping[str, Any], column: Column) -> str:
    """Say that a part is there though nothing is known of it."""
    for of, name, marked in PRESENCE:
        if (of, marked) == (column.part, column.name):
            inner = part.get(name)
            return Mark.PRESENT.value if inner is not None and all(v is None for v in inner.values()) else ""
    return ""
