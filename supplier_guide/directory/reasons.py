"""Why an enterprise is in the list, in a few Dutch words each."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from supplier_guide.directory.cards import Card, Read
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.plan import Plan
from supplier_guide.directory.question import Labelled, Question, Reason
from supplier_guide.geo.place import Place
from supplier_guide.model.cpv import cpv_filter, cpv_prefix, cpv_tokens
from supplier_guide.model.dutch import kilometres
from supplier_guide.model.slug import fold
from supplier_guide.model.vocabulary import MODE_LABELS, Mode
from supplier_guide.search.analysis.joints import parts_of
from supplier_guide.search.query import Alternative, Coverage, Hit, Word

MOST_RUBRICS = 2
"""Rubrics told; more would hide the other reasons."""
_OTHER_WORDS = {"synonym", "translation"}
_CPV_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, as far as reasons speak of it."""

    question: Question
    words: tuple[Word, ...]
    places: tuple[Place, ...]
    cpv: tuple[str, ...]
    named: tuple[frozenset[str], ...]
    """For each word the rubrics that it names."""
    fits: Mapping[str, int]
    """How many of the words and choices a rubric answers; those that answer none are not in it."""


def asked(composer: Composer, planned: Plan, words: Sequence[Word]) -> Asked:
    """Return what was asked in ``words`` and beside them, with the rubrics that the words name."""
    named = tuple(map(composer.names.named, words))
    fits = Counter(rubric for rubrics in named for rubric in rubrics)
    fits.update(composer.catalogue.below(planned.question.rubric))
    cpv = tuple(part.value for part in planned.reading.from_text if part.kind == "cpv")
    return Asked(planned.question, tuple(words), planned.places, cpv, named, fits)


def reasons(card: Card, hit: Hit, asked: Asked, composer: Composer) -> tuple[Reason, ...]:
    """Return the reasons for a hit, the most telling first, none twice; what is not known comes last."""
    fits = asked.fits
    fitting = sorted((r for r in card.rubrics if r.value in fits), key=lambda r: -fits[r.value])
    by_cpv = _met_by_cpv(card, asked.cpv, composer)
    found = [
        *_name(card, hit, asked.words),
        *(Reason("rubric", f"rubriek {r.label}") for r in fitting[:MOST_RUBRICS]),
        *(Reason("cpv", f"CPV {code} bij {rubric.label}") for code, rubric in by_cpv[:MOST_RUBRICS]),
        *_words(card, asked, composer),
        *_choices(card, asked.question),
        *_area(card, hit, asked.places, fitting or [rubric for _, rubric in by_cpv] or card.rubrics),
        *_distance(hit, asked.places),
        *_caveats(hit),
    ]
    return tuple(dict.fromkeys(found))


def _met_by_cpv(card: Card, codes: Sequence[str], composer: Composer) -> list[tuple[str, Labelled]]:
    """Return the CPV codes of activities that meet those asked, as told, each with the rubric of the activity."""
    labels = {r.value: r for r in card.rubrics}
    found: dict[tuple[str, Labelled], None] = {}
    for code in codes:
        wanted = frozenset(cpv_filter(code))
        for activity in card.enterprise.activities:
            own = [c for c in composer.cpv_codes(activity.rubric, activity.cpv) if wanted & {*cpv_tokens((c,))}]
            if own:
                found[_nearest(own, code), labels[activity.rubric]] = None
    return list(found)


def _nearest(own: Sequence[str], code: str) -> str:
    """Return the code nearest to the one asked, its zeros left out: ``7731…``. Each is it, or narrower or wider."""
    digits = len(cpv_prefix(code))
    prefix = min(map(cpv_prefix, own), key=lambda p: (-min(len(p), digits), len(p), p))
    return prefix if len(prefix) == _CPV_DIGITS else f"{prefix}…"


def _name(card: Card, hit: Hit, words: Sequence[Word]) -> Iterator[Reason]:
    if hit.exact_name:
        yield Reason("name", "zo heet deze onderneming")
        return
    met = [(w, a) for w in words if (a := next(w.met_in(card.names.terms), None))]
    if itself := [spoken for w, a in met if a.by not in _OTHER_WORDS for spoken in _spoken(card.names, w, a)]:
        yield Reason("name", f"naam met {_quoted(itself)}")
    for word, alternative in met:
        if alternative.by in _OTHER_WORDS:
            spoken = _spoken(card.names, word, alternative)
            yield Reason("name", f"{_quoted(spoken)} in de naam {_belongs(spoken)} bij ‘{word.surface}’")


def _words(card: Card, asked: Asked, composer: Composer) -> Iterator[Reason]:
    own = {r.value for r in card.rubrics}
    for word, named in zip(asked.words, asked.named, strict=True):
        met = next(word.met_in(card.texts.terms), None)
        if met is not None:
            spoken = _spoken(card.texts, word, met)
            if met.by in _OTHER_WORDS:
                yield Reason("synonym", f"{_quoted(spoken)} {_belongs(spoken)} bij ‘{word.surface}’")
            elif not named & own:
                yield Reason("text", f"{_quoted(spoken)} in de omschrijving")
        elif not named & own and not _met(word, card.names.terms) and _met_together(word, card, composer):
            # "gras maaien": one of its words stands in one rubric, the other in another or in the text.
            yield Reason("text", f"‘{word.surface}’ in rubrieken en omschrijving samen")


def _met_together(word: Word, card: Card, composer: Composer) -> bool:
    own = frozenset[str]().union(*(composer.names.terms(r.value) for r in card.rubrics))
    return any(
        all(t in own or t in card.names.terms or t in card.texts.terms for t in a.terms) for a in word.alternatives
    )


def _choices(card: Card, question: Question) -> Iterator[Reason]:
    if question.recognition:
        kinds = {r.value: r.label for r in card.recognitions}
        yield from (Reason("recognition", f"erkenning {kinds[k]}") for k in question.recognition if k in kinds)
    if question.mode:
        offered = {mode for a in card.enterprise.activities for mode in a.modes}
        asked = (Mode(m) for m in question.mode)
        yield from (Reason("mode", f"werkwijze {MODE_LABELS[m].lower()}") for m in asked if m in offered)


def _area(card: Card, hit: Hit, places: Sequence[Place], rubrics: Sequence[Labelled]) -> Iterator[Reason]:
    """Say where it works; of several places the engine does not tell which one it meets, so none is named."""
    only = places[0].label if len(places) == 1 else None
    if hit.coverage is Coverage.FULL:
        if rubrics and all(r.value in card.nationwide for r in rubrics):
            yield Reason("area", "werkt in heel België")
        else:
            yield Reason("area", f"werkt in heel {only}" if only else "werkt in een van de gevraagde plaatsen")
    elif hit.coverage is Coverage.PARTIAL:
        yield Reason("area", f"werkt in een deel van {only or 'een gevraagde plaats'}")


def _distance(hit: Hit, places: Sequence[Place]) -> Iterator[Reason]:
    if places and hit.distance_km is not None:
        here = f"in {places[0].label}" if len(places) == 1 else "ter plaatse"
        yield Reason("distance", here if hit.distance_km == 0 else f"op {kilometres(hit.distance_km)}")


def _caveats(hit: Hit) -> Iterator[Reason]:
    if hit.coverage is Coverage.UNKNOWN:
        yield Reason("area", "werkgebied niet opgegeven")


def _met(word: Word, terms: Container[str]) -> bool:
    return any(True for _ in word.met_in(terms))


def _spoken(read: Read, word: Word, met: Alternative) -> list[str]:
    """Return the words that brought the terms met; the one asked is spelled as it was asked."""
    terms = (term for joint in met.terms for term in parts_of(joint))
    found = dict.fromkeys(spoken for term in terms if (spoken := read.word(term)))
    return [word.surface if fold(spoken) == fold(word.surface) else spoken for spoken in found]


def _quoted(words: Sequence[str]) -> str:
    return " en ".join(f"‘{w}’" for w in words)


def _belongs(words: Sequence[str]) -> str:
    return "hoort" if len(words) == 1 else "horen"
