"""Selections without a place; `docs/peers.md` says where ours differ and why."""

from dataclasses import fields

import pytest
from pydantic import ValidationError

from supplier_guide.directory.question import Question
from supplier_guide.errors import Unprocessable
from tests.peers.asking import answer, found
from tests.peers.builders import CLEANING, COUNTRY, GREEN, PRINTING, activity, enterprise
from tests.peers.conftest import Holding


def test_only_published_enterprises_are_found(holding: Holding) -> None:
    library = holding(
        enterprise("Zichtbaar"),
        enterprise("Klad", status="draft"),
        enterprise("Gestopt", status="archived", archived_on="2026-01-31"),
    )
    assert found(library) == ["zichtbaar"]


def test_there_is_no_kind_to_leave_out_because_an_unknown_kind_never_enters() -> None:
    # A peer hides enterprises of a type it excludes; our list of recognitions is closed, so such a document is refused.
    with pytest.raises(ValidationError):
        enterprise("Buitenstaander", kind="uitgesloten-soort")


def test_several_recognitions_mean_any_of_them(holding: Holding) -> None:
    library = holding(
        enterprise("Maat", kind="maatwerkbedrijf"),
        enterprise("Buurt", kind="lokale-diensteneconomie"),
        enterprise("Zorg", kind="arbeidszorg"),
    )
    assert set(found(library, recognition=("maatwerkbedrijf", "arbeidszorg"))) == {"maat", "zorg"}


def test_a_mode_is_met_by_an_activity_with_more_modes(holding: Holding) -> None:
    library = holding(
        enterprise("Enkel", activity(GREEN, "enclave", area=COUNTRY)),
        enterprise("Dubbel", activity(GREEN, "enclave", "goods", area=COUNTRY)),
        enterprise("Winkel", activity(GREEN, "goods", area=COUNTRY)),
    )
    assert set(found(library, mode=("enclave",))) == {"enkel", "dubbel"}


def test_several_rubrics_mean_any_of_them(holding: Holding) -> None:
    library = holding(
        enterprise("Leeg"),
        enterprise("Groen", activity(GREEN)),
        enterprise("Groen en net", activity(GREEN), activity(CLEANING)),
        enterprise("Druk", activity(PRINTING)),
        enterprise("Net", activity(CLEANING)),
    )
    assert set(found(library, rubric=(GREEN, PRINTING))) == {"groen", "groen-en-net", "druk"}


def test_an_unknown_rubric_is_refused_with_what_it_might_be(holding: Holding) -> None:
    library = holding(enterprise("Groen", activity(GREEN)))
    with pytest.raises(Unprocessable) as refused:
        found(library, rubric=("R03.99",))
    assert refused.value.code == "unknown_rubric"
    assert refused.value.field == "rubric"
    assert "R03" in refused.value.suggestions


def test_several_certificates_mean_any_of_them_and_nobody_comes_twice(holding: Holding) -> None:
    iso, vca = {"name": "ISO 9001"}, {"name": "VCA"}
    library = holding(
        enterprise("Geen"),
        enterprise("Kwaliteit", certificates=[iso]),
        enterprise("Veilig", certificates=[vca]),
        enterprise("Beide", certificates=[iso, vca]),
    )
    assert sorted(found(library, certificate=("iso 9001", "VCA"))) == ["beide", "kwaliteit", "veilig"]


def test_turnover_and_staff_are_shown_but_choose_nobody(holding: Holding) -> None:
    # Peers filter on bands of turnover and staff. What a buyer needs to know is how many people can work on one
    # assignment, which figures of a whole enterprise do not tell; capacity per activity does.
    staff = {"total": 30, "target_group": 12, "unit": "headcount"}
    library = holding(enterprise("Klein", annual_turnover=50_000), enterprise("Middel", workforce=staff))
    shown = {hit.enterprise.id: hit.enterprise for hit in answer(library).hits}
    assert shown["klein"].annual_turnover == 50_000
    assert shown["middel"].workforce is not None
    assert shown["middel"].workforce.total == 30  # permanent staff included: the total is stated, not added up
    assert {"turnover", "annual_turnover", "revenue", "staff", "workforce"}.isdisjoint(f.name for f in fields(Question))


def test_fuller_records_come_first_then_fresher_then_by_name(holding: Holding) -> None:
    # Peers count offers, a logo and users. We count what buyers ask: number, contact, area, capacity and so on.
    contact = {"phone": "+3292102030", "website": "https://voorbeeld.be"}
    library = holding(
        enterprise("Anders"),
        enterprise("Bericht"),
        enterprise("Cijfers", confirmed_on="2026-01-15"),
        enterprise("Dagelijks", confirmed_on="2026-11-01"),
        enterprise("Echt", contact=contact),
        enterprise("Foto", contact=contact, enterprise_number="0123456749", workforce={"total": 5, "unit": "fte"}),
    )
    assert found(library) == ["foto", "echt", "dagelijks", "cijfers", "anders", "bericht"]
