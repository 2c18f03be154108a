"""The API over real HTTP, of the seed; other libraries are served by the tests that need them."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from supplier_guide.directory.library import Library
from supplier_guide.web.app import create_app
from tests.directory.installing import TODAY
from tests.web.serving import served

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def api(seed_library: Library) -> Iterator[httpx.Client]:
    """Return a client of the API over the seed."""
    with served(create_app(seed_library, today=lambda: TODAY, follow=False)) as client:
        yield client


@pytest.fixture
def ask(api: httpx.Client) -> Ask:
    """Return a function that gets a path under ``/api/v1`` and expects 200."""

    def ask(path: str, **parameters: Any) -> dict[str, Any]:
        reply = api.get(f"/api/v1{path}", params=parameters)
        assert reply.status_code == 200, reply.text
        found: dict[str, Any] = reply.json()
        return found

    return ask
