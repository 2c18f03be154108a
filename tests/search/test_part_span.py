"""Which letters of a compound are its part: in the word as it is written, not as it is read."""

import pytest

from supplier_guide.search.analysis.chain import Analyser


def marked(analyser: Analyser, surface: str, part: str) -> str | None:
    """Return the letters that stand for a part, or ``None`` when the word is to be marked whole."""
    (term,) = analyser.terms(part, language="nl")
    assert term in analyser.terms(surface, language="nl")
    span = analyser.part_span(surface, term)
    return span and surface[slice(*span)]


@pytest.mark.parametrize(
    ("surface", "part", "letters"),
    [
        ("Groenonderhoud", "onderhoud", "onderhoud"),
        ("produktontwikkeling", "ontwikkeling", "ontwikkeling"),
        ("produktontwikkeling", "product", "produkt"),
        ("plastikverwerking", "verwerking", "verwerking"),
        ("electromontage", "montage", "montage"),
    ],
)
def test_part_is_told_by_its_own_letters(analyser: Analyser, surface: str, part: str, letters: str) -> None:
    assert marked(analyser, surface, part) == letters


@pytest.mark.parametrize(
    ("surface", "part"),
    [
        ("kadoverpakking", "verpakking"),
        ("cadoverkoop", "verkoop"),
        ("bbqverhuur", "verhuur"),
        ("\ufb01etsherstelling", "herstelling"),
    ],
)
def test_word_that_is_read_longer_than_it_is_written_has_no_place_for_its_parts(
    analyser: Analyser, surface: str, part: str
) -> None:
    assert marked(analyser, surface, part) is None
