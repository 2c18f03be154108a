"""Totals and facets against a count by hand, straight from the documents."""

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supplier_guide.directory.library import Library
from supplier_guide.geo.distance import km
from supplier_guide.geo.place import Place
from supplier_guide.model.enterprise import Activity, Enterprise, Recognition
from supplier_guide.model.slug import name_key
from tests.directory.installing import COUNTRY, TODAY, activity, ask, counts, enterprise, ids, near, site

LibraryOf = Callable[..., Library]
RUBRICS = ["R03.01", "R03.02", "R04.01", "R07.01", "R07.05"]
MODES = ["workshop", "enclave", "on_location", "goods"]
KINDS = ["maatwerkbedrijf", "eta", "lokale-diensteneconomie"]
CERTIFICATES = ["ISO 9001", "BRCGS"]
TOWNS = ["Gent", "Aalst", "Antwerpen", "Luik", "Elsene"]
AREAS: list[dict[str, Any] | None] = [
    None,
    COUNTRY,
    {"kind": "territories", "codes": ["BE23"]},
    {"kind": "territories", "codes": ["44021", "BE33"]},
    {"kind": "territories", "codes": ["BE2"]},
]
PLACES = ["Gent", "Luik", "BE23", "BE2"]
SIZE = 60
SILENT = Activity(id="silent", rubric="R99")


def drawn(chance: Random) -> Iterator[Enterprise]:
    """Give enterprises in which everything that is counted occurs in every mixture."""
    for number in range(SIZE):
        rows = [
            activity(
                chance.choice(RUBRICS),
                *chance.sample(MODES, chance.randint(0, 2)),
                id=f"a{row}",
                service_area=chance.choice(AREAS),
            )
            for row in range(chance.randint(0, 3))
        ]
        until = chance.choice([None, "2026-11-24", "2027-01-01"])
        kinds = chance.sample(KINDS, chance.randint(0, 2))
        yield enterprise(
            f"e-{number:02}",
            activities=rows,
            sites=[site(chance.choice(TOWNS))] if chance.random() < 0.8 else [],
            recognitions=[{"kind": k, "evidence": "self", "valid_until": until} for k in kinds],
            certificates=[{"name": c} for c in chance.sample(CERTIFICATES, chance.randint(0, 1))],
        )


class ByHand:
    """What a question should give, by looking at every document."""

    def __init__(self, library: Library, documents: list[Enterprise]) -> None:
        self.library = library
        self.documents = documents

    def matching(self, asked: dict[str, tuple[str, ...]]) -> list[tuple[Enterprise, list[Activity]]]:
        places = [self.library.gazetteer.resolve(p) for p in asked.get("place", ())]
        found = []
        for document in self.documents:
            # Who states no activity at all works, as far as we know, near its sites: as a row that says nothing.
            rows = [a for a in document.activities or [SILENT] if self.row_fits(document, a, asked, places)]
            if rows and self.whole_fits(document, asked):
                found.append((document, [a for a in rows if a is not SILENT]))
        return found

    def row_fits(
        self, document: Enterprise, row: Activity, asked: dict[str, tuple[str, ...]], places: list[Place]
    ) -> bool:
        rubrics = self.library.catalogue.ancestry(row.rubric) if row is not SILENT else ()
        return (
            (not asked.get("rubric") or bool(set(asked["rubric"]) & set(rubrics)))
            and (not asked.get("mode") or bool(set(asked["mode"]) & {m.value for m in row.modes}))
            and (not places or any(self.serves(document, row, p) for p in places))
        )

    def serves(self, document: Enterprise, row: Activity, place: Place) -> bool:
        area = row.service_area
        if area is None:
            sites = [self.library.composer.locate(s) for s in document.sites]
            inside = place.is_area and any(s and place.code in s.ancestors for s in sites)
            return inside or any(s and km(s.lat, s.lon, place.lat, place.lon) <= 30 for s in sites)
        if area.kind == "country":
            return True
        gazetteer = self.library.gazetteer
        return any(
            code in place.ancestors or place.code in getattr(gazetteer.by_code(code), "ancestors", ())
            for code in area.codes or ()
        )

    def whole_fits(self, document: Enterprise, asked: dict[str, tuple[str, ...]]) -> bool:
        return all(
            not asked.get(facet) or bool(set(asked[facet]) & set(self.values(document, [], facet)))
            for facet in ("recognition", "certificate", "province")
        )

    def values(self, document: Enterprise, rows: list[Activity], facet: str) -> set[str]:
        composer = self.library.composer
        found: dict[str, set[str | None]] = {
            "rubric": {r for a in rows for r in self.library.catalogue.ancestry(a.rubric)},
            "mode": {m.value for a in rows for m in a.modes},
            "recognition": {r.kind.value for r in document.recognitions if self.holds(r)},
            "certificate": {name_key(c.name) for c in document.certificates},
            "province": {composer.province_of(composer.locate(s)) for s in document.sites},
        }
        return {v for v in found[facet] if v}

    def holds(self, recognition: Recognition) -> bool:
        until = recognition.valid_until or self.library.catalogue.recognitions[recognition.kind.value].valid_until
        return until is None or until >= TODAY

    def facet(self, asked: dict[str, tuple[str, ...]], facet: str) -> dict[str, int]:
        others = {name: values for name, values in asked.items() if name != facet}
        counted: Counter[str] = Counter()
        for document, rows in self.matching(others):
            counted.update(self.values(document, rows, facet))
        return dict(counted)


def some(values: list[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


QUESTIONS = st.fixed_dictionaries(
    {
        "rubric": some([*RUBRICS, "R03", "R07"]),
        "mode": some(MODES),
        "recognition": some(KINDS),
        "certificate": some([name_key(c) for c in CERTIFICATES], 1),
        "province": some(["BE23", "BE21", "BE10", "BE33"]),
        "place": some(PLACES, 1),
    }
)


@given(seed=st.integers(0, 3), asked=QUESTIONS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_totals_and_facets_are_those_counted_by_hand(
    library_of: LibraryOf, kept: dict[int, ByHand], seed: int, asked: dict[str, tuple[str, ...]]
) -> None:
    if seed not in kept:
        documents = list(drawn(Random(seed)))
        kept[seed] = ByHand(library_of(*documents), documents)
    by_hand = kept[seed]
    answer = ask(by_hand.library, size=100, literal=True, **dict[str, Any](asked))
    assert set(ids(answer)) == {d.id for d, _ in by_hand.matching(asked)}, (seed, asked)
    assert answer.total == len(answer.hits)
    for facet in answer.facets:
        assert counts(answer, facet) == by_hand.facet(asked, facet), facet


@pytest.fixture
def kept() -> dict[int, ByHand]:
    """Hold the collections made so far."""
    return {}


def test_facet_ignores_its_own_selection_and_keeps_the_others(library_of: LibraryOf) -> None:
    library = library_of(
        enterprise("een", activities=[activity("R03.01", "goods")]),
        enterprise("twee", activities=[activity("R04.01", "goods"), activity("R07.01", "workshop", id="a2")]),
    )
    answer = ask(library, rubric=("R03.01",), mode=("goods",), literal=True)
    assert counts(answer, "rubric") == {"R03": 1, "R03.01": 1, "R04": 1, "R04.01": 1}
    assert counts(answer, "mode") == {"goods": 1}


def test_facets_are_ordered_by_count_then_label_without_zeros(seed_library: Library) -> None:
    answer = ask(seed_library, "groen")
    for values in answer.facets.values():
        assert [(-c.count, c.label) for c in values] == sorted((-c.count, c.label) for c in values)
        assert all(c.count > 0 for c in values)


def test_chosen_values_are_marked(seed_library: Library) -> None:
    answer = ask(seed_library, mode=("goods",))
    assert {c.value for c in answer.facets["mode"] if c.chosen} == {"goods"}


def test_radius_area_counts_like_any_other_row(library_of: LibraryOf) -> None:
    library = library_of(enterprise("rond", sites=[site("Gent")], service_area=near(12)))
    assert counts(ask(library, place=("Melle", "Merelbeke-Melle")), "rubric") == {"R03": 1, "R03.01": 1}
