"""A data folder with a synthesised collection: store filled, index built, figures of both."""

import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from bench.synthesis import Synthesis
from supplier_guide.directory.catalogue import load_catalogue
from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.opening import open_library
from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.settings import Settings
from supplier_guide.store import enterprises
from supplier_guide.store.database import Store

BATCH = 5_000


@dataclass(frozen=True)
class Built:
    """What building took: seconds to save, seconds to index (analysis included), peak memory in MB."""

    saved_s: float
    indexed_s: float
    peak_mb: float


def build(folder: Path, count: int) -> Built:
    """Fill ``folder`` with ``count`` enterprises and index them, in this process."""
    library = open_library(Settings(data_dir=folder))
    began = time.perf_counter()
    _save(library.store, count)
    saved = time.perf_counter()
    rebuild(library.store, library.engine, library.composer, library.words)
    indexed = time.perf_counter()
    library.close()
    return Built(saved - began, indexed - saved, getrusage(RUSAGE_SELF).ru_maxrss / 1024)


def _save(store: Store, count: int) -> None:
    drawn = Synthesis(load_catalogue(), load_gazetteer()).enterprises(count)
    at = datetime.now(tz=UTC)
    while batch := list(islice(drawn, BATCH)):
        with store.write() as connection:
            enterprises.save(connection, batch, by="bench", why="synthesised", at=at)


if __name__ == "__main__":
    # In a process of its own, so that the peak memory is that of building alone.
    built = build(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{built.saved_s}\t{built.indexed_s}\t{built.peak_mb}\n")
    sys.stdout.flush()
    os._exit(0)
