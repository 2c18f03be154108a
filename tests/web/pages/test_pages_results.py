"""The results page: what was asked and done is said, filters and chips keep the question, paging is whole."""

from html import unescape

import pytest

from tests.web.pages.builders import NAMESAKES
from tests.web.pages.conftest import Get


def test_heading_says_how_many_of_what_and_where(get: Get) -> None:
    heading = get("/zoeken?q=groenonderhoud&place=9100").text_in("h1")
    assert heading == "1 onderneming voor “groenonderhoud” rond Sint-Niklaas"
    assert get("/zoeken?rubric=R05.01&place=BE23").text_in("h1").endswith("in Oost-Vlaanderen")
    assert get("/zoeken?q=ruimteveer").text_in("h1") == "Geen onderneming gevonden voor “ruimteveer”"


def test_place_in_the_text_is_read_as_a_place_and_said(get: Get) -> None:
    page = get("/zoeken?q=poetsen+in+Gent")
    assert "We lazen “in Gent” als plaats: Gent." in page.text
    assert page.text_in("h1").endswith("voor “poetsen” rond Gent")
    assert {"href": "/zoeken?q=poetsen"} in page.all("a")


def test_several_places_in_the_text_are_said_in_one_sentence(get: Get) -> None:
    page = get("/zoeken?q=poetsen+in+Aalst+en+Gent")
    assert "We lazen “in Aalst” en “Gent” als plaats: Aalst en Gent." in page.text
    assert {"href": "/zoeken?q=poetsen"} in page.all("a")


def test_place_is_cut_out_of_the_heading_where_it_stands(get: Get) -> None:
    assert "voor “Lierse koekjes”" in get("/zoeken?q=Lierse+koekjes+Lier").text_in("h1")


def test_corrected_word_is_said_and_can_be_undone(get: Get) -> None:
    page = get("/zoeken?q=groenonderhuod")
    assert "We zochten “groenonderhoud” in plaats van “groenonderhuod”." in page.text
    assert {"href": "/zoeken?q=groenonderhuod&literal=true"} in page.all("a")


def test_wider_search_is_said_with_its_distance(get: Get) -> None:
    page = get("/zoeken?q=poetsen&place=8900&radius_km=10")
    assert "Binnen 10 km vonden we" in page.text
    assert "We zochten verder, tot" in page.text
    assert "Ruimer gezocht" in page.text
    assert "Toon alleen binnen 10 km" in page.text


def test_nothing_found_offers_next_steps_and_the_regional_desk(get: Get) -> None:
    page = get("/zoeken?q=ruimteveer&place=Temse")
    assert "Wat u nu kunt doen" in page.text
    assert "Liever iemand spreken?" in page.text
    assert "03 780 52 00" in page.text
    assert {"href": "/zoeken?q=ruimteveer"} in page.all("a")


def test_beginning_of_a_word_offers_the_words_that_begin_so_and_find_something(get: Get) -> None:
    page = get("/zoeken?q=groenonderh&mode=enclave")
    assert page.text_in("h1") == "Geen onderneming gevonden voor “groenonderh”"
    assert "Bedoelt u groenonderhoud?" in page.text
    assert {"href": "/zoeken?q=groenonderhoud&mode=enclave"} in page.all("a")
    assert "Bedoelt u" not in get("/zoeken?q=groenonderh&mode=goods").text
    assert "Bedoelt u" not in get("/zoeken?q=poetsen").text


def test_hit_shows_distance_town_recognition_and_reason_but_no_score(get: Get) -> None:
    page = get("/zoeken?q=groenonderhoud&place=Temse")
    assert "Maatwerkbedrijf" in page.text
    assert "Waarom hier:" in page.text
    assert "<mark>groenonderhoud</mark>" in page.html
    assert "score" not in page.html.lower()


def test_name_is_escaped(get: Get) -> None:
    page = get("/zoeken?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert page.all("script", src="") == []
    assert "<script>alert" not in page.html
    assert page.all("input", id="zoek-q")[0]["value"] == '"><script>alert(1)</script>'


def test_filters_are_checkboxes_of_the_same_form_with_counts(get: Get) -> None:
    page = get("/zoeken?q=poetsen&mode=on_location")
    boxes = page.all("input", type="checkbox", name="mode")
    assert [b["value"] for b in boxes if "checked" in b] == ["on_location"]
    assert {b["form"] for b in page.all("input", type="checkbox")} == {"zoek"}
    assert f"Op verplaatsing {NAMESAKES + 1}" in page.text
    assert "een van deze" in page.text


def test_chosen_value_without_hits_can_still_be_taken_away(get: Get) -> None:
    page = get("/zoeken?q=poetsen&recognition=kringloopcentrum")
    assert "checked" in page.all("input", value="kringloopcentrum")[0]
    assert any("Erkenning: Kringloopcentrum, verwijder" in a.get("aria-label", "") for a in page.all("a"))


def test_parts_of_a_rubric_show_when_it_is_chosen(get: Get) -> None:
    assert page_values(get, "/zoeken", "rubric") == ["R05", "R01", "R03"]
    assert page_values(get, "/zoeken?rubric=R03", "rubric") == ["R05", "R01", "R03", "R03.01"]
    assert page_values(get, "/zoeken?rubric=R03.01", "rubric") == ["R05", "R01", "R03", "R03.01"]


def test_what_a_main_rubric_holds_is_said_where_its_parts_show(get: Get) -> None:
    told = "Een hoofdrubriek omvat haar onderdelen. Kiest u er meer, dan telt elk ervan mee."
    page = get("/zoeken?rubric=R03")
    assert told in page.text
    assert page.all("fieldset", aria_describedby="uitleg-rubric")
    assert page.all("p", id="uitleg-rubric")
    assert told not in get("/zoeken").text


def page_values(get: Get, address: str, name: str) -> list[str]:
    return [b["value"] for b in get(address).all("input", name=name, type="checkbox")]


def test_chips_say_or_within_a_filter_and_and_between(get: Get) -> None:
    page = get(
        "/zoeken?mode=on_location&mode=enclave&rubric=R03&network=Groene+Ring&radius_km=50&reach=located&place=Gent"
    )
    chips = {a["aria-label"]: unescape(a["href"]) for a in page.all("a", class_="chip off")}
    assert chips["Manier van werken: Op verplaatsing, verwijder"].endswith("mode=enclave&network=Groene+Ring")
    assert "radius_km" not in chips["Straal: tot 50 km, verwijder"]
    assert "network" not in chips["Netwerk: Groene Ring, verwijder"]
    assert "Wis alles" in page.text
    chosen = page.text.split("Ondernemingen")[0]
    assert "Groen en natuur en Op verplaatsing of Team bij u (enclave) en Groene Ring en" in chosen


def test_hidden_fields_carry_what_has_no_control(get: Get) -> None:
    page = get("/zoeken?q=groen&network=Groene+Ring&size=5&literal=true&explain=true")
    hidden = {(a["name"], a["value"]) for a in page.all("input", type="hidden")}
    assert hidden == {("network", "Groene Ring"), ("size", "5"), ("literal", "true")}


def test_second_place_travels_along(get: Get) -> None:
    page = get("/zoeken?place=Gent&place=Temse")
    assert page.all("input", id="zoek-place")[0]["value"] == "Gent"
    assert [a["value"] for a in page.all("input", type="hidden")] == ["Temse"]


def test_pages_follow_each_other_without_gaps_or_doubles(get: Get) -> None:
    seen: list[str] = []
    address = "/zoeken?q=poetsen"
    while address:
        page = get(address)
        seen += [a["href"] for a in page.all("a") if a.get("href", "").startswith("/onderneming/")]
        address = next((unescape(a["href"]) for a in page.all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == NAMESAKES + 1
    assert page.all("a", rel="prev")
    assert "Pagina 4 van 4" in page.text


def test_page_past_the_end_leads_back(get: Get) -> None:
    page = get("/zoeken?q=groenonderhoud&page=2")
    assert page.status == 200
    assert "Er is maar 1 pagina. Ga naar pagina 1." in page.text
    assert {"href": "/zoeken?q=groenonderhoud"} in page.all("a")
    assert "Zoek met één woord" not in page.text
    page = get("/zoeken?q=poetsen&page=7")
    assert "Er zijn maar 4 pagina’s. Ga naar pagina 4." in page.text
    assert {"href": "/zoeken?q=poetsen&page=4"} in page.all("a")
    assert "Pagina 7" not in page.text


@pytest.mark.parametrize("typed", ["0410+392+015", "0410392015", "0410.392.015", "BE+0410.392.015"])
def test_enterprise_number_that_nobody_has_is_said_as_a_number(get: Get, typed: str) -> None:
    page = get(f"/zoeken?q={typed}")
    assert page.text_in("h1") == "Geen onderneming met nummer 0410.392.015"
    assert "Kijk na of het nummer juist is" in page.text
    assert "Zoek met één woord" not in page.text
    assert "We lazen" not in page.text


def test_enterprise_number_finds_its_enterprise(get: Get) -> None:
    assert {"href": "/onderneming/groene-hand"} in get("/zoeken?q=0123.456.749").all("a")


def test_text_without_a_word_to_search_with_is_said(get: Get) -> None:
    for typed, quoted in (("de", "de"), ("%F0%9F%8D%B2", "🍲"), ("...", "...")):
        page = get(f"/zoeken?q={typed}")
        assert page.text_in("h1") == f"{NAMESAKES + 3} ondernemingen"
        assert f"“{quoted}” zegt niet wat u zoekt. We tonen alle ondernemingen." in page.text
    told = "zegt niet wat u zoekt. We tonen alle ondernemingen die bij uw andere keuzes passen."
    assert told in get("/zoeken?q=de&mode=enclave").text
    assert "zegt niet wat" not in get("/zoeken?q=poetsen").text
    assert "zegt niet wat" not in get("/zoeken?q=in+Gent").text


def test_what_visitors_typed_keeps_its_direction_to_itself(get: Get) -> None:
    page = get("/zoeken?q=%E2%80%AEnesteop+ruimteveer%E2%81%A6")
    assert not {"\u202e", "\u2066"} & set(page.html)
    assert "“<bdi>nesteop ruimteveer</bdi>”" in page.html
    assert "“<bdi>groenonderhuod</bdi>”" in get("/zoeken?q=groenonderhuod").html
    assert "“<bdi>x</bdi>”" in get("/zoeken?place=%E2%80%AEx").html


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("radius_km=0&place=Gent", "Straal: Kies een afstand van 1 tot 200 km."),
        ("radius_km=1e9&place=Gent", "Straal: Kies een afstand van 1 tot 200 km."),
        ("radius_km=ver&place=Gent", "Straal: “ver” is geen getal."),
        ("page=999999", "Pagina: Deze pagina is er niet"),
        ("page=600&size=20", "Pagina: Deze pagina is er niet"),
        ("page=0", "Pagina: Deze pagina is er niet"),
        ("size=1000", "Aantal per pagina: Kies een aantal van 1 tot 100."),
        ("lat=51", "Plek op de kaart: Deze plek kunnen we niet lezen. Vul een gemeente of postcode in."),
        ("lat=151&lon=3", "Plek op de kaart: Deze plek kunnen we niet lezen."),
        ("lat=51&lon=3.7&place=Gent", "Waar? U vroeg een gemeente én een plek op de kaart."),
        ("place=Nergenshuizen", "Waar? We kennen geen plaats “Nergenshuizen”."),
        ("sort=prijs", "Volgorde: Deze keuze kennen we niet."),
        ("reach=ver", "Afstand: Deze keuze kennen we niet."),
        ("q=a&q=b", "Wat zoekt u? Dit staat meer dan één keer in uw vraag."),
        ("q=a%00", "Uw vraag bevat een teken dat u niet ziet."),
    ],
)
def test_what_cannot_be_understood_is_said_in_plain_words_with_the_label_of_the_field(
    get: Get, asked: str, told: str
) -> None:
    page = get(f"/zoeken?{asked}")
    assert page.status in {400, 422}
    main = page.text_in("main")
    assert told in main
    for word in ("radius_km", "page", "×", "size", "lat ", "lon ", "serves", "relevance", "e+", "NUL", "?:"):
        assert word not in main, word


def test_suggestions_are_told_once_by_their_names(get: Get) -> None:
    main = get("/zoeken?rubric=R03.99").text_in("main")
    assert main.count("Bedoelt u") == 1
    assert "R03.0" not in main


def test_position_keeps_its_exactness_in_every_address(get: Get) -> None:
    exact = "lat=51.054342198765&lon=3.7174243"
    page = get(f"/zoeken?q=poetsen&{exact}")
    assert page.all("link", rel="canonical")[0]["href"].endswith(exact)
    assert exact in next(unescape(a["href"]) for a in page.all("a", rel="next"))


def test_page_of_results_has_a_way_past_the_filters(get: Get) -> None:
    page = get("/zoeken?q=poetsen")
    assert [a["href"] for a in page.all("a", class_="skip")] == ["#inhoud", "#gevonden"]
    assert page.all("h1", id="gevonden")


def test_hits_are_printed_with_their_telephone_number(get: Get) -> None:
    page = get("/zoeken?q=groenonderhoud")
    assert page.html.count('<p class="paper-only">Telefoon 03 780 52 00</p>') == 1


def test_unknown_service_area_alone_is_no_reason(get: Get) -> None:
    page = get("/gemeente/gent")
    assert "Waarom hier: Werkgebied" not in page.text
    assert "Werkgebied niet opgegeven." in page.text


def test_pin_of_several_names_them_all_and_is_explained(get: Get) -> None:
    page = get("/zoeken?q=poetsen")
    (pin,) = page.all("a", class_="several")
    assert pin["aria-label"].count("; ") == 19
    assert pin["href"].startswith("#treffer-")
    assert "20×" in page.text
    assert "2× betekent: twee ondernemingen dicht bij elkaar." in page.text
    assert "2× betekent" not in get("/zoeken?q=groenonderhoud").text


def test_distance_is_only_offered_with_a_place(get: Get) -> None:
    assert "Dichtst bij eerst" not in get("/zoeken?q=poetsen").text
    assert "Dichtst bij eerst" in get("/zoeken?q=poetsen&place=Gent").text


def test_unusual_radius_stays_chosen(get: Get) -> None:
    page = get("/zoeken?place=Gent&radius_km=12.5")
    assert [o["value"] for o in page.all("option") if "selected" in o] == ["12.5", "relevance"]
    assert "Tot 12,5 km" in page.text


def test_unknown_parameter_is_ignored(get: Get) -> None:
    assert get("/zoeken?q=poetsen&utm_source=x").status == 200


def test_filter_that_is_not_understood_is_named_with_its_suggestions(get: Get) -> None:
    page = get("/zoeken?q=gras&rubric=R03.99&mode=enclave")
    assert page.status == 422
    assert "Rubriek: We kennen geen rubriek “R03.99”" in page.text
    assert page.all("input", id="zoek-q")[0]["value"] == "gras"
    assert {"href": "/zoeken?q=gras&mode=enclave"} in page.all("a")
    assert "Groen en natuur" in page.text_in("main")
    assert [(a["name"], a["value"]) for a in page.all("input", type="hidden")] == [("mode", "enclave")]


def test_field_that_is_not_understood_points_to_the_explanation(get: Get) -> None:
    field = get("/zoeken?q=gras&place=Nergenshuizen").all("input", id="zoek-place")[0]
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "fout")


def test_results_are_not_for_search_engines_but_the_entrance_is(get: Get) -> None:
    assert get("/zoeken?q=poetsen").meta("robots") == "noindex, follow"
    assert get("/zoeken").all("meta", name="robots") == []
