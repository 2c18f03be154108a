"""Keep an index in step with the store: the store is the truth, the index its shadow.

Every change has a number in one sequence, and an index records the last that it applied; whatever was missed
(a crash between commit and indexing, an index away) is repaired by the next `catch_up`. With the number goes the
moment of that change, so that an index of another history is known: after an older copy of the store was put back,
the numbers that follow it are given a second time.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from supplier_guide.directory import vocabulary
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.crew import Tell
from supplier_guide.directory.dividing import Dividing, PartWork, composed, make_parts
from supplier_guide.directory.garbage import paused_collection
from supplier_guide.directory.vocabulary import Collector, Vocabulary, VocabularyFiles
from supplier_guide.directory.wording import wording
from supplier_guide.errors import Away
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine, Mark
from supplier_guide.store import changes, enterprises
from supplier_guide.store.database import Connection, Store

BATCH = 1_000

Progress = Callable[[int], None]


class OtherHistoryError(Exception):
    """The index follows another store, or none: absent, broken, or of changes that this store does not have."""


class _Batch(NamedTuple):
    """Enterprises that changed, each with its number, and how far an index is that has them all."""

    changed: list[tuple[int, Enterprise]]
    mark: Mark


def rebuild(
    store: Store,
    engine: Engine,
    composer: Composer,
    files: VocabularyFiles,
    *,
    progress: Progress | None = None,
    dividing: Dividing | None = None,
) -> int:
    """Build a new index aside from the store, swap it in, save the vocabulary; return the number of documents.

    A large one is made in parts by several processes, as ``dividing`` says.
    """
    dividing = dividing or Dividing()
    with store.read() as connection:
        count = enterprises.count(connection, Status.PUBLISHED)
    with paused_collection():
        if count <= dividing.whole:
            made = _whole(store, engine, composer, progress)
        else:
            made = _in_parts(store, engine, composer, dividing, progress)
    with files.writing(wait=True):
        files.save(made)
    return count


def _whole(store: Store, engine: Engine, composer: Composer, progress: Progress | None) -> Vocabulary:
    words = Collector(composer.catalogue.texts())
    # The lock before the number: while we wait for it, another process may apply what is newer.
    with engine.writing(), store.read() as connection:
        mark = _last(connection)
        documents = _documents(connection, composer, words, progress)
        engine.rebuild(documents, applied=mark.number, moment=mark.moment)
    return words.build(mark)


def _in_parts(
    store: Store, engine: Engine, composer: Composer, dividing: Dividing, progress: Progress | None
) -> Vocabulary:
    with engine.writing():
        with store.read() as connection:
            mark = _last(connection)
            names = enterprises.ranges(connection, size=dividing.part(enterprises.count(connection)))
        with engine.rebuilding(applied=mark.number, moment=mark.moment) as parts:
            work = PartWork(store, composer, parts, mark.number)
            collected = make_parts(work, names, processes=dividing.processes, tell=_summed(progress))
    # What changed meanwhile was left out. When another process is writing, that is what it writes.
    with suppress(Away, OtherHistoryError):
        catch_up(store, engine, composer)
    return Collector(composer.catalogue.texts()).built_of(collected, mark)


def catch_up(store: Store, engine: Engine, composer: Composer) -> int:
    """Apply what changed since the index was last in step; return the change reached.

    A batch at a time, so that a crash loses one batch. Raises `OtherHistoryError` when only a `rebuild` can help.
    """
    reached = engine.mark()
    while batch := _next(store, reached):
        _apply(batch, engine, composer, before=reached)
        reached = batch.mark
    return reached.number


def follow_vocabulary(store: Store, files: VocabularyFiles, composer: Composer) -> None:
    """Let the saved vocabulary follow the store, unless another process is doing so."""
    with files.writing(wait=False) as allowed:
        if not allowed:
            return
        held = files.refresh()
        files.save(_followed(store, held) or _whole_vocabulary(store, composer))


def last_change(store: Store) -> int:
    """Return the number of the store's last change."""
    with store.read() as connection:
        return changes.last(connection)


def follows(store: Store, mark: Mark) -> bool:
    """Tell whether what carries this mark is a shadow of the store, be it an older one."""
    with store.read() as connection:
        return _has(connection, mark)


def _has(connection: Connection, mark: Mark) -> bool:
    """Tell whether the change is one of the store, and not of another store or of a copy that went its own way."""
    return 0 <= mark.number <= changes.last(connection) and mark == _mark(connection, mark.number)


def _mark(connection: Connection, number: int) -> Mark:
    moment = changes.moment(connection, number)
    return Mark(number, moment.isoformat() if moment else "")


def _last(connection: Connection) -> Mark:
    return _mark(connection, changes.last(connection))


def _whole_vocabulary(store: Store, composer: Composer) -> Vocabulary:
    with store.read() as connection:
        words = Collector(composer.catalogue.texts())
        for stored in enterprises.iterate(connection, status=Status.PUBLISHED):
            words.add(stored.enterprise, wording(stored.enterprise))
        return words.build(_last(connection))


def _followed(store: Store, held: Vocabulary) -> Vocabulary | None:
    """Return the vocabulary after what changed since; ``None`` when so much did that a new one is as quick."""
    with store.read() as connection:
        if not _has(connection, held.mark):
            return None
        found = changes.since(connection, held.applied, limit=BATCH)
        if len(found) == BATCH:
            return None
        changed = [s.enterprise for s in enterprises.by_ids(connection, [c.id for c in found]).values()]
        shown = [e for e in changed if e.status is Status.PUBLISHED]
        gone = [e.id for e in changed if e.status is not Status.PUBLISHED]
        return vocabulary.updated(held, shown, gone, mark=_last(connection))


def _next(store: Store, reached: Mark) -> _Batch | None:
    with store.read() as connection:
        if not _has(connection, reached):
            raise OtherHistoryError
        found = changes.since(connection, reached.number, limit=BATCH)
        if not found:
            return None
        stored = enterprises.by_ids(connection, [c.id for c in found])
        return _Batch([(c.number, stored[c.id].enterprise) for c in found], _mark(connection, found[-1].number))


def _apply(batch: _Batch, engine: Engine, composer: Composer, *, before: Mark) -> None:
    shown = [(n, e) for n, e in batch.changed if e.status is Status.PUBLISHED]
    hidden = [e.id for _, e in batch.changed if e.status is not Status.PUBLISHED]
    # The number is written with the last of the two, so that a crash between them repeats both. Removing is the last:
    # with an older number it would pass over what another process put meanwhile.
    if shown:
        reached = before if hidden else batch.mark
        documents = [composer.compose(e, change=n) for n, e in shown]
        engine.put(documents, applied=reached.number, moment=reached.moment)
    if hidden:
        engine.remove(hidden, applied=batch.mark.number, moment=batch.mark.moment)


def _documents(
    connection: Connection, composer: Composer, words: Collector, progress: Progress | None
) -> Iterator[IndexDocument]:
    for place, stored in enumerate(enterprises.iterate(connection, status=Status.PUBLISHED), 1):
        yield composed(stored.enterprise, stored.change, composer, words)
        if progress is not None and place % 100 == 0:
            progress(place)


def _summed(progress: Progress | None) -> Tell:
    """Return what adds up the steps of all parts, for a function that is told how far it is in all."""
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(done)

    return tell
