"""Pairs of question and text: floors that only go up."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.pairs import decide

LOOKED_AT_FLOOR = 0.98
FIGURES_ONLY_FLOOR = 0.95
"""Floors against regressions. They do not say what strangers' words meet: `docs/analysis.md` has that figure."""


@dataclass(frozen=True)
class Pair:
    expected: bool
    query: str
    text: str


def read_pairs(name: str = "pairs.tsv") -> list[Pair]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Pair(row[0] == "1", row[-2], row[-1]) for row in rows]


def f1(pairs: list[Pair], analyser: Analyser) -> float:
    decided = [(pair.expected, decide(pair.query, pair.text, analyser)[0]) for pair in pairs]
    right = decided.count((True, True))
    return 2 * right / (2 * right + decided.count((False, True)) + decided.count((True, False)))


def test_pairs_that_were_looked_at(analyser: Analyser) -> None:
    assert f1(read_pairs()[0::2] + read_pairs("pairs_seen.tsv"), analyser) >= LOOKED_AT_FLOOR


def test_pairs_of_which_only_figures_were_seen(analyser: Analyser) -> None:
    assert f1(read_pairs()[1::2], analyser) >= FIGURES_ONLY_FLOOR


@pytest.mark.parametrize(
    ("query", "text", "by"),
    [
        ("maaien", "bermen worden gemaaid", "stem"),
        ("gras maaien", "grasmaaien", "compound"),
        ("kuisen", "schoonmaak van kantoren", "synonym"),
        ("schoonmaak", "nettoyage de bureaux et de vitres", "translation"),
        ("nettoyage", "schoonmaak van kantoren", "translation"),
        ("drukwek", "alle soorten drukwerk", "typo"),
    ],
)
def test_decision_says_by_what(analyser: Analyser, query: str, text: str, by: str) -> None:
    assert decide(query, text, analyser) == (True, by)


@pytest.mark.parametrize(("query", "text"), [("", "maaien"), ("de", "de tuin"), ("maaien", ""), ("fiets", "niets")])
def test_no_match_is_by_nothing(analyser: Analyser, query: str, text: str) -> None:
    assert decide(query, text, analyser) == (False, "none")
