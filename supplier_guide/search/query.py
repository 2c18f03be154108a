"""The query language: what a question asks of any engine, in our own words.

No engine syntax appears here, and nothing outside `supplier_guide.search` sees any.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Reach(StrEnum):
    """How a place counts: an activity serves it, or a site lies there."""

    SERVES = "serves"
    LOCATED = "located"


class Sort(StrEnum):
    """Order of the hits."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NAME = "name"


class Coverage(StrEnum):
    """How far a matching activity serves the asked place."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way in which a document may match a word: it holds *all* of ``terms``.

    ``weight`` multiplies the BM25 sum of the terms. ``by`` names the reason: ``stem``, ``compound``,
    ``synonym`` or ``translation``.
    """

    terms: tuple[str, ...]
    weight: float
    by: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question; a document matches when it meets at least one alternative.

    Its score is the maximum over the alternatives met of ``weight x sum of BM25(term)``.
    """

    surface: str
    alternatives: tuple[Alternative, ...]

    def met_in(self, terms: Container[str]) -> Iterator[Alternative]:
        """Yield the alternatives of which ``terms`` holds every term."""
        for alternative in self.alternatives:
            for term in alternative.terms:
                if term not in terms:
                    break
            else:
                yield alternative


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A place asked for: its code, then every ancestor up to ``BE``, and its centre in degrees.

    ``inside`` is the code of the province or NUTS territory in which the distance is 0, or ``None`` for a
    municipality, postal code or coordinates, which count from their centre.
    """

    codes: tuple[str, ...]
    lat: float
    lon: float
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Selections: OR within one field, AND between fields. Empty = no selection.

    ``rubrics``, ``modes``, ``cpv`` and (with ``serves``) ``places`` must hold on *one* activity row;
    the others hold for the enterprise. ``qualifies`` are kinds of `IndexRecognition` too, such as
    `QUALIFIES_ART15`, and must be met beside ``recognitions``. ``certificates`` and ``networks`` are folded
    names (`supplier_guide.model.slug.name_key`), ``provinces`` NUTS 2 codes (``BE10`` for Brussels), ``cpv``
    constant tokens as in `IndexRow.cpv`.
    """

    rubrics: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    recognitions: tuple[str, ...] = ()
    qualifies: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question for an engine.

    ``words`` must all match (AND); ``name_key`` is the folded question, so that an enterprise with exactly
    that name or trade name comes first; ``number`` an enterprise number to find. ``places`` are OR;
    ``radius_km`` is what counts as near: with ``serves`` for enterprises that state no area, with
    ``located`` the distance of a site from the centre (``None`` = the site lies *in* one of the places).
    ``on`` is the day, as a proleptic ordinal, on which recognitions must be valid.
    """

    words: tuple[Word, ...] = ()
    name_key: str | None = None
    number: str | None = None
    filters: Filters = Filters()
    places: tuple[AskedPlace, ...] = ()
    reach: Reach = Reach.SERVES
    radius_km: float | None = 30.0
    sort: Sort = Sort.RELEVANCE
    on: int = 0
    offset: int = 0
    limit: int = 20
    facets: bool = True
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Wide:
    """A wide question: who has a row of one of ``rubrics`` or codes, or meets one of ``words``.

    Each of ``rubrics``, of ``words`` and of ``cpv`` (tokens, of which a row must have one) is a question. Where
    ``places`` are given, an activity that serves one of them counts as one more question met, an area that is not
    stated by ``radius_km``.
    """

    rubrics: tuple[str, ...] = ()
    cpv: tuple[tuple[str, ...], ...] = ()
    words: tuple[Word, ...] = ()
    places: tuple[AskedPlace, ...] = ()
    radius_km: float | None = None
    limit: int = 500


class Shared(NamedTuple):
    """An enterprise with how many questions it meets; ``order_km`` is infinite when no distance is known.

    ``said`` are the positions of the words that its own names and texts say. ``reach`` is how far each of its rows, in
    their order, covers the places (empty without places): full when all of them wholly, none when none is touched, else
    partial; unknown when no area is stated. ``card`` is that of its document.
    """

    id: str
    met: int
    order_km: float
    said: tuple[int, ...]
    reach: tuple[Coverage, ...]
    card: bytes


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score, for explanations: a term of a word, its BM25 and the weight that it got."""

    word: str
    term: str
    by: str
    frequency: int
    document_frequency: int
    bm25: float
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A found enterprise. ``score`` is ``None`` without words; ``distance_km`` without a place or position."""

    id: str
    score: float | None
    coverage: Coverage | None
    distance_km: float | None
    exact_name: bool = False
    parts: tuple[Part, ...] | None = None


FACETS = ("rubric", "province", "recognition", "mode", "certificate")


@dataclass(frozen=True, slots=True)
class Results:
    """The answer: ``total`` literal hits, one page of them, facet counts, and the last change applied.

    ``facets`` maps each of `FACETS` to ``(value, count)`` pairs without zero counts, in any order; a facet
    ignores its own selection and counts enterprises that have one activity row meeting all the others.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, list[tuple[str, int]]]
    applied: int
