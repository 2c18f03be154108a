"""Opening a store: what is made, and what is refused with a sentence."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from supplier_guide.errors import Away, Unprocessable
from supplier_guide.store.database import Store, open_store


@pytest.fixture
def opening() -> Iterator[Callable[..., Store]]:
    """Open stores that are closed after the test."""
    opened: list[Store] = []

    def opening(url: str, *, patience: float = 5.0) -> Store:
        opened.append(open_store(url, patience=patience))
        return opened[-1]

    yield opening
    for store in opened:
        store.close()


def test_server_that_is_not_there_is_away(opening: Callable[..., Store]) -> None:
    store = opening("postgres://nobody:secret@127.0.0.1:1/none")
    with pytest.raises(Away, match="niet bereikbaar") as refused:
        store.ping()
    assert "secret" not in refused.value.message


def test_file_that_is_no_database_is_named_broken(tmp_path: Path, opening: Callable[..., Store]) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"This is no database at all. " * 100)
    with pytest.raises(Away) as refused:
        opening(f"sqlite:///{tmp_path / 'store.sqlite'}").migrate()
    assert refused.value.code == "store_broken"


def test_folder_that_cannot_be_made_is_away(tmp_path: Path, opening: Callable[..., Store]) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Away) as refused:
        opening(f"sqlite:///{tmp_path / 'file' / 'store.sqlite'}").migrate()
    assert refused.value.code == "store_denied"


def test_folder_of_a_new_store_is_made(tmp_path: Path, opening: Callable[..., Store]) -> None:
    store = opening(f"sqlite:///{tmp_path / 'a' / 'b' / 'store.sqlite'}")
    store.migrate()
    store.ping()


@pytest.mark.parametrize("url", ["", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "nonsense", "http://x"])
def test_url_of_no_known_database_is_refused(url: str, opening: Callable[..., Store]) -> None:
    with pytest.raises(Unprocessable, match="DATABASE_URL") as refused:
        opening(url)
    assert refused.value.field == "DATABASE_URL"
