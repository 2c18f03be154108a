"""The exports, each written once per data version to a file without a name, from which every download is read.

Somebody who reads slowly, or not at all, so holds a file and no connection to the store: a hundred such downloads once
kept every search waiting. A file is gone from the disk when the last download of it ends and a newer one was made.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from threading import BoundedSemaphore, Lock
from weakref import finalize

from supplier_guide.directory.library import Library
from supplier_guide.directory.licences import LICENCE
from supplier_guide.errors import Away
from supplier_guide.office.exporting import State, state_of, write_public

_PIECE = 256 * 1024
# Of the 40 threads that answer; the others go on searching while a large export is written.
_WAITING = 4
_RETRY_AFTER_S = 10


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Download:
    """One export: the state of the store that it holds, size in bytes, a digest of its bytes, its file's descriptor."""

    state: State
    size: int
    digest: str
    descriptor: int


class Downloads:
    """The newest export of each kind, of one process."""

    def __init__(self) -> None:
        self._kept: dict[str, Download] = {}
        self._writing = Lock()
        self._room = BoundedSemaphore(_WAITING)

    def newest(self, library: Library, kind: str) -> Download:
        """Return the export of the store as it is, written now unless that was done before.

        `Away` when several others wait already for one that is being written.
        """
        if found := self._current(library, kind):
            return found
        if not self._room.acquire(blocking=False):
            message = "Dit bestand wordt net gemaakt. Probeer het over enkele seconden opnieuw."
            raise Away("export_busy", message, extra={"retry_after": _RETRY_AFTER_S})
        try:
            with self._writing:
                found = self._current(library, kind)
                if found is None:
                    found = self._kept[kind] = _written(library, kind)
                return found
        finally:
            self._room.release()

    def _current(self, library: Library, kind: str) -> Download | None:
        kept = self._kept.get(kind)
        return kept if kept and kept.state == state_of(library.store) else None


def pieces(download: Download) -> Iterator[bytes]:
    """Give the bytes of an export; many may read one file at once, each at its own pace."""
    for start in range(0, download.size, _PIECE):
        yield os.pread(download.descriptor, _PIECE, start)


def _written(library: Library, kind: str) -> Download:
    settings = library.settings
    digest = blake2b(digest_size=12)
    try:
        with tempfile.TemporaryFile(dir=settings.data_dir) as file:

            def write(piece: bytes) -> None:
                file.write(piece)
                digest.update(piece)

            state = write_public(
                library.store,
                kind,
                write,
                licence=LICENCE,
                public_url=settings.site_url,
                labels=library.catalogue.labels(),
            )
            file.flush()
            made = Download(state, file.tell(), digest.hexdigest(), os.dup(file.fileno()))
    except OSError as error:
        raise Away("export_denied", f"Dit bestand kan nu niet gemaakt worden: {error.strerror}.") from error
    finalize(made, os.close, made.descriptor)
    return made
