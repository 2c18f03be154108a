"""What an import did, or why it did nothing, in Dutch sentences for the person who sent the file."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """A row or document that cannot be imported: where, why, and what would be right."""

    line: int
    field: str | None
    reason: str
    expected: str


class RefusedError(Exception):
    """Raised inside the import where a row cannot go on; never leaves `office`."""

    def __init__(self, line: int, field: str | None, reason: str, *, expected: str) -> None:
        super().__init__(reason)
        self.refused = Refused(line, field, reason, expected)


@dataclass(frozen=True, slots=True)
class Report:
    """How many enterprises were (with ``dry_run``: would be) created, updated or left as they were.

    When anything was refused nothing was imported: the three counts are then 0.
    """

    created: int
    updated: int
    unchanged: int
    refused: tuple[Refused, ...]
    warnings: tuple[str, ...]
    dry_run: bool

    @property
    def is_accepted(self) -> bool:
        """Whether the file as a whole was good."""
        return not self.refused


def nothing(refused: Sequence[Refused], warnings: Sequence[str], *, dry_run: bool) -> Report:
    """Return the report of a file that was refused, its reasons in the order of the lines."""
    ordered = sorted(refused, key=lambda r: (r.line, r.field or ""))
    return Report(0, 0, 0, tuple(ordered), tuple(warnings), dry_run)
