"""The enterprises of an answer, read when they are shown: most of several hundred candidates never are."""

from collections.abc import Iterable

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
        self._later: list[str] = []
        self._read: dict[str, Enterprise] = {}

    def read(self, ids: Iterable[str]) -> frozenset[str]:
        """Read some at once; return those that cannot be shown."""
        wanted = list(ids)
        with self._store.read() as connection:
            stored = enterprises.by_ids(connection, wanted)
        shown = {i: s.enterprise for i, s in stored.items() if s.enterprise.status is Status.PUBLISHED}
        self._read |= shown
        return frozenset(wanted) - shown.keys()

    def follow(self, ids: Iterable[str]) -> None:
        """Say who may be shown later, in that order: neighbours are then read together."""
        self._later = list(ids)

    def of(self, identity: str) -> Enterprise:
        """Return an enterprise; raises `GoneError` when it cannot be shown any more."""
        if identity not in self._read:
            start = self._later.index(identity) // _AT_ONCE * _AT_ONCE
            self.read(self._later[start : start + _AT_ONCE])
        if identity not in self._read:
            raise GoneError("gone", "Een onderneming in dit antwoord is net weggehaald. Vraag opnieuw.")
        return self._read[identity]
