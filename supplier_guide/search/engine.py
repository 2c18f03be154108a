"""The engine protocol; its docstrings are the contract that every engine's tests hold it to."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from supplier_guide.search.document import IndexDocument
from supplier_guide.search.query import Results, SearchQuery, Shared, Wide


@dataclass(frozen=True, slots=True)
class TermStats:
    """Figures of BM25: documents held, mean document length, and in how many documents each term occurs."""

    documents: int
    mean_length: float
    document_frequency: dict[str, int]


class Mark(NamedTuple):
    """How far an index is: the last change applied (-1 = there is no usable index), and when that was made.

    The number alone does not tell: after an older copy of the store was put back, other changes get the same numbers.
    To an engine the moment is a text like any other; it is empty where none was given.
    """

    number: int
    moment: str = ""


class Parts(Protocol):
    """Takes a new index in parts, from any process: it can be pickled. No id may be in two parts.

    It is joined soonest when the parts, by number, follow each other in the order of (sort name, id).
    """

    def write(self, number: int, documents: Iterable[IndexDocument]) -> None:
        """Keep the documents of a part."""


class Engine(Protocol):
    """Finds enterprises. Safe for use by many threads at once; one process owns the writing."""

    def search(self, query: SearchQuery) -> Results:
        """Answer ``query``; the ranking contract is `docs/ranking.md`."""

    def sharing(self, wide: Wide) -> list[Shared]:
        """Answer ``wide``, by (number of questions met, distance, id): never by a score."""

    def put(self, documents: Iterable[IndexDocument], *, applied: int, moment: str = "") -> None:
        """Add or replace; when it returns, the next search finds them and `mark` gives the number and its moment.

        Two writers may cross. A document is passed over when a later change of it is held, or when it is not held
        and its change is not after the last one applied: then it was removed since. The mark never goes back.
        """

    def remove(self, ids: Sequence[str], *, applied: int, moment: str = "") -> None:
        """Remove; unknown ids are ignored; when it returns, no search finds them.

        One of which a change after ``applied`` is held stays: the removal was overtaken.
        """

    def rebuild(self, documents: Iterable[IndexDocument], *, applied: int, moment: str = "") -> None:
        """Build a new index aside from ``documents`` alone and swap it in; searches go on meanwhile."""

    def rebuilding(self, *, applied: int, moment: str = "") -> AbstractContextManager[Parts]:
        """Give what takes the parts of a new index, swapped in when the block ends; after an error nothing changes."""

    def writing(self) -> AbstractContextManager[None]:
        """Keep all other writers waiting until the block ends, in which this thread itself may write."""

    def term_stats(self, terms: Sequence[str]) -> TermStats:
        """Return the figures of BM25 for ``terms``."""

    def applied(self) -> int:
        """Return the last change applied, or -1 when the index is absent, corrupt or of another analysis."""

    def mark(self) -> Mark:
        """Return the same with the moment that was given with it."""

    def health(self) -> str | None:
        """Return ``None`` when searches can be answered, else in Dutch what is wrong and how to mend it."""

    def close(self) -> None:
        """Release files and locks."""
