"""The embedded engine by itself, beside raw tantivy in the same run: `python -m bench.engine [SIZE …]`.

Raw tantivy gets the same tokens. It finds words and counts facets over its hits, but it knows no rows that
must hold together, no facet that ignores its own selection, no area and no distance; where our question has a
place, its column shows what it costs to bring the hits to Python, where those would have to be computed.
"""

import argparse
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from typing import Any

import tantivy

from bench.synthesis import TODAY, index_documents
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine
from supplier_guide.search.opening import open_engine
from supplier_guide.search.query import Alternative, AskedPlace, Filters, SearchQuery, Sort, Word

GENT = AskedPlace(("44021", "BE234", "BE23", "BE2", "BE"), 51.0543, 3.7174)
ON = TODAY.toordinal()
FACETS = ("rubric", "mode", "province", "recognition", "certificate")


@dataclass(frozen=True)
class Case:
    """A question to time; ``words`` are also asked of tantivy, ``pulls`` all hits, ``facets`` its aggregations."""

    name: str
    query: SearchQuery
    words: tuple[str, ...]
    facets: bool = True
    pulls: bool = False


def word(*terms: str) -> Word:
    return Word(terms[0], tuple(Alternative((term,), 1.0, "stem") for term in terms))


def cases(common: Sequence[str]) -> list[Case]:
    """Return the questions; ``common`` are terms in about 1/2, 1/10, 1/50 and 1/500 of the documents."""
    half, tenth, fiftieth, rare = common
    near: dict[str, Any] = {"places": (GENT,), "on": ON}
    two = Filters(modes=("workshop",), provinces=("BE23",))
    many = word(*common, *map(str, range(8)))
    pair = (word(tenth), word(fiftieth))
    by_distance = SearchQuery(words=(word(half),), sort=Sort.DISTANCE, **near)
    return [
        Case("one rare word", SearchQuery(words=(word(rare),), facets=False, on=ON), (rare,), facets=False),
        Case("two words", SearchQuery(words=pair, facets=False, on=ON), (tenth, fiftieth), facets=False),
        Case("word, 2 filters, all facets", SearchQuery(words=pair[1:], filters=two, on=ON), (fiftieth,)),
        Case("word, place, all facets", SearchQuery(words=pair[1:], **near), (fiftieth,), pulls=True),
        Case("word of 12 alternatives, all facets", SearchQuery(words=(many,), on=ON), (tenth,)),
        Case("half of all, place, all facets", SearchQuery(words=(word(half),), **near), (half,), pulls=True),
        Case("half of all, by distance", by_distance, (half,), pulls=True),
        Case("no words, rubric, place, all facets", SearchQuery(filters=Filters(rubrics=("R03",)), **near), ()),
        Case("everything, all facets", SearchQuery(on=ON), ()),
    ]


def timed(action: Callable[[], object], *, seconds: float = 2.0) -> tuple[float, float]:
    """Return the 50th and 95th percentile in ms over some two seconds of calls."""
    action()
    runs: list[float] = []
    end = time.perf_counter() + seconds
    while len(runs) < 10 or (time.perf_counter() < end and len(runs) < 500):
        start = time.perf_counter()
        action()
        runs.append((time.perf_counter() - start) * 1000)
    return median(runs), quantiles(runs, n=20)[-1]


class Source:
    """Documents on their way to an engine; keeps count of terms, and the time spent in making them."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.making = 0.0
        self.frequency: dict[str, int] = {}

    def __iter__(self) -> Iterator[IndexDocument]:
        made = index_documents(self.size)
        start = time.perf_counter()
        for document in made:
            for term in document.terms:
                self.frequency[term] = self.frequency.get(term, 0) + 1
            self.making += time.perf_counter() - start
            yield document
            start = time.perf_counter()

    def common(self) -> list[str]:
        """Return terms that occur in about 1/2, 1/10, 1/50 and 1/500 of the documents."""
        wanted = [self.size * share for share in (0.5, 0.1, 0.02, 0.002)]
        return [min((abs(n - count), term) for term, n in self.frequency.items())[1] for count in wanted]


class Raw:
    """Tantivy with the same tokens."""

    def __init__(self, folder: Path, documents: Iterator[IndexDocument]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("tok", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("number", fast=True)
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        writer = self._index.writer(512_000_000, 1)
        for number, document in enumerate(documents):
            writer.add_document(self._document(number, document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _document(self, number: int, document: IndexDocument) -> tantivy.Document:
        made = tantivy.Document()
        made.add_text("tok", " ".join(" ".join([term] * n) for term, n in document.terms.items()))
        made.add_unsigned("number", number)
        values = {
            "rubric": {r for row in document.rows for r in row.rubrics},
            "mode": {m for row in document.rows for m in row.modes},
            "province": set(document.provinces),
            "recognition": {r.kind for r in document.recognitions},
            "certificate": set(document.certificates),
        }
        for name, some in values.items():
            for value in some:
                made.add_text(name, value)
        return made

    def ask(self, case: Case) -> None:
        """Do what tantivy can do of a question."""
        musts = [
            (tantivy.Occur.Must, tantivy.Query.term_query(self._schema, "tok", term, "freq")) for term in case.words
        ]
        query = tantivy.Query.boolean_query(musts) if musts else tantivy.Query.all_query()
        hits = self._searcher.search(query, self._searcher.num_docs if case.pulls else 20).hits
        if case.pulls:
            self._searcher.fast_field_values("number", [address for _, address in hits])
        if case.facets:
            self._searcher.aggregate(query, {name: {"terms": {"field": name, "size": 500}} for name in FACETS})


def peak_mb() -> int:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(size: int, *, beside: bool) -> None:
    """Build, open and question an index of ``size`` documents; print a table."""
    home = Path(mkdtemp(prefix="bench-engine-"))
    try:
        source = Source(size)
        start = time.perf_counter()
        engine = open_engine("embedded:", home / "ours", analysis_version="bench", read_only=False)
        engine.rebuild(source, applied=size)
        spent = time.perf_counter() - start - source.making
        held = sum(file.stat().st_size for file in (home / "ours").iterdir()) / 1e6
        print(f"\n{size:,} documents: indexed in {spent:.1f} s (making them apart), {held:.0f} MB, peak {peak_mb()} MB")
        opened, _ = timed(lambda: open_engine("embedded:", home / "ours", analysis_version="bench", read_only=True))
        raw = raw_of(home / "raw", size) if beside else None
        table(engine, raw, cases(source.common()))
        print(f"opening {opened:.1f} ms; putting one document {put_one(engine, size):.0f} ms")
    finally:
        shutil.rmtree(home)


def put_one(engine: Engine, size: int) -> float:
    """Return the ms that a change of one document takes."""
    document = next(iter(index_documents(1)))
    duration, _ = timed(lambda: engine.put([document], applied=size + 1), seconds=1)
    return duration


def raw_of(folder: Path, size: int) -> Raw:
    folder.mkdir()
    return Raw(folder, index_documents(size))


def table(engine: Engine, raw: Raw | None, asked: Sequence[Case]) -> None:
    """Print one line per question."""
    print(f"{'question':38}{'hits':>9}{'p50 ms':>9}{'p95 ms':>9}{'tantivy p50':>13}")
    for case in asked:
        total = engine.search(case.query).total
        middle, high = timed(partial(engine.search, case.query))
        other = f"{timed(partial(raw.ask, case))[0]:13.3f}" if raw else ""
        print(f"{case.name:38}{total:9,}{middle:9.3f}{high:9.3f}{other}")


def main(arguments: Sequence[str]) -> None:
    """Measure each size asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_500, 100_000])
    parser.add_argument("--alone", action="store_true", help="without tantivy beside it")
    chosen = parser.parse_args(arguments)
    for size in chosen.sizes:
        measure(size, beside=not chosen.alone)


if __name__ == "__main__":
    main(sys.argv[1:])
