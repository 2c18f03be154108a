"""Published notices, read by eye, when they lie beside the checkout: what each of them says of its lots.

The table of expected values is that of the folder itself; the facts below were read from the notices by hand.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from supplier_guide.model.notice import Notice, NoticeLot
from supplier_guide.notices.codes import country
from supplier_guide.notices.reading import read_notice

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "notices"
WITHOUT_LOTS_OF_THEIR_OWN = {
    "eforms-sdk_pin-only_24_lots.xml": 10,  # parts of a plan
    "ted_042736-2018.xml": 1,  # one object, told in two languages
}
MARKS = {
    "RESTRICTED_SHELTERED_WORKSHOP": "res-ws",
    "RESTRICTED_TO_SHELTERED_WORKSHOPS": "res-ws",
    "RESERVED_ORGANISATIONS_SERVICE_MISSION": "res-pub-ser",
    "shelteredWorkshop": "res-ws",
}

FACTS: dict[str, dict[str, dict[str, Any]]] = {
    "eforms-sdk_CEI.xml": {"LOT-0000": {"nuts": ("BE100",), "duration_months": 48, "reserved": None, "reserved_execution": "not-known"}},
    "eforms-sdk_can_24_maximal.xml": {
        "LOT-0001": {"cpv": ("75121000", "33185200"), "nuts": ("LU000",), "postal_codes": ("1234",), "value": 9999999.99, "reserved": None},
        "LOT-0002": {"cpv": ("75121000",), "value": 9999999.99},
    },
    "eforms-sdk_change-cn_24_open_dates.xml": {"LOT-0000": {"reserved": ("none",), "reserved_execution": "no", "duration_months": 36, "nuts": ()}},
    "eforms-sdk_cn_23.xml": {"LOT-0000": {"nuts": ("FRB04",), "duration_months": 48, "value": None, "nature": "services"}},
    "eforms-sdk_cn_24_maximal.xml": {
        "LOT-0001": {"reserved": ("res-pub-ser",), "reserved_execution": "yes", "nuts": ("LU000",), "value": 9999999.99, "currency": "EUR"},
        "LOT-0002": {"reserved": ("none",), "reserved_execution": "yes", "cpv": ("75121000",)},
    },
    "eforms-sdk_cn_24_minimal.xml": {"LOT-0000": {"nuts": ("FRD22",), "duration_months": 48, "value": None, "reserved": ("none",)}},
    "eforms-sdk_cn_25.xml": {"LOT-0000": {"cpv": ("50000000",), "reserved": ("none",), "reserved_execution": "yes", "duration_months": 5}},
    "eforms-sdk_pin-cfc-social_24.xml": {"LOT-0001": {"reserved": ("res-ws",), "reserved_execution": "not-known", "duration_months": None}},
    "eforms-sdk_pin-only_24_lots.xml": {
        "PAR-0001": {"cpv": ("44111000",), "nature": "supplies", "value": None},
        "PAR-0004": {"cpv": ("45213221",), "nature": "works"},
        "PAR-0010": {"cpv": ("33196000",)},
    },
    "eforms-sdk_pin-rtl_81.xml": {"LOT-0001": {"reserved": ("res-ws",), "reserved_execution": "yes", "duration_months": 48, "nature": "works"}},
    "eforms-sdk_veat_24.xml": {"LOT-0000": {"cpv": ("33000000",), "reserved": None, "nature": "supplies"}},
    "eforms_2024-OJS017-00047522.xml": {"LOT-0001": {"cpv": ("90511100",), "nuts": ("FRJ12",)}, "LOT-0002": {"cpv": ("90511400",), "duration_months": None}},
    "eforms_2024-OJS044-00127505.xml": {"LOT-0000": {"value": 1000000, "currency": "EUR", "nuts": (), "cpv": ("79610000", "79600000")}},
    "eforms_2024-OJS052-00152054.xml": {"LOT-0001": {"nuts": ("BE255",), "value": 12960000, "duration_months": 108, "cpv": ("55400000",)}},
    "eforms_2024-OJS065-00191534.xml": {
        "LOT-0001": {"title": "2023/DVZOE/CLEANING/FITT/PO - 1", "nuts": ("BE234",), "duration_months": 48, "reserved": None},
        "LOT-0002": {"nuts": ("BE236",)},
        "LOT-0003": {"nuts": ("BE257",)},
        "LOT-0005": {"nuts": ("BE310",)},
    },
    "eforms_539018-2023.xml": {"LOT-0001": {"nuts": ("BE242",), "duration_months": None, "nature": "supplies"}},
    "eforms_547670-2023.xml": {"LOT-0001": {"cpv": ("55000000", "55500000"), "nuts": ("BE352",)}, "LOT-0003": {"cpv": ("55000000",)}},
    "eforms_553508-2023.xml": {"LOT-0001": {"cpv": ("79300000", "79410000"), "nuts": ()}},
    "eforms_553536-2023.xml": {"LOT-0001": {"nuts": ("BE251",), "duration_months": None, "cpv": ("55000000",)}},
    "eforms_565069-2023.xml": {
        "LOT-0001": {"nuts": ("BE211",), "postal_codes": ("2030",), "duration_months": 36, "value": 2800000},
        "LOT-0002": {"title": "Event catering (en fine dining)", "duration_months": 36},
    },
    "eforms_573534-2025.xml": {
        "LOT-0001": {"nuts": ("PL824",), "duration_months": 12},
        "LOT-0002": {"nuts": ("PL721",), "duration_months": 12},
        "LOT-0003": {"nuts": ("PL722",), "reserved": ("none",)},
    },
    "eforms_599894-2023.xml": {"LOT-0001": {"value": 5700000, "duration_months": 21, "nuts": ("BE100",), "cpv": ("45110000", "45223300")}},
    "eforms_612182-2023.xml": {"LOT-0001": {"value": 562754.41, "nuts": ("BE235",)}, "LOT-0002": {"value": 1463161.45, "nuts": ("BE231",)}},
    "eforms_719089-2023.xml": {"LOT-0001": {"cpv": ("45236000",), "postal_codes": ("2840",), "nuts": ("BE211",), "nature": "works"}},
    "eforms_pin-cfc-standard_2024-106286.xml": {"LOT-0000": {"reserved": ("res-ws",), "value": 12000000, "currency": "NOK", "duration_months": 12}},
    "ocds-fictional_ocds-213czf-000-00001-02-tender.json": {"1": {"value": 1100000, "currency": "GBP", "nature": "works", "cpv": ("45233130", "45233162")}},
    "ocds_cn-social_2024-102327_release_0.json": {
        "LOT-0001": {"value": 117000000, "currency": "NOK", "nuts": ("NO082",), "duration_months": 720 / 30.4375},
        "LOT-0002": {"value": 39000000, "nature": "services"},
    },
    "ocds_cn-standard_2023-697632_release_0.json": {"LOT-0000": {"nuts": ("NO060",), "nature": "works", "value": None, "title": "VA Sodin"}},
    "ocds_pin-cfc-social_2022-967371_release_0.json": {"LOT-0001": {"value": 1250000, "nuts": ("NO0A",)}, "LOT-0002": {"value": 1100000, "title": "Pakk 2"}},
    "ocds_pin-cfc-social_2024-101732_release_0.json": {"LOT-0000": {"value": 150000000, "duration_months": 24, "nuts": ("NO060",)}},
    "ocds_pin-cfc-standard_2024-106286_release_0.json": {"LOT-0000": {"reserved": ("res-ws",), "duration_months": 360 / 30.4375, "nuts": ("NO071",)}},
    "ted_008473-2021.xml": {"1": {"reserved": ("res-ws",), "reserved_execution": "yes", "duration_months": 48, "value": 64640189.12, "currency": "RON", "nuts": ("RO322",)}},
    "ted_013921-2021.xml": {"1": {"value": 2336300, "nuts": ("BE221",), "nature": "supplies", "reserved": None}},
    "ted_034845-2021.xml": {
        "1": {"title": "Beverst en Zuid (overige deelgemeentes)", "duration_months": 12, "nuts": ("BE223",), "value": None},
        "3": {"title": "Munsterbilzen"},
    },
    "ted_042736-2018.xml": {"1": {"reserved": None, "reserved_execution": "yes", "nuts": ("BE10",), "duration_months": None}},
    "ted_081598-2018.xml": {"1": {"reserved": ("res-ws",), "duration_months": 60}, "3": {"cpv": ("55000000", "55300000"), "duration_months": 66}},
    "ted_091489-2019.xml": {"1": {"reserved": ("res-ws", "res-pub-ser"), "reserved_execution": "yes", "duration_months": 36, "nuts": ("FR105",)}},
    "ted_105380-2020.xml": {"1": {"cpv": ("79713000", "79710000", "79716000"), "duration_months": 365 / 30.4375, "nuts": ("BE211",)}},
    "ted_133513-2021.xml": {"3": {"title": "Secteur Sud", "duration_months": 48, "reserved": ("res-ws",)}, "4": {"reserved_execution": "yes"}},
    "ted_150545-2022.xml": {"1": {"nuts": ("FR101",), "duration_months": 60}, "5": {"nuts": ("FR1",)}},
    "ted_212739-2021.xml": {"1": {"value": 20000, "currency": "EUR", "duration_months": 12, "nuts": ("FRH02",)}},
    "ted_218240-2021.xml": {"1": {"nature": "works", "duration_months": 600, "cpv": ("45213312", "63712400"), "nuts": ("BE241",)}},
    "ted_264043-2019.xml": {"1": {"duration_months": 60, "nuts": ("FR",), "reserved": ("res-ws",), "reserved_execution": None}},
    "ted_280147-2022.xml": {"1": {"duration_months": 60, "nuts": ("NL225",), "cpv": ("90510000", "90514000", "90512000")}},
    "ted_289906-2017.xml": {
        "1": {"value": 1023510.80, "duration_months": 24, "cpv": ("50700000",)},
        "2": {"value": 4098519.16, "cpv": ("50700000", "90911000")},
        "3": {"value": 78344.08, "cpv": ("50700000", "77310000"), "reserved": ("res-ws",)},
        "4": {"cpv": ("50700000", "98341130")},
    },
    "ted_421093-2019.xml": {"1": {"nuts": ("BE",), "nature": "services", "duration_months": None}},
    "ted_460696-2019.xml": {"2": {"cpv": ("75231240", "77314000"), "duration_months": 48, "nuts": ("FRG01",)}},
    "ted_524160-2017.xml": {"1": {"nuts": ("BE251",), "nature": None, "reserved": None, "cpv": ("55524000",)}},
    "ted_528848-2021.xml": {
        "1": {"value": 3000000, "nuts": ("FRE22",), "duration_months": 60},
        "3": {"value": 5500000, "nuts": ("FR10",)},
        "6": {"value": 1400000, "duration_months": 60 / 30.4375},
    },
    "ted_554724-2019.xml": {"1": {"duration_months": 84, "nuts": ("BE",)}, "3": {"title": "Autonome analoge telefonie"}},
}  # fmt: skip

BUYERS = {
    "eforms-sdk_CEI.xml": ("European Parliament", None, "2024-06-09T23:59:59+02:00"),
    "eforms-sdk_change-cn_24_open_dates.xml": ("Renfrewshire Council", "local_authority", "2020-06-12T12:00:00+01:00"),
    "eforms-sdk_cn_24_maximal.xml": ("Financial Adinistration for ...", None, "2023-05-22T20:59:32+01:00"),
    "eforms_2024-OJS044-00127505.xml": ("Ministerie van Defensie", "state", "2025-01-31T11:00:00Z"),
    "eforms_2024-OJS065-00191534.xml": ("SPF Intérieur", "state", None),
    "eforms_553536-2023.xml": ("Brugge", None, None),
    "eforms_612182-2023.xml": ("SOLVA", None, "2023-11-13T10:00:00+01:00"),
    "ocds_pin-cfc-social_2022-967371_release_0.json": ("Vestland fylkeskommune", "region", "2022-10-17T12:00:00+02:00"),
    "ted_034845-2021.xml": ("Stad Bilzen", None, "2021-02-18T14:00:00"),
    "ted_357105-2022.xml": ("Haven van Antwerpen-Brugge, NV van publiek recht", "utility", "2022-08-01T14:00:00"),
    "ted_554724-2019.xml": ("Provincialaat Broeders van Liefde", None, "2019-12-19T09:00:00"),
}


def rows() -> Iterator[tuple[dict[str, str], bytes]]:
    """Yield each row of the table with its notice; nothing when they do not lie beside the checkout."""
    if (FOLDER / "index.csv").is_file():
        with (FOLDER / "index.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row, (FOLDER / row["file"]).read_bytes()


def notice_of(file: str) -> Notice | None:
    path = FOLDER / file
    return read_notice(path.read_bytes()) if path.is_file() else None


def test_each_notice_is_of_the_format_country_and_codes_of_the_table() -> None:
    for row, body in rows():
        notice = read_notice(body)
        assert (
            notice.format == {"eForms": "eforms", "TED_EXPORT": "ted_export", "OCDS": "ocds"}[row["format"].split()[0]]
        ), row["file"]
        assert notice.country == country(row["country"]), row["file"]
        assert ";".join(notice.cpv) == row["cpv"], row["file"]
        assert not row["sdk_version"] or notice.version == row["sdk_version"], row["file"]


def test_each_notice_has_the_lots_of_the_table_and_at_least_one() -> None:
    for row, body in rows():
        expected = WITHOUT_LOTS_OF_THEIR_OWN.get(row["file"], max(1, int(row["lots"])))
        assert len(read_notice(body).lots) == expected, row["file"]


def test_each_notice_has_the_reservations_of_the_table() -> None:
    for row, body in rows():
        marks = [mark for mark in row["reserved_code"].split(";") if mark]
        codes = {
            MARKS.get(mark, mark)
            for mark in marks
            if mark not in {"RESERVED_CONTRACTS", "RESTRICTED_SHELTERED_PROGRAM"}
        }
        lots = read_notice(body).lots
        found = {str(code) for lot in lots for code in lot.reserved or ()}
        assert codes == found or (row["file"] == "eforms-sdk_cn_24_maximal.xml" and found == {"res-pub-ser", "none"}), (
            row["file"]
        )
        if "RESTRICTED_SHELTERED_PROGRAM" in marks:
            assert {lot.reserved_execution for lot in lots} == {"yes"}, row["file"]


def said(lot: NoticeLot, name: str) -> Any:
    value = getattr(lot, name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("file", sorted(FACTS))
def test_each_lot_says_what_was_read_by_eye(file: str) -> None:
    notice = notice_of(file)
    if notice is None:
        return
    lots = {lot.id: lot for lot in notice.lots}
    for number, facts in FACTS[file].items():
        for name, expected in facts.items():
            found = said(lots[number], name)
            assert found == (pytest.approx(expected) if isinstance(expected, int | float) else expected), (
                f"{number} {name}"
            )


@pytest.mark.parametrize("file", sorted(BUYERS))
def test_each_buyer_and_deadline_is_what_was_read_by_eye(file: str) -> None:
    notice = notice_of(file)
    if notice is not None:
        document = notice.model_dump(mode="json")
        assert (document["buyer"]["name"], document["buyer"]["kind"], document["deadline"]) == BUYERS[file]


CONTACTS = re.compile(
    r"<(?:\w+:)?(?:CONTACT_POINT|ElectronicMail|Telephone|E_MAIL|PHONE)[^>]*>([^<]{6,})<"
    r"|<cac:Contact>\s*<cbc:Name[^>]*>([^<]{6,})<"
    r'|"(?:email|telephone)":\s*"([^"]{6,})"'
    r'|"contactPoint":\s*\{\s*"name":\s*"([^"]{6,})"'
)
OFFICES = {"Info desk", "Helpdesk", "Procurement Team"}


def test_no_contact_person_mailbox_or_telephone_of_any_notice_comes_out() -> None:
    for row, body in rows():
        result = read_notice(body).model_dump_json()
        assert "@" not in result, row["file"]
        for found in CONTACTS.finditer(body.decode("utf-8-sig")):
            contact = " ".join(next(filter(None, found.groups())).split())
            assert contact in OFFICES or contact.startswith("http") or contact not in result, (row["file"], contact)


def test_of_the_notices_each_is_read_in_a_second() -> None:
    for _, body in rows():
        assert read_notice(body).lots
