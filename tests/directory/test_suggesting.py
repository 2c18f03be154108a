"""Typing help: from the first character, on words as typed, and every line can be used as it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.directory.library import Library
from supplier_guide.directory.suggesting import longer, suggest
from tests.directory.installing import TODAY, ask, enterprise

LibraryOf = Callable[..., Library]


def kinds(library: Library, typed: str, *, limit: int = 20) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for suggestion in suggest(library, typed, limit=limit):
        found.setdefault(suggestion.kind, []).append(suggestion.label)
    return found


@pytest.mark.parametrize("letter", "abcdefghijklmnoprstvwz")
def test_first_letter_is_enough(seed_library: Library, letter: str) -> None:
    assert suggest(seed_library, letter, limit=8)


def test_every_kind_with_something_to_offer_is_heard(seed_library: Library) -> None:
    assert set(kinds(seed_library, "ge", limit=8)) >= {"word", "place"}
    assert set(kinds(seed_library, "tra")) >= {"rubric", "word", "enterprise"}


def test_words_are_whole_words_as_written_never_stems(seed_library: Library) -> None:
    for prefix in ("fiets", "verpak", "groenon", "strij"):
        for word in kinds(seed_library, prefix).get("word", []):
            assert seed_library.vocabulary.lexicon.known(word)


def test_last_word_is_completed_and_the_ones_before_are_kept(seed_library: Library) -> None:
    assert all(w.startswith("gras ") for w in kinds(seed_library, "gras maa").get("word", []))


def test_rubric_is_suggested_by_its_synonyms_and_says_so(seed_library: Library) -> None:
    found = [s for s in suggest(seed_library, "gazon", limit=10) if s.kind == "rubric"]
    assert ("R03.01", "rubriek, ook: gazon maaien") in [(s.value, s.hint) for s in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dru", "Drukwerk"),
        ("poe", "Poetsen"),
        ("sch", "Schoonmaak"),
        ("kin", "Buurtgerichte kinderopvang"),
        ("was", "Was, strijk"),
        ("fie", "Fietsen"),
        ("ver", "Verpakken"),
    ],
)
def test_rubric_whose_label_begins_as_typed_comes_first(seed_library: Library, typed: str, first: str) -> None:
    assert suggest(seed_library, typed, limit=8)[0].label.startswith(first)


@pytest.mark.parametrize(("typed", "rubric", "through"), [("gra", "R03.01", "gras"), ("bro", "R07.01", "broodjes")])
def test_common_word_comes_before_a_rare_one(seed_library: Library, typed: str, rubric: str, through: str) -> None:
    first = suggest(seed_library, typed, limit=8)[0]
    assert first.value == rubric
    assert first.hint.startswith(f"rubriek, ook: {through}")


def test_ironing_stands_before_street_furniture(seed_library: Library) -> None:
    found = [s.value for s in suggest(seed_library, "str", limit=10) if s.kind == "rubric"]
    assert found.index("R06.01") < found.index("R11.06")


def test_rubric_that_grows_is_suggested_sooner(library_of: LibraryOf) -> None:
    library = library_of(enterprise("een", "R11.06"))
    assert suggest(library, "str", limit=8)[0].value == "R11.06"


def test_last_word_may_become_a_town(seed_library: Library) -> None:
    first = suggest(seed_library, "soep ge", limit=8)[0]
    assert (first.kind, first.value, first.hint) == ("word", "soep Gent", "zoekwoord en gemeente")
    assert [p.label for p in ask(seed_library, first.value).places] == ["Gent"]


def test_text_with_a_completed_word_finds_something(seed_library: Library) -> None:
    for suggestion in suggest(seed_library, "schilderen kl", limit=10):
        if suggestion.hint == "zoekwoord":
            assert ask(seed_library, suggestion.value).total > 0


def test_stop_words_are_not_suggested(seed_library: Library) -> None:
    assert "bij" not in kinds(seed_library, "bij").get("word", [])


def test_digits_suggest_codes_and_postal_codes(seed_library: Library) -> None:
    found = suggest(seed_library, "9100", limit=10)
    assert ("place", "9100", "9100 Sint-Niklaas") in [(s.kind, s.value, s.label) for s in found]
    assert [s.value for s in suggest(seed_library, "7731000", limit=5) if s.kind == "cpv"][:1] == ["77310000"]


def test_trade_name_leads_to_its_enterprise(library_of: LibraryOf) -> None:
    library = library_of(enterprise("waas", name="Maatwerk Waas", trade_names=["De Zilvermeeuw"]))
    assert [s.value for s in suggest(library, "zilver", limit=5) if s.kind == "enterprise"] == ["waas"]


def meant(library: Library, q: str, **options: Any) -> list[str]:
    answer = ask(library, q, **options)
    assert answer.total < 3
    found = longer(library, answer, today=TODAY)
    for text in found:
        assert ask(library, text, **options).total > answer.total
    return found


def test_beginning_of_a_word_leads_to_words_that_find_more(seed_library: Library) -> None:
    assert meant(seed_library, "kring")[0] == "kringwinkel"
    assert "kringloop" in meant(seed_library, "Kringl")
    assert meant(seed_library, "kringl in Gent")[0].endswith(" in Gent")
    assert meant(seed_library, "zwemvogelk") == []
    assert meant(seed_library, "kr") == []


def test_completed_word_stands_where_it_was_typed(seed_library: Library) -> None:
    found = meant(seed_library, "kringl  in   Gent")
    assert found
    assert all(text.startswith("kring") and text.endswith("  in   Gent") for text in found)


def test_forms_of_one_word_are_offered_once(library_of: LibraryOf) -> None:
    texts = ("Knikkerbanen bouwen", "knikkerbanen", "knikkerbaan", "knikkerbekers")
    library = library_of(*(enterprise(f"e-{n}", summary=text) for n, text in enumerate(texts)))
    assert meant(library, "knikkerb") == ["knikkerbanen", "knikkerbekers"]


def test_nothing_is_offered_beside_wider_hits_or_on_later_pages(seed_library: Library) -> None:
    assert longer(seed_library, ask(seed_library, "poetsen"), today=TODAY) == []
    assert longer(seed_library, ask(seed_library, "kringl", page=2), today=TODAY) == []


@given(typed=st.text(max_size=20), limit=st.integers(1, 20))
@settings(max_examples=150, deadline=None)
def test_anything_typed_is_answered_within_the_limit(seed_library: Library, typed: str, limit: int) -> None:
    found = suggest(seed_library, typed, limit=limit)
    assert len(found) <= limit
    assert len({(s.kind, s.value) for s in found}) == len(found)


@pytest.mark.parametrize("typed", ["g", "an", "ber", "sint", "9", "oost", "lu", "nieuw", "prov"])
def test_suggested_place_means_one_place_when_it_is_chosen(seed_library: Library, typed: str) -> None:
    for suggestion in suggest(seed_library, typed, limit=20):
        if suggestion.kind == "place":
            assert seed_library.gazetteer.resolve(suggestion.value).label


def test_suggested_rubric_and_enterprise_exist(seed_library: Library) -> None:
    for suggestion in suggest(seed_library, "de", limit=20):
        if suggestion.kind == "rubric":
            assert suggestion.value in seed_library.catalogue.rubrics
        if suggestion.kind == "word":
            assert ask(seed_library, suggestion.value).total > 0
