"""The golden questions, asked once of the seed."""

import pytest

from bench.relevance.asking import Outcome, ask, seeded_library
from bench.relevance.questions import load_questions


@pytest.fixture(scope="session")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Return the outcome of every golden question."""
    library = seeded_library(tmp_path_factory.mktemp("golden"))
    try:
        return [ask(library, golden) for golden in load_questions()]
    finally:
        library.close()
