"""The analysis measured on pairs of question and text: `python -m bench.pairs [FILE …]`.

Without a file: the project's own pairs, by how they were used while the vocabulary grew; none of them is unseen
any more (`docs/analysis.md`). A file is tab-separated: the label (1 = should match) first, question and text
last; a kind may stand second.
Prints F1, misses and false hits per file and kind, and what analysis costs in time and memory.
"""

import argparse
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from supplier_guide.search.analysis.chain import Analyser, load_analyser
from supplier_guide.search.analysis.pairs import decide

OWN = Path(__file__).parent.parent / "tests" / "search" / "analysis" / "pairs.tsv"
TEXT = (
    "Wij onderhouden het groen van steden en gemeenten: gras maaien, hagen scheren, bermen, begraafplaatsen en "
    "sportvelden. Onze ploegen poetsen kantoren, scholen en sporthallen, wassen ramen en halen zwerfvuil op. In het "
    "atelier verpakken we voeding en cosmetica, monteren we onderdelen, en maken we mailings verzendklaar. "
    "Vraag een offerte of kom eens langs in onze werkplaats."
)


@dataclass(frozen=True)
class Pair:
    """A judged pair."""

    expected: bool
    kind: str
    query: str
    text: str


@dataclass
class Count:
    """Right and wrong decisions."""

    right: int = 0
    missed: list[Pair] = field(default_factory=list)
    false: list[Pair] = field(default_factory=list)

    def add(self, pair: Pair, *, decided: bool) -> None:
        """Count a decision; true negatives do not enter F1."""
        if decided and pair.expected:
            self.right += 1
        elif pair.expected:
            self.missed.append(pair)
        elif decided:
            self.false.append(pair)

    @property
    def f1(self) -> float:
        """Return F1, 1 when there was nothing to find."""
        wrong = len(self.missed) + len(self.false)
        return 2 * self.right / (2 * self.right + wrong) if self.right + wrong else 1.0


def read_pairs(path: Path) -> list[Pair]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [Pair(row[0] == "1", row[1] if len(row) > 3 else "", row[-2], row[-1]) for row in rows]


def measure(pairs: Iterable[Pair], analyser: Analyser) -> dict[str, Count]:
    """Decide each pair, counted per kind and together under ``all``."""
    counts: defaultdict[str, Count] = defaultdict(Count)
    for pair in pairs:
        decided, _ = decide(pair.query, pair.text, analyser)
        for kind in ("all", pair.kind):
            counts[kind].add(pair, decided=decided)
    return dict(counts)


def report(name: str, counts: dict[str, Count], *, wrong: bool) -> None:
    print(f"\n{name}\n{'kind':<14}{'F1':>7}{'right':>7}{'missed':>8}{'false':>7}")
    for kind, count in counts.items():
        print(f"{kind:<14}{count.f1:>7.3f}{count.right:>7}{len(count.missed):>8}{len(count.false):>7}")
    for pair in (counts["all"].missed + counts["all"].false) if wrong else ():
        print(f"  {'missed' if pair.expected else 'false':<7} {pair.query} | {pair.text}")


def microseconds(analyser: Analyser, *, times: int = 300, rounds: int = 9) -> float:
    """Return the least time in which a text of 60 words is analysed with a warm cache."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(times):
            analyser.terms(TEXT, language="nl")
        best = min(best, (time.perf_counter() - start) / times)
    return best * 1e6


def costs() -> None:
    """Print the time of the first and later starts, and of a text."""
    with TemporaryDirectory() as folder:
        for name in ("first start, the lemma list is made", "later start"):
            start = time.perf_counter()
            analyser = load_analyser(Path(folder))
            print(f"{name:<40}{(time.perf_counter() - start) * 1000:9.0f} ms")
        print(f"{f'a text of {len(TEXT.split())} words, warm':<40}{microseconds(analyser):9.1f} µs")
    print(f"{'memory of this process':<40}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="pairs to measure instead of our own")
    parser.add_argument(
        "--wrong",
        action="store_true",
        help="also list the wrong decisions (not of the half of which only figures were seen)",
    )
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        analyser = load_analyser(Path(folder))
        for path in chosen.files:
            report(str(path), measure(read_pairs(path), analyser), wrong=chosen.wrong)
        if not chosen.files:
            pairs = read_pairs(OWN)
            report("looked at", measure(pairs[0::2], analyser), wrong=chosen.wrong)
            report("seen later", measure(read_pairs(OWN.with_name("pairs_seen.tsv")), analyser), wrong=chosen.wrong)
            report("only figures seen", measure(pairs[1::2], analyser), wrong=False)
    print()
    costs()


if __name__ == "__main__":
    main(sys.argv[1:])
