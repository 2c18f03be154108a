"""One thing at a time: an enterprise by its id, the desks of a place, the catalogue."""

from collections.abc import Callable

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.directory.looking import desks_for, look_up, rubric_counts
from supplier_guide.errors import GoneError, NotFoundError
from tests.directory.installing import ask, counts, enterprise

LibraryOf = Callable[..., Library]


def test_what_has_gone_says_where_to_or_since_when(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("hier"),
        enterprise("samen", status="archived", merged_into="hier"),
        enterprise("weg", status="archived", archived_on="2026-02-03"),
        enterprise("klad", status="draft"),
    )
    assert look_up(library, "hier").name == "Hier"
    with pytest.raises(GoneError) as merged:
        look_up(library, "samen")
    assert merged.value.extra["merged_into"] == "hier"
    with pytest.raises(GoneError, match="3 februari 2026") as archived:
        look_up(library, "weg")
    assert archived.value.extra["archived_on"] == "2026-02-03"


@pytest.mark.parametrize("identity", ["klad", "nooit", "", "A", "a\x00b", "é" * 100, "../..", "x" * 1000])
def test_draft_and_impossible_ids_do_not_exist(library_of: LibraryOf, identity: str) -> None:
    library = library_of(enterprise("klad", status="draft"))
    with pytest.raises(NotFoundError) as refused:
        look_up(library, identity)
    assert refused.value.code == "unknown_enterprise"


def test_rubric_counts_are_those_of_the_facet(seed_library: Library) -> None:
    assert rubric_counts(seed_library) == counts(ask(seed_library), "rubric")


def test_desk_of_a_municipality_is_found_by_each_name_of_a_place_in_it(seed_library: Library) -> None:
    desk = next(d for d in seed_library.catalogue.desks if d.phone or d.email)
    town = seed_library.gazetteer.resolve(desk.municipalities[0])
    assert desk in desks_for(seed_library, town)
    assert desk in desks_for(seed_library, seed_library.gazetteer.resolve(town.postal_codes[0]))


def test_municipalities_of_every_desk_are_known(seed_library: Library) -> None:
    for desk in seed_library.catalogue.desks:
        for municipality in desk.municipalities:
            assert seed_library.gazetteer.resolve(municipality).label, municipality


def test_catalogue_is_a_tree_of_two_levels(seed_library: Library) -> None:
    catalogue = seed_library.catalogue
    for rubric in catalogue.rubrics.values():
        assert catalogue.ancestry(rubric.id)[0] == rubric.id
        assert len(catalogue.ancestry(rubric.id)) <= 2
        assert (rubric.id in catalogue.leaves()) == (not catalogue.children(rubric.id))
