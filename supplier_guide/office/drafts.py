"""A document on its way in: what it will be, on what it is based, and where each part of it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from supplier_guide.office.columns import COLUMNS, FURTHER_SITES, Part
from supplier_guide.office.report import Refused
from supplier_guide.store.enterprises import Stored


@dataclass(slots=True)
class Draft:
    """A document as JSON values. ``label`` says which one it is where a line number does not.

    A draft from a table also knows the lines of its columns and of its activities.
    """

    line: int
    document: dict[str, Any]
    base: Stored | None
    label: str = ""
    is_table: bool = False
    lines: Mapping[str, int] = field(default_factory=dict)
    activity_lines: Mapping[int, int] = field(default_factory=dict)
    site: int = 0
    problems: list[Refused] = field(default_factory=list)

    def where(self, loc: Sequence[int | str]) -> tuple[int, str]:
        """Return the line, and the field or column, of a place in the document."""
        if not self.is_table:
            return self.line, ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)
        name = self._column(loc)
        if name.startswith("activity.") and len(loc) > 1 and isinstance(loc[1], int):
            return self.activity_lines.get(loc[1], self.line), name
        return self.lines.get(name, self.line), name

    def _column(self, loc: Sequence[int | str]) -> str:
        first, *rest = loc
        if first == "sites":
            if not rest or rest[0] != self.site:
                return FURTHER_SITES.name
            return _named(Part.SITE, rest[1:])
        if first == "activities":
            return _named(Part.ACTIVITY, rest[1:])
        return _named(Part.ENTERPRISE, loc)


def _named(part: Part, steps: Sequence[int | str]) -> str:
    """Return the column in which a place lies: the one that leads to it, else the first one inside it."""
    path = tuple(step for step in steps if isinstance(step, str))
    own = [column for column in COLUMNS if column.part is part]
    leading = [column.name for column in own if column.path == path[: len(column.path)]]
    inside = [column.name for column in own if column.path[: len(path)] == path]
    return next(iter([*leading, *inside]), ".".join(path))
