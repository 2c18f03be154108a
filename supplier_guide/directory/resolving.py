"""From what a visitor chose to what an engine filters on; an unknown choice is an error, never dropped."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Qualification, Question
from supplier_guide.errors import Unprocessable
from supplier_guide.geo.distance import km
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.model.dutch import decimal
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import MODE_LABELS, Mode
from supplier_guide.search.document import QUALIFIES_ART15
from supplier_guide.search.query import AskedPlace, Filters, Sort

MAX_PAGE_TIMES_SIZE = 10_000
MAX_SIZE = 100
MAX_RADIUS_KM = 200
MAX_WORDS_LENGTH = 300
MODES = {m.value: MODE_LABELS[m] for m in Mode}
ABROAD_KM = 30
"""A position further than this from every Belgian municipality lies abroad."""
_NAMES = {
    "page": "De pagina", "size": "Het aantal per pagina", "radius_km": "De straal in km",
    "lat": "De breedtegraad", "lon": "De lengtegraad",
}  # fmt: skip
_LONGEST_NUMBER = 1e12


def check_bounds(question: Question) -> None:
    """Refuse numbers outside their range, naming the field and the range."""
    if len(question.q) > MAX_WORDS_LENGTH:
        message = f"De zoektekst telt {len(question.q)} tekens; hoogstens {MAX_WORDS_LENGTH} mag."
        raise Unprocessable("q_too_long", message, field="q")
    _within("page", question.page, 1, MAX_PAGE_TIMES_SIZE)
    _within("size", question.size, 1, MAX_SIZE)
    if question.page * question.size > MAX_PAGE_TIMES_SIZE:
        message = f"Pagina {question.page} ligt voorbij de tienduizendste onderneming. Maak uw vraag nauwer."
        raise Unprocessable("page_out_of_range", message, field="page")
    if question.radius_km is not None:
        _within("radius_km", question.radius_km, 1, MAX_RADIUS_KM)


def check_sort(question: Question, places: Sequence[Place]) -> None:
    """Refuse an order by distance without a place; one that was read from the text counts."""
    if question.sort is Sort.DISTANCE and not places:
        message = "Sorteren op afstand kan alleen met een plaats. Vul een gemeente of postcode in."
        raise Unprocessable("sort_needs_place", message, field="sort")


def resolve_places(library: Library, question: Question) -> tuple[Place, ...]:
    """Return the places asked for by name or by coordinates."""
    if question.lat is None and question.lon is None:
        found = (library.gazetteer.resolve(text) for text in question.place)
        return tuple({(p.code, p.kind, p.label): p for p in found}.values())
    if question.place:
        message = "U geeft een plaats en ook een breedte- of lengtegraad. Geef een van beide."
        raise Unprocessable("place_and_coordinates", message, field="place")
    if question.lat is None or question.lon is None:
        missing = "lat" if question.lat is None else "lon"
        message = f"Geef ook {_NAMES[missing].lower()}: met een van beide weten we de plek niet."
        raise Unprocessable("incomplete_coordinates", message, field=missing)
    return (_position(library, question.lat, question.lon),)


def asked_place(place: Place) -> AskedPlace:
    """Return a place as the query language has it."""
    return AskedPlace(codes=place.ancestors, lat=place.lat, lon=place.lon, inside=place.code if place.is_area else None)


def resolve_filters(library: Library, question: Question) -> Filters:
    """Return the filters, each value known; raise `Unprocessable` with suggestions for the first that is not."""
    catalogue, vocabulary = library.catalogue, library.vocabulary
    return Filters(
        rubrics=_known("rubric", question.rubric, catalogue.rubric_labels),
        recognitions=_known("recognition", question.recognition, catalogue.recognition_labels),
        qualifies=(QUALIFIES_ART15,) if question.qualifies is Qualification.ART15 else (),
        modes=_known("mode", question.mode, MODES),
        certificates=_known("certificate", map(name_key, question.certificate), vocabulary.certificates),
        networks=_known("network", map(name_key, question.network), vocabulary.networks),
        provinces=tuple(dict.fromkeys(_province(library, text) for text in question.province)),
    )


def _known(field: str, asked: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(asked))
    for value in chosen:
        if value not in known:
            _refuse(field, value, known)
    return chosen


def _refuse(field: str, value: str, known: Mapping[str, str]) -> None:
    nouns = {"rubric": "rubriek", "recognition": "erkenning", "mode": "manier van werken"}
    noun = {**nouns, "certificate": "certificaat", "network": "netwerk"}[field]
    by_label = {name_key(label): key for key, label in known.items()}
    near = get_close_matches(value, known, n=3, cutoff=0.5)
    near += [by_label[k] for k in get_close_matches(name_key(value), by_label, n=3, cutoff=0.6)]
    near += [key for key in known if field == "rubric" and value.startswith(key) and "." not in key]
    suggestions = list(dict.fromkeys(near))
    hint = f" Bedoelt u {' of '.join(suggestions)}?" if suggestions else ""
    raise Unprocessable(
        f"unknown_{field}", f"We kennen geen {noun} “{value[:60]}”.{hint}", field=field, suggestions=suggestions
    )


def _province(library: Library, text: str) -> str:
    provinces = {p.code: p for p in library.gazetteer.provinces()}
    if text in provinces:
        return text
    by_name = {name_key(n): p.code for p in provinces.values() for n in (p.label, p.label_fr)}
    code = by_name.get(name_key(text).removeprefix("provincie "))
    if code is None:
        message = f"We kennen geen provincie “{text[:60]}”. Kies uit {', '.join(p.label for p in provinces.values())}."
        raise Unprocessable("unknown_province", message, field="province", suggestions=list(provinces))
    return code


def _position(library: Library, lat: float, lon: float) -> Place:
    _within("lat", lat, -90, 90)
    _within("lon", lon, -180, 180)
    near = library.gazetteer.nearest(lat, lon)
    if km(lat, lon, near.lat, near.lon) > ABROAD_KM:
        message = "Deze plek ligt buiten België; we kennen alleen ondernemingen in België."
        raise Unprocessable("outside_area", message, field="lat")
    return Place(
        code=near.code,
        label=near.label,
        label_fr=near.label_fr,
        kind=PlaceKind.POSITION,
        lat=lat,
        lon=lon,
        ancestors=near.ancestors,
        postal_codes=near.postal_codes,
    )


def _within(field: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        told = decimal(value, digits=2) if abs(value) < _LONGEST_NUMBER else "te groot"
        message = f"{_NAMES[field]} is {told}; verwacht een getal van {decimal(low)} tot {decimal(high)}."
        raise Unprocessable(f"{field}_out_of_range", message, field=field)
