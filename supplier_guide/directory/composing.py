"""From an enterprise to what an engine indexes: tokens with weights, rows with coverage, sites."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from itertools import chain

from supplier_guide import paths
from supplier_guide.directory.wording import Wording, wording
from supplier_guide.geo.coverage import Areas, areas
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.geo.sites import locate, position
from supplier_guide.model.card import card_of
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.cpv import cpv_tokens
from supplier_guide.model.enterprise import Activity, Enterprise, Recognition, Site
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import Mode
from supplier_guide.rules import Rules, StandingPeriod, load_rules, periods_art15
from supplier_guide.search.analysis.chain import ANALYSIS_VERSION, Analyser, chains
from supplier_guide.search.document import (
    FOREVER,
    QUALIFIES_ART15,
    IndexDocument,
    IndexRecognition,
    IndexRow,
    IndexSite,
)
from supplier_guide.search.rubric_names import RubricNames

NAME_WEIGHT = 6
TEXT_WEIGHT = 5
RUBRIC_WEIGHT = 2
"""How often a term counts, by where it stands (`docs/adr/0003-term-weights.md`)."""
_TAGS_KEPT = 10_000


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
        self._rubric_counts = lru_cache(_TAGS_KEPT)(self._count_of_rubrics)
        self._tags = lru_cache(_TAGS_KEPT)(self._tags_of_activity)
        self._key = lru_cache(_TAGS_KEPT)(name_key)
        self._province = lru_cache(_TAGS_KEPT)(gazetteer.province_of)

    def __reduce__(self) -> tuple[Callable[[], "Composer"], tuple[()]]:
        """Let another process make the same documents."""
        made = partial(_elsewhere, analyser=self._analyser, gazetteer=self._gazetteer, catalogue=self.catalogue)
        return made, ()

    def compose(self, enterprise: Enterprise, *, change: int, words: Wording | None = None) -> IndexDocument:
        """Return the index document of ``enterprise`` as it was at ``change``; ``words`` are its words, if at hand."""
        periods = tuple(periods_art15(enterprise, self._rules))
        terms, said = self._terms(enterprise, words)
        sites = [_index_site(site, self.locate(site)) for site in enterprise.sites]
        name_keys = tuple(dict.fromkeys(map(name_key, (enterprise.name, *enterprise.trade_names))))
        return IndexDocument(
            id=enterprise.id,
            change=change,
            sort_name=name_keys[0],
            name_keys=name_keys,
            terms=terms,
            said=said,
            rows=tuple(self._rows(enterprise, sites)),
            sites=tuple(sites),
            recognitions=(*map(self._recognition, enterprise.recognitions), *_qualifying(periods)),
            certificates=tuple(dict.fromkeys(self._key(c.name) for c in enterprise.certificates)),
            networks=tuple(dict.fromkeys(map(self._key, enterprise.networks))),
            provinces=self._provinces(sites),
            number=enterprise.enterprise_number,
            completeness=completeness(enterprise),
            confirmed=enterprise.confirmed_on.toordinal() if enterprise.confirmed_on else 0,
            card=card_of(enterprise, tuple(map(_standing, periods))).packed(),
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

    def _terms(self, enterprise: Enterprise, words: Wording | None) -> tuple[dict[str, int], frozenset[str]]:
        """Return all tokens with their weighted frequency, and those of the enterprise's own names and texts."""
        words = words or wording(enterprise)
        read_by = chains(enterprise.language)
        weighed = (
            (NAME_WEIGHT, self._analyser.terms_of(words.name_words, words.names, chains=read_by)),
            (TEXT_WEIGHT, self._analyser.terms_of(words.text_words, words.text, chains=read_by)),
        )
        counted = dict(self._rubric_counts(frozenset(a.rubric for a in enterprise.activities)))
        for weight, terms in weighed:
            for term, times in Counter(terms).items():
                counted[term] = counted.get(term, 0) + weight * times
        return counted, frozenset(chain.from_iterable(terms for _, terms in weighed))

    def _count_of_rubrics(self, rubric_ids: frozenset[str]) -> Counter[str]:
        """Return the terms of some rubrics with their weight; the same few go together again and again."""
        counted = Counter(term for rubric_id in rubric_ids for term in self.names.terms(rubric_id))
        return Counter({term: RUBRIC_WEIGHT * times for term, times in counted.items()})

    def _rows(self, enterprise: Enterprise, sites: Sequence[IndexSite]) -> Iterator[IndexRow]:
        positions = [(s.lat, s.lon, s.codes[0]) for s in sites if s.lat is not None and s.lon is not None and s.codes]
        general = areas(enterprise.service_area, positions, self._gazetteer)
        for activity in enterprise.activities:
            own = activity.service_area
            yield self._row(activity, areas(own, positions, self._gazetteer) if own else general)

    def _row(self, activity: Activity, area: Areas | None) -> IndexRow:
        rubrics, modes, cpv = self._tags(activity.rubric, activity.modes, activity.cpv)
        if area is None:
            return IndexRow(rubrics, modes, cpv)
        return IndexRow(rubrics, modes, cpv, area.full, area.part, area.nationwide)

    def _tags_of_activity(
        self, rubric_id: str, modes: tuple[Mode, ...], cpv: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return rubric with ancestors, modes and CPV tokens; thousands of activities have the same (``_tags``)."""
        rubric = self.catalogue.rubrics.get(rubric_id)
        line = self.catalogue.ancestry(rubric_id) if rubric else (rubric_id,)
        return line, tuple(mode.value for mode in modes), cpv_tokens(self.cpv_codes(rubric_id, cpv))

    def cpv_codes(self, rubric_id: str, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return the CPV codes of an activity: its own, and those of its rubric."""
        rubric = self.catalogue.rubrics.get(rubric_id)
        return (*own, *(rubric.cpv_prefixes if rubric else ()))

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

    def _provinces(self, sites: Sequence[IndexSite]) -> tuple[str, ...]:
        found = (self._province(s.codes[0]) for s in sites if s.codes)
        return tuple(dict.fromkeys(p for p in found if p))


def _qualifying(periods: Iterable[StandingPeriod]) -> Iterator[IndexRecognition]:
    """Yield the days on which it qualifies, so that every engine filters by them as by a recognition."""
    for period in periods:
        if period.qualifies:
            yield IndexRecognition(QUALIFIES_ART15, period.first.toordinal(), period.last.toordinal())


def _standing(period: StandingPeriod) -> tuple[int, int, str, str | None]:
    return period.first.toordinal(), period.last.toordinal(), period.standing, period.evidence


def _elsewhere(*, analyser: Analyser, gazetteer: Gazetteer, catalogue: Catalogue) -> Composer:
    """Return a composer in another process, which reads the law itself: it is not sent."""
    return Composer(analyser=analyser, gazetteer=gazetteer, catalogue=catalogue, rules=load_rules())


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
