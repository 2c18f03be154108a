"""`qualifies=art15`: who presumably or provably qualifies on the day of asking, and nobody else."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from supplier_guide import paths
from supplier_guide.directory import composing
from supplier_guide.directory.finding import find
from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Qualification, Question
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.rules import Standing, qualifies_art15
from supplier_guide.search.document import QUALIFIES_ART15
from tests.directory.installing import TODAY, enterprise, ids

LibraryOf = Callable[..., Library]
AIM = {"integration": True}


def held(kind: str, **dates: str) -> list[dict[str, Any]]:
    return [{"kind": kind, "evidence": "publication", **dates}]


def staff(group: float, total: float, as_of: str | None = "2025-12-31") -> dict[str, Any]:
    return {"total": total, "target_group": group, "unit": "fte", "as_of": as_of}


WHO: dict[str, tuple[Enterprise, bool]] = {
    document.id: (document, expected)
    for document, expected in (
        (enterprise("erkend", recognitions=held("maatwerkbedrijf")), True),
        (enterprise("laatste-dag", recognitions=held("maatwerkbedrijf", valid_until="2026-11-25")), True),
        (enterprise("vervallen", recognitions=held("maatwerkbedrijf", valid_until="2026-11-24")), False),
        (enterprise("morgen", recognitions=held("maatwerkbedrijf", valid_from="2026-11-26")), False),
        (enterprise("vroegere-vorm", recognitions=held("maatwerkafdeling")), False),
        (enterprise("kringloop", recognitions=held("kringloopcentrum")), False),
        (enterprise("bewezen", aim=AIM, workforce=staff(5.1, 17)), True),
        (enterprise("twaalf-procent", aim=AIM, workforce=staff(12, 100)), False),
        (enterprise("erkend-met-twaalf-procent", recognitions=held("eta"), workforce=staff(12, 100)), False),
        (enterprise("ander-doel", recognitions=held("eta"), aim={"integration": False}), False),
        (enterprise("zonder-datum", aim=AIM, workforce=staff(60, 100, None)), False),
        (enterprise("cijfer-van-later", aim=AIM, workforce=staff(60, 100, "2026-12-31")), False),
        (enterprise("zonder-doel", workforce=staff(60, 100)), False),
        (enterprise("onbekend"), False),
    )
}


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Return a library of all of them."""
    return library_of(*(document for document, _ in WHO.values()))


def qualifying(library: Library, *, on: date = TODAY, **more: Any) -> set[str]:
    question = Question(qualifies=Qualification.ART15, size=100, **more)
    return set(ids(find(library, question, today=on)))


def test_only_presumed_and_proven_ones_are_found(library: Library) -> None:
    assert qualifying(library) == {name for name, (_, expected) in WHO.items() if expected}


def test_it_holds_on_the_day_of_asking(library: Library) -> None:
    assert qualifying(library, on=date(2026, 11, 26)) == {"erkend", "bewezen", "morgen"}
    assert qualifying(library, on=date(2027, 1, 1)) == {"erkend", "bewezen", "morgen", "cijfer-van-later"}


def test_it_is_asked_beside_a_recognition(library: Library) -> None:
    assert qualifying(library, recognition=("maatwerkbedrijf",)) == {"erkend", "laatste-dag"}
    assert qualifying(library, recognition=("kringloopcentrum",)) == set()


def test_it_never_shows_in_facets_or_on_a_card(library: Library) -> None:
    for qualifies in (None, Qualification.ART15):
        answer = find(library, Question(qualifies=qualifies, size=100), today=TODAY)
        assert QUALIFIES_ART15 not in {count.value for count in answer.facets["recognition"]}
        assert QUALIFIES_ART15 not in {r.value for hit in answer.hits for r in hit.recognitions}


def test_facets_count_only_who_qualifies(library: Library) -> None:
    answer = find(library, Question(qualifies=Qualification.ART15), today=TODAY)
    assert {c.value: c.count for c in answer.facets["recognition"]} == {"maatwerkbedrijf": 2}


def test_of_the_seed_the_same_are_found_as_the_law_says(seed_library: Library) -> None:
    everybody = find(seed_library, Question(size=100), today=TODAY)
    pages = [find(seed_library, Question(size=100, page=n + 1), today=TODAY) for n in range(-(-everybody.total // 100))]
    expected = {
        hit.enterprise.id
        for page in pages
        for hit in page.hits
        if qualifies_art15(hit.enterprise, on=TODAY, rules=seed_library.rules).verdict
        in {Standing.PROVEN, Standing.PRESUMED}
    }
    found = find(seed_library, Question(qualifies=Qualification.ART15, size=100), today=TODAY)
    assert found.total == len(expected)
    assert set(ids(found)) <= expected


def test_an_index_made_by_other_rules_on_who_qualifies_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = composing.index_version()
    changed = tmp_path / "qualifying.json"
    changed.write_bytes(paths.seed_file("law/qualifying.json").read_bytes().replace(b"0.3", b"0.5"))
    whole = paths.seed_file
    monkeypatch.setattr(paths, "seed_file", lambda name: changed if name == "law/qualifying.json" else whole(name))
    assert composing.index_version() != before
