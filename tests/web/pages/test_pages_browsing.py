"""Home, rubrics, places, A-Z, contact, and what crawlers get."""

import re
from datetime import date

import pytest

from supplier_guide.directory.browsing import overview, published, register
from supplier_guide.directory.library import Library
from supplier_guide.errors import NotFoundError
from tests.web.pages.builders import NAMESAKES, PUBLIC_URL, TODAY, Client
from tests.web.pages.conftest import Get

SHOWN = NAMESAKES + 3


def test_home_is_honest_about_its_size(get: Get) -> None:
    text = get("/").text
    assert f"{SHOWN} ondernemingen, en de lijst is niet volledig" in text
    assert "gegevens van" in text
    assert {"href": "/contact#melden"} in get("/").all("a")


def test_home_lists_every_rubric_with_its_count(get: Get, library: Library) -> None:
    page = get("/")
    for rubric in library.catalogue.parents():
        assert {"href": library.catalogue.rubric_address(rubric.id)} in page.all("a")
    assert f"Schoonmaak en netheid {NAMESAKES + 1} ondernemingen" in page.text


def test_home_map_and_list_hold_the_same_provinces(get: Get) -> None:
    page = get("/")
    drawn = {
        a["aria-label"]: a["href"]
        for a in page.all("a")
        if a.get("href", "").startswith("/provincie/") and "aria-label" in a
    }
    assert drawn[f"Oost-Vlaanderen, {NAMESAKES + 2}"] == "/provincie/oost-vlaanderen"
    assert len(drawn) == 6
    assert {"href": "/provincie/oost-vlaanderen"} in page.all("a")


def test_menu_leads_to_pages_that_exist_and_marks_where_we_are(get: Get) -> None:
    page = get("/a-z")
    assert next(a["href"] for a in page.all("a", aria_current="page")) == "/a-z"
    assert [a["href"] for a in get("/").all("a", aria_current="page")] == []


def test_wrong_name_of_a_rubric_leads_to_the_right_one_for_good(client: Client) -> None:
    for wrong in ("/rubrieken/R03", "/rubrieken/R03/", "/rubrieken/R03/oude-naam"):
        reply = client.get(wrong)
        while reply.status_code == 307:
            reply = client.get(reply.headers["location"].removeprefix("http://test"))
        assert (reply.status_code, reply.headers["location"]) == (301, "/rubrieken/R03/groen-en-natuur")
    reply = client.get("/rubrieken/R03/oude-naam/GENT")
    assert (reply.status_code, reply.headers["location"]) == (301, "/rubrieken/R03/groen-en-natuur/gent")


def test_french_name_of_a_place_leads_to_the_dutch_one(client: Client) -> None:
    assert client.get("/gemeente/gand").headers["location"] == "/gemeente/gent"
    assert client.get("/provincie/flandre-orientale").headers["location"] == "/provincie/oost-vlaanderen"


def test_rubric_page_has_parts_synonyms_enterprises_and_places(get: Get) -> None:
    page = get("/rubrieken/R03/groen-en-natuur")
    assert "Ook gezocht als:" in page.text
    assert {"href": "/rubrieken/R03.01/tuin-en-groenonderhoud"} in page.all("a")
    assert {"href": "/onderneming/groene-hand"} in page.all("a")
    assert {"href": "/rubrieken/R03/groen-en-natuur/sint-niklaas"} in page.all("a")
    assert page.all("input", type="hidden") == [{"type": "hidden", "name": "rubric", "value": "R03"}]


def test_long_rubric_leads_on_to_all_its_enterprises(get: Get) -> None:
    page = get("/rubrieken/R05.01/poetsen-van-kantoren-en-gebouwen")
    assert f"Toon alle {NAMESAKES + 1} ondernemingen" in page.text
    assert {"class": "button", "href": "/zoeken?rubric=R05.01"} in page.all("a")


@pytest.mark.parametrize(("name", "code"), [("antwerpen", "BE21"), ("luik", "BE33"), ("namen", "BE35")])
def test_search_bar_of_a_province_means_the_province_and_not_its_capital(
    get: Get, library: Library, name: str, code: str
) -> None:
    (field,) = get(f"/provincie/{name}").all("input", id="zoek-place")
    assert library.gazetteer.resolve(field["value"]).code == code


def test_town_page_tells_apart_who_is_there_and_who_works_there(get: Get) -> None:
    page = get("/gemeente/gent")
    assert "Gevestigd in Gent" in page.text
    assert "Werken hier ook" in page.text
    assert {"href": "/provincie/oost-vlaanderen"} in page.all("a")


def test_town_page_lists_nobody_twice(get: Get) -> None:
    for town in ("gent", "sint-niklaas", "temse"):
        shown = [a["href"] for a in get(f"/gemeente/{town}").all("a") if a.get("href", "").startswith("/onderneming/")]
        pins = {a["href"] for a in get(f"/gemeente/{town}").all("a") if a.get("href", "").startswith("#treffer-")}
        assert len(shown) == len(set(shown))
        assert pins or "/onderneming/groene-hand" in shown
    assert "/onderneming/groene-hand" in shown  # of Sint-Niklaas and Gent; it works in Temse for activities elsewhere


def test_town_without_enterprises_says_so(get: Get) -> None:
    assert "We kennen er geen enkele" in get("/gemeente/aarlen").text


def test_register_is_complete_and_in_order(library: Library) -> None:
    found = [register(library, "b", page=n) for n in (1, 2)]
    names = [e.name for part in found for e in part.enterprises]
    assert len(names) == NAMESAKES
    assert names == sorted(names)
    assert {k: v for k, v in found[0].initials.items() if k != "b"} == {"0": 1, "d": 1, "s": 1}


def test_register_opens_at_the_first_letter_and_digits_come_last(get: Get) -> None:
    page = get("/a-z")
    assert page.text_in("h2").startswith("B")
    letters = [a["aria-label"] for a in page.all("a") if "aria-label" in a]
    assert letters[:4] == ["B, 65 ondernemingen", "D, 1 onderneming", "S, 1 onderneming", "0-9, 1 onderneming"]


def test_register_has_no_page_beyond_its_last(library: Library) -> None:
    for letter, page in (("b", 3), ("b", 0), ("q", 1), ("'", 1)):
        with pytest.raises(NotFoundError):
            register(library, letter, page=page)


def test_overview_counts_published_enterprises_only(library: Library) -> None:
    found = overview(library, today=TODAY)
    assert found.total == SHOWN
    assert found.amount("rubric", "R03") == 1
    assert found.amount("rubric", "R99") == 0
    assert found.changed_on == date(2026, 11, 22)


def test_contact_finds_the_desk_of_a_municipality(get: Get) -> None:
    page = get("/contact?gemeente=9140")
    assert "Voor Temse" in page.text
    assert "03 780 52 00" in page.text
    assert "kennen we nog geen contactpunt" in get("/contact?gemeente=Gent").text


def test_desk_named_after_a_municipality_serves_it(get: Get) -> None:
    page = get("/contact?gemeente=Brugge")
    assert "Voor Brugge Sociale economie regio Brugge socialeeconomieregiobrugge.be" in page.text
    assert "Geen telefoon of e-mail bekend." in page.text
    assert "kennen we nog geen contactpunt" in get("/contact?gemeente=Damme").text


def test_contact_page_says_for_how_many_municipalities_a_desk_is_known(get: Get) -> None:
    text = get("/contact").text
    assert "We kennen er 16. Van 92 gemeenten weten we dat er een voor hen werkt" in text
    assert "Midwest midwest.be" in text  # its region has the same name, which is told once
    assert "Geen telefoon, e-mail of website bekend." in text


@pytest.mark.parametrize("address", ["/", "/zoeken?q=poetsen", "/zoeken?q=poetsen&place=Gent", "/gemeente/aarlen",
                                     "/onderneming/stille-kracht", "/over", "/toegankelijkheid", "/sociale-economie",
                                     "/bestaat-niet", "/rubrieken/R05.01/poetsen-van-kantoren-en-gebouwen/gent"])  # fmt: skip
def test_no_desk_is_promised_where_none_is_known(get: Get, address: str) -> None:
    text = get(address).text
    assert "Elke streek" not in text
    assert "het contactpunt van uw streek" not in text
    assert "Het regionale contactpunt" not in text


def test_place_without_a_desk_gets_another_next_step(get: Get) -> None:
    told = "Voor Gent kennen we geen contactpunt voor de sociale economie. Vraag bij het gemeentebestuur"
    for address in ("/zoeken?q=poetsen&place=Gent", "/gemeente/gent"):
        assert told in get(address).text
    assert "Voor sommige streken kennen we een contactpunt" in get("/zoeken?q=poetsen").text


def test_list_of_rubrics_has_an_address(client: Client) -> None:
    reply = client.get("/rubrieken")
    assert (reply.status_code, reply.headers["location"]) == (301, "/#rubrieken")


def test_line_of_parts_breaks_behind_a_dot_never_before_it(get: Get) -> None:
    html = get("/").html
    assert "\u00a0· " in html
    assert " · " not in html


def test_sitemap_names_every_page_once(client: Client, library: Library) -> None:
    parts = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    assert parts == [f"{PUBLIC_URL}/sitemap-paginas.xml", f"{PUBLIC_URL}/sitemap-ondernemingen-1.xml"]
    pages = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap-paginas.xml").text)
    assert len(pages) == len(set(pages))
    assert len(pages) <= 50_000
    assert f"{PUBLIC_URL}/gemeente/gent" in pages
    listed = re.findall(r"<loc>(.*?)</loc><lastmod>(.*?)</lastmod>", client.get("/sitemap-ondernemingen-1.xml").text)
    assert len(listed) == SHOWN
    assert listed[0] == (f"{PUBLIC_URL}/onderneming/3-span", "2026-11-22")
    assert [i for i, _ in published(library, offset=1, limit=2)] == ["buurtdienst-1", "buurtdienst-10"]


def test_sitemap_has_no_part_beyond_its_last(client: Client) -> None:
    assert client.get("/sitemap-ondernemingen-2.xml").status_code == 404
    assert client.get("/sitemap-ondernemingen-0.xml").status_code == 404


@pytest.mark.parametrize("part", ["abc", "1.5", "99999999999999999999999999"])
def test_part_of_the_sitemap_that_is_no_number_is_a_page_of_ours(client: Client, part: str) -> None:
    reply = client.get(f"/sitemap-ondernemingen-{part}.xml")
    assert (reply.status_code, "Wat u nu kunt doen" in reply.text) == (404, True)
    assert "text/html" in reply.headers["content-type"]


def test_robots_keep_out_of_filters_and_find_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").text
    assert "Disallow: /zoeken?" in text
    assert f"Sitemap: {PUBLIC_URL}/sitemap.xml" in text
