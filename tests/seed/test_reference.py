"""Facts about regional desks and recognition kinds."""

import json
import re
from datetime import date
from typing import Any

import pytest

from supplier_guide.geo.gazetteer import load_gazetteer
from supplier_guide.model.reference import Desk, RecognitionInfo
from supplier_guide.model.vocabulary import RecognitionKind
from supplier_guide.paths import seed_file


def rows(name: str) -> list[dict[str, Any]]:
    """Read the list in a file of the seed."""
    found: list[dict[str, Any]] = json.loads(seed_file(f"{name}.json").read_bytes())[name]
    return found


DESKS = [Desk.model_validate(row) for row in rows("desks")]
KINDS = {row["kind"]: RecognitionInfo.model_validate(row) for row in rows("recognitions")}


def test_every_kind_is_explained_once() -> None:
    assert set(KINDS) == {kind.value for kind in RecognitionKind}
    assert len(rows("recognitions")) == 22


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_meaning_is_one_or_two_sentences_and_never_a_plain_yes(kind: str) -> None:
    meaning = KINDS[kind].meaning

    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", meaning)) <= 2
    assert not re.search(r"\b(ja|voldoet altijd|komt in aanmerking)\b", meaning)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kind_with_a_date_or_a_presumption_has_a_source(kind: str) -> None:
    info = KINDS[kind]

    assert info.sources or (info.valid_from is None and info.art15 != "presumed")


def test_presumed_are_maatwerkbedrijf_and_the_sheltered_workshops_of_wallonia_and_brussels() -> None:
    assert {kind for kind, info in KINDS.items() if info.art15 == "presumed"} == {
        "maatwerkbedrijf",
        "eta",
        "eta-brussel",
    }


def test_presumed_kinds_still_tell_the_buyer_to_ask_for_the_share() -> None:
    asking = [kind for kind, info in KINDS.items() if info.art15 == "presumed" and "vraag" in info.meaning]

    assert sorted(asking) == ["eta", "eta-brussel", "maatwerkbedrijf"]


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("maatwerkbedrijf", date(2019, 1, 1), None),
        ("maatwerkafdeling", date(2019, 1, 1), date(2023, 6, 30)),
        ("individueel-maatwerk", date(2023, 7, 1), None),
        ("beschutte-werkplaats", date(1999, 12, 17), date(2018, 12, 31)),
        ("sociale-werkplaats", date(1998, 11, 1), date(2018, 12, 31)),
        ("lokale-diensteneconomie", date(2015, 4, 1), date(2023, 6, 30)),
        ("vso", date(1996, 7, 1), date(2023, 12, 31)),
    ],
)
def test_period_of_a_kind(kind: str, first: date, last: date | None) -> None:
    assert (KINDS[kind].valid_from, KINDS[kind].valid_until) == (first, last)


def test_legal_forms_and_social_enterprise_labels_do_not_qualify_by_themselves() -> None:
    weak = {"cv-sociale-onderneming", "vso", "sociale-onderneming-brussel", "kringloopcentrum", "arbeidszorg"}

    assert {KINDS[kind].art15 for kind in weak} == {"not_by_itself"}


def test_desks_serve_municipalities_of_today_by_their_name() -> None:
    towns = {town.label for town in load_gazetteer().municipalities()}

    assert [(d.name, m) for d in DESKS for m in d.municipalities if m not in towns] == []


def test_every_desk_has_a_source_and_no_person() -> None:
    boxes = [desk.email for desk in DESKS if desk.email]

    assert all(desk.sources for desk in DESKS)
    assert len({desk.name for desk in DESKS}) == len(DESKS) == 16
    assert [box for box in boxes if re.match(r"^[a-z]+\.[a-z]+@", box)] == []


def test_brussels_desk_serves_all_nineteen_municipalities() -> None:
    desk = next(d for d in DESKS if d.region == "Brussels Hoofdstedelijk Gewest")

    assert set(desk.municipalities) == {p.label for p in load_gazetteer().in_territory("BE10")}
