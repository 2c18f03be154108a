"""The vocabulary kept by hand, and the rubrics: whole, precise, without contradictions."""

import json
from collections import Counter

import pytest

from supplier_guide.model.reference import Rubric
from supplier_guide.paths import index_file, seed_file
from supplier_guide.search.analysis import vocabulary
from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.text import fold, normal


@pytest.fixture(scope="module")
def rubrics() -> list[Rubric]:
    document = json.loads(seed_file("rubrics.json").read_text(encoding="utf-8"))
    return [Rubric.model_validate(entry) for entry in document["rubrics"]]


def test_no_form_has_two_base_forms() -> None:
    seen: dict[str, str] = {}
    for line in index_file("exceptions.txt").read_text(encoding="utf-8").splitlines():
        target, colon, forms = line.partition("#")[0].partition(":")
        if colon and not target.startswith("~"):
            for form in forms.split():
                assert seen.setdefault(form, target) == target, form


def test_words_of_the_files_are_small_and_without_accents() -> None:
    words = vocabulary.compound_words()
    listed = [
        *words.whole,
        *words.light,
        *words.first,
        *words.material,
        *words.activity,
        *words.thing,
        *words.compounds,
    ]
    table = vocabulary.exceptions()
    assert [word for word in [*listed, *table.bases, *table.stems] if fold(normal(word)) != word] == []


def test_every_synonym_says_something(analyser: Analyser) -> None:
    members = {member for line in vocabulary.synonym_lines() for member in line.asked + line.given}
    assert [m for m in members if not analyser.terms(m.removeprefix("fr:"), language="nl")] == []


def test_a_member_finds_the_others_of_its_group(analyser: Analyser) -> None:
    (word,) = analyser.words("kuisen")
    terms = {alternative.terms for alternative in word.word.alternatives}
    assert tuple(analyser.terms("poetsen", language="nl")) in terms
    assert tuple(analyser.terms("nettoyage", language="fr")) in terms


def test_an_arrow_goes_one_way(analyser: Analyser) -> None:
    (lunch,), (brood,) = analyser.words("lunch"), analyser.words("broodje")
    assert brood.word.alternatives[0].terms in {a.terms for a in lunch.word.alternatives}
    assert lunch.word.alternatives[0].terms not in {a.terms for a in brood.word.alternatives}


def test_a_line_that_cannot_be_read_stops_the_start() -> None:
    with pytest.raises(ValueError, match="broken"):
        vocabulary.read_exceptions(["broken line"])
    with pytest.raises(ValueError, match="alone"):
        vocabulary.read_synonyms(["alone"])
    with pytest.raises(ValueError, match="nowhere"):
        vocabulary.read_compounds(["[nowhere]"])


def test_rubrics_form_a_tree_of_two_levels(rubrics: list[Rubric]) -> None:
    known = {rubric.id: rubric for rubric in rubrics}
    assert len(known) == len(rubrics)
    for rubric in rubrics:
        assert rubric.parent == (rubric.id[:3] if "." in rubric.id else None)
        assert rubric.parent is None or rubric.parent in known


def test_rubrics_have_words_in_both_languages(rubrics: list[Rubric]) -> None:
    assert [rubric.id for rubric in rubrics if not (rubric.synonyms and rubric.synonyms_fr)] == []


def test_no_rubric_says_a_synonym_twice(rubrics: list[Rubric]) -> None:
    doubled = [(r.id, w) for r in rubrics for w, n in Counter(map(str.casefold, r.synonyms)).items() if n > 1]
    assert doubled == []


def test_no_synonym_stands_under_more_than_two_families(rubrics: list[Rubric]) -> None:
    families: dict[str, set[str]] = {}
    for rubric in rubrics:
        for word in rubric.synonyms:
            families.setdefault(word.casefold(), set()).add(rubric.id[:3])
    assert [word for word, found in families.items() if len(found) > 2] == []


def test_cpv_prefixes_end_without_zeros(rubrics: list[Rubric]) -> None:
    prefixes = [prefix for rubric in rubrics for prefix in rubric.cpv_prefixes]
    assert [p for p in prefixes if not (p.isdigit() and 2 <= len(p) <= 8 and not p.endswith("0"))] == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("gras maaien", "R03.01"),
        ("haag scheren", "R03.02"),
        ("soep", "R07.03"),
        ("broodjes", "R07.01"),
        ("brief plooien", "R02.03"),
        ("kuisen", "R05.01"),
        ("verhuizen", "R10.03"),
        ("stembureaus", "R10.04"),
    ],
)
def test_words_of_buyers_lead_to_a_rubric(rubrics: list[Rubric], asked: str, expected: str) -> None:
    assert asked in next(rubric for rubric in rubrics if rubric.id == expected).synonyms
