"""The same directory on a real PostgreSQL: seed, ask, change, and texts that only a database would stumble over."""

from pathlib import Path

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.office.seeding import seed_enterprises
from supplier_guide.web.app import create_app
from tests.conftest import postgres_schema
from tests.directory.installing import TODAY, ask, enterprise, follow, ids, keep, prepared, stocked
from tests.web.serving import raw, served


@pytest.fixture
def on_postgresql(postgres_url: str, tmp_path: Path, word_lists: Path) -> Library:
    """Return a library whose store is PostgreSQL."""
    folder = prepared(tmp_path / "data", word_lists)
    return stocked(folder, seed_enterprises(), database_url=postgres_schema(postgres_url))


def test_answers_are_those_of_sqlite(on_postgresql: Library, seed_library: Library) -> None:
    for question in ("gras maaien", "drukwek", "soep in Gent", "peinture", ""):
        here, there = ask(on_postgresql, question, size=50), ask(seed_library, question, size=50)
        assert [(h.enterprise, h.score) for h in here.hits] == [(h.enterprise, h.score) for h in there.hits]
        assert (here.total, here.facets) == (there.total, there.facets)
    on_postgresql.close()


def test_change_is_followed_and_strange_addresses_are_not_found(on_postgresql: Library) -> None:
    keep(on_postgresql, enterprise("albatros"))
    follow(on_postgresql)
    assert ids(ask(on_postgresql, "albatros")) == ["albatros"]
    with served(create_app(on_postgresql, today=lambda: TODAY)) as client:
        for target in ("/api/v1/enterprises/%00", "/api/v1/enterprises/a%00b", "/onderneming/%00", "/a-z?letter=%00"):
            assert raw(client, target)[0].status in {400, 404}, target
        assert client.get("/api/v1/enterprises/albatros").json()["name"] == "Albatros"
        assert client.get("/readyz").status_code == 200
    on_postgresql.close()
