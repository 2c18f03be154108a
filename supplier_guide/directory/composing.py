"""From an enterprise to what an engine indexes: tokens with weights, rows with coverage, sites."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from hashlib import sha256

from supplier_guide import paths
from supplier_guide.directory.catalogue import Catalogue
from supplier_guide.directory.wording import Wording, own_texts, texts_of_references, wording
from supplier_guide.geo.coverage import Areas, areas
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.model.enterprise import Activity, Enterprise, Recognition, Site
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import Mode
from supplier_guide.search.analysis.chain import ANALYSIS_VERSION, Analyser
from supplier_guide.search.document import FOREVER, IndexDocument, IndexRecognition, IndexRow, IndexSite
from supplier_guide.search.query import Word

NAME_WEIGHT = 6
TEXT_WEIGHT = 5
RUBRIC_WEIGHT = 2
"""How often a term counts, by where it stands (`docs/adr/0003-term-weights.md`)."""
FRENCH = "fr"
DUTCH = "nl"
_TAGS_KEPT = 10_000


def index_version() -> str:
    """Return what an index must have been made with; one of another version is rebuilt, never mixed.

    The analysis, the weights, and the reference data that documents are composed from.
    """
    made_of = sha256(f"{NAME_WEIGHT}-{TEXT_WEIGHT}-{RUBRIC_WEIGHT}".encode())
    for name in ("rubrics.json", "recognitions.json", "places.json"):
        made_of.update(paths.seed_file(name).read_bytes())
    return f"{ANALYSIS_VERSION}-{made_of.hexdigest()[:12]}"


class Composer:
    """Composes index documents; keeps what is the same for all enterprises of a rubric."""

    def __init__(self, *, analyser: Analyser, gazetteer: Gazetteer, catalogue: Catalogue) -> None:
        """Take the words, the places and the rubrics."""
        self._analyser = analyser
        self._gazetteer = gazetteer
        self.catalogue = catalogue
        self._rubric_terms = lru_cache(maxsize=None)(self._terms_of_rubric)
        self._rubric_sets = lru_cache(maxsize=None)(lambda rubric_id: frozenset(self._rubric_terms(rubric_id)))
        self._rubric_counts = lru_cache(_TAGS_KEPT)(self._count_of_rubrics)
        self._tags = lru_cache(_TAGS_KEPT)(self._tags_of_activity)
        self._key = lru_cache(_TAGS_KEPT)(name_key)
        self._province = lru_cache(_TAGS_KEPT)(gazetteer.province_of)

    def __reduce__(self) -> tuple[Callable[[], "Composer"], tuple[()]]:
        """Let another process make the same documents."""
        made = partial(Composer, analyser=self._analyser, gazetteer=self._gazetteer, catalogue=self.catalogue)
        return made, ()

    def compose(self, enterprise: Enterprise, *, change: int, words: Wording | None = None) -> IndexDocument:
        """Return the index document of ``enterprise`` as it was at ``change``; ``words`` are its words, if at hand."""
        sites = [_index_site(site, self.locate(site)) for site in enterprise.sites]
        name_keys = tuple(dict.fromkeys(map(name_key, (enterprise.name, *enterprise.trade_names))))
        return IndexDocument(
            id=enterprise.id,
            change=change,
            sort_name=name_keys[0],
            name_keys=name_keys,
            terms=self.terms(enterprise, words=words),
            rows=tuple(self._rows(enterprise, sites)),
            sites=tuple(sites),
            recognitions=tuple(map(self._recognition, enterprise.recognitions)),
            certificates=tuple(dict.fromkeys(self._key(c.name) for c in enterprise.certificates)),
            networks=tuple(dict.fromkeys(map(self._key, enterprise.networks))),
            provinces=self._provinces(sites),
            number=enterprise.enterprise_number,
            completeness=completeness(enterprise),
            confirmed=enterprise.confirmed_on.toordinal() if enterprise.confirmed_on else 0,
        )

    def locate(self, site: Site) -> Place | None:
        """Return where a site lies: its own coordinates' municipality, else its address's."""
        named = self._gazetteer.by_code(site.municipality_code) if site.municipality_code else None
        found = named or self._gazetteer.locate(site.postal_code, site.municipality)
        if found is None and site.lat is not None and site.lon is not None:
            return self._gazetteer.nearest(site.lat, site.lon)
        return found

    @staticmethod
    def chains(language: str) -> tuple[str, ...]:
        """Return the chains that read an enterprise's texts.

        Texts about French-speaking enterprises are often written in Dutch by an editor: both chains read them.
        """
        return (DUTCH, FRENCH) if language == FRENCH else (language,)

    def municipality(self, place: Place) -> Place | None:
        """Return the municipality of a postal code or locality."""
        return self._gazetteer.by_code(place.code)

    def province_of(self, place: Place | None) -> str | None:
        """Return the NUTS 2 code of the province (``BE10`` for Brussels) in which a place lies."""
        return self._gazetteer.province_of(place.code) if place else None

    def rubrics_named(self, word: Word) -> frozenset[str]:
        """Return the rubrics whose labels and synonyms meet a word of the question."""
        none = frozenset[str]()
        of_term = self._rubrics_by_term
        return none.union(
            *(
                frozenset.intersection(*(of_term.get(term, none) for term in alternative.terms))
                for alternative in word.alternatives
                if alternative.terms[0] in of_term
            )
        )

    @cached_property
    def _rubrics_by_term(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for rubric_id in self.catalogue.rubrics:
            for term in self.rubric_terms(rubric_id):
                found.setdefault(term, set()).add(rubric_id)
        return {term: frozenset(ids) for term, ids in found.items()}

    def rubric_terms(self, rubric_id: str) -> frozenset[str]:
        """Return the terms of a rubric's labels and synonyms."""
        return self._rubric_sets(rubric_id)

    def terms(self, enterprise: Enterprise, *, words: Wording | None = None) -> dict[str, int]:
        """Return the tokens of the combined field with their weighted frequency."""
        words = words or wording(enterprise)
        chains = self.chains(enterprise.language)
        weighed = (
            (NAME_WEIGHT, self._analyser.terms_of(words.name_words, words.names, chains=chains)),
            (TEXT_WEIGHT, self._analyser.terms_of(words.text_words, words.text, chains=chains)),
        )
        counted = dict(self._rubric_counts(frozenset(a.rubric for a in enterprise.activities)))
        for weight, terms in weighed:
            for term, times in Counter(terms).items():
                counted[term] = counted.get(term, 0) + weight * times
        return counted

    def _terms_of_rubric(self, rubric_id: str) -> tuple[str, ...]:
        """Return each term as often as it weighs: once for its rubric, however many synonyms repeat it."""
        rubric = self.catalogue.rubrics.get(rubric_id)
        if rubric is None:
            return ()
        found = {t for s in (rubric.labels.nl, *rubric.synonyms) for t in self._analyser.terms(s, language=DUTCH)}
        for text in (rubric.labels.fr, *rubric.synonyms_fr):
            found.update(self._analyser.terms(text, language=FRENCH))
        return tuple(sorted(found)) * RUBRIC_WEIGHT

    def _count_of_rubrics(self, rubric_ids: frozenset[str]) -> Counter[str]:
        """Return the terms of some rubrics with their weight; the same few go together again and again."""
        return Counter(term for rubric_id in rubric_ids for term in self._rubric_terms(rubric_id))

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


def texts(enterprise: Enterprise) -> Iterator[str]:
    """Yield the texts that are searched: activities, summary, references."""
    yield from own_texts(enterprise)
    yield from texts_of_references(enterprise)


def cpv_tokens(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the constant tokens of CPV codes: ``=7731`` for the code, and its prefixes from two digits."""
    found: dict[str, None] = {}
    for code in codes:
        prefix = cpv_prefix(code)
        found[f"={prefix}"] = None
        found.update(dict.fromkeys(prefix[:n] for n in range(2, len(prefix) + 1)))
    return tuple(found)


def cpv_filter(code: str) -> tuple[str, ...]:
    """Return the tokens that a row must share one of, to fit the asked code: it, narrower, or wider."""
    prefix = cpv_prefix(code)
    return (prefix, *(f"={prefix[:n]}" for n in range(3, len(prefix))))


def cpv_prefix(code: str) -> str:
    """Return a CPV code without its trailing zeros, two digits at least."""
    return code.rstrip("0").ljust(2, "0")


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


def position(site: Site, place: Place | None) -> tuple[float | None, float | None]:
    """Return a site's own coordinates, else those of the place of its address."""
    if site.lat is None and place is not None:
        return place.lat, place.lon
    return site.lat, site.lon


def _index_site(site: Site, place: Place | None) -> IndexSite:
    lat, lon = position(site, place)
    return IndexSite(lat=lat, lon=lon, codes=place.ancestors if place else ())
