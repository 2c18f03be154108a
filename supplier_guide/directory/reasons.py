"""Why an enterprise is in the list, in a few Dutch words each."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from supplier_guide.directory.cards import Card
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.question import Labelled, Question, Reason
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
    named: tuple[frozenset[str], ...]
    """For each word the rubrics that it names."""

    def fit(self, ancestry: Sequence[str]) -> int:
        """Return how many of the words and choices the rubric with these ancestors answers."""
        chosen = any(r in ancestry for r in self.question.rubric)
        return chosen + sum(ancestry[0] in rubrics for rubrics in self.named)


def asked(composer: Composer, question: Question, words: Sequence[Word], places: Sequence[Place]) -> Asked:
    """Return what was asked, with the rubrics that its words name."""
    return Asked(question, tuple(words), tuple(places), tuple(map(composer.rubrics_named, words)))


def reasons(card: Card, hit: Hit, asked: Asked, composer: Composer) -> tuple[Reason, ...]:
    """Return the reasons for a hit, the most telling first, none twice."""
    fits = {r: asked.fit(composer.catalogue.ancestry(r.value)) for r in card.rubrics}
    fitting = sorted((r for r in card.rubrics if fits[r]), key=lambda r: -fits[r])
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
        return
    in_name = [w.surface for w in words if _met(w, card.name_terms)]
    if in_name:
        yield Reason("name", f"naam met {_quoted(in_name)}")


def _words(card: Card, asked: Asked, composer: Composer) -> Iterator[Reason]:
    own = {r.value for r in card.rubrics}
    for word, named in zip(asked.words, asked.named, strict=True):
        met = _met(word, card.text_terms)
        if met is not None:
            spoken = card.text_terms[met.terms[0]]
            if met.by in {"synonym", "translation"}:
                yield Reason("synonym", f"‘{spoken}’ hoort bij ‘{word.surface}’")
            elif not named & own:
                yield Reason("text", f"‘{word.surface}’ in de omschrijving")
        elif not named & own and _met(word, card.name_terms) is None and _met_together(word, card, composer):
            # "gras maaien": one of its words stands in one rubric, the other in another or in the text.
            yield Reason("text", f"‘{word.surface}’ in rubrieken en omschrijving samen")


def _met_together(word: Word, card: Card, composer: Composer) -> bool:
    each_rubric = (composer.rubric_terms(r.value) for r in card.rubrics)
    return _met(word, frozenset().union(card.name_terms, card.text_terms, *each_rubric)) is not None


def _choices(card: Card, question: Question) -> Iterator[Reason]:
    kinds = {r.value: r.label for r in card.recognitions}
    yield from (Reason("recognition", f"erkenning {kinds[k]}") for k in question.recognition if k in kinds)
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


def _met(word: Word, terms: Container[str]) -> Alternative | None:
    return next((a for a in word.alternatives if all(t in terms for t in a.terms)), None)


def _quoted(words: Sequence[str]) -> str:
    return " en ".join(f"‘{w}’" for w in words)
