"""The free text: names, numbers, customers, and what is bought."""

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.directory.suggesting import suggest
from tests.peers.asking import answer, found
from tests.peers.builders import COUNTRY, GREEN, PRINTING, activity, enterprise
from tests.peers.conftest import Holding


@pytest.fixture
def named(holding: Holding) -> Library:
    """Return a library of names alone."""
    return holding(
        enterprise("Atelier Noord"),
        enterprise("Het kleine café", enterprise_number="0123456749"),
        enterprise("Kringloop De Zon"),
        enterprise("Stil", trade_names=["ZANDLOPER"]),
    )


def test_the_beginning_of_a_name_is_completed_while_typing_not_searched(named: Library) -> None:
    # A peer finds names that contain the beginning of a word. Ours completes it in the typing help, where the
    # visitor sees what it becomes; the search itself takes whole words, or "kring" would bring every "kringen".
    assert ("enterprise", "kringloop-de-zon") in {(s.kind, s.value) for s in suggest(named, "kring", limit=10)}
    assert answer(named, q="kring").total == 0


def test_accents_do_not_matter(named: Library) -> None:
    assert found(named, q="kleine cafe") == ["het-kleine-cafe"]


def test_a_slip_in_a_trade_name_is_mended_and_said(named: Library) -> None:
    result = answer(named, q="zandlper")
    assert [hit.enterprise.id for hit in result.hits] == ["stil"]
    assert [(c.original, c.corrected.casefold()) for c in result.corrections] == [("zandlper", "zandloper")]


@pytest.mark.parametrize("number", ["0123456749", "0123.456.749", "BE 0123 456 749"])
def test_an_enterprise_number_finds_just_its_enterprise(named: Library, number: str) -> None:
    assert found(named, q=number) == ["het-kleine-cafe"]


def test_a_customer_finds_who_works_for_it_each_once(holding: Holding) -> None:
    # Peers have a box of its own for customers; in ours they are among the words that are searched.
    library = holding(
        enterprise("Twee klanten", references=[{"customer": "Stad Gent"}, {"customer": "AQUAFIN"}]),
        enterprise("Een klant", references=[{"customer": "Aquafin Infra"}]),
        enterprise("Geen klant"),
    )
    assert sorted(found(library, q="aquafin")) == ["een-klant", "twee-klanten"]


def test_what_is_bought_finds_who_makes_it_without_a_name(holding: Holding) -> None:
    library = holding(
        enterprise("Waas", activity(GREEN, area=COUNTRY)),
        enterprise("Kust", activity(PRINTING, area=COUNTRY)),
    )
    assert found(library, q="groenonderhoud") == ["waas"]
