"""A purchase programme answered: per line rubrics, law and market, faults by line, totals by advice, out as tables."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from supplier_guide.errors import TooLarge
from supplier_guide.matching.parts import Parts
from supplier_guide.matching.programme import MOST_LINES, LineError, Programme, ProgrammeLine, programme
from supplier_guide.model.need import Buyer, BuyerKind, Regime
from supplier_guide.office.matching_parts import matching_parts
from supplier_guide.office.programme_tables import programme_csv, programme_xlsx
from supplier_guide.rules import Advice, Verdict
from tests.directory.installing import activity, enterprise, near, prepared, site, stocked
from tests.matching.asking import TODAY, gardener, held

GRASS = ProgrammeLine(2, "Gras maaien", "A-1", 85_000, date(2027, 4, 1), ("Gent",), ("77310000",))
TOWN = Buyer(kind=BuyerKind.LOCAL_AUTHORITY)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory, word_lists: Path) -> Iterator[Parts]:
    """Yield the parts over eleven gardeners with a recognition, two without, one far away, and a printer."""
    recognised = [gardener(f"tuin-{n}", recognitions=held()) for n in range(11)]
    others = [gardener("zonder-1"), gardener("zonder-2")]
    far = gardener("ver", recognitions=held(), sites=[site("Arlon")], service_area=near(10))
    printer = enterprise("druk", "R02.01", activities=[activity("R02.01", "workshop")], recognitions=held())
    folder = prepared(tmp_path_factory.mktemp("programme"), word_lists)
    library = stocked(folder, [*recognised, *others, far, printer])
    yield matching_parts(library)
    library.close()


def answered(parts: Parts, *lines: ProgrammeLine) -> Programme:
    return programme(parts, lines, today=TODAY, buyer=TOWN, regime=Regime.CLASSIC)


def test_line_gets_rubrics_law_and_market(parts: Parts) -> None:
    (row,) = answered(parts, GRASS).rows
    assert row.understood.rubrics[0].id == "R03.01"
    assert [place.label for place in row.understood.places] == ["Gent"]
    assert (row.regime("art15").verdict, row.regime("art91").verdict) == (Verdict.YES, Verdict.NO)
    assert row.reservation.on == date(2027, 4, 1)
    assert (row.market.presumed, row.market.to_verify, row.market.advice) == (11, 2, Advice.RESERVE_LOT)


def test_line_without_a_date_is_judged_today(parts: Parts) -> None:
    (row,) = answered(parts, replace(GRASS, date=None)).rows
    assert row.reservation.on == TODAY


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        (replace(GRASS, places=("Atlantis",)), "plaats", "Atlantis"),
        (replace(GRASS, date=date(2035, 1, 1)), "datum", "2035"),
        (replace(GRASS, description="de het een", cpv=()), "omschrijving", "Beschrijf"),
        (replace(GRASS, description="", cpv=()), "omschrijving", "Beschrijf"),
        (replace(GRASS, value=-1.0), "waarde", "kan niet"),
        (replace(GRASS, value=1e15), "waarde", "kan niet"),
        (replace(GRASS, places=("Gent" * 51,)), "plaats", "langer dan 200 tekens"),
        (replace(GRASS, places=("Gent",) * 201), "plaats", "te veel waarden"),
        (replace(GRASS, places=("Gent\x01",)), "plaats", "verwacht"),
        (replace(GRASS, places=("Gent\uffff",)), "plaats", "verwacht"),
        (replace(GRASS, cpv=("77310000",) * 201), "cpv", "te veel waarden"),
    ],
)
def test_line_that_cannot_be_answered_is_named_and_the_others_go_on(
    line: ProgrammeLine, field: str, says: str, parts: Parts
) -> None:
    found = answered(parts, replace(line, line=7), replace(GRASS, line=8))
    assert [row.line.line for row in found.rows] == [8]
    (error,) = found.errors
    assert (error.line, error.field) == (7, field)
    assert says in error.message


def test_all_faults_of_a_line_are_named_at_once_and_its_cells_kept(parts: Parts) -> None:
    line = replace(GRASS, value=-1.0, date=date(2035, 1, 1), places=("Atlantis", "Gent", "Lemurie"))
    errors = answered(parts, line).errors
    assert [error.field for error in errors] == ["waarde", "datum", "plaats", "plaats"]
    assert errors[0].stated == {
        "referentie": "A-1", "omschrijving": "Gras maaien", "waarde": -1.0, "datum": "2035-01-01",
        "plaats": "Atlantis; Gent; Lemurie", "cpv": "77310000",
    }  # fmt: skip


cells = st.text(max_size=12) | st.text(min_size=195, max_size=205)


@settings(max_examples=60, deadline=None)
@given(cells, st.lists(cells, max_size=3), st.floats() | st.none(), st.dates() | st.none(), cells)
def test_no_cell_stops_the_others(
    parts: Parts, words: str, places: list[str], value: float | None, day: date | None, code: str
) -> None:
    odd = ProgrammeLine(2, words, words, value, day, tuple(places), (code,) if code else ())
    found = answered(parts, odd, replace(GRASS, line=3))
    assert {row.line.line for row in found.rows} | {error.line for error in found.errors} == {2, 3}
    assert found.rows[-1].line.line == 3


def test_totals_add_up_by_advice(parts: Parts) -> None:
    printing = ProgrammeLine(4, "Drukwerk", None, 1_000, None, ("Gent",), ())
    found = answered(parts, GRASS, replace(GRASS, value=15_000.5), replace(GRASS, value=None), printing)
    by = {total.advice: total for total in found.totals}
    assert (by[Advice.RESERVE_LOT].lines, by[Advice.RESERVE_LOT].value) == (3, 100_000.5)
    assert by[Advice.RESERVE_LOT].without_value == 1
    assert (by[Advice.NONE].lines, by[Advice.NONE].value) == (1, 1_000)
    assert (by[Advice.RESERVE].lines, by[Advice.SOCIAL_CLAUSE].lines) == (0, 0)


def test_long_text_and_control_characters_do_no_harm(parts: Parts) -> None:
    (row,) = answered(parts, replace(GRASS, description="Gras\x00 maaien\n" + "en bermen " * 3_000)).rows
    assert row.understood.rubrics[0].id == "R03.01"


def test_more_lines_than_we_take_are_refused(parts: Parts) -> None:
    with pytest.raises(TooLarge, match="2001 regels"):
        answered(parts, *[GRASS] * (MOST_LINES + 1))


def test_progress_is_told_line_by_line(parts: Parts) -> None:
    told: list[tuple[int, int]] = []
    programme(parts, [GRASS, GRASS], today=TODAY, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_answer_leaves_as_csv_with_faults_in_their_place(parts: Parts) -> None:
    found = answered(
        parts, replace(GRASS, line=2), replace(GRASS, line=4, description="=1+1 gras;=1+1;maaien", value=0.5)
    )
    stated = {"referentie": "7", "waarde": "veel", "plaats": "Gent"}
    found = replace(found, errors=(LineError(3, "waarde", "“veel” is geen bedrag", stated=stated),))
    body = programme_csv(found)
    assert body.startswith(b"\xef\xbb\xbfregel;")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["regel"] for row in rows] == ["2", "3", "4"]
    first, fault, formula = rows
    assert (first["referentie"], first["omschrijving"], first["plaats"]) == ("A-1", "Gras maaien", "Gent")
    assert (first["waarde (euro zonder btw)"], first["datum"], first["cpv"]) == ("85000", "2027-04-01", "77310000")
    assert first["rubrieken"].startswith("R03.01 ")
    assert (first["artikel 15"], first["artikel 91"]) == ("ja", "nee")
    assert (first["vermoedelijk in aanmerking"], first["na te kijken"]) == ("11", "2")
    assert (first["advies"], first["fout"]) == ("een deel (perceel) voorbehouden", "")
    assert "11 ondernemingen" in first["waarom"]
    assert (fault["referentie"], fault["waarde (euro zonder btw)"], fault["plaats"]) == ("7", "veel", "Gent")
    assert fault["fout"] == "waarde: “veel” is geen bedrag"
    assert formula["omschrijving"] == "'=1+1 gras;=1+1;maaien"
    assert formula["waarde (euro zonder btw)"] == "0,5"


def test_answer_leaves_as_workbook_with_numbers_and_totals(parts: Parts) -> None:
    found = replace(answered(parts, GRASS), errors=(LineError(3, "waarde", "“veel” is geen bedrag"),))
    body = programme_xlsx(found)
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    assert book.sheet_names == ["aankopen", "totalen"]
    header, first, fault = book.get_sheet_by_name("aankopen").to_python()
    assert dict(zip(header, first, strict=True))["waarde (euro zonder btw)"] == 85_000.0
    assert fault[-1] == "waarde: “veel” is geen bedrag"
    totals = book.get_sheet_by_name("totalen").to_python()
    assert ["een deel (perceel) voorbehouden", 1.0, 85_000.0, 0.0] in totals


@pytest.mark.parametrize("sign", ["a", "🌳"])
def test_text_longer_than_a_cell_of_excel_is_cut_with_a_mark(parts: Parts, sign: str) -> None:
    text = f"Gras maaien {sign * 40_000}"
    body = programme_xlsx(answered(parts, replace(GRASS, description=text)))
    _, row = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_name("aankopen").to_python()
    assert str(row[2]).startswith("Gras maaien " + sign * 10_000)
    assert "afgekapt" in str(row[2])
    assert len(str(row[2]).encode("utf-16-le")) // 2 <= 32_767
