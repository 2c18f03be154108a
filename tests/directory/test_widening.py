"""Looking further: only when there are fewer than three, step by step, told, and never mixed with what was asked."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Widening
from supplier_guide.search.query import Reach, Sort
from tests.directory.installing import ask, enterprise, ids, site

LibraryOf = Callable[..., Library]
WORDS = [
    "gras",
    "maaien",
    "soep",
    "koekjes",
    "drukwerk",
    "chocolade",
    "fietsen",
    "kasteel",
    "strijken",
    "inpakken",
    "zeep",
    "lassen",
]
PLACES = ["Gent", "Turnhout", "Lo-Reninge", "9100", "BE23", "Aarlen", "Voeren"]


@given(
    words=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    place=st.none() | st.sampled_from(PLACES),
    rubric=st.none() | st.sampled_from(["R01", "R03.01", "R07", "R11.02", "R16.03"]),
    reach=st.sampled_from(list(Reach)),
    size=st.integers(1, 30),
)
@settings(max_examples=150, deadline=None)
def test_widening_adds_behind_and_changes_nothing_of_what_was_asked(
    seed_library: Library, words: str, place: str | None, rubric: str | None, reach: Reach, size: int
) -> None:
    asked = {"place": (place,) if place else (), "rubric": (rubric,) if rubric else (), "reach": reach, "size": size}
    wide = ask(seed_library, words, **asked)
    literal = ask(seed_library, words, literal=True, **asked)
    if wide.corrections:  # a literal question corrects nothing, so these are two questions
        return
    assert (wide.total, wide.facets) == (literal.total, literal.facets)
    assert ids(wide, widened=False) == ids(literal)
    flags = [h.widened for h in wide.hits]
    assert flags == sorted(flags)
    assert len(set(ids(wide))) == len(wide.hits) <= size
    assert bool(wide.widened) == any(flags)
    if any(flags):
        assert wide.total < 3


def test_radius_grows_by_steps_until_three_are_found(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("gent", sites=[site("Gent")]),
        enterprise("antwerpen", sites=[site("Antwerpen")]),
        enterprise("leuven", sites=[site("Leuven")]),
        enterprise("hasselt", sites=[site("Hasselt")]),
    )
    answer = ask(library, place=("Gent",))
    assert answer.total == 1
    assert ids(answer) == ["gent", "antwerpen", "leuven"]
    assert answer.widened == (Widening("radius_km", start=30.0, end=100.0),)


def test_own_radius_is_where_widening_starts(library_of: LibraryOf) -> None:
    library = library_of(enterprise("antwerpen", sites=[site("Antwerpen")]))
    assert ask(library, place=("Gent",), radius_km=40.0).widened == (Widening("radius_km", start=40.0, end=100.0),)


def test_located_widens_from_the_place_itself(library_of: LibraryOf) -> None:
    library = library_of(enterprise("melle", sites=[site("Merelbeke-Melle")]))
    answer = ask(library, place=("Gent",), reach=Reach.LOCATED)
    assert (answer.total, ids(answer)) == (0, ["melle"])
    assert answer.widened == (Widening("radius_km", start=None, end=30.0),)


def test_least_telling_word_is_dropped_first(library_of: LibraryOf) -> None:
    library = library_of(
        *(enterprise(f"tuin-{n}", summary="wij maaien gras bij vrienden") for n in range(4)),
        enterprise("soep", "R07.01", summary="soep voor vrienden"),
    )
    answer = ask(library, "gras maaien kasteel")
    assert answer.total == 0
    assert answer.widened == (Widening("words", dropped=("kasteel",)),)
    assert set(ids(answer)) == {f"tuin-{n}" for n in range(4)}


def test_sibling_rubrics_are_offered_when_nothing_helps(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("gent", "R03.01", sites=[site("Gent")]),
        enterprise("aarlen", "R03.03", sites=[site("Aarlen")]),
        enterprise("fietsen", "R09.01", sites=[site("Gent")]),
    )
    answer = ask(library, rubric=("R03.02",), place=("Gent",))
    assert [r.value for r in answer.also_try] == ["R03.01"]
    assert answer.also_try[0].label == library.catalogue.label("R03.01")


def test_a_rubric_without_enterprises_makes_way_for_its_siblings(library_of: LibraryOf) -> None:
    library = library_of(enterprise("poets", "R05.01"), enterprise("veeg", "R05.04"), enterprise("gras"))
    for asked in ("sneeuwruimen", "winterdienst"):
        answer = ask(library, asked)
        assert (answer.total, [r.value for r in answer.also_try]) == (0, ["R05.01", "R05.04"])


def test_a_rubric_of_which_all_were_found_is_not_offered(seed_library: Library) -> None:
    answer = ask(seed_library, "kinderopvang")
    assert set(ids(answer)) == {"in-z", "poerderie"}
    assert answer.also_try == ()


@pytest.mark.parametrize("more", [{"page": 2}, {"sort": Sort.NAME}, {"literal": True}])
def test_widening_is_for_the_first_page_by_relevance(seed_library: Library, more: dict[str, object]) -> None:
    answer = ask(seed_library, "soep", place=("Gent",), **more)
    assert (answer.widened, ids(answer, widened=True)) == ((), [])


def test_three_literal_hits_are_enough(library_of: LibraryOf) -> None:
    near = [enterprise(f"gent-{n}", sites=[site("Gent")]) for n in range(3)]
    library = library_of(*near, enterprise("antwerpen", sites=[site("Antwerpen")]))
    answer = ask(library, place=("Gent",))
    assert (answer.total, answer.widened, len(answer.hits)) == (3, (), 3)


def test_number_is_never_widened(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een"), enterprise("twee"))
    assert ask(library, "0123.456.749").hits == ()
