"""What a reader should know besides what a notice says."""

import pytest

from supplier_guide.notices.reading import read_notice
from supplier_guide.notices.remarks import Remarks
from tests.notices.builders import eforms, lot, ocds, organisation, project, release, reserved, ted


def warned(body: bytes, word: str) -> bool:
    return any(word in warning for warning in read_notice(body).warnings)


@pytest.mark.parametrize("body", [eforms(), ted(), ocds()])
def test_a_plain_belgian_notice_has_no_warnings(body: bytes) -> None:
    assert read_notice(body).warnings == ()


def test_a_buyer_abroad_is_warned_of() -> None:
    assert warned(eforms(organisations=organisation(country="FRA")), "niet Belgisch (land: FRA)")
    assert warned(
        ted(forms='<F02_2014 FORM="F02" LG="FR"><OBJECT_CONTRACT/></F02_2014>', country="FR"), "niet Belgisch"
    )


def test_a_notice_without_codes_is_warned_of() -> None:
    assert warned(eforms(whole=project(main=""), lots=lot(project=project(main=""))), "geen CPV-code")


@pytest.mark.parametrize("subtype", [str(number) for number in range(25, 41)] + ["E4", "E6"])
def test_a_result_without_reservation_is_warned_of(subtype: str) -> None:
    assert warned(eforms(root="ContractAwardNotice", subtype=subtype), "voorbehouden was")


@pytest.mark.parametrize("subtype", [str(number) for number in range(1, 25)] + ["CEI", "E1", "E2", "E3", "T01"])
def test_a_notice_that_announces_is_not_warned_of_as_a_result(subtype: str) -> None:
    assert not warned(eforms(subtype=subtype), "voorbehouden was")


@pytest.mark.parametrize("subtype", ["3", "6", "9", "18", "22", "27", "31"])
def test_a_subtype_of_the_defence_directive_is_warned_of(subtype: str) -> None:
    assert warned(eforms(subtype=subtype), "defensie")


def test_the_defence_directive_itself_is_warned_of() -> None:
    assert warned(eforms(domain="32009L0081"), "defensie")
    assert warned(ted().replace(b"32014L0024", b"32009L0081"), "defensie")
    said = release()
    said["tender"]["legalBasis"] = {"id": "32009L0081", "scheme": "CELEX"}
    assert warned(ocds(said), "defensie")


def test_several_codes_are_warned_of_with_their_lot() -> None:
    body = eforms(
        lots=lot("LOT-0001", terms=reserved("res-ws")) + lot("LOT-0002", terms=reserved("res-ws", "res-pub-ser"))
    )
    assert warned(body, "perceel LOT-0002")


def test_reserved_and_not_reserved_at_once_is_warned_of() -> None:
    assert warned(eforms(lots=lot(terms=reserved("none", "res-ws"))), "tegelijk")


def test_an_unknown_code_of_reservation_is_warned_of() -> None:
    assert warned(eforms(lots=lot(terms=reserved("res-iets"))), "niet kennen")


def test_a_warning_is_said_once_and_their_number_is_bounded() -> None:
    remarks = Remarks()
    for number in range(1_000):
        remarks.add("tweemaal")
        remarks.add(f"nummer {number}")
    assert remarks.all()[0] == "tweemaal"
    assert len(remarks.all()) == 40
