"""Why an enterprise is in the list: every reason is true, and says which word it is about."""

from collections.abc import Callable

import pytest

from supplier_guide.directory.library import Library
from tests.directory.installing import COUNTRY, activity, ask, enterprise, near, site

LibraryOf = Callable[..., Library]


def told(library: Library, q: str = "", **more: object) -> dict[str, list[str]]:
    """Return the reasons of each hit."""
    return {h.enterprise.id: [r.label for r in h.reasons] for h in ask(library, q, **more).hits}


def test_name_that_holds_the_word_is_a_name_with_it(library_of: LibraryOf) -> None:
    library = library_of(enterprise("traiteur", "R16.01", name="Catering De Soeplepel"))
    assert told(library, "catering")["traiteur"][0] == "naam met ‘catering’"


def test_name_that_holds_a_synonym_or_translation_tells_it(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("cannelle", "R16.01", name="Traiteur Cannelle"),
        enterprise("jardin", "R16.01", name="Jardin Vert", language="fr"),
    )
    assert told(library, "catering")["cannelle"][0] == "‘Traiteur’ in de naam hoort bij ‘catering’"
    assert told(library, "tuin")["jardin"][0] == "‘Jardin’ in de naam hoort bij ‘tuin’"


def test_name_that_holds_a_part_or_another_form_tells_that_one(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("klus", "R16.01", name="Arbeidszorg De Klus"),
        enterprise("tuinen", "R16.01", name="Tuinen Van Hecke"),
    )
    assert told(library, "klusjesman")["klus"][0] == "naam met ‘Klus’"
    assert told(library, "tuin")["tuinen"][0] == "naam met ‘Tuinen’"


def test_text_tells_the_word_that_stands_in_it(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("zelf", "R16.01", summary="Onze albatros vliegt."),
        enterprise("vorm", "R16.01", summary="Wij kweken albatrossen."),
    )
    found = told(library, "albatros")
    assert found["zelf"] == ["‘albatros’ in de omschrijving"]
    assert found["vorm"] == ["‘albatrossen’ in de omschrijving"]


def test_one_place_is_named(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("hier", service_area=near(5), sites=[site("Gent")]),
        enterprise("land", service_area=COUNTRY, sites=[site("Hasselt")]),
        enterprise("deel", service_area={"kind": "territories", "codes": ["44021"]}),
    )
    assert told(library, place=("Gent",))["hier"] == ["werkt in heel Gent", "in Gent"]
    assert told(library, place=("Gent",))["land"][0] == "werkt in heel België"
    assert told(library, place=("BE23",))["deel"] == ["werkt in een deel van Oost-Vlaanderen"]


def test_of_several_places_none_is_named(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("brugge", service_area=near(5), sites=[site("Brugge")]),
        enterprise("deel", service_area={"kind": "territories", "codes": ["31005"]}),
        enterprise("land", service_area=COUNTRY, sites=[site("Gent")]),
    )
    two = told(library, place=("Gent", "Brugge"))
    assert two["brugge"] == ["werkt in een van de gevraagde plaatsen", "ter plaatse"]
    assert two["land"] == ["werkt in heel België", "ter plaatse"]
    assert told(library, place=("BE23", "BE25"))["deel"] == ["werkt in een deel van een gevraagde plaats"]


def test_area_that_is_not_stated_is_told_last(library_of: LibraryOf) -> None:
    library = library_of(enterprise("zwijgt", sites=[site("Gent")]))
    assert told(library, "gras maaien", place=("Gent",))["zwijgt"] == [
        "rubriek Tuin- en groenonderhoud",
        "in Gent",
        "werkgebied niet opgegeven",
    ]


def test_cpv_code_tells_the_code_it_meets_and_the_rubric(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("per-rubriek", "R03.01"),
        enterprise("per-rij", activities=[activity("R16.01", cpv=["77314100"]), activity("R04.01", id="verf")]),
    )
    found = ask(library, "CPV 77310000-6")
    assert {h.enterprise.id: [(r.criterion, r.label) for r in h.reasons] for h in found.hits} == {
        "per-rubriek": [("cpv", f"CPV 7731… bij {library.catalogue.label('R03.01')}")],
        "per-rij": [("cpv", f"CPV 773141… bij {library.catalogue.label('R16.01')}")],
    }


@pytest.mark.parametrize("q", ["77310000", "90910000", "79800000-2 in Gent"])
def test_every_hit_of_a_cpv_code_says_why_it_is_there(seed_library: Library, q: str) -> None:
    hits = ask(seed_library, q, size=100).hits
    assert hits
    assert [h.enterprise.id for h in hits if not any(r.criterion == "cpv" for r in h.reasons)] == []
