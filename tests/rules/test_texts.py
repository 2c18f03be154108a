"""The texts to copy: always with equivalence, the 30 %, the proof and its date, and the right article."""

import re

import pytest

from supplier_guide.model.need import Regime
from supplier_guide.rules import load_rules
from supplier_guide.rules.texts import RouteText, load_texts

TEXTS = [(route.id, text) for route in load_texts().of(Regime.CLASSIC) for text in route.texts]


@pytest.mark.parametrize(("route", "text"), TEXTS, ids=[f"{r}-{t.where}" for r, t in TEXTS])
def test_every_text_says_equivalent_thirty_percent_proof_and_date(route: str, text: RouteText) -> None:
    assert "of gelijkwaardig" in text.text, route
    assert "30 %" in text.text
    assert re.search(r"\bbewijs\b", text.text, re.IGNORECASE)
    assert re.search(r"\[datum\]|\bdatum\b", text.text)
    assert "{" not in text.text


def test_there_are_four_routes_each_for_four_documents() -> None:
    routes = load_texts().routes
    assert [r.id for r in routes] == ["contract", "lot", "performance", "award"]
    for route in routes:
        assert [t.where for t in route.texts] == ["notice", "invitation", "specifications", "decision"]
        assert route.fact in load_rules().rules


def test_texts_are_marked_as_examples_to_have_read_over() -> None:
    assert load_texts().mark == "Voorbeeldtekst, laat nalezen."


def test_reservation_names_article_15_and_a_concession_article_33() -> None:
    for regime, article in ((Regime.CLASSIC, "artikel 15"), (Regime.UTILITIES, "artikel 15"), (None, "artikel 15"),
                            (Regime.CONCESSION, "artikel 33")):  # fmt: skip
        contract = load_texts().of(regime)[0]
        assert all(article in t.text for t in contract.texts), regime


def test_articles_that_we_do_not_hold_are_left_to_be_looked_up() -> None:
    performance = load_texts().of(Regime.UTILITIES)[2]
    assert any("[het artikel voor de speciale sectoren, na te kijken]" in t.text for t in performance.texts)
    assert not any("artikel 87" in t.text for t in performance.texts)


def test_no_text_makes_place_a_condition() -> None:
    for _, text in TEXTS:
        assert not re.search(r"gevestigd in|uit onze gemeente|plaatselijke onderneming", text.text)
