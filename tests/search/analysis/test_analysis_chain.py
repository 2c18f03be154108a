"""What a text is indexed under, and in what ways a question matches."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.search.analysis.chain import ANALYSIS_VERSION, Analyser
from supplier_guide.search.analysis.joints import SEAM, parts_of
from supplier_guide.search.analysis.text import surfaces
from supplier_guide.search.query import Alternative

HOSTILE = [
    "",
    "\x00",
    "'\"*?~^()[]{}:\\/ AND OR NOT",
    "🌳 maaien 🌳",
    "ﬁets ﬃ İstanbul ß œuvre",
    "שלום עולם مرحبا",
    "a" * 10_000,
    "tuin" * 2_500,
    "-" * 10_000,
    "data-" * 2_000,
    "l'" * 5_000,
    "\u0301\u0301\u0301",
    "op, af. in! " * 800,
]


def one(analyser: Analyser, word: str) -> tuple[Alternative, ...]:
    (found,) = analyser.words(word)
    return found.word.alternatives


def test_stop_words_are_not_indexed(analyser: Analyser) -> None:
    assert analyser.terms("de het een van voor", language="nl") == []


def test_was_is_laundry_and_no_stop_word(analyser: Analyser) -> None:
    was, strijk, *_ = analyser.terms("was en strijk", language="nl")
    assert [was] == analyser.terms("gewassen", language="nl")
    assert [strijk] == analyser.terms("gestreken", language="nl")


@pytest.mark.parametrize(
    "forms",
    [
        "maaien maait maaide gemaaid gemaaide",
        "naaien naait naaide genaaid genaaide",
        "isoleren isoleert geïsoleerd geisoleerde isolatie",
        "monteren gemonteerd montage",
        "recycleren gerecycleerd recyclage",
        "fiets fietsen fietsje",
        "doos dozen doosjes",
        "haag hagen haagje",
        "kind kinderen",
        "foto foto's",
        "schaap schapen",
        "verpakken verpakt verpakking verpakkingen",
    ],
)
def test_forms_of_a_word_share_their_stem(analyser: Analyser, forms: str) -> None:
    assert len({analyser.terms(form, language="nl")[0] for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("gevel", "vellen"), ("boom", "bom"), ("groen", "groenten"), ("raam", "raming"), ("begeleiding", "beleid")],
)
def test_look_alikes_keep_apart(analyser: Analyser, one: str, other: str) -> None:
    assert not set(analyser.terms(one, language="nl")) & set(analyser.terms(other, language="nl"))


def test_accents_typed_or_not_give_the_same(analyser: Analyser) -> None:
    with_accents = analyser.terms("coördinatie crèche financiële", language="nl")
    assert analyser.terms("coordinatie creche financiele", language="nl") == with_accents
    assert analyser.terms("coo\u0308rdinatie cre\u0300che financie\u0308le", language="nl") == with_accents


def test_old_spelling_is_read_as_the_new(analyser: Analyser) -> None:
    assert analyser.terms("produktie", language="nl") == analyser.terms("productie", language="nl")


def test_parts_of_a_compound_are_indexed_after_its_stem(analyser: Analyser) -> None:
    stem, *parts = analyser.terms("tuinonderhoud", language="nl")
    assert stem == "tuinonderhoud"
    assert parts == analyser.terms("tuin onderhoud", language="nl")


def test_a_separated_verb_is_also_indexed_whole(analyser: Analyser) -> None:
    (whole,) = analyser.terms("ophalen", language="nl")
    assert whole in analyser.terms("Wij halen uw oude meubels op.", language="nl")
    assert whole not in analyser.terms("Wij halen meubels. Werken op locatie.", language="nl")


def test_french_terms_are_kept_apart(analyser: Analyser) -> None:
    assert all(term.startswith("fr:") for term in analyser.terms("entretien d'espaces verts", language="fr"))


def test_french_elision_and_plural_are_read_through(analyser: Analyser) -> None:
    assert analyser.terms("l'entretien", language="fr") == analyser.terms("des entretiens", language="fr")


@pytest.mark.parametrize("dutch", ["Drukwerk.", "Boomkwekerij en tuincentrum.", "Stockbeheer van relatiegeschenken"])
def test_dutch_lines_about_a_french_enterprise_are_read_as_dutch_only(analyser: Analyser, dutch: str) -> None:
    read = analyser.terms_of(surfaces(dutch), dutch, chains=("nl", "fr"))
    assert read == analyser.terms(dutch, language="nl")


@pytest.mark.parametrize("french", ["Nettoyage de bureaux", "L'Ouvroir", "Atelier protégé", "Montage et emballage"])
def test_french_lines_are_read_by_both_chains(analyser: Analyser, french: str) -> None:
    read = analyser.terms_of(surfaces(french), french, chains=("nl", "fr"))
    assert set(read) > set(analyser.terms(french, language="fr"))


def test_a_word_matches_by_itself_before_its_parts_before_synonyms(analyser: Analyser) -> None:
    found = one(analyser, "kantoorschoonmaak")
    weights = {by: max(a.weight for a in found if a.by == by) for by in ("stem", "compound", "synonym")}
    assert weights["stem"] == 1.0 > weights["compound"] > weights["synonym"] > 0


def test_a_question_runs_through_both_chains(analyser: Analyser) -> None:
    terms = {term for alternative in one(analyser, "nettoyage") for term in alternative.terms}
    assert set(analyser.terms("nettoyage", language="fr")) <= terms
    assert set(analyser.terms("schoonmaak", language="nl")) <= terms


def test_neighbours_also_match_written_together(analyser: Analyser) -> None:
    together = tuple(analyser.terms("soeplevering", language="nl")[:1])
    assert any(a.terms == together for a in analyser.words("soep levering")[0].word.alternatives)


def test_a_phrase_of_a_synonym_group_is_one_word(analyser: Analyser) -> None:
    (phrase,) = analyser.words("beschutte werkplaats")
    assert phrase.surface == "beschutte werkplaats"
    assert any(set(a.terms) == set(analyser.terms("maatwerkbedrijf", language="nl")) for a in phrase.word.alternatives)


def test_idle_words_are_left_out_beside_others_and_kept_alone(analyser: Analyser) -> None:
    assert [word.surface for word in analyser.words("firma voor catering gezocht")] == ["catering"]
    assert [word.surface for word in analyser.words("bedrijf")] == ["bedrijf"]


def test_a_question_of_stop_words_has_no_words(analyser: Analyser) -> None:
    assert analyser.words("de van het") == []


def test_words_carry_their_place_in_the_question(analyser: Analyser) -> None:
    question = "iets met  'ramen' en trappen"
    assert [question[word.start : word.end] for word in analyser.words(question)] == ["ramen", "trappen"]


def test_alternatives_are_bounded_and_hold_terms(analyser: Analyser) -> None:
    for word in analyser.words("recyclage van verpakkingsmateriaal en productie kantoorpoets"):
        assert 0 < len(word.word.alternatives) <= 32
        assert all(alternative.terms for alternative in word.word.alternatives)


def test_known_words_need_no_correction(analyser: Analyser) -> None:
    assert all(analyser.known(word) for word in ["schoonmaak", "grasmaaien", "tuinonderhoudswerken", "9000", "B2B"])
    assert not any(analyser.known(word) for word in ["drukwek", "verpaking", "schoonmak"])


def test_part_span_tells_where_a_part_stands(analyser: Analyser) -> None:
    (groen,) = analyser.terms("groen", language="nl")
    assert analyser.part_span("Groenonderhoud", groen) == (0, 5)
    assert analyser.part_span("Groenonderhoud", "elders") is None


def test_version_names_code_vocabulary_and_libraries() -> None:
    assert len(ANALYSIS_VERSION.split("-")) == 4


def test_many_threads_get_the_same_terms(analyser: Analyser) -> None:
    texts = [f"groenonderhoud{number} en gemaaide bermen{number}" for number in range(200)]
    expected = [analyser.terms(text, language="nl") for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: analyser.terms(text, language="nl"), texts * 2)) == expected * 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_analysed(analyser: Analyser, text: str) -> None:
    for language in ("nl", "fr"):
        assert_sound(analyser, text, language=language)


@given(text=st.text(max_size=400), language=st.sampled_from(["nl", "fr", "de", "en"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_analysed(analyser: Analyser, text: str, language: str) -> None:
    assert_sound(analyser, text, language=language)


@given(text=st.text(alphabet="tuinonderhoudpoetswerkenslagr'- .,", max_size=120))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_dutch_looking_text_is_analysed(analyser: Analyser, text: str) -> None:
    assert_sound(analyser, text, language="nl")


def assert_sound(analyser: Analyser, text: str, *, language: str) -> None:
    tokens = analyser.tokens(text, language=language)
    terms = analyser.terms(text, language=language)
    assert sorted(t for t in terms if SEAM not in t) == sorted(term for token in tokens for term in token.terms)
    assert all(set(parts_of(term)) <= set(terms) for term in terms)
    assert all(text[token.start : token.end] == token.surface for token in tokens)
    assert all(term and not any(letter.isspace() for letter in term) for token in tokens for term in token.terms)
    for word in analyser.words(text):
        assert text[word.start : word.end] == word.surface
        assert all(term for alternative in word.word.alternatives for term in alternative.terms)
