"""The hard criteria: who fails one is left out with the reason; who is not known stays, to be checked."""

from collections.abc import Callable
from typing import Any

import pytest

from supplier_guide.directory.library import Library
from supplier_guide.matching.finding import Judgement
from supplier_guide.rules import Standing
from tests.directory.installing import activity
from tests.matching.asking import finding, first_lot, gardener, held, lot, names, need, of

LibraryOf = Callable[..., Library]
AIM = {"integration": True}
RESERVED = lot(reserved=["res-ws"])


def staff(group: float, as_of: str | None = "2025-12-31") -> dict[str, Any]:
    return {"total": 100, "target_group": group, "unit": "headcount", "as_of": as_of}


def test_twelve_per_cent_is_left_out_of_a_reserved_lot_with_the_reason(library_of: LibraryOf) -> None:
    library = library_of(
        gardener("twaalf", aim=AIM, workforce=staff(12)), gardener("dertig", aim=AIM, workforce=staff(30))
    )
    answer = first_lot(library, need(RESERVED))
    assert names(answer.matched.matches) == ["dertig"]
    (missed,) = answer.matched.left_out
    assert missed.failed is not None
    assert (missed.id, missed.failed.criterion) == ("twaalf", "reservation")
    assert "12 %" in missed.failed.sentence
    assert of(answer, "dertig").qualifies.verdict is Standing.PROVEN
    assert of(answer, "dertig").fits


def test_a_recognition_does_not_make_up_for_twelve_per_cent(library_of: LibraryOf) -> None:
    library = library_of(gardener("erkend", recognitions=held(), workforce=staff(12)))
    assert first_lot(library, need(RESERVED)).matched.matches == ()


def test_twelve_per_cent_may_do_a_lot_that_is_not_reserved(library_of: LibraryOf) -> None:
    library = library_of(gardener("twaalf", workforce=staff(12)))
    assert names(first_lot(library, need(lot(reserved=["none"]))).matched.matches) == ["twaalf"]
    assert names(first_lot(library, need(lot(reserved=None))).matched.matches) == ["twaalf"]


@pytest.mark.parametrize(
    "who",
    [
        {"recognitions": held(valid_until="2026-11-21")},
        {"recognitions": held("maatwerkafdeling")},
        {"recognitions": held("kringloopcentrum")},
        {"aim": AIM},
        {"aim": AIM, "workforce": staff(60, None)},
        {},
    ],
)
def test_expired_or_unknown_stays_to_be_checked_with_what_to_ask(library_of: LibraryOf, who: dict[str, Any]) -> None:
    match = of(first_lot(library_of(gardener("aa", **who)), need(RESERVED)), "aa")
    assert match.failed is None
    assert not match.fits
    assert match.qualifies.verdict is Standing.UNKNOWN
    assert any("personeelslijst" in evidence for evidence in match.qualifies.ask_for)


def test_expired_recognition_is_worded_with_care(library_of: LibraryOf) -> None:
    match = of(first_lot(library_of(gardener("aa", recognitions=held(valid_until="2026-11-21"))), need(RESERVED)), "aa")
    assert "niet bevestigd op 22 november 2026" in finding(match, "reservation").sentence


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [("register", "fits"), ("decision", "to_check"), ("publication", "to_check"), ("self", "to_check")],
)
def test_a_presumption_fits_only_when_the_register_was_looked_up(
    library_of: LibraryOf, evidence: str, verdict: str
) -> None:
    match = of(first_lot(library_of(gardener("aa", recognitions=held(evidence=evidence))), need(RESERVED)), "aa")
    assert (match.qualifies.verdict, match.fits) == (Standing.PRESUMED, verdict == "fits")
    told = "register niet nagekeken" in match.qualifies.because
    assert told == (evidence in {"publication", "self"})


def test_an_area_that_does_not_touch_the_place_is_left_out(library_of: LibraryOf) -> None:
    area = {"kind": "territories", "codes": ["BE21"]}
    library = library_of(
        gardener("antwerpen", service_area=area), gardener("overal"), gardener("zegt-niets", service_area=None)
    )
    answer = first_lot(library, need())
    assert set(names(answer.matched.matches)) == {"overal", "zegt-niets"}
    (missed,) = answer.matched.left_out
    assert missed.failed is not None
    assert (missed.id, missed.failed.criterion) == ("antwerpen", "reach")
    assert finding(of(answer, "zegt-niets"), "reach").verdict is Judgement.UNKNOWN


def test_catering_in_one_town_and_gardens_everywhere_is_not_catering_everywhere(library_of: LibraryOf) -> None:
    here = {"kind": "territories", "codes": ["11002"]}
    rows = (activity("R03.01"), activity("R07.01", id="a2", service_area=here))
    answer = first_lot(library_of(gardener("beide", *rows)), need(lot("Broodjes", rubrics=["R07.01"])))
    assert answer.matched.matches == ()
    assert names(answer.matched.left_out) == ["beide"]


@pytest.mark.parametrize(
    ("classes", "verdict"),
    [
        ([], "unknown"),
        ([{"category": "G3", "class": 2}], "met"),
        ([{"category": "G3", "class": 3}], "met"),
        ([{"category": "G", "class": 2}], "met"),
        ([{"category": "G3", "class": 1}], "not_met"),
        ([{"category": "D", "class": 8}], "unknown"),
    ],
)
def test_contractor_class_asked_is_compared_within_its_category(
    library_of: LibraryOf, classes: list[dict[str, Any]], verdict: str
) -> None:
    asked = need(lot(nature="works", value=100_000, contractor_class={"category": "G3", "class": 2}))
    match = of(first_lot(library_of(gardener("aa", contractor_classes=classes)), asked), "aa")
    assert finding(match, "contractor").verdict == verdict
    assert (match.failed is not None) == (verdict == "not_met")


def test_a_service_asks_for_no_contractor(library_of: LibraryOf) -> None:
    match = of(first_lot(library_of(gardener("aa")), need(lot(nature="services", value=500_000))), "aa")
    assert "contractor" not in {f.criterion for f in match.findings}


def test_an_expired_certificate_is_not_met(library_of: LibraryOf) -> None:
    given = [{"name": "ISO 9001", "valid_until": "2026-11-21"}]
    library = library_of(
        gardener("verlopen", certificates=given), gardener("geldig", certificates=[{"name": "iso 9001"}])
    )
    answer = first_lot(library, need(lot(certificates=["ISO 9001"])))
    assert finding(of(answer, "verlopen"), "certificates").verdict is Judgement.NOT_MET
    assert finding(of(answer, "geldig"), "certificates").verdict is Judgement.MET


def test_class_of_a_category_that_nobody_stated_is_to_be_checked(library_of: LibraryOf) -> None:
    roofer = gardener("dak", contractor_classes=[{"category": "D12", "class": 3}])
    match = of(first_lot(library_of(roofer), need(lot(nature="works", value=200_000))), "dak")
    assert finding(match, "contractor").verdict == "unknown"
    assert "categorie" in finding(match, "contractor").sentence
    assert not match.fits


def test_works_without_a_value_leave_open_whether_a_contractor_is_needed(library_of: LibraryOf) -> None:
    match = of(first_lot(library_of(gardener("dak")), need(lot(nature="works"))), "dak")
    assert finding(match, "contractor").verdict == "unknown"
    assert "Zonder de waarde" in finding(match, "contractor").sentence
    assert not match.fits


@pytest.mark.parametrize("days", [("2027-01-01", "2020-01-01"), ("2020-01-01", "2027-01-01")])
def test_of_two_certificates_of_one_name_the_last_to_end_counts(library_of: LibraryOf, days: tuple[str, str]) -> None:
    certificates = [{"name": "ISO 9001", "valid_until": day} for day in days]
    library = library_of(gardener("iso", certificates=certificates))
    match = of(first_lot(library, need(lot(certificates=["ISO 9001"]))), "iso")
    assert finding(match, "certificates").verdict == "met"


def test_division_that_ends_in_a_zero_fits_the_codes_under_it(library_of: LibraryOf) -> None:
    row = activity("R03.01", "on_location", text="Papier.", cpv=["30000000"])
    match = of(first_lot(library_of(gardener("papier", row)), need(lot(rubrics=[], cpv=["30190000"]))), "papier")
    assert finding(match, "rubric").score > 0
