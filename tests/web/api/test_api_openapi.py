"""The OpenAPI description: complete, in Dutch, unchanged unless on purpose, and true."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from supplier_guide.web.need_documentation import DESCRIPTIONS
from supplier_guide.web.params import PARAMETERS

SNAPSHOT = Path(__file__).with_name("openapi.json")
CONFIGURATION = Path(__file__).parents[3] / "schemathesis.toml"


@pytest.fixture(scope="session")
def description(api: httpx.Client) -> dict[str, Any]:
    """Return the description as served."""
    found: dict[str, Any] = api.get("/api/v1/openapi.json").json()
    return found


QUESTIONS = ("/match", "/match/notice", "/reservation/check")
"""Asked by POST, because they do not fit in an address; they change nothing."""


def operations(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {path: operation for path, item in description["paths"].items() for operation in item.values()}


def test_description_is_the_one_in_the_snapshot(description: dict[str, Any]) -> None:
    """Write it anew with ``WRITE_SNAPSHOT=1 pytest tests/web/api/test_api_openapi.py`` when a change is meant."""
    import os  # noqa: PLC0415 - for this switch alone

    if os.environ.get("WRITE_SNAPSHOT"):
        SNAPSHOT.write_text(
            json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
        )
    assert description == json.loads(SNAPSHOT.read_text(encoding="utf-8")), (
        "The public contract changed. If so intended: WRITE_SNAPSHOT=1 pytest tests/web/api/test_api_openapi.py"
    )


def test_description_has_the_routes_of_the_contract_and_only_reads(description: dict[str, Any]) -> None:
    assert set(description["paths"]) == {
        f"/api/v1{path}"
        for path in (
            "/enterprises", "/enterprises/{enterprise_id}", "/suggest", "/places", "/desks", "/rubrics",
            "/rubrics/{rubric_id}", "/recognitions", "/export/enterprises.{extension}", *QUESTIONS,
        )
    }  # fmt: skip
    for path, item in description["paths"].items():
        assert set(item) == {"post" if path.removeprefix("/api/v1") in QUESTIONS else "get"}, path


def test_every_parameter_has_a_dutch_description_and_an_example(description: dict[str, Any]) -> None:
    for path, operation in operations(description).items():
        for parameter in operation.get("parameters", []):
            name = f"{path} {parameter['name']}"
            assert len(parameter["description"]) > 10, name
            assert parameter["description"][0].isupper() or parameter["description"].split(":")[0].islower(), name
            assert parameter["example"] not in (None, "", []), name
        assert operation["summary"], path
        assert operation["description"], path


def test_examples_of_the_parameters_are_answered(api: httpx.Client, description: dict[str, Any]) -> None:
    for path, operation in operations(description).items():
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                more: dict[str, Any] = (
                    {"q": "gras", "place": "Gent"} if parameter["name"] in {"explain", "radius_km"} else {}
                )
                if parameter["name"] in {"lat", "lon"}:
                    more = {"lat": 51.05, "lon": 3.72}
                example = parameter["example"]
                value = str(example).lower() if isinstance(example, bool) else example
                reply = api.get(path, params={**more, parameter["name"]: value})
                assert reply.status_code == 200, (path, parameter["name"], reply.text)


def test_search_describes_every_parameter_of_the_table(description: dict[str, Any]) -> None:
    described = [p["name"] for p in description["paths"]["/api/v1/enterprises"]["get"]["parameters"]]
    assert described == [p.name for p in PARAMETERS]


def properties(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every property in a schema, with where it stands."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{path}.{name}", inner
        yield from properties(inner, f"{path}.{name}")
    for part in (schema.get("items"), *schema.get("anyOf", ())):
        if part:
            yield from properties(part, path)


def bodies(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield path, content type and description of every body that is taken."""
    for path, operation in operations(description).items():
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            yield path, kind, content


def test_every_field_of_a_body_and_of_its_reply_has_a_dutch_description(description: dict[str, Any]) -> None:
    described = [(p, content["schema"]) for p, _, content in bodies(description)]
    described += [
        (path, description["paths"][path]["post"]["responses"]["200"]["content"]["application/json"]["schema"])
        for path in dict.fromkeys(p for p, _, _ in bodies(description))
    ]
    found = [(f"{path} {name}", inner) for path, schema in described for name, inner in properties(schema)]
    assert len(found) > 150
    for name, inner in found:
        assert len(inner["description"]) > 3, name


def test_examples_of_the_bodies_are_answered(api: httpx.Client, description: dict[str, Any]) -> None:
    found = list(bodies(description))
    assert len(found) == 5
    for path, kind, content in found:
        example = content["example"]
        body = example if isinstance(example, str) else json.dumps(example)
        reply = api.post(path, content=body.encode(), headers={"Content-Type": kind})
        assert reply.status_code == 200, (path, kind, reply.text)


def test_every_field_of_a_need_is_described_and_may_be_null(description: dict[str, Any]) -> None:
    content = description["paths"]["/api/v1/match"]["post"]["requestBody"]["content"]["application/json"]
    found = {name.removeprefix("."): inner for name, inner in properties(content["schema"])}
    assert set(found) == set(DESCRIPTIONS)
    for name, inner in found.items():
        assert ("null" in inner["type"]) == (not name.startswith("lots.contractor_class.")), name


def modes_of(operation: dict[str, Any]) -> list[GenerationMode]:
    """Return what may be drawn: what fits the description, and what does not where there is something to get wrong."""
    takes_anything = "requestBody" not in operation and all(
        p["schema"] == {"type": "string"} for p in operation.get("parameters", [])
    )
    return [GenerationMode.POSITIVE] if takes_anything else [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


def test_no_request_drawn_from_the_description_finds_a_fault(api: httpx.Client, description: dict[str, Any]) -> None:
    load_all_checks()
    checks: list[Any] = list(CHECKS.get_all())
    schema = schemathesis.openapi.from_dict(description, config=SchemathesisConfig.from_path(CONFIGURATION))
    schema.config.update(base_url=str(api.base_url))
    statuses: Counter[int] = Counter()

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    def attempt(case: schemathesis.Case[Any]) -> None:
        statuses[case.call_and_validate(checks=checks).status_code] += 1

    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        for mode in modes_of(description["paths"][operation.path][operation.method]):
            given(case=operation.as_strategy(generation_mode=mode))(attempt)()
    assert {200, 400, 404, 422} <= set(statuses)
    assert statuses.total() > 200
