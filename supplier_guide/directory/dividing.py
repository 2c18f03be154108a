"""A large index is made in parts, each of the enterprises in a range of names, in as many processes as there are cores.

The parts follow each other in the order in which an index numbers its documents, so that joining them is no work to
speak of, and what a process holds does not grow with the collection.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from supplier_guide.directory.composing import Composer
from supplier_guide.directory.crew import Tell, processes_at_hand, run
from supplier_guide.directory.garbage import paused_collection
from supplier_guide.directory.vocabulary import CollectedPart, Collector
from supplier_guide.directory.wording import wording
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Parts
from supplier_guide.store import enterprises
from supplier_guide.store.database import Store

_TOLD = 100


@dataclass(frozen=True, slots=True)
class Dividing:
    """When and how an index is made in parts: above ``whole`` enterprises, of ``size`` each at most."""

    whole: int = 8_000
    size: int = 25_000
    processes: int = field(default_factory=processes_at_hand)

    def part(self, count: int) -> int:
        """Return how many enterprises a part gets, so that all processes have as much to do."""
        rounds = -(-count // (self.size * self.processes))
        return -(-count // (rounds * self.processes))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the collection; parts are numbered in the order of names."""

    number: int
    names: enterprises.Range


@dataclass(frozen=True, slots=True)
class PartWork:
    """What a process needs to make parts of an index as of change ``applied``."""

    store: Store
    composer: Composer
    parts: Parts
    applied: int

    def make(self, part: Part, tell: Tell) -> CollectedPart:
        """Compose and write the documents of a part; return its words."""
        words = Collector()
        with paused_collection():
            self.parts.write(part.number, self._documents(part, words, tell))
            return words.part()

    def _documents(self, part: Part, words: Collector, tell: Tell) -> Iterator[IndexDocument]:
        with self.store.read() as connection:
            found = enterprises.within(connection, part.names, status=Status.PUBLISHED, until=self.applied)
            for place, (enterprise, change) in enumerate(found, 1):
                yield composed(enterprise, change, self.composer, words)
                if place % _TOLD == 0:
                    tell(_TOLD)


def composed(enterprise: Enterprise, change: int, composer: Composer, words: Collector) -> IndexDocument:
    """Return the document of an enterprise as it was at ``change``, its words collected."""
    written = wording(enterprise)
    words.add(enterprise, written)
    return composer.compose(enterprise, change=change, words=written)


def make_parts(
    work: PartWork, names: Sequence[enterprises.Range], *, processes: int, tell: Tell
) -> list[CollectedPart]:
    """Make all parts, and return their words in the order of names."""
    collected: dict[int, CollectedPart] = {}

    def take(part: Part, words: CollectedPart) -> None:
        collected[part.number] = words

    parts = [Part(number, some) for number, some in enumerate(names)]
    run(work.make, parts, processes=processes, take=take, tell=tell)
    return [collected[number] for number in sorted(collected)]
