"""Where terms stand in texts: the words that bring them, found again without reading the texts."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.passages import Passages

TEXTS = ("Wij maaien gras.", "Grasmaaien en groenonderhoud; maaien langs bermen.")


def test_words_that_bring_a_term_are_given_in_reading_order(analyser: Analyser) -> None:
    passages = Passages(TEXTS, analyser, language="nl")
    (stem,) = analyser.tokens("maaien", language="nl")[0].terms
    met = passages.met([stem])
    assert [passages.texts[m.text][m.start : m.end] for m in met] == ["maaien", "Grasmaaien", "maaien"]
    assert [m.by_stem for m in met] == [True, False, True]


def test_the_first_word_that_brought_a_term_is_told(analyser: Analyser) -> None:
    passages = Passages(TEXTS, analyser, language="nl")
    onderhoud = analyser.tokens("onderhoud", language="nl")[0].terms[0]
    assert passages.surface(onderhoud) == "groenonderhoud"
    assert passages.surface("zeker niet hier") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(st.text(max_size=200), max_size=5))
def test_every_token_is_found_again_where_it_stands(analyser: Analyser, texts: list[str]) -> None:
    passages = Passages(texts, analyser, language="nl")
    found = {(m.text, m.start, m.end) for m in passages.met(passages.where)}
    tokens = {(n, t.start, t.end) for n, text in enumerate(texts) for t in analyser.tokens(text, language="nl")}
    assert found == tokens
    held = {term for text in texts for t in analyser.tokens(text, language="nl") for term in t.terms}
    assert set(passages.where) == held
