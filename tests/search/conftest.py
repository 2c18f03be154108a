"""The analyser, made once for all tests of search: the first start builds the lemma list."""

from pathlib import Path

import pytest

from supplier_guide.search.analysis.chain import Analyser, load_analyser


@pytest.fixture(scope="session")
def lemma_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which the lemma list of this session is kept."""
    return tmp_path_factory.mktemp("lemmas")


@pytest.fixture(scope="session")
def analyser(lemma_folder: Path) -> Analyser:
    """Return an analyser with the vocabulary of the project."""
    return load_analyser(lemma_folder)
