"""Fill a store with the data that a fresh installation starts with."""

import json
from datetime import datetime

from supplier_guide import paths
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.store import enterprises
from supplier_guide.store.database import Store
from supplier_guide.store.enterprises import Saved

BY = "seed"


def seed_enterprises() -> list[Enterprise]:
    """Return the enterprises of the seed."""
    documents = json.loads(paths.seed_file("enterprises.json").read_bytes())["enterprises"]
    return [Enterprise.model_validate(d) for d in documents]


def seed(store: Store, *, at: datetime) -> Saved:
    """Save the seed; what an editor has changed since is left alone, and so is the rest when nothing is new."""
    documents = seed_enterprises()
    with store.write() as connection:
        held = enterprises.by_ids(connection, [d.id for d in documents])
        fresh = [d for d in documents if d.id not in held]
        return enterprises.save(connection, fresh, by=BY, why="begingegevens", at=at)


def is_empty(store: Store) -> bool:
    """Whether the store holds no enterprise at all."""
    with store.read() as connection:
        return enterprises.count(connection) == 0
