"""What an engine is given to index: its own type, made by `supplier_guide.directory.composing`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

FOREVER = 10_000_000
"""A day (proleptic ordinal) after all days: what ends then does not end."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An activity: rubric (leaf first, then its ancestors), ways of working, CPV tokens, coverage.

    ``cpv`` holds, for each code of the row or its rubric, the code without trailing zeros preceded by
    ``=``, and every prefix of it of two digits and more. ``area_full`` are the codes of territories covered
    wholly, ``area_part`` those touched; both ``None`` when no area is stated. ``nationwide`` says that the
    area is the whole country.
    """

    rubrics: tuple[str, ...]
    modes: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    area_full: tuple[str, ...] | None = None
    area_part: tuple[str, ...] | None = None
    nationwide: bool = False


@dataclass(frozen=True, slots=True)
class IndexSite:
    """A position in degrees, and the codes of the territories in which it lies (municipality first, ``BE`` last).

    ``lat`` and ``lon`` are ``None`` when the position is unknown.
    """

    lat: float | None
    lon: float | None
    codes: tuple[str, ...] = ()


QUALIFIES_ART15 = "qualifies:art15"
"""The kind that stands for "presumably or provably qualifies under art. 15": for filtering, never shown."""


@dataclass(frozen=True, slots=True)
class IndexRecognition:
    """A recognition, or `QUALIFIES_ART15`, with the days (proleptic ordinals, inclusive) between which it holds."""

    kind: str
    valid_from: int = 0
    valid_until: int = FOREVER


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """One published enterprise.

    ``terms`` maps analysed tokens to their frequency, weights of fields included (see
    `docs/adr/0003-term-weights.md`); the document's length is the sum. ``said`` are those of its own names and texts,
    the others come with its rubrics. ``name_keys`` are the folded name and trade
    names, ``sort_name`` the folded name by which ties are ordered. ``completeness`` counts the facts known
    (0-10), ``confirmed`` is the ordinal of the last confirmation or 0. ``change`` is the number of the
    change in the store that this document reflects. ``card`` is what a reader of candidates wants to know of it
    without reading the store (`supplier_guide.model.card`); an engine keeps it as it is.
    """

    id: str
    change: int
    sort_name: str
    name_keys: tuple[str, ...]
    terms: Mapping[str, int]
    said: Collection[str] = frozenset()
    rows: tuple[IndexRow, ...] = ()
    sites: tuple[IndexSite, ...] = ()
    recognitions: tuple[IndexRecognition, ...] = ()
    certificates: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    number: str | None = None
    completeness: int = 0
    confirmed: int = 0
    card: bytes = b""
