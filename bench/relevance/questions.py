"""The golden questions as they stand in `questions.json`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from supplier_guide.directory.question import Question

FILE = Path(__file__).with_name("questions.json")


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, the grade of each relevant enterprise, and those that must stay out of the first ten.

    Nothing relevant means that no enterprise answers it: there must be no literal hit at all.
    """

    id: str
    kind: str
    q: str
    place: str | None
    rubric: str | None
    grades: Mapping[str, int]
    never: tuple[str, ...]

    @property
    def question(self) -> Question:
        """Return the question as a visitor asks it."""
        return Question(
            q=self.q,
            place=(self.place,) if self.place else (),
            rubric=(self.rubric,) if self.rubric else (),
        )


def load_questions() -> list[Golden]:
    """Return all golden questions, in the order of the file."""
    rows = json.loads(FILE.read_bytes())["questions"]
    return [
        Golden(
            id=row["id"],
            kind=row["kind"],
            q=row["q"],
            place=row.get("place"),
            rubric=row.get("rubric"),
            grades={i: int(grade) for grade, ids in row["relevant"].items() for i in ids},
            never=tuple(row.get("never", ())),
        )
        for row in rows
    ]
