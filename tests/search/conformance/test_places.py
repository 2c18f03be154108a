"""Coverage and distance: who serves a place, who lies there, and how far it is."""

import pytest

from supplier_guide.search.document import IndexSite
from supplier_guide.search.engine import Engine
from supplier_guide.search.query import AskedPlace, Coverage, Reach
from tests.search.conformance.builders import (
    ANTWERPEN,
    EAST_FLANDERS,
    GENT,
    LIEGE,
    SINT_NIKLAAS,
    ask,
    document,
    ids,
    row,
    site,
)

GENT_TO_ANTWERP_KM = 51.2  # as the crow flies, between the centres used here


def test_area_that_holds_the_place_or_an_ancestor_covers_it_fully(engine: Engine) -> None:
    areas = {"town": "44021", "district": "BE234", "province": "BE23", "country": "BE"}
    engine.put([document(name, rows=(row("R01.01", full=[code]),)) for name, code in areas.items()], applied=1)
    hits = engine.search(ask(places=(GENT,))).hits
    assert {h.id: h.coverage for h in hits} == dict.fromkeys(areas, Coverage.FULL)


def test_area_that_touches_the_place_covers_it_partly(engine: Engine) -> None:
    engine.put(
        [document("gent", rows=(row("R01.01", full=["44021"], part=["BE234", "BE23", "BE2", "BE"]),))], applied=1
    )
    (hit,) = engine.search(ask(places=(EAST_FLANDERS,))).hits
    assert hit.coverage is Coverage.PARTIAL


def test_touching_an_ancestor_of_the_place_is_not_serving_it(engine: Engine) -> None:
    rows = (row("R01.01", full=["44021"], part=["BE234", "BE23", "BE2", "BE"]),)
    engine.put([document("gent", rows=rows)], applied=1)
    assert engine.search(ask(places=(SINT_NIKLAAS,))).total == 0


def test_stated_area_elsewhere_is_no_hit_however_near(engine: Engine) -> None:
    engine.put([document("liege", rows=(row("R01.01", full=["62063"]),), sites=(site("44021"),))], applied=1)
    assert engine.search(ask(places=(GENT,))).total == 0


def test_area_without_codes_serves_nothing(engine: Engine) -> None:
    engine.put([document("nowhere", rows=(row("R01.01", full=[]),), sites=(site("44021"),))], applied=1)
    assert engine.search(ask(places=(GENT,))).total == 0


def test_unknown_area_is_a_hit_within_the_radius_only(engine: Engine) -> None:
    near = document("near", rows=(row("R01.01"),), sites=(site("44021", north=0.2),))
    engine.put([near, document("far", rows=(row("R01.01"),), sites=(site("62063"),))], applied=1)
    (hit,) = engine.search(ask(places=(GENT,), radius_km=30.0)).hits
    assert (hit.id, hit.coverage) == ("near", Coverage.UNKNOWN)
    assert engine.search(ask(places=(GENT,), radius_km=20.0)).total == 0
    assert engine.search(ask(places=(GENT,), radius_km=200.0)).total == 2


def test_unknown_area_and_position_is_a_hit_only_without_a_radius(engine: Engine) -> None:
    engine.put([document("bare", rows=(row("R01.01"),)), document("no-rows")], applied=1)
    assert engine.search(ask(places=(GENT,))).total == 0
    hits = engine.search(ask(places=(GENT,), radius_km=None)).hits
    assert {(h.id, h.coverage, h.distance_km) for h in hits} == {
        ("bare", Coverage.UNKNOWN, None),
        ("no-rows", Coverage.UNKNOWN, None),
    }


def test_coverage_is_that_of_the_best_matching_row(engine: Engine) -> None:
    rows = (row("R01.01", part=["44021"]), row("R02.01", full=["44021"]), row("R01.02"))
    engine.put([document("a", rows=rows, sites=(site("44021"),))], applied=1)
    assert engine.search(ask(places=(GENT,))).hits[0].coverage is Coverage.FULL
    assert engine.search(ask(places=(GENT,), rubrics=("R01",))).hits[0].coverage is Coverage.PARTIAL
    assert engine.search(ask(places=(GENT,), rubrics=("R01.02",))).hits[0].coverage is Coverage.UNKNOWN


def test_several_places_are_alternatives_with_best_coverage_and_least_distance(engine: Engine) -> None:
    engine.put([document("a", rows=(row("R01.01", full=["11002"]),), sites=(site("44021"),))], applied=1)
    (hit,) = engine.search(ask(places=(GENT, ANTWERPEN, LIEGE))).hits
    assert (hit.coverage, hit.distance_km) == (Coverage.FULL, 0.0)


def test_distance_is_a_great_circle_from_the_nearest_site(engine: Engine) -> None:
    sites = (site("62063"), site("11002"), IndexSite(None, None, ("46021",)))
    engine.put([document("a", rows=(row("R01.01", full=["BE"]),), sites=sites)], applied=1)
    (hit,) = engine.search(ask(places=(GENT,))).hits
    assert hit.distance_km == pytest.approx(GENT_TO_ANTWERP_KM, abs=0.1)


def test_one_degree_of_latitude_measures_what_the_mean_radius_says(engine: Engine) -> None:
    engine.put([document("a", rows=(row("R01.01", full=["BE"]),), sites=(site("44021", north=1.0),))], applied=1)
    assert engine.search(ask(places=(GENT,))).hits[0].distance_km == pytest.approx(111.1951, abs=1e-4)


def test_distance_is_unknown_without_a_position(engine: Engine) -> None:
    nowhere = document("a", rows=(row("R01.01", full=["BE"]),), sites=(IndexSite(None, None, ("44021", "BE")),))
    engine.put([nowhere], applied=1)
    assert engine.search(ask(places=(GENT,))).hits[0].distance_km is None


def test_distance_inside_an_asked_territory_is_zero(engine: Engine) -> None:
    inside = IndexSite(None, None, ("46021", "BE236", "BE23", "BE2", "BE"))
    engine.put([document("a", rows=(row("R01.01", full=["BE"]),), sites=(inside, site("11002")))], applied=1)
    assert engine.search(ask(places=(EAST_FLANDERS,))).hits[0].distance_km == 0.0
    town = engine.search(ask(places=(SINT_NIKLAAS,))).hits[0].distance_km
    assert town is not None
    assert town > 10  # a municipality counts from its centre


def test_located_without_radius_means_a_site_inside(engine: Engine) -> None:
    engine.put([document("gent", sites=(site("44021"),)), document("antwerp", sites=(site("11002"),))], applied=1)
    assert ids(engine.search(ask(places=(GENT,), reach=Reach.LOCATED, radius_km=None))) == ["gent"]
    assert ids(engine.search(ask(places=(EAST_FLANDERS,), reach=Reach.LOCATED, radius_km=None))) == ["gent"]


def test_located_with_radius_means_a_site_that_near(engine: Engine) -> None:
    engine.put([document("gent", sites=(site("44021"),)), document("antwerp", sites=(site("11002"),))], applied=1)
    assert ids(engine.search(ask(places=(GENT,), reach=Reach.LOCATED, radius_km=30.0))) == ["gent"]
    assert set(ids(engine.search(ask(places=(GENT,), reach=Reach.LOCATED, radius_km=60.0)))) == {"gent", "antwerp"}


def test_located_tells_the_coverage_without_filtering_on_it(engine: Engine) -> None:
    rows = {"full": (row("R01.01", full=["BE23"]),), "none": (row("R01.01", full=["62063"]),), "unknown": ()}
    engine.put([document(i, rows=r, sites=(site("44021"),)) for i, r in rows.items()], applied=1)
    hits = engine.search(ask(places=(GENT,), reach=Reach.LOCATED, radius_km=None)).hits
    assert [(h.id, h.coverage) for h in hits] == [
        ("full", Coverage.FULL),
        ("unknown", Coverage.UNKNOWN),
        ("none", Coverage.NONE),
    ]


def test_coordinates_count_as_the_municipality_they_lie_in(engine: Engine) -> None:
    position = AskedPlace(GENT.codes, 51.09, 3.71)
    engine.put([document("a", rows=(row("R01.01", full=["44021"]),), sites=(site("44021"),))], applied=1)
    (hit,) = engine.search(ask(places=(position,))).hits
    assert hit.coverage is Coverage.FULL
    assert hit.distance_km == pytest.approx(4.0, abs=0.1)
