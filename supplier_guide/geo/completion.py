"""Typing help for places: from the first characters, and from names that nearly match."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from supplier_guide.geo.names import place_key, spellings
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.geo.register import Named, Rank, Register
from supplier_guide.model.slug import name_key

_AFTER_EVERYTHING = "\U0010ffff"
_LONGEST_NAME = 60
_RESEMBLING = 5
_LIKENESS = 0.7

_ORDER = {Rank.CITY: 0, Rank.MUNICIPALITY: 2, Rank.FORMER: 3, Rank.TERRITORY: 4, Rank.LOCALITY: 5}
_PROVINCE_ORDER = 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """A place under a name, and how early it comes among names with the same beginning.

    ``indirect``: typing began at a later word, or the name is spelled otherwise than the place does.
    """

    name: str
    indirect: bool
    place: Place
    order: tuple[int, int, int, str]

    def rank_for(self, typed: str) -> tuple[bool, bool, tuple[int, int, int, str]]:
        return self.name != typed, self.indirect, self.order


class Completion:
    """Finds names by their beginning; the list is made at the first question."""

    def __init__(self, register: Register) -> None:
        """Take the places."""
        self._register = register

    def suggest(self, prefix: str, *, limit: int) -> list[Place]:
        """Return at most ``limit`` places: an exact name first, then cities, other towns, provinces, hamlets."""
        digits = prefix.strip().split(" ", 1)[0]
        if digits.isdigit():
            return self._postal_codes(digits, limit)
        typed = name_key(prefix)
        if not typed:
            return []
        start = bisect_left(self._beginnings, typed)
        end = bisect_left(self._beginnings, typed + _AFTER_EVERYTHING, lo=start)
        best = sorted(self._entries[start:end], key=lambda entry: entry.rank_for(typed))
        return list({entry.place: None for entry in best})[:limit]

    def _to_choose(self, place: Place) -> Place:
        return replace(place, label=self.choice(place)) if place.code in self._register.typed else place

    def resembling(self, text: str) -> list[str]:
        """Return labels of places that are spelled nearly so and begin with the same letter."""
        key = place_key(text[:_LONGEST_NAME])
        names = [name for name in self._register.by_name if name[:1] == key[:1]]
        close = get_close_matches(key, names, n=_RESEMBLING, cutoff=_LIKENESS)
        places = (min(self._register.by_name[name], key=lambda n: n.rank).place for name in close)
        return list(dict.fromkeys(self.choice(place) for place in places))

    def choice(self, place: Place) -> str:
        """Return what to type to mean this place: its label, for some provinces with "(provincie)" behind it."""
        return self._register.typed.get(place.code, place.label) if place.is_area else place.label

    def _postal_codes(self, digits: str, limit: int) -> list[Place]:
        codes = [code for code in self._register.by_postal if code.startswith(digits)]
        return [self._register.by_postal[code] for code in codes[:limit]]

    @cached_property
    def _listed(self) -> list[tuple[str, _Entry]]:
        """All names from each of their words, sorted: ``niklaas`` finds Sint-Niklaas."""
        made: list[tuple[str, _Entry]] = []
        for key, found in self._register.by_name.items():
            for name in spellings(key):
                starts = [0, *(at + 1 for at, letter in enumerate(name) if letter == " ")]
                for named in found:
                    place = self._to_choose(named.place)
                    inner = starts if named.rank < Rank.TERRITORY else starts[:1]
                    order = _order(named, name)
                    indirect = name != key and name not in _own_names(named.place)
                    made += [(name[at:], _Entry(name, indirect or at > 0, place, order)) for at in inner]
        return sorted(made, key=lambda pair: (pair[0], pair[1].order))

    @cached_property
    def _beginnings(self) -> list[str]:
        return [beginning for beginning, _ in self._listed]

    @cached_property
    def _entries(self) -> list[_Entry]:
        return [entry for _, entry in self._listed]


def _own_names(place: Place) -> set[str]:
    """Return the folded names on the labels, without the municipality behind a locality."""
    return {name_key(label.split(" (")[0]) for label in (place.label, place.label_fr)}


def _order(named: Named, name: str) -> tuple[int, int, int, str]:
    """Return the order of a name: cities, provinces, other towns (many postal codes = large), the rest."""
    place = named.place
    province = place.kind is PlaceKind.PROVINCE
    return (_PROVINCE_ORDER if province else _ORDER[named.rank], -len(place.postal_codes), len(name), name)
