"""What people do on the pages: search, refine, page, go back, print; with and without scripts."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Windows


def test_buyer_finds_an_enterprise_from_the_home_page(windows: Windows) -> None:
    page = windows.open().go("/")
    page.get_by_label("Wat zoekt u?").fill("groenonderhoud")
    page.get_by_label("Waar?").fill("9100")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("groenonderhoud")
    first = page.locator(".hit h3 a").first
    name = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_without_scripts_searching_and_refining_work(windows: Windows) -> None:
    page = windows.open(scripts=False).go("/")
    page.get_by_label("Wat zoekt u?").fill("groen")
    page.get_by_role("button", name="Zoeken").click()
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("Op verplaatsing").check()
    page.get_by_role("button", name="Toon de ondernemingen").click()
    assert "mode=on_location" in page.url
    assert page.get_by_role("heading", level=1).inner_text() != before
    page.get_by_role("link", name="Manier van werken: Op verplaatsing, verwijder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(before)


def test_without_scripts_a_phone_unfolds_the_search_bar_and_reaches_the_filters(windows: Windows) -> None:
    page = windows.open(360, scripts=False).go("/zoeken?q=groen")
    assert not page.get_by_label("Wat zoekt u?").is_visible()
    page.get_by_role("link", name="wijzig").click()
    assert page.get_by_label("Wat zoekt u?").is_visible()
    page.get_by_role("link", name="Verfijn").click()
    assert page.get_by_label("Op verplaatsing").is_visible()


def test_filter_changes_the_results_without_a_reload(windows: Windows) -> None:
    visitor = windows.open()
    page = visitor.go("/zoeken?q=groen")
    page.evaluate("window.here = true")
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.get_by_role("checkbox", name="In hun atelier").check()
    expect(heading).not_to_have_text(before)
    assert page.evaluate("window.here")
    assert page.url.endswith("/zoeken?q=groen&mode=workshop")
    expect(page.get_by_role("checkbox", name="In hun atelier")).to_be_focused()
    expect(page.locator("#melding")).to_have_text(heading.inner_text())
    page.get_by_role("link", name="Manier van werken: In hun atelier, verwijder").click()
    expect(heading).to_have_text(before)
    expect(heading).to_be_focused()
    page.go_back()
    expect(heading).not_to_have_text(before)
    page.go_back()
    expect(heading).to_have_text(before)
    assert page.evaluate("window.here")
    assert page.title().startswith(before)


def test_reach_and_order_are_part_of_the_question(windows: Windows) -> None:
    page = windows.open().go("/zoeken?place=Gent")
    page.get_by_label("Is er gevestigd").check()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Gent")
    page.locator("#sort").select_option("name")
    page.wait_for_url(re.compile("sort=name"))
    names = page.locator(".hit h3 a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)


def test_next_page_shows_further_enterprises_from_the_top(windows: Windows) -> None:
    page = windows.open().go("/zoeken")
    first = set(page.locator(".hit h3 a").all_inner_texts())
    page.get_by_role("link", name="Volgende").click()
    expect(page.get_by_text("Pagina 2 van")).to_be_visible()
    assert first.isdisjoint(page.locator(".hit h3 a").all_inner_texts())
    assert page.evaluate("scrollY") == 0
    assert page.locator(".pin").first.inner_text() == "21"


def test_phone_panel_counts_as_filters_are_chosen(windows: Windows) -> None:
    page = windows.open(360, height=700).go("/zoeken?q=groen")
    assert not page.get_by_label("Op verplaatsing").is_visible()
    page.get_by_role("link", name="Verfijn").click()
    panel = page.get_by_role("dialog", name="Verfijn")
    box = panel.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (360, 700)
    show = panel.get_by_role("button", name=re.compile("^Toon"))
    before = show.inner_text()
    assert re.fullmatch(r"Toon \d+ ondernemingen", before)
    panel.get_by_label("Op verplaatsing").check()
    expect(show).not_to_have_text(before)
    expect(panel.get_by_label("Op verplaatsing")).to_be_focused()
    count = show.inner_text().removeprefix("Toon ")
    show.click()
    expect(panel).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_contain_text(count)
    expect(page.get_by_role("link", name="Verfijn (1)")).to_be_focused()


def test_escape_closes_the_phone_panel(windows: Windows) -> None:
    page = windows.open(360).go("/zoeken?q=groen")
    page.get_by_role("link", name="Verfijn").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("link", name="Verfijn")).to_be_focused()


def test_when_fetching_fails_the_browser_goes_there_itself(windows: Windows) -> None:
    visitor = windows.open()
    page = visitor.go("/zoeken?q=groen")
    page.evaluate("() => { window.here = true; window.fetch = () => Promise.reject(new Error('away')); }")
    page.get_by_role("checkbox", name="In hun atelier").check()
    page.wait_for_url(re.compile("mode=workshop"))
    expect(page.get_by_role("link", name="Manier van werken: In hun atelier, verwijder")).to_be_visible()
    assert not page.evaluate("window.here")


def test_opened_list_of_filters_stays_open(windows: Windows) -> None:
    page = windows.open().go("/zoeken")
    more = page.locator("#verfijn fieldset").filter(has_text="Rubriek").locator("details")
    more.locator("summary").click()
    more.locator("label").nth(0).click()
    page.wait_for_url(re.compile("rubric="))
    expect(more.locator("label").nth(0)).to_be_visible()


def test_map_and_list_say_the_same(windows: Windows) -> None:
    page = windows.open().go("/zoeken?q=groenonderhoud&place=9100")
    hits = page.locator(".hit h3")
    numbers, names = hits.locator(".pin").all_inner_texts(), hits.locator("a").all_inner_texts()
    on_map = "; ".join(a.get_attribute("aria-label") or "" for a in page.locator(".plan svg a").all())
    assert len(names) > 5
    for number, name in zip(numbers, names, strict=True):
        assert f"{number}. {name}" in on_map
    page.locator(".plan svg a").first.click()
    assert page.url.split("#")[1].startswith("treffer-")


def test_outlines_are_drawn_under_the_points(windows: Windows) -> None:
    for path in ("/", "/zoeken?place=Gent"):
        page = windows.open().go(path)
        page.wait_for_timeout(200)
        box = page.locator("svg.map use").first.bounding_box()
        assert box is not None
        assert box["width"] > 10


def test_second_tab_leads_past_the_filters_to_the_enterprises(windows: Windows) -> None:
    page = windows.open().go("/zoeken?q=gras+maaien")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#gevonden")).to_be_focused()


def test_letters_of_the_register_stand_on_one_line(windows: Windows) -> None:
    page = windows.open(1280).go("/a-z")
    tops = page.evaluate("[...document.querySelectorAll('.letters > li')].map((l) => l.getBoundingClientRect().top)")
    assert (len(tops), len(set(tops))) == (27, 1)


def test_printed_results_keep_distance_and_rubrics_apart(windows: Windows) -> None:
    page = windows.open(680).go("/zoeken?q=gras+maaien&place=Turnhout")  # as wide as paper between its margins
    page.emulate_media(media="print")
    gaps = page.evaluate("""() => [...document.querySelectorAll(".hit")].flatMap((hit) => {
        const where = hit.querySelector(".where").getBoundingClientRect();
        return [...hit.querySelectorAll(".chips li")].map((chip) => chip.getBoundingClientRect())
            .filter((chip) => chip.bottom > where.top && chip.top < where.bottom)
            .map((chip) => where.left - chip.right);
    })""")
    assert len(gaps) > 10
    assert min(gaps) > 10


def test_printed_sheet_of_an_enterprise_fits_the_paper(windows: Windows) -> None:
    visitor = windows.open(673)
    page = visitor.go("/onderneming/ryhove")
    page.emulate_media(media="print")
    assert page.locator("svg.qr").is_visible()
    assert not page.locator(".band").is_visible()
    assert not page.locator(".menu").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_page_says_what_it_could_not_read_and_keeps_the_rest(windows: Windows) -> None:
    page = windows.open().go("/zoeken?q=gras&place=Nergenshuizen&mode=on_location")
    expect(page.get_by_role("alert")).to_contain_text("Nergenshuizen")
    assert page.get_by_label("Wat zoekt u?").input_value() == "gras"
    page.get_by_label("Waar?").fill("Gent")
    page.get_by_role("button", name="Zoeken").click()
    assert page.url.endswith("/zoeken?q=gras&place=Gent&mode=on_location")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gent")
