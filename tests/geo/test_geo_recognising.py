"""Places in the words of a question."""

from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.geo.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()


def recognised(text: str) -> tuple[str, str] | None:
    """Return the words taken as a place, and the label of the place."""
    words = text.split()
    found = GAZETTEER.recognise(words)
    return None if found is None else (" ".join(words[found[0] : found[1]]), found[2].label)


@pytest.mark.parametrize(
    ("text", "words", "label"),
    [
        ("schilderwerken Gent", "Gent", "Gent"),
        ("schilderwerken gent", "gent", "Gent"),
        ("groenonderhoud in Sint-Niklaas", "in Sint-Niklaas", "Sint-Niklaas"),
        ("groenonderhoud in sint niklaas en omstreken", "in sint niklaas", "Sint-Niklaas"),
        ("bomen in de buurt van Sint Niklaas snoeien", "in de buurt van Sint Niklaas", "Sint-Niklaas"),
        ("wasserij regio Kortrijk", "regio Kortrijk", "Kortrijk"),
        ("ramen wassen omgeving Heist op den Berg", "omgeving Heist op den Berg", "Heist-op-den-Berg"),
        ("poetsen provincie Antwerpen", "provincie Antwerpen", "Antwerpen"),
        ("drukwerk Oost-Vlaanderen", "Oost-Vlaanderen", "Oost-Vlaanderen"),
        ("verpakken Gentbrugge", "Gentbrugge", "Gentbrugge (Gent)"),
        ("entretien Liège", "Liège", "Luik"),
    ],
)
def test_longest_run_with_what_leads_it_in(text: str, words: str, label: str) -> None:
    assert recognised(text) == (words, label)


@pytest.mark.parametrize(
    "text",
    [
        "boom snoeien",
        "Boom snoeien",
        "mol vangen",
        "openbare Werken",
        "hulp bij werken in de tuin",
        "in alle gemeenten",
        "perceel of lot",
        "in lot 2",
        "dieren te voeren",
        "geel schilderen",
        "GEEL SCHILDEREN",
        "kinderen op kamp",
        "poetsen",
        "",
    ],
)
def test_everyday_words_stay_words(text: str) -> None:
    assert recognised(text) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("snoeien Boom", "Boom"),
        ("snoeien in boom", "Boom"),
        ("schilderen regio geel", "Geel"),
        ("Mol", "Mol"),
        ("wasserij te Lot", "Lot (Beersel)"),
        ("catering Peer", "Peer"),
    ],
)
def test_everyday_word_is_a_place_with_a_sign_that_it_is(text: str, label: str) -> None:
    found = recognised(text)

    assert found is not None
    assert found[1] == label


def test_hamlet_of_several_municipalities_is_left_as_a_word() -> None:
    assert recognised("verpakken Nieuwrode Berg Haren") == ("Nieuwrode", "Nieuwrode (Holsbeek)")
    assert recognised("verpakken Haren") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("verpakken 9100", "9100"),
        ("verpakken 9100 Sint-Niklaas", "9100 Sint-Niklaas"),
        ("mailing 9000", "9000"),
        ("mailing in 9000 doen", "in 9000"),
        ("9000 Gent mailing", "9000 Gent"),
        ("9112 groenonderhoud", "9112"),
    ],
)
def test_postal_code_is_a_place(text: str, words: str) -> None:
    found = recognised(text)

    assert found is not None
    assert found[0] == words


@pytest.mark.parametrize("text", ["1000 enveloppen vullen", "9000 brieven", "12345", "ISO 9001", "0123"])
def test_quantity_and_other_numbers_are_not(text: str) -> None:
    assert recognised(text) is None


@given(words=st.lists(st.text(max_size=12), max_size=12))
def test_run_always_lies_within_the_words(words: list[str]) -> None:
    found = GAZETTEER.recognise(words)

    if found is not None:
        assert 0 <= found[0] < found[1] <= len(words)


def test_five_words_take_microseconds() -> None:
    words = ["groenonderhoud", "en", "snoeien", "in", "Gent"]

    assert min(repeat(lambda: GAZETTEER.recognise(words), number=100, repeat=5)) / 100 < 60e-6
