"""Enterprises are read when they are shown; who was withdrawn since the index was made is not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.errors import GoneError
from supplier_guide.matching.shelf import Shelf
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.office.matching_parts import matching_parts
from supplier_guide.store import enterprises
from tests.matching.asking import first_lot, gardener, held, lot, names, need, of

AT = datetime(2026, 11, 25, tzinfo=UTC)


def withdraw(library: Library, *documents: Enterprise) -> None:
    """Make drafts of enterprises in the store alone; the index does not know yet."""
    drafts = [e.model_copy(update={"status": Status.DRAFT}) for e in documents]
    with library.store.write() as connection:
        enterprises.save(connection, drafts, by="test", why="withdrawn", at=AT)


def test_enterprise_withdrawn_since_the_index_was_made_is_neither_found_nor_missed(
    library_of: Callable[..., Library],
) -> None:
    stays, goes = gardener("blijft"), gardener("gaat")
    refused = gardener("geweigerd", aim={"integration": False})
    library = library_of(stays, goes, refused)
    asked = need(lot(reserved=["res-ws"]))
    assert set(names(first_lot(library, asked).matched.matches)) == {"blijft", "gaat"}
    withdraw(library, goes, refused)
    matched = first_lot(library, asked).matched
    assert names(matched.matches) == ["blijft"]
    assert names(matched.left_out) == []


def test_later_ones_are_read_in_turn_and_who_is_gone_is_left_out_at_any_rank(
    library_of: Callable[..., Library],
) -> None:
    many = [gardener(f"tuin-{n:02}") for n in range(45)]
    library = library_of(*many)
    withdraw(library, many[43])
    matches = first_lot(library, need()).matched.matches
    assert [m.enterprise.id for m in matches] == [f"tuin-{n:02}" for n in range(45) if n != 43]


def test_who_is_withdrawn_while_the_answer_is_made_says_so(library_of: Callable[..., Library]) -> None:
    many = [gardener(f"tuin-{n:02}") for n in range(25)]
    library = library_of(*many)
    matches = first_lot(library, need()).matched.matches
    withdraw(library, many[24])
    with pytest.raises(GoneError) as raised:
        _ = matches[24].enterprise
    assert "Vraag opnieuw" in raised.value.message


def test_shelf_tells_who_can_be_shown(library_of: Callable[..., Library]) -> None:
    library = library_of(gardener("een"), gardener("twee"))
    withdraw(library, gardener("twee"))
    assert Shelf(library.store).lay_out(["een", "twee", "nooit-geweest"], first=["een"]) == {"een"}


@pytest.mark.parametrize(
    ("evidence", "until", "verdict"),
    [("register", "2026-12-31", "presumed"), ("register", "2026-01-31", "unknown"), ("publication", None, "presumed")],
)
def test_standing_without_reasons_is_that_with_reasons(
    library_of: Callable[..., Library], evidence: str, until: str | None, verdict: str
) -> None:
    dates = {"valid_until": until} if until else {}
    library = library_of(gardener("atelier", recognitions=held(evidence=evidence, **dates)))
    match = of(first_lot(library, need(lot(reserved=["res-ws"]))), "atelier")
    assert match.standing.verdict == match.qualifies.verdict == verdict
    assert match.standing.to_check == match.qualifies.to_check
    assert match.standing.evidence == match.qualifies.evidence


def test_market_of_more_than_are_judged_is_told_as_at_least(library_of: Callable[..., Library]) -> None:
    library = library_of(*(gardener(f"tuin-{n}", recognitions=held()) for n in range(5)))
    parts = matching_parts(library)
    few = replace(parts, weights=parts.weights.model_copy(update={"candidates": 4}))
    cut, whole = first_lot(few, need()).market, first_lot(parts, need()).market
    assert cut is not None
    assert whole is not None
    assert (cut.presumed, cut.because.split()[0]) == (4, "Minstens")
    assert (whole.presumed, whole.because.split()[0]) == (5, "5")
