"""A larger collection, so that the ways taken for many hits and many postings are held to the oracle as well."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bench.synthesis import TODAY, index_documents
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine
from supplier_guide.search.query import Alternative, Filters, Reach, Results, SearchQuery, Sort, Word
from tests.search.conformance.builders import ANTWERPEN, EAST_FLANDERS, GENT, LIEGE, SINT_NIKLAAS
from tests.search.conformance.conftest import ENGINES
from tests.search.conformance.oracle import Oracle
from tests.search.conformance.test_agreement import assert_same

SIZE = 1_200
QUESTIONS = 80


@pytest.fixture(scope="module")
def documents() -> list[IndexDocument]:
    return list(index_documents(SIZE, seed=7))


def in_steps(engine: Engine, documents: Sequence[IndexDocument]) -> Engine:
    """Build most of it at once, then put, replace and remove some."""
    engine.rebuild(documents[: SIZE - 100], applied=1)
    engine.put(documents[SIZE - 200 :], applied=2)
    engine.remove([d.id for d in documents[::17]], applied=3)
    return engine


@pytest.fixture(scope="module")
def answered(documents: list[IndexDocument]) -> list[tuple[SearchQuery, Results]]:
    """Return questions with the oracle's answers."""
    oracle, asker = Oracle(), Asker(documents)
    in_steps(oracle, documents)
    questions = [asker.question() for _ in range(QUESTIONS)]
    return [(question, oracle.search(question)) for question in questions]


@pytest.fixture(scope="module", params=sorted(set(ENGINES) - {"oracle"}))
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, documents: list[IndexDocument]
) -> Iterator[Engine]:
    folder: Path = tmp_path_factory.mktemp("large")
    engine = in_steps(ENGINES[request.param](folder), documents)
    yield engine
    engine.close()


class Asker:
    """Draws questions from what the collection holds, the common things more often."""

    def __init__(self, documents: Sequence[IndexDocument]) -> None:
        self._chance = Random(20261125)
        counted = Counter(term for d in documents for term in d.terms)
        self._terms = [term for term, _ in counted.most_common()]
        self._rubrics = sorted({r for d in documents for row in d.rows for r in row.rubrics})
        self._cpv = sorted({c for d in documents for row in d.rows for c in row.cpv})
        self._certificates = [c for c, _ in Counter(c for d in documents for c in d.certificates).most_common(5)]
        self._kinds = [k for k, _ in Counter(r.kind for d in documents for r in d.recognitions).most_common(5)]

    def question(self) -> SearchQuery:
        chance = self._chance
        return SearchQuery(
            words=tuple(self._word() for _ in range(chance.choice((0, 1, 1, 2)))),
            filters=Filters(**{name: values for name, values in self._filters() if chance.random() < 0.2}),
            places=tuple(chance.sample((GENT, ANTWERPEN, LIEGE, SINT_NIKLAAS, EAST_FLANDERS), chance.choice((0, 1, 1, 2)))),
            reach=chance.choice((Reach.SERVES, Reach.SERVES, Reach.LOCATED)),
            radius_km=chance.choice((None, 30.0, 30.0, 100.0)),
            sort=chance.choice((Sort.RELEVANCE, Sort.RELEVANCE, Sort.DISTANCE, Sort.NAME)),
            on=TODAY.toordinal() + chance.randint(-300, 300),
            offset=chance.choice((0, 0, 20, 200)),
            explain=chance.random() < 0.2,
        )  # fmt: skip

    def _word(self) -> Word:
        chance = self._chance
        count = chance.choice((1, 1, 3, 12))
        return Word(
            "w", tuple(Alternative(self._some_terms(), chance.choice((1.0, 0.7)), "stem") for _ in range(count))
        )

    def _some_terms(self) -> tuple[str, ...]:
        """Return one or two terms; ranks are drawn so that both very common and very rare ones come up."""
        chance = self._chance
        ranks = (int(len(self._terms) ** chance.random()) - 1 for _ in range(chance.choice((1, 1, 2))))
        return tuple(dict.fromkeys(self._terms[rank] for rank in ranks))

    def _filters(self) -> Iterator[tuple[str, Any]]:
        chance = self._chance
        yield "rubrics", tuple(chance.sample(self._rubrics, 3))
        yield "modes", (chance.choice(("workshop", "enclave", "on_location")),)
        yield "cpv", tuple(chance.sample(self._cpv, 5))
        yield "recognitions", tuple(chance.sample(self._kinds, 2))
        yield "certificates", (chance.choice(self._certificates),)
        yield "provinces", ("BE23", "BE21")


def test_questions_on_a_large_collection_get_the_answers_of_the_oracle(
    large: Engine, answered: list[tuple[SearchQuery, Results]]
) -> None:
    for question, expected in answered:
        assert_same(large.search(question), expected)


def test_questions_find_much_and_little(answered: list[tuple[SearchQuery, Results]]) -> None:
    sizes = [expected.total for _, expected in answered]
    assert max(sizes) > SIZE / 2
    assert sum(size > 0 for size in sizes) > QUESTIONS / 2
