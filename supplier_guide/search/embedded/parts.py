"""The parts of a new index: segments in a folder aside, written by any process, joined by the one that writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from supplier_guide.search.document import IndexDocument
from supplier_guide.search.embedded.changing import Change, built
from supplier_guide.search.embedded.container import open_arrays, write_arrays
from supplier_guide.search.embedded.joining import joined
from supplier_guide.search.embedded.segment import Segment


@dataclass(frozen=True, slots=True)
class PartFolder:
    """Keeps each part in a file named by its number."""

    path: Path

    def write(self, number: int, documents: Iterable[IndexDocument]) -> None:
        """Keep the documents of a part."""
        write_arrays(self.path / f"{number:09}", built(documents).arrays, lasting=False)

    def joined(self) -> Change:
        """Return one segment with the documents of all parts."""
        return Change(joined([Segment(open_arrays(file)) for file in sorted(self.path.iterdir())]), on_base=False)
