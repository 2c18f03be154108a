"""A need written into the fields and read again is the same need, or it is said not to fit."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.model.need import Buyer, BuyerKind, Lot, Nature, Need, Regime, ReservedCode
from supplier_guide.model.vocabulary import Mode
from supplier_guide.web.needs.writing import fits, plain, type_need

RESOLVE = load_gazetteer().resolve
words = st.text(st.characters(categories=["L", "N"], include_characters=" .,-"), min_size=1, max_size=30).map(str.strip)
some_words = words.filter(bool)
lots = st.builds(
    Lot,
    title=st.none() | some_words,
    description=st.none() | some_words,
    cpv=st.lists(st.from_regex(r"\A[0-9]{8}\Z"), max_size=3, unique=True).map(tuple),
    places=st.lists(st.sampled_from(["9100", "Gent", "Aalst", "BE23"]), max_size=2, unique=True).map(tuple),
    value=st.none() | st.integers(0, 10**9).map(float),
    currency=st.just("EUR"),
    duration_months=st.none() | st.integers(1, 100).map(float),
    nature=st.none() | st.sampled_from(Nature),
    reserved=st.none() | st.sampled_from([(ReservedCode.NONE,), (ReservedCode.SHELTERED, ReservedCode.PUBLIC_SERVICE)]),
    reserved_execution=st.sampled_from(["yes", "no", None]),
    modes=st.lists(st.sampled_from(Mode), max_size=2, unique=True).map(tuple),
)
needs = st.builds(
    Need,
    title=st.none() | some_words,
    buyer=st.builds(Buyer, kind=st.none() | st.sampled_from(BuyerKind)),
    regime=st.none() | st.sampled_from(Regime),
    date=st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31)),
    lots=st.lists(lots, min_size=1, max_size=4).map(tuple),
)


@given(needs)
def test_what_fits_is_read_again_as_it_was(need: Need) -> None:
    kept, unknown = plain(need, RESOLVE)
    assert unknown == ()
    alike = len({lot.modes for lot in kept.lots}) == 1
    if alike and all(lot.title for lot in kept.lots):
        assert fits(kept, type_need(kept))


@given(lots)
def test_any_single_perceel_with_words_fits(lot: Lot) -> None:
    kept, _ = plain(Need(title="Iets", lots=(lot,)), RESOLVE)
    assert fits(kept, type_need(kept))


def test_places_that_we_do_not_know_are_named() -> None:
    need = Need(lots=(Lot(title="Iets", places=("Nergens",), nuts=("PL824", "BE236", "BE")),))
    kept, unknown = plain(need, RESOLVE)
    assert unknown == ("Nergens", "PL824")
    assert kept.lots[0].places == ("BE236",)


def test_foreign_money_is_no_amount() -> None:
    need, _ = plain(Need(lots=(Lot(title="Iets", value=10.0, currency="PLN"),)), RESOLVE)
    assert (need.lots[0].value, need.lots[0].currency) == (None, None)


def test_a_perceel_without_what_the_first_has_fits() -> None:
    first = Lot(title="a", places=("Gent",), duration_months=12, nature=Nature.WORKS, certificates=("ISO 9001",))
    need, _ = plain(Need(lots=(first, Lot(id="2", title="b"))), RESOLVE)
    assert fits(need, type_need(need))


def test_ways_of_working_of_the_first_alone_do_not_fit() -> None:
    need, _ = plain(Need(lots=(Lot(title="a", modes=(Mode.ENCLAVE,)), Lot(id="2", title="b"))), RESOLVE)
    assert not fits(need, type_need(need))


def test_more_percelen_than_a_form_holds_do_not_fit() -> None:
    need, _ = plain(Need(lots=tuple(Lot(id=str(n), title="a") for n in range(31))), RESOLVE)
    assert not fits(need, type_need(need))


def test_texts_of_the_whole_become_those_of_each_perceel() -> None:
    need = Need(title="Geheel", description="Alles.", lots=(Lot(), Lot(id="x", title="Deel")))
    kept, _ = plain(need, RESOLVE)
    assert [(lot.id, lot.title, lot.description) for lot in kept.lots] == [
        ("1", "Geheel", "Alles."),
        ("2", "Deel", "Alles."),
    ]
