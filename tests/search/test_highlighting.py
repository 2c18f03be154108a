"""Snippets: the right letters marked, everything else escaped."""

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.highlighting import LONGEST, highlight
from supplier_guide.search.passages import Passages
from supplier_guide.search.query import Word


def words(analyser: Analyser, question: str) -> list[Word]:
    return [found.word for found in analyser.words(question)]


def snippets(analyser: Analyser, question: str, *texts: str, language: str = "nl", limit: int = 2) -> list[str]:
    passages = Passages(texts, analyser, language=language)
    return highlight(passages, words(analyser, question), analyser, limit=limit)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("maaien", "bermen worden gemaaid", "bermen worden <mark>gemaaid</mark>"),
        ("groen", "Groenonderhoud", "<mark>Groen</mark>onderhoud"),
        ("onderhoud", "groenonderhoud", "groen<mark>onderhoud</mark>"),
        ("groenonderhoud", "Onderhoud van groen", "<mark>Onderhoud</mark> van <mark>groen</mark>"),
        ("kuisen", "schoonmaak", "<mark>schoonmaak</mark>"),
        ("invoer", "data-invoer", "data-<mark>invoer</mark>"),
        ("ophalen", "Wij halen meubels op.", "Wij <mark>halen</mark> meubels op."),
        ("crèche", "cre\u0300che", "<mark>cre\u0300che</mark>"),
    ],
)
def test_what_matches_is_marked(analyser: Analyser, question: str, text: str, expected: str) -> None:
    assert snippets(analyser, question, text) == [expected]


def test_french_text_is_marked_by_the_french_chain(analyser: Analyser) -> None:
    found = snippets(analyser, "schoonmaak", "le nettoyage des bureaux", language="fr")
    assert found == ["le <mark>nettoyage</mark> des bureaux"]


def test_parts_are_marked_only_when_all_of_them_are_there(analyser: Analyser) -> None:
    assert snippets(analyser, "tuinonderhoud", "een mooie tuin") == []


def test_everything_else_is_escaped(analyser: Analyser) -> None:
    found = snippets(analyser, "soep", "<b>soep</b> & \"brood\" <script>alert('x')</script>")
    assert found == [
        "&lt;b&gt;<mark>soep</mark>&lt;/b&gt; &amp; &quot;brood&quot; &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"
    ]


def test_text_that_answers_most_words_comes_first(analyser: Analyser) -> None:
    found = snippets(analyser, "soep brood", "alleen soep", "niets", "soep met brood", limit=1)
    assert found == ["<mark>soep</mark> met <mark>brood</mark>"]


def test_long_text_is_cut_around_its_densest_matches(analyser: Analyser) -> None:
    filler = "zonder betekenis " * 40
    (found,) = snippets(analyser, "soep brood", f"soep {filler} soep met brood {filler}")
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert "<mark>soep</mark> met <mark>brood</mark>" in found


def test_no_match_gives_no_snippet(analyser: Analyser) -> None:
    assert snippets(analyser, "soep", "", "poetsen") == []
    assert highlight(Passages(["soep"], analyser, language="nl"), [], analyser) == []


@given(
    text=st.text(alphabet=st.sampled_from("soep brood<>&\"' \n\tgroenonderhoud é\u0301x\x00🌳ש"), max_size=900),
    question=st.sampled_from(["soep", "brood soep", "groen", "onderhoud groen"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_gives_balanced_short_escaped_snippets(analyser: Analyser, text: str, question: str) -> None:
    for found in snippets(analyser, question, text):
        assert_sound(found, text)


@pytest.mark.parametrize("text", ["soep" * 2_500, "soep " * 2_000, "x" * 9_990 + " soep", "soep\x00soep & soep"])
def test_hostile_text_gives_sound_snippets(analyser: Analyser, text: str) -> None:
    for found in snippets(analyser, "soep", text):
        assert_sound(found, text)


def assert_sound(snippet: str, text: str) -> None:
    inside = re.sub(r"</?mark>", "", snippet)
    assert re.fullmatch(r"(?:(?!</?mark>).|\n)*(?:<mark>(?:(?!</?mark>).|\n)+</mark>(?:(?!</?mark>).|\n)*)+", snippet)
    assert not set(inside) & set("<>\"'")
    bare = unescape(inside).removeprefix("… ").removesuffix(" …")
    assert bare in text
    assert len(bare) <= max(LONGEST, max(map(len, text.split()), default=0))
