"""Typing help: rubrics, words, enterprises, places and CPV codes that begin as the visitor types.

And help after the search, when what was typed is only the beginning of a word of the collection.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from supplier_guide.directory.library import Library
from supplier_guide.directory.plan import plan
from supplier_guide.directory.question import Answer
from supplier_guide.directory.reading import read, without_places
from supplier_guide.directory.resolving import MAX_WORDS_LENGTH, asked_place
from supplier_guide.directory.widening import ENOUGH
from supplier_guide.geo.place import PlaceKind
from supplier_guide.model.slug import fold, name_key
from supplier_guide.search.query import SearchQuery

PER_KIND = 4
CPV_DIGITS = 8
SHORTEST_CODE = 2
SHORTEST_BEGINNING = 3
LONGER_TRIED = 8
LONGER_SHOWN = 4
WORDS_TRIED = 8
TOWNS_SHOWN = 2
_WORD = re.compile(r"\S+")

PLACE_HINTS = {
    PlaceKind.MUNICIPALITY: "gemeente",
    PlaceKind.POSTAL_CODE: "postcode",
    PlaceKind.LOCALITY: "deelgemeente",
    PlaceKind.PROVINCE: "provincie",
    PlaceKind.TERRITORY: "gebied",
    PlaceKind.POSITION: "plek",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of typing help; ``kind`` is rubric, enterprise, place, cpv or word."""

    kind: str
    value: str
    label: str
    hint: str


def suggest(library: Library, text: str, *, limit: int) -> list[Suggestion]:
    """Return up to ``limit`` suggestions for what was typed so far, kinds in a fixed order."""
    prefix = name_key(text)
    if not prefix:
        return []
    if text.strip().isdigit():
        found = [*_cpv(library, text.strip()), *_places(library, text.strip())]
        return found[:limit]
    rubrics = list(islice(_rubrics(library, prefix), PER_KIND))
    words = _continued(library, text, towns_first=not rubrics) if " " in prefix else _words(library, text)
    kinds = (words, _enterprises(library, text), _places(library, text))
    return _fair([rubrics, *(list(islice(kind, PER_KIND)) for kind in kinds)], limit)


def longer(library: Library, answer: Answer, *, today: date) -> list[str]:
    """Return what to search for instead, when few were found and the last word is a beginning: kring, kringwinkel.

    Only texts that find more; none where there are three hits, or where looking wider brought some.
    """
    question = answer.question
    if question.page > 1 or answer.total >= ENOUGH or any(found.widened for found in answer.hits):
        return []

    def total(text: str) -> int:
        instead = replace(question, q=text, literal=True)
        query = replace(plan(library, instead, today=today).query(), facets=False, limit=1)
        return library.engine.search(query).total

    found = (text for text in _longer(library, answer) if total(text) > answer.total)
    return list(islice(found, LONGER_SHOWN))


def _longer(library: Library, answer: Answer) -> Iterator[str]:
    """Give the text of the question with its last word completed; of several forms of a word the most frequent."""
    text = answer.question.q
    last = next(reversed(list(_WORD.finditer(without_places(text, answer.from_text)))), None)
    if last is None or len(last[0]) < SHORTEST_BEGINNING:
        return
    seen = {_stem(library, last[0])}
    for word in library.vocabulary.lexicon.suggest_words(last[0], limit=LONGER_TRIED):
        stem = _stem(library, word)
        whole = f"{text[: last.start()]}{word.lower()}{text[last.end() :]}"
        if stem not in seen and len(whole) <= MAX_WORDS_LENGTH:
            seen.add(stem)
            yield whole


def _stem(library: Library, word: str) -> str:
    return next(iter(library.analyser.terms(word, language="nl")), word)


def _fair(kinds: Sequence[Sequence[Suggestion]], limit: int) -> list[Suggestion]:
    """Return up to ``limit``, so that every kind with something to offer is heard, in the order of kinds."""
    room = [0] * len(kinds)
    for _ in range(limit):
        open_kinds = [i for i, kind in enumerate(kinds) if room[i] < len(kind)]
        if not open_kinds:
            break
        room[min(open_kinds, key=lambda i: room[i])] += 1
    return [s for kind, count in zip(kinds, room, strict=True) for s in kind[:count]]


def _rubrics(library: Library, prefix: str) -> Iterator[Suggestion]:
    words, vocabulary = library.rubric_words, library.vocabulary
    sizes = words.sizes(vocabulary, lambda: dict(library.engine.search(SearchQuery(limit=1)).facets["rubric"]))
    for rubric_id, text in words.starting_with(prefix, common=vocabulary.lexicon.count, sizes=sizes):
        label = library.catalogue.label(rubric_id)
        hint = "rubriek" if fold(label) == text else f"rubriek, ook: {text}"
        yield Suggestion("rubric", rubric_id, label, hint)


def _words(library: Library, text: str) -> Iterator[Suggestion]:
    for word in library.vocabulary.lexicon.suggest_words(fold(text), limit=WORDS_TRIED):
        if library.analyser.terms(word, language="nl"):  # a stop word alone finds nothing
            yield Suggestion("word", word, word, "zoekwoord")


def _continued(library: Library, text: str, *, towns_first: bool) -> list[Suggestion]:
    """Return the text with its last word completed: to a municipality, and to words, what finds most first."""
    *before, last = fold(text).split()
    found = (p.label for p in library.gazetteer.suggest(last, limit=PER_KIND) if p.kind is PlaceKind.MUNICIPALITY)
    towns = [" ".join((*before, town)) for town in islice(found, TOWNS_SHOWN)]
    words = library.vocabulary.lexicon.suggest_words(last, limit=PER_KIND)
    totals = {whole: _total(library, whole) for whole in (" ".join((*before, word)) for word in words)}
    wholes = sorted((whole for whole, total in totals.items() if total), key=lambda whole: -totals[whole])
    hints = dict.fromkeys(wholes, "zoekwoord") | dict.fromkeys(towns, "zoekwoord en gemeente")
    ordered = dict.fromkeys((*towns, *wholes) if towns_first else (*wholes, *towns))
    return [Suggestion("word", whole, whole, hints[whole]) for whole in ordered]


def _total(library: Library, text: str) -> int:
    """Return how many enterprises ``text`` finds as it stands."""
    if len(text) > MAX_WORDS_LENGTH:
        return 0
    reading = read(library, text, place_given=False, literal=True)
    places = tuple(map(asked_place, reading.places))
    return library.engine.search(SearchQuery(words=reading.words, places=places, facets=False, limit=1)).total


def _enterprises(library: Library, text: str) -> Iterable[Suggestion]:
    found = library.vocabulary.names.starting_with(text, limit=PER_KIND)
    return (Suggestion("enterprise", enterprise_id, label, "onderneming") for enterprise_id, label in found)


def _places(library: Library, text: str) -> Iterable[Suggestion]:
    for place in library.gazetteer.suggest(text, limit=PER_KIND):
        postal = place.postal_codes[0] if place.kind is PlaceKind.POSTAL_CODE else ""
        value = postal or place.label
        yield Suggestion("place", value, f"{postal} {place.label}".strip(), PLACE_HINTS[place.kind])


def _cpv(library: Library, digits: str) -> Iterator[Suggestion]:
    if not SHORTEST_CODE <= len(digits) <= CPV_DIGITS:
        return
    codes = library.cpv.codes
    place = bisect_left(codes, _whole(digits), key=_whole)
    for code in islice(codes, place, place + PER_KIND):
        if not _whole(code).startswith(digits):
            return
        yield Suggestion("cpv", _whole(code), library.cpv.labels[code], "CPV-code")


def _whole(code: str) -> str:
    return code.ljust(CPV_DIGITS, "0")
