"""Large collections of invented enterprises, the same for every benchmark and for the same seed.

Activities, areas, ways of working, capacities, names and texts are drawn from distributions with a long
tail: copies of the few real ones would give thousands of ties. Texts mix the words of the activity's rubric
with an invented vocabulary by Zipf's law, in which, as in Dutch, half of the words are compounds.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from supplier_guide.directory.catalogue import load_catalogue
from supplier_guide.directory.composing import Composer
from supplier_guide.geo.gazetteer import Gazetteer, load_gazetteer
from supplier_guide.geo.place import Place
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.enterprise import (
    Activity,
    Capacity,
    Certificate,
    Contact,
    Enterprise,
    Recognition,
    Reference,
    ServiceArea,
    Site,
    Workforce,
)
from supplier_guide.model.reference import Rubric
from supplier_guide.model.slug import slug
from supplier_guide.model.vocabulary import CapacityBand, CustomerKind, Evidence, Mode, RecognitionKind
from supplier_guide.rules import load_rules
from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.document import IndexDocument

TODAY = date(2026, 11, 25)
SEED = 20261125
_WORDS = 30_000
_SIMPLE = 200  # words that compounds are made of
_SOUNDS = (
    "b bl br d dr f g gr h k kl kr l m n p pl pr r s sch sl sp st str t tr v w z",
    "a aa e ee i ie o oe oo u ui ij ou eu",
    " k l m n nd ng p r rk rt s st t",
)
_ONSETS, _VOWELS, _CODAS = (sounds.split(" ") for sounds in _SOUNDS)
_FORMS = ("VZW", "BV", "CV", "NV", None)
_RADII_KM = (5, 10, 15, 20, 25, 25, 30, 40, 50, 75, 100)

_Value = TypeVar("_Value")


class LongTail(Generic[_Value]):
    """Values of which each is drawn less often than the one before: the n-th with weight 1 / n ** ``slope``."""

    def __init__(self, values: Sequence[_Value], *, slope: float = 1.0) -> None:
        self._values = values
        self._weights = list(accumulate(1 / n**slope for n in range(1, len(values) + 1)))

    def draw(self, chance: Random) -> _Value:
        """Return one value."""
        return chance.choices(self._values, cum_weights=self._weights)[0]

    def several(self, chance: Random, count: int) -> list[_Value]:
        """Return ``count`` values, doubles included."""
        return chance.choices(self._values, cum_weights=self._weights, k=count)


def invented_words(chance: Random, count: int) -> list[str]:
    """Return different words of Dutch-sounding syllables, half of them compounds of earlier ones."""
    words: dict[str, None] = {}
    simple: list[str] = []
    while len(words) < count:
        simple = simple or (list(words) if len(words) >= _SIMPLE else [])
        if simple and chance.random() < 0.5:
            words["".join(chance.choices(simple, k=2))] = None
        else:
            parts = chance.choices((1, 2, 3), weights=(2, 5, 2))[0]
            words["".join(_syllable(chance) for _ in range(parts))] = None
    return list(words)


def _syllable(chance: Random) -> str:
    return chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)


class Synthesis:
    """Draws enterprises; the n-th is the same whatever the number asked for."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer, *, seed: int = SEED) -> None:
        chance = self._chance = Random(seed)
        self.catalogue, self.gazetteer = catalogue, gazetteer
        words = invented_words(chance, _WORDS)
        self.words = LongTail(words)
        self._rubric_words = {r.id: _rubric_words(r) for r in catalogue.rubrics.values()}
        self._rubrics = LongTail(_shuffled(chance, sorted(catalogue.leaves())), slope=0.8)
        self._municipalities = LongTail(_shuffled(chance, gazetteer.municipalities()), slope=0.6)
        self._kinds = LongTail(_shuffled(chance, RecognitionKind))
        self._certificates = LongTail(["ISO 9001", "VCA", *(f"{w} label".capitalize() for w in words[300:500])])
        self._networks = LongTail([w.capitalize() for w in words[500:530]])
        self._territories = _shuffled(chance, _territories(gazetteer))

    def enterprises(self, count: int) -> Iterator[Enterprise]:
        """Yield ``count`` enterprises.

        They are valid (a test reads them back) but made without the validation, which takes most of the time.
        """
        for number in range(count):
            yield self._enterprise(number)

    def _enterprise(self, number: int) -> Enterprise:
        chance = self._chance
        homes = [self._municipalities.draw(chance) for _ in range(_long(chance, most=6) - (chance.random() < 0.02))]
        name = self._name(homes)
        return Enterprise.model_construct(
            id=f"{slug(name)[:50].strip('-')}-{number}",
            name=name,
            legal_form=chance.choice(_FORMS),
            enterprise_number=_enterprise_number(number) if chance.random() < 0.8 else None,
            summary=self._text(4, 60) if chance.random() < 0.7 else None,
            language="fr" if homes and "BE3" in homes[0].ancestors else "nl",
            recognitions=tuple(self._recognition() for _ in range(_long(chance, most=4) - 1)),
            workforce=self._workforce(),
            sites=tuple(self._site(home, place) for place, home in enumerate(homes)),
            service_area=self._area(homes),
            activities=tuple(self._activity(place, homes) for place in range(_long(chance, most=12))),
            certificates=tuple(Certificate.model_construct(name=n) for n in self._labels(self._certificates, 4)),
            references=tuple(self._reference() for _ in range(_long(chance, most=4) - 1)),
            contact=Contact.model_construct(email=f"info@onderneming-{number}.be") if chance.random() < 0.8 else None,
            networks=tuple(self._labels(self._networks, 3)),
            confirmed_on=self._day(-900, 0) if chance.random() < 0.7 else None,
        )

    def _name(self, homes: Sequence[Place]) -> str:
        chance = self._chance
        coined = "".join(_syllable(chance) for _ in range(chance.choice((2, 2, 3)))).capitalize()
        ending = homes[0].label if homes and chance.random() < 0.2 else self.words.draw(chance)
        return f"{coined} {ending}"

    def _text(self, least: int, most: int, *, known: Sequence[str] = ()) -> str:
        chance = self._chance
        words = self.words.several(chance, chance.randint(least, most))
        words += chance.choices(known, k=min(len(known), 8)) if known else []
        chance.shuffle(words)
        return " ".join(words)

    def _labels(self, tail: LongTail[str], most: int) -> list[str]:
        return list(dict.fromkeys(tail.several(self._chance, _long(self._chance, most=most) - 1)))

    def _site(self, home: Place, place: int) -> Site:
        chance = self._chance
        known = chance.random() < 0.92
        return Site.model_construct(
            id=f"s{place}",
            municipality=home.label,
            municipality_code=home.code,
            lat=round(home.lat + chance.gauss(0, 0.02), 5) if known else None,
            lon=round(home.lon + chance.gauss(0, 0.03), 5) if known else None,
            is_seat=place == 0,
        )

    def _area(self, homes: Sequence[Place]) -> ServiceArea | None:
        chance = self._chance
        kind = chance.choices((None, "country", "territories", "radius"), weights=(25, 10, 25, 40))[0]
        if kind == "territories":
            near = [code for home in homes for code in home.ancestors[:3]] + chance.choices(self._territories, k=2)
            codes = tuple(dict.fromkeys(chance.choices(near, k=_long(chance, most=5))))
            return ServiceArea.model_construct(kind="territories", codes=codes)
        if kind == "radius":
            return ServiceArea.model_construct(kind="radius", radius_km=float(chance.choice(_RADII_KM)))
        return ServiceArea.model_construct(kind="country") if kind else None

    def _activity(self, place: int, homes: Sequence[Place]) -> Activity:
        chance = self._chance
        rubric = self._rubrics.draw(chance)
        band = chance.choice((None, None, *CapacityBand))
        days = round(chance.lognormvariate(2.3, 1)) if chance.random() < 0.3 else None
        return Activity.model_construct(
            id=f"a{place}",
            rubric=rubric,
            modes=tuple(dict.fromkeys(chance.choices(list(Mode), weights=(6, 2, 4, 1), k=_long(chance, most=4) - 1))),
            service_area=self._area(homes) if chance.random() < 0.15 else None,
            capacity=Capacity.model_construct(band=band, lead_time_days=days) if band or days else None,
            text=self._text(3, 40, known=self._rubric_words[rubric]) if chance.random() < 0.85 else None,
        )

    def _recognition(self) -> Recognition:
        chance = self._chance
        return Recognition.model_construct(
            kind=self._kinds.draw(chance),
            valid_from=self._day(-3000, -100) if chance.random() < 0.5 else None,
            valid_until=self._day(-400, 1500) if chance.random() < 0.4 else None,
            evidence=chance.choice(list(Evidence)),
        )

    def _workforce(self) -> Workforce | None:
        chance = self._chance
        if chance.random() < 0.5:
            return None
        total = float(max(2, round(chance.lognormvariate(3.2, 1.1))))
        return Workforce.model_construct(
            total=total, target_group=float(round(total * chance.random())), unit="headcount"
        )

    def _reference(self) -> Reference:
        chance = self._chance
        return Reference.model_construct(
            customer=self.words.draw(chance).capitalize(),
            customer_kind=chance.choice(list(CustomerKind)),
            year=chance.randint(2015, 2026),
            what=self._text(2, 8),
        )

    def _day(self, first: int, last: int) -> date:
        return TODAY + timedelta(days=self._chance.randint(first, last))


def _long(chance: Random, *, most: int) -> int:
    """Return 1, 2, 3 … with each half as likely as the one before, up to ``most``."""
    return next((n for n in range(1, most) if chance.random() < 0.5), most)


def _shuffled(chance: Random, values: Iterable[_Value]) -> list[_Value]:
    found = list(values)
    chance.shuffle(found)
    return found


def _rubric_words(rubric: Rubric) -> list[str]:
    return [w for text in (rubric.labels.nl, *rubric.synonyms) for w in text.lower().split()]


def _territories(gazetteer: Gazetteer) -> list[str]:
    return sorted({code for m in gazetteer.municipalities() for code in m.ancestors[:3]})


def _enterprise_number(number: int) -> str:
    base = 2_000_000 + number
    return f"{base:08d}{97 - base % 97:02d}"


class PlainAnalyser(Analyser):
    """Words as they are written: for benchmarks of the engine alone, which need no Dutch."""

    def __init__(self) -> None:
        """Need no word lists."""

    def terms(self, text: str, *, language: str) -> list[str]:
        """Return the words in lower case."""
        del language
        return text.lower().split()

    def terms_of(self, written: list[str], text: str, *, chains: tuple[str, ...]) -> list[str]:
        """Return the words in lower case, for each chain."""
        del written
        return text.lower().split() * len(chains)


def documents(count: int, *, seed: int = SEED) -> Iterator[Enterprise]:
    """Yield ``count`` invented enterprises, the same ones for the same ``seed``."""
    return Synthesis(load_catalogue(), load_gazetteer(), seed=seed).enterprises(count)


def index_documents(count: int, *, seed: int = SEED) -> Iterator[IndexDocument]:
    """Yield the same enterprises as an engine gets them, with their words unanalysed."""
    catalogue, gazetteer = load_catalogue(), load_gazetteer()
    composer = Composer(analyser=PlainAnalyser(), gazetteer=gazetteer, catalogue=catalogue, rules=load_rules())
    for number, enterprise in enumerate(Synthesis(catalogue, gazetteer, seed=seed).enterprises(count), 1):
        yield composer.compose(enterprise, change=number)
