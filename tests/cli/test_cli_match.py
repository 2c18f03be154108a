"""`match FILE`: a need, a notice or a specification, as JSON and for people."""

import json
from pathlib import Path

import pytest

from supplier_guide.web.need_documentation import EXAMPLE
from tests.cli.commanding import command
from tests.notices.builders import eforms, ocds

SPECIFICATION = (
    "Bestek voor diensten aan de stad.\n\nPerceel 1: Maaien van bermen te Sint-Niklaas, geraamd op € 85.000 excl. btw.\n"
    "Perceel 2: Soep en broodjes voor vergaderingen in Gent.\n"
)


@pytest.fixture
def need(tmp_path: Path) -> Path:
    """Return a file with a need of two lots."""
    lots = [*EXAMPLE["lots"], {"id": "2", "title": "Soep en broodjes", "places": ["9100"]}]
    path = tmp_path / "need.json"
    path.write_text(json.dumps({**EXAMPLE, "lots": lots}), encoding="utf-8")
    return path


def test_match_prints_what_the_api_answers(seeded_dir: Path, need: Path) -> None:
    outcome = command(seeded_dir, "match", need, "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert set(outcome.json) == {"notice", "data_version", "rules_version", "lots", "combinations", "warnings"}
    assert [one["id"] for one in outcome.json["lots"]] == ["1", "2"]
    assert outcome.json["lots"][0]["matches"]


def test_match_shows_people_a_verdict_how_it_was_read_and_ten_matches(seeded_dir: Path, need: Path) -> None:
    outcome = command(seeded_dir, "match", need)
    assert outcome.status == 0
    for told in (
        "Perceel 1: Maaien van bermen", "na te kijken", "Zo lezen we het:", "Plaats: Sint-Niklaas. Waarde: 85.000 euro.",
        "Voorbehouden: art15 ja", "Markt:", "Waarom", "Niet: ", "Combinatie: perceel 1", "geen juridisch advies",
    ):  # fmt: skip
        assert told in outcome.out, told
    assert "│ 10 │" in outcome.out
    assert "│ 11 │" not in outcome.out


def test_people_read_words_names_and_cents(seeded_dir: Path, tmp_path: Path) -> None:
    lots = [{"id": "1", "title": "gras maaien", "places": ["9100"], "value": 74_500.5}, {"id": "2", "title": "soep"}]
    path = tmp_path / "need.json"
    path.write_text(json.dumps({"lots": lots}), encoding="utf-8")
    told = command(seeded_dir, "match", path).out
    reply = command(seeded_dir, "match", path, "--json").json
    assert "Waarde: 74.500,50 euro." in told
    assert "nog te zeggen: wie koopt" in told
    assert "buyer." not in told
    names = {m["enterprise"]["id"]: m["enterprise"]["name"] for lot in reply["lots"] for m in lot["matches"]}
    first = reply["combinations"][0]["assignments"][0]["enterprise"]
    assert f"Combinatie: perceel 1 {names[first]}" in told


@pytest.mark.parametrize(("body", "format_"), [(eforms(), "eforms"), (ocds(), "ocds")])
def test_match_reads_a_notice_whatever_its_name(seeded_dir: Path, tmp_path: Path, body: bytes, format_: str) -> None:
    path = tmp_path / "notice.dat"
    path.write_bytes(body)
    assert command(seeded_dir, "match", path, "--json").json["notice"]["format"] == format_


def test_match_reads_a_specification_and_its_lots(seeded_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "bestek.txt"
    path.write_text(SPECIFICATION, encoding="utf-8")
    reply = command(seeded_dir, "match", path, "--json").json
    assert [one["understood"]["places"][0]["label"] for one in reply["lots"]] == ["Sint-Niklaas", "Gent"]
    assert reply["lots"][0]["understood"]["value"] == 85_000


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "leeg"),
        (b'{"lots": [', "geen geldige JSON"),
        (b"{}", "Beschrijf wat u nodig hebt"),
        (b'{"lots": [{"value": -1}]}', "lots[0].value"),
        (b'{"titel": "gras"}', "bedoelde u “title”?"),
        (b"<html></html>", "webpagina"),
    ],
)
def test_match_refuses_in_dutch_with_status_1(seeded_dir: Path, tmp_path: Path, body: bytes, told: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(body)
    outcome = command(seeded_dir, "match", path, "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert told in outcome.err


def test_match_refuses_a_file_that_is_not_there(seeded_dir: Path, tmp_path: Path) -> None:
    outcome = command(seeded_dir, "match", tmp_path / "nergens.json")
    assert (outcome.status, outcome.out) == (1, "")
    assert "bestaat niet" in outcome.err
