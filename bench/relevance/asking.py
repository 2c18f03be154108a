"""Ask the golden questions of a real library: the seed in a store, indexed by the embedded engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import fmean

from bench.relevance.questions import Golden
from bench.relevance.scoring import NDCG_DEPTH, ndcg_at_10, recall_at_20
from supplier_guide.directory.finding import find
from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.office.seeding import seed
from supplier_guide.settings import Settings

TODAY = date(2026, 11, 25)
"""The day of the judgements: recognitions that end later must not change the figures."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for a question: ids in order (literal hits, then widened ones) and the two figures."""

    golden: Golden
    ids: tuple[str, ...]
    total: int
    ndcg: float | None
    recall: float | None

    @property
    def intruders(self) -> list[str]:
        """Return the enterprises that had to stay out of the first ten and did not."""
        return [i for i in self.ids[:NDCG_DEPTH] if i in self.golden.never]

    @property
    def found_nothing(self) -> bool:
        """Whether there was no literal hit."""
        return self.total == 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the questions that have relevant enterprises."""

    questions: int
    ndcg: float
    recall: float


def seeded_library(folder: Path) -> Library:
    """Return a library in ``folder`` that holds the seed, indexed."""
    library = open_library(Settings(data_dir=folder, database_url=None, search_url="embedded:"))
    seed(library.store, at=datetime.combine(TODAY, datetime.min.time(), UTC))
    rebuild(library.store, library.engine, library.composer, library.words)
    return library


def ask(library: Library, golden: Golden) -> Outcome:
    """Ask one question and score the answer."""
    answer = find(library, golden.question, today=TODAY)
    ids = tuple(hit.enterprise.id for hit in answer.hits)
    return Outcome(golden, ids, answer.total, ndcg_at_10(ids, golden.grades), recall_at_20(ids, golden.grades))


def means(outcomes: Iterable[Outcome]) -> Figures:
    """Return the means; of no questions they are 0."""
    scored = [o for o in outcomes if o.ndcg is not None]
    return Figures(
        questions=len(scored),
        ndcg=_mean([o.ndcg for o in scored if o.ndcg is not None]),
        recall=_mean([o.recall for o in scored if o.recall is not None]),
    )


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0
