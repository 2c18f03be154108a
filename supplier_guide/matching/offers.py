"""What an enterprise offers: its activities out of its card, with how far each reaches the places of a lot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from supplier_guide.model.card import Card, activity_parts, unpacked
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.cpv import cpv_prefix
from supplier_guide.model.vocabulary import CapacityBand, Evidence, Mode
from supplier_guide.rules import Standing, is_to_check
from supplier_guide.search.query import Coverage, Shared

_KEPT_ROWS = 50_000
_KEPT_CARDS = 10_000
"""Some 2 kB each."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """An activity: its rubric and what lies above it, and its codes. Equal activities are one and the same row.

    ``trade`` is the same for activities of the same rubric and codes. ``place_bound`` tells whether the work is done at
    the customer's; in a workshop, or as goods, it is not.
    """

    rubric: str
    label: str
    ancestry: tuple[str, ...]
    cpv: tuple[str, ...]
    trade: str
    modes: tuple[Mode, ...]
    band: CapacityBand | None
    place_bound: bool


NO_ROW = Row("", "", (), (), "", (), None, place_bound=True)
"""What stands for the activities of an enterprise that states none."""


class ArtStanding(NamedTuple):
    """The standing towards art. 15 on a day, and the evidence of the recognition that it rests on."""

    verdict: Standing
    evidence: Evidence | None = None

    @property
    def to_check(self) -> bool:
        """Whether a buyer must still look."""
        return is_to_check(self.verdict, self.evidence)


_UNKNOWN = ArtStanding(Standing.UNKNOWN)


@cache
def _art_standing(verdict: str, evidence: str | None) -> ArtStanding:
    return ArtStanding(Standing(verdict), Evidence(evidence) if evidence else None)


class Candidate(NamedTuple):
    """An enterprise to be judged: its card and its activities, each with how far its area covers the places.

    ``reach`` is ``None`` of each when there are none. ``km`` to the nearest place, ``None`` when not known;
    ``said`` are the positions of the telling words that its names and texts say.
    """

    id: str
    card: Card
    km: float | None
    said: Sequence[int]
    rows: Sequence[Row]
    reach: Sequence[Coverage | None]
    standing: ArtStanding


class Offers:
    """Turns what an engine found into candidates; keeps the rows, which thousands of activities share."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the rubrics."""
        self._catalogue = catalogue
        self._rows: dict[str, Row] = {}
        self._read: dict[bytes, tuple[Card, tuple[Row, ...]]] = {}

    def candidate(self, shared: Shared, *, on: date, placed: bool) -> Candidate:
        """Return a candidate on a day; ``placed`` says whether places were asked: else there is no distance."""
        card, rows = self._read.get(shared.card) or self._unpacked(shared.card)
        known = placed and shared.order_km != float("inf")
        return Candidate(
            id=shared.id,
            card=card,
            km=shared.order_km if known else None,
            said=shared.said,
            rows=rows,
            reach=shared.reach or (None,) * len(rows),
            standing=_standing(card, on.toordinal()),
        )

    def _unpacked(self, packed: bytes) -> tuple[Card, tuple[Row, ...]]:
        card = unpacked(packed)
        rows = tuple([self._rows.get(written) or self._row(written) for written in card.activities]) or (NO_ROW,)
        if len(self._read) >= _KEPT_CARDS:
            self._read = {}
        self._read[packed] = card, rows
        return card, rows

    def _row(self, written: str) -> Row:
        parts = activity_parts(written)
        rubric = self._catalogue.rubrics.get(parts["rubric"])
        own = tuple(map(cpv_prefix, parts["cpv"].split()))
        modes = tuple(map(Mode, parts["modes"].split()))
        row = Row(
            rubric=parts["rubric"],
            label=self._catalogue.label(parts["rubric"]),
            ancestry=self._catalogue.ancestry(parts["rubric"]) if rubric else (parts["rubric"],),
            cpv=tuple(dict.fromkeys((*own, *(rubric.cpv_prefixes if rubric else ())))),
            trade=f"{parts['rubric']} {parts['cpv']}",
            modes=modes,
            band=CapacityBand(parts["band"]) if parts["band"] else None,
            place_bound=not (Mode.WORKSHOP in modes or Mode.GOODS in modes),
        )
        if len(self._rows) >= _KEPT_ROWS:
            self._rows = {}
        self._rows[written] = row
        return row


def _standing(card: Card, day: int) -> ArtStanding:
    for first, last, verdict, evidence in card.standings:
        if first <= day <= last:
            return _art_standing(verdict, evidence)
    return _UNKNOWN
