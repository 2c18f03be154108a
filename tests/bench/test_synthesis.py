"""The invented collections of the benchmarks: valid, repeatable, and with few ties."""

from collections import Counter

import pytest

from bench.synthesis import Synthesis, index_documents
from supplier_guide.directory.catalogue import load_catalogue
from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.model.enterprise import Enterprise

SIZE = 300


def made(count: int, *, seed: int = 1) -> list[Enterprise]:
    return list(Synthesis(load_catalogue(), load_gazetteer(), seed=seed).enterprises(count))


@pytest.fixture(scope="module")
def enterprises() -> list[Enterprise]:
    return made(SIZE)


def test_invented_enterprises_are_valid(enterprises: list[Enterprise]) -> None:
    for enterprise in enterprises:
        assert Enterprise.model_validate(enterprise.model_dump(mode="json", by_alias=True)) == enterprise


def test_same_seed_gives_the_same_enterprises_whatever_the_number(enterprises: list[Enterprise]) -> None:
    assert made(20) == enterprises[:20]
    assert made(20, seed=2) != enterprises[:20]


def test_ids_and_numbers_are_given_once(enterprises: list[Enterprise]) -> None:
    numbers = [e.enterprise_number for e in enterprises if e.enterprise_number]
    assert len({e.id for e in enterprises}) == SIZE
    assert len(set(numbers)) == len(numbers)


def test_what_is_drawn_has_a_long_tail(enterprises: list[Enterprise]) -> None:
    rubrics = Counter(a.rubric for e in enterprises for a in e.activities)
    common, rare = rubrics.most_common()[0][1], rubrics.most_common()[-1][1]
    assert common > 10 * rare
    towns = {s.municipality_code for e in enterprises for s in e.sites}
    assert len(towns) > SIZE // 4


def test_documents_for_an_engine_rarely_tie() -> None:
    documents = list(index_documents(SIZE))
    kinds = Counter((len(d.terms), d.completeness, d.confirmed, tuple(r.area_full for r in d.rows)) for d in documents)
    assert len(kinds) > 0.98 * SIZE
