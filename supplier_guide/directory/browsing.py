"""Going through the directory without a question: figures, A-Z, the list for crawlers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from supplier_guide.directory.finding import find
from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Question
from supplier_guide.errors import NotFoundError
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.store import browsing, enterprises

PER_PAGE = 60
DIGITS = browsing.DIGITS
HERE = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is: published enterprises, and how many per value of each facet."""

    total: int
    changed_on: date | None
    facets: Mapping[str, Mapping[str, int]]
    data_version: str
    on: date

    def amount(self, facet: str, value: str) -> int:
        """Return how many enterprises have ``value``."""
        return self.facets.get(facet, {}).get(value, 0)


@dataclass(frozen=True, slots=True)
class Register:
    """One page of A-Z: the initials with their counts, and the enterprises under the chosen one."""

    initials: Mapping[str, int]
    initial: str
    page: int
    pages: int
    enterprises: tuple[Enterprise, ...]


def overview(library: Library, *, today: date) -> Overview:
    """Count what is published, as of ``today``."""
    answer = find(library, Question(size=1), today=today)
    with library.store.read() as connection:
        size = browsing.size(connection)
    return Overview(
        total=size.published,
        changed_on=size.changed_at.astimezone(HERE).date() if size.changed_at else None,
        facets={name: {c.value: c.count for c in counts} for name, counts in answer.facets.items()},
        data_version=answer.data_version,
        on=today,
    )


def register(library: Library, initial: str, *, page: int) -> Register:
    """Return a page of A-Z; an empty ``initial`` is the first there is. Unknown initials and pages are not found."""
    with library.store.read() as connection:
        initials = browsing.initials(connection)
        letter = initial or next(iter(sorted(initials, key=_digits_last)), "")
        pages = max(1, -(-initials.get(letter, 0) // PER_PAGE))
        if (initial and letter not in initials) or not 1 <= page <= pages:
            raise NotFoundError("unknown_initial", f"Onder “{initial[:20]}” staat geen onderneming.", field="letter")
        ids = browsing.ids_by_name(connection, letter, offset=(page - 1) * PER_PAGE, limit=PER_PAGE)
        found = enterprises.by_ids(connection, ids)
    return Register(initials, letter, page, pages, tuple(s.enterprise for s in found.values()))


def _digits_last(letter: str) -> tuple[bool, str]:
    return letter == DIGITS, letter


def published(library: Library, *, offset: int, limit: int) -> list[tuple[str, datetime]]:
    """Return id and last change of published enterprises, for crawlers."""
    with library.store.read() as connection:
        return browsing.addresses(connection, offset=offset, limit=limit)
