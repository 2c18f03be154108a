"""Matching over a collection, beside the engine alone in the same run: `python -m bench.matching FOLDER [FOLDER …]`.

Each folder holds a collection made by `bench.collection`. The golden needs of `bench.needs` are asked in turn, so that
candidates differ from one question to the next: the first time, most have to be read and analysed; asked again (a buyer
who turns a page or mends a word), they are in memory. Time on the wall, and time of this process alone: others may use
the same cores.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles

from bench.needs.golden import load_needs
from bench.relevance.asking import TODAY
from supplier_guide.directory.garbage import settling
from supplier_guide.directory.opening import open_library
from supplier_guide.matching.answering import answer, checked
from supplier_guide.matching.candidates import question
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.presenting import answer_json
from supplier_guide.matching.understanding import understand
from supplier_guide.model.need import Lot, Need
from supplier_guide.office.matching_parts import matching_parts
from supplier_guide.settings import Settings

LOTS = 20
LEAST = 20
"""Actions that are timed, however long they take."""
Action = Callable[[], object]


@dataclass(frozen=True)
class Taken:
    """Milliseconds of calls: on the wall, and of this process."""

    wall: Sequence[float]
    process: Sequence[float]

    def line(self, name: str) -> str:
        """Return a line of the table."""
        figures = f"{median(self.wall):10.2f}{quantiles(self.wall, n=100)[98]:10.2f}{median(self.process):14.2f}"
        return f"{name:44}{figures}{len(self.wall):8}"


def needs() -> list[Need]:
    """Return each lot of the golden needs as a need of its own."""
    return [_alone(golden.need, lot) for golden in load_needs() for lot in golden.need.lots]


def _alone(need: Need, lot: Lot) -> Need:
    described = {"title": lot.title or need.title, "description": lot.description or need.description}
    return need.model_copy(update={"lots": (lot.model_copy(update=described),)})


def notices(single: Sequence[Need]) -> list[Need]:
    """Return notices of twenty lots, each beginning elsewhere in the golden lots."""
    lots = [need.lots[0] for need in single]
    made = []
    for start in range(0, len(lots), LOTS):
        chosen = islice(cycle(lots), start, start + LOTS)
        numbered = tuple(lot.model_copy(update={"id": str(n)}) for n, lot in enumerate(chosen, start=1))
        made.append(single[start].model_copy(update={"lots": numbered}))
    return made


def timed(actions: Sequence[Action], *, seconds: float, before: bool = False) -> Taken:
    """Time the actions in turn for some seconds; ``before`` does each once untimed just before."""
    wall: list[float] = []
    process: list[float] = []
    until = time.perf_counter() + seconds
    for done, action in enumerate(cycle(actions)):
        if done >= min(len(actions), LEAST) and time.perf_counter() > until:
            break
        if before:
            action()
        started, spent = time.perf_counter(), time.process_time()
        action()
        process.append((time.process_time() - spent) * 1000)
        wall.append((time.perf_counter() - started) * 1000)
    return Taken(wall, process)


def report(folder: Path) -> None:
    """Print the figures of one collection."""
    with settling():
        library = open_library(Settings(data_dir=folder), read_only=True)
        parts = matching_parts(library)
    single = needs()
    asked = [question(parts, understand(parts, need, 0)) for need in single]
    raw: list[Action] = [partial(parts.engine.sharing, wide) for wide in asked]
    laws: list[Action] = [partial(checked, parts, need, today=TODAY) for need in single]
    replies: list[Action] = [partial(_reply, parts, need) for need in single]
    many: list[Action] = [partial(_reply, parts, need) for need in notices(single)]
    _reply(parts, single[0])
    print(f"\n{folder.name}: {len(single)} lots in turn")
    print(f"{'':44}{'p50 ms':>10}{'p99 ms':>10}{'p50 process':>14}{'count':>8}")
    print(timed(replies, seconds=0).line("a lot, asked for the first time"))
    print(timed(replies, seconds=8, before=True).line("a lot, asked again"))
    print(timed(raw, seconds=4).line("the engine alone (`sharing`)"))
    print(timed(many, seconds=8, before=True).line(f"a notice of {LOTS} lots, asked again"))
    print(timed(laws, seconds=2).line("the reservation check alone"))
    sys.stdout.flush()
    library.close()


def _reply(parts: Parts, need: Need) -> object:
    return answer_json(answer(parts, need, today=TODAY), notice=None, rules_version="")


if __name__ == "__main__":
    for one in sys.argv[1:]:
        report(Path(one))
    # Without the interpreter's farewell to a large index.
    os._exit(0)
