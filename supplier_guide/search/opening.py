"""Opens the engine that a search URL names; the only place that knows which engines there are."""

from pathlib import Path

from supplier_guide.errors import Unprocessable
from supplier_guide.search.embedded.engine import EmbeddedEngine
from supplier_guide.search.engine import Engine


def open_engine(search_url: str, folder: Path, *, analysis_version: str, read_only: bool) -> Engine:
    """Open the engine of ``search_url`` (``embedded:``) for an analysis; ``folder`` is for its files.

    A ``read_only`` engine never writes. Raises `Unprocessable` for an engine that we do not have.
    """
    if search_url == "embedded:":
        return EmbeddedEngine(folder, analysis_version=analysis_version, read_only=read_only)
    message = f"SEARCH_URL noemt een zoekmachine die er niet is: {search_url!r}. Gebruik `embedded:`."
    raise Unprocessable("unknown_engine", message, field="search_url", suggestions=["embedded:"])
