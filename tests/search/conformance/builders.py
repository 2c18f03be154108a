"""Documents and questions in a few words, for tests of engines."""

from collections.abc import Sequence
from typing import Any

from supplier_guide.search.document import FOREVER, IndexDocument, IndexRecognition, IndexRow, IndexSite
from supplier_guide.search.query import Alternative, AskedPlace, Filters, Results, SearchQuery, Word

DAY = 739_577
"""25 November 2025, as a proleptic ordinal."""

ANCESTORS = {
    "44021": ("44021", "BE234", "BE23", "BE2", "BE"),
    "46021": ("46021", "BE236", "BE23", "BE2", "BE"),
    "11002": ("11002", "BE211", "BE21", "BE2", "BE"),
    "62063": ("62063", "BE332", "BE33", "BE3", "BE"),
}
CENTRES = {
    "44021": (51.0543, 3.7174),
    "46021": (51.1656, 4.1431),
    "11002": (51.2194, 4.4025),
    "62063": (50.6326, 5.5797),
}
GENT, SINT_NIKLAAS, ANTWERPEN, LIEGE = (AskedPlace(ANCESTORS[code], *CENTRES[code]) for code in ANCESTORS)
EAST_FLANDERS = AskedPlace(("BE23", "BE2", "BE"), 51.0, 3.8, inside="BE23")


def site(code: str, *, north: float = 0.0) -> IndexSite:
    """Return a site in a municipality, ``north`` degrees above its centre."""
    lat, lon = CENTRES[code]
    return IndexSite(lat + north, lon, ANCESTORS[code])


def row(
    rubric: str, *modes: str, full: Sequence[str] | None = None, part: Sequence[str] | None = None, **more: Any
) -> IndexRow:
    """Return a row of ``rubric`` (R01.02 brings its parent R01); without ``full`` and ``part`` no area is stated."""
    rubrics = (rubric, rubric.partition(".")[0]) if "." in rubric else (rubric,)
    stated = full is not None or part is not None
    return IndexRow(
        rubrics,
        modes=modes,
        area_full=tuple(full or ()) if stated else None,
        area_part=tuple(part or ()) if stated else None,
        nationwide=bool(full) and "BE" in (full or ()),
        **more,
    )


def document(id: str, text: str = "", **more: Any) -> IndexDocument:  # noqa: A002  # as the field is called
    """Return a document whose terms are the words of ``text``; its name is its id unless given."""
    words = text.split()
    terms = {word: words.count(word) for word in words}
    given: dict[str, Any] = {"change": 1, "sort_name": id, "name_keys": (id,)} | more
    return IndexDocument(id=id, terms=terms, **given)


def recognition(kind: str, start: int = 0, until: int = FOREVER) -> IndexRecognition:
    """Return a recognition that holds between two days."""
    return IndexRecognition(kind, start, until)


def word(*terms: str, weight: float = 1.0) -> Word:
    """Return a word with one alternative: all of ``terms``."""
    return Word(" ".join(terms), (Alternative(terms, weight, "stem"),))


def either(*alternatives: tuple[tuple[str, ...], float]) -> Word:
    """Return a word with several alternatives, each terms and a weight."""
    return Word("either", tuple(Alternative(terms, weight, "synonym") for terms, weight in alternatives))


def ask(*texts: str, **more: Any) -> SearchQuery:
    """Return a question for words; ``rubrics=`` and other filters may stand beside the question's own fields."""
    names = Filters.__dataclass_fields__
    filters = Filters(**{name: more.pop(name) for name in list(more) if name in names})
    given: dict[str, Any] = {"words": tuple(word(text) for text in texts), "on": DAY, "filters": filters} | more
    return SearchQuery(**given)


def ids(results: Results) -> list[str]:
    """Return the ids of the hits, in order."""
    return [hit.id for hit in results.hits]


def counts(results: Results, facet: str) -> dict[str, int]:
    """Return a facet as a dictionary."""
    return dict(results.facets[facet])
