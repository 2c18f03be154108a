"""Sorts what a `Builder` gathered into the arrays of a segment, and takes segments apart again to merge them."""

from typing import cast

import numpy as np

from supplier_guide.search.embedded.arrays import AnyArray, Bools, Counts, Floats, Ints, Longs
from supplier_guide.search.embedded.builder import Builder
from supplier_guide.search.embedded.entries import family_arrays, term_arrays
from supplier_guide.search.embedded.segment import DOCUMENT_FAMILIES, FORWARD, ROW_FACETS, ROW_FAMILIES, Segment
from supplier_guide.search.embedded.strings import blob_arrays, string_arrays

_NO_DOCUMENTS = np.empty(0, np.int32)


def segment_arrays(builder: Builder, *, dead: Ints = _NO_DOCUMENTS) -> dict[str, AnyArray]:
    """Return the arrays of a segment with the builder's documents; ``dead`` are documents of the base below it.

    The builder is used up: of a million documents, what it holds and what comes out do not fit side by side.
    """
    if builder.replaced:
        builder = _without_replaced(builder)
    order = np.array(sorted(range(len(builder.keys)), key=builder.keys.__getitem__), np.int32)
    new = _inverse(order)  # document as added → its final number
    arrays = _named("key", string_arrays(builder.keys[i] for i in order.tolist()))
    arrays |= _named("card", blob_arrays(builder.cards[i] for i in order.tolist()))
    builder.cards = []
    arrays |= _named("doc", {name: column[order] for name, column in builder.documents.columns().items()})
    for name in DOCUMENT_FAMILIES:
        arrays |= family_arrays(name, builder.entries[name], renumbered=new, forward=_forward(name, len(order)))
    arrays |= term_arrays(builder.entries["term"], builder.frequencies, renumbered=new)
    del builder.frequencies[:]
    row_numbers = _add_table(arrays, "row", builder.rows.columns(), new=new)
    for name in ROW_FAMILIES:
        forward = _forward(name, len(row_numbers))
        arrays |= family_arrays(name, builder.entries[name], renumbered=row_numbers, forward=forward)
    row_document = cast("Longs", arrays["row.doc"])[row_numbers]
    for name in ROW_FACETS:
        arrays |= family_arrays(
            f"{name}_of_document", builder.entries[name], renumbered=row_document, forward=len(order)
        )
    site_numbers = _add_table(arrays, "site", builder.sites.columns(), new=new)
    _add_seats(arrays, len(order))
    arrays |= family_arrays("territory", builder.entries["territory"], renumbered=site_numbers)
    numbers = _add_table(arrays, "recognition", builder.recognitions.columns(), new=new)
    arrays |= family_arrays("recognition", builder.entries["recognition"], renumbered=numbers, forward=len(numbers))
    arrays["area.nationwide"] = builder.areas.columns()["nationwide"].astype(np.bool_)
    for name in ("full", "part"):
        arrays |= family_arrays(name, builder.entries[name], renumbered=None)
    arrays["dead"] = dead
    return arrays


def _named(prefix: str, arrays: dict[str, AnyArray]) -> dict[str, AnyArray]:
    return {f"{prefix}.{name}": array for name, array in arrays.items()}


def _forward(name: str, items: int) -> int | None:
    return items if name in FORWARD else None


def _inverse(order: Ints | Counts) -> Ints:
    """Return the permutation that undoes ``order``."""
    inverse = np.empty(len(order), np.int32)
    inverse[order] = np.arange(len(order), dtype=np.int32)
    return inverse


def _add_table(arrays: dict[str, AnyArray], name: str, columns: dict[str, AnyArray], *, new: Ints) -> Ints:
    """Add a table of items of documents, sorted by document; return the new number of each item."""
    document = new[cast("Longs", columns.pop("doc"))].astype(np.int64)
    order = np.argsort(document, kind="stable")
    arrays |= _named(name, {key: column[order] for key, column in columns.items()})
    arrays[f"{name}.doc"] = document[order]
    starts = np.zeros(len(new) + 1, np.int64)
    np.cumsum(np.bincount(document, minlength=len(new)), out=starts[1:])
    arrays[f"{name}.start"] = starts
    return _inverse(order)


def _add_seats(arrays: dict[str, AnyArray], size: int) -> None:
    """Add the point of each document's first site beside the documents, and the list of the other sites."""
    document, start = cast("Longs", arrays["site.doc"]), cast("Longs", arrays["site.start"])
    is_first = start[document] == np.arange(len(document))
    for axis in "xyz":
        seat = np.full(size, np.inf)
        seat[document[is_first]] = cast("Floats", arrays[f"site.{axis}"])[is_first]
        arrays[f"seat.{axis}"] = seat
    arrays["site.other"] = np.flatnonzero(~is_first).astype(np.int32)


def _without_replaced(builder: Builder) -> Builder:
    kept = np.ones(len(builder.keys), np.bool_)
    kept[builder.replaced] = False
    builder.replaced = []
    order = np.array(sorted(range(len(builder.keys)), key=builder.keys.__getitem__), np.int32)
    segment = Segment(segment_arrays(builder))
    fresh = Builder()
    add_segment(fresh, segment, kept=kept[order])
    return fresh


def add_segment(builder: Builder, segment: Segment, *, kept: Bools) -> None:
    """Add the ``kept`` documents (one boolean per document) of a segment to ``builder``."""
    first = len(builder.keys)
    documents = _shifted(kept, first)
    for position in np.flatnonzero(kept).tolist():
        key = segment.keys[position]
        builder.claim(key.rpartition("\0")[2])
        builder.keys.append(key)
        builder.cards.append(segment.cards.at(position))
    numbers = {n: cast("Longs", segment.arrays[f"doc.{n}"])[kept] for n in builder.documents.names}
    builder.documents.extend(**numbers)
    for name in DOCUMENT_FAMILIES:
        family = segment.families[name]
        builder.entries[name].add_postings(family, kept[family.items], documents)
    kept_postings = kept[segment.terms.items]
    builder.entries["term"].add_postings(segment.terms, kept_postings, documents)
    builder.frequencies.frombytes(segment.frequency[kept_postings].tobytes())
    _add_rows(builder, segment, kept=kept, documents=documents)
    _add_sites(builder, segment, kept=kept, documents=documents)
    _add_recognitions(builder, segment, kept=kept, documents=documents)


def _shifted(kept: Bools, first: int) -> Ints:
    """Return the new number of each kept item, counting from ``first``."""
    return (np.cumsum(kept) - 1 + first).astype(np.int32)


def _add_rows(builder: Builder, segment: Segment, *, kept: Bools, documents: Ints) -> None:
    kept_rows = kept[segment.row_doc]
    areas = segment.row_area[kept_rows]
    kept_areas = np.zeros(len(segment.area_nationwide), np.bool_)
    kept_areas[areas[areas >= 0]] = True
    new_areas = _shifted(kept_areas, len(builder.areas))
    rows = _shifted(kept_rows, len(builder.rows))
    builder.areas.extend(nationwide=segment.area_nationwide[kept_areas])
    for name, family in (("full", segment.full), ("part", segment.part)):
        builder.entries[name].add_postings(family, kept_areas[family.items], new_areas)
    new = np.where(areas >= 0, new_areas[areas], -1) if len(new_areas) else areas
    builder.rows.extend(doc=documents[segment.row_doc[kept_rows]], area=new)
    for name in ROW_FAMILIES:
        family = segment.families[name]
        builder.entries[name].add_postings(family, kept_rows[family.items], rows)


def _add_sites(builder: Builder, segment: Segment, *, kept: Bools, documents: Ints) -> None:
    kept_sites = kept[segment.site_doc]
    sites = _shifted(kept_sites, len(builder.sites))
    builder.sites.extend(
        doc=documents[segment.site_doc[kept_sites]],
        **{axis: column[kept_sites] for axis, column in zip("xyz", segment.sites, strict=True)},
    )
    builder.entries["territory"].add_postings(segment.territory, kept_sites[segment.territory.items], sites)


def _add_recognitions(builder: Builder, segment: Segment, *, kept: Bools, documents: Ints) -> None:
    kept_ones = kept[segment.recognition_doc]
    numbers = _shifted(kept_ones, len(builder.recognitions))
    builder.recognitions.extend(
        doc=documents[segment.recognition_doc[kept_ones]],
        start_day=segment.recognition_from[kept_ones],
        until_day=segment.recognition_until[kept_ones],
    )
    family = segment.families["recognition"]
    builder.entries["recognition"].add_postings(family, kept_ones[family.items], numbers)
