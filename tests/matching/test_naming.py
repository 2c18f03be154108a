"""Which rubrics words name: whole names, parts of names, and names of several words."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from supplier_guide.matching.naming import Naming
from supplier_guide.model.catalogue import Catalogue
from supplier_guide.model.reference import Labels, Rubric
from supplier_guide.search.analysis.chain import Analyser, load_analyser

RUBRICS = (
    Rubric(id="R01", parent=None, labels=Labels(nl="Groen", fr="Vert", en="Green")),
    Rubric(
        id="R01.01", parent="R01", labels=Labels(nl="Tuinonderhoud", fr="Jardins", en="Gardens"),
        synonyms=("gras maaien", "bladeren ruimen"),
    ),
    Rubric(
        id="R01.02", parent="R01", labels=Labels(nl="Geschenken", fr="Cadeaux", en="Gifts"),
        synonyms=("geschenk voor nieuwe inwoners",),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def analyser(word_lists: Path) -> Analyser:
    return load_analyser(word_lists)


@pytest.fixture(scope="module")
def naming(analyser: Analyser) -> Naming:
    return Naming(analyser, Catalogue({r.id: r for r in RUBRICS}, {}, ()))


def named(naming: Naming, analyser: Analyser, text: str) -> list[Mapping[str, float]]:
    return naming.named([found.word for found in analyser.words(text)])


def test_a_whole_name_counts_fully(naming: Naming, analyser: Analyser) -> None:
    assert named(naming, analyser, "tuinonderhoud")[0]["R01.01"] == 1.0


def test_all_words_of_a_name_together_count_fully(naming: Naming, analyser: Analyser) -> None:
    shares = [found.get("R01.01") for found in named(naming, analyser, "ruimen van gevallen bladeren")]
    assert shares == [pytest.approx(1.0), None, pytest.approx(1.0)]


def test_one_word_of_a_longer_name_counts_for_its_share(naming: Naming, analyser: Analyser) -> None:
    assert 0 < named(naming, analyser, "nieuw")[0]["R01.02"] < 0.5


def test_a_part_of_a_compound_counts_for_less_than_the_compound(naming: Naming, analyser: Analyser) -> None:
    assert 0 < named(naming, analyser, "onderhoud")[0]["R01.01"] < 1


def test_words_that_no_name_holds_name_nothing(naming: Naming, analyser: Analyser) -> None:
    assert named(naming, analyser, "brandweerwagen") == [{}]


def test_no_words_name_nothing(naming: Naming) -> None:
    assert naming.named([]) == []
