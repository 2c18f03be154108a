"""Find enterprises: from a question to an answer that says how it was found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from supplier_guide.directory.cards import Card
from supplier_guide.directory.library import Library
from supplier_guide.directory.plan import Plan, plan
from supplier_guide.directory.question import Answer, FacetCount, Found, Question
from supplier_guide.directory.reasons import Asked, asked, reasons
from supplier_guide.directory.widening import Widened, widen
from supplier_guide.model.vocabulary import MODE_LABELS, Status
from supplier_guide.search.document import QUALIFIES_ART15
from supplier_guide.search.highlighting import highlight
from supplier_guide.search.query import Hit, Results, Word
from supplier_guide.store import enterprises

HIGHLIGHTS = 2
_MODES: Mapping[str, str] = {mode.value: label for mode, label in MODE_LABELS.items()}


def find(library: Library, question: Question, *, today: date) -> Answer:
    """Answer ``question`` as of ``today`` (the day on which recognitions must be valid)."""
    planned = plan(library, question, today=today)
    results = library.engine.search(planned.query())
    wider = widen(library, planned, results, library.composer)
    return Answer(
        question=question,
        total=results.total,
        hits=tuple(_fill(library, planned, results, wider)),
        corrections=planned.reading.corrections,
        places=planned.places,
        from_text=planned.reading.from_text,
        widened=wider.steps,
        also_try=wider.also_try,
        facets=_facets(library, planned, results),
        data_version=str(results.applied),
    )


def _fill(library: Library, planned: Plan, results: Results, wider: Widened) -> Iterable[Found]:
    hits = [*((h, False) for h in results.hits), *((h, True) for h in wider.hits)]
    with library.store.read() as connection:
        stored = enterprises.by_ids(connection, [h.id for h, _ in hits])
    literally = asked(library.composer, planned, planned.reading.words)
    widely = asked(library.composer, planned, wider.words) if wider.hits else literally
    for hit, widened in hits:
        # The index may be behind: what was withdrawn since, or has become a draft, is left out.
        row = stored.get(hit.id)
        if row is not None and row.enterprise.status is Status.PUBLISHED:
            card = library.cards.card(row)
            yield _found(library, card, hit, widely if widened else literally, widened=widened)


def _found(library: Library, card: Card, hit: Hit, wanted: Asked, *, widened: bool) -> Found:
    site = card.nearest(wanted.places)
    return Found(
        enterprise=card.enterprise,
        recognitions=card.recognitions,
        rubrics=card.rubrics,
        municipality=site.municipality if site else None,
        province=site.province if site else None,
        lat=site.lat if site else None,
        lon=site.lon if site else None,
        distance_km=hit.distance_km,
        coverage=hit.coverage,
        highlights=_highlights(library, card, wanted.words),
        reasons=reasons(card, hit, wanted, library.composer),
        score=hit.score,
        widened=widened,
        parts=hit.parts,
    )


def _highlights(library: Library, card: Card, words: Sequence[Word]) -> tuple[str, ...]:
    """Return snippets by the first chain that finds the words: a French enterprise may be described in Dutch."""
    for passages in card.texts.by_chain if words else ():
        snippets = highlight(passages, words, library.analyser, limit=HIGHLIGHTS)
        if snippets:
            return tuple(snippets)
    return ()


def _facets(library: Library, planned: Plan, results: Results) -> dict[str, tuple[FacetCount, ...]]:
    chosen = planned.filters
    selected: Mapping[str, Sequence[str]] = {
        "rubric": chosen.rubrics,
        "province": chosen.provinces,
        "recognition": chosen.recognitions,
        "mode": chosen.modes,
        "certificate": chosen.certificates,
    }
    return {name: _by_count(counts, _labels(library, name), selected[name]) for name, counts in results.facets.items()}


def _by_count(
    counts: Sequence[tuple[str, int]], labels: Mapping[str, str], chosen: Sequence[str]
) -> tuple[FacetCount, ...]:
    """Return the values of a facet, the most frequent first, then by label."""
    ordered = sorted((-n, labels.get(value, value), value) for value, n in counts if value != QUALIFIES_ART15)
    return tuple(FacetCount(value, label, -n, value in chosen) for n, label, value in ordered)


def _labels(library: Library, facet: str) -> Mapping[str, str]:
    if facet == "rubric":
        return library.catalogue.rubric_labels
    if facet == "recognition":
        return library.catalogue.recognition_labels
    if facet == "mode":
        return _MODES
    if facet == "province":
        return library.gazetteer.province_labels
    return library.vocabulary.certificates
