"""What an answer must not pretend: that all places are served, that words were met that nobody uses, that lots combine."""

from collections.abc import Callable
from typing import Any

import pytest

from supplier_guide.directory.library import Library
from tests.directory.installing import activity
from tests.matching.asking import answered, finding, first_lot, gardener, lot, need, of

LibraryOf = Callable[..., Library]
THREE = ["9000", "8500", "2300"]


def serving(*codes: str) -> dict[str, Any]:
    return {"kind": "territories", "codes": list(codes)}


@pytest.mark.parametrize(
    ("area", "verdict", "fits"),
    [
        (serving("44021"), "partly", False),
        (serving("44021", "34022", "13040"), "met", True),
        (serving("BE2"), "met", True),
        (serving("62063"), "not_met", False),
        (None, "unknown", False),
    ],
)
def test_lot_at_three_places_is_served_when_all_are(
    library_of: LibraryOf, area: dict[str, Any] | None, verdict: str, *, fits: bool
) -> None:
    library = library_of(gardener("aa", service_area=area))
    match = of(first_lot(library, need(lot(places=THREE))), "aa")
    reach = finding(match, "reach")
    assert (reach.verdict, match.fits) == (verdict, fits)
    if area:
        assert {"Gent", "Kortrijk", "Turnhout"} <= {word.strip(",.") for word in reach.sentence.split()}


def test_words_that_nobody_uses_are_said(library_of: LibraryOf) -> None:
    library = library_of(gardener("tuin"))
    (warning,) = answered(library, need(lot("Gras maaien rond kerncentrales"))).warnings
    assert "‘kerncentrales’" in warning
    assert "Gras" not in warning
    assert answered(library, need(lot("Gras maaien"))).warnings == ()


def test_rubric_beside_the_one_asked_is_no_offer_for_a_combination(library_of: LibraryOf) -> None:
    beside = gardener("ernaast", activity("R03.02", "on_location", text="Bomen snoeien."))
    library = library_of(gardener("tuin"), beside)
    asked = need(lot("Gras maaien"), lot("Gras maaien"))
    assert {c.suppliers for c in answered(library, asked).combinations} == {("tuin",)}


def test_who_names_the_work_in_its_own_words_does_it_under_whatever_rubric(library_of: LibraryOf) -> None:
    says = gardener("zegt-het", activity("R03.02", "on_location", text="Ook gras maaien."))
    beside = gardener("ernaast", activity("R03.02", "on_location", text="Bomen snoeien."))
    found = first_lot(library_of(says, beside), need(lot("Gras maaien")))
    assert {name: of(found, name).does_it for name in ("zegt-het", "ernaast")} == {"zegt-het": True, "ernaast": False}


def test_more_than_twenty_lots_are_not_combined_and_that_is_said(library_of: LibraryOf) -> None:
    found = answered(library_of(gardener("tuin")), need(*[lot()] * 21))
    assert found.combinations == ()
    assert any("tot 20 percelen; dit zijn er 21" in warning for warning in found.warnings)
