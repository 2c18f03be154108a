"""What holds for every valid need: never an exception, never a leap from yes to no by stating something else."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_guide.model.need import BuyerKind, Nature, Need, Regime
from supplier_guide.rules import Reservation, check
from supplier_guide.rules.reservation import Checked
from tests.rules.needs import CARE, GREEN, TODAY, rules

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
TRUTH = st.none() | st.booleans()
AMOUNT = (
    st.none()
    | st.sampled_from([0, 29_999, 30_000, 139_999, 140_000, 216_000, 750_000, 5_404_000])
    | st.floats(min_value=0, max_value=1e12)
)
CODES = st.lists(
    st.sampled_from([CARE, GREEN, "79430000", "92500000", "55100000"]) | st.from_regex(r"\A[0-9]{8}\Z"), max_size=3
)
LOTS = st.fixed_dictionaries(
    {
        "cpv": CODES,
        "nature": st.none() | st.sampled_from(list(Nature)),
        "value": AMOUNT,
        "currency": st.sampled_from([None, "EUR", "USD"]),
        "duration_months": st.none() | st.floats(min_value=0.5, max_value=1_200),
        "reserved": st.sampled_from([None, ["none"], ["res-ws"], ["res-pub-ser", "res-ws"]]),
        "reserved_execution": st.sampled_from([None, "yes", "no", "not-known"]),
    }
)
NEEDS = st.fixed_dictionaries(
    {
        "buyer": st.fixed_dictionaries(
            {
                "kind": st.none() | st.sampled_from(list(BuyerKind)),
                "is_contracting_authority": TRUTH,
                "designated_art91": TRUTH,
                "art91_award_last_3y": TRUTH,
            }
        ),
        "regime": st.none() | st.sampled_from(list(Regime)),
        "date": st.none() | DAYS,
        "estimated_total": AMOUNT,
        "procedure_has_notice": TRUTH,
        "lots": st.lists(LOTS, min_size=1, max_size=4),
    }
)
BUYER_FIELDS = ("kind", "is_contracting_authority", "designated_art91", "art91_award_last_3y")
LOT_FIELDS = ("cpv", "nature", "value", "duration_months")


def answered(document: dict[str, Any]) -> Reservation:
    return check(Need.model_validate(document), rules(), today=TODAY)


def checks(found: Reservation) -> dict[str, Checked]:
    every: tuple[Checked, ...] = (*found.regimes, *found.procedures)
    return {c.id: c for c in every}


@settings(max_examples=150, deadline=None)
@given(NEEDS, st.booleans())
def test_every_valid_need_gets_a_whole_answer(document: dict[str, Any], one: bool) -> None:  # noqa: FBT001 - drawn
    need = Need.model_validate(document)
    found = check(need, rules(), today=TODAY, lot=need.lots[0] if one else None)

    assert len(found.regimes) == 5
    assert len(found.procedures) == 8
    for part in checks(found).values():
        assert part.because
        assert all(r.source_url.startswith("http") and r.sentence and "{" not in r.sentence for r in part.because)
        assert part.verdict in {"no", "unknown"} or not part.missing
    for regime in found.regimes:
        assert (regime.verdict == "unknown") <= bool(regime.missing)
    assert found.disclaimer


@settings(max_examples=150, deadline=None)
@given(NEEDS)
def test_answer_is_the_same_every_time(document: dict[str, Any]) -> None:
    assert answered(document) == answered(document)


def without(document: dict[str, Any], field: str) -> tuple[dict[str, Any], bool]:
    """Return a need that does not state ``field``, and whether it did."""
    part, _, name = field.rpartition(".")
    if part == "lots":
        bare = [{**lot, name: [] if name == "cpv" else None} for lot in document["lots"]]
        return {**document, "lots": bare}, all(lot[name] not in (None, []) for lot in document["lots"])
    if part == "buyer":
        return {**document, "buyer": {**document["buyer"], name: None}}, document["buyer"][name] is not None
    return {**document, name: None}, document[name] is not None


FIELDS = (
    *(f"buyer.{f}" for f in BUYER_FIELDS),
    *(f"lots.{f}" for f in LOT_FIELDS),
    "regime",
    "estimated_total",
    "procedure_has_notice",
)


def taken_for_granted(document: dict[str, Any], field: str) -> bool:
    """Say whether the check takes this field to be so until the buyer says otherwise, and says that it does."""
    return field == "buyer.is_contracting_authority" and document["buyer"]["kind"] in {"school", "care"}


@settings(max_examples=400, deadline=None)
@given(NEEDS, st.sampled_from(FIELDS))
def test_stating_one_more_field_turns_no_verdict_round_unless_that_field_was_asked_for(
    document: dict[str, Any], field: str
) -> None:
    if field == "estimated_total":
        # A total stated beside lots with values replaces their sum: another statement, not one more.
        document = {**document, "lots": [{**lot, "value": None} for lot in document["lots"]]}
    bare, stated = without(document, field)
    if not stated or taken_for_granted(document, field):
        return
    before, after = checks(answered(bare)), checks(answered(document))

    for name, then in before.items():
        if then.verdict != "unknown" and after[name].verdict != then.verdict:
            assert field in then.missing, (name, then.verdict, after[name].verdict)


@settings(max_examples=150, deadline=None)
@given(NEEDS, st.sampled_from(FIELDS))
def test_unknown_verdict_asks_for_something_that_is_not_stated(document: dict[str, Any], field: str) -> None:
    bare, _ = without(document, field)
    need = Need.model_validate(bare)
    gaps = {
        "buyer.kind": need.buyer.kind is None,
        "buyer.is_contracting_authority": need.buyer.is_contracting_authority is None,
        "buyer.designated_art91": need.buyer.designated_art91 is None,
        "regime": need.regime is None,
        "estimated_total": need.estimated_total is None,
        "lots.value": any(lot.value is None for lot in need.lots),
        "lots.currency": any(lot.currency == "USD" for lot in need.lots),
        "lots.cpv": any(not lot.cpv for lot in need.lots) or len({lot.cpv[0] for lot in need.lots}) > 1,
        "lots.nature": len({lot.nature for lot in need.lots}) > 1 or need.lots[0].nature is None,
        "lots.duration_months": any(lot.duration_months is None for lot in need.lots)
        or len({lot.duration_months for lot in need.lots}) > 1,
    }

    assert [m for m in answered(bare).missing if not gaps[m]] == []
