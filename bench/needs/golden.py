"""The golden needs as they stand in `needs.json`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from supplier_guide.model.need import Need

FILE = Path(__file__).with_name("needs.json")


@dataclass(frozen=True, slots=True)
class Judged:
    """The grade of each enterprise that fits a lot, and those that must stay out of the first ten."""

    grades: Mapping[str, int]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Golden:
    """A need, its kind, and what was judged of each lot, in the order of its lots."""

    id: str
    kind: str
    need: Need
    judged: tuple[Judged, ...]

    def lots(self) -> Iterator[tuple[str, Judged]]:
        """Yield the name of each lot with what was judged of it."""
        for lot, judged in zip(self.need.lots, self.judged, strict=True):
            yield (self.id if len(self.judged) == 1 else f"{self.id}/{lot.id}"), judged


def load_needs() -> list[Golden]:
    """Return all golden needs, in the order of the file."""
    return [
        Golden(
            id=row["id"],
            kind=row["kind"],
            need=Need.model_validate(row["need"]),
            judged=tuple(_judged(row["judged"][lot["id"]]) for lot in row["need"]["lots"]),
        )
        for row in json.loads(FILE.read_bytes())["needs"]
    ]


def _judged(row: Mapping[str, list[str]]) -> Judged:
    grades = {i: int(grade) for grade, ids in row.items() if grade != "never" for i in ids}
    return Judged(grades, tuple(row.get("never", ())))
