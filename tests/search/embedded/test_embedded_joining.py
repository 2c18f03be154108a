"""Segments joined are the segment that their documents would have made together."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest

from bench.synthesis import index_documents
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.embedded.arrays import AnyArray
from supplier_guide.search.embedded.changing import built
from supplier_guide.search.embedded.container import Planned
from supplier_guide.search.embedded.joining import Written, joined
from supplier_guide.search.embedded.segment import Segment

SIZE = 300


@pytest.fixture(scope="module")
def documents() -> list[IndexDocument]:
    """Return documents in the order in which an index numbers them."""
    return sorted(index_documents(SIZE, seed=11), key=lambda d: f"{d.sort_name}\0{d.id}")


def made(written: Written) -> dict[str, AnyArray]:
    return {name: a.make() if isinstance(a, Planned) else a for name, a in written.items()}


def segment(documents: Sequence[IndexDocument]) -> Segment:
    return Segment(made(built(documents).arrays))


def with_areas_told(arrays: dict[str, AnyArray]) -> dict[str, object]:
    """Return comparable arrays; areas by what they hold, because parts number them each on their own."""
    told = Segment(arrays)
    areas: list[set[tuple[str, str]]] = [set() for _ in told.area_nationwide]
    for name in ("full", "part"):
        family = getattr(told, name)
        for value in family.values:
            for area in family.of(value).tolist():
                areas[area].add((name, value))
    kept = {
        name: (a.dtype, a.tolist()) for name, a in arrays.items() if not name.startswith(("area.", "full.", "part."))
    }
    rows = [(sorted(areas[n]), bool(told.area_nationwide[n])) if n >= 0 else None for n in told.row_area.tolist()]
    return kept | {"row.area": rows}


@pytest.mark.parametrize("cuts", [(), (100,), (1, 150, 299), (0, 0, 60, 300)])
def test_parts_in_order_make_the_segment_of_all(documents: list[IndexDocument], cuts: tuple[int, ...]) -> None:
    parts = [segment(documents[start:end]) for start, end in pairwise((0, *cuts, SIZE))]
    assert with_areas_told(made(joined(parts))) == with_areas_told(made(built(documents).arrays))


def test_parts_out_of_order_make_the_segment_of_all(documents: list[IndexDocument]) -> None:
    parts = [segment(documents[start::3]) for start in range(3)]
    assert with_areas_told(made(joined(parts))) == with_areas_told(made(built(documents).arrays))


@pytest.mark.parametrize("how_many", [0, 1, 2])
def test_empty_parts_make_an_empty_segment(how_many: int) -> None:
    whole = made(joined([segment([])] * how_many))
    assert whole.keys() == built([]).arrays.keys()
    assert Segment(whole).size == 0


def test_arrays_are_announced_as_they_are_made(documents: list[IndexDocument]) -> None:
    written = joined([segment(documents[:150]), segment(documents[150:])])
    for name, planned in written.items():
        array = planned.make() if isinstance(planned, Planned) else planned
        assert (name, planned.dtype, planned.size) == (name, array.dtype, array.size)
        assert np.array_equal(array, planned.make() if isinstance(planned, Planned) else planned)
