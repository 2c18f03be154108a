"""What a lot asks: rubrics with their weight and why, places, value, and the words that tell.

Authorities often pick a wrong CPV code, so code and words both count, and each is named as the reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.telling import Telling, telling_words, unheard_words
from supplier_guide.model.cpv import cpv_prefix
from supplier_guide.model.need import Lot, Need

NOTHING_ASKED = "nothing_asked"
"""The code of the error for a lot that does not say what is wanted."""
_READ = 2_000
_SHORT = {2: 0.5, 3: 0.8}
"""A short prefix holds many trades: what it says of one rubric counts less."""
_BROADER = 0.4
_MOST_BROADER = 6
_SURE = 0.85
"""Words that reach this weight may contradict a code,"""
_BACKED = 0.5
"""unless words back the code up to this weight."""


@dataclass(frozen=True, slots=True)
class UnderstoodRubric:
    """A rubric that the lot asks for; ``because`` names the codes and words that say so."""

    id: str
    label: str
    weight: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A better code, when the code chosen and the description contradict each other."""

    cpv: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A lot understood; ``value`` in EUR excluding VAT, ``None`` when not stated so.

    ``unheard`` are the words of its title that no supplier uses.
    """

    lot: Lot
    rubrics: tuple[UnderstoodRubric, ...]
    places: tuple[Place, ...]
    value: float | None
    words: tuple[Telling, ...]
    proposal: Proposal | None = None
    unheard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Clue:
    rubric: str
    weight: float
    because: str


def understand(parts: Parts, need: Need, position: int, *, lenient: bool = False) -> Understood:
    """Understand the lot at ``position``; unknown places are an error, unless ``lenient`` (what a notice says)."""
    lot = need.lots[position]
    title = lot.title or need.title or ""
    text = lot.description or need.description or ""
    places = _places(parts, lot, title, position, lenient=lenient)
    words = _words(parts, need, lot, places)
    coded, worded = list(_by_code(parts, lot)), list(_by_words(parts, words))
    chosen = [_Clue(r, 1.0, "gekozen rubriek") for r in _known_rubrics(parts, lot.rubrics, position)]
    rubrics = _combined(parts, [*chosen, *coded, *worded])
    if not (lenient or rubrics or words or lot.cpv or _says_something(parts, f"{title} {text}")):
        message = "Beschrijf wat u nodig hebt: een titel, een omschrijving, een CPV-code of een rubriek."
        raise Unprocessable(NOTHING_ASKED, message, field=f"lots[{position}].title")
    return Understood(
        lot=lot,
        rubrics=rubrics,
        places=places,
        value=lot.value if lot.currency in {None, "EUR"} else None,
        words=words,
        proposal=_proposal(parts, lot, coded, worded),
        unheard=unheard_words(parts, title, places=[p.label for p in places]),
    )


def _words(parts: Parts, need: Need, lot: Lot, places: Sequence[Place]) -> tuple[Telling, ...]:
    """Return the telling words of a lot; of the whole too, when its own words (a number, a town) name no trade."""
    where = [*(p.label for p in places), *(p.label_fr for p in places)]
    title, text = lot.title or need.title or "", lot.description or need.description or ""
    words = telling_words(parts, title, text, places=where)
    if any(parts.naming.named([told.word for told in words])):
        return words
    whole = f"{title}\n{need.title or ''}", f"{text}\n{need.description or ''}"
    return telling_words(parts, *whole, places=where)


def _says_something(parts: Parts, text: str) -> bool:
    """Whether a text holds a word at all; one that no supplier uses finds nobody, and is no mistake."""
    return bool(parts.analyser.words(text[:_READ]))


def _known_rubrics(parts: Parts, rubrics: Sequence[str], position: int) -> Sequence[str]:
    for rubric in rubrics:
        if rubric not in parts.catalogue.rubrics:
            message = f"Rubriek {rubric} bestaat niet; kies er een van /rubrieken."
            raise Unprocessable("unknown_rubric", message, field=f"lots[{position}].rubrics")
    return rubrics


def _by_code(parts: Parts, lot: Lot) -> Iterator[_Clue]:
    """Yield the rubrics of the longest prefix that fits each code; of a broader code those below it, counting less."""
    figures = parts.weights.understanding
    leaves = sorted(parts.catalogue.leaves())
    for place, code in enumerate(dict.fromkeys(lot.cpv)):
        weight = figures.main_cpv if place == 0 else figures.additional_cpv
        for rubric, factor in _coded(parts, code, leaves).items():
            yield _Clue(rubric, weight * factor, f"cpv {code}")


def _coded(parts: Parts, code: str, leaves: Sequence[str]) -> dict[str, float]:
    """Return the rubrics that a code points to, and how firmly."""
    prefixes = [(p, r) for r in leaves for p in parts.catalogue.rubrics[r].cpv_prefixes]
    longest = max((len(p) for p, _ in prefixes if code.startswith(p)), default=0)
    if longest:
        return {r: _firmness(parts, p, r) for p, r in prefixes if len(p) == longest and code.startswith(p)}
    asked = cpv_prefix(code)
    below = sorted({r for p, r in prefixes if p.startswith(asked)})
    return dict.fromkeys(below, _BROADER) if len(below) <= _MOST_BROADER else {}


def _firmness(parts: Parts, prefix: str, rubric: str) -> float:
    doubtful = prefix in parts.catalogue.rubrics[rubric].cpv_doubtful
    return _SHORT.get(len(prefix), 1.0) * (parts.weights.understanding.doubtful_cpv if doubtful else 1.0)


def _by_words(parts: Parts, words: Sequence[Telling]) -> Iterator[_Clue]:
    """Yield the rubrics that the telling words name; a word that names many says little of each."""
    for told, named in zip(words, parts.naming.named([t.word for t in words]), strict=True):
        for rubric, share in sorted(named.items()):
            evidence = told.emphasis * share**2 / sqrt(len(named))
            yield _Clue(rubric, 1.0 - exp(-evidence), f"woord ‘{told.word.surface}’")


def _combined(parts: Parts, clues: Sequence[_Clue]) -> tuple[UnderstoodRubric, ...]:
    """Combine independent clues: each leaves a little less doubt. What somebody chose is never cut off."""
    figures = parts.weights.understanding
    doubt: dict[str, float] = {}
    because: dict[str, dict[str, None]] = {}
    for clue in clues:
        doubt[clue.rubric] = doubt.get(clue.rubric, 1.0) * (1.0 - clue.weight)
        because.setdefault(clue.rubric, {})[clue.because] = None
    found = [
        UnderstoodRubric(r, parts.catalogue.label(r), 1.0 - left, tuple(because[r]))
        for r, left in doubt.items()
        if 1.0 - left >= figures.least
    ]
    found.sort(key=lambda r: (-r.weight, r.id))
    sure = sum(r.weight == 1.0 for r in found)
    return tuple(found[: max(figures.most, sure)])


def _proposal(parts: Parts, lot: Lot, coded: Sequence[_Clue], worded: Sequence[_Clue]) -> Proposal | None:
    """Return a better code when the description surely names a trade that the code does not hold."""
    said = _combined(parts, worded)
    if not lot.cpv or not said or said[0].weight < _SURE:
        return None
    best = parts.catalogue.rubrics[said[0].id]
    parents = {parts.catalogue.rubrics[c.rubric].parent for c in coded}
    backed = any(r.weight >= _BACKED for r in said if parts.catalogue.rubrics[r.id].parent in parents)
    if backed or best.parent in parents or not best.cpv_prefixes:
        return None
    code = best.cpv_prefixes[0].ljust(8, "0")
    sentence = f"U koos {lot.cpv[0]}; deze omschrijving wijst op {code} ({best.labels.nl})."
    return Proposal(code, sentence)


def _places(parts: Parts, lot: Lot, title: str, position: int, *, lenient: bool) -> tuple[Place, ...]:
    """Return the places stated; without any, a place that the title names."""
    found: dict[tuple[str, str], Place] = {}
    for field, texts in (("places", lot.places), ("nuts", lot.nuts)):
        for text in texts:
            place = _resolved(parts, text, f"lots[{position}].{field}", lenient=lenient)
            if place is not None and place.code != "BE":
                found[place.code, place.label] = place
    if not found:
        recognised = parts.gazetteer.recognise(title.split())
        if recognised:
            return (recognised[2],)
    return _narrowest(tuple(found.values()))


def _narrowest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Leave out a territory that holds another stated place: the narrower one says where."""
    inside = {code for place in places for code in place.ancestors[1:]}
    return tuple(p for p in places if p.kind is PlaceKind.MUNICIPALITY or p.code not in inside)


def _resolved(parts: Parts, text: str, field: str, *, lenient: bool) -> Place | None:
    try:
        return parts.gazetteer.resolve(text)
    except Unprocessable as error:
        if lenient:
            return None
        raise Unprocessable(error.code, error.message, field=field, suggestions=error.suggestions) from error
