"""Whether there are suppliers enough to reserve, as a peer advises it (`docs/peers.md`): same numbers, by median."""

import pytest

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.rules import Advice
from tests.matching.asking import first_lot, lot, need
from tests.peers.builders import EAST_FLANDERS, GREEN, activity, enterprise, territories
from tests.peers.conftest import Holding

PROVINCE, BUDGET, TURNOVER = "Oost-Vlaanderen", 50_000, 1_000_000


def many(count: int, *, turnover: float = TURNOVER) -> list[Enterprise]:
    """Return enterprises in Gent that work in the whole province."""
    works = activity(GREEN, "on_location", area=territories(EAST_FLANDERS))
    return [enterprise(f"Bedrijf {n}", works, annual_turnover=turnover) for n in range(count)]


def advised(holding: Holding, *documents: Enterprise, value: float = BUDGET) -> Advice:
    asked = need(lot(None, rubrics=[GREEN], places=[PROVINCE], value=value, currency="EUR"))
    market = first_lot(holding(*documents), asked).market
    assert market is not None
    return market.advice


@pytest.mark.parametrize(
    ("count", "advice"),
    [
        (31, Advice.RESERVE),
        (30, Advice.RESERVE_LOT),
        (11, Advice.RESERVE_LOT),
        (10, Advice.SOCIAL_CLAUSE),
        (2, Advice.SOCIAL_CLAUSE),
        (1, Advice.NONE),
        (0, Advice.NONE),
    ],
)
def test_a_small_value_is_reserved_by_how_many_there_are(holding: Holding, count: int, advice: Advice) -> None:
    assert advised(holding, *many(count)) is advice


def test_a_value_that_is_not_small_beside_their_turnover_is_reserved_in_part(holding: Holding) -> None:
    assert advised(holding, *many(31), value=300_000) is Advice.RESERVE_LOT
    assert advised(holding, value=299_999) is Advice.RESERVE


def test_one_giant_does_not_make_a_value_small(holding: Holding) -> None:
    # A peer takes the mean turnover, which one giant lifts; ours takes the median.
    giant = enterprise(
        "Reus", activity(GREEN, "on_location", area=territories(EAST_FLANDERS)), annual_turnover=100_000_000
    )
    assert advised(holding, *many(31, turnover=100_000), giant) is Advice.RESERVE_LOT
