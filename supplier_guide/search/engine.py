"""The engine protocol; its docstrings are the contract that every engine's tests hold it to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from supplier_guide.search.document import IndexDocument
from supplier_guide.search.query import Results, SearchQuery, Shared, Wide


@dataclass(frozen=True, slots=True)
class TermStats:
    """Figures of BM25: documents held, mean document length, and in how many documents each term occurs."""

    documents: int
    mean_length: float
    document_frequency: dict[str, int]


class Engine(Protocol):
    """Finds enterprises. Safe for use by many threads at once; one process owns the writing."""

    def search(self, query: SearchQuery) -> Results:
        """Answer ``query``; the ranking contract is `docs/ranking.md`."""

    def sharing(self, wide: Wide) -> list[Shared]:
        """Answer ``wide``, by (number of questions met, distance, id): never by a score."""

    def put(self, documents: Iterable[IndexDocument], *, applied: int) -> None:
        """Add or replace; when it returns, the next search finds them and `applied` gives the number."""

    def remove(self, ids: Sequence[str], *, applied: int) -> None:
        """Remove; unknown ids are ignored; when it returns, no search finds them."""

    def rebuild(self, documents: Iterable[IndexDocument], *, applied: int) -> None:
        """Build a new index aside from ``documents`` alone and swap it in; searches go on meanwhile."""

    def term_stats(self, terms: Sequence[str]) -> TermStats:
        """Return the figures of BM25 for ``terms``."""

    def applied(self) -> int:
        """Return the last change applied, or -1 when the index is absent, corrupt or of another analysis."""

    def health(self) -> str | None:
        """Return ``None`` when searches can be answered, else in Dutch what is wrong and how to mend it."""

    def close(self) -> None:
        """Release files and locks."""
