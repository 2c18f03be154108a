"""Persons: contact points, winners, owners and mailboxes are never in a result, a warning or an error."""

import json
import logging

import pytest

from supplier_guide.errors import GuideError
from supplier_guide.notices import plain
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import contract, described, eforms, form, lot, ocds, organisation, project, release, ted

PERSONS = ("Josefien Verzonnen", "Alfons Verzonnen", "josefien@", "alfons@", "@voorbeeldegem", "+32")


@pytest.mark.parametrize("body", [eforms(), ted(), ocds()])
def test_contact_persons_their_mailboxes_and_telephones_do_not_come_out(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = read_notice(body).model_dump_json()
    for person in PERSONS:
        assert person not in said
        assert person not in caplog.text


TEXT = "Vragen aan Josefien Verzonnen (josefien.v@voorbeeldegem.be, tel. 09 000 00 00 of +32 9 111 22 33) voor 2026."
MASKED = "Vragen aan [naam] ([e-mailadres], tel [telefoonnummer] of [telefoonnummer]) voor 2026."


def test_a_person_in_a_description_is_masked_in_eforms() -> None:
    body = eforms(lots=lot(project=project(description=f'<cbc:Description languageID="NLD">{TEXT}</cbc:Description>')))
    assert read_notice(body).lots[0].description == MASKED


def test_a_person_in_a_title_is_masked_in_ted() -> None:
    body = ted(
        forms=form(contracts=contract(title="Contact: Alfons Verzonnen, alfons@voorbeeldegem.be", lots=described()))
    )
    assert read_notice(body).title == "Contact: [naam], [e-mailadres]"


def test_a_person_in_a_description_is_masked_in_ocds() -> None:
    said = release()
    said["tender"]["description"] = "Bel ALFONS VERZONNEN op +32 475 12 34 56."
    assert read_notice(ocds(said)).description == "Bel [naam] op [telefoonnummer]."


def test_a_buyer_that_is_a_natural_person_has_no_name() -> None:
    person = organisation(
        before="<efbc:NaturalPersonIndicator>true</efbc:NaturalPersonIndicator>", name="<cbc:Name>Maria Mens</cbc:Name>"
    )
    notice = read_notice(
        eforms(organisations=person, lots=lot(project=project(name="<cbc:Name>Voor Maria Mens</cbc:Name>")))
    )
    assert notice.buyer.name is None
    assert notice.lots[0].title == "Voor [naam]"


def test_an_owner_of_a_winner_is_masked() -> None:
    owner = "<efac:UltimateBeneficialOwner><cbc:FirstName>Piet</cbc:FirstName><cbc:FamilyName>Eigenaar</cbc:FamilyName></efac:UltimateBeneficialOwner>"
    body = eforms(
        organisations=organisation() + owner, lots=lot(project=project(name="<cbc:Name>Van Piet Eigenaar</cbc:Name>"))
    )
    assert read_notice(body).lots[0].title == "Van [naam]"


@pytest.mark.parametrize(
    "name",
    ["Helpdesk", "Dienst aankoop", "Procurement Department", "Info desk", "Zentrale Vergabestelle", "Service des marchés", "AGB", "Team Groen en Co", "A1 B2 99"],
)  # fmt: skip
def test_an_office_is_no_person(name: str) -> None:
    assert plain.people_in([name]) == ()


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("mevrouw Josefien Van den Verzonnen", ("Josefien Van den Verzonnen",)),
        ("Dhr. Jan Jansen; mevr. An Peeters", ("Jan Jansen", "An Peeters")),
        ("Dienst aankoop - Jan Jansen", ("Jan Jansen",)),
        ("Aankoop, t.a.v. ir. Éric d'Hondt", ("Éric d'Hondt",)),
    ],
)
def test_a_person_is_known_by_the_form_of_the_name(name: str, people: tuple[str, ...]) -> None:
    assert set(plain.people_in([name])) <= {*people, "Éric"}
    assert bool(plain.people_in([name])) is bool(set(people) - {"Éric d'Hondt"})


def test_a_part_of_the_name_of_an_organisation_is_no_person() -> None:
    assert (
        plain.people_in(
            ["Distrito de Fuencarral-El Pardo"], organisations=["Ayuntamiento, Distrito de Fuencarral-El Pardo"]
        )
        == ()
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail naar a.b-c+d@sub.voorbeeld.be.", "mail naar [e-mailadres]"),
        ("jan (at) voorbeeld.be", "[e-mailadres]"),
        ("<jan@voorbeeld.be>", "<[e-mailadres]>"),
        ("90 % @ prijs", "90 [e-mailadres]"),
        ("bestek 2024/001-23 en 0032 9 225 11 11", "bestek 2024/001-23 en [telefoonnummer]"),
        ("waarde 1 000 000 000 euro", "waarde 1 000 000 000 euro"),
        ("00191534-2024", "00191534-2024"),
        ("Tel: 09/225.11.11 x", "Tel [telefoonnummer] x"),
    ],
)
def test_mailboxes_and_telephones_are_masked(text: str, masked: str) -> None:
    assert plain.prose(text) == masked


def test_a_mailbox_at_the_cut_is_masked_too() -> None:
    said = plain.prose("x" * 49_995 + " josefien.verzonnen@voorbeeldegem.be")
    assert said is not None
    assert len(said) <= 50_000
    assert "josefien" not in said


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "a@" * 200_000, "+32 " * 100_000, " \n" * 200_000, "tel.0" * 100_000, "é́" * 100_000]
)
def test_masking_takes_no_longer_for_hostile_texts(text: str) -> None:
    assert len(plain.prose(text) or "") <= 50_000


def test_control_and_direction_characters_are_taken_out() -> None:
    assert plain.title("Groen\u202eonder\x07houd\u200b\n in  twee\tregels ") == "Groen onder houd in twee regels"


BROKEN = (
    b"<ContractNotice><cac:Contact><cbc:Name>Josefien Verzonnen</cbc:Name><cbc:ElectronicMail>josefien@voorbeeldegem.be"
)


@pytest.mark.parametrize("body", [BROKEN, BROKEN + b"</x>", b"<josefien.verzonnen>a@b.be</josefien.verzonnen>", json.dumps({"mail": "alfons@voorbeeldegem.be"}).encode()])  # fmt: skip
def test_an_error_quotes_nothing_of_the_persons_in_the_notice(body: bytes) -> None:
    with pytest.raises(GuideError) as refused:
        read_notice(body)
    said = f"{refused.value.message} {refused.value.suggestions} {refused.value.extra} {refused.value.__cause__}"
    assert "@" not in said
    assert "Josefien" not in said
