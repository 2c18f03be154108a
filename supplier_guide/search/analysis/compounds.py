"""Splitting Dutch compounds: grasmaaien is gras and maaien, boekhouding is neither boek nor houding.

Curated words come first. A first part of three or four letters counts only when it is on the list, and only
before a head on a list: every other rule of thumb finds "bos" in bosbessen and "kast" in kasteel. Two
words of five letters and more may form a compound when neither the whole is on the list ``[whole]`` nor the
dictionary knows the whole as a word of its own (arbeidsmarkt is no kind of markt to a buyer). What is less
sure is a loose cut: its parts are not indexed, but a text that holds all of them meets the question.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from supplier_guide.search.analysis.lemmas import Lemmas
from supplier_guide.search.analysis.vocabulary import CompoundWords

_SHORTEST = 3
_LONG = 5
_LINKS = ("s", "en", "n", "e")
_RARE_LINKS = ("n", "e")
"""Links that only listed first parts have: schildewerk is a slip for schilderwerk, not the work of a shield."""
_LOOSE = 0
"""Rank of a cut that is only good for asking all its parts together: arbeidsmarkt, by arbeid and markt."""
_DEPTH = 3
"""Parts within parts: gras|maai|machine|verhuur. Deeper does not occur, and bounds hostile words."""


class Part(NamedTuple):
    """A part ``word[start:end]`` of a compound.

    Only ``indexed`` parts make a document match by themselves: in tuinmeubelen, meubelen is indexed and tuin
    is not, for who looks for garden work does not want chairs. Only ``asked`` parts must be in a document
    that is to match the compound in a question.
    """

    word: str
    start: int
    end: int
    indexed: bool = True
    asked: bool = True


class _Cut(NamedTuple):
    rank: int
    parts: tuple[Part, ...]


class _Head(NamedTuple):
    """A head and what may stand before it."""

    kind: str
    listed: bool = True
    shortest_first: int = _LONG
    after_listed_only: bool = False
    loose_first: bool = False


class Splitter:
    """Finds the parts of a compound in folded small letters."""

    def __init__(self, words: CompoundWords, *, lemmas: Lemmas, stem: Callable[[str], str]) -> None:
        self._lemmas = lemmas
        self._stem = stem
        self._never = words.never
        self._whole = {stem(word) for word in words.whole}
        self._light = {stem(word) for word in words.light}
        self._activity = {stem(word) for word in words.activity}
        self._thing = {stem(word) for word in words.thing}
        self._material = {stem(word) for word in words.material}
        self._first = {stem(word) for word in words.first} | words.first | self._material
        self._listed = {stem(word): parts for word, parts in words.compounds.items()}

    def split(self, word: str, *, depth: int = 0) -> tuple[Part, ...]:
        """Return the parts that say something, in order, or nothing when ``word`` is no compound."""
        stem = self._stem(word)
        if stem in self._whole:
            return ()
        if stem in self._listed:
            return _located(word, self._listed[stem])
        best = max(self._cuts(word, depth), key=lambda cut: cut.rank, default=None)
        return best.parts if best else ()

    def is_light(self, word: str) -> bool:
        """Tell whether ``word`` is a head that says nothing, such as dienst."""
        return self._stem(word) in self._light

    def _cuts(self, word: str, depth: int) -> Iterator[_Cut]:
        """Yield each way to cut ``word`` in two, the surer the higher its rank."""
        if depth == _DEPTH:
            return
        lexical = len(word) > _LONG and self._lemmas.known(word)
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            head = self._head(word[at:], lexical=lexical)
            if head:
                for cut in self._firsts(word[:at], head, depth=depth):
                    yield self._joined(cut, Part(word[at:], at, len(word)), kind=head.kind)

    def _joined(self, cut: _Cut, head: Part, *, kind: str) -> _Cut:
        """Put the first parts and the head together."""
        if kind == "loose" or cut.rank == _LOOSE:
            loose = (part._replace(indexed=False) for part in (*cut.parts, head))
            return _Cut(_LOOSE * 100 + len(head.word), tuple(loose))
        rank = cut.rank + (2 if kind in ("activity", "light") else 1 if kind == "thing" else 0)
        # Of equally sure cuts the one with the longest head: verpakking|werk, not verpak|kingwerk.
        rank = rank * 100 + len(head.word)
        if kind == "light":
            return _Cut(rank, cut.parts)
        if kind == "thing":
            firsts = (part._replace(indexed=self._stem(part.word) in self._material) for part in cut.parts)
            return _Cut(rank, (*firsts, head))
        return _Cut(rank, (*cut.parts, head))

    def _head(self, word: str, *, lexical: bool) -> _Head | None:
        """Return what kind of head ``word`` is; ``lexical`` says that the dictionary has the whole."""
        if word in self._never:
            return None
        stem = self._stem(word)
        if stem in self._activity:
            # After a long and certain head a short dictionary word may stand: zandlevering, boekverwerking.
            return _Head("activity", shortest_first=_LONG - 1 if len(word) > _LONG else _LONG)
        if stem in self._light:
            # supermarkt is a word of its own, in which a light head does not make super a part.
            return _Head("light", after_listed_only=lexical)
        if stem in self._thing:
            # The first part is not indexed, so that little can go wrong: wenskaart.
            return _Head("thing", shortest_first=_LONG if lexical else _LONG - 1)
        if len(word) < _LONG or not self._lemmas.known(word):
            return None
        return _Head("loose", shortest_first=_LONG - 1) if lexical else _Head("known", listed=False, loose_first=True)

    def _firsts(self, left: str, head: _Head, *, depth: int) -> Iterator[_Cut]:
        """Yield what ``left`` may be: a listed word, a dictionary word or itself a compound, with or without a link."""
        for link in ("", *_LINKS):
            bare = left.removesuffix(link) if link else left
            if (link and bare == left) or len(bare) < _SHORTEST or bare in self._never:
                continue
            sure = 0 if link else 1
            part = Part(bare, 0, len(bare))
            if head.listed and self._is_first(bare):
                yield _Cut(2 + sure, (part,))
            elif head.loose_first and len(bare) < _LONG and self._is_first(bare):
                yield _Cut(_LOOSE, (part,))
            elif head.after_listed_only or link in _RARE_LINKS:
                continue
            elif len(bare) >= head.shortest_first and self._lemmas.known(bare) and not self._is_past(bare):
                inner = self.split(bare, depth=depth + 1)
                yield _Cut(1 + sure, (*inner, part._replace(asked=not inner)))
            elif len(bare) > _LONG and (inner := self.split(bare, depth=depth + 1)):
                yield _Cut(1, (*inner, part._replace(asked=False)))

    def _is_past(self, word: str) -> bool:
        """Tell whether ``word`` is the past of a verb, which begins no compound: schilde of schillen."""
        base = self._lemmas.get(word)
        return base is not None and base != word and base.endswith("en") and word.endswith(("de", "te"))

    def _is_first(self, word: str) -> bool:
        """Tell whether ``word`` is a listed first part, in any form."""
        return word in self._first or (len(word) > _SHORTEST and self._stem(word) in self._first)


def _located(word: str, parts: tuple[str, ...]) -> tuple[Part, ...]:
    """Return listed parts with their place in ``word``, as far as their letters show."""
    found = []
    at = 0
    for listed in parts:
        part = listed.strip("()")
        asked = part == listed
        shown = part
        while len(shown) >= _SHORTEST and word.find(shown, at) < 0:
            shown = shown[:-1]
        start = word.find(shown, at)
        if len(shown) < _SHORTEST or start < 0:
            found.append(Part(part, 0, len(word), asked=asked))
            continue
        at = start + len(shown)
        found.append(Part(part, start, at, asked=asked))
    return tuple(found)
