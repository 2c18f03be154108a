"""Keep an index in step with the store: the store is the truth, the index its shadow.

Every change has a number in one sequence, and an index records the last that it applied; whatever was missed
(a crash between commit and indexing, an index away) is repaired by the next `catch_up`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from supplier_guide.directory import vocabulary
from supplier_guide.directory.composing import Composer
from supplier_guide.directory.vocabulary import Vocabulary, VocabularyFiles
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import Status
from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine
from supplier_guide.store import changes, enterprises
from supplier_guide.store.database import Connection, Store

BATCH = 1_000

Progress = Callable[[int], None]


@dataclass
class Step:
    """What a catch-up did: how many documents it put and removed, and the change it reached."""

    put: list[Enterprise] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    applied: int = 0


def rebuild(
    store: Store, engine: Engine, composer: Composer, files: VocabularyFiles, *, progress: Progress | None = None
) -> int:
    """Build a new index aside from the store, swap it in, save the vocabulary; return the number of documents."""
    with store.read() as connection:
        number = changes.last(connection)
        engine.rebuild(_documents(connection, composer, progress), applied=number)
    with store.read() as connection:
        published = (s.enterprise for s in enterprises.iterate(connection, status=Status.PUBLISHED))
        files.save(vocabulary.build(published, composer.catalogue.texts(), applied=number))
    with store.read() as connection:
        return enterprises.count(connection, Status.PUBLISHED)


def catch_up(store: Store, engine: Engine, composer: Composer) -> Step:
    """Apply what changed since the index was last in step; a batch at a time, so that a crash loses one batch."""
    done = Step(applied=engine.applied())
    while batch := _next(store, done.applied):
        _apply(batch, engine, composer, done)
    return done


def follow_vocabulary(old: Vocabulary, step: Step) -> Vocabulary:
    """Return the vocabulary after a catch-up."""
    return vocabulary.updated(old, step.put, step.removed, applied=step.applied)


def last_change(store: Store) -> int:
    """Return the number of the store's last change."""
    with store.read() as connection:
        return changes.last(connection)


def _next(store: Store, applied: int) -> list[tuple[int, Enterprise]]:
    with store.read() as connection:
        found = changes.since(connection, applied, limit=BATCH)
        stored = enterprises.by_ids(connection, [c.id for c in found])
    return [(c.number, stored[c.id].enterprise) for c in found]


def _apply(batch: list[tuple[int, Enterprise]], engine: Engine, composer: Composer, done: Step) -> None:
    shown = [(n, e) for n, e in batch if e.status is Status.PUBLISHED]
    hidden = [e.id for _, e in batch if e.status is not Status.PUBLISHED]
    reached = batch[-1][0]
    # The number is written with the last of the two, so that a crash between them repeats both.
    if hidden:
        engine.remove(hidden, applied=done.applied if shown else reached)
    if shown:
        engine.put([composer.compose(e, change=n) for n, e in shown], applied=reached)
    done.put += [e for _, e in shown]
    done.removed += hidden
    done.applied = reached


def _documents(connection: Connection, composer: Composer, progress: Progress | None) -> Iterator[IndexDocument]:
    for place, stored in enumerate(enterprises.iterate(connection, status=Status.PUBLISHED), 1):
        yield composer.compose(stored.enterprise, change=stored.change)
        if progress is not None and place % 100 == 0:
            progress(place)
