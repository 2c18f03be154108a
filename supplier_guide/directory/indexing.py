"""Keep an index in step with the store: the store is the truth, the index its shadow.

Every change has a number in one sequence, and an index records the last that it applied; whatever was missed
(a crash between commit and indexing, an index away) is repaired by the next `catch_up`.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from supplier_guide.directory import vocabulary
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.vocabulary import Collector, Vocabulary, VocabularyFiles
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine
from supplier_guide.store import changes, enterprises
from supplier_guide.store.database import Connection, Store

BATCH = 1_000

Progress = Callable[[int], None]


def rebuild(
    store: Store, engine: Engine, composer: Composer, files: VocabularyFiles, *, progress: Progress | None = None
) -> int:
    """Build a new index aside from the store, swap it in, save the vocabulary; return the number of documents."""
    words = Collector(composer.catalogue.texts())
    with paused_collection(), store.read() as connection:
        number = changes.last(connection)
        count = enterprises.count(connection, Status.PUBLISHED)
        engine.rebuild(_documents(connection, composer, words, progress), applied=number)
        whole = words.build(applied=number)
    with files.writing(wait=True):
        files.save(whole)
    return count


def catch_up(store: Store, engine: Engine, composer: Composer) -> int:
    """Apply what changed since the index was last in step; return the change reached.

    A batch at a time, so that a crash loses one batch.
    """
    reached = engine.applied()
    while batch := _next(store, reached):
        reached = _apply(batch, engine, composer, applied=reached)
    return reached


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the garbage collector: it would walk millions of objects, none in a cycle, for a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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


def _whole_vocabulary(store: Store, composer: Composer) -> Vocabulary:
    with store.read() as connection:
        words = Collector(composer.catalogue.texts())
        for stored in enterprises.iterate(connection, status=Status.PUBLISHED):
            words.add(stored.enterprise)
        return words.build(applied=changes.last(connection))


def _followed(store: Store, held: Vocabulary) -> Vocabulary | None:
    """Return the vocabulary after what changed since; ``None`` when so much did that a new one is as quick."""
    if held.applied < 0:
        return None
    with store.read() as connection:
        found = changes.since(connection, held.applied, limit=BATCH)
        if len(found) == BATCH:
            return None
        changed = [s.enterprise for s in enterprises.by_ids(connection, [c.id for c in found]).values()]
        shown = [e for e in changed if e.status is Status.PUBLISHED]
        gone = [e.id for e in changed if e.status is not Status.PUBLISHED]
        return vocabulary.updated(held, shown, gone, applied=changes.last(connection))


def _next(store: Store, applied: int) -> list[tuple[int, Enterprise]]:
    with store.read() as connection:
        found = changes.since(connection, applied, limit=BATCH)
        stored = enterprises.by_ids(connection, [c.id for c in found])
    return [(c.number, stored[c.id].enterprise) for c in found]


def _apply(batch: list[tuple[int, Enterprise]], engine: Engine, composer: Composer, *, applied: int) -> int:
    shown = [(n, e) for n, e in batch if e.status is Status.PUBLISHED]
    hidden = [e.id for _, e in batch if e.status is not Status.PUBLISHED]
    reached = batch[-1][0]
    # The number is written with the last of the two, so that a crash between them repeats both.
    if hidden:
        engine.remove(hidden, applied=applied if shown else reached)
    if shown:
        engine.put([composer.compose(e, change=n) for n, e in shown], applied=reached)
    return reached


def _documents(
    connection: Connection, composer: Composer, words: Collector, progress: Progress | None
) -> Iterator[IndexDocument]:
    for place, stored in enumerate(enterprises.iterate(connection, status=Status.PUBLISHED), 1):
        words.add(stored.enterprise)
        yield composer.compose(stored.enterprise, change=stored.change)
        if progress is not None and place % 100 == 0:
            progress(place)
