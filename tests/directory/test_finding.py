"""What a question finds: rubrics, places, recognitions and words, on collections of a few enterprises."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from supplier_guide.directory.finding import find
from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Question
from supplier_guide.errors import Unprocessable
from supplier_guide.search.query import Coverage, Reach, Sort
from tests.directory.installing import COUNTRY, TODAY, activity, ask, enterprise, follow, ids, keep, near, site

LibraryOf = Callable[..., Library]


def recognition(kind: str, start: str | None = None, until: str | None = None) -> dict[str, object]:
    return {"kind": kind, "evidence": "publication", "valid_from": start, "valid_until": until}


def test_parent_rubric_includes_its_children(library_of: LibraryOf) -> None:
    library = library_of(enterprise("groen", "R03.01"), enterprise("haag", "R03.02"), enterprise("verf", "R04.01"))
    assert set(ids(ask(library, rubric=("R03",)))) == {"groen", "haag"}
    assert ids(ask(library, rubric=("R03.02",))) == ["haag"]
    assert set(ids(ask(library, rubric=("R03.02", "R04")))) == {"haag", "verf"}


def test_painting_everywhere_and_catering_in_gent_is_not_catering_everywhere(library_of: LibraryOf) -> None:
    both = enterprise(
        "verf-en-soep",
        activities=[
            activity("R04.01", "on_location", id="verf", service_area=COUNTRY),
            activity("R07.01", "goods", id="soep", service_area={"kind": "territories", "codes": ["44021"]}),
        ],
    )
    library = library_of(both)
    assert ids(ask(library, rubric=("R04.01",), place=("Turnhout",))) == ["verf-en-soep"]
    assert ids(ask(library, rubric=("R07.01",), place=("Gent",))) == ["verf-en-soep"]
    assert ask(library, rubric=("R07.01",), place=("Turnhout",)).total == 0
    assert ask(library, rubric=("R07.01",), mode=("on_location",)).total == 0
    assert ids(ask(library, rubric=("R07.01",), mode=("goods",), place=("9000",))) == ["verf-en-soep"]


def test_coverage_says_how_far_the_place_is_served(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("overal", service_area=COUNTRY),
        enterprise("provincie", service_area={"kind": "territories", "codes": ["BE23"]}),
        enterprise("gent-alleen", service_area={"kind": "territories", "codes": ["44021"]}),
        enterprise("zegt-niets", sites=[site("Gent")]),
        enterprise("zegt-niets-en-ver", sites=[site("Aarlen")]),
        enterprise("elders", service_area={"kind": "territories", "codes": ["BE211"]}),
    )
    found = {h.enterprise.id: h.coverage for h in ask(library, place=("provincie Oost-Vlaanderen",)).hits}
    assert found == {
        "overal": Coverage.FULL,
        "provincie": Coverage.FULL,
        "gent-alleen": Coverage.PARTIAL,
        "zegt-niets": Coverage.UNKNOWN,
    }


def test_local_goes_before_nationwide_full_before_partial_before_unknown(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("a-onbekend", sites=[site("Gent")]),
        enterprise("b-land", service_area=COUNTRY, sites=[site("Gent")]),
        enterprise("c-deel", service_area={"kind": "territories", "codes": ["44021"]}, sites=[site("Gent")]),
        enterprise("d-provincie", service_area={"kind": "territories", "codes": ["BE23"]}, sites=[site("Gent")]),
    )
    order = ids(ask(library, place=("BE23",)))
    assert order.index("d-provincie") < order.index("b-land")
    assert order.index("d-provincie") < order.index("c-deel") < order.index("a-onbekend")


def test_radius_decides_what_is_near_for_who_states_no_area(library_of: LibraryOf) -> None:
    library = library_of(
        *(enterprise(f"gent-{n}", sites=[site("Gent")]) for n in range(3)), enterprise("waas", sites=[site("Temse")])
    )
    place = ("Gent",)
    assert "waas" not in ids(ask(library, place=place, radius_km=20.0))
    assert "waas" in ids(ask(library, place=place, radius_km=40.0))


def test_located_means_a_site_in_the_place_or_within_the_radius(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("hier", sites=[site("Gent")], service_area={"kind": "territories", "codes": ["BE211"]}),
        enterprise("deelgemeente", sites=[site("Gentbrugge", code="9050")]),
        enterprise("naast", sites=[site("Merelbeke-Melle")], service_area=COUNTRY),
        enterprise("ver", sites=[site("Brugge")], service_area=COUNTRY),
    )
    gent = Question(place=("Gent",), reach=Reach.LOCATED, literal=True)
    assert set(ids(find(library, gent, today=TODAY))) == {"hier", "deelgemeente"}
    assert set(ids(ask(library, place=("Gent",), reach=Reach.LOCATED, radius_km=15.0))) == {
        "hier",
        "deelgemeente",
        "naast",
    }


def test_coordinates_mean_the_nearest_municipality(library_of: LibraryOf) -> None:
    library = library_of(enterprise("gent", service_area={"kind": "territories", "codes": ["44021"]}))
    answer = ask(library, lat=51.054, lon=3.725)
    assert (ids(answer), answer.places[0].code, answer.places[0].kind.value) == (["gent"], "44021", "position")


def test_several_places_are_alternatives_and_the_nearest_counts(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("gent", service_area=near(5), sites=[site("Gent")]),
        enterprise("hasselt", service_area=near(5), sites=[site("Hasselt")]),
    )
    answer = ask(library, place=("Gent", "Hasselt"))
    assert {h.enterprise.id: round(h.distance_km or 0) for h in answer.hits} == {"gent": 0, "hasselt": 0}


def test_distance_is_zero_inside_an_asked_province_and_unknown_without_a_site(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("binnen", service_area=COUNTRY, sites=[site("Aalst")]),
        enterprise("nergens", service_area=COUNTRY),
    )
    found = {h.enterprise.id: h.distance_km for h in ask(library, place=("BE23",)).hits}
    assert found == {"binnen": 0, "nergens": None}


def test_recognition_counts_on_the_days_on_which_it_holds(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("tot-vandaag", recognitions=[recognition("eta", until="2026-11-25")]),
        enterprise("tot-gisteren", recognitions=[recognition("eta", until="2026-11-24")]),
        enterprise("vanaf-morgen", recognitions=[recognition("eta", "2026-11-26")]),
        enterprise("zonder-data", recognitions=[recognition("eta")]),
    )
    asked = Question(recognition=("eta",))
    assert set(ids(find(library, asked, today=date(2026, 11, 25)))) == {"tot-vandaag", "zonder-data"}
    assert set(ids(find(library, asked, today=date(2026, 11, 26)))) == {"vanaf-morgen", "zonder-data"}


def test_recognition_of_a_form_that_has_ended_no_longer_counts(library_of: LibraryOf) -> None:
    library = library_of(enterprise("oud", recognitions=[recognition("beschutte-werkplaats")]))
    ended = library.catalogue.recognitions["beschutte-werkplaats"].valid_until
    assert ended is not None
    asked = Question(recognition=("beschutte-werkplaats",))
    assert find(library, asked, today=ended).total == 1
    assert find(library, asked, today=TODAY).total == 0


def test_certificates_and_networks_are_found_by_folded_name(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("iso", certificates=[{"name": "ISO 9001"}]), enterprise("ring", networks=["Groene Ring"])
    )
    assert ids(ask(library, certificate=("iso-9001",))) == ["iso"]
    assert ids(ask(library, network=("GROENE RING",))) == ["ring"]
    with pytest.raises(Unprocessable) as refused:
        ask(library, certificate=("ISO 9002",))
    assert (refused.value.code, refused.value.suggestions) == ("unknown_certificate", ("iso 9001",))


def test_province_is_that_of_a_site_by_name_or_code(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("gent", sites=[site("Gent")]),
        enterprise("brussel", sites=[site("Elsene")]),
        enterprise("werkt-er-alleen", service_area=COUNTRY),
    )
    assert ids(ask(library, province=("BE23",))) == ids(ask(library, province=("Oost-Vlaanderen",))) == ["gent"]
    assert ids(ask(library, province=("BE10",))) == ["brussel"]


def test_enterprise_called_exactly_so_comes_first(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("tuin", name="Tuin", summary="wij poetsen"),
        enterprise("tuinman", name="Tuin tuin tuin", summary="tuin en tuinen, tuinonderhoud"),
        enterprise("handel", name="Anders", trade_names=["Haag & Co"]),
    )
    assert ids(ask(library, "tuin"))[0] == "tuin"
    answer = ask(library, "haag & co")
    assert ids(answer)[0] == "handel"
    assert answer.hits[0].reasons[0].label == "zo heet deze onderneming"


@pytest.mark.parametrize("spelling", ["0123456749", "0123 456 749", "BE 0123.456.749", "be0123456749", "123.456.749"])
def test_enterprise_number_finds_its_enterprise_however_spaced(library_of: LibraryOf, spelling: str) -> None:
    library = library_of(enterprise("deze", enterprise_number="0123456749"), enterprise("andere"))
    answer = ask(library, spelling)
    assert (ids(answer), answer.total) == (["deze"], 1)
    assert [(f.kind, f.value) for f in answer.from_text] == [("enterprise_number", "0123456749")]


def test_number_of_nobody_finds_nobody(library_of: LibraryOf) -> None:
    library = library_of(enterprise("andere", enterprise_number="0400000086"))
    assert ids(ask(library, "0123.456.749")) == []


def test_cpv_code_in_the_text_becomes_a_filter(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("per-rij", activities=[activity("R16.01", cpv=["77310000"])]),
        enterprise("per-rubriek", "R03.01"),
        enterprise("drukker", "R02.01"),
    )
    answer = ask(library, "77310000-6")
    assert set(ids(answer)) == {"per-rij", "per-rubriek"}
    assert [(f.kind, f.value) for f in answer.from_text] == [("cpv", "77310000")]


def test_draft_and_archived_are_never_found(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("zichtbaar"), enterprise("klad", status="draft"), enterprise("weg", status="archived")
    )
    assert ids(ask(library)) == ["zichtbaar"]
    keep(library, enterprise("zichtbaar", status="archived"), enterprise("klad"))
    follow(library)
    assert ids(ask(library)) == ["klad"]


def test_order_by_name_and_by_distance(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("ver", name="Aap", service_area=COUNTRY, sites=[site("Aarlen")]),
        enterprise("nabij", name="Zebra", service_area=COUNTRY, sites=[site("Gent")]),
        enterprise("nergens", name="Éland", service_area=COUNTRY),
    )
    gent = ("Gent",)
    assert ids(ask(library, sort=Sort.NAME)) == ["ver", "nergens", "nabij"]
    assert ids(ask(library, sort=Sort.DISTANCE, place=gent)) == ["nabij", "ver", "nergens"]


def test_order_by_distance_needs_a_place_and_takes_one_from_the_text(library_of: LibraryOf) -> None:
    library = library_of(enterprise("tuin", service_area=COUNTRY, sites=[site("Gent")]))
    with pytest.raises(Unprocessable, match="plaats") as refused:
        ask(library, "tuin", sort=Sort.DISTANCE)
    assert (refused.value.code, refused.value.field) == ("sort_needs_place", "sort")
    assert ids(ask(library, "tuin in Gent", sort=Sort.DISTANCE)) == ["tuin"]


@pytest.mark.parametrize(
    "asked", [{}, {"q": "groen"}, {"place": ("Gent",)}, {"q": "werk", "place": ("BE2",)}, {"sort": Sort.NAME}]
)
def test_pages_hold_every_hit_once(seed_library: Library, asked: dict[str, object]) -> None:
    def pages(size: int) -> Iterator[str]:
        for page in range(1, 40):
            answer = ask(seed_library, page=page, size=size, **asked)  # type: ignore[arg-type]  # a mixture of fields
            yield from ids(answer, widened=False)
            assert answer.total == total

    whole = ask(seed_library, size=100, **asked)  # type: ignore[arg-type]  # same
    total = whole.total
    by_seven = list(pages(7))
    assert len(by_seven) == len(set(by_seven)) == total
    assert by_seven[:100] == ids(whole, widened=False)


def test_page_beyond_the_last_is_empty_with_the_same_total(seed_library: Library) -> None:
    answer = ask(seed_library, "groen", page=400, size=20)
    assert (ids(answer), answer.total) == ([], ask(seed_library, "groen").total)


def test_score_is_the_sum_of_its_explained_parts(seed_library: Library) -> None:
    for hit in ask(seed_library, "gras", explain=True).hits:
        assert hit.parts is not None
        assert hit.score == pytest.approx(sum(p.bm25 * p.weight for p in hit.parts))
    assert all(h.parts is None for h in ask(seed_library, "gras").hits)


def test_without_words_there_is_no_score(seed_library: Library) -> None:
    assert {h.score for h in ask(seed_library, place=("Gent",)).hits} == {None}


def test_every_hit_of_a_question_says_why_it_is_there(seed_library: Library) -> None:
    for question in ("gras maaien", "drukwerk", "soep", "fietsen herstellen", "peinture"):
        answer = ask(seed_library, question, size=100)
        assert answer.hits
        assert [h.enterprise.id for h in answer.hits if not h.reasons] == []
