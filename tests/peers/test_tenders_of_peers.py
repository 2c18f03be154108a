"""Who is asked for a tender, as peers test it (`docs/peers.md`): ten rubrics, two towns, areas of every sort.

Each case names the enterprises that the peer would mail; a comment says why ours answers otherwise, where it does.
"""

from typing import Any

import pytest
from pydantic import ValidationError

from supplier_guide.directory.library import Library
from supplier_guide.matching.answering import LotAnswer
from supplier_guide.model.need import Need
from supplier_guide.search.query import Coverage, Reach
from tests.matching.asking import first_lot, lot, names, need
from tests.peers.asking import answer, found
from tests.peers.builders import COUNTRY, EAST_FLANDERS, GREEN, activity, enterprise, radius, territories
from tests.peers.conftest import Holding

WORKED_BY_FIRST = ("R01.01", "R02.01", "R03.01", "R05.01", "R07.01")
WORKED_BY_SECOND = ("R04.01", "R06.01", "R08.01", "R09.01", "R10.01")
ASKED = (*WORKED_BY_FIRST, *WORKED_BY_SECOND)
ASIDE, NOBODY = "R11.04", "R16.02"
"""A rubric that was not asked, and one that nobody has; of other families than those asked."""

FIRST = enterprise(
    "Eerste",
    *(activity(r, "on_location", "goods", area=radius(25)) for r in WORKED_BY_FIRST),
    activity(ASIDE, "goods", area=COUNTRY),
    kind="arbeidszorg",
)
SECOND = enterprise("Tweede", *(activity(r, "goods", area=radius(10)) for r in WORKED_BY_SECOND))
THIRD = enterprise("Derde", activity(ASIDE, "goods", area=COUNTRY), at="4000")
FOURTH = enterprise("Vierde", activity(WORKED_BY_FIRST[-1], "on_location", "goods"), at="9030")
NATIONWIDE = enterprise("Overal", activity(WORKED_BY_FIRST[0], "on_location", area=COUNTRY), at="4000")
SEATED_ELSEWHERE = enterprise(
    "Buurman", activity(WORKED_BY_FIRST[0], "on_location", area=territories(EAST_FLANDERS)), at="2000"
)


def asked(library: Library, *places: str, rubrics: tuple[str, ...] = ASKED) -> LotAnswer:
    """Return the answer to a tender for these rubrics and nothing more."""
    return first_lot(library, need(lot(None, rubrics=rubrics, places=places)))


def mailed(library: Library, *places: str, **more: Any) -> set[str]:
    return set(names(asked(library, *places, **more).matched.matches))


@pytest.fixture
def four(holding: Holding) -> Library:
    """Return a library with the four that most cases are about."""
    return holding(FIRST, SECOND, THIRD, FOURTH)


def test_rubric_and_place_decide_and_an_unstated_area_is_no_reason_to_leave_out(four: Library) -> None:
    assert mailed(four, "Gent", "Luik") == {"eerste", "tweede", "vierde"}


def test_one_kind_of_enterprise_is_a_filter_of_the_search_and_never_of_a_tender(four: Library) -> None:
    # A peer reserves a tender to one type. By law whoever is equivalent must be accepted, so a need has no such
    # field; who only looks around finds them with the filter on recognitions.
    assert found(four, rubric=ASKED, place=("Gent",), recognition=("arbeidszorg",)) == ["eerste"]
    with pytest.raises(ValidationError):
        Need.model_validate({"lots": [{"title": "Werk", "kinds": ["arbeidszorg"]}]})


def test_without_a_place_the_rubric_alone_decides(four: Library) -> None:
    assert mailed(four) == {"eerste", "tweede", "vierde"}


def test_a_rubric_that_nobody_has_finds_nobody(four: Library) -> None:
    assert mailed(four, "Gent", rubrics=(NOBODY,)) == set()


def test_who_serves_the_whole_country_serves_the_town_and_stands_below_who_is_near(holding: Holding) -> None:
    # A peer leaves nationwide enterprises out of a local tender unless asked. Ours leaves nobody out for reaching
    # further than needed, because they may well be the ones that can: distance decides on the order alone.
    library = holding(FIRST, SECOND, THIRD, FOURTH, NATIONWIDE)
    assert mailed(library, "Gent") == {"eerste", "tweede", "vierde", "overal"}
    near = enterprise("Dichtbij", activity(WORKED_BY_FIRST[0], "on_location", area=COUNTRY))
    both = holding(near)
    assert names(asked(both, "Gent", rubrics=WORKED_BY_FIRST[:1]).matched.matches)[-1] == "overal"


def test_nationwide_alone_is_asked_with_the_country_as_the_place(holding: Holding) -> None:
    # A peer has a switch for it, which ignores the place. Ours asks what is meant: a place as large as the country,
    # of which a nationwide enterprise serves all, and others a part.
    library = holding(FIRST, SECOND, THIRD, FOURTH, NATIONWIDE)
    coverage = {hit.enterprise.id: hit.coverage for hit in answer(library, rubric=ASKED, place=("BE",)).hits}
    assert {identity for identity, one in coverage.items() if one is Coverage.FULL} == {"overal"}
    assert coverage["eerste"] is Coverage.PARTIAL


def test_a_province_covers_its_towns_wherever_the_enterprise_is_seated(holding: Holding) -> None:
    library = holding(FIRST, SECOND, THIRD, FOURTH, SEATED_ELSEWHERE)
    assert mailed(library, "Gent") == {"eerste", "tweede", "vierde", "buurman"}


AROUND = (
    enterprise("Aalst", activity(GREEN, "on_location", "goods", area=radius(30)), at="9300"),
    enterprise("Gent", activity(GREEN, "on_location", area=radius(25))),
    enterprise("Luik", activity(GREEN, "on_location", area=COUNTRY), at="4000"),
    enterprise("Antwerpen", activity(GREEN, "on_location", area=radius(5)), at="2000"),
)
"""Oudenaarde lies 24 km from Gent, 32 km from Aalst."""


def test_seats_within_a_distance_are_a_question_for_the_search(holding: Holding) -> None:
    # A peer mails who is seated within 30 km. Ours asks whose own area reaches the place, and takes the nationwide
    # one too; where the seats lie is asked of the search.
    library = holding(*AROUND)
    around = answer(library, rubric=(GREEN,), place=("Oudenaarde",), reach=Reach.LOCATED, radius_km=30)
    assert [hit.enterprise.id for hit in around.hits if not hit.widened] == ["gent"]
    assert mailed(library, "Oudenaarde", rubrics=(GREEN,)) == {"gent", "luik"}


def test_near_ones_and_nationwide_ones_come_together_the_near_first(holding: Holding) -> None:
    library = holding(*AROUND)
    assert names(asked(library, "Oudenaarde", rubrics=(GREEN,)).matched.matches) == ["gent", "luik"]


def test_who_says_not_to_go_so_far_is_left_out_and_named(holding: Holding) -> None:
    # A peer looks at the seat alone, and mails an enterprise that said it does not come.
    library = holding(
        enterprise("Kort", activity(GREEN, "on_location", area=radius(10))),
        enterprise("Lang", activity(GREEN, "on_location", area=radius(30))),
    )
    answered = asked(library, "Oudenaarde", rubrics=(GREEN,))
    assert names(answered.matched.matches) == ["lang"]
    (missed,) = answered.matched.left_out
    assert missed.enterprise.id == "kort"
    assert missed.failed is not None
    assert missed.failed.criterion == "reach"


def test_a_nationwide_enterprise_next_door_is_asked(holding: Holding) -> None:
    # A peer leaves it out: it drops nationwide activities after matching the place.
    library = holding(enterprise("Buren", activity(GREEN, "on_location", area=COUNTRY)))
    assert mailed(library, "Gent", rubrics=(GREEN,)) == {"buren"}
