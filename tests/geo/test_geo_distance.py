"""Great-circle distances, and the nearest municipality."""

import pytest
from geopy.distance import great_circle  # type: ignore[import-untyped]  # geopy has no types
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.geo.distance import EARTH_RADIUS_KM, km
from supplier_guide.geo.gazetteer import load_gazetteer

GAZETTEER = load_gazetteer()
LAT, LON = st.floats(49.4, 51.6), st.floats(2.4, 6.5)


@given(lat1=LAT, lon1=LON, lat2=LAT, lon2=LON)
def test_agrees_with_geopy_on_the_same_sphere(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    expected = great_circle((lat1, lon1), (lat2, lon2), radius=EARTH_RADIUS_KM).km

    assert km(lat1, lon1, lat2, lon2) == pytest.approx(expected, rel=1e-6, abs=1e-5)


@given(lat1=LAT, lon1=LON, lat2=LAT, lon2=LON)
def test_is_symmetric_and_zero_only_on_the_spot(lat1: float, lon1: float, lat2: float, lon2: float) -> None:
    assert km(lat1, lon1, lat2, lon2) == pytest.approx(km(lat2, lon2, lat1, lon1))
    assert km(lat1, lon1, lat1, lon1) == 0


def test_half_around_the_world_is_half_the_circumference() -> None:
    assert km(0, 0, 0, 180) == pytest.approx(20_015.1, abs=0.1)


def test_gent_and_antwerpen_lie_some_fifty_kilometres_apart() -> None:
    gent, antwerpen = GAZETTEER.resolve("Gent"), GAZETTEER.resolve("Antwerpen")

    assert 48 < km(gent.lat, gent.lon, antwerpen.lat, antwerpen.lon) < 54


@given(lat=LAT, lon=LON)
def test_nearest_is_the_least_distance_of_all(lat: float, lon: float) -> None:
    nearest = GAZETTEER.nearest(lat, lon)

    least = min(km(lat, lon, p.lat, p.lon) for p in GAZETTEER.municipalities())
    assert km(lat, lon, nearest.lat, nearest.lon) == pytest.approx(least, abs=1e-6)


def test_every_municipality_is_nearest_to_its_own_centre() -> None:
    wrong = [p.label for p in GAZETTEER.municipalities() if GAZETTEER.nearest(p.lat, p.lon) != p]

    assert wrong == []
