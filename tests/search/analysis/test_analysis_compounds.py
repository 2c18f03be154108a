"""Compounds: what is a part, and what only looks like one."""

import pytest

from supplier_guide.search.analysis.chain import Analyser


def parts(analyser: Analyser, word: str) -> list[str]:
    return analyser.terms(word, language="nl")[1:]


@pytest.mark.parametrize(
    ("compound", "expected"),
    [
        ("begraafplaatsonderhoud", "begraafplaats onderhoud"),
        ("kantoorschoonmaak", "kantoor schoonmaak"),
        ("bladruimen", "blad ruimen"),
        ("tuinonderhoudswerken", "tuin onderhoud"),
        ("rolstoelvervoer", "rolstoel vervoer"),
        ("houtkist", "hout kist"),
        ("data-invoer", "data invoer"),
        ("kinderopvang", "kind opvang"),
    ],
)
def test_compound_is_found_by_its_parts(analyser: Analyser, compound: str, expected: str) -> None:
    assert set(analyser.terms(expected, language="nl")) <= set(parts(analyser, compound))


@pytest.mark.parametrize(
    "word",
    [
        "kasteel",
        "bosbessen",
        "boekhouding",
        "werkplaats",
        "arbeidsmarkt",
        "koffer",
        "groenten",
        "volwassenen",
        "inspanning",
        "kaartspel",
        "schoonheid",
        "grondig",
        "supermarkt",
        "aardewerk",
        "schildewerk",
        "paddenstoel",
        "zorgeloos",
        "natuurlijk",
    ],
)
def test_look_alike_is_no_compound(analyser: Analyser, word: str) -> None:
    assert parts(analyser, word) == []


def test_light_heads_are_left_out(analyser: Analyser) -> None:
    assert parts(analyser, "poetsdienst") == analyser.terms("poetsen", language="nl")


def test_of_a_thing_only_the_head_is_found_by_itself(analyser: Analyser) -> None:
    assert parts(analyser, "tuinmeubelen") == analyser.terms("meubel", language="nl")


def test_of_a_thing_all_parts_are_asked(analyser: Analyser) -> None:
    (word,) = analyser.words("tuinmeubelen")
    asked = tuple(analyser.terms("tuin meubel", language="nl"))
    assert any(alternative.terms == asked for alternative in word.word.alternatives)


def test_part_that_is_a_compound_itself_is_found_whole_too(analyser: Analyser) -> None:
    assert analyser.terms("zonnepanelen", language="nl")[0] in parts(analyser, "zonnepanelenreiniging")


def test_part_in_brackets_is_found_but_not_asked(analyser: Analyser) -> None:
    (winkel,) = analyser.terms("winkel", language="nl")
    assert winkel in parts(analyser, "kringwinkel")
    (word,) = analyser.words("kringloopwinkel")
    assert any(a.terms == tuple(analyser.terms("kringloop", language="nl")) for a in word.word.alternatives)
