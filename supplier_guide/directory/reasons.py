"""Why an enterprise is in the list, in a few Dutch words each."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from supplier_guide.directory.cards import Card
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.question import Question, Reason
from supplier_guide.geo.place import Place
from supplier_guide.model.dutch import kilometres
from supplier_guide.model.vocabulary import MODE_LABELS, Mode
from supplier_guide.search.query import Alternative, Coverage, Hit, Word

MOST_RUBRICS = 2
"""Rubrics told; more would hide the other reasons."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, as far as reasons speak of it."""

    question: Question
    words: tuple[Word, ...]
    places: tuple[Place, ...]


def reasons(card: Card, hit: Hit, asked: Asked, composer: Composer) -> tuple[Reason, ...]:
    """Return the reasons for a hit, the most telling first, none twice."""
    found = [
        *_name(card, hit, asked.words),
        *_rubrics(card, asked, composer),
        *_words(card, asked.words, composer),
        *_choices(card, asked.question),
        *_area(card, hit, asked.places),
    ]
    return tuple(dict.fromkeys(found))


def _name(card: Card, hit: Hit, words: Sequence[Word]) -> Iterator[Reason]:
    if hit.exact_name:
        yield Reason("name", "zo heet deze onderneming")
        return
    in_name = [w.surface for w in words if _met(w, card.name_terms)]
    if in_name:
        yield Reason("name", f"naam met {_quoted(in_name)}")


def _rubrics(card: Card, asked: Asked, composer: Composer) -> Iterator[Reason]:
    chosen = set(asked.question.rubric)

    def fits(rubric: str) -> int:
        by_choice = bool(chosen.intersection(composer.catalogue.ancestry(rubric)))
        return by_choice + sum(_met(w, composer.rubric_terms(rubric)) is not None for w in asked.words)

    fitting = sorted((r for r in card.rubrics if fits(r.value)), key=lambda r: -fits(r.value))
    yield from (Reason("rubric", f"rubriek {r.label}") for r in fitting[:MOST_RUBRICS])


def _words(card: Card, words: Sequence[Word], composer: Composer) -> Iterator[Reason]:
    of_rubrics = frozenset[str]().union(*(composer.rubric_terms(r.value) for r in card.rubrics))
    for word in words:
        met = _met(word, card.text_terms.keys())
        if met is not None:
            spoken = card.text_terms[met.terms[0]]
            if met.by in {"synonym", "translation"}:
                yield Reason("synonym", f"‘{spoken}’ hoort bij ‘{word.surface}’")
            elif _met(word, of_rubrics) is None:
                yield Reason("text", f"‘{word.surface}’ in de omschrijving")


def _choices(card: Card, question: Question) -> Iterator[Reason]:
    kinds = {r.value: r.label for r in card.recognitions}
    yield from (Reason("recognition", f"erkenning {kinds[k]}") for k in question.recognition if k in kinds)
    offered = {mode for a in card.enterprise.activities for mode in a.modes}
    asked = (Mode(m) for m in question.mode)
    yield from (Reason("mode", f"werkwijze {MODE_LABELS[m].lower()}") for m in asked if m in offered)


def _area(card: Card, hit: Hit, places: Sequence[Place]) -> Iterator[Reason]:
    if not places:
        return
    if hit.coverage is Coverage.FULL:
        everywhere = bool(card.nationwide)
        where = "België" if everywhere else " en ".join(p.label for p in places[:2])
        yield Reason("area", f"werkt in {'heel ' if everywhere or len(places) == 1 else ''}{where}")
    elif hit.coverage is Coverage.PARTIAL:
        yield Reason("area", f"werkt in een deel van {places[0].label}")
    elif hit.coverage is Coverage.UNKNOWN:
        yield Reason("area", "werkgebied niet opgegeven")
    if hit.distance_km is not None:
        near = f"op {kilometres(hit.distance_km)}"
        yield Reason("distance", f"in {places[0].label}" if hit.distance_km == 0 else near)


def _met(word: Word, terms: Container[str]) -> Alternative | None:
    return next((a for a in word.alternatives if all(t in terms for t in a.terms)), None)


def _quoted(words: Sequence[str]) -> str:
    return " en ".join(f"‘{w}’" for w in words)
