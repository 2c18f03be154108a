"""Installations for tests: real stores and indexes in a folder, of the seed or of a few enterprises."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from supplier_guide.directory.finding import find
from supplier_guide.directory.following import Follower
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.directory.question import Answer, Question
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.office.seeding import seed_enterprises
from supplier_guide.settings import Settings
from supplier_guide.store import enterprises

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def prepared(folder: Path, word_lists: Path) -> Path:
    """Return ``folder`` as an empty data folder that shares the lemma lists, which take seconds to make."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cache").symlink_to(word_lists)
    return folder


def opened(folder: Path, **settings: Any) -> Library:
    """Return the open library of a data folder."""
    return open_library(Settings(data_dir=folder, **settings))


def keep(library: Library, *documents: Enterprise, why: str = "test", at: datetime = NOW) -> None:
    """Save documents in the store alone; the index does not know yet."""
    with library.store.write() as connection:
        enterprises.save(connection, documents, by="test", why=why, at=at)


def follow(library: Library) -> None:
    """Bring index and words in step, as the thread of a serving process does."""
    Follower(library).step()


def stocked(folder: Path, documents: Iterable[Enterprise], **settings: Any) -> Library:
    """Return an open library that holds and has indexed ``documents``."""
    library = opened(folder, **settings)
    keep(library, *documents)
    follow(library)
    return library


def seeded(folder: Path) -> Library:
    """Return an open library of the seed."""
    return stocked(folder, seed_enterprises())


def enterprise(id: str, rubric: str = "R03.01", **more: Any) -> Enterprise:  # noqa: A002 - as the field is called
    """Return a published enterprise named as its id, with one activity unless ``activities`` are given."""
    given: dict[str, Any] = {"name": id.replace("-", " ").capitalize(), "activities": [activity(rubric)]} | more
    return Enterprise.model_validate({"id": id, **given})


def activity(rubric: str, *modes: str, id: str = "a1", **more: Any) -> dict[str, Any]:  # noqa: A002 - same
    """Return an activity row."""
    return {"id": id, "rubric": rubric, "modes": list(modes), **more}


def site(municipality: str, *, code: str | None = None, id: str = "zetel") -> dict[str, Any]:  # noqa: A002 - same
    """Return a site in a municipality, known by name or by postal code."""
    return {"id": id, "municipality": municipality, "postal_code": code, "is_seat": id == "zetel"}


def near(km: float) -> dict[str, Any]:
    """Return a service area of a radius around each site."""
    return {"kind": "radius", "radius_km": km}


COUNTRY = {"kind": "country"}


def ask(library: Library, q: str = "", **more: Any) -> Answer:
    """Return the answer to a question."""
    return find(library, Question(q=q, **more), today=TODAY)


def ids(answer: Answer, *, widened: bool | None = None) -> list[str]:
    """Return the ids of the hits in order; only the literal or only the widened ones when asked."""
    return [h.enterprise.id for h in answer.hits if widened is None or h.widened is widened]


def counts(answer: Answer, facet: str) -> dict[str, int]:
    """Return a facet as a dictionary."""
    return {c.value: c.count for c in answer.facets[facet]}
