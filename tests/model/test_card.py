"""A card holds what the criteria look at, and comes back as it went in."""

from hypothesis import given

from supplier_guide.model.card import FOREVER, activity_parts, card_of, unpacked
from supplier_guide.model.enterprise import Enterprise
from tests.model.drawn import any_enterprise

STANDINGS = ((1, 5, "presumed", "register"), (9, 12, "proven", None))


@given(any_enterprise)
def test_card_comes_back_as_it_went_in(enterprise: Enterprise) -> None:
    card = card_of(enterprise, STANDINGS)
    again = unpacked(card.packed())
    assert again.packed() == card.packed()
    assert (again.contractor, again.certificates, again.customers) == (
        card.contractor, card.certificates, card.customers,
    )  # fmt: skip
    assert (again.name, again.confirmed, again.turnover) == (card.name, card.confirmed, card.turnover)


@given(any_enterprise)
def test_what_criteria_see_can_be_looked_up(enterprise: Enterprise) -> None:
    card = unpacked(card_of(enterprise, STANDINGS).packed())
    assert {card.contractor, card.certificates, card.customers}


def test_activity_is_written_with_all_that_tells_it_from_others() -> None:
    enterprise = Enterprise.model_validate(
        {
            "id": "atelier",
            "name": "Atelier",
            "activities": [
                {
                    "id": "a", "rubric": "R03.01", "cpv": ["77310000", "77340000"], "modes": ["workshop", "goods"],
                    "capacity": {"band": "small"},
                },
                {"id": "b", "rubric": "R05.02"},
            ],
            "certificates": [{"name": "ISO 9001", "valid_until": "2027-01-31"}, {"name": "VCA"}],
        }
    )  # fmt: skip
    card = card_of(enterprise, ())
    first, second = map(activity_parts, card.activities)
    assert first == {"rubric": "R03.01", "cpv": "77310000 77340000", "modes": "workshop goods", "band": "small"}
    assert second == {"rubric": "R05.02", "cpv": "", "modes": "", "band": ""}
    assert card.certificates == (("iso 9001", 740_012), ("vca", FOREVER))
