"""Typing help: rubrics, words, enterprises, places and CPV codes that begin as the visitor types."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from supplier_guide.directory.library import Library
from supplier_guide.geo.place import PlaceKind
from supplier_guide.model.slug import fold, name_key

PER_KIND = 4
CPV_DIGITS = 8
SHORTEST_CODE = 2

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
    kinds = [_rubrics(library, prefix), _words(library, text), _enterprises(library, text), _places(library, text)]
    taken = [list(islice(kind, PER_KIND)) for kind in kinds]
    return _fair(taken, limit)


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
    for rubric_id, text in library.rubric_words.starting_with(prefix):
        label = library.catalogue.label(rubric_id)
        hint = "rubriek" if fold(label) == text else f"rubriek, ook: {text}"
        yield Suggestion("rubric", rubric_id, label, hint)


def _words(library: Library, text: str) -> Iterator[Suggestion]:
    *before, last = fold(text).split()
    for word in library.vocabulary.lexicon.suggest_words(last, limit=PER_KIND):
        whole = " ".join((*before, word))
        yield Suggestion("word", whole, whole, "zoekwoord")


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
