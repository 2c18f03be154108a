"""A new regime, threshold or period is a change of data: made up here, evaluated without a line of code."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from supplier_guide.paths import seed_file
from supplier_guide.rules import BrokenRules, Rules, check, load_rules
from tests.rules.needs import TODAY, need

Change = Callable[[dict[str, Any]], None]

FACT = {
    "id": "art-999",
    "title": "Een verzonnen voorbehoud",
    "article": "art. 999 van een verzonnen wet",
    "text": "Een school mag kleine opdrachten van hoogstens twaalf maanden voorbehouden.",
    "periods": [
        {
            "valid_from": "2024-01-01",
            "valid_to": "2024-12-31",
            "source_url": "https://example.org/2024",
            "read_on": "2026-11-22",
            "confidence": "secondary",
            "amount": 10_000,
        },
        {
            "valid_from": "2025-01-01",
            "valid_to": None,
            "source_url": "https://example.org/2025",
            "read_on": "2026-11-22",
            "confidence": "law_text",
            "amount": 20_000,
        },
    ],
}
REGIME = {
    "id": "art999",
    "label": "Verzonnen",
    "fact": "art-999",
    "notice_value": "res-new",
    "when": {
        "all": [
            {"field": "buyer.kind", "in": ["school"]},
            {"field": "total", "below": "tiny", "says": {"yes": "Onder {amount}.", "no": "Niet onder {amount}."}},
            {"field": "lot.duration_months", "at_most": 12},
        ]
    },
    "conditions": [{"text": "Vraag het aan de directie.", "fact": "art-999"}],
    "evidence": ["een brief"],
}


@pytest.fixture
def law(tmp_path: Path) -> Path:
    return Path(shutil.copytree(seed_file("law"), tmp_path / "law"))


def change(law: Path, name: str, edit: Change) -> None:
    document = json.loads((law / name).read_bytes())
    edit(document)
    (law / name).write_text(json.dumps(document), encoding="utf-8")


def with_made_up_regime(law: Path) -> Rules:
    change(law, "amounts.json", lambda d: d["rules"].append(FACT))
    change(law, "amounts.json", lambda d: d["limits"].update(tiny=[{"rule": "art-999"}]))
    change(law, "regimes.json", lambda d: d["regimes"].append(REGIME))
    return load_rules(law)


@pytest.mark.parametrize(
    ("kind", "total", "months", "day", "verdict", "missing"),
    [
        ("school", 9_999, 12, "2024-12-31", "yes", ()),
        ("school", 10_000, 12, "2024-12-31", "no", ()),
        ("school", 10_000, 12, "2025-01-01", "yes", ()),
        ("school", 20_000, 12, "2025-01-01", "no", ()),
        ("school", 9_999, 13, "2024-12-31", "no", ()),
        ("school", 9_999, None, "2024-12-31", "unknown", ("lots.duration_months",)),
        ("school", None, 12, "2024-12-31", "unknown", ("estimated_total", "lots.value")),
        ("school", 9_999, 12, "2023-12-31", "unknown", ()),
        ("care", 9_999, 12, "2024-12-31", "no", ()),
        ("company", 9_999, 12, "2024-12-31", "no", ("buyer.is_contracting_authority",)),
    ],
)
def test_made_up_regime_is_evaluated_by_its_own_periods(
    law: Path,
    *,
    kind: str,
    total: float | None,
    months: float | None,
    day: str,
    verdict: str,
    missing: tuple[str, ...],
) -> None:
    found = check(need(kind=kind, total=total, months=months, on=day), with_made_up_regime(law), today=TODAY)
    made_up = found.regimes[-1]

    assert [r.id for r in found.regimes][:5] == ["art15", "art15_execution", "art91", "art161", "art33"]
    assert (made_up.id, made_up.verdict, made_up.missing) == ("art999", verdict, missing)


def test_made_up_regime_tells_its_own_words_source_and_confidence(law: Path) -> None:
    rules = with_made_up_regime(law)
    early, late = (
        check(need(kind="school", total=5_000, months=6, on=day), rules, today=TODAY).regimes[-1]
        for day in ("2024-06-01", "2025-06-01")
    )

    assert [r.sentence for r in early.because] == ["Onder 10.000 euro."]
    assert (early.because[0].confidence, early.because[0].source_url) == ("secondary", "https://example.org/2024")
    assert (late.because[0].confidence, late.because[0].source_url) == ("law_text", "https://example.org/2025")
    assert (early.conditions, early.notice_value) == (("Vraag het aan de directie.",), "res-new")


def test_next_period_of_a_threshold_is_only_data(law: Path) -> None:
    later = {
        "valid_from": "2028-01-01",
        "valid_to": "2029-12-31",
        "amount": 151_000,
        "source_url": "https://example.org/2028",
        "read_on": "2027-12-01",
        "confidence": "official_page",
    }
    change(law, "amounts.json", lambda d: next(r for r in d["rules"] if r["id"] == "opzvb")["periods"].append(later))
    change(law, "version.json", lambda d: d.update(last_day="2029-12-31"))
    found = check(need(total=150_000, on="2028-01-01"), load_rules(law), today=TODAY)
    opzvb = next(p for p in found.procedures if p.id == "opzvb")

    assert (opzvb.verdict, opzvb.limit, opzvb.confidence) == ("yes", 151_000, "official_page")


def nodes(document: dict[str, Any]) -> dict[str, Any]:
    when: dict[str, Any] = document["regimes"][0]["when"]
    return when


def drop_source(document: dict[str, Any]) -> None:
    del document["rules"][0]["periods"][0]["source_url"]


BROKEN: list[tuple[str, Change, str]] = [
    # file, what is wrong with it, what the error names
    ("facts.json", drop_source, "source_url"),
    ("facts.json", lambda d: d["rules"][0]["periods"][0].update(source_url="ask somebody"), "source_url"),
    ("facts.json", lambda d: d["rules"][0]["periods"][0].update(confidence="memory"), "confidence"),
    ("facts.json", lambda d: d["rules"][0]["periods"][0].update(valid_to="2001-01-01"), "valid_to"),
    ("facts.json", lambda d: d["rules"].append(d["rules"][0]), "stands twice"),
    ("facts.json", lambda d: d.pop("rules"), "has no rules"),
    ("amounts.json", lambda d: d["rules"][0]["periods"][0].update(valid_to="2022-06-30"), "overlap"),
    ("amounts.json", lambda d: d["rules"][0]["periods"][0].update(amount=-1), "amount"),
    ("amounts.json", lambda d: d["limits"].update(opzvb=[{"rule": "no-such-rule"}]), "no-such-rule"),
    ("amounts.json", lambda d: d["limits"].update(opzvb=[{"rule": "art15"}]), "art15 has no amount"),
    ("regimes.json", lambda d: d["regimes"][0].update(fact="no-such-rule"), "no-such-rule"),
    ("regimes.json", lambda d: d["regimes"].append(d["regimes"][0]), "art15 stands twice"),
    ("regimes.json", lambda d: nodes(d).update(field="buyer.shoe_size"), "buyer.shoe_size"),
    ("regimes.json", lambda d: nodes(d).update(below="opzvb"), "exactly one of in, is"),
    ("regimes.json", lambda d: nodes(d).update(all=[]), "all"),
    ("regimes.json", lambda d: nodes(d).update(use="inside_law"), "exactly one of all, any"),
    ("regimes.json", lambda d: d["regimes"][0].update(when={"use": "nobody"}), "no condition is called nobody"),
    ("regimes.json", lambda d: d["regimes"][0].update(when={"field": "total", "below": "none"}), "no limit is called none"),
    ("regimes.json", lambda d: d["regimes"][0].update(when={"field": "total", "in": ["1"]}), "cannot be tested with in"),
    ("regimes.json", lambda d: d["regimes"][0].update(when={"field": "lot.cpv", "in_cpv": "x9"}), "no set of codes"),
    ("conditions.json", lambda d: d["conditions"].update(a1={"use": "b1"}, b1={"not": {"use": "a1"}}), "leads back"),
    (
        "amounts.json",
        lambda d: d["limits"].update(opzvb=[{"rule": "opzvb", "when": {"field": "total", "below": "opzvb"}}]),
        "depends on another limit",
    ),
    ("cpv.json", lambda d: d["sets"][0]["codes"].append("8500"), "codes"),
    ("procedures.json", lambda d: d["procedures"][0].update(colour="red"), "colour"),
    ("qualifying.json", lambda d: d.update(least_share=3), "least_share"),
    (
        "qualifying.json",
        lambda d: d["kinds"].append({"kind": "cisp", "confidence": "inference", "read_on": "2026-11-22"}),
        "has no source",
    ),
    ("version.json", lambda d: d.update(scope_fact="nowhere"), "nowhere"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit", "said"), BROKEN)
def test_broken_file_is_refused_with_what_is_wrong(law: Path, *, name: str, edit: Change, said: str) -> None:
    change(law, name, edit)

    with pytest.raises(BrokenRules, match=said.replace(".", r"\.")):
        load_rules(law)


def test_missing_file_and_broken_json_are_refused_with_the_file(law: Path) -> None:
    (law / "cpv.json").write_text("{", encoding="utf-8")
    with pytest.raises(BrokenRules, match=r"cpv\.json"):
        load_rules(law)
    (law / "cpv.json").unlink()
    with pytest.raises(BrokenRules, match=r"cpv\.json"):
        load_rules(law)


def test_ids_and_amounts_of_the_law_stand_in_the_data_only(law: Path) -> None:
    rules = load_rules(law)
    code = "".join(p.read_text(encoding="utf-8") for p in Path(load_rules.__code__.co_filename).parent.glob("*.py"))
    names = {*rules.rules, *rules.limits, *rules.cpv_sets, *rules.conditions, *(t.id for t in rules.tables)}
    amounts = {p.amount for r in rules.rules.values() for p in r.periods if p.amount}

    assert [n for n in sorted(names) if f'"{n}"' in code] == []
    assert [a for a in sorted(amounts) if f"{a:_}" in code or str(a) in code] == []
