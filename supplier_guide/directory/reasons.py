"""Why an enterprise is in the list, in a few Dutch words each."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from supplier_guide.directory.cards import Card
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.question import Labelled, Question, Reason
from supplier_guide.geo.place import Place
from supplier_guide.model.dutch import kilometres
from supplier_guide.model.vocabulary import MODE_LABELS, Mode
from supplier_guide.search.query import Coverage, Hit, Word

MOST_RUBRICS = 2
"""Rubrics told; more would hide the other reasons."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, as far as reasons speak of it."""

    question: Question
    words: tuple[Word, ...]
    places: tuple[Place, ...]
    named: tuple[frozenset[str], ...]
    """For each word the rubrics that it names."""
    fits: Mapping[str, int]
    """How many of the words and choices a rubric answers; those that answer none are not in it."""


def asked(composer: Composer, question: Question, words: Sequence[Word], places: Sequence[Place]) -> Asked:
    """Return what was asked, with the rubrics that its words name."""
    named = tuple(map(composer.names.named, words))
    fits = Counter(rubric for rubrics in named for rubric in rubrics)
    fits.update(composer.catalogue.below(question.rubric))
    return Asked(question, tuple(words), tuple(places), named, fits)


def reasons(card: Card, hit: Hit, asked: Asked, composer: Composer) -> tuple[Reason, ...]:
    """Return the reasons for a hit, the most telling first, none twice."""
    fits = asked.fits
    fitting = sorted((r for r in card.rubrics if r.value in fits), key=lambda r: -fits[r.value])
    found = [
        *_name(card, hit, asked.words),
        *(Reason("rubric", f"rubriek {r.label}") for r in fitting[:MOST_RUBRICS]),
        *_words(card, asked, composer),
        *_choices(card, asked.question),
        *_area(card, hit, asked.places, fitting or card.rubrics),
    ]
    return tuple(dict.fromkeys(found))


def _name(card: Card, hit: Hit, words: Sequence[Word]) -> Iterator[Reason]:
    if hit.exact_name:
        yield Reason("name", "zo heet deze onderneming")
    elif in_name := [w.surface for w in words if _met(w, card.name_terms)]:
        yield Reason("name", f"naam met {_quoted(in_name)}")


def _words(card: Card, asked: Asked, composer: Composer) -> Iterator[Reason]:
    own = {r.value for r in card.rubrics}
    for word, named in zip(asked.words, asked.named, strict=True):
        met = next(word.met_in(card.text_terms), None)
        if met is not None:
            spoken = card.surface(met.terms[0])
            if met.by in {"synonym", "translation"}:
                yield Reason("synonym", f"‘{spoken}’ hoort bij ‘{word.surface}’")
            elif not named & own:
                yield Reason("text", f"‘{word.surface}’ in de omschrijving")
        elif not named & own and not _met(word, card.name_terms) and _met_together(word, card, composer):
            # "gras maaien": one of its words stands in one rubric, the other in another or in the text.
            yield Reason("text", f"‘{word.surface}’ in rubrieken en omschrijving samen")


def _met_together(word: Word, card: Card, composer: Composer) -> bool:
    own = frozenset[str]().union(card.name_terms, *(composer.names.terms(r.value) for r in card.rubrics))
    return any(all(t in own or t in card.text_terms for t in a.terms) for a in word.alternatives)


def _choices(card: Card, question: Question) -> Iterator[Reason]:
    if question.recognition:
        kinds = {r.value: r.label for r in card.recognitions}
        yield from (Reason("recognition", f"erkenning {kinds[k]}") for k in question.recognition if k in kinds)
    if question.mode:
        offered = {mode for a in card.enterprise.activities for mode in a.modes}
        asked = (Mode(m) for m in question.mode)
        yield from (Reason("mode", f"werkwijze {MODE_LABELS[m].lower()}") for m in asked if m in offered)


def _area(card: Card, hit: Hit, places: Sequence[Place], rubrics: Sequence[Labelled]) -> Iterator[Reason]:
    if not places:
        return
    if hit.coverage is Coverage.FULL:
        everywhere = bool(rubrics) and all(r.value in card.nationwide for r in rubrics)
        where = "België" if everywhere else " en ".join(p.label for p in places[:2])
        yield Reason("area", f"werkt in {'heel ' if everywhere or len(places) == 1 else ''}{where}")
    elif hit.coverage is Coverage.PARTIAL:
        yield Reason("area", f"werkt in een deel van {places[0].label}")
    elif hit.coverage is Coverage.UNKNOWN:
        yield Reason("area", "werkgebied niet opgegeven")
    if hit.distance_km is not None:
        near = f"op {kilometres(hit.distance_km)}"
        yield Reason("distance", f"in {places[0].label}" if hit.distance_km == 0 else near)


def _met(word: Word, terms: Container[str]) -> bool:
    return any(True for _ in word.met_in(terms))


def _quoted(words: Sequence[str]) -> str:
    return " en ".join(f"‘{w}’" for w in words)
