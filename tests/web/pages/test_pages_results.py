"""The results page: what was asked and done is said, filters and chips keep the question, paging is whole."""

from html import unescape

from tests.web.pages.builders import NAMESAKES
from tests.web.pages.conftest import Get


def test_heading_says_how_many_of_what_and_where(get: Get) -> None:
    assert (
        get("/zoeken?q=groenonderhoud&place=9100").text_in("h1")
        == "1 onderneming voor “groenonderhoud” rond Sint-Niklaas"
    )
    assert get("/zoeken?rubric=R05.01&place=BE23").text_in("h1").endswith("in Oost-Vlaanderen")
    assert get("/zoeken?q=ruimteveer").text_in("h1") == "Geen onderneming gevonden voor “ruimteveer”"


def test_place_in_the_text_is_read_as_a_place_and_said(get: Get) -> None:
    page = get("/zoeken?q=poetsen+in+Gent")
    assert "We lazen “in Gent” als plaats: Gent." in page.text
    assert page.text_in("h1").endswith("voor “poetsen” rond Gent")
    assert {"href": "/zoeken?q=poetsen"} in page.all("a")


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
    assert "Wat u nu kunt doen" in page.text


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
