"""A choice that is unknown or impossible is refused by name, with what would be right."""

from typing import Any

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.errors import Unprocessable
from tests.directory.installing import ask

REFUSED: list[tuple[dict[str, Any], str, str, str]] = [
    ({"rubric": ("R03.99",)}, "unknown_rubric", "rubric", "R03"),
    ({"rubric": ("drukwerk en mailing",)}, "unknown_rubric", "rubric", "R02"),
    ({"recognition": ("maatwerkbedrijven",)}, "unknown_recognition", "recognition", "maatwerkbedrijf"),
    ({"mode": ("on-location",)}, "unknown_mode", "mode", "on_location"),
    ({"mode": ("producten te koop",)}, "unknown_mode", "mode", "goods"),
    ({"certificate": ("ISO 9000",)}, "unknown_certificate", "certificate", "iso 9001"),
    ({"network": ("Kringwinkel",)}, "unknown_network", "network", "de kringwinkel"),
    ({"province": ("Vlaanderen",)}, "unknown_province", "province", "BE23"),
    ({"place": ("Genk", "Ghent-on-Sea")}, "unknown_place", "place", ""),
    ({"place": ("Turnhot",)}, "unknown_place", "place", "Turnhout"),
    ({"place": ("Berchem",)}, "ambiguous_place", "place", "Berchem (Antwerpen)"),
    ({"place": ("Gent",), "lat": 51.0, "lon": 3.7}, "place_and_coordinates", "place", ""),
    ({"lat": 51.0}, "incomplete_coordinates", "lon", ""),
    ({"lon": 3.7}, "incomplete_coordinates", "lat", ""),
    ({"lat": 91.0, "lon": 3.7}, "lat_out_of_range", "lat", ""),
    ({"lat": 51.0, "lon": -181.0}, "lon_out_of_range", "lon", ""),
    ({"lat": 48.85, "lon": 2.35}, "outside_area", "lat", ""),
    ({"radius_km": 0.0}, "radius_km_out_of_range", "radius_km", ""),
    ({"radius_km": 1e9}, "radius_km_out_of_range", "radius_km", ""),
    ({"page": 0}, "page_out_of_range", "page", ""),
    ({"size": 101}, "size_out_of_range", "size", ""),
    ({"page": 101, "size": 100}, "page_out_of_range", "page", ""),
    ({"q": "x" * 301}, "q_too_long", "q", ""),
]


@pytest.mark.parametrize(("asked", "code", "field", "suggestion"), REFUSED)
def test_impossible_choice_is_refused_by_name(
    seed_library: Library, asked: dict[str, Any], code: str, field: str, suggestion: str
) -> None:
    with pytest.raises(Unprocessable) as refused:
        ask(seed_library, **asked)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not suggestion or suggestion in refused.value.suggestions


def test_refusals_are_sentences_without_words_of_the_program(seed_library: Library) -> None:
    for asked, code, *_ in REFUSED:
        with pytest.raises(Unprocessable) as refused:
            ask(seed_library, **asked)
        message = refused.value.message
        assert message.lstrip("“")[0].isupper(), message
        assert message.endswith((".", "?")), message
        for word in ("page", "size", "radius_km", "lat ", "lon ", "×", "e+"):
            assert word not in message, (code, message)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"radius_km": 1e9}, "De straal in km is 1000000000; verwacht een getal van 1 tot 200."),
        ({"radius_km": 0.5}, "De straal in km is 0,5; verwacht een getal van 1 tot 200."),
        ({"radius_km": 1e300}, "De straal in km is te groot; verwacht een getal van 1 tot 200."),
        ({"page": 101, "size": 100}, "Pagina 101 ligt voorbij de tienduizendste onderneming. Maak uw vraag nauwer."),
        ({"lat": 51.0}, "Geef ook de lengtegraad: met een van beide weten we de plek niet."),
    ],
)
def test_numbers_are_told_as_people_write_them(seed_library: Library, asked: dict[str, Any], told: str) -> None:
    with pytest.raises(Unprocessable) as refused:
        ask(seed_library, **asked)
    assert refused.value.message == told


def test_every_suggestion_can_be_used_as_it_stands(seed_library: Library) -> None:
    for asked, _code, field, suggestion in REFUSED:
        if suggestion:
            with pytest.raises(Unprocessable) as refused:
                ask(seed_library, **asked)
            for value in refused.value.suggestions:
                assert ask(seed_library, **dict[str, Any]({field: (value,)})).total >= 0


@pytest.mark.parametrize(
    "spelling", ["Gent", "gent", "Gand", "9000", "44021", "9000 Gent", "Gent (gemeente)", " Gent ", "stad Gent"]
)
def test_town_is_understood_in_every_spelling(seed_library: Library, spelling: str) -> None:
    assert ask(seed_library, place=(spelling,)).places[0].code == "44021"


def test_province_of_the_same_name_as_a_town_is_asked_as_province(seed_library: Library) -> None:
    assert ask(seed_library, place=("Antwerpen",)).places[0].code == "11002"
    assert ask(seed_library, place=("provincie Antwerpen",)).places[0].code == "BE21"
    assert ask(seed_library, place=("BE21",)).places[0].kind.value == "province"


def test_the_same_place_twice_counts_once(seed_library: Library) -> None:
    assert [p.code for p in ask(seed_library, place=("Gent", "44021")).places] == ["44021"]
