"""`search`, `analyse`, `check`, `reindex`: what they print, and the status with which they end."""

import json
from pathlib import Path

import pytest

from supplier_guide.store.database import open_store
from supplier_guide.store.enterprises import save
from tests.cli.commanding import command
from tests.directory.installing import NOW, enterprise

PAIRS = "# vraag en tekst\nnr\tgras maaien\tWij maaien het gras.\n\ndrukwerk\tdrukwerken\nsoep\tfietsen herstellen\n"


def test_search_prints_what_the_api_answers(seeded_dir: Path) -> None:
    outcome = command(seeded_dir, "search", "gras maaien", "--place", "Turnhout", "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert set(outcome.json) == {"total", "page", "size", "query", "hits", "facets", "data_version"}
    assert outcome.json["total"] > 0
    assert outcome.json["query"]["places"][0]["label"] == "Turnhout"


def test_search_takes_every_parameter_of_the_api(seeded_dir: Path) -> None:
    outcome = command(
        seeded_dir, "search", "groen", "--rubric", "R03", "--rubric", "R05", "--place", "Gent", "--place", "", "--reach",
        "serves", "--radius-km", 40, "--recognition", "maatwerkbedrijf", "--qualifies", "art15", "--mode", "on_location", "--province", "BE23",
        "--sort", "distance", "--page", 1, "--size", 5, "--explain", "--json",
    )  # fmt: skip
    assert (outcome.status, outcome.json["size"]) == (0, 5)
    assert "explanation" in outcome.json["hits"][0]


def test_search_shows_people_a_table_and_how_it_was_found(seeded_dir: Path) -> None:
    outcome = command(seeded_dir, "search", "drukwek")
    assert outcome.status == 0
    assert "drukwerk in plaats van drukwek" in outcome.out
    assert "Waarom hier" in outcome.out


def test_search_refuses_what_the_api_refuses(seeded_dir: Path) -> None:
    outcome = command(seeded_dir, "search", "gras", "--place", "Turnhot", "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Turnhot" in outcome.err


def test_search_with_an_index_that_is_behind_says_by_how_much(seeded_dir: Path) -> None:
    store = open_store(f"sqlite:///{seeded_dir / 'store.sqlite'}")
    documents = [enterprise("nieuw"), enterprise("nieuwer")]
    for count, said in enumerate(("1 wijziging", "2 wijzigingen")):
        with store.write() as connection:
            save(connection, [documents[count]], by="test", why="test", at=NOW)
        outcome = command(seeded_dir, "search", "gras", "--json")
        assert (outcome.status, outcome.json["data_version"]) == (0, "227")
        assert f"De index loopt {said} achter" in outcome.err
    store.close()


def test_brackets_in_a_question_or_a_name_are_no_markup(seeded_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    name = "[/b] Gras :smile: [red]"
    file = seeded_dir.parent / "brackets.json"
    file.write_text(json.dumps([{"id": "haken", "name": name, "activities": [{"rubric": "R03.01"}]}]))
    assert command(seeded_dir, "import", file).status == 0
    found = command(seeded_dir, "search", name)
    assert (found.status, name in found.out) == (0, True)
    assert command(seeded_dir, "search", "[/b] drukwek").status == 0
    assert "[/b]" in command(seeded_dir, "search", "--place", "[/b]").err
    assert "[/b]" in command(seeded_dir, "search", "--sort", "[/b]").err
    assert "[/b]" in command(seeded_dir, "analyse", "--pairs", "[/b]").err
    assert command(seeded_dir, "analyse", "[/b] gras").status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--sort", "afstand"],
        ["search", "--bestaat-niet"],
        ["analyse"],
        ["import"],
        ["onbekend"],
        ["serve", "--workers", "0"],
    ],
)
def test_wrong_usage_ends_with_status_2_and_says_why(seeded_dir: Path, arguments: list[str]) -> None:
    outcome = command(seeded_dir, *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err


def test_every_command_has_help(seeded_dir: Path) -> None:
    overview = command(seeded_dir, "--help").out
    for name in ("serve", "seed", "import", "export", "reindex", "search", "analyse", "check"):
        assert name in overview
    outcome = command(seeded_dir, "import", "--help")
    assert (outcome.status, "Usage: supplier-guide import" in outcome.out, "--dry-run" in outcome.out) == (
        0,
        True,
        True,
    )


def test_analyse_shows_tokens_and_why(data_dir: Path) -> None:
    outcome = command(data_dir, "analyse", "grasmaaier", "--json")
    assert set(outcome.json) == {"text", "tokens", "words"}
    assert outcome.json["tokens"][0]["surface"] == "grasmaaier"
    assert {a["by"] for w in outcome.json["words"] for a in w["alternatives"]} >= {"stem"}
    assert "grasmaaier" in command(data_dir, "analyse", "grasmaaier").out


def test_analyse_decides_pairs_as_lines_and_as_a_list(data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(PAIRS, encoding="utf-8-sig")
    as_list = command(data_dir, "analyse", "--pairs", file, "--json")
    as_lines = command(data_dir, "analyse", "--pairs", file)
    assert (as_list.status, as_lines.status) == (0, 0)
    rows = as_list.json
    assert [json.loads(line) for line in as_lines.out.splitlines()] == rows
    assert [list(r) for r in rows] == [["query", "text", "matches", "by"]] * 3
    assert [(r["query"], r["text"], r["matches"]) for r in rows] == [
        ("gras maaien", "Wij maaien het gras.", True),
        ("drukwerk", "drukwerken", True),
        ("soep", "fietsen herstellen", False),
    ]
    assert not (data_dir / "store.sqlite").exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"een kolom\n", "Regel 1"), (b"\xff\xfe\tx\n", "UTF-8"), (None, "niet te lezen")]
)
def test_pairs_that_cannot_be_read_are_refused(
    data_dir: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "pairs.tsv"
    if content is not None:
        file.write_bytes(content)
    outcome = command(data_dir, "analyse", "--pairs", file)
    assert (outcome.status, outcome.out) == (1, "")
    assert said in outcome.err


def test_healthy_installation_passes_the_check(seeded_dir: Path) -> None:
    outcome = command(seeded_dir, "check", "--json")
    assert (outcome.status, outcome.err) == (0, "")
    assert [o["part"] for o in outcome.json["observations"]][:3] == ["instellingen", "gegevensbank", "index"]
    assert all(o["remedy"] is None for o in outcome.json["observations"])
    assert "✗" not in command(seeded_dir, "check").out


def test_reindex_builds_what_was_there(seeded_dir: Path) -> None:
    before = command(seeded_dir, "search", "groen", "--json").json
    outcome = command(seeded_dir, "reindex", "--json")
    documents = command(seeded_dir, "search", "--json").json["total"]
    assert (outcome.status, outcome.json) == (0, {"documents": documents, "data_version": "227"})
    assert command(seeded_dir, "search", "groen", "--json").json == before


def test_empty_installation_says_what_to_do(data_dir: Path) -> None:
    outcome = command(data_dir, "search", "gras")
    assert (outcome.status, outcome.out) == (1, "")
    assert "supplier-guide reindex" in outcome.err
    check = command(data_dir, "check")
    assert check.status == 1
    assert "supplier-guide seed" in check.out
    assert "Niet in orde" in check.err
