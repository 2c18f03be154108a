"""The data itself: sources, confidence, periods, the closed list; and what must never be in it."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from supplier_guide.model.reference import RecognitionInfo
from supplier_guide.paths import seed_file
from supplier_guide.rules import Confidence, pages
from tests.rules.needs import rules

FILES = sorted(seed_file("law").glob("*.json"))
FIRST, LAST = date(2020, 1, 1), date(2027, 12, 31)


def document(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


@pytest.mark.parametrize("path", FILES, ids=[p.name for p in FILES])
def test_file_says_its_licence_whom_to_name_and_what_it_is(path: Path) -> None:
    data = document(path)

    assert data["licence"] == "CC BY 4.0"
    assert data["attribution"]
    assert path.name == "facts.json" or data["about"]


@pytest.mark.parametrize("path", FILES, ids=[p.name for p in FILES])
def test_nothing_from_memory_is_in_the_data(path: Path) -> None:
    assert "memory" not in path.read_text(encoding="utf-8").lower()


def test_every_period_of_every_rule_has_a_source_a_day_and_a_confidence_of_the_closed_list() -> None:
    levels = {"law_text", "official_page", "secondary", "inference"}
    periods = [p for rule in rules().rules.values() for p in rule.periods]

    assert {level.value for level in Confidence} == levels
    assert len(periods) > 100
    assert [p for p in periods if not p.source_url.startswith(("http://", "https://"))] == []
    assert {p.read_on for p in periods} == {date(2026, 11, 22)}
    assert {p.confidence.value for p in periods} == levels


def test_every_rule_says_something_in_plain_dutch_and_names_an_article() -> None:
    for rule in rules().rules.values():
        assert rule.title, rule.id
        assert rule.article, rule.id
        assert rule.text[-1] in ".?", rule.id
        longest = max(len(s.split()) for s in re.split(r"(?<=[.:;?])\s", rule.text))
        assert longest <= 36, (rule.id, longest)


def test_amount_left_to_inference_is_marked_so() -> None:
    rows = {(r.id, p.valid_from, p.confidence.value) for r in rules().rules.values() for p in r.periods if p.amount}
    ours = {(name, first) for name, first, level in rows if level == "inference"}

    assert ours == {(name, date(2026, 1, 1)) for name in ("opzvb", "utilities-no-call", "lots-duty")}


def test_amounts_that_were_not_read_are_not_there() -> None:
    amounts = {p.amount for r in rules().rules.values() for p in r.periods if p.amount}

    assert 100_000 not in amounts  # per lot: nowhere read
    assert 150_000 not in amounts  # a commercial page against the text of the law


@pytest.mark.parametrize(
    "rule",
    ["eu-works", "eu-central", "eu-subcentral", "eu-utilities", "eu-utilities-works", "eu-concessions", "opzvb"],
)
def test_periods_follow_each_other_without_a_gap_over_all_days_of_the_rules(rule: str) -> None:
    periods = rules().rules[rule].periods

    assert (periods[0].valid_from, periods[-1].valid_to) == (FIRST, LAST)
    assert all(a.valid_to and a.valid_to + timedelta(days=1) == b.valid_from for a, b in pairwise(periods))


def test_rules_hold_from_2020_to_2027_under_one_version() -> None:
    assert (rules().version.first_day, rules().version.last_day) == (FIRST, LAST)
    assert rules().rules_version == "2026-11-22"


def test_closed_list_has_115_codes_and_no_ranges() -> None:
    found = rules().cpv_sets["art77"]

    assert len(found.codes) == len(set(found.codes)) == 115
    assert found.ranges == ()


@pytest.mark.parametrize(
    ("code", "listed"),
    [
        ("75121000", True), ("75122000", True), ("75123000", True), ("79622000", True), ("79624000", True),
        ("79625000", True), ("80110000", True), ("80300000", True), ("80420000", True), ("80430000", True),
        ("80511000", True), ("80520000", True), ("80590000", True), ("85000000", True), ("85323000", True),
        ("92500000", True), ("92600000", True), ("98133000", True), ("98133110", True),
        ("80310000", False), ("92510000", False), ("75124000", False), ("98133100", False), ("55100000", False),
    ],
)  # fmt: skip
def test_closed_list_holds_the_listed_codes_and_not_their_sub_codes(code: str, *, listed: bool) -> None:
    assert rules().cpv_sets["art77"].holds(code) is listed


def test_closed_list_holds_98_codes_of_health_and_social_services() -> None:
    assert len([c for c in rules().cpv_sets["art77"].codes if "85000000" <= c <= "85323000"]) == 98


def test_light_regime_is_wider_than_the_closed_list() -> None:
    closed, light = rules().cpv_sets["art77"], rules().cpv_sets["annex_xiv"]

    assert [code for code in closed.codes if not light.holds(code)] == []
    assert light.holds("55100000")
    assert light.holds("79100000")


def test_every_kind_with_a_source_is_a_rule_with_the_period_of_the_seed() -> None:
    rows = document(seed_file("recognitions.json"))["recognitions"]
    infos = [RecognitionInfo.model_validate(row) for row in rows]
    known = {i.kind.value: i for i in infos if i.sources}

    assert {name.removeprefix("erkenning-") for name in rules().rules if name.startswith("erkenning-")} == set(known)
    for kind, info in known.items():
        period = rules().rules[f"erkenning-{kind}"].periods[0]
        assert (period.valid_from, period.valid_to) == (info.valid_from, info.valid_until)


def test_reading_of_a_recognition_is_inference_except_where_a_guide_says_it() -> None:
    levels = {n: r.periods[0].confidence.value for n, r in rules().rules.items() if n.startswith("erkenning-")}

    assert {n for n, level in levels.items() if level != "inference"} == {"erkenning-eta"}


def test_every_rule_has_a_page() -> None:
    found = pages(rules())

    assert [p.id for p in found] == sorted(rules().rules)
    opzvb = next(p for p in found if p.id == "opzvb")
    assert [p.amount for p in opzvb.periods] == [139_000, 140_000, 143_000, 140_000]
    assert (opzvb.confidence, opzvb.read_on) == ("inference", date(2026, 11, 22))
    assert opzvb.source_url.startswith("https://wallex.wallonie.be/")


def test_dutch_law_is_not_quoted() -> None:
    texts = " ".join(r.text for r in rules().rules.values()).lower()

    assert "opdrachtnemer" not in texts
    assert "“" not in texts
