"""Words, their alternatives, and BM25."""

from math import log

import pytest

from supplier_guide.search.engine import Engine
from tests.search.conformance.builders import ask, document, either, ids, word


def test_every_word_must_match(engine: Engine) -> None:
    engine.put([document("both", "tuin onderhoud"), document("one", "tuin"), document("other", "onderhoud")], applied=1)
    assert ids(engine.search(ask("tuin", "onderhoud"))) == ["both"]


def test_word_that_nobody_has_gives_nothing(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    results = engine.search(ask("tuin", "raket"))
    assert (results.total, results.hits) == (0, ())
    assert results.facets == {f: [] for f in ("rubric", "province", "recognition", "mode", "certificate")}


def test_word_matches_by_any_alternative(engine: Engine) -> None:
    engine.put([document("stem", "schilder"), document("synonym", "verf"), document("neither", "tuin")], applied=1)
    found = engine.search(ask(words=(either((("schilder",), 1.0), (("verf",), 0.5)),)))
    assert set(ids(found)) == {"stem", "synonym"}


def test_compound_needs_all_its_parts(engine: Engine) -> None:
    engine.put([document("both", "groen zorg"), document("half", "groen")], applied=1)
    assert ids(engine.search(ask(words=(word("groen", "zorg"),)))) == ["both"]


def test_word_without_alternatives_matches_nothing(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    assert engine.search(ask(words=(either(),))).total == 0
    assert engine.search(ask(words=(either(((), 1.0)),))).total == 0


def test_score_is_bm25_of_the_published_contract(engine: Engine) -> None:
    engine.put([document("a", "tuin tuin gras"), document("b", "gras"), document("c", "hout hout")], applied=1)
    (hit,) = engine.search(ask("tuin")).hits
    idf = log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert hit.score == pytest.approx(idf * 2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2)))


def test_score_of_a_word_is_its_best_alternative_and_not_their_sum(engine: Engine) -> None:
    engine.put([document("a", "schilder verf"), document("b", "hout steen")], applied=1)
    alone = engine.search(ask("schilder")).hits[0].score
    both = engine.search(ask(words=(either((("schilder",), 1.0), (("verf",), 0.5)),))).hits[0].score
    assert both == alone


def test_weight_of_an_alternative_multiplies_its_score(engine: Engine) -> None:
    engine.put([document("a", "verf"), document("b", "hout")], applied=1)
    full = engine.search(ask("verf")).hits[0].score
    half = engine.search(ask(words=(either((("verf",), 0.5)),))).hits[0].score
    assert full is not None
    assert half == pytest.approx(full / 2)


def test_statistics_count_living_documents_only(engine: Engine) -> None:
    engine.put([document("a", "tuin"), document("b", "tuin hout"), document("c", "hout")], applied=1)
    engine.put([document("b", "steen steen steen")], applied=2)
    engine.remove(["c"], applied=3)
    stats = engine.term_stats(["tuin", "hout", "steen", "raket"])
    assert (stats.documents, stats.mean_length) == (2, 2.0)
    assert stats.document_frequency == {"tuin": 1, "hout": 0, "steen": 1, "raket": 0}


def test_rare_word_weighs_more_than_a_common_one(engine: Engine) -> None:
    common = [document(f"c{n}", "tuin") for n in range(5)]
    engine.put([*common, document("mixed", "tuin orchidee")], applied=1)
    rare, often = (engine.search(ask(t)).hits[0].score for t in ("orchidee", "tuin"))
    assert rare is not None
    assert often is not None
    assert rare > often


def test_without_words_there_is_no_score(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    (hit,) = engine.search(ask()).hits
    assert (hit.score, hit.parts, hit.coverage, hit.distance_km) == (None, None, None, None)


def test_explanation_adds_up_to_the_score(engine: Engine) -> None:
    engine.put([document("a", "groen zorg tuin tuin"), document("b", "tuin"), document("c", "hout")], applied=1)
    compound = either((("raket",), 1.0), (("groen", "zorg"), 0.8))
    hit = engine.search(ask(words=(compound, word("tuin")), explain=True)).hits[0]
    assert hit.parts is not None
    assert [(p.term, p.by, p.frequency, p.document_frequency, p.weight) for p in hit.parts] == [
        ("groen", "synonym", 1, 1, 0.8),
        ("zorg", "synonym", 1, 1, 0.8),
        ("tuin", "stem", 2, 2, 1.0),
    ]
    assert hit.score == pytest.approx(sum(p.bm25 * p.weight for p in hit.parts))


def test_parts_come_only_when_asked_for(engine: Engine) -> None:
    engine.put([document("a", "tuin")], applied=1)
    assert engine.search(ask("tuin")).hits[0].parts is None


def test_number_finds_its_enterprise(engine: Engine) -> None:
    engine.put([document("a", number="0410392015"), document("b", number="0400000001"), document("c")], applied=1)
    assert ids(engine.search(ask(number="0410392015"))) == ["a"]
    assert engine.search(ask(number="0999999999")).total == 0
