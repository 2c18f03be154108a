"""Match the golden needs in a real library: the seed in a store, indexed by the embedded engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean

from bench.needs.golden import Golden, Judged
from bench.relevance.asking import TODAY
from bench.relevance.scoring import NDCG_DEPTH, ndcg_at_10, recall_at_20
from supplier_guide.matching.answering import answer
from supplier_guide.matching.parts import Parts


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who came back for a lot, best first, the figures of `bench.relevance.scoring`, and the better code proposed."""

    name: str
    kind: str
    judged: Judged
    ids: tuple[str, ...]
    ndcg: float
    recall: float
    proposed: str | None

    @property
    def intruders(self) -> list[str]:
        """Return the enterprises that had to stay out of the first ten and did not."""
        return [i for i in self.ids[:NDCG_DEPTH] if i in self.judged.never]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over lots."""

    lots: int
    ndcg: float
    recall: float


def ask(parts: Parts, golden: Golden) -> Iterator[Outcome]:
    """Match one need and score each of its lots."""
    answered = answer(parts, golden.need, today=TODAY, lawful=False)
    for lot, (name, judged) in zip(answered.lots, golden.lots(), strict=True):
        ids = tuple(match.id for match in lot.matched.matches)
        ndcg, recall = ndcg_at_10(ids, judged.grades), recall_at_20(ids, judged.grades)
        if ndcg is None or recall is None:
            raise ValueError(name)
        proposal = lot.matched.understood.proposal
        yield Outcome(name, golden.kind, judged, ids, ndcg, recall, proposal.cpv if proposal else None)


def means(outcomes: Iterable[Outcome]) -> Figures:
    """Return the means."""
    scored = list(outcomes)
    return Figures(len(scored), fmean(o.ndcg for o in scored), fmean(o.recall for o in scored))
