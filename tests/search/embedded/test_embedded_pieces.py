"""The pieces of the embedded engine that can go wrong by themselves."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.errors import Unprocessable
from supplier_guide.search.embedded.arrays import AnyArray, ranges
from supplier_guide.search.embedded.container import CorruptError, open_arrays, write_arrays
from supplier_guide.search.embedded.ranking import first
from supplier_guide.search.embedded.strings import Strings, string_arrays
from supplier_guide.search.opening import open_engine


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5))))
def test_ranges_are_the_positions_of_each_range_in_turn(pairs: list[tuple[int, int]]) -> None:
    starts, lengths = (np.array([p[i] for p in pairs], np.int64) for i in (0, 1))
    assert ranges(starts, lengths).tolist() == [n for start, length in pairs for n in range(start, start + length)]


@given(st.lists(st.text(), unique=True), st.text())
def test_strings_are_found_where_they_stand(texts: list[str], other: str) -> None:
    ordered = sorted(texts)
    made = string_arrays(ordered)
    strings = Strings(made["bytes"], made["ends"])  # type: ignore[arg-type]
    assert list(strings) == ordered
    assert [strings.find(text) for text in ordered] == list(range(len(ordered)))
    assert strings.find(other) == (ordered.index(other) if other in ordered else -1)


keys = st.integers(0, 3).map(float) | st.just(float("nan"))


@given(st.lists(st.tuples(keys, keys), min_size=1, max_size=40), st.integers(0, 45))
def test_first_hits_are_those_of_a_full_sort(rows: list[tuple[float, float]], count: int) -> None:
    repeated = rows * 30  # enough to take the way of large results
    columns = [np.array([row[i] for row in repeated]) for i in (0, 1)]
    columns.append(np.arange(len(repeated), dtype=float))
    assert first(columns, count).tolist() == np.lexsort(columns[::-1])[:count].tolist()


def test_arrays_come_back_as_they_were_written(tmp_path: Path) -> None:
    arrays: dict[str, AnyArray] = {
        "numbers": np.arange(5, dtype=np.int32),
        "none": np.empty(0, np.float64),
        "flags": np.array([True, False]),
    }
    write_arrays(tmp_path / "file", arrays)
    read = open_arrays(tmp_path / "file")
    assert {name: (a.dtype, a.tolist()) for name, a in read.items()} == {
        name: (a.dtype, a.tolist()) for name, a in arrays.items()
    }


@pytest.mark.parametrize("content", [b"", b"something else entirely, and long enough", b"GUIDEIX1" + bytes(100)])
def test_file_that_is_not_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(CorruptError):
        open_arrays(tmp_path / "file")


def test_unknown_engine_is_refused_with_what_would_be_right(tmp_path: Path) -> None:
    with pytest.raises(Unprocessable, match="embedded:"):
        open_engine("solr://host", tmp_path, analysis_version="1", read_only=True)
