"""All figures: `make bench`, or `python -m bench [--sizes 1500 100000]`.

Collections are made once in a folder for temporary files and used again while it exists.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.http import report


def main() -> None:
    """Print relevance, the engine beside the raw one, indexing, the service over HTTP, and matching."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--sizes", nargs="+", default=["1500", "100000"])
    sizes = reader.parse_args().sizes
    _run("bench.relevance")
    _run("bench.needs")
    _run("bench.engine", *sizes)
    for size in sizes:
        folder = Path(tempfile.gettempdir()) / "supplier-guide-bench" / size
        if not (folder / "index").is_dir():
            print(f"\nbuilding {size}: seconds to save, seconds to index, peak MB")
            _run("bench.collection", str(folder), size)
        report(folder)
        _run("bench.matching", str(folder))


def _run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


if __name__ == "__main__":
    main()
