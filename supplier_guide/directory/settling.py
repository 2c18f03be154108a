"""Wait until the index has what the store has: by one's own hand, or by the process that serves."""

import time

from supplier_guide.directory.following import Follower
from supplier_guide.directory.indexing import follows, last_change
from supplier_guide.directory.library import Library
from supplier_guide.errors import Away

PATIENCE_S = 60.0
PAUSE_S = 0.1
PASSING = {"index_busy", "store_busy"}
"""Codes of what passes when another process is done; waiting does not mend a full disk."""


def settle(library: Library, *, patience: float = PATIENCE_S) -> int:
    """Bring the index in step and return the change reached; `Away` when it takes longer than ``patience`` seconds."""
    wanted = last_change(library.store)
    follower = Follower(library)
    until = time.monotonic() + patience
    while True:
        try:
            follower.step()
        except Away as error:
            if error.code not in PASSING or time.monotonic() > until:
                raise
        mark = library.engine.mark()
        if mark.number >= wanted and follows(library.store, mark):
            return wanted
        if time.monotonic() > until:
            message = "De index loopt achter op de gegevens. Bekijk de toestand met: supplier-guide check"
            raise Away("index_behind", message)
        time.sleep(PAUSE_S)
