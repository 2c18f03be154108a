"""Whatever stands in a question or a document, there is an answer, and it is the right one."""

from dataclasses import replace

import pytest

from supplier_guide.search.document import IndexDocument
from supplier_guide.search.engine import Engine
from tests.search.conformance.builders import ask, counts, document, ids, row

HOSTILE = (
    '"', "'", "*", "?", "~", "tok:x", "a AND b", "(", "[1 TO 2]", "\\", "/", "\0", "a\0b", "\n", " ", "", "🌱",
    "مرحبا", "\u202e", "é", "e\u0301", "x" * 10_000, "\ud800", "-tuin", "+tuin", "tuin^4", "{", "%", ";--", "<b>", "ß",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(t)[:20] for t in HOSTILE])
def test_any_text_is_a_term_like_another(engine: Engine, text: str) -> None:
    hostile = document("hostile", name_keys=(text,), certificates=(text,), rows=(row("R01.01", cpv=(text,)),))
    engine.put([with_terms(hostile, {text: 2, "tuin": 1}), document("plain", "tuin")], applied=1)
    assert ids(engine.search(ask(text))) == ["hostile"]
    assert engine.search(ask("tuin", name_key=text or None)).total == 2
    found = engine.search(ask(certificates=(text,), cpv=(text,)))
    assert ids(found) == ["hostile"]
    assert counts(found, "certificate") == {text: 1}


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(t)[:20] for t in HOSTILE])
def test_any_text_that_nobody_has_finds_nothing(engine: Engine, text: str) -> None:
    engine.put([document("plain", "tuin")], applied=1)
    for question in (ask(text), ask(number=text), ask(ids=(text,)), ask(rubrics=(text,)), ask(networks=(text,))):
        assert engine.search(question).total == 0


def test_hundreds_of_words_and_alternatives_are_answered(engine: Engine) -> None:
    engine.put([document("a", " ".join(f"w{n}" for n in range(300)))], applied=1)
    assert engine.search(ask(*(f"w{n}" for n in range(300)))).total == 1
    assert engine.search(ask(*(f"w{n}" for n in range(301)))).total == 0


def test_term_that_occurs_a_hundred_thousand_times_counts_as_very_often(engine: Engine) -> None:
    engine.put([with_terms(document("a"), {"tuin": 100_000}), document("b", "hout")], applied=1)
    hit = engine.search(ask("tuin")).hits[0]
    assert hit.id == "a"
    assert hit.score is not None
    assert hit.score > 0


def with_terms(plain: IndexDocument, terms: dict[str, int]) -> IndexDocument:
    return replace(plain, terms=terms)
