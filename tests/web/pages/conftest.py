"""The pages over HTTP, of a small directory that is indexed once."""

from collections.abc import Callable, Iterator

import pytest

from supplier_guide.directory.library import Library
from tests.web.pages.builders import Client, Page, small_app, small_library
from tests.web.serving import served

Get = Callable[[str], Page]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Return the small directory."""
    opened = small_library(tmp_path_factory.mktemp("pages"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(library: Library) -> Iterator[Client]:
    """Return a client that does not follow redirects."""
    with served(small_app(library)) as http:
        yield Client(http)


@pytest.fixture
def get(client: Client) -> Get:
    """Return a function that fetches a page."""

    def fetch(address: str) -> Page:
        reply = client.get(address)
        return Page(reply.status_code, reply.text)

    return fetch
