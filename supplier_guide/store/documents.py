"""Documents that were parsed before, so that a search page does not parse its twenty hits again."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from supplier_guide.model.enterprise import Enterprise


@dataclass(frozen=True, slots=True)
class Stored:
    """An enterprise as the store holds it; ``change`` is its number in the one sequence of changes."""

    enterprise: Enterprise
    version: int
    change: int
    changed_at: datetime


class DocumentCache:
    """The documents used last, at most ``limit``; safe to use from several threads.

    A document is only given for the change and the moment with which it was kept. The moment is there for a restored
    backup: it takes the numbers of the sequence a second time, for other contents.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[str, Stored] = OrderedDict()
        self._lock = Lock()

    def get(self, identity: str, change: int, changed_at: datetime) -> Stored | None:
        """Return the document when it is kept and has not changed since."""
        with self._lock:
            stored = self._kept.get(identity)
            if stored is None or stored.change != change or stored.changed_at != changed_at:
                return None
            self._kept.move_to_end(identity)
            return stored

    def keep(self, stored: Stored) -> None:
        """Keep a document that was read from a finished transaction."""
        with self._lock:
            self._kept[stored.enterprise.id] = stored
            self._kept.move_to_end(stored.enterprise.id)
            if len(self._kept) > self._limit:
                self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)
