"""axe on every kind of page and state: wide and narrow, light and dark; nothing wider than the window."""

import pytest

from tests.browser.conftest import Windows

PAGES = [
    "/",
    "/zoeken?q=groenonderhoud&place=9100",
    "/zoeken?q=groen&rubric=R03&mode=on_location&mode=workshop&place=Gent",
    "/zoeken?q=ruimteveer",
    "/zoeken?q=soep+koekjes&place=8900",
    "/zoeken?place=Nergenshuizen&q=gras",
    "/onderneming/bewel",
    "/onderneming/t-gerief",
    "/rubrieken/R03/groen-en-natuur",
    "/rubrieken/R03/groen-en-natuur/gent",
    "/provincie/oost-vlaanderen",
    "/gemeente/gent",
    "/opdracht",
    "/opdracht?wat=gras&bedrag=veel&datum=morgen",
    "/opdracht?wat=gras+maaien&plaats=9100&koper=lokaal&vergelijk=natuurwerk&vergelijk=weerwerk&shortlist=weerwerk",
    "/opdracht?wat=poetsen&wat-2=verhuizen&plaats=Gent&koper=school&titel=Twee+percelen",
    "/opdracht/programma",
    "/voorbehouden",
    "/voorbehouden?koper=lokaal&regels=gewoon&soort=diensten&jaren=1&bedrag=veel",
    "/voorbehouden?koper=lokaal&regels=gewoon&soort=werken&jaren=2&bedrag=85.000&datum=2026-11-22&aankondiging=nee",
    "/voorbehouden/teksten",
    "/matching",
    "/regels",
    "/regels/opzvb",
    "/a-z",
    "/sociale-economie",
    "/contact?gemeente=Temse",
    "/over",
    "/toegankelijkheid",
    "/privacy",
    "/bestaat-niet",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 320])
def test_page_has_no_faults(windows: Windows, path: str, width: int) -> None:
    visitor = windows.open(width)
    visitor.go(path)
    visitor.page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")
    assert visitor.faults() == []
    # In the dark only the colours differ; a colour that is still changing would be measured halfway.
    visitor.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert visitor.faults(only="color-contrast") == []


def test_open_suggestions_have_no_faults(windows: Windows) -> None:
    for width in (1280, 320):
        visitor = windows.open(width)
        page = visitor.go("/")
        page.locator("#zoek-q").press_sequentially("groen")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert visitor.faults() == []


def test_open_filter_panel_has_no_faults(windows: Windows) -> None:
    for scheme in ("light", "dark"):
        visitor = windows.open(320, scheme=scheme)
        page = visitor.go("/zoeken?q=groen")
        page.get_by_role("link", name="Verfijn").click()
        page.get_by_role("dialog").wait_for()
        assert visitor.faults() == []


def test_unfolded_search_bar_has_no_faults(windows: Windows) -> None:
    visitor = windows.open(320)
    page = visitor.go("/zoeken?q=groen")
    page.get_by_text("wijzig").click()
    assert page.locator("#zoek-q").is_visible()
    assert visitor.faults() == []


def test_text_of_twice_the_size_fits(windows: Windows) -> None:
    # Zooming to 400 % makes a window of 1280 px one of 320 px, which other tests use; here the letters alone grow.
    visitor = windows.open(640)
    for path in PAGES[:8]:
        page = visitor.go(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path


def test_forced_colours_keep_the_state_of_things_visible(windows: Windows) -> None:
    visitor = windows.open(1280, forced=True)
    page = visitor.go("/zoeken?q=groen&rubric=R03")
    border = page.locator(".chip.sure").first.evaluate("node => getComputedStyle(node).borderTopStyle")
    assert border == "solid"
    assert (
        page.locator(".menu [aria-current]").evaluate("node => getComputedStyle(node).textDecorationLine")
        == "underline"
    )


def test_targets_are_large_enough_for_a_finger(windows: Windows) -> None:
    visitor = windows.open(320)
    page = visitor.go("/zoeken?q=groen&rubric=R03")
    for selector in (".button:visible", ".chip.off", ".menu a", ".folded"):
        for box in page.locator(selector).all():
            found = box.bounding_box()
            assert found is not None
            assert min(found["width"], found["height"]) >= 24, selector


def test_motion_stops_when_asked(windows: Windows) -> None:
    visitor = windows.open()
    visitor.page.emulate_media(reduced_motion="reduce")
    page = visitor.go("/")
    assert page.locator(".button").first.evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
