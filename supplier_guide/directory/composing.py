"""From an enterprise to what an engine indexes: tokens with weights, rows with coverage, sites."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256

from supplier_guide import paths
from supplier_guide.directory.catalogue import Catalogue
from supplier_guide.geo.coverage import Areas, areas
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.model.enterprise import Activity, Enterprise, Recognition, Site
from supplier_guide.model.slug import name_key
from supplier_guide.search.analysis.chain import ANALYSIS_VERSION, Analyser
from supplier_guide.search.document import IndexDocument, IndexRecognition, IndexRow, IndexSite
from supplier_guide.search.query import Word

NAME_WEIGHT = 6
TEXT_WEIGHT = 5
RUBRIC_WEIGHT = 2
"""How often a term counts, by where it stands (`docs/adr/0003-term-weights.md`)."""
FRENCH = "fr"
DUTCH = "nl"
FOREVER = 10_000_000


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
            recognitions=tuple(map(self._recognition, enterprise.recognitions)),
            certificates=_keys(c.name for c in enterprise.certificates),
            networks=_keys(enterprise.networks),
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

    def terms(self, enterprise: Enterprise) -> dict[str, int]:
        """Return the tokens of the combined field with their weighted frequency."""
        names = " \n".join((enterprise.name, *enterprise.trade_names))
        found = self._analysed(names, enterprise.language) * NAME_WEIGHT
        found += self._analysed(" \n".join(texts(enterprise)), enterprise.language) * TEXT_WEIGHT
        for rubric in dict.fromkeys(a.rubric for a in enterprise.activities):
            found += self._rubric_terms(rubric)
        return dict(Counter(found))

    def _analysed(self, text: str, language: str) -> list[str]:
        return [term for chain in self.chains(language) for term in self._analyser.terms(text, language=chain)]

    def _terms_of_rubric(self, rubric_id: str) -> tuple[str, ...]:
        """Return each term as often as it weighs: once for its rubric, however many synonyms repeat it."""
        rubric = self.catalogue.rubrics.get(rubric_id)
        if rubric is None:
            return ()
        found = {t for s in (rubric.labels.nl, *rubric.synonyms) for t in self._analyser.terms(s, language=DUTCH)}
        for text in (rubric.labels.fr, *rubric.synonyms_fr):
            found.update(self._analyser.terms(text, language=FRENCH))
        return tuple(sorted(found)) * RUBRIC_WEIGHT

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

    def _provinces(self, sites: Sequence[IndexSite]) -> tuple[str, ...]:
        found = (self._gazetteer.province_of(s.codes[0]) for s in sites if s.codes)
        return tuple(dict.fromkeys(p for p in found if p))


def texts(enterprise: Enterprise) -> Iterator[str]:
    """Yield the texts that are searched: activities, summary, references."""
    yield from (a.text for a in enterprise.activities if a.text)
    if enterprise.summary:
        yield enterprise.summary
    for reference in enterprise.references:
        yield from (t for t in (reference.customer, reference.what) if t)


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


def _keys(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_key(n) for n in names))
