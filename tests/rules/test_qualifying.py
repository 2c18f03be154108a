"""Who qualifies for art. 15, on which day, and what is said of it."""

from datetime import date
from typing import Any

import pytest

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.vocabulary import RecognitionKind
from supplier_guide.rules import Qualifies, qualifies_art15
from tests.rules.needs import rules

DAY = "2026-11-22"


def enterprise(
    *kinds: str,
    evidence: str = "register",
    valid_from: str | None = None,
    valid_until: str | None = None,
    checked_on: str | None = None,
    aim: bool | None = None,
    staff: tuple[float | None, float | None] | None = None,
    as_of: str | None = "2025-12-31",
) -> Enterprise:
    held = [
        {
            "kind": kind,
            "evidence": evidence,
            "valid_from": valid_from,
            "valid_until": valid_until,
            "checked_on": checked_on,
        }
        for kind in kinds
    ]
    document: dict[str, Any] = {"id": "atelier", "name": "Atelier", "recognitions": held}
    if aim is not None:
        document["aim"] = {"integration": aim}
    if staff is not None:
        document["workforce"] = {"target_group": staff[0], "total": staff[1], "unit": "headcount", "as_of": as_of}
    return Enterprise.model_validate(document)


def standing(asked: Enterprise, day: str = DAY) -> Qualifies:
    return qualifies_art15(asked, on=date.fromisoformat(day), rules=rules())


SITUATIONS: list[tuple[str, Enterprise, str, str, str]] = [
    # what is known, the enterprise, the day, the verdict, the rule it rests on
    ("maatwerkbedrijf", enterprise("maatwerkbedrijf"), DAY, "presumed", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, first day of the rules", enterprise("maatwerkbedrijf"), "2020-01-01", "presumed", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, last day of 65 %", enterprise("maatwerkbedrijf"), "2023-06-30", "presumed", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, first day of 55 %", enterprise("maatwerkbedrijf"), "2023-07-01", "presumed", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf before the decree", enterprise("maatwerkbedrijf"), "2018-12-31", "unknown", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, its own last day", enterprise("maatwerkbedrijf", valid_until="2026-11-22"), DAY, "presumed", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, expired the day before", enterprise("maatwerkbedrijf", valid_until="2026-11-21"), DAY, "unknown", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, its own first day", enterprise("maatwerkbedrijf", valid_from="2026-11-22"), DAY, "presumed", "erkenning-maatwerkbedrijf"),
    ("maatwerkbedrijf, starts tomorrow", enterprise("maatwerkbedrijf", valid_from="2026-11-23"), DAY, "unknown", "erkenning-maatwerkbedrijf"),
    ("Walloon ETA", enterprise("eta"), DAY, "presumed", "erkenning-eta"),
    ("Brussels ETA", enterprise("eta-brussel"), DAY, "presumed", "erkenning-eta-brussel"),
    ("maatwerkafdeling, last day", enterprise("maatwerkafdeling"), "2023-06-30", "unknown", "erkenning-maatwerkafdeling"),
    ("maatwerkafdeling, repealed", enterprise("maatwerkafdeling"), "2023-07-01", "unknown", "erkenning-maatwerkafdeling"),
    ("local services, last day", enterprise("lokale-diensteneconomie"), "2023-06-30", "unknown", "erkenning-lokale-diensteneconomie"),
    ("local services, repealed", enterprise("lokale-diensteneconomie"), "2023-07-01", "unknown", "erkenning-lokale-diensteneconomie"),
    ("individueel maatwerk", enterprise("individueel-maatwerk"), "2023-07-01", "unknown", "erkenning-individueel-maatwerk"),
    ("cooperative, social enterprise", enterprise("cv-sociale-onderneming"), DAY, "unknown", "erkenning-cv-sociale-onderneming"),
    ("VSO", enterprise("vso"), "2023-12-31", "unknown", "erkenning-vso"),
    ("re-use centre", enterprise("kringloopcentrum"), DAY, "unknown", "erkenning-kringloopcentrum"),
    ("Brussels social enterprise", enterprise("sociale-onderneming-brussel"), DAY, "unknown", "erkenning-sociale-onderneming-brussel"),
    ("Brussels insertion", enterprise("sociale-inschakeling-brussel"), DAY, "unknown", "erkenning-sociale-inschakeling-brussel"),
    ("Walloon insertion", enterprise("entreprise-insertion"), DAY, "unknown", "erkenning-entreprise-insertion"),
    ("arbeidszorg", enterprise("arbeidszorg"), DAY, "unknown", "erkenning-arbeidszorg"),
    ("activity cooperative: no source", enterprise("activiteitencooperatie"), DAY, "unknown", "art15-share"),
    ("invoegbedrijf: no source", enterprise("invoegbedrijf"), DAY, "unknown", "art15-share"),
    ("equivalent abroad", enterprise("gelijkwaardig-eu"), DAY, "unknown", "erkenning-gelijkwaardig-eu"),
    ("sheltered workshop of before 2019", enterprise("beschutte-werkplaats"), "2020-01-01", "unknown", "erkenning-beschutte-werkplaats"),
    ("social workshop of before 2019", enterprise("sociale-werkplaats"), "2020-01-01", "unknown", "erkenning-sociale-werkplaats"),
    ("nothing known", enterprise(), DAY, "unknown", "art15-share"),
    ("aim and dated share of 30 %", enterprise(aim=True, staff=(30, 100)), DAY, "proven", "art15-share"),
    ("aim and 5,1 of 17: exactly 30 %", enterprise(aim=True, staff=(5.1, 17)), DAY, "proven", "art15-share"),
    ("aim and 29,9 %", enterprise(aim=True, staff=(29.9, 100)), DAY, "no", "art15-share"),
    ("share, aim not known", enterprise(staff=(80, 100)), DAY, "unknown", "art15-share"),
    ("aim, share not known", enterprise(aim=True), DAY, "unknown", "art15-share"),
    ("aim, share without a date", enterprise(aim=True, staff=(80, 100), as_of=None), DAY, "unknown", "art15-share"),
    ("aim, share of after the day", enterprise(aim=True, staff=(80, 100), as_of="2026-12-31"), DAY, "unknown", "art15-share"),
    ("aim, share of the day itself", enterprise(aim=True, staff=(80, 100), as_of=DAY), DAY, "proven", "art15-share"),
    ("aim, nobody at work", enterprise(aim=True, staff=(0, 0)), DAY, "unknown", "art15-share"),
    ("aim, total not known", enterprise(aim=True, staff=(5, None)), DAY, "unknown", "art15-share"),
    ("integration is not the aim", enterprise(aim=False), DAY, "no", "art15-aim"),
    ("integration is not the aim, whatever the share", enterprise(aim=False, staff=(90, 100)), DAY, "no", "art15-aim"),
    ("aim false outweighs a recognition", enterprise("maatwerkbedrijf", aim=False), DAY, "no", "art15-aim"),
    ("low share outweighs a recognition", enterprise("maatwerkbedrijf", staff=(20, 100)), DAY, "no", "art15-share"),
    ("low share without a date", enterprise(staff=(20, 100), as_of=None), DAY, "no", "art15-share"),
    ("figures prove more than a recognition", enterprise("maatwerkbedrijf", aim=True, staff=(60, 100)), DAY, "proven", "art15-share"),
    ("cooperative with figures", enterprise("cv-sociale-onderneming", aim=True, staff=(60, 100)), DAY, "proven", "art15-share"),
    ("undated figures leave the presumption", enterprise("maatwerkbedrijf", aim=True, staff=(60, 100), as_of=None), DAY, "presumed", "erkenning-maatwerkbedrijf"),
    ("repealed beside a valid one", enterprise("maatwerkafdeling", "maatwerkbedrijf"), DAY, "presumed", "erkenning-maatwerkbedrijf"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "day", "verdict", "rule"), [row[1:] for row in SITUATIONS], ids=[row[0] for row in SITUATIONS]
)
def test_standing_of_an_enterprise_on_a_day(*, asked: Enterprise, day: str, verdict: str, rule: str) -> None:
    found = standing(asked, day)

    assert found.verdict == verdict
    assert rule in [r.rule for r in found.reasons]
    assert found.because == " ".join(r.sentence for r in found.reasons)


@pytest.mark.parametrize("kind", list(RecognitionKind))
@pytest.mark.parametrize("day", ["2015-06-01", "2020-01-01", "2023-06-30", "2023-07-01", DAY, "2031-01-01"])
def test_label_alone_never_proves_and_never_excludes(kind: RecognitionKind, day: str) -> None:
    assert standing(enterprise(kind.value), day).verdict in {"presumed", "unknown"}


@pytest.mark.parametrize("evidence", ["publication", "self"])
def test_presumption_without_the_register_says_so(evidence: str) -> None:
    found = standing(enterprise("maatwerkbedrijf", evidence=evidence))

    assert found.evidence == evidence
    assert "volgens" in found.because
    assert "register niet nagekeken" in found.because


def test_presumption_by_the_register_says_when_it_was_looked_up() -> None:
    found = standing(enterprise("maatwerkbedrijf", checked_on="2026-11-01"))

    assert found.evidence == "register"
    assert "in het register nagekeken op 1 november 2026" in found.because
    assert "niet nagekeken" not in found.because


def test_firmest_evidence_of_several_recognitions_counts() -> None:
    weak = enterprise("maatwerkbedrijf", evidence="self")
    firm = enterprise("eta", evidence="register")
    both = weak.model_copy(update={"recognitions": (*weak.recognitions, *firm.recognitions)})

    assert standing(both).evidence == "register"


def test_expired_recognition_is_worded_with_care() -> None:
    found = standing(enterprise("maatwerkafdeling"), "2023-07-01")

    assert "gold tot en met 30 juni 2023" in found.because
    assert "niet bevestigd op 1 juli 2023" in found.because


def test_share_just_below_is_not_shown_as_thirty_percent() -> None:
    assert "29,9 %" in standing(enterprise(staff=(29.99, 100))).because


def test_unknown_and_presumed_say_what_to_ask_for() -> None:
    unknown = " ".join(standing(enterprise()).ask_for)
    presumed = " ".join(standing(enterprise("eta")).ask_for)

    assert "statuten" in unknown
    assert "personeelslijst" in unknown
    assert "gelijkwaardig" in unknown
    assert "personeelslijst" in presumed
    assert standing(enterprise(aim=False)).ask_for == ()


def test_share_must_still_be_asked_of_a_presumed_enterprise() -> None:
    assert "vraag toch het aandeel" in standing(enterprise("maatwerkbedrijf")).because
