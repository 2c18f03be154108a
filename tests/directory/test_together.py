"""What a phrase or compound asks is found where one text says it, not where two activities do."""

from collections.abc import Callable

import pytest

from supplier_guide.directory.library import Library
from tests.directory.installing import activity, ask, enterprise, ids

LibraryOf = Callable[..., Library]


@pytest.mark.parametrize("asked", ["ramen wassen", "ruiten wassen", "ruitenwasser", "glazenwasser", "ramen poetsen"])
def test_joiner_with_a_car_wash_does_not_clean_windows(library_of: LibraryOf, asked: str) -> None:
    library = library_of(
        enterprise("schrijnwerk", activities=[activity("R04.03"), activity("R05.06", id="a2", text="Wagens wassen.")]),
        enterprise("gevel", activities=[activity("R04.04"), activity("R04.01", id="a2")]),
        enterprise("ramen", "R05.02"),
        enterprise("tekst", "R05.01", summary="Wij lappen ook ramen."),
    )
    assert set(ids(ask(library, asked), widened=False)) == {"ramen", "tekst"}


def test_dog_shelter_at_a_farm_for_children_is_no_child_care(library_of: LibraryOf) -> None:
    library = library_of(enterprise("boerderij", "R07.07"), enterprise("creche", "R14.01"))
    assert ids(ask(library, "kinderopvang"), widened=False) == ["creche"]


def test_meals_and_schools_apart_are_no_school_meals(library_of: LibraryOf) -> None:
    apart = [activity("R05.01", text="Scholen schoonmaken."), activity("R14.05", id="a2", text="Maaltijden opdienen.")]
    library = library_of(enterprise("apart", activities=apart), enterprise("school", "R07.03"))
    assert ids(ask(library, "schoolmaaltijden"), widened=False) == ["school"]


def test_who_is_described_in_dutch_ranks_alike_in_any_language(library_of: LibraryOf) -> None:
    alike = {"name": "De Werkplaats", "summary": "Drukwerk."}
    library = library_of(*(enterprise(f"e-{language}", language=language, **alike) for language in ("nl", "fr")))
    dutch, french = ask(library, "drukwerk").hits
    assert dutch.score == french.score
