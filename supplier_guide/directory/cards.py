"""What the pages and the API say of one enterprise in a list, made once for each version of it."""

from collections import OrderedDict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from supplier_guide.directory.composing import Composer
from supplier_guide.directory.question import Labelled
from supplier_guide.geo.distance import km
from supplier_guide.geo.place import Place
from supplier_guide.geo.sites import position
from supplier_guide.model.enterprise import Enterprise, Site, rubrics_of, texts_of
from supplier_guide.search.analysis.chain import Analyser, chains
from supplier_guide.search.passages import Passages
from supplier_guide.store.enterprises import Stored

KEPT = 2_000
"""Cards held in memory: some 20 kB each, and the pages of one evening need no more."""


@dataclass(frozen=True, slots=True)
class CardSite:
    """A site with a known position."""

    lat: float
    lon: float
    municipality: str | None
    province: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """Texts as each chain of an enterprise reads them: a French enterprise may be described in Dutch."""

    by_chain: tuple[Passages, ...]
    terms: Container[str]

    def word(self, term: str) -> str | None:
        """Return the first word that brought ``term``."""
        return next((found for passages in self.by_chain if (found := passages.surface(term))), None)


@dataclass(frozen=True, slots=True)
class Card:
    """An enterprise ready to be shown: labels, located sites, where its texts hold which term."""

    enterprise: Enterprise
    recognitions: tuple[Labelled, ...]
    rubrics: tuple[Labelled, ...]
    sites: tuple[CardSite, ...]
    names: Read
    texts: Read
    nationwide: frozenset[str]

    def nearest(self, places: Sequence[Place]) -> CardSite | None:
        """Return the site nearest to any of the places; the seat when there are none."""
        if len(self.sites) < 2 or not places:  # noqa: PLR2004 - one has no rival
            return self.sites[0] if self.sites else None
        return min(self.sites, key=lambda s: min(km(s.lat, s.lon, p.lat, p.lon) for p in places))


class CardMaker:
    """Makes cards, and keeps the last ones used."""

    def __init__(self, composer: Composer, analyser: Analyser) -> None:
        """Take what reads places and words."""
        self._composer = composer
        self._analyser = analyser
        self._kept: OrderedDict[tuple[str, int, datetime], Card] = OrderedDict()
        self._lock = Lock()

    def card(self, stored: Stored) -> Card:
        """Return the card of this version of the enterprise."""
        # The moment too: a back-up that was put back gives the numbers of changes a second time.
        key = (stored.enterprise.id, stored.change, stored.changed_at)
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

    def _make(self, enterprise: Enterprise) -> Card:
        catalogue = self._composer.catalogue
        kinds = dict.fromkeys(r.kind.value for r in enterprise.recognitions)
        read_by = chains(enterprise.language)
        areas = [(a.rubric, a.service_area or enterprise.service_area) for a in enterprise.activities]
        return Card(
            enterprise=enterprise,
            recognitions=tuple(Labelled(k, catalogue.recognition_label(k)) for k in kinds),
            rubrics=tuple(Labelled(r, catalogue.label(r)) for r in rubrics_of(enterprise)),
            sites=tuple(self._sites(enterprise)),
            names=self._read((enterprise.name, *enterprise.trade_names), read_by),
            texts=self._read(tuple(dict.fromkeys(texts_of(enterprise))), read_by),
            nationwide=frozenset(r for r, _ in areas) - {r for r, a in areas if a is None or a.kind != "country"},
        )

    def _read(self, texts: Sequence[str], read_by: Sequence[str]) -> Read:
        read = tuple(Passages(texts, self._analyser, language=chain) for chain in read_by)
        terms = read[0].where if len(read) == 1 else frozenset().union(*(passages.where for passages in read))
        return Read(read, terms)

    def _municipality(self, site: Site, place: Place | None) -> str | None:
        """Return the Dutch name of a site's municipality, else the name as stated."""
        known = self._composer.municipality(place) if place else None
        return known.label if known else site.municipality

    def _sites(self, enterprise: Enterprise) -> list[CardSite]:
        found = []
        for site in sorted(enterprise.sites, key=lambda s: not s.is_seat):
            place = self._composer.locate(site)
            lat, lon = position(site, place)
            if lat is not None and lon is not None:
                found.append(CardSite(lat, lon, self._municipality(site, place), self._composer.province_of(place)))
        return found
