"""Keep an index in step with the store: the store is the truth, the index its shadow.

Every change has a number in one sequence, and an index records the last that it applied; whatever was missed
(a crash between commit and indexing, an index away) is repaired by the next `catch_up`.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress

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
from supplier_guide.search.engine import Engine
from supplier_guide.store import changes, enterprises
from supplier_guide.store.database import Connection, Store

BATCH = 1_000

Progress = Callable[[int], None]


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
    with store.read() as connection:
        number = changes.last(connection)
        engine.rebuild(_documents(connection, composer, words, progress), applied=number)
    return words.build(applied=number)


def _in_parts(
    store: Store, engine: Engine, composer: Composer, dividing: Dividing, progress: Progress | None
) -> Vocabulary:
    with store.read() as connection:
        number = changes.last(connection)
        names = enterprises.ranges(connection, size=dividing.part(enterprises.count(connection)))
    with engine.rebuilding(applied=number) as parts:
        work = PartWork(store, composer, parts, number)
        collected = make_parts(work, names, processes=dividing.processes, tell=_summed(progress))
    # What changed meanwhile was left out. When another process is writing, that is what it writes.
    with suppress(Away):
        catch_up(store, engine, composer)
    return Collector(composer.catalogue.texts()).built_of(collected, applied=number)


def catch_up(store: Store, engine: Engine, composer: Composer) -> int:
    """Apply what changed since the index was last in step; return the change reached.

    A batch at a time, so that a crash loses one batch.
    """
    reached = engine.applied()
    while batch := _next(store, reached):
        reached = _apply(batch, engine, composer, applied=reached)
    return reached


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
            words.add(stored.enterprise, wording(stored.enterprise))
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
