"""Counts of enterprises; each facet ignores its own selection and no other."""

from supplier_guide.search.engine import Engine
from tests.search.conformance.builders import DAY, GENT, ask, counts, document, recognition, row, site


def test_rubric_facet_counts_ancestors_and_each_enterprise_once(engine: Engine) -> None:
    engine.put(
        [document("a", rows=(row("R01.01"), row("R01.02"), row("R01.01"))), document("b", rows=(row("R01.01"),))],
        applied=1,
    )
    assert counts(engine.search(ask()), "rubric") == {"R01": 2, "R01.01": 2, "R01.02": 1}


def test_facet_ignores_its_own_selection(engine: Engine) -> None:
    engine.put([document("a", rows=(row("R01.01"),)), document("b", rows=(row("R02.01"),))], applied=1)
    results = engine.search(ask(rubrics=("R01",)))
    assert results.total == 1
    assert counts(results, "rubric") == {"R01": 1, "R01.01": 1, "R02": 1, "R02.01": 1}


def test_facets_heed_the_selections_of_the_others(engine: Engine) -> None:
    engine.put(
        [
            document("a", rows=(row("R01.01", "enclave"),), provinces=("BE23",), certificates=("iso",)),
            document("b", rows=(row("R02.01", "goods"),), provinces=("BE21",)),
        ],
        applied=1,
    )
    results = engine.search(ask(rubrics=("R01",), provinces=("BE23",)))
    assert counts(results, "mode") == {"enclave": 1}
    assert counts(results, "certificate") == {"iso": 1}
    assert counts(results, "rubric") == {"R01": 1, "R01.01": 1}
    assert counts(results, "province") == {"BE23": 1}


def test_mode_facet_counts_only_rows_that_meet_the_rubric(engine: Engine) -> None:
    engine.put([document("a", rows=(row("R01.01", "enclave"), row("R02.01", "goods")))], applied=1)
    assert counts(engine.search(ask(rubrics=("R01",))), "mode") == {"enclave": 1}


def test_rubric_facet_counts_only_rows_that_serve_the_place(engine: Engine) -> None:
    rows = (row("R01.01", full=["44021"]), row("R02.01", full=["62063"]))
    engine.put([document("a", rows=rows, sites=(site("62063"),))], applied=1)
    assert counts(engine.search(ask(places=(GENT,))), "rubric") == {"R01": 1, "R01.01": 1}


def test_recognition_facet_counts_what_is_valid_on_the_day(engine: Engine) -> None:
    held = (recognition("eta", until=DAY - 1), recognition("maatwerkbedrijf"), recognition("maatwerkbedrijf", DAY))
    engine.put([document("a", recognitions=held)], applied=1)
    assert counts(engine.search(ask()), "recognition") == {"maatwerkbedrijf": 1}
    assert counts(engine.search(ask(on=DAY - 1)), "recognition") == {"eta": 1, "maatwerkbedrijf": 1}


def test_facets_count_hits_beyond_the_page(engine: Engine) -> None:
    engine.put([document(f"d{n}", "tuin", provinces=("BE23",)) for n in range(30)], applied=1)
    results = engine.search(ask("tuin", limit=5))
    assert (results.total, len(results.hits), counts(results, "province")) == (30, 5, {"BE23": 30})


def test_facets_forget_what_was_removed_or_replaced(engine: Engine) -> None:
    engine.put([document("a", certificates=("iso",)), document("b", certificates=("iso", "vca"))], applied=1)
    engine.put([document("b", certificates=("vca",))], applied=2)
    engine.remove(["a"], applied=3)
    assert counts(engine.search(ask()), "certificate") == {"vca": 1}


def test_facets_are_left_out_when_not_asked_for(engine: Engine) -> None:
    engine.put([document("a", provinces=("BE23",))], applied=1)
    assert engine.search(ask(facets=False)).facets == {}


def test_page_of_no_hits_still_counts(engine: Engine) -> None:
    engine.put([document("a", provinces=("BE23",))], applied=1)
    results = engine.search(ask(limit=0))
    assert (results.total, results.hits, counts(results, "province")) == (1, (), {"BE23": 1})
