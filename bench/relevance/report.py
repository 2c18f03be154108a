"""The figures of relevance as text."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.relevance.asking import Figures, Outcome, ask, means, seeded_library
from bench.relevance.questions import load_questions

COLUMNS = "{:<16}{:>10}{:>10}{:>11}"


def measure() -> list[Outcome]:
    """Ask all golden questions of a fresh library and return the outcomes."""
    with tempfile.TemporaryDirectory() as folder:
        library = seeded_library(Path(folder))
        try:
            return [ask(library, golden) for golden in load_questions()]
        finally:
            library.close()


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the figures per kind of question, and their means."""
    kinds = dict.fromkeys(o.golden.kind for o in outcomes if o.golden.grades)
    rows = [(kind, means(o for o in outcomes if o.golden.kind == kind)) for kind in kinds]
    return "\n".join(
        [
            COLUMNS.format("kind", "questions", "nDCG@10", "recall@20"),
            *(_row(kind, figures) for kind, figures in rows),
            _row("all", means(outcomes)),
        ]
    )


def faults(outcomes: Sequence[Outcome]) -> list[str]:
    """Return what must never happen and did: an intruder in the first ten, or a hit for nonsense."""
    intruders = [f"{o.golden.id}: {', '.join(o.intruders)} in the first ten" for o in outcomes if o.intruders]
    hits = [f"{o.golden.id}: {o.total} literal hits" for o in outcomes if not (o.golden.grades or o.found_nothing)]
    return intruders + hits


def _row(name: str, figures: Figures) -> str:
    return COLUMNS.format(name, figures.questions, f"{figures.ndcg:.3f}", f"{figures.recall:.3f}")


def listed(outcome: Outcome) -> str:
    """Return one question with its figures."""
    ndcg, recall = (f"{v:.2f}" if v is not None else "-" for v in (outcome.ndcg, outcome.recall))
    return f"{outcome.golden.id:<50} nDCG {ndcg:>5}  recall {recall:>5}  {outcome.total} literal"
