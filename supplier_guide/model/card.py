"""A card: what judging an enterprise takes, in a few hundred bytes; so hundreds are judged without being read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import orjson

from supplier_guide.model.enterprise import Activity, Enterprise
from supplier_guide.model.slug import name_key

FOREVER = 10_000_000
"""A day (proleptic ordinal) after all days."""
_BETWEEN = "|"

_key = lru_cache(10_000)(name_key)


@dataclass(frozen=True, slots=True)
class Card:
    """The facts of an enterprise that criteria look at; days are proleptic ordinals.

    ``activities`` are written (`activity_parts` reads them): equal ones are equal texts. ``standings`` are periods with
    a standing towards art. 15 and the evidence for it, the first that holds a day decides. ``contractor`` holds
    categories with classes, ``certificates`` folded names with their last day, ``customers`` the kinds of customers in
    the references, ``confirmed`` the last confirmation or 0, ``turnover`` EUR a year.
    """

    name: str
    activities: Sequence[str]
    standings: Sequence[tuple[int, int, str, str | None]]
    contractor: Sequence[tuple[str, int]] = ()
    certificates: Sequence[tuple[str, int]] = ()
    customers: Sequence[str] = ()
    confirmed: int = 0
    turnover: float | None = None

    def packed(self) -> bytes:
        """Return the card as bytes."""
        return orjson.dumps([getattr(self, name) for name in self.__slots__])


def unpacked(card: bytes) -> Card:
    """Return the card that was packed."""
    name, activities, standings, *facts, customers, confirmed, turnover = orjson.loads(card)
    contractor, certificates = (tuple(map(tuple, pairs)) for pairs in facts)
    return Card(name, activities, standings, contractor, certificates, tuple(customers), confirmed, turnover)


def card_of(enterprise: Enterprise, standings: Sequence[tuple[int, int, str, str | None]]) -> Card:
    """Return the card of an enterprise whose standings have been worked out."""
    return Card(
        name=enterprise.name,
        activities=tuple(map(_written, enterprise.activities)),
        standings=standings,
        contractor=tuple((c.category, c.class_) for c in enterprise.contractor_classes),
        certificates=tuple(
            (_key(c.name), c.valid_until.toordinal() if c.valid_until else FOREVER) for c in enterprise.certificates
        ),
        customers=tuple(sorted({r.customer_kind.value for r in enterprise.references if r.customer_kind})),
        confirmed=enterprise.confirmed_on.toordinal() if enterprise.confirmed_on else 0,
        turnover=enterprise.annual_turnover,
    )


def _written(activity: Activity) -> str:
    band = activity.capacity.band if activity.capacity else None
    parts = (activity.rubric, " ".join(activity.cpv), " ".join(m.value for m in activity.modes), band or "")
    return _BETWEEN.join(parts)


def activity_parts(written: str) -> Mapping[str, str]:
    """Return rubric, CPV codes and modes (each with spaces between them) and band of an activity; empty = not known."""
    return dict(zip(("rubric", "cpv", "modes", "band"), written.split(_BETWEEN), strict=True))
