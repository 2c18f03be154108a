"""A clerk loads a purchase programme in a real browser: no scripts, keyboard alone, a phone, the files that come out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import Windows
from tests.browser.test_browser_assignment import tab_to

LIST = """\
Omschrijving;Raming;Datum;Gemeente
Gras maaien en hagen snoeien;85.000;2027-04-01;Sint-Niklaas
Onderwatermassageinstallatieonderhoudsovereenkomst;veel;;Gent
Poetsen van kantoren;;;Gent
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Return a list of three purchases, one with a fault and a very long word."""
    path = tmp_path / "lijst.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def load(page: Page, listed: Path) -> None:
    page.get_by_label("Bestand").set_input_files(listed)
    page.get_by_label("Wie koopt?").select_option("lokaal")
    page.get_by_role("button", name="Toon per aankoop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw aankoopprogramma")


@pytest.mark.parametrize("width", [1280, 320])
def test_answer_has_no_faults(windows: Windows, listed: Path, width: int) -> None:
    visitor = windows.open(width)
    load(visitor.go("/opdracht/programma"), listed)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    assert visitor.faults() == []
    visitor.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert visitor.faults(only="color-contrast") == []


def test_answer_is_taken_along_without_scripts(windows: Windows, listed: Path, tmp_path: Path) -> None:
    page = windows.open(scripts=False).go("/opdracht/programma")
    load(page, listed)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download als Excel").click()
    assert waiting.value.suggested_filename == "aankoopprogramma-antwoord.xlsx"
    waiting.value.save_as(tmp_path / "antwoord.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "antwoord.xlsx").get_sheet_by_name("aankopen").to_python()
    assert len(rows) == 4


def test_keyboard_alone_leads_to_another_buyer(windows: Windows, listed: Path) -> None:
    page = windows.open().go("/opdracht/programma")
    load(page, listed)
    tab_to(page, "Reken opnieuw")
    page.keyboard.press("Enter")
    tab_to(page, "Wie koopt?")
    page.keyboard.type("Bedrijf")
    tab_to(page, "Reken opnieuw")
    page.keyboard.press("Enter")
    expect(page.locator("#regel-2")).to_contain_text("Vrije keuze")


def test_reasons_are_printed_though_they_are_folded(windows: Windows, listed: Path) -> None:
    page = windows.open().go("/opdracht/programma")
    load(page, listed)
    reason = page.locator("#regel-2 details li").first
    assert not reason.is_visible()
    page.emulate_media(media="print")
    assert reason.is_visible()
    assert not page.get_by_role("button", name="Download als Excel").is_visible()
