"""Read the free text of a question: enterprise number, CPV code, place, words, corrections."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Correction, FromText
from supplier_guide.geo.place import Place
from supplier_guide.model.cpv import cpv_filter
from supplier_guide.model.enterprise import read_number
from supplier_guide.model.slug import name_key
from supplier_guide.search.query import Word
from supplier_guide.search.speller import correct

_NUMBER = re.compile(r"(?:\bBE[\s.]?|(?<![\w.]))\d(?:[\s./-]{0,2}\d){8,9}(?!\w)", re.IGNORECASE)
LONGEST_NAME = 8
"""Words of a name that is looked for within a longer question."""
_CPV = re.compile(r"(?<![\w.])(?:CPV[:\s]*)?(\d{8})(?:-\d)?(?![\w])", re.IGNORECASE)


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
    """Return the reading of ``text``; a place in it counts only when no place is given apart."""
    key = name_key(text)
    number = _number(text)
    if number:
        return Reading(
            number=number, name_key=key, from_text=(FromText(text.strip(), "enterprise_number", number, number),)
        )
    rest, cpv, from_text = _cpv(text)
    places: tuple[Place, ...] = ()
    if not place_given:
        rest, places, told = _place(library, rest)
        from_text += told
    words, corrections = _words(library, rest, literal=literal)
    return Reading(
        words=words,
        name_key=key or None,
        cpv=cpv,
        places=places,
        from_text=from_text,
        corrections=corrections,
    )


def _number(text: str) -> str | None:
    match = _NUMBER.search(text)
    return read_number(match[0]) if match else None


def _cpv(text: str) -> tuple[str, tuple[str, ...], tuple[FromText, ...]]:
    codes = [m[1] for m in _CPV.finditer(text)]
    tokens = tuple(dict.fromkeys(t for code in codes for t in cpv_filter(code)))
    told = tuple(FromText(code, "cpv", code, f"CPV-code {code}") for code in dict.fromkeys(codes))
    return _CPV.sub(" ", text), tokens, told


def _place(library: Library, text: str) -> tuple[str, tuple[Place, ...], tuple[FromText, ...]]:
    words = text.split()
    found = library.gazetteer.recognise(words)
    if found is None:
        return text, (), ()
    start, end, place = found
    if _names_an_enterprise(library, words, start, end):
        return text, (), ()
    told = FromText(" ".join(words[start:end]), "place", place.code, place.label)
    return " ".join((*words[:start], *words[end:])), (place,), (told,)


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


def _words(library: Library, text: str, *, literal: bool) -> tuple[tuple[Word, ...], tuple[Correction, ...]]:
    corrections: list[Correction] = []
    if not literal:
        text, corrections = _corrected(library, text)
    found = library.analyser.words(text)
    return tuple(w.word for w in found), tuple(corrections)


def _corrected(library: Library, text: str) -> tuple[str, list[Correction]]:
    corrections: list[Correction] = []
    pieces: list[str] = []
    last = 0
    for word in library.analyser.words(text):
        better = correct(word.surface, library.vocabulary.lexicon, library.analyser)
        if better is None or better == word.surface:
            continue
        if word.surface.islower() and library.analyser.known(better.lower()):
            better = better.lower()  # a label begins with a capital; only names keep theirs
        corrections.append(Correction(word.surface, better))
        pieces += [text[last : word.start], better]
        last = word.end
    return "".join((*pieces, text[last:])), corrections
