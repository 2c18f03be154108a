"""Every engine that there is, each empty; the whole suite runs on all of them."""

from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import pytest

from supplier_guide.search.embedded.changing import Merging
from supplier_guide.search.embedded.engine import EmbeddedEngine
from supplier_guide.search.engine import Engine
from supplier_guide.search.opening import open_engine
from tests.search.conformance.oracle import Oracle

_NEVER = Merging(small=-1, share=inf)  # so that small collections too have a base and a delta

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "embedded": lambda folder: open_engine("embedded:", folder, analysis_version="1", read_only=False),
    "embedded in two segments": lambda folder: EmbeddedEngine(
        folder, analysis_version="1", read_only=False, merging=_NEVER
    ),
    "oracle": lambda _folder: Oracle(),
}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return an engine without an index."""
    made = ENGINES[request.param](tmp_path / "index")
    yield made
    made.close()
