"""From an enterprise to what an engine indexes: tokens with weights, rows with coverage, sites."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256

from supplier_guide import paths
from supplier_guide.geo.coverage import Areas, areas
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.geo.sites import locate, position
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.cpv import cpv_tokens
from supplier_guide.model.enterprise import Activity, Enterprise, Recognition, Site, texts_of
from supplier_guide.model.slug import name_key
from supplier_guide.rules import Rules, periods_art15
from supplier_guide.search.analysis.chain import ANALYSIS_VERSION, Analyser, chains
from supplier_guide.search.document import QUALIFIES_ART15, IndexDocument, IndexRecognition, IndexRow, IndexSite
from supplier_guide.search.rubric_names import RubricNames

NAME_WEIGHT = 6
TEXT_WEIGHT = 5
RUBRIC_WEIGHT = 2
"""How often a term counts, by where it stands (`docs/adr/0003-term-weights.md`)."""
FOREVER = 10_000_000


def index_version() -> str:
    """Return what an index must have been made with; one of another version is rebuilt, never mixed.

    The analysis, the weights, and the reference data that documents are composed from.
    """
    made_of = sha256(f"{NAME_WEIGHT}-{TEXT_WEIGHT}-{RUBRIC_WEIGHT}".encode())
    for name in ("rubrics.json", "recognitions.json", "places.json", "law/qualifying.json"):
        made_of.update(paths.seed_file(name).read_bytes())
    return f"{ANALYSIS_VERSION}-{made_of.hexdigest()[:12]}"


class Composer:
    """Composes index documents; keeps what is the same for all enterprises of a rubric."""

    def __init__(self, *, analyser: Analyser, gazetteer: Gazetteer, catalogue: Catalogue, rules: Rules) -> None:
        """Take the words, the places, the rubrics, and the law that says who qualifies."""
        self._analyser = analyser
        self._gazetteer = gazetteer
        self._rules = rules
        self.catalogue = catalogue
        self.names = RubricNames(analyser, catalogue)
        self._cpv_tokens = lru_cache(maxsize=None)(cpv_tokens)

    def compose(self, enterprise: Enterprise, *, change: int) -> IndexDocument:
        """Return the index document of ``enterprise`` as it was at ``change``."""
        placed = [(site, self.locate(site)) for site in enterprise.sites]
        sites = [_index_site(site, place) for site, place in placed]
        return IndexDocument(
            id=enterprise.id,
            change=change,
            sort_name=name_key(enterprise.name),
            name_keys=tuple(dict.fromkeys(name_key(n) for n in (enterprise.name, *enterprise.trade_names))),
            terms=self.terms(enterprise),
            rows=tuple(self._rows(enterprise, sites)),
            sites=tuple(sites),
            recognitions=(*map(self._recognition, enterprise.recognitions), *self._qualifying(enterprise)),
            certificates=_keys(c.name for c in enterprise.certificates),
            networks=_keys(enterprise.networks),
            provinces=self._provinces(sites),
            number=enterprise.enterprise_number,
            completeness=completeness(enterprise),
            confirmed=enterprise.confirmed_on.toordinal() if enterprise.confirmed_on else 0,
        )

    def locate(self, site: Site) -> Place | None:
        """Return where a site lies: its own coordinates' municipality, else its address's."""
        return locate(site, self._gazetteer)

    def municipality(self, place: Place) -> Place | None:
        """Return the municipality of a postal code or locality."""
        return self._gazetteer.by_code(place.code)

    def province_of(self, place: Place | None) -> str | None:
        """Return the NUTS 2 code of the province (``BE10`` for Brussels) in which a place lies."""
        return self._gazetteer.province_of(place.code) if place else None

    def terms(self, enterprise: Enterprise) -> dict[str, int]:
        """Return the tokens of the combined field with their weighted frequency."""
        names = " \n".join((enterprise.name, *enterprise.trade_names))
        found = self._analysed(names, enterprise.language) * NAME_WEIGHT
        found += self._analysed(" \n".join(texts_of(enterprise)), enterprise.language) * TEXT_WEIGHT
        for rubric in dict.fromkeys(a.rubric for a in enterprise.activities):
            # Each term as often as it weighs: once for its rubric, however many synonyms repeat it.
            found += sorted(self.names.terms(rubric)) * RUBRIC_WEIGHT
        return dict(Counter(found))

    def _analysed(self, text: str, language: str) -> list[str]:
        return [term for chain in chains(language) for term in self._analyser.terms(text, language=chain)]

    def _rows(self, enterprise: Enterprise, sites: Sequence[IndexSite]) -> Iterator[IndexRow]:
        positions = [(s.lat, s.lon, s.codes[0]) for s in sites if s.lat is not None and s.lon is not None and s.codes]
        general = areas(enterprise.service_area, positions, self._gazetteer)
        for activity in enterprise.activities:
            own = activity.service_area
            yield self._row(activity, areas(own, positions, self._gazetteer) if own else general)

    def _row(self, activity: Activity, area: Areas | None) -> IndexRow:
        rubric = self.catalogue.rubrics.get(activity.rubric)
        return IndexRow(
            rubrics=self.catalogue.ancestry(activity.rubric) if rubric else (activity.rubric,),
            modes=tuple(m.value for m in activity.modes),
            cpv=self._cpv_tokens((*activity.cpv, *(rubric.cpv_prefixes if rubric else ()))),
            area_full=area.full if area else None,
            area_part=area.part if area else None,
            nationwide=area.nationwide if area else False,
        )

    def _recognition(self, recognition: Recognition) -> IndexRecognition:
        # Dates left open are bounded by the period of the kind itself (the old forms have ended).
        kind = self.catalogue.recognitions.get(recognition.kind.value)
        start = recognition.valid_from or (kind.valid_from if kind else None)
        end = recognition.valid_until or (kind.valid_until if kind else None)
        return IndexRecognition(
            kind=recognition.kind.value,
            valid_from=start.toordinal() if start else 0,
            valid_until=end.toordinal() if end else FOREVER,
        )

    def _qualifying(self, enterprise: Enterprise) -> Iterator[IndexRecognition]:
        """Yield the days on which it qualifies, so that every engine filters by them as by a recognition."""
        for first, last in periods_art15(enterprise, self._rules):
            yield IndexRecognition(QUALIFIES_ART15, valid_from=first.toordinal(), valid_until=last.toordinal())

    def _provinces(self, sites: Sequence[IndexSite]) -> tuple[str, ...]:
        found = (self._gazetteer.province_of(s.codes[0]) for s in sites if s.codes)
        return tuple(dict.fromkeys(p for p in found if p))


def completeness(enterprise: Enterprise) -> int:
    """Return how many of ten things that buyers ask are known."""
    contact = enterprise.contact
    known = (
        enterprise.enterprise_number,
        enterprise.recognitions,
        enterprise.workforce,
        enterprise.service_area or any(a.service_area for a in enterprise.activities),
        enterprise.activities and all(a.modes for a in enterprise.activities),
        any(a.capacity and a.capacity.band for a in enterprise.activities),
        enterprise.certificates or enterprise.references,
        contact and (contact.phone or contact.email),
        contact and contact.website,
        enterprise.activities and all(a.text for a in enterprise.activities),
    )
    return sum(map(bool, known))


def _index_site(site: Site, place: Place | None) -> IndexSite:
    lat, lon = position(site, place)
    return IndexSite(lat=lat, lon=lon, codes=place.ancestors if place else ())


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_key(n) for n in names))
