"""The gazetteer, read once: it never changes."""

import pytest

from supplier_guide.geo.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """Return the places of the seed."""
    return load_gazetteer()
