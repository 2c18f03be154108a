"""Random small collections and random questions: every engine answers as the oracle does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.search.document import IndexDocument, IndexRecognition, IndexRow, IndexSite
from supplier_guide.search.engine import Engine
from supplier_guide.search.query import (
    Alternative,
    AskedPlace,
    Filters,
    Part,
    Reach,
    Results,
    SearchQuery,
    Sort,
    Wide,
    Word,
)
from tests.search.conformance.builders import ANCESTORS, ANTWERPEN, EAST_FLANDERS, GENT, LIEGE, SINT_NIKLAAS
from tests.search.conformance.conftest import ENGINES
from tests.search.conformance.oracle import Oracle

TERMS = ("a", "b", "c", "d", "é", "zz")
CODES = ("BE", "BE2", "BE23", "BE234", "44021", "46021", "11002", "62063", "BE33")
RUBRICS = (("R1.1", "R1"), ("R1.2", "R1"), ("R2.1", "R2"), ("R2",), ())
PLACES = (GENT, SINT_NIKLAAS, ANTWERPEN, LIEGE, EAST_FLANDERS)


def some(values: tuple[str, ...], *, most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most).map(tuple)


areas = st.none() | st.tuples(some(CODES), some(CODES))
rows = st.builds(
    lambda rubrics, modes, cpv, area, nationwide: IndexRow(
        rubrics, modes, cpv, area and area[0], area and area[1], nationwide
    ),
    st.sampled_from(RUBRICS),
    some(("workshop", "enclave")),
    some(("77", "=7731", "7731"), most=2),
    areas,
    st.booleans(),
)
positions = st.none() | st.tuples(st.sampled_from((50.5, 51.0, 51.05, 51.2)), st.sampled_from((3.7, 4.1, 5.5)))
sites = st.builds(
    lambda position, code: IndexSite(
        position and position[0], position and position[1], ANCESTORS[code] if code else ()
    ),
    positions,
    st.sampled_from((*ANCESTORS, None)),
)
recognitions = st.builds(
    IndexRecognition, st.sampled_from(("x", "y")), st.sampled_from((0, 5)), st.sampled_from((4, 9))
)
drawn = st.builds(
    IndexDocument,
    id=st.sampled_from([f"id-{n}" for n in range(12)]),
    change=st.integers(1, 3),
    sort_name=st.sampled_from(("an", "bo", "bo c", "émile")),
    name_keys=some(("an", "bo"), most=2),
    terms=st.dictionaries(st.sampled_from(TERMS), st.integers(1, 4)),
    rows=st.lists(rows, max_size=3).map(tuple),
    sites=st.lists(sites, max_size=2).map(tuple),
    recognitions=st.lists(recognitions, max_size=2).map(tuple),
    certificates=some(("iso", "vca"), most=2),
    networks=some(("net",), most=1),
    provinces=some(("BE23", "BE21"), most=2),
    number=st.sampled_from((None, "0400000001")),
    completeness=st.integers(0, 2),
    confirmed=st.integers(0, 2),
    card=st.sampled_from((b"", b"a", b"\x00\xff card")),
)
documents = st.builds(
    lambda document, said: replace(document, said=said & set(document.terms)), drawn, st.sets(st.sampled_from(TERMS))
)
terms = st.lists(st.sampled_from((*TERMS, "absent")), min_size=1, max_size=2, unique=True).map(tuple)
words = st.builds(
    lambda alternatives: Word("w", tuple(alternatives)),
    st.lists(st.builds(Alternative, terms, st.sampled_from((1.0, 0.7, 0.5)), st.just("stem")), min_size=1, max_size=3),
)
filters = st.builds(
    Filters,
    rubrics=some(("R1", "R1.1", "R2", "R9"), most=2),
    modes=some(("workshop", "enclave"), most=1),
    cpv=some(("77", "7731"), most=1),
    recognitions=some(("x", "y"), most=1),
    qualifies=some(("x", "y"), most=1),
    certificates=some(("iso", "vca"), most=1),
    networks=some(("net",), most=1),
    provinces=some(("BE23", "BE21"), most=1),
    ids=st.just(()) | st.just(("id-1", "id-2", "id-99")),
)
questions = st.builds(
    SearchQuery,
    words=st.lists(words, max_size=2).map(tuple),
    name_key=st.sampled_from((None, "an")),
    number=st.sampled_from((None, None, None, "0400000001")),
    filters=st.just(Filters()) | filters,
    places=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple[AskedPlace, ...]),
    reach=st.sampled_from(Reach),
    radius_km=st.sampled_from((None, 5.0, 30.0, 200.0)),
    sort=st.sampled_from(Sort),
    on=st.sampled_from((0, 4, 5, 7)),
    limit=st.just(50),
    explain=st.booleans(),
)
steps = st.lists(
    st.tuples(st.sampled_from(("put", "remove", "rebuild")), st.lists(documents, max_size=8)), min_size=1, max_size=3
)


def replay(engine: Engine, history: list[tuple[str, list[IndexDocument]]]) -> Engine:
    for number, (what, batch) in enumerate([("rebuild", []), *history], start=1):
        if what == "put":
            engine.put(batch, applied=number)
        elif what == "remove":
            engine.remove([d.id for d in batch], applied=number)
        else:
            engine.rebuild(batch, applied=number)
    return engine


@pytest.fixture(params=sorted(set(ENGINES) - {"oracle"}))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=steps, asked=st.lists(questions, min_size=1, max_size=4))
def test_random_questions_get_the_answers_of_the_oracle(
    kind: str, history: list[tuple[str, list[IndexDocument]]], asked: list[SearchQuery]
) -> None:
    oracle = replay(Oracle(), history)
    with TemporaryDirectory() as folder:
        engine = replay(ENGINES[kind](Path(folder)), history)
        for question in asked:
            assert_same(engine.search(question), oracle.search(question))
        engine.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=steps,
    rubrics=some(("R1", "R1.1", "R2", "R9"), most=3),
    cpv=st.lists(some(("77", "=7731", "7731", "99"), most=2), max_size=2).map(tuple),
    said=st.lists(words, max_size=3).map(tuple),
    places=st.lists(st.sampled_from(PLACES), max_size=2).map(tuple[AskedPlace, ...]),
    radius_km=st.sampled_from((None, 5.0, 30.0)),
)
def test_wide_questions_bring_the_candidates_of_the_oracle(
    kind: str,
    history: list[tuple[str, list[IndexDocument]]],
    rubrics: tuple[str, ...],
    cpv: tuple[tuple[str, ...], ...],
    said: tuple[Word, ...],
    places: tuple[AskedPlace, ...],
    radius_km: float | None,
) -> None:
    wide = Wide(rubrics, cpv, said, places, radius_km, limit=5)
    oracle = replay(Oracle(), history)
    with TemporaryDirectory() as folder:
        engine = replay(ENGINES[kind](Path(folder)), history)
        found, expected = engine.sharing(wide), oracle.sharing(wide)
        engine.close()
    assert [s._replace(order_km=0) for s in found] == [s._replace(order_km=0) for s in expected]
    assert [s.order_km for s in found] == pytest.approx([s.order_km for s in expected])


def assert_same(found: Results, expected: Results) -> None:
    assert found.total == expected.total
    assert found.applied == expected.applied
    assert {f: dict(c) for f, c in found.facets.items()} == {f: dict(c) for f, c in expected.facets.items()}
    for hit, other in zip(found.hits, expected.hits, strict=True):
        assert (hit.id, hit.coverage, hit.exact_name) == (other.id, other.coverage, other.exact_name)
        assert_near(hit.score, other.score)
        assert_near(hit.distance_km, other.distance_km)
        assert list(details(hit.parts)) == pytest.approx(list(details(other.parts)))


def assert_near(found: float | None, expected: float | None) -> None:
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)


def details(parts: tuple[Part, ...] | None) -> Iterator[float]:
    for part in parts or ():
        yield from (part.frequency, part.document_frequency, part.bm25, part.weight)
