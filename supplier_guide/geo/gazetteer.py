"""The gazetteer: places by code, by name, by the first letters, in free text and by position."""

import re
from collections.abc import Sequence
from functools import cached_property

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.completion import Completion
from supplier_guide.geo.names import place_key
from supplier_guide.geo.neighbourhood import Neighbourhood
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.geo.recognition import Recogniser
from supplier_guide.geo.register import Named, Rank, Register, read_register
from supplier_guide.paths import seed_file

_POSTAL = re.compile(r"(?:BE?[- ])?(\d{4})(?!\d)\s*(.*)", re.IGNORECASE | re.DOTALL)
_BELGIAN = re.compile(r"[1-9]\d{3}")
_QUALIFIED = re.compile(r"(.+?)\s*(?:\((.+)\)|,\s*(.+))\s*", re.DOTALL)
_INTRODUCTION = re.compile(r"(?:de\s+)?(?:gemeente|stad|deelgemeente|commune de|ville de)\s+", re.IGNORECASE)
_PROVINCE_LENGTH = len("BE23")
_SHOWN = 60
_LONGEST = 120


def load_gazetteer() -> "Gazetteer":
    """Read ``seed/places.json``; takes some 40 ms, so keep the result."""
    return Gazetteer(read_register(seed_file("places.json")))


class Gazetteer:
    """All places of Belgium; never changes after loading, so threads may share it."""

    def __init__(self, register: Register) -> None:
        """Take the places."""
        self._register = register
        self._provinces = tuple(
            place
            for code, place in sorted(register.by_code.items())
            if place.kind is PlaceKind.PROVINCE and code == place.code
        )
        self._completion = Completion(register)
        self._recogniser = Recogniser(register)
        self.neighbourhood = Neighbourhood(register.municipalities)

    def by_code(self, code: str) -> Place | None:
        """Return the place of a REFNIS or NUTS code; an older code leads to what it has become."""
        return self._register.by_code.get(code)

    def by_postal_code(self, code: str) -> Place | None:
        """Return the place of a postal code; of one that two municipalities share, the one of its name."""
        return self._register.by_postal.get(code)

    def municipalities(self) -> Sequence[Place]:
        """Return the 565 municipalities, by code."""
        return self._register.municipalities

    def provinces(self) -> Sequence[Place]:
        """Return Brussels (``BE10``) and the ten provinces, by code."""
        return self._provinces

    @cached_property
    def province_labels(self) -> dict[str, str]:
        """Return the Dutch name of each province and Brussels, by NUTS 2 code."""
        return {place.code: place.label for place in self._provinces}

    def choice(self, place: Place) -> str:
        """Return what to type to mean this place again: ``Antwerpen (provincie)`` for the province of that name."""
        return self._completion.choice(place)

    def in_territory(self, code: str) -> Sequence[Place]:
        """Return the municipalities inside a NUTS code, or the municipality itself; none for an unknown code."""
        place = self.by_code(code)
        return () if place is None else self.neighbourhood.members(place.code)

    def province_of(self, code: str) -> str | None:
        """Return the NUTS 2 code (``BE23``, ``BE10``) that holds a code, or ``None`` for larger and unknown ones."""
        place = self.by_code(code)
        codes = place.ancestors if place else ()
        own = next((c for c in codes if c.startswith("BE") and len(c) == _PROVINCE_LENGTH), None)
        return "BE10" if own is None and code == "BE1" else own

    def nearest(self, lat: float, lon: float) -> Place:
        """Return the municipality whose centre lies nearest to a position."""
        return self.neighbourhood.nearest(lat, lon)

    def suggest(self, prefix: str, *, limit: int) -> list[Place]:
        """Return the places whose name (or a word of it) or postal code begins so, the best known first."""
        return self._completion.suggest(prefix, limit=limit)

    def recognise(self, words: Sequence[str]) -> tuple[int, int, Place] | None:
        """Return the longest run ``words[i:j]`` that is a place, as (i, j, place); see `Recogniser`."""
        return self._recogniser.recognise(words)

    def locate(self, postal_code: str | None, municipality: str | None) -> Place | None:
        """Return the place of an address, or ``None`` when it is not plain or not in Belgium.

        Where postal code and name contradict each other, the postal code is believed: names come in several
        languages and spellings. Of a Belgian code that is on no list (of one large firm or office) the name counts.
        """
        code, name = (postal_code or "").strip(), (municipality or "").strip()
        postal = self.by_postal_code(code)
        if postal:
            return next(iter(self._in_postal_code(postal, name)), postal)
        found = self._best(self._find(name)) if not code or _BELGIAN.fullmatch(code) else []
        return found[0] if len(found) == 1 and not found[0].is_area else None

    def resolve(self, text: str) -> Place:
        """Return the place that a visitor means.

        Raises `Unprocessable` with ``unknown_place`` or ``ambiguous_place``; its suggestions can be typed back.
        """
        text = text.strip()
        postal = _POSTAL.fullmatch(text)
        if postal and postal[1] in self._register.by_postal:
            return self._resolve_postal(postal[1], postal[2].strip())
        place = self.by_code(text.upper())
        if place:
            return place
        found = self._best(self._find(text))
        if not found:
            raise self._unknown(text)
        return _single(text, found)

    def _find(self, text: str) -> list[Named]:
        """Return everything that goes by this name, also with its municipality or province behind it."""
        if len(text) > _LONGEST:
            return []
        named = self._register.by_name.get(place_key(text))
        if named:
            return list(named)
        qualified = _QUALIFIED.fullmatch(text)
        if qualified:
            wanted = place_key(qualified[2] or qualified[3])
            return [
                n for n in self._register.by_name.get(place_key(qualified[1]), ()) if self._lies_in(n.place, wanted)
            ]
        introduction = _INTRODUCTION.match(text)
        if introduction:
            named = self._register.by_name.get(place_key(text[introduction.end() :]), ())
            return [n for n in named if n.rank is not Rank.TERRITORY]
        return []

    def _lies_in(self, place: Place, wanted: str) -> bool:
        """Return whether a name between brackets means the municipality, province or sort of this place."""
        if wanted in {"gemeente", "stad", "commune", "ville"}:
            return place.kind is PlaceKind.MUNICIPALITY
        return any(n.place.code in place.ancestors for n in self._register.by_name.get(wanted, ()))

    @staticmethod
    def _best(named: Sequence[Named]) -> list[Place]:
        """Return the places of the lowest rank present (cities and other municipalities count alike)."""
        if not named:
            return []
        lowest = max(min(n.rank for n in named), Rank.MUNICIPALITY)
        return list(dict.fromkeys(n.place for n in named if n.rank <= lowest))

    def _in_postal_code(self, postal: Place, name: str) -> list[Place]:
        """Return the places of that name inside a postal code; a municipality of its name counts as the code."""
        code = postal.postal_codes[0]
        named = self._find(name) if name else []
        localities = [n.place for n in named if code in n.place.postal_codes and n.place.kind is PlaceKind.LOCALITY]
        towns = [n.place for n in named if n.place.code in self._register.inside_postal[code]]
        if localities:
            return list(dict.fromkeys(localities))
        return [postal if town.code == postal.code else town for town in dict.fromkeys(towns)][:1]

    def _resolve_postal(self, code: str, name: str) -> Place:
        """Return the place of a postal code, perhaps with a name behind it that must agree."""
        postal = self._register.by_postal[code]
        if not name:
            return postal
        inside = self._in_postal_code(postal, name)
        if inside:
            return inside[0]
        others = [place.label for place in self._best(self._find(name))]
        message = f"Postcode {code} hoort bij {postal.label}, niet bij “{name[:_SHOWN]}”. Geef een van beide."
        raise Unprocessable("unknown_place", message, field="place", suggestions=[code, *others])

    def _unknown(self, text: str) -> Unprocessable:
        asked = "Geef een postcode, een gemeente, een deelgemeente of een provincie."
        message = f"We kennen geen plaats “{text[:_SHOWN]}”. {asked}"
        return Unprocessable("unknown_place", message, field="place", suggestions=self._completion.resembling(text))


def _single(text: str, found: Sequence[Place]) -> Place:
    """Return the only place found, or ask which is meant."""
    if len(found) == 1:
        return found[0]
    message = f"“{text[:_SHOWN]}” ligt in verschillende gemeenten. Kies welke u bedoelt."
    choices = sorted(place.label for place in found)
    raise Unprocessable("ambiguous_place", message, field="place", suggestions=choices)
