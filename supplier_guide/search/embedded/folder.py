"""The folder of an index: a pointer file that names the segments, replaced in one rename, and a lock for writers.

Whatever happens at whatever moment, the pointer names either the old state or the new one: segments are
written and forced to disk under a fresh name before the pointer does, and a segment is deleted only when
two pointers in a row no longer name it.
"""

import fcntl
import json
import os
import secrets
import shutil
import sys
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from supplier_guide.errors import Away
from supplier_guide.search.embedded.arrays import AnyArray
from supplier_guide.search.embedded.container import CorruptError, Planned, checksum, open_arrays, write_arrays
from supplier_guide.search.embedded.segment import Segment

_POINTER = "current.json"
_LOCK = "writer.lock"
_ASIDE = "parts-"
_FORMAT = 2

Stamp = tuple[tuple[int, int, int], ...]
"""Inode, time and size of the pointer and its segments: what changes when anything changed."""


@dataclass(frozen=True, slots=True)
class SegmentFile:
    """A segment as written: when any of this differs on disk, the file is not ours."""

    name: str
    size: int
    modified: int
    crc: int


@dataclass(frozen=True, slots=True)
class State:
    """What the pointer says: base first, then perhaps the delta."""

    analysis: str
    applied: int
    segments: tuple[SegmentFile, ...]
    moment: str = ""


class Folder:
    """Reads and replaces the state of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def stamp(self, state: State | None) -> Stamp:
        """Return what tells a reader whether it must read again; a file that is not there counts as zeros."""
        names = (_POINTER, *(s.name for s in state.segments)) if state else (_POINTER,)
        return tuple(_identity(f"{self.path}/{name}") for name in names)

    def read(self) -> State | None:
        """Return the state, or ``None`` when there is no index. Raises `CorruptError`."""
        try:
            written = json.loads((self.path / _POINTER).read_bytes())
            content = written["index"]
            if written["check"] != _check(content) or content["format"] != _FORMAT:
                raise CorruptError(_POINTER)
            segments = tuple(SegmentFile(**entry) for entry in content["segments"])
            # Pointers had no moment at first: those are of no history that we know, and a follower replaces them.
            return State(content["analysis"], content["applied"], segments, content.get("moment", ""))
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise CorruptError(_POINTER) from error

    def open(self, file: SegmentFile) -> Segment:
        """Map a segment. Raises `CorruptError`, or `FileNotFoundError` when it was cleaned away meanwhile."""
        path = self.path / file.name
        found = path.stat()
        if found.st_size != file.size:
            raise CorruptError(file.name)
        # Reading it all takes long in a large index, so only when somebody touched or copied the file.
        if found.st_mtime_ns != file.modified and checksum(path) != file.crc:
            raise CorruptError(file.name)
        return Segment(open_arrays(path))

    def write(self, arrays: Mapping[str, AnyArray | Planned]) -> SegmentFile:
        """Write a segment under a fresh name; nothing refers to it until `point`."""
        self.path.mkdir(parents=True, exist_ok=True)
        path = self.path / f"segment-{secrets.token_hex(8)}"
        try:
            crc = write_arrays(path, arrays)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        found = path.stat()
        return SegmentFile(path.name, found.st_size, found.st_mtime_ns, crc)

    def point(self, state: State) -> None:
        """Make ``state`` the state of the index, and delete what neither it nor the one before it names."""
        before = self._named()
        content = {"format": _FORMAT, **asdict(state)}
        fresh = self.path / f"{_POINTER}.new"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump({"check": _check(content), "index": content}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path / _POINTER)
        _force_directory(self.path)
        named = before | {s.name for s in state.segments}
        for path in self.path.glob("segment-*"):
            if path.name not in named:
                path.unlink(missing_ok=True)
        self._sweep()

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """Give a folder for what is only needed until the next segment is written; only inside `writing`."""
        self._sweep()
        place = Path(mkdtemp(dir=self.path, prefix=_ASIDE))
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _sweep(self) -> None:
        """Delete what a writer that was killed left aside."""
        for left in self.path.glob(f"{_ASIDE}*"):
            shutil.rmtree(left, ignore_errors=True)

    def _named(self) -> set[str]:
        try:
            state = self.read()
        except CorruptError:
            return set()
        return {s.name for s in state.segments} if state else set()

    @contextmanager
    def writing(self, *, patience: float = 2.0) -> Iterator[None]:
        """Hold the writer's lock; raises `Away` naming who holds it when it does not come free in ``patience`` s."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("a+", encoding="utf-8") as file:
            _lock(file.fileno(), file.name, patience=patience)
            file.truncate(0)
            file.write(f"proces {os.getpid()} ({' '.join(sys.argv[:2])})")
            file.flush()
            yield


def _lock(descriptor: int, name: str, *, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() < until:
                time.sleep(0.02)
                continue
            holder = Path(name).read_text(encoding="utf-8") or "een ander proces"
            message = f"De zoekindex wordt op dit ogenblik bijgewerkt door {holder}. Probeer het straks opnieuw."
            raise Away("index_busy", message, extra={"retry_after": 10}) from error
        else:
            return


def _identity(path: str) -> tuple[int, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116  # on the hot path of every search; Path costs twice as much
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_mtime_ns, found.st_size


def _check(content: Mapping[str, Any]) -> int:
    return zlib.crc32(json.dumps(content, sort_keys=True).encode())


def _force_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
