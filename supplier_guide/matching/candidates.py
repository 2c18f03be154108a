"""Candidates, wide: whoever shares a rubric, a CPV group or a telling word with the lot, never by a score."""

from datetime import date

from supplier_guide.matching.offers import Candidate
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.understanding import Understood
from supplier_guide.model.cpv import cpv_filter
from supplier_guide.search.query import AskedPlace, Wide

_GROUP = 3
"""Digits of a CPV group."""


def candidates(parts: Parts, understood: Understood, *, on: date) -> list[Candidate]:
    """Return at most `Weights.candidates` enterprises, those that share most first, then the nearest."""
    placed = bool(understood.places)
    found = parts.engine.sharing(question(parts, understood))
    return [parts.offers.candidate(shared, on=on, placed=placed) for shared in found]


def question(parts: Parts, understood: Understood) -> Wide:
    """Return the wide question that a lot asks of the engine."""
    rubrics = [r.id for r in understood.rubrics]
    parents = dict.fromkeys(r.partition(".")[0] for r in rubrics)
    places = tuple(
        AskedPlace(p.ancestors, p.lat, p.lon, inside=p.code if p.is_area else None) for p in understood.places
    )
    near = parts.weights.distance.near_km
    words = tuple(told.word for told in understood.words)
    return Wide(
        (*rubrics, *parents), _codes(understood), words, places, near, limit=parts.weights.candidates
    )  # fmt: skip


def _codes(understood: Understood) -> tuple[tuple[str, ...], ...]:
    """Return for each code what fits it, and for its group what shares the first three digits."""
    codes = dict.fromkeys(understood.lot.cpv)
    groups = dict.fromkeys(code[:_GROUP] for code in codes)
    return (*(cpv_filter(code) for code in codes), *((group,) for group in groups))
