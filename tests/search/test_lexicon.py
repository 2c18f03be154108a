"""The words of the collection as people write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.search.lexicon import Lexicon


@pytest.fixture
def lexicon() -> Lexicon:
    return Lexicon.build(["Groenonderhoud in Gent", "groenonderhoud, groenten en crèche", "Gent", "de gracht 9000 ok"])


def test_words_are_counted_whatever_their_capitals(lexicon: Lexicon) -> None:
    assert lexicon.count("groenonderhoud") == 2
    assert lexicon.count("GENT") == 2


def test_numbers_and_short_words_are_no_words(lexicon: Lexicon) -> None:
    assert not lexicon.known("9000")
    assert not lexicon.known("ok")


def test_word_is_shown_as_mostly_written(lexicon: Lexicon) -> None:
    assert lexicon.display("gent") == "Gent"
    assert lexicon.display("groenonderhoud") == "groenonderhoud"
    assert lexicon.display("creche") == "crèche"


def test_accents_need_not_be_typed(lexicon: Lexicon) -> None:
    assert lexicon.known("creche")
    assert lexicon.suggest_words("crec", 5) == ["crèche"]


def test_suggestions_come_by_count_then_alphabet(lexicon: Lexicon) -> None:
    assert lexicon.suggest_words("g", 3) == ["Gent", "groenonderhoud", "gracht"]
    assert lexicon.suggest_words("groen", 5) == ["groenonderhoud", "groenten"]


@pytest.mark.parametrize(("prefix", "limit"), [("", 5), ("xyz", 5), ("groen", 0)])
def test_nothing_to_suggest(lexicon: Lexicon, prefix: str, limit: int) -> None:
    assert lexicon.suggest_words(prefix, limit) == []


def test_added_texts_are_counted_too(lexicon: Lexicon) -> None:
    more = lexicon.with_texts(["Gent en soep"])
    assert (more.count("gent"), more.count("soep"), lexicon.count("soep")) == (3, 1, 0)


def test_file_gives_the_same_lexicon_back(lexicon: Lexicon, tmp_path: Path) -> None:
    lexicon.save(tmp_path / "new" / "words.txt")
    again = Lexicon.load(tmp_path / "new" / "words.txt")
    assert len(again) == len(lexicon)
    assert again.suggest_words("g", 9) == lexicon.suggest_words("g", 9)
    assert [entry.name for entry in (tmp_path / "new").iterdir()] == ["words.txt"]


def test_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("gent\n", encoding="utf-8")
    with pytest.raises(ValueError, match="woordenlijst"):
        Lexicon.load(tmp_path / "words.txt")


@given(texts=st.lists(st.text(max_size=60), max_size=5))
def test_any_texts_make_a_lexicon_that_suggests_its_words(texts: list[str]) -> None:
    lexicon = Lexicon.build(texts)
    for text in texts:
        for word in text.split():
            assert len(lexicon.suggest_words(word[:3], 20)) <= 20
    assert all(lexicon.known(lexicon.display(word)) for text in texts for word in text.split() if lexicon.known(word))


@given(texts=st.lists(st.text(max_size=60), max_size=5))
def test_any_lexicon_survives_its_file(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    lexicon = Lexicon.build(texts)
    path = tmp_path_factory.mktemp("lexicon") / "words.txt"
    lexicon.save(path)
    assert len(Lexicon.load(path)) == len(lexicon)
