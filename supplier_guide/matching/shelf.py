"""The enterprises of an answer, read when they are shown: most of several hundred candidates never are."""

from collections.abc import Iterable, Sequence

from supplier_guide.errors import GoneError
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.store import enterprises
from supplier_guide.store.database import Store

_AT_ONCE = 20


class Shelf:
    """Enterprises by id. An index may be a moment behind: who was withdrawn since is not there."""

    def __init__(self, store: Store) -> None:
        """Take where enterprises are read."""
        self._store = store
        self._ids: list[str] = []
        self._read: dict[str, Enterprise] = {}

    def lay_out(self, ids: Sequence[str], *, first: Iterable[str]) -> frozenset[str]:
        """Return which of ``ids``, in the order of an answer, can be shown; the ``first`` ones are read at once."""
        with self._store.read() as connection:
            there = enterprises.with_status(connection, ids, Status.PUBLISHED)
        self._ids = [identity for identity in ids if identity in there]
        self._fetch([identity for identity in first if identity in there])
        return there

    def of(self, identity: str) -> Enterprise:
        """Return an enterprise; raises `GoneError` when it was withdrawn while the answer was made."""
        if identity not in self._read:  # neighbours are shown together
            start = self._ids.index(identity) // _AT_ONCE * _AT_ONCE
            self._fetch(self._ids[start : start + _AT_ONCE])
        if identity not in self._read:
            raise GoneError("gone", "Een onderneming in dit antwoord is net weggehaald. Vraag opnieuw.")
        return self._read[identity]

    def _fetch(self, ids: Sequence[str]) -> None:
        with self._store.read() as connection:
            stored = enterprises.by_ids(connection, ids)
        self._read |= {i: s.enterprise for i, s in stored.items() if s.enterprise.status is Status.PUBLISHED}
