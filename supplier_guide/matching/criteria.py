"""All criteria: each is a short function that everybody may read, and sees no more than it is named to see here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from supplier_guide.matching import hard, soft
from supplier_guide.matching.finding import Case, Judged, Shown, Told


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what it sees of a case, how it judges that, and how that is told.

    ``judge`` takes what the lot asks and what is seen, and returns ``None`` when the lot does not ask it. What is seen
    is hashable, so that hundreds of enterprises with the same are judged once. ``of_row`` marks the criteria that see
    the activity: they must all hold of the same one.
    """

    judge: Callable[..., Judged | None]
    sees: Callable[[Case], Any]
    told: Callable[[Shown], Told]
    of_row: bool = False

    @property
    def name(self) -> str:
        """Return its name, which is that of the function."""
        return self.judge.__name__


CRITERIA: Mapping[str, Criterion] = {
    criterion.name: criterion
    for criterion in (
        Criterion(hard.reservation, lambda case: case.candidate.standing, hard.reservation_told),
        Criterion(hard.reach, lambda case: case.reach, hard.reach_told, of_row=True),
        Criterion(hard.contractor, lambda case: case.candidate.card.contractor, hard.contractor_told),
        Criterion(soft.rubric, lambda case: case.fit, soft.rubric_told, of_row=True),
        Criterion(soft.words, lambda case: case.candidate.said, soft.words_told),
        Criterion(soft.distance, lambda case: case.way, soft.distance_told, of_row=True),
        Criterion(soft.mode, lambda case: case.row.modes, soft.mode_told, of_row=True),
        Criterion(soft.capacity, lambda case: case.row.band, soft.capacity_told, of_row=True),
        Criterion(soft.certificates, lambda case: case.candidate.card.certificates, soft.certificates_told),
        Criterion(
            soft.references, lambda case: (case.candidate.card.customers, case.candidate.card.confirmed),
            soft.references_told,
        ),
    )
}  # fmt: skip
"""By name, in the order in which they are shown."""

HARD = frozenset({"reservation", "reach", "contractor"})
"""Who fails one of these is left out; the others give a score."""
