"""The order of hits is total, and each rule of `docs/ranking.md` is seen to decide."""

from math import exp

import pytest

from supplier_guide.search.engine import Engine
from supplier_guide.search.query import Sort
from tests.search.conformance.builders import GENT, ask, document, ids, row, site

SERVING = (row("R01.01", full=["44021"]),)


def test_higher_score_comes_first(engine: Engine) -> None:
    engine.put([document("once", "tuin hout"), document("twice", "tuin tuin")], applied=1)
    assert ids(engine.search(ask("tuin"))) == ["twice", "once"]


def test_exact_name_comes_before_a_higher_score(engine: Engine) -> None:
    named = document("named", "tuin hout hout hout", name_keys=("de tuin", "tuin"))
    engine.put([named, document("scored", "tuin tuin tuin")], applied=1)
    results = engine.search(ask("tuin", name_key="tuin"))
    assert [(h.id, h.exact_name) for h in results.hits] == [("named", True), ("scored", False)]
    assert ids(engine.search(ask("tuin", name_key="de"))) == ["scored", "named"]


def test_distance_lowers_the_score_by_the_published_factor(engine: Engine) -> None:
    engine.put(
        [
            document("here", "tuin", rows=SERVING, sites=(site("44021"),)),
            document("near", "tuin", rows=SERVING, sites=(site("44021", north=0.2),)),
            document("unknown", "tuin", rows=SERVING),
        ],
        applied=1,
    )
    plain = engine.search(ask("tuin")).hits[0].score
    hits = engine.search(ask("tuin", places=(GENT,))).hits
    assert plain is not None
    assert [h.id for h in hits] == ["here", "near", "unknown"]
    assert hits[1].distance_km is not None
    factors = [1.0, 0.3 + 0.7 * exp(-hits[1].distance_km / 25), 0.3]
    assert [h.score for h in hits] == pytest.approx([plain * f for f in factors])


def test_equal_scores_are_ordered_as_without_words(engine: Engine) -> None:
    engine.put([document("poor", "tuin"), document("rich", "tuin", completeness=5)], applied=1)
    assert ids(engine.search(ask("tuin"))) == ["rich", "poor"]


def test_rubric_itself_comes_before_what_only_lies_below_it(engine: Engine) -> None:
    engine.put(
        [document("below", rows=(row("R01.01"),), completeness=9), document("itself", rows=(row("R01"),))], applied=1
    )
    assert ids(engine.search(ask(rubrics=("R01",)))) == ["itself", "below"]


def test_rubric_of_a_row_that_does_not_match_is_not_exact(engine: Engine) -> None:
    crossed = document("crossed", rows=(row("R01", "goods"), row("R01.01", "enclave")), completeness=9)
    engine.put([crossed, document("itself", rows=(row("R01", "enclave"),))], applied=1)
    assert ids(engine.search(ask(rubrics=("R01",), modes=("enclave",)))) == ["itself", "crossed"]


def test_coverage_orders_local_nationwide_partial_unknown(engine: Engine) -> None:
    rows = {
        "d-local": row("R01.01", full=["44021"]),
        "c-nationwide": row("R01.01", full=["BE"]),
        "b-partial": row("R01.01", part=["44021"]),
        "a-unknown": row("R01.01"),
    }
    engine.put([document(i, rows=(r,), sites=(site("44021"),)) for i, r in rows.items()], applied=1)
    assert ids(engine.search(ask(places=(GENT,)))) == list(rows)


def test_without_words_nearer_comes_first_and_unknown_last(engine: Engine) -> None:
    engine.put(
        [
            document("a-unknown", rows=SERVING),
            document("b-far", rows=SERVING, sites=(site("11002"),)),
            document("c-near", rows=SERVING, sites=(site("62063"), site("44021"))),
        ],
        applied=1,
    )
    assert ids(engine.search(ask(places=(GENT,)))) == ["c-near", "b-far", "a-unknown"]


def test_completeness_then_freshness_then_name_then_id(engine: Engine) -> None:
    engine.put(
        [
            document("d", sort_name="zon"),
            document("c", sort_name="maan"),
            document("b", sort_name="maan"),
            document("x", sort_name="zzz", confirmed=7),
            document("y", sort_name="zzz", completeness=1),
        ],
        applied=1,
    )
    assert ids(engine.search(ask())) == ["y", "x", "b", "c", "d"]


def test_order_by_name_looks_at_nothing_else(engine: Engine) -> None:
    engine.put(
        [document("a", "tuin tuin", sort_name="zon"), document("b", "tuin hout", sort_name="maan", name_keys=("q",))],
        applied=1,
    )
    assert ids(engine.search(ask("tuin", sort=Sort.NAME, name_key="zon"))) == ["b", "a"]


def test_order_by_name_puts_a_name_before_its_continuation(engine: Engine) -> None:
    names = ["de kring", "de kring gent", "de kringwinkel", "émile"]
    engine.put([document(f"d{n}", sort_name=name) for n, name in enumerate(reversed(names))], applied=1)
    assert ids(engine.search(ask(sort=Sort.NAME))) == ["d3", "d2", "d1", "d0"]


def test_order_by_distance_goes_before_score_and_exact_name(engine: Engine) -> None:
    engine.put(
        [
            document("far", "tuin tuin", rows=SERVING, sites=(site("11002"),)),
            document("near", "tuin hout", rows=SERVING, sites=(site("44021", north=0.1),)),
            document("unknown", "tuin tuin", rows=SERVING),
        ],
        applied=1,
    )
    question = ask("tuin", places=(GENT,), sort=Sort.DISTANCE, name_key="far")
    assert ids(engine.search(question)) == ["near", "far", "unknown"]


def test_order_does_not_hang_on_the_order_of_arrival(engine: Engine) -> None:
    documents = [document(f"d{n}", "tuin", sort_name=f"n{n % 3}", completeness=n % 2) for n in range(12)]
    engine.put(documents, applied=1)
    before = ids(engine.search(ask("tuin")))
    engine.rebuild(reversed(documents), applied=2)
    assert ids(engine.search(ask("tuin"))) == before
    for one in documents:
        engine.put([one], applied=3)
    assert ids(engine.search(ask("tuin"))) == before
