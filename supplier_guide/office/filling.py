"""From the cells of a row to the fields of a document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from supplier_guide.office.cells import Mark, read_cell
from supplier_guide.office.columns import PRESENCE, Column, Part
from supplier_guide.office.report import Refused

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells by the name of their column, the lines on which they stand, and a list for what cannot be read."""

    texts: Mapping[str, str]
    line: int
    problems: list[Refused]
    lines: Mapping[str, int] = field(default_factory=dict)

    def value(self, column: Column) -> Any:
        """Return the value of a column, or a `Mark`; what cannot be read is reported and counts as absent."""
        text = self.texts.get(column.name, "")
        try:
            return read_cell(text, column.notation)
        except ValueError as error:
            line = self.lines.get(column.name, self.line)
            reason = f"“{text[:_SHOWN]}” {error}"
            self.problems.append(Refused(line, column.name, reason, column.notation.expected))
            return Mark.ABSENT

    def put(self, target: dict[str, Any], column: Column) -> None:
        """Put the value of a column in its place; clearing the last value of a part clears the part."""
        value = self.value(column)
        if value is Mark.ABSENT or value is Mark.PRESENT:
            return
        *outer, last = column.path
        for step in outer:
            target[step] = dict(target.get(step) or {})
        inner = target[outer[0]] if outer else target
        if value is not Mark.CLEAR:
            inner[last] = value
            return
        inner.pop(last, None)
        if outer and all(kept is None for kept in inner.values()):
            target[outer[0]] = None

    def mark_presence(self, target: dict[str, Any], part: Part) -> None:
        """Make the parts that are there though nothing is known of them."""
        for of, name, column in PRESENCE:
            if of is part and self.texts.get(column) == Mark.PRESENT.value and target.get(name) is None:
                target[name] = {}
