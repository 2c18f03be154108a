"""From a notice to a need: what it says and no more; the law only where and when it holds."""

from datetime import date
from typing import Any

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.matching.from_notice import answer_notice, need_of
from supplier_guide.matching.presenting import answer_json
from supplier_guide.model.need import BuyerKind, Nature, Regime, ReservedCode
from supplier_guide.model.notice import Notice
from supplier_guide.notices.reading import read_notice
from supplier_guide.office.matching_parts import matching_parts
from tests.matching.asking import TODAY
from tests.notices.builders import eforms, lot, project, reserved


def notice(lots: list[dict[str, Any]] | None = None, **more: Any) -> Notice:
    """Return a notice of a Belgian town of 22 November 2026, unless ``more`` says otherwise."""
    given = [{"id": f"LOT-{n}", "title": "Gras maaien", **one} for n, one in enumerate(lots or [{}], start=1)]
    stated = {"format": "eforms", "subtype": "16", "country": "BEL", "published_on": "2026-11-22", "language": "nl"}
    return Notice.model_validate({**stated, "lots": given, **more})


FULL: dict[str, Any] = {
    "title": "Bermen maaien", "description": "Tweemaal per jaar.", "cpv": ["77310000", "77314000"],
    "reserved": ["res-ws"], "reserved_execution": "no", "nuts": ["BE236"], "postal_codes": ["9100"],
    "nature": "services", "value": 85_000.0, "currency": "EUR", "duration_months": 24.0,
}  # fmt: skip


def test_what_the_notice_says_is_in_the_need(seed_library: Library) -> None:
    buyer = {"name": "Stad Voorbeeldegem", "kind": "local_authority"}
    read = need_of(
        matching_parts(seed_library),
        notice([FULL], buyer=buyer, title="Groen", value=100_000.0, currency="EUR"),
        today=TODAY,
    )
    need, first = read.need, read.need.lots[0]
    assert (need.title, need.date, need.regime) == ("Groen", date(2026, 11, 22), Regime.CLASSIC)
    assert (need.buyer.kind, need.buyer.name) == (BuyerKind.LOCAL_AUTHORITY, "Stad Voorbeeldegem")
    assert (need.estimated_total, need.procedure_has_notice) == (100_000, True)
    assert (first.id, first.title, first.cpv) == ("LOT-1", "Bermen maaien", ("77310000", "77314000"))
    assert (first.places, first.nuts) == (("9100",), ("BE236",))
    assert (first.reserved, first.reserved_execution) == ((ReservedCode.SHELTERED,), "no")
    assert (first.nature, first.value, first.currency, first.duration_months) == (Nature.SERVICES, 85_000, "EUR", 24)
    assert (read.lawful, read.warnings) == (True, ())


def test_what_the_notice_does_not_say_stays_unsaid(seed_library: Library) -> None:
    read = need_of(matching_parts(seed_library), notice(subtype=None, language="pl"), today=TODAY)
    need, first = read.need, read.need.lots[0]
    assert (need.regime, need.buyer.kind, need.estimated_total, need.procedure_has_notice) == (None,) * 4
    assert need.language is None
    assert (first.value, first.currency, first.nature, first.duration_months, first.reserved) == (None,) * 5
    assert (first.cpv, first.places, first.nuts) == ((), (), ())


@pytest.mark.parametrize(
    ("given", "regime"),
    [
        ({"subtype": "16"}, "classic"),
        ({"subtype": "20"}, "classic"),
        ({"subtype": "29"}, "classic"),
        ({"subtype": "17"}, "utilities"),
        ({"subtype": "21"}, "utilities"),
        ({"subtype": "15"}, "utilities"),
        ({"subtype": "19"}, "concession"),
        ({"subtype": "14"}, "concession"),
        ({"subtype": "18"}, None),
        ({"subtype": "CEI"}, None),
        ({"subtype": None}, None),
        ({"format": "ted_export", "subtype": "F02"}, "classic"),
        ({"format": "ted_export", "subtype": "2"}, "classic"),
        ({"format": "ted_export", "subtype": "F21"}, "classic"),
        ({"format": "ted_export", "subtype": "F05"}, "utilities"),
        ({"format": "ted_export", "subtype": "F22"}, "utilities"),
        ({"format": "ted_export", "subtype": "F24"}, "concession"),
        ({"format": "ted_export", "subtype": "F23"}, "concession"),
        ({"format": "ted_export", "subtype": "F15"}, None),
        ({"format": "ocds", "subtype": "tender"}, None),
    ],
)
def test_which_law_follows_from_the_form_of_the_notice(
    seed_library: Library, given: dict[str, Any], regime: str | None
) -> None:
    found = need_of(matching_parts(seed_library), notice(**given), today=TODAY).need.regime
    assert (found.value if found else None) == regime


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"country": "FRA"}, None),
        ({"country": None, "lots": [{"id": "1", "title": "x", "nuts": ["FR101"]}]}, "niet aan de Belgische regels"),
        ({"published_on": "2019-12-31"}, "Voor 31 december 2019 kennen we geen regels"),
        ({"published_on": "2028-01-01"}, "Voor 1 januari 2028 kennen we geen regels"),
    ],
)
def test_abroad_or_on_a_day_without_rules_there_are_matches_and_no_reservation(
    seed_library: Library, given: dict[str, Any], told: str | None
) -> None:
    found = answer_notice(matching_parts(seed_library), notice(**{"title": "Gras maaien", **given}), today=TODAY)
    for one in found.lots:
        assert (one.reservation, one.market) == (None, None)
    assert told is None or any(told in warning for warning in found.warnings)


def test_matches_are_there_without_the_law(seed_library: Library) -> None:
    found = answer_notice(matching_parts(seed_library), notice([FULL], country="FRA"), today=TODAY)
    assert len(found.lots[0].matched.matches) > 5


def test_a_foreign_notice_as_read_says_that_the_law_does_not_hold(seed_library: Library) -> None:
    read = read_notice(eforms()).model_copy(update={"country": "FRA"})
    abroad = read_notice(eforms().replace(b">BEL<", b">FRA<"))
    assert read.country == abroad.country
    reply = answer_json(
        answer_notice(matching_parts(seed_library), abroad, today=TODAY), notice=abroad, rules_version="x"
    )
    assert reply["lots"][0]["reservation"] is None
    assert any("niet Belgisch" in warning for warning in reply["notice"]["warnings"])


def test_without_a_country_belgian_places_or_none_leave_the_law(seed_library: Library) -> None:
    parts = matching_parts(seed_library)
    assert need_of(parts, notice(country=None), today=TODAY).lawful
    assert need_of(parts, notice([{"nuts": ["BE234"]}], country=None), today=TODAY).lawful


def test_without_a_date_it_is_as_of_today_and_says_so(seed_library: Library) -> None:
    read = need_of(matching_parts(seed_library), notice(published_on=None), today=TODAY)
    assert read.need.date == TODAY
    assert "25 november 2026" in read.warnings[0]


def test_foreign_postal_codes_are_no_belgian_places(seed_library: Library) -> None:
    """1000 is Brussels in Belgium, and Ljubljana in Slovenia."""
    parts = matching_parts(seed_library)
    lot = {"postal_codes": ["1000"], "nuts": ["SI041"]}
    assert need_of(parts, notice([lot], country="SVN"), today=TODAY).need.lots[0].places == ()
    assert need_of(parts, notice([{"postal_codes": ["1000"]}], country="BEL"), today=TODAY).need.lots[0].places == (
        "1000",
    )


def test_an_unknown_place_is_left_out_and_named(seed_library: Library) -> None:
    found = answer_notice(matching_parts(seed_library), notice([{**FULL, "nuts": ["BE999", "BE236"]}]), today=TODAY)
    assert [p.label for p in found.lots[0].matched.understood.places] == ["Sint-Niklaas"]
    assert any("BE999" in warning for warning in found.warnings)


def test_an_unknown_currency_is_no_amount_and_is_named(seed_library: Library) -> None:
    read = need_of(matching_parts(seed_library), notice([{**FULL, "currency": "XXQ"}]), today=TODAY)
    assert (read.need.lots[0].value, read.need.lots[0].currency) == (None, None)
    assert any("XXQ" in warning for warning in read.warnings)


def test_a_total_in_another_currency_is_no_total_in_euro(seed_library: Library) -> None:
    read = need_of(matching_parts(seed_library), notice(value=5_000.0, currency="NOK"), today=TODAY)
    assert read.need.estimated_total is None


def test_reserved_lots_of_a_real_document_leave_out_who_does_not_qualify(seed_library: Library) -> None:
    body = eforms(lots=lot("LOT-0001", terms=reserved("res-ws")) + lot("LOT-0002", project=project(main="79800000")))
    found = answer_notice(matching_parts(seed_library), read_notice(body), today=TODAY)
    first, second = found.lots
    assert {f.criterion for m in first.matched.matches for f in m.findings} >= {"reservation", "rubric", "words"}
    assert "reservation" not in {f.criterion for m in second.matched.matches for f in m.findings}


def test_a_lot_that_says_nothing_has_no_matches_and_does_not_spoil_the_others(seed_library: Library) -> None:
    said, unsaid = answer_notice(matching_parts(seed_library), notice([FULL, {"title": None}]), today=TODAY).lots
    assert said.matched.matches
    assert (unsaid.matched.matches, unsaid.matched.left_out) == ((), ())


def test_five_hundred_lots_are_one_answer(seed_library: Library) -> None:
    many = [{"title": None, "cpv": ["99999999"]} for _ in range(500)]
    assert len(answer_notice(matching_parts(seed_library), notice(many), today=TODAY).lots) == 500
