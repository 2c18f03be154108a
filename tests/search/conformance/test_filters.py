"""Selections: OR within a field, AND between fields, and what must hold on one row."""

from dataclasses import replace
from typing import Any

from supplier_guide.search.document import QUALIFIES_ART15
from supplier_guide.search.engine import Engine
from tests.search.conformance.builders import DAY, GENT, ask, counts, document, ids, recognition, row


def test_rubric_finds_its_own_rows_and_those_below_it(engine: Engine) -> None:
    engine.put([document("leaf", rows=(row("R01.02"),)), document("other", rows=(row("R02.01"),))], applied=1)
    assert ids(engine.search(ask(rubrics=("R01.02",)))) == ["leaf"]
    assert ids(engine.search(ask(rubrics=("R01",)))) == ["leaf"]


def test_values_of_one_field_are_alternatives(engine: Engine) -> None:
    engine.put([document(r, rows=(row(r),)) for r in ("R01.01", "R02.01", "R03.01")], applied=1)
    assert set(ids(engine.search(ask(rubrics=("R01", "R03.01"))))) == {"R01.01", "R03.01"}


def test_rubric_and_mode_hold_on_one_row(engine: Engine) -> None:
    split = document("split", rows=(row("R01.01", "enclave"), row("R02.01", "workshop")))
    joined = document("joined", rows=(row("R01.01", "workshop"),))
    engine.put([split, joined], applied=1)
    assert ids(engine.search(ask(rubrics=("R01",), modes=("workshop",)))) == ["joined"]


def test_painting_everywhere_and_catering_in_antwerp_is_not_catering_everywhere(engine: Engine) -> None:
    rows = (row("R01.01", full=["BE"]), row("R02.01", full=["11002"], part=["BE211", "BE21", "BE2", "BE"]))
    engine.put([document("painter", rows=rows)], applied=1)
    assert ids(engine.search(ask(rubrics=("R01.01",), places=(GENT,)))) == ["painter"]
    assert ids(engine.search(ask(rubrics=("R02.01",), places=(GENT,)))) == []


def test_cpv_holds_on_the_row_of_the_rubric(engine: Engine) -> None:
    rows = (row("R01.01", cpv=("=7731", "77", "773", "7731")), row("R02.01", cpv=("=55", "55")))
    engine.put([document("a", rows=rows)], applied=1)
    assert engine.search(ask(cpv=("7731",), rubrics=("R01",))).total == 1
    assert engine.search(ask(cpv=("7731",), rubrics=("R02",))).total == 0
    assert engine.search(ask(cpv=("99", "=55"))).total == 1


def test_expired_recognition_does_not_count(engine: Engine) -> None:
    past, present = recognition("maatwerkbedrijf", until=DAY - 1), recognition("maatwerkbedrijf", DAY, DAY)
    engine.put([document("past", recognitions=(past,)), document("today", recognitions=(present,))], applied=1)
    assert ids(engine.search(ask(recognitions=("maatwerkbedrijf",)))) == ["today"]
    assert ids(engine.search(ask(recognitions=("maatwerkbedrijf",), on=DAY - 1))) == ["past"]
    assert ids(engine.search(ask(recognitions=("maatwerkbedrijf",), on=DAY + 1))) == []


def test_qualifying_is_asked_beside_recognitions_and_by_the_day(engine: Engine) -> None:
    both = (recognition("eta"), recognition(QUALIFIES_ART15, DAY, DAY))
    labelled, proven = (recognition("eta"),), (recognition(QUALIFIES_ART15, DAY),)
    given = {"both": both, "labelled": labelled, "proven": proven}
    engine.put([document(name, recognitions=held) for name, held in given.items()], applied=1)
    asked = ask(qualifies=(QUALIFIES_ART15,))
    assert set(ids(engine.search(asked))) == {"both", "proven"}
    assert ids(engine.search(replace(asked, on=DAY + 1))) == ["proven"]
    assert ids(engine.search(ask(qualifies=(QUALIFIES_ART15,), recognitions=("eta",)))) == ["both"]


def test_recognition_facet_leaves_out_its_own_selection_but_not_who_qualifies(engine: Engine) -> None:
    held = (recognition("eta"), recognition(QUALIFIES_ART15))
    other = document("other", recognitions=(recognition("vso"),))
    engine.put([document("both", recognitions=held), other], applied=1)
    found = engine.search(ask(qualifies=(QUALIFIES_ART15,), recognitions=("vso",)))
    assert found.total == 0
    assert counts(found, "recognition") == {"eta": 1, QUALIFIES_ART15: 1}


def test_enterprise_filters_hold_together(engine: Engine) -> None:
    given: dict[str, Any] = {"certificates": ("iso 9001",), "networks": ("herw!n",), "provinces": ("BE23",)}
    engine.put([document("all", **given), document("some", certificates=("iso 9001",))], applied=1)
    assert ids(engine.search(ask(**given))) == ["all"]
    assert engine.search(ask(certificates=("iso 9001",))).total == 2
    assert engine.search(ask(networks=("other",))).total == 0


def test_ids_keep_only_those_named(engine: Engine) -> None:
    engine.put([document(i, "tuin") for i in ("a", "b", "c")], applied=1)
    assert set(ids(engine.search(ask("tuin", ids=("a", "c", "unknown"))))) == {"a", "c"}


def test_enterprise_without_activities_is_found_until_a_row_is_asked_for(engine: Engine) -> None:
    engine.put([document("bare", "tuin")], applied=1)
    assert engine.search(ask("tuin")).total == 1
    assert engine.search(ask("tuin", rubrics=("R01",))).total == 0
    assert engine.search(ask("tuin", modes=("goods",))).total == 0
    assert engine.search(ask("tuin", cpv=("77",))).total == 0
