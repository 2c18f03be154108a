"""Typing help as a combobox: by keyboard alone, by mouse, and what is said of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Windows


def active(page: Page, field: str) -> str:
    """Return the text of the suggestion that is active, or nothing."""
    pointed = page.locator(field).get_attribute("aria-activedescendant")
    return page.locator(f"#{pointed}").inner_text() if pointed else ""


def test_arrows_go_round_through_the_field(windows: Windows) -> None:
    page = windows.open().go("/")
    field = page.get_by_role("combobox", name="Wat zoekt u?")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("groen")
    page.get_by_role("option").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert active(page, "#zoek-q") == ""
    options = page.get_by_role("option").all_inner_texts()
    page.keyboard.press("ArrowDown")
    assert active(page, "#zoek-q") == options[0]
    page.keyboard.press("ArrowDown")
    assert active(page, "#zoek-q") == options[1]
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    assert active(page, "#zoek-q") == ""
    page.keyboard.press("ArrowUp")
    assert active(page, "#zoek-q") == options[-1]
    expect(field).to_be_focused()


def test_every_suggestion_says_its_kind(windows: Windows) -> None:
    page = windows.open().go("/")
    page.locator("#zoek-q").press_sequentially("gent")
    page.get_by_role("option").first.wait_for()
    kinds = page.get_by_role("option").locator("span").all_inner_texts()
    assert kinds
    known = "rubriek|zoekwoord|onderneming|gemeente|deelgemeente|postcode|provincie|gebied|CPV-code"
    assert all(re.match(known, kind) for kind in kinds)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 800), (320, 640)])
def test_nothing_of_the_suggestions_is_cut_off(windows: Windows, width: int, height: int) -> None:
    page = windows.open(width, height=height).go("/")
    page.locator("#zoek-q").press_sequentially("gra")
    page.get_by_role("option").first.wait_for()
    assert page.evaluate("""() => {
        const list = document.querySelector(".listbox");
        const inside = list.getBoundingClientRect();
        const parts = [...list.querySelectorAll("li, span")].map((part) => part.getBoundingClientRect());
        return parts.length >= 8
            && list.scrollWidth <= list.clientWidth
            && parts.every((part) => part.left >= inside.left && part.right <= inside.right);
    }""")


def test_suggestions_scroll_within_the_window_when_they_do_not_fit_in_it(windows: Windows) -> None:
    page = windows.open(1280, height=700).go("/")
    page.locator("#zoek-q").press_sequentially("gra")
    page.get_by_role("option").first.wait_for()
    assert page.evaluate("document.querySelector('.listbox').getBoundingClientRect().bottom <= innerHeight")


def test_number_of_suggestions_is_spoken(windows: Windows) -> None:
    page = windows.open().go("/")
    page.locator("#zoek-q").press_sequentially("groen")
    status = page.locator("#zoek-q").locator("xpath=preceding-sibling::span[@role='status']")
    expect(status).to_have_text(re.compile(r"^\d voorstel(len)?; kies met de pijltjes$"))


def test_nothing_is_chosen_by_itself(windows: Windows) -> None:
    page = windows.open().go("/")
    page.locator("#zoek-q").press_sequentially("groenonder")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=groenonder"))


def test_chosen_rubric_leads_to_its_enterprises(windows: Windows) -> None:
    page = windows.open().go("/")
    page.get_by_label("Waar?").fill("Gent")
    page.locator("#zoek-q").press_sequentially("groen")
    page.get_by_role("option").filter(has_text="rubriek").first.click()
    page.wait_for_url(re.compile(r"/zoeken\?rubric=R\d\d(\.\d\d)?&place=Gent"))


def test_chosen_enterprise_leads_to_its_page(windows: Windows) -> None:
    page = windows.open().go("/")
    page.locator("#zoek-q").press_sequentially("ryho")
    page.get_by_role("option").filter(has_text="onderneming").first.wait_for()
    while "onderneming" not in active(page, "#zoek-q"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/onderneming/ryhove"))


def test_chosen_place_moves_to_its_own_field(windows: Windows) -> None:
    page = windows.open().go("/")
    page.locator("#zoek-q").press_sequentially("turnhout")
    page.get_by_role("option").filter(has_text="gemeente").first.click()
    assert page.locator("#zoek-place").input_value() == "Turnhout"
    assert page.locator("#zoek-q").input_value() == ""
    expect(page.locator("#zoek-q")).to_be_focused()


def test_place_field_offers_places_only(windows: Windows) -> None:
    page = windows.open().go("/contact")
    page.get_by_label("Gemeente of postcode").press_sequentially("9100")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    value = page.get_by_label("Gemeente of postcode").input_value()
    assert value == "9100"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Voor"))).to_contain_text("Sint-Niklaas")


def test_escape_closes_first_and_empties_then(windows: Windows) -> None:
    page = windows.open().go("/")
    field = page.locator("#zoek-q")
    field.press_sequentially("groen")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    assert field.input_value() == "groen"
    page.keyboard.press("Escape")
    assert field.input_value() == ""


def test_leaving_the_field_closes_the_list(windows: Windows) -> None:
    page = windows.open().go("/")
    page.locator("#zoek-q").press_sequentially("groen")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.locator("#zoek-place")).to_be_focused()


def test_fast_typing_asks_once(windows: Windows) -> None:
    page = windows.open().go("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    page.locator("#zoek-q").focus()
    # All within one task of the browser, so that a busy machine cannot turn it into slow typing.
    page.locator("#zoek-q").evaluate(
        """field => {
            for (const letter of "groenonderhoud") {
                field.value += letter;
                field.dispatchEvent(new InputEvent("input", { bubbles: true }));
            }
        }"""
    )
    page.get_by_role("option").first.wait_for()
    assert len(asked) == 1
    assert asked[0].endswith("q=groenonderhoud")


def test_when_typing_help_is_away_the_field_still_searches(windows: Windows) -> None:
    visitor = windows.open()
    page = visitor.go("/")
    page.evaluate("() => { window.fetch = () => Promise.reject(new Error('away')); }")
    page.locator("#zoek-q").press_sequentially("groen", delay=50)
    page.wait_for_timeout(250)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=groen"))
