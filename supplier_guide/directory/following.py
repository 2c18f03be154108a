"""Follow the store: a thread in each process that keeps index and vocabulary in step.

All processes try; the engine lets one write at a time, and the lock of a process that dies is free at once.
"""

import logging
import time
from threading import Event, Thread

from supplier_guide.directory.indexing import OtherHistoryError, catch_up, follow_vocabulary, follows, rebuild
from supplier_guide.directory.library import Library
from supplier_guide.errors import Away, GuideError

_LOG = logging.getLogger(__name__)
INTERVAL_S = 0.3
REST = 20
"""A vocabulary is made anew at most once in this many times the time it takes."""


class Follower:
    """The thread; `start` and `stop` it with the process."""

    def __init__(self, library: Library) -> None:
        """Take what to keep in step."""
        self._library = library
        self._rest_until = 0.0
        self._stop = Event()
        self._thread = Thread(target=self._run, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the step at hand."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(INTERVAL_S):
            try:
                self.step()
            except Away as error:
                # Another process writes, or a part is away for a while: the next round tries again.
                _LOG.debug("following waits: %s", error.code)
            except GuideError as error:
                _LOG.warning("following failed: %s", error.code)
            except Exception:  # noqa: BLE001 - the thread must outlive what nobody foresaw; it is logged whole
                _LOG.exception("following failed")

    def step(self) -> None:
        """Apply what is new, then let the words follow."""
        library = self._library
        try:
            catch_up(library.store, library.engine, library.composer)
        except OtherHistoryError:
            # Absent, broken, of another analysis, or an older copy of the store was put back.
            rebuild(library.store, library.engine, library.composer, library.words)
        self._words()

    def _words(self) -> None:
        library = self._library
        words, index = library.words.refresh().mark, library.engine.mark()
        if words == index or time.monotonic() < self._rest_until:
            return
        if words.number > index.number and follows(library.store, words):
            return  # made a moment later than the index
        began = time.monotonic()
        follow_vocabulary(library.store, library.words, library.composer)
        self._rest_until = time.monotonic() + REST * (time.monotonic() - began)
