"""The documentation says what the program does: every setting, command, parameter, field, and hop of a journey."""

import ast
import json
import re
import shlex
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel
from typer.main import get_command

from supplier_guide.cli.main import app
from supplier_guide.directory.library import Library
from supplier_guide.matching.criteria import CRITERIA, HARD
from supplier_guide.matching.weights import load_weights
from supplier_guide.model import vocabulary
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.need import Buyer, BuyerKind, Lot, Nature, Need, Regime, ReservedCode
from supplier_guide.office.seeding import seed_enterprises
from supplier_guide.rules import Advice, Standing
from supplier_guide.search.query import FACETS, Coverage, Reach, Sort
from supplier_guide.settings import Settings
from supplier_guide.web.app import create_app
from supplier_guide.web.params import PARAMETERS
from tests.cli.commanding import command
from tests.directory.installing import TODAY
from tests.web.serving import served

TOP = Path(__file__).resolve().parents[2]
DOCS = TOP / "docs"
API, ARCHITECTURE, MATCHING, OPERATIONS = (
    (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("api", "architecture", "matching", "operations")
)


def fenced(text: str, kind: str) -> list[str]:
    """Return the contents of the fences of a kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def fields(model: type[BaseModel]) -> Iterator[str]:
    """Give the names of all fields of a document, those of its parts too."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for part in re.findall(r"supplier_guide\.model\.enterprise\.(\w+)", str(field.annotation)):
            yield from fields(getattr(__import__("supplier_guide.model.enterprise", fromlist=[part]), part))


def test_readme_counts_the_enterprises_of_the_seed() -> None:
    seed = seed_enterprises()
    shown = [e for e in seed if e.status is vocabulary.Status.PUBLISHED]
    idle = [e for e in shown if not e.activities]
    readme = " ".join((TOP / "README.md").read_text(encoding="utf-8").split())
    assert f"{len(seed)} real Belgian enterprises" in readme
    assert f"{len(shown)} are shown (what {len(idle)} of them do is not known yet)" in readme
    assert f"{len(seed) - len(shown)} are drafts" in readme
    assert f"{len(seed)} real enterprises ({len(shown)} shown" in (TOP / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_folder_and_file_of_the_data_is_in_operations() -> None:
    for name in ("store.sqlite", "index/", "vocabulary/", "cache/", "geocoded.jsonl"):
        assert f"| `{name}`" in OPERATIONS


def test_every_setting_is_in_operations() -> None:
    for name in Settings.model_fields:
        assert f"`SUPPLIER_GUIDE_{name.upper()}`" in OPERATIONS


def test_every_command_and_option_is_in_api_md() -> None:
    commands: dict[str, Any] = getattr(get_command(app), "commands", {})
    assert len(commands) == 9
    for name, found in commands.items():
        (line,) = [row for row in API.splitlines() if re.match(rf"\| `{name}\b", row)]
        options = [o for p in found.params for o in p.opts if o.startswith("--") and o != "--help"]
        for option in options:
            assert option in line, f"{name} {option}"
        assert set(re.findall(r"--[a-z-]+", line.split("|")[1])) == set(options), name


def test_every_parameter_facet_and_closed_list_is_in_api_md() -> None:
    for parameter in PARAMETERS:
        assert re.search(rf"^\| .*`{parameter.name}`.* \|", API, re.MULTILINE), parameter.name
    for value in (*FACETS, *Reach, *Sort, *Coverage):
        assert f"`{value}`" in API, value
    lists = (
        vocabulary.RecognitionKind, vocabulary.Evidence, vocabulary.Mode, vocabulary.CapacityBand,
        vocabulary.CustomerKind, vocabulary.Status,
    )  # fmt: skip
    for values in lists:
        for value in values:
            assert f"`{value}`" in API, value


def test_document_in_api_md_is_valid_and_shows_every_field() -> None:
    document = next(text for text in fenced(API, "json") if '"trade_names"' in text)
    read = json.loads(document)
    assert Enterprise.model_validate(read).id == "voorbeeld"
    for name in fields(Enterprise):
        assert f'"{name}"' in document, name


def test_requests_in_api_md_are_answered(seed_library: Library) -> None:
    requests = [line.removeprefix("GET ") for text in fenced(API, "http") for line in text.splitlines()]
    assert len(requests) == 21
    with served(create_app(seed_library, today=lambda: TODAY, follow=False)) as client:
        for request in requests:
            reply = client.get(request)
            assert reply.status_code == 200, (request, reply.text)
            assert found_something(reply), request


def found_something(reply: httpx.Response) -> bool:
    if not reply.headers["content-type"].startswith("application/json"):
        return len(reply.content) > 1_000
    content = reply.json()
    return bool(content.get("hits") or content.get("items") or content.get("enterprises") or content.get("id"))


def test_every_route_is_in_api_md_and_nothing_else(seed_library: Library) -> None:
    described = create_app(seed_library, today=lambda: TODAY, follow=False).openapi()["paths"]
    for path, item in described.items():
        short = path.removeprefix("/api/v1").replace("{enterprise_id}", "{id}").replace("{rubric_id}", "{id}")
        assert short.replace(".{extension}", ".json") in API
        for parameter in item.get("get", {}).get("parameters", []):
            assert f"`{parameter['name']}`" in API or f"{parameter['name']}=" in API or parameter["in"] == "path"


def test_need_in_api_md_shows_every_field_and_is_answered(seed_library: Library) -> None:
    document = next(text for text in fenced(API, "json") if '"lots"' in text)
    for part in (Need, Buyer, Lot):
        for name in part.model_fields:
            assert f'"{name}"' in document, name
    for values in (BuyerKind, Regime, Nature, ReservedCode, Advice, Standing):
        for value in values:
            assert f"`{value}`" in API, value
    with served(create_app(seed_library, today=lambda: TODAY, follow=False)) as client:
        for path in ("/match", "/reservation/check"):
            reply = client.post(f"/api/v1{path}", content=document, headers={"Content-Type": "application/json"})
            assert reply.status_code == 200, reply.text
            assert set(reply.json()) <= set(re.findall(r"`(\w+)`", API))


def rows_of(text: str, heading: str) -> list[list[str]]:
    """Return the rows of the table under a heading."""
    part = text.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in part.splitlines() if row.startswith("| `")]


def test_every_criterion_and_its_weight_is_in_matching_md() -> None:
    told = {row[0].strip("`"): row[1] for row in rows_of(MATCHING, "Criteria")}
    assert set(told) == set(CRITERIA)
    weights = load_weights().weights
    for name, kind in told.items():
        assert kind == (f"{weights[name]:.2f}" if name in weights else "hard"), name
    assert {name for name, kind in told.items() if kind == "hard"} == HARD


def test_the_example_in_matching_md_can_be_counted_along() -> None:
    rows = rows_of(MATCHING, "Counting along")
    weights = load_weights()
    scores = {
        "rubric": 1.0,
        "words": 0.5,
        "distance": exp(-12 / weights.distance.scale_km),
        "capacity": 0.5,
        "references": 0.5,
    }
    total = sum(weights.weights[name] for name in scores)
    for (name, score), row in zip(scores.items(), rows, strict=True):
        share = weights.weights[name] / total
        figures = f"{weights.weights[name]:.2f}", f"{share:.4f}", f"{score:.4f}", f"{share * score:.4f}"
        assert (row[0].split("`")[1], *row[1:]) == (name, *figures)
    whole = sum(weights.weights[name] / total * score for name, score in scores.items())
    assert f"| together | {total:.2f} | 1.0000 | | {whole:.4f} |" in MATCHING


def test_commands_in_api_md_work(seeded_dir: Path) -> None:
    lines = [line for text in fenced(API, "console") for line in text.splitlines()]
    assert len(lines) == 7
    for line in lines:
        program, *arguments = shlex.split(line.removeprefix("$ "))
        assert program == "supplier-guide"
        outcome = command(seeded_dir, *arguments)
        assert (outcome.status, outcome.err) == (0, ""), line
        if "--json" in arguments:
            assert outcome.json


def defined(path: Path) -> set[str]:
    """Return the names of functions and methods in a file, and what it imports: a hop may lead through a door."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)} | {
        a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names
    }


def test_every_hop_of_the_journeys_exists() -> None:
    hops = re.findall(r"`([\w/]+\.py):(\w+)`", ARCHITECTURE)
    assert len(hops) >= 20
    for file, function in hops:
        assert function in defined(TOP / "supplier_guide" / file), f"{file}:{function}"


def test_every_file_and_folder_in_architecture_exists() -> None:
    for name in re.findall(r"`([\w/]+(?:/|\.py))`", ARCHITECTURE):
        assert any((root / name).exists() for root in (TOP, TOP / "supplier_guide", TOP / "templates")), name


def test_every_package_is_in_the_diagram() -> None:
    (diagram,) = re.findall(r"^```\n(doors.*?)^```$", ARCHITECTURE, re.MULTILINE | re.DOTALL)
    for package in (TOP / "supplier_guide").iterdir():
        if (package / "__init__.py").exists():
            assert re.search(rf"\b{package.name}\b", diagram), package.name


@pytest.mark.parametrize("page", [TOP / "README.md", *sorted(DOCS.rglob("*.md"))], ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
