"""Gathers documents in columns, from which `finishing` makes a segment."""

from array import array
from collections.abc import Mapping
from hashlib import blake2b
from math import cos, inf, radians, sin

import numpy as np

from supplier_guide.search.document import IndexDocument, IndexRow
from supplier_guide.search.embedded.arrays import AnyArray
from supplier_guide.search.embedded.entries import Entries
from supplier_guide.search.embedded.segment import DOCUMENT_FAMILIES, ROW_FAMILIES

_NO_ROWS = (IndexRow(rubrics=()),)
_MOST = 0x7FFF  # occurrences of one term that are counted in one document; a real one holds a few hundred


class Table:
    """Columns of numbers of one kind of item: name → type code of `array`.

    The numbers of an item are kept one after the other, so that adding one is a single step. As doubles: these
    hold whole numbers up to 2^53, more than there will be changes in a store.
    """

    def __init__(self, **codes: str) -> None:
        self.names = tuple(codes)
        self._codes = codes
        self._numbers = array("d")

    def __len__(self) -> int:
        return len(self._numbers) // len(self.names)

    def append(self, *numbers: float) -> None:
        """Add one item, its numbers in the order of the columns."""
        self._numbers.extend(numbers)

    def extend(self, **columns: AnyArray) -> None:
        """Add many items at once."""
        together = np.column_stack([columns[name] for name in self.names])
        self._numbers.frombytes(together.astype(np.float64).tobytes())

    def columns(self) -> dict[str, AnyArray]:
        """Return the columns as arrays."""
        table = np.array(self._numbers).reshape(-1, len(self.names))
        return {name: table[:, at].astype(code) for at, (name, code) in enumerate(self._codes.items())}


def unit_vector(lat: float | None, lon: float | None) -> tuple[float, float, float]:
    """Return the point on the unit sphere; infinitely far from everything when the position is unknown."""
    if lat is None or lon is None:
        return inf, inf, inf
    return cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat))


class Builder:
    """Documents, rows, sites and recognitions, numbered as they come; later documents replace earlier ones."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.cards: list[bytes] = []
        self.replaced: list[int] = []
        self.documents = Table(change="q", completeness="i", confirmed="i", length="q")
        # Numbers that others are looked up by have 64 bits: numpy takes those three times as fast as 32.
        self.rows = Table(doc="q", area="q")
        self.areas = Table(nationwide="b")
        self.sites = Table(doc="q", x="d", y="d", z="d")
        self.recognitions = Table(doc="q", start_day="i", until_day="i")
        self.frequencies = array("H")
        names = (*DOCUMENT_FAMILIES, *ROW_FAMILIES, "recognition", "term", "full", "part", "territory")
        self.entries: Mapping[str, Entries] = {name: Entries() for name in names}
        self._position: dict[str, int] = {}
        self._areas: dict[bytes, int] = {}
        self._last: tuple[IndexRow, int] = (_NO_ROWS[0], -1)

    def __len__(self) -> int:
        return len(self.keys) - len(self.replaced)

    def claim(self, enterprise_id: str) -> int:
        """Return the number for a document with this id; an earlier one with the same id is replaced."""
        number = len(self.keys)
        earlier = self._position.get(enterprise_id)
        if earlier is not None:
            self.replaced.append(earlier)
        self._position[enterprise_id] = number
        return number

    def add(self, document: IndexDocument) -> None:
        """Add a document."""
        number = self.claim(document.id)
        self.keys.append(f"{document.sort_name}\0{document.id}")
        self.cards.append(document.card)
        length = sum(document.terms.values())
        self.documents.append(document.change, document.completeness, document.confirmed, length)
        self.entries["term"].add(document.terms, item=number)
        said, terms = document.said, document.terms
        if length > _MOST:
            terms = {term: min(frequency, _MOST) for term, frequency in terms.items()}
        self.frequencies.extend([2 * f + (term in said) for term, f in terms.items()])
        self._add_tags(document, number)
        for row in document.rows or _NO_ROWS:
            self._add_row(row, number)
        for site in document.sites:
            self.entries["territory"].add_alike(site.codes, item=len(self.sites))
            self.sites.append(number, *unit_vector(site.lat, site.lon))
        for recognition in document.recognitions:
            self.entries["recognition"].add_alike((recognition.kind,), item=len(self.recognitions))
            self.recognitions.append(number, recognition.valid_from, recognition.valid_until)

    def _add_tags(self, document: IndexDocument, number: int) -> None:
        entries = self.entries
        entries["id"].add((document.id,), item=number)
        entries["name"].add(document.name_keys, item=number)
        entries["number"].add((document.number,) if document.number else (), item=number)
        entries["province"].add_alike(document.provinces, item=number)
        entries["certificate"].add_alike(document.certificates, item=number)
        entries["network"].add_alike(document.networks, item=number)

    def _add_row(self, row: IndexRow, number: int) -> None:
        item, entries = len(self.rows), self.entries
        entries["rubric"].add_alike(row.rubrics, item=item)
        entries["leaf"].add_alike(row.rubrics[:1], item=item)
        entries["mode"].add_alike(row.modes, item=item)
        entries["cpv"].add_alike(row.cpv, item=item)
        self.rows.append(number, self._area(row))

    def _area(self, row: IndexRow) -> int:
        """Return the number of the row's area: rows share most of them, so each is kept once."""
        if row.area_full is None and row.area_part is None:
            return -1
        last, number = self._last
        if row.area_full is last.area_full and row.area_part is last.area_part and row.nationwide == last.nationwide:
            return number
        number = self._numbered_area(row.area_full or (), row.area_part or (), nationwide=row.nationwide)
        self._last = (row, number)
        return number

    def _numbered_area(self, full: tuple[str, ...], part: tuple[str, ...], *, nationwide: bool) -> int:
        # A digest instead of the codes: a million areas of a hundred codes would fill the memory.
        written = f"{nationwide}\n{' '.join(full)}\n{' '.join(part)}".encode("utf-8", "surrogatepass")
        key = blake2b(written, digest_size=16).digest()
        number = self._areas.get(key)
        if number is None:
            self._areas[key] = number = len(self.areas)
            self.areas.append(nationwide)
            self.entries["full"].add(full, item=number)
            self.entries["part"].add(part, item=number)
        return number
