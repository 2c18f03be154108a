"""Specifications read: lots, values, places, durations, codes and reservations as a clerk reads them."""

import pytest

from supplier_guide.geo.gazetteer import Gazetteer, load_gazetteer
from supplier_guide.matching.specification import Draft, read_specification
from supplier_guide.model.need import Lot
from supplier_guide.notices.documents import read_text
from tests.matching.specifications import ALL, Read, Specification


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def codes_of(places: tuple[str, ...], gazetteer: Gazetteer) -> set[str]:
    return {gazetteer.resolve(place).label for place in places}


def check_lot(lot: Lot, read: Read, gazetteer: Gazetteer) -> None:
    if read.title is not None:
        assert lot.title == read.title
    assert lot.value == (None if read.value is None else pytest.approx(read.value))
    assert lot.currency == (None if read.value is None else "EUR")
    assert lot.duration_months == (None if read.months is None else pytest.approx(read.months, abs=0.05))
    assert codes_of(lot.places, gazetteer) == codes_of(read.places, gazetteer)
    assert lot.cpv == read.cpv
    assert lot.reserved == read.reserved
    assert lot.reserved_execution == read.execution
    assert all(word in (lot.description or "") for word in read.words)


@pytest.mark.parametrize("specification", ALL.values(), ids=ALL)
def test_specification_is_read_as_a_clerk_reads_it(specification: Specification, gazetteer: Gazetteer) -> None:
    draft = read_specification(read_text(specification.text), gazetteer)
    need = draft.need
    assert [lot.id for lot in need.lots] == list(specification.lots)
    for lot in need.lots:
        check_lot(lot, specification.lots[lot.id], gazetteer)
    if specification.title is not None:
        assert need.title == specification.title
    assert (need.buyer.kind, need.regime, need.procedure_has_notice) == (
        specification.buyer,
        specification.regime,
        specification.has_notice,
    )
    assert {lot.nature for lot in need.lots} == {specification.nature}
    assert need.estimated_total == specification.total
    for part in specification.remarks:
        assert any(part in remark for remark in draft.remarks), (part, draft.remarks)


@pytest.mark.parametrize("specification", ALL.values(), ids=ALL)
def test_each_piece_is_quoted_from_the_text(specification: Specification, gazetteer: Gazetteer) -> None:
    document = read_text(specification.text)
    draft = read_specification(document, gazetteer)
    check_quotes(draft, document.text)
    fields = {found.field for found in draft.found}
    assert "places" in fields
    assert {"title", "value"} <= fields or draft.need.estimated_total is not None


def check_quotes(draft: Draft, text: str) -> None:
    lots = {lot.id for lot in draft.need.lots} | {None}
    for found in draft.found:
        assert found.quote in text
        assert 0 < len(found.quote) <= 120
        assert found.lot in lots
