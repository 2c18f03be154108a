"""The question as a visitor asks it, and the answer that every door shows."""

from dataclasses import dataclass, field
from enum import StrEnum

from supplier_guide.geo.place import Place
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.search.query import Coverage, Part, Reach, Sort


class Qualification(StrEnum):
    """For which kind of reserved contract an enterprise must presumably or provably qualify."""

    ART15 = "art15"


@dataclass(frozen=True, slots=True)
class Question:
    """The parameters of `GET /enterprises` (`docs/api.md`), read but not yet resolved."""

    q: str = ""
    rubric: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    reach: Reach = Reach.SERVES
    radius_km: float | None = None
    recognition: tuple[str, ...] = ()
    qualifies: Qualification | None = None
    mode: tuple[str, ...] = ()
    certificate: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = 20
    explain: bool = False
    literal: bool = False
    """Do not correct words and do not widen: what "Zoek toch letterlijk" asks for (pages only)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that we read as another."""

    original: str
    corrected: str


@dataclass(frozen=True, slots=True)
class FromText:
    """A part ``q[start:end]`` that became a filter: ``kind`` is place, cpv or enterprise_number."""

    text: str
    kind: str
    value: str
    label: str
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Widening:
    """A step taken because there were fewer than three hits."""

    what: str
    start: float | None = None
    end: float | None = None
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its Dutch label."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an enterprise is in the list."""

    criterion: str
    label: str


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, how many enterprises have it, and whether it is chosen now."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, filled from the store; ``highlights`` are HTML with ``<mark>``, all else escaped."""

    enterprise: Enterprise
    recognitions: tuple[Labelled, ...]
    rubrics: tuple[Labelled, ...]
    municipality: str | None
    province: str | None
    lat: float | None
    lon: float | None
    distance_km: float | None
    coverage: Coverage | None
    highlights: tuple[str, ...]
    reasons: tuple[Reason, ...]
    score: float | None
    widened: bool
    parts: tuple[Part, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found and how; ``total`` and ``facets`` count literal hits only."""

    question: Question
    total: int
    hits: tuple[Found, ...]
    corrections: tuple[Correction, ...] = ()
    places: tuple[Place, ...] = ()
    from_text: tuple[FromText, ...] = ()
    widened: tuple[Widening, ...] = ()
    also_try: tuple[Labelled, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    data_version: str = "0"
