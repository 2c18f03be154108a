"""Read the free text of a question: enterprise number, CPV codes, places, words, corrections."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Correction, FromText
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.model.cpv import cpv_filter
from supplier_guide.model.enterprise import read_number
from supplier_guide.model.slug import name_key
from supplier_guide.search.query import Word
from supplier_guide.search.speller import correct

_NUMBER = re.compile(r"(?:\bBE[\s.]?|(?<![\w.]))[0-9](?:[\s./-]{0,2}[0-9]){8,9}(?!\w)", re.IGNORECASE)
# Written as only an enterprise number is, whatever its check digits say.
_AS_A_NUMBER = re.compile(r"(?:BE[\s.]?)?[01][0-9]{3}[\s.]?[0-9]{3}[\s.]?[0-9]{3}", re.IGNORECASE)
LONGEST_NAME = 8
"""Words of a name that is looked for within a longer question."""
_CPV = re.compile(r"(?<![\w.])(?:CPV[:\s]*)?([0-9]{8})(?:-[0-9])?(?![\w])", re.IGNORECASE)
_PIECE = re.compile(r"\S+")
_BETWEEN_PLACES = frozenset({"en", "of", "et", "ou", "&", "+", "/", "-"})
_MOST_RUNS = 20
"""Runs of words looked at for places; a question names one or two."""


class _Piece(NamedTuple):
    """What stands between spaces in the question, from ``start`` to ``end``; ``text`` may have been corrected."""

    text: str
    start: int
    end: int


class _Spot(NamedTuple):
    """A place in ``pieces[first:last]``."""

    first: int
    last: int
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What the text says: words to match, and filters recognised in it."""

    words: tuple[Word, ...] = ()
    name_key: str | None = None
    number: str | None = None
    cpv: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    from_text: tuple[FromText, ...] = ()
    corrections: tuple[Correction, ...] = ()


def read(library: Library, text: str, *, place_given: bool, literal: bool) -> Reading:
    """Return the reading of ``text``; places in it count only when no place is given apart."""
    key = name_key(text)
    number = _number(text)
    if number:
        whole = FromText(text.strip(), "enterprise_number", number, number, 0, len(text))
        return Reading(number=number, name_key=key, from_text=(whole,))
    pieces, cpv, codes = _cpv(text)
    named: list[_Spot] = []
    if not place_given:
        named = _spots(library, pieces)
    told = _told(text, pieces, named)
    left = _without(pieces, named)
    corrections: list[Correction] = []
    if not literal:
        left, corrections = _corrected(library, left)
    if corrections and not place_given:
        # Turnhoud is Turnhout: a place that was mistyped is a place all the same.
        mended = [
            s for s in _spots(library, left) if any(p.text != text[p.start : p.end] for p in left[s.first : s.last])
        ]
        told += _told(text, left, mended)
        left, named = _without(left, mended), named + mended
    return Reading(
        words=tuple(w.word for w in library.analyser.words(" ".join(piece.text for piece in left))),
        name_key=key or None,
        cpv=cpv,
        places=tuple(dict.fromkeys(spot.place for spot in named)),
        from_text=(*codes, *told),
        corrections=tuple(corrections),
    )


def without_places(text: str, from_text: Iterable[FromText]) -> str:
    """Return ``text`` with blanks where places were read in it, so that the rest stands where it stood."""
    for part in from_text:
        if part.kind == "place":
            text = _blanked(text, part.start, part.end)
    return text


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _number(text: str) -> str | None:
    """Return the number that the text holds, or that it is, however unknown: who asks for one wants no other words."""
    match = _NUMBER.search(text)
    valid = read_number(match[0]) if match else None
    if valid is None and _AS_A_NUMBER.fullmatch(text.strip()):
        return "".join(letter for letter in text if letter.isdecimal())
    return valid


def _cpv(text: str) -> tuple[list[_Piece], tuple[str, ...], tuple[FromText, ...]]:
    """Return the pieces of the text without its CPV codes, the tokens of these, and what is told of them."""
    told: dict[str, FromText] = {}
    left = text
    for match in _CPV.finditer(text):
        code = match[1]
        told.setdefault(code, FromText(code, "cpv", code, f"CPV-code {code}", *match.span()))
        left = _blanked(left, *match.span())
    tokens = tuple(dict.fromkeys(t for code in told for t in cpv_filter(code)))
    return [_Piece(m[0], *m.span()) for m in _PIECE.finditer(left)], tokens, tuple(told.values())


def _spots(library: Library, pieces: Sequence[_Piece]) -> list[_Spot]:
    """Return the places that the pieces name, in order; a name and its postal code are one."""
    words = [piece.text for piece in pieces]
    spots: list[_Spot] = []
    for spot in sorted(_places(library, words)):
        before = spots[-1] if spots else None
        joined = before is not None and all(w.lower() in _BETWEEN_PLACES for w in words[before.last : spot.first])
        if before is None or not joined:
            spots.append(spot)
        elif before.last == spot.first and before.place.code == spot.place.code:
            narrow = spot.place if spot.place.kind is PlaceKind.POSTAL_CODE else before.place
            spots[-1] = _Spot(before.first, spot.last, narrow)
        else:
            spots.append(_Spot(before.last, spot.last, spot.place))
    return spots


def _places(library: Library, words: list[str]) -> Iterator[_Spot]:
    """Yield the places in ``words``: the longest run, then those before and behind it."""
    stretches = deque([(0, len(words))])
    for _ in range(_MOST_RUNS):
        if not stretches:
            return
        first, last = stretches.popleft()
        found = library.gazetteer.recognise(words[first:last])
        if found is None:
            continue
        start, end = first + found[0], first + found[1]
        stretches += (first, start), (end, last)
        if not _names_an_enterprise(library, words, start, end):
            yield _Spot(start, end, found[2])


def _names_an_enterprise(library: Library, words: Sequence[str], start: int, end: int) -> bool:
    """Whether the place is part of a name: "kringwinkel antwerpen" asks for De Kringwinkel Antwerpen.

    The name counts without its first words; the place alone counts only when an enterprise is called just that.
    """
    names = library.vocabulary.names
    if names.holds(name_key(" ".join(words[start:end])), whole=True):
        return True
    first, last = max(0, end - LONGEST_NAME), min(len(words), start + LONGEST_NAME)
    longer = ((i, j) for i in range(first, start + 1) for j in range(end, last + 1) if j - i > end - start)
    return any(names.holds(name_key(" ".join(words[i:j])), whole=False) for i, j in longer)


def _told(text: str, pieces: Sequence[_Piece], spots: Iterable[_Spot]) -> list[FromText]:
    """Return what is told of places, in the words of the question."""
    told = []
    for first, last, place in spots:
        start, end = pieces[first].start, pieces[last - 1].end
        words = text[start:end].split()
        named = " ".join(words[words[0].lower() in _BETWEEN_PLACES :]).strip(",;")
        told.append(FromText(named, "place", place.code, place.label, start, end))
    return told


def _without(pieces: Sequence[_Piece], spots: Iterable[_Spot]) -> list[_Piece]:
    read = {at for spot in spots for at in range(spot.first, spot.last)}
    return [piece for at, piece in enumerate(pieces) if at not in read]


def _corrected(library: Library, pieces: Sequence[_Piece]) -> tuple[list[_Piece], list[Correction]]:
    """Return the pieces with their unknown words corrected, and the corrections."""
    corrections: list[Correction] = []
    mended = list(pieces)
    starts = list(accumulate((len(piece.text) + 1 for piece in pieces), initial=0))
    for word in reversed(library.analyser.words(" ".join(piece.text for piece in pieces))):
        better = _better(library, word.surface)
        if better is None:
            continue
        corrections.append(Correction(word.surface, better))
        at = bisect_right(starts, word.start) - 1
        text, start = mended[at].text, word.start - starts[at]
        mended[at] = mended[at]._replace(text=f"{text[:start]}{better}{text[start + len(word.surface) :]}")
    return mended, corrections[::-1]


def _better(library: Library, surface: str) -> str | None:
    """Return the word that was meant, or ``None`` when it is fine or nothing resembles it."""
    better = correct(surface, library.vocabulary.lexicon, library.analyser)
    if better is None or better == surface:
        return None
    # A label begins with a capital; only names keep theirs.
    return better.lower() if surface.islower() and library.analyser.known(better.lower()) else better
