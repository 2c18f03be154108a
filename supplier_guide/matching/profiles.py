"""What matching looks at of one enterprise, made once for each version of it."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from supplier_guide.geo.coverage import Position, areas
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.geo.sites import locate, position
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.enterprise import Activity, Enterprise, ServiceArea, texts_of
from supplier_guide.model.vocabulary import CapacityBand, CustomerKind, Mode
from supplier_guide.rules import Qualifies, Rules, qualifies_art15
from supplier_guide.search.analysis.chain import Analyser, chains
from supplier_guide.search.query import Coverage
from supplier_guide.store.enterprises import Stored

KEPT = 4_000
"""Profiles held in memory: some 10 kB each, and as much again for the enterprise."""
_Reach = tuple[frozenset[str] | None, frozenset[str]]
"""The codes covered wholly (``None`` = not known) and those touched."""


@dataclass(frozen=True, slots=True)
class Row:
    """An activity: its rubric and what lies above it, its codes, and the area in which it is done.

    ``trade`` is the same for activities of the same rubric and codes.
    """

    rubric: str
    label: str
    ancestry: tuple[str, ...]
    cpv: tuple[str, ...]
    trade: str
    modes: tuple[Mode, ...]
    band: CapacityBand | None
    full: frozenset[str] | None
    part: frozenset[str]

    @property
    def place_bound(self) -> bool:
        """Whether the work is done at the customer's; in a workshop, or as goods, it is not."""
        return not (Mode.WORKSHOP in self.modes or Mode.GOODS in self.modes)

    def covers(self, place: Place) -> Coverage:
        """Return how far the activity's area covers a place."""
        if self.full is None:
            return Coverage.UNKNOWN
        if not self.full.isdisjoint(place.ancestors):
            return Coverage.FULL
        return Coverage.PARTIAL if place.code in self.part else Coverage.NONE


@dataclass(frozen=True, slots=True)
class Spot:
    """A site with a known position."""

    lat: float
    lon: float
    territories: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An enterprise ready to be judged; ``terms`` are those of its names and texts.

    ``kinds`` are its activities, those together that differ in their trade alone.
    """

    enterprise: Enterprise
    terms: frozenset[str]
    kinds: tuple[tuple[Row, ...], ...]
    customers: frozenset[CustomerKind]
    confirmed_on: date | None
    spots: tuple[Spot, ...]


class Profiles:
    """Makes profiles, and keeps the last ones used; safe for use by many threads."""

    def __init__(self, *, analyser: Analyser, gazetteer: Gazetteer, catalogue: Catalogue) -> None:
        """Take what reads words and places."""
        self._analyser = analyser
        self._gazetteer = gazetteer
        self._catalogue = catalogue
        self._kept: OrderedDict[tuple[str, int], Profile] = OrderedDict()
        self._standings: dict[tuple[Profile, date, date], Qualifies] = {}
        self._lock = Lock()

    def of(self, stored: Stored) -> Profile:
        """Return the profile of this version of the enterprise."""
        key = (stored.enterprise.id, stored.change)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._make(stored.enterprise)
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return made

    def standing(self, profile: Profile, *, on: date, rules: Rules) -> Qualifies:
        """Return how the enterprise of a profile stands towards art. 15 on a day; the last ones are kept."""
        key = (profile, on, rules.version.rules_version)
        found = self._standings.get(key)
        if found is None:
            found = qualifies_art15(profile.enterprise, on=on, rules=rules)
            if len(self._standings) >= KEPT:
                self._standings = {}
            self._standings[key] = found
        return found

    def _make(self, enterprise: Enterprise) -> Profile:
        placed = [(site, locate(site, self._gazetteer)) for site in enterprise.sites]
        spots = []
        for site, place in placed:
            lat, lon = position(site, place)
            if lat is not None and lon is not None:
                spots.append(Spot(lat, lon, place.ancestors if place else ()))
        at: list[Position] = [(s.lat, s.lon, s.territories[0] if s.territories else "") for s in spots]
        # Most activities share the area of the enterprise: large sets, made and held once.
        reaches: dict[ServiceArea | None, _Reach] = {None: self._reach(enterprise.service_area, at)}
        return Profile(
            enterprise=enterprise,
            terms=self._terms(enterprise),
            kinds=_kinds(self._row(a, at, reaches) for a in enterprise.activities),
            customers=frozenset(r.customer_kind for r in enterprise.references if r.customer_kind is not None),
            confirmed_on=enterprise.confirmed_on,
            spots=tuple(spots),
        )

    def _reach(self, area: ServiceArea | None, at: Sequence[Position]) -> _Reach:
        found = areas(area, at, self._gazetteer)
        return (frozenset(found.full), frozenset(found.part)) if found else (None, frozenset())

    def _row(self, activity: Activity, at: Sequence[Position], reaches: dict[ServiceArea | None, _Reach]) -> Row:
        if activity.service_area not in reaches:
            reaches[activity.service_area] = self._reach(activity.service_area, at)
        full, part = reaches[activity.service_area]
        rubric = self._catalogue.rubrics.get(activity.rubric)
        prefixes = tuple(code.rstrip("0") for code in activity.cpv) + (rubric.cpv_prefixes if rubric else ())
        return Row(
            rubric=activity.rubric,
            label=self._catalogue.label(activity.rubric),
            ancestry=self._catalogue.ancestry(activity.rubric) if rubric else (activity.rubric,),
            cpv=tuple(dict.fromkeys(prefixes)),
            trade=" ".join((activity.rubric, *activity.cpv)),
            modes=activity.modes,
            band=activity.capacity.band if activity.capacity else None,
            full=full,
            part=part,
        )

    def _terms(self, enterprise: Enterprise) -> frozenset[str]:
        texts = " \n".join((enterprise.name, *enterprise.trade_names, *texts_of(enterprise)))
        read_by = chains(enterprise.language)
        return frozenset(term for chain in read_by for term in self._analyser.terms(texts, language=chain))


def _kinds(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    kinds: dict[object, list[Row]] = {}
    for row in rows:
        kinds.setdefault((row.full, row.part, row.modes, row.band), []).append(row)
    return tuple(map(tuple, kinds.values()))
