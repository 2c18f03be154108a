"""What a lot is understood to ask: from its own words, or from those of the whole."""

from collections.abc import Callable

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.matching.understanding import Understood
from tests.directory.installing import activity, enterprise, site
from tests.matching.asking import first_lot, gardener, need

LibraryOf = Callable[..., Library]


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    return library_of(
        gardener("tuin"),
        enterprise("bilzen-bekers", sites=[site("Bilzen")], activities=[activity("R05.07", text="Bekers wassen.")]),
    )


def understood(library: Library, named: str, **whole: str) -> Understood:
    lot = {"title": named, "places": ["3740"]}
    return first_lot(library, need(lot, **whole)).matched.understood


def rubrics(found: Understood) -> list[str]:
    return [rubric.id for rubric in found.rubrics]


def test_a_lot_named_after_a_town_takes_the_words_of_the_whole(library: Library) -> None:
    assert "R03.01" in rubrics(understood(library, "Perceel 2: Bilzen", title="Gras maaien"))


def test_a_lot_with_a_trade_of_its_own_does_not(library: Library) -> None:
    found = understood(library, "Bekers wassen", title="Gras maaien")
    assert "R05.07" in rubrics(found)
    assert "R03.01" not in rubrics(found)


def test_places_and_numbers_are_no_telling_words(library: Library) -> None:
    found = understood(library, "2026-17 Bekers wassen in Bilzen 3")
    assert {told.word.surface.lower() for told in found.words} <= {"bekers", "bekers wassen", "wassen"}
