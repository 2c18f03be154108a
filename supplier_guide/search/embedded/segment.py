"""A segment: documents, rows, sites, recognitions and their postings, as typed views on arrays.

Documents are numbered in the order of (folded name, id), so a document's number is also its rank in
the last tie of every order. Each document has at least one row: a document without activities has one
that holds nothing, so that "some row meets the selection" needs no exception.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import cast

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray, Bools, Bytes, Floats, Ints, Longs, Numbers, Words
from supplier_guide.search.embedded.strings import Blobs, Strings

DOCUMENT_FAMILIES = ("id", "name", "number", "province", "certificate", "network")
ROW_FAMILIES = ("rubric", "leaf", "mode", "cpv")
ROW_FACETS = ("rubric", "mode")
FORWARD = ("rubric", "mode", "province", "certificate", "recognition")
"""The families of the facets: these also know the values of each item."""


class Family:
    """Values of one kind and, for each, the sorted items (documents, rows, …) that have it.

    ``starts`` (n + 1) cuts ``items`` (int32, or int64 for facets) in one piece per value.
    """

    def __init__(self, arrays: Mapping[str, AnyArray], name: str) -> None:
        self.values = Strings(cast("Bytes", arrays[f"{name}.bytes"]), cast("Longs", arrays[f"{name}.ends"]))
        self.starts = cast("Longs", arrays[f"{name}.starts"])
        self.items = cast("Numbers", arrays[f"{name}.items"])
        self._cuts = self.starts.data

    def __len__(self) -> int:
        return len(self.values)

    def piece(self, value: str) -> slice:
        """Return where the items of ``value`` stand; an empty slice when nothing has it."""
        position = self.values.find(value)
        return slice(0, 0) if position < 0 else slice(self._cuts[position], self._cuts[position + 1])

    def of(self, value: str) -> Numbers:
        """Return the sorted items that have ``value``."""
        return self.items[self.piece(value)]


class FacetFamily(Family):
    """A family that also knows the values of each item: ``forward`` cut by ``forward_starts``."""

    def __init__(self, arrays: Mapping[str, AnyArray], name: str) -> None:
        super().__init__(arrays, name)
        self.forward_starts = cast("Longs", arrays[f"{name}.forward_starts"])
        self.forward = cast("Ints", arrays[f"{name}.forward"])

    @cached_property
    def labels(self) -> list[str]:
        """The values as a list, read once: facets name the same few over and over."""
        return list(self.values)


class Segment:
    """Views on the arrays of one segment file; see `builder` for how they are made."""

    def __init__(self, arrays: Mapping[str, AnyArray]) -> None:
        self.arrays = arrays
        self.keys = Strings(cast("Bytes", arrays["key.bytes"]), cast("Longs", arrays["key.ends"]))
        self.cards = Blobs(cast("Bytes", arrays["card.bytes"]), cast("Longs", arrays["card.ends"]))
        self.change = cast("Longs", arrays["doc.change"])
        self.completeness = cast("Ints", arrays["doc.completeness"])
        self.confirmed = cast("Ints", arrays["doc.confirmed"])
        self.length = cast("Longs", arrays["doc.length"])
        self.size = len(self.change)
        self.terms = Family(arrays, "term")
        # uint16, beside the items of `terms`: twice the frequency, and one more where it is said (`split`).
        self.frequency = cast("Words", arrays["term.frequency"])
        self.row_doc = cast("Longs", arrays["row.doc"])
        self.row_start = cast("Longs", arrays["row.start"])  # n + 1
        self.row_area = cast("Longs", arrays["row.area"])  # -1 when no area is stated
        self.area_nationwide = cast("Bools", arrays["area.nationwide"])
        self.full, self.part = Family(arrays, "full"), Family(arrays, "part")  # code → areas
        self.site_doc = cast("Longs", arrays["site.doc"])
        self.site_start = cast("Longs", arrays["site.start"])
        # Points on the unit sphere (float64, infinite = unknown): of each site, and of each document's first.
        self.sites = tuple(cast("Floats", arrays[f"site.{axis}"]) for axis in "xyz")
        self.seats = tuple(cast("Floats", arrays[f"seat.{axis}"]) for axis in "xyz")
        self.other_sites = cast("Ints", arrays["site.other"])  # the sites that are not their document's first
        self.territory = Family(arrays, "territory")  # code → sites
        self.recognition_doc = cast("Longs", arrays["recognition.doc"])
        self.recognition_start = cast("Longs", arrays["recognition.start"])
        self.recognition_from = cast("Ints", arrays["recognition.start_day"])
        self.recognition_until = cast("Ints", arrays["recognition.until_day"])
        self.dead = cast("Ints", arrays["dead"])  # documents of the base that this delta replaces or removes
        self.families = {
            name: FacetFamily(arrays, name) if name in FORWARD else Family(arrays, name)
            for name in (*DOCUMENT_FAMILIES, *ROW_FAMILIES, "recognition")
        }

        # The same values by document, for questions that select no rows.
        self.of_document = {name: FacetFamily(arrays, f"{name}_of_document") for name in ROW_FACETS}

    def facet(self, name: str) -> FacetFamily:
        """Return the family of a facet."""
        return cast("FacetFamily", self.families[name])

    @cached_property
    def id_rank(self) -> Longs:
        """Per document: the place of its id among all ids."""
        ids = self.families["id"]
        rank = np.zeros(self.size, np.int64)
        rank[ids.items] = np.arange(len(ids.items))
        return rank

    def id_of(self, document: int) -> str:
        """Return the id of a document: what follows the folded name in its key."""
        return self.keys[document].rpartition("\0")[2]

    def find_id(self, enterprise_id: str) -> int:
        """Return the number of the document with this id, or -1."""
        found = self.families["id"].of(enterprise_id)
        return int(found[0]) if len(found) else -1
