"""Pages without gaps or doubles, however many hits tie."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine
from supplier_guide.search.query import SearchQuery, Sort
from tests.search.conformance.builders import GENT, ask, document, ids, row, site

SERVING = (row("R01.01", full=["BE"]),)


def collection(size: int) -> Iterator[IndexDocument]:
    for n in range(size):
        sites = (site(("44021", "46021", "11002")[n % 3]),) if n % 4 else ()
        yield document(
            f"d{n:04}",
            "tuin " * (1 + n % 2) + "hout",
            rows=SERVING,
            sites=sites,
            completeness=n % 2,
            sort_name=f"n{n % 7}",
        )


QUESTIONS = {
    "words": ask("tuin"),
    "words and place": ask("tuin", places=(GENT,)),
    "place": ask(places=(GENT,)),
    "nothing": ask(),
    "distance": ask("tuin", places=(GENT,), sort=Sort.DISTANCE),
    "name": ask("tuin", sort=Sort.NAME),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_pages_follow_each_other_without_gaps_or_doubles(engine: Engine, question: SearchQuery) -> None:
    engine.rebuild(collection(900), applied=1)
    whole = ids(engine.search(page(question, 0, 900)))
    assert len(set(whole)) == 900
    for size in (1, 7, 100):
        for offset in (0, size, 3 * size, 299, 893):
            found = engine.search(page(question, offset, size))
            assert ids(found) == whole[offset : offset + size]
            assert found.total == 900


def page(question: SearchQuery, offset: int, limit: int) -> SearchQuery:
    return replace(question, offset=offset, limit=limit, facets=False)


def test_page_beyond_the_last_is_empty(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    results = engine.search(ask("tuin", offset=20))
    assert (results.total, results.hits) == (1, ())
