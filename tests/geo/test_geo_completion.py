"""Typing help for places."""

from timeit import repeat

import pytest

from supplier_guide.geo.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()


def labels(prefix: str, limit: int = 8) -> list[str]:
    """Return the labels offered."""
    return [place.label for place in GAZETTEER.suggest(prefix, limit=limit)]


@pytest.mark.parametrize(
    ("prefix", "first"),
    [
        ("g", "Gent"),
        ("gen", "Gent"),
        ("Sint-N", "Sint-Niklaas"),
        ("st-n", "Sint-Niklaas"),
        ("niklaas", "Sint-Niklaas"),
        ("lim", "Limburg"),
        ("Liè", "Luik"),
        ("brus", "Brussel"),
        ("aal", "Aalst"),
        ("bels", "Belsele (Sint-Niklaas)"),
        ("oost-v", "Oost-Vlaanderen"),
    ],
)
def test_best_known_place_comes_first(prefix: str, first: str) -> None:
    assert labels(prefix)[0] == first


def test_exact_name_comes_before_longer_ones() -> None:
    assert labels("as")[0] == "As"
    assert labels("lier")[0] == "Lier"


def test_province_with_the_name_of_a_town_is_told_apart() -> None:
    assert labels("antwerpen") == ["Antwerpen", "Antwerpen (provincie)"]


def test_postal_codes_from_their_first_digits() -> None:
    places = GAZETTEER.suggest("911", limit=10)

    assert [p.postal_codes for p in places] == [("9111",), ("9112",)]
    assert [p.postal_codes for p in GAZETTEER.suggest("9100 Sint", limit=10)] == [("9100",)]


def test_no_place_twice_and_no_more_than_asked() -> None:
    places = GAZETTEER.suggest("s", limit=30)

    assert len(places) == len(set(places)) == 30


@pytest.mark.parametrize("prefix", ["", " ", "-", "zzz", "🙂", "²", "x" * 10_000])
def test_nothing_to_offer_is_an_empty_list(prefix: str) -> None:
    assert labels(prefix) == []


def test_first_letter_takes_less_than_a_millisecond() -> None:
    GAZETTEER.suggest("s", limit=8)

    assert min(repeat(lambda: GAZETTEER.suggest("s", limit=8), number=10, repeat=5)) / 10 < 2e-3
