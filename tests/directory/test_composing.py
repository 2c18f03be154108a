"""What of a document is indexed."""

from collections.abc import Callable

import pytest

from supplier_guide.directory.composing import completeness
from supplier_guide.directory.library import Library
from supplier_guide.model.cpv import cpv_filter, cpv_prefix, cpv_tokens
from tests.directory.installing import activity, enterprise, near, site

LibraryOf = Callable[..., Library]


@pytest.mark.parametrize(
    ("code", "prefix"), [("77310000", "7731"), ("77000000", "77"), ("70000000", "70"), ("77314100", "773141")]
)
def test_cpv_prefix_is_the_code_without_trailing_zeros(code: str, prefix: str) -> None:
    assert cpv_prefix(code) == prefix


def test_asked_cpv_code_meets_itself_narrower_and_wider_ones() -> None:
    asked = set(cpv_filter("77310000"))
    assert asked & set(cpv_tokens(("77310000",)))
    assert asked & set(cpv_tokens(("77314000",)))
    assert asked & set(cpv_tokens(("77300000",)))
    assert not asked & set(cpv_tokens(("77320000",)))
    assert not asked & set(cpv_tokens(("77000000",)))


def test_name_weighs_six_text_five_and_rubric_two(library_of: LibraryOf) -> None:
    library = library_of()
    terms = library.composer.compose(enterprise("zeppelin", "R03.01", summary="zeilboot zeilboot"), change=1).terms
    analyser = library.analyser
    (name,), (text,) = analyser.terms("zeppelin", language="nl"), analyser.terms("zeilboot", language="nl")[:1]
    assert (terms[name], terms[text]) == (6, 10)
    (rubric,) = analyser.terms("gazon", language="nl")[:1]
    assert terms[rubric] == 2


def test_row_has_its_own_area_or_else_the_general_one(library_of: LibraryOf) -> None:
    library = library_of()
    document = library.composer.compose(
        enterprise(
            "beide",
            service_area={"kind": "country"},
            sites=[site("Gent")],
            activities=[activity("R03.01"), activity("R04.01", id="a2", service_area=near(1))],
        ),
        change=7,
    )
    general, own = document.rows
    assert (general.nationwide, general.area_full, own.nationwide) == (True, ("BE",), False)
    assert "44021" in (own.area_full or ())
    assert (document.change, document.rows[0].rubrics) == (7, ("R03.01", "R03"))


def test_site_without_coordinates_lies_in_the_centre_of_its_place(library_of: LibraryOf) -> None:
    library = library_of()
    (placed,) = library.composer.compose(enterprise("gent", sites=[site("Gand")]), change=1).sites
    assert placed.codes == ("44021", "BE234", "BE23", "BE2", "BE")
    assert placed.lat == pytest.approx(51.05, abs=0.05)


def test_completeness_grows_with_what_buyers_ask() -> None:
    bare = enterprise("kaal", activities=[])
    full = enterprise(
        "vol",
        enterprise_number="0123456749",
        recognitions=[{"kind": "eta", "evidence": "self"}],
        workforce={"total": 3, "unit": "fte"},
        service_area={"kind": "country"},
        activities=[activity("R03.01", "goods", text="gras", capacity={"band": "small"})],
        certificates=[{"name": "ISO 9001"}],
        contact={"phone": "+3292102030", "website": "https://vol.example"},
    )
    assert (completeness(bare), completeness(full)) == (0, 10)
