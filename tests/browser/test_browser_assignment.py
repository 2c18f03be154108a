"""A clerk asks who can do an assignment and whether it may be reserved: with the keyboard alone, and without scripts."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows

MOWING = "/opdracht?wat=gras+maaien&plaats=Sint-Niklaas&bedrag=42.500&per=jaar&jaren=2&koper=lokaal&regels=gewoon"


def tab_to(page: Page, name: str, *, most: int = 80) -> None:
    """Press Tab until the element of this accessible name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
                const node = document.activeElement;
                const label = node.labels?.[0] ?? node;
                return (node.getAttribute("aria-label") ?? label.textContent).trim();
            }"""
        )
        if at.startswith(name):
            return
    raise AssertionError(name)


def test_keyboard_alone_leads_from_the_form_to_a_shortlist(windows: Windows) -> None:
    page = windows.open().go("/opdracht")
    tab_to(page, "Wat hebt u nodig?")
    page.keyboard.type("gras maaien")
    tab_to(page, "Waar?")
    page.keyboard.type("Sint-Niklaas")
    page.keyboard.press("Escape")
    tab_to(page, "Geraamd bedrag")
    page.keyboard.type("85.000")
    tab_to(page, "Wie koopt?")
    page.keyboard.type("Gemeente,")
    tab_to(page, "Zoek wie het kan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("gras maaien")
    expect(page.locator(".mast .verdict")).to_contain_text("Ja:")
    assert "=&" not in page.url
    tab_to(page, "Op de shortlist:")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Uw shortlist")).to_be_visible()
    assert "shortlist=" in page.url
    tab_to(page, "Waarom hier")
    page.keyboard.press("Enter")
    expect(page.locator(".hit details[open] table").first).to_be_visible()


def test_keyboard_alone_leads_through_all_questions_and_back(windows: Windows) -> None:
    page = windows.open().go("/voorbehouden")
    heading = page.get_by_role("heading", level=1)
    for title, answer in (("Wie koopt?", "Gemeente"), ("Welke regels", "Gewone"), ("Wat koopt u?", "Werken")):
        expect(heading).to_contain_text(title)
        page.get_by_role("radio", name=re.compile(answer)).focus()
        page.keyboard.press("Space")
        tab_to(page, "Volgende", most=3)
        page.keyboard.press("Enter")
    for field in ("jaren", "bedrag", "datum"):
        expect(page.locator(f"#veld-{field}")).to_be_visible()
        tab_to(page, "Dat weet ik nog niet")
        page.keyboard.press("Enter")
    expect(heading).to_have_text("Komt er een aankondiging?")
    page.get_by_role("radio", name="Nee").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".mast .verdict")).to_contain_text("Ja:")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Komt er een aankondiging?")


def test_fault_leads_to_its_field(windows: Windows) -> None:
    page = windows.open(360).go("/opdracht?wat=gras&bedrag=veel")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#veld-bedrag")).to_be_in_viewport()
    assert page.locator("#veld-bedrag").input_value() == "veel"


def test_without_scripts_a_document_is_read_corrected_and_answered(windows: Windows, tmp_path: Path) -> None:
    document = tmp_path / "bestek.txt"
    document.write_text(
        "Bestek\nPerceel 1: Gras maaien\nGras maaien in Sint-Niklaas. De raming bedraagt 85.000 euro excl. btw.\n"
        "Perceel 2: Poetsen\nKantoren poetsen in Gent. De raming bedraagt 20.000 euro excl. btw.\n",
        encoding="utf-8",
    )
    page = windows.open(scripts=False).go("/opdracht")
    page.get_by_label("Bestand").set_input_files(document)
    page.get_by_role("button", name="Lees de tekst").click()
    expect(page.locator("#veld-bedrag")).to_have_value("85000")
    page.locator("#veld-bedrag").fill("90.000")
    page.locator("#veld-koper").select_option("lokaal")
    page.get_by_role("button", name="Zoek wie het kan").click()
    expect(page.get_by_role("heading", name="Per perceel")).to_be_visible()
    page.get_by_role("link", name="Bekijk perceel 1").click()
    expect(page.get_by_text("90.000 euro zonder btw")).to_be_visible()


def test_without_scripts_two_suppliers_are_compared(windows: Windows) -> None:
    page = windows.open(scripts=False).go(MOWING)
    page.get_by_role("link", name=re.compile("^Vergelijk: ")).nth(0).click()
    page.get_by_role("link", name=re.compile("^Vergelijk: ")).nth(0).click()
    expect(page.get_by_role("heading", name=re.compile("naast elkaar"))).to_be_visible()
    assert page.url.count("vergelijk=") == 2


def test_text_is_copied_with_one_press(windows: Windows) -> None:
    visitor = windows.open()
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.go("/voorbehouden/teksten")
    page.locator("summary").first.click()
    page.get_by_role("button", name="Kopieer").first.click()
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    assert "of gelijkwaardig" in page.evaluate("navigator.clipboard.readText()")


def test_without_scripts_texts_are_there_without_a_button(windows: Windows) -> None:
    page = windows.open(scripts=False).go("/voorbehouden/teksten")
    page.locator("summary").first.click()
    expect(page.locator("[data-copy]").first).to_be_visible()
    assert page.get_by_role("button", name="Kopieer").count() == 0


def test_answer_prints_within_the_paper(windows: Windows) -> None:
    visitor = windows.open(673)
    page = visitor.go(f"{MOWING}&shortlist=weerwerk")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    assert not page.get_by_text("Wijzig de opdracht").is_visible()
    assert page.get_by_role("heading", name="Uw shortlist").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
