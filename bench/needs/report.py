"""The figures of the golden needs as text."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.needs.asking import Figures, Outcome, ask, means
from bench.needs.golden import load_needs
from bench.relevance.asking import seeded_library
from bench.relevance.scoring import NDCG_DEPTH
from supplier_guide.office.matching_parts import matching_parts

COLUMNS = "{:<16}{:>10}{:>10}{:>11}"


def measure() -> list[Outcome]:
    """Match all golden needs in a fresh library and return the outcomes."""
    with tempfile.TemporaryDirectory() as folder:
        library = seeded_library(Path(folder))
        try:
            parts = matching_parts(library)
            return [outcome for golden in load_needs() for outcome in ask(parts, golden)]
        finally:
            library.close()


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the figures per kind of need, and their means over all lots."""
    kinds = dict.fromkeys(o.kind for o in outcomes)
    rows = [(kind, means(o for o in outcomes if o.kind == kind)) for kind in kinds]
    head = COLUMNS.format("kind", "lots", "nDCG@10", "recall@20")
    return "\n".join([head, *(_row(kind, figures) for kind, figures in rows), _row("all", means(outcomes))])


def _row(name: str, figures: Figures) -> str:
    return COLUMNS.format(name, figures.lots, f"{figures.ndcg:.3f}", f"{figures.recall:.3f}")


def listed(outcome: Outcome) -> str:
    """Return one lot with its figures, and the first ten with their grades."""
    first = ", ".join(f"{i} {outcome.judged.grades.get(i, 0)}" for i in outcome.ids[:NDCG_DEPTH])
    return f"{outcome.name:<36} nDCG {outcome.ndcg:.2f}  recall {outcome.recall:.2f}  {first}"
