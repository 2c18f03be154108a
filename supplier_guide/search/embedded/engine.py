"""The embedded engine: searches without locks on a snapshot, writes by replacing it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, RLock

from supplier_guide.errors import Away
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.embedded.changing import Asked, Change, Merging, built, changed
from supplier_guide.search.embedded.container import CorruptError
from supplier_guide.search.embedded.folder import Folder, SegmentFile, Stamp, State
from supplier_guide.search.embedded.parts import PartFolder
from supplier_guide.search.embedded.searching import answer
from supplier_guide.search.embedded.sharing import sharing
from supplier_guide.search.embedded.snapshot import Snapshot
from supplier_guide.search.engine import Mark, TermStats
from supplier_guide.search.query import Results, SearchQuery, Shared, Wide

_ABSENT = "De zoekindex ontbreekt. Maak hem met `supplier-guide reindex`."
_CORRUPT = "De zoekindex is beschadigd ({}). Maak een nieuwe met `supplier-guide reindex`."
_OTHER = "De zoekindex is gemaakt met een andere taalanalyse. Maak een nieuwe met `supplier-guide reindex`."


@dataclass(frozen=True, slots=True)
class _Held:
    """What the folder said when it was last read; ``trouble`` says in Dutch why there is no snapshot."""

    stamp: Stamp
    state: State | None
    snapshot: Snapshot | None
    trouble: str | None


class EmbeddedEngine:
    """An engine over a folder; any number of them, in any process, may read it, and one at a time may write."""

    def __init__(self, folder: Path, *, analysis_version: str, read_only: bool, merging: Merging | None = None) -> None:
        self._folder = Folder(folder)
        self._analysis = analysis_version
        self._read_only = read_only
        self._merging = merging or Merging()
        self._reading = Lock()
        self._writing = RLock()
        self._locked = False
        self._held = self._read()

    def search(self, query: SearchQuery) -> Results:
        """Answer ``query``; raises `Away` when there is no usable index."""
        return answer(self._snapshot(), query)

    def sharing(self, wide: Wide) -> list[Shared]:
        """Answer ``wide``."""
        return sharing(self._snapshot(), wide)

    def term_stats(self, terms: Sequence[str]) -> TermStats:
        """Return the figures of BM25 for ``terms``."""
        snapshot = self._snapshot()
        frequencies = {term: snapshot.document_frequency(term) for term in terms}
        return TermStats(snapshot.documents, snapshot.mean_length, frequencies)

    def applied(self) -> int:
        """Return the number of the last change applied, or -1 when there is no usable index."""
        return self.mark().number

    def mark(self) -> Mark:
        """Return the last change applied and its moment; -1 when there is no usable index."""
        held = self._current()
        return Mark(-1) if held.snapshot is None or held.state is None else _mark(held.state)

    def health(self) -> str | None:
        """Return ``None``, or in Dutch what is wrong and how to mend it."""
        return self._current().trouble

    def put(self, documents: Iterable[IndexDocument], *, applied: int, moment: str = "") -> None:
        """Add or replace; a document that comes too late (by its change) is passed over."""
        self._change(Asked({document.id: document for document in documents}, (), applied), moment)

    def remove(self, ids: Sequence[str], *, applied: int, moment: str = "") -> None:
        """Remove; unknown ids are ignored, and so are documents of a later change."""
        self._change(Asked({}, ids, applied), moment)

    def rebuild(self, documents: Iterable[IndexDocument], *, applied: int, moment: str = "") -> None:
        """Build a new segment from ``documents`` alone and point to it."""
        with self.writing():
            self._replace(built(documents), base=None, mark=Mark(applied, moment))

    @contextmanager
    def rebuilding(self, *, applied: int, moment: str = "") -> Iterator[PartFolder]:
        """Give a folder for the parts of a new segment; join them and point to it when the block has ended."""
        with self.writing(), self._folder.aside() as place:
            parts = PartFolder(place)
            yield parts
            self._replace(parts.joined(), base=None, mark=Mark(applied, moment))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock for writing; a full disk leaves the old state standing, and says so."""
        if self._read_only:
            raise Away("index_read_only", "Dit proces leest de zoekindex alleen; een ander proces werkt hem bij.")
        with self._writing:
            if self._locked:
                yield
                return
            try:
                with self._folder.writing(), self._in_hand():
                    yield
            except OSError as error:
                message = f"De zoekindex kon niet bijgewerkt worden: {error.strerror}. De vorige versie blijft gelden."
                raise Away("index_not_written", message, extra={"retry_after": 60}) from error

    @contextmanager
    def _in_hand(self) -> Iterator[None]:
        """Remember that the folder's lock is ours: the system would refuse it to us a second time."""
        self._locked = True
        try:
            yield
        finally:
            self._locked = False

    def close(self) -> None:
        """Let go of the mapped files; a search afterwards opens them again."""
        self._held = _Held((), None, None, _ABSENT)

    def _snapshot(self) -> Snapshot:
        held = self._current()
        if held.snapshot is None:
            raise Away("index_away", held.trouble or _ABSENT, extra={"retry_after": 30})
        return held.snapshot

    def _current(self) -> _Held:
        """Return what is held, read anew when the folder has changed: two or three calls of stat."""
        held = self._held
        if held.stamp == self._folder.stamp(held.state):
            return held
        with self._reading:
            if self._held is held:
                self._held = self._read()
            return self._held

    def _read(self) -> _Held:
        """Read the folder; again when a writer replaced it between the pointer and the segments."""
        for _attempt in range(10):
            held = self._read_once()
            if held is not None:
                return held
        return _Held((), None, None, _CORRUPT.format("segment ontbreekt"))

    def _read_once(self) -> _Held | None:
        state: State | None = None
        # The pointer as it was before it is read: when a writer replaces it meanwhile, it differs at the next look.
        before = self._folder.stamp(None)
        try:
            state = self._folder.read()
            stamp = self._stamp(before, state)
            if state is None:
                return _Held(stamp, None, None, _ABSENT)
            if state.analysis != self._analysis:
                return _Held(stamp, state, None, _OTHER)
            snapshot = Snapshot([self._folder.open(file) for file in state.segments], applied=state.applied)
            return _Held(stamp, state, snapshot, None)
        except CorruptError as error:
            return _Held(self._stamp(before, state), state, None, _CORRUPT.format(error))
        except FileNotFoundError:
            return None
        except OSError as error:
            unreadable = f"De zoekindex is niet leesbaar: {error.strerror}."
            return _Held(self._stamp(before, state), state, None, unreadable)

    def _stamp(self, pointer: Stamp, state: State | None) -> Stamp:
        return (*pointer, *self._folder.stamp(state)[1:])

    def _change(self, asked: Asked, moment: str) -> None:
        with self.writing():
            held, mark = self._current(), Mark(asked.applied, moment)
            if held.trouble == _ABSENT:
                self._replace(built(asked.documents.values()), base=None, mark=mark)
                return
            if held.snapshot is None or held.state is None:
                raise Away("index_away", held.trouble or _ABSENT, extra={"retry_after": 30})
            segments = [part.segment for part in held.snapshot.parts]
            reached = _mark(held.state)
            change = changed(segments, asked, reached=reached.number, merging=self._merging)
            latest = mark if mark.number > reached.number else reached
            self._replace(change, base=held.state.segments[0], mark=latest)

    def _replace(self, change: Change, *, base: SegmentFile | None, mark: Mark) -> None:
        """Write a segment, point to it and read it, so that the next search finds what was written."""
        file = self._folder.write(change.arrays)
        files = (base, file) if base and change.on_base else (file,)
        self._folder.point(State(self._analysis, mark.number, files, mark.moment))
        self._current()


def _mark(state: State) -> Mark:
    return Mark(state.applied, state.moment)
