"""Finds a place in the words of a question, such as ``groenonderhoud in Sint-Niklaas``.

Many towns are also words. A municipality such as Boom, Geel, Mol or Peer counts only with a capital inside the
question, alone with a capital, or after a word that leads in a place (not ``te``: ``te voeren`` is a verb). A
hamlet such as Lot, Meer or Werken counts only with both, because tenders are full of ``Openbare Werken`` and
``in lot 2``. Round numbers such as ``1000`` are mostly quantities: they are a postal code at the end, after a
lead-in or before the name of their place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from supplier_guide.geo.names import place_key
from supplier_guide.geo.place import Place
from supplier_guide.geo.register import Named, Rank, Register

_LONGEST_RUN = 7
_MOST_WORDS = 60
_ROUND = 500
_POSTAL = re.compile(r"[1-9]\d{3}")
_INFINITIVE = "te"
_LEAD_INS = (
    "in de buurt van",
    "in de omgeving van",
    "in de regio",
    "in de stad",
    "in omgeving",
    "in regio",
    "omgeving van",
    "buurt van",
    "pres de",
    "region de",
    "in",
    "te",
    "nabij",
    "rond",
    "rondom",
    "bij",
    "omgeving",
    "regio",
    "streek",
    "stad",
    "gemeente",
    "a",
    "dans",
)
_PHRASES = tuple(tuple(phrase.split()) for phrase in _LEAD_INS)
_LAST_WORDS = frozenset(phrase[-1] for phrase in _PHRASES)


@dataclass(frozen=True, slots=True)
class _Text:
    """The words as typed, and folded."""

    words: Sequence[str]
    keys: Sequence[str]

    def run(self, start: int, end: int) -> str:
        return " ".join(self.keys[start:end])

    def lead_in(self, start: int) -> int:
        """Return how many words lead in a place at ``start``: 1 for ``in Gent``, 4 for ``in de buurt van Gent``."""
        if start == 0 or self.keys[start - 1] not in _LAST_WORDS:
            return 0
        before = tuple(self.keys[:start])
        return next((len(phrase) for phrase in _PHRASES if before[-len(phrase) :] == phrase), 0)

    def has_capital(self, at: int) -> bool:
        """Return whether a word has a capital that says something: a question in capitals says nothing."""
        return self.words[at][:1].isupper() and not (self.words[at].isupper() and len(self.words[at]) > 1)


class Recogniser:
    """Municipalities, provinces, regions, unambiguous localities and postal codes in free text."""

    def __init__(self, register: Register) -> None:
        """Take the places."""
        self._postal = register.by_postal
        self._everyday = register.everyday_words
        self._names = {key: named for key, found in register.by_name.items() if (named := _plain(found))}
        self._firsts = frozenset(key.split(" ", 1)[0] for key in self._names)

    def recognise(self, words: Sequence[str]) -> tuple[int, int, Place] | None:
        """Return the longest run ``words[i:j]``, lead-in included, as (i, j, place); the first of equals."""
        text = _Text(words[:_MOST_WORDS], [place_key(word) for word in words[:_MOST_WORDS]])
        best: tuple[int, int, Place] | None = None
        longest = 0
        for start, key in enumerate(text.keys):
            found = self._at(text, start) if self._may_begin(key) else None
            if found and found[0] - start > longest:
                longest = found[0] - start
                best = (start - text.lead_in(start), *found)
        return best

    def _may_begin(self, key: str) -> bool:
        return key in self._postal or (key in self._firsts if " " not in key else key.split(" ", 1)[0] in self._firsts)

    def _at(self, text: _Text, start: int) -> tuple[int, Place] | None:
        """Return where the longest place that begins at ``start`` ends, and the place."""
        if text.keys[start] in self._postal:
            return self._postal_code(text, start)
        for end in range(min(len(text.keys), start + _LONGEST_RUN), start, -1):
            name = text.run(start, end)
            named = self._names.get(name)
            if named and (name not in self._everyday or _is_meant(named, text, start)):
                return end, named.place
        return None

    def _postal_code(self, text: _Text, start: int) -> tuple[int, Place] | None:
        """Return a postal code, with the name of its place where that follows."""
        code, place = text.keys[start], self._postal[text.keys[start]]
        if not _POSTAL.fullmatch(text.words[start].strip()):
            return None
        for end in range(min(len(text.keys), start + _LONGEST_RUN), start + 1, -1):
            named = self._names.get(text.run(start + 1, end))
            if named and (named.place.code == place.code or code in named.place.postal_codes):
                return end, place
        last = start + 1 == len(text.keys)
        quantity = int(code) % _ROUND == 0 and not last and not text.lead_in(start)
        return None if quantity else (start + 1, place)


def _plain(found: Sequence[Named]) -> Named | None:
    """Return what a name means in free text: its lowest rank, unless several places share it, or it is Belgium."""
    lowest = max(min(named.rank for named in found), Rank.MUNICIPALITY)
    best = [named for named in found if named.rank <= lowest]
    plain = len({named.place for named in best}) == 1 and best[0].place.code != "BE"
    return best[0] if plain else None


def _is_meant(named: Named, text: _Text, start: int) -> bool:
    """Return whether an everyday word stands for the place of that name."""
    led_in, capital = text.lead_in(start) > 0, text.has_capital(start)
    if named.rank is Rank.LOCALITY:
        return led_in and capital
    if capital:
        return start > 0 or len(text.words) == 1
    return led_in and text.keys[start - 1] != _INFINITIVE
