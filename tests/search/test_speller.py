"""Spelling: slips are mended, rare words, names and numbers left alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.lexicon import Lexicon
from supplier_guide.search.speller import correct

TEXTS = [
    "Drukwerk en verpakking",
    "verpakking van koekjes",
    "schoonmaak van kantoren",
    "Ryhove",
    "herstel",
    "boekbinder",
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.build(TEXTS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("drukwek", "drukwerk"),
        ("verpaking", "verpakking"),
        ("vrepakking", "verpakking"),
        ("erpakking", "verpakking"),
        ("schoonmak", "schoonmaak"),
        ("schonmak", "schoonmaak"),
        ("Drukwek", "drukwerk"),
    ],
)
def test_slip_is_mended_to_a_word_of_the_collection(
    analyser: Analyser, lexicon: Lexicon, typed: str, meant: str
) -> None:
    found = correct(typed, lexicon, analyser)
    assert found is not None
    assert found.lower() == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("groenonderhout", "groenonderhoud"), ("fietsherstling", "fietsherstelling")]
)
def test_words_of_our_trades_are_known_to_an_empty_collection(analyser: Analyser, typed: str, meant: str) -> None:
    assert correct(typed, Lexicon.build([]), analyser) == meant


@pytest.mark.parametrize(
    "word",
    [
        "schoonmaak",
        "gemaaid",
        "coördinatie",
        "coordinatie",
        "plaggen",
        "duiker",
        "wadi's",
        "tuinonderhoudswerken",
        "co-packing",
        "fietsje",
        "Ryhove",
        "ryhove",
        "9000",
        "B2B",
        "ISO9001",
        "77310000",
        "tas",
        "zeg",
    ],
)
def test_right_word_name_or_number_is_left_alone(analyser: Analyser, lexicon: Lexicon, word: str) -> None:
    assert correct(word, lexicon, analyser) is None


def test_word_that_resembles_nothing_is_left_alone(analyser: Analyser, lexicon: Lexicon) -> None:
    assert correct("xyzzyqwrt", lexicon, analyser) is None


def test_short_word_is_mended_by_one_slip_only(analyser: Analyser, lexicon: Lexicon) -> None:
    assert correct("hrstl", lexicon, analyser) is None


def test_probable_name_is_mended_by_one_slip_only(analyser: Analyser, lexicon: Lexicon) -> None:
    assert correct("schonmak", lexicon, analyser) is not None
    assert correct("Schonmak", lexicon, analyser) is None


def test_of_equal_slips_the_frequent_word_wins(analyser: Analyser) -> None:
    lexicon = Lexicon.build(["wxaarde"] * 9 + ["wxaardo"])
    assert correct("wxaardu", lexicon, analyser) == "wxaarde"


@given(word=st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_word_is_mended_to_a_known_one_or_left(analyser: Analyser, lexicon: Lexicon, word: str) -> None:
    found = correct(word, lexicon, analyser)
    assert found is None or lexicon.known(found) or analyser.trade_words().known(found)
