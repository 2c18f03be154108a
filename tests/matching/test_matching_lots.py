"""Four lots that nobody covers alone: the fewest suppliers, then the least distance, and the gaps by name."""

from collections.abc import Callable

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.matching.presenting import answer_json
from tests.directory.installing import activity, enterprise, site
from tests.matching.asking import answered, gardener, lot, need

LibraryOf = Callable[..., Library]
GRASS = lot("Gras maaien")
SOUP = lot("Soep", rubrics=["R07.01"])
PRINT = lot("Drukwerk", rubrics=["R02.01"])
CLEAN = lot("Poetsen", rubrics=["R05.01"])


def rows(*rubrics: str) -> list[dict[str, object]]:
    return [activity(rubric, id=f"a{n}") for n, rubric in enumerate(rubrics)]


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Return a library in which two can do everything together."""
    return library_of(
        gardener("gras-en-poetsen", *rows("R03.01", "R05.01")),
        gardener("soep-en-druk", *rows("R07.01", "R02.01")),
        gardener("soep-en-druk-ver", *rows("R07.01", "R02.01"), sites=[site("Aalst")]),
        gardener("enkel-gras", *rows("R03.01")),
        gardener("enkel-druk", *rows("R02.01")),
        enterprise("iets-anders", "R01.02"),
    )


def test_four_lots_go_to_the_two_that_cover_them_nearest_first(library: Library) -> None:
    reply = answer_json(answered(library, need(GRASS, SOUP, PRINT, CLEAN)), notice=None, rules_version="")
    first = reply["combinations"][0]
    assert {(a["lot"], a["enterprise"]) for a in first["assignments"]} == {
        ("1", "gras-en-poetsen"),
        ("2", "soep-en-druk"),
        ("3", "soep-en-druk"),
        ("4", "gras-en-poetsen"),
    }
    assert first["gaps"] == []
    assert first["total_distance_km"] == pytest.approx(sum(a["distance_km"] for a in first["assignments"]))
    totals = [c["total_distance_km"] for c in reply["combinations"]]
    assert totals == sorted(totals)
    assert len(reply["combinations"]) <= 5
    assert all(len({a["enterprise"] for a in c["assignments"]}) <= 3 for c in reply["combinations"])


def test_a_lot_that_nobody_does_is_a_gap(library: Library) -> None:
    asked = need(GRASS, SOUP, PRINT, lot("Fietsen herstellen", rubrics=["R09.01"]))
    reply = answer_json(answered(library, asked), notice=None, rules_version="")
    assert reply["combinations"][0]["gaps"] == ["4"]


def test_one_lot_has_no_combinations(library: Library) -> None:
    assert answered(library, need(GRASS)).combinations == ()
