"""`/opdracht`: describing, the answer, correcting it, comparing, keeping a shortlist in the address."""

from urllib.parse import parse_qs, urlsplit

from tests.web.pages.builders import Page
from tests.web.pages.conftest import Get

MOWING = "/opdracht?wat=gras+maaien&plaats=Sint-Niklaas&koper=lokaal&regels=gewoon&datum=2026-11-25"
CLEANING = "/opdracht?wat=poetsen+van+kantoren&plaats=Gent&koper=lokaal&regels=gewoon"


def link(page: Page, label: str) -> str:
    """Return the address of the first link that is spoken so."""
    return next(a["href"] for a in page.all("a") if a.get("aria-label") == label)


def test_home_and_menu_lead_to_both_questions(get: Get) -> None:
    hrefs = [a.get("href") for a in get("/").all("a")]
    assert hrefs.count("/opdracht") >= 2
    assert hrefs.count("/voorbehouden") >= 2


def test_three_entrances_are_on_one_page(get: Get) -> None:
    page = get("/opdracht")
    assert page.all("form", method="get", action="/opdracht")
    assert page.all("form", method="post", action="/opdracht", enctype="multipart/form-data")
    assert len([a for a in page.all("a") if a.get("href", "").startswith("/opdracht?wat=")]) == 3


def test_answer_opens_with_a_verdict(get: Get) -> None:
    page = get(MOWING)
    assert "Ja: u mag dit voorbehouden." in page.text
    assert page.text.index("Ja: u mag dit") < page.text.index("Zo lezen we uw opdracht")
    assert "De Groene Hand & Co" in page.text
    assert "Dit is informatie, geen juridisch advies." in page.text


def test_every_reading_says_why_and_where_to_correct_it(get: Get) -> None:
    page = get(f"{MOWING}&bedrag=42.500&per=jaar&jaren=2")
    assert "Tuin- en groenonderhoud" in page.text
    assert "Tuin- en groenonderhoud woord ‘gras maaien’" in page.text
    assert "85.000 euro zonder btw 42.500 euro per jaar, maal 2 jaar" in page.text
    correct = link(page, "Wijzig: plaats")
    assert correct.endswith("#veld-plaats")
    form = get(correct.split("#")[0])
    assert form.all("input", id="veld-plaats")[0]["value"] == "Sint-Niklaas"
    assert form.all("input", id="veld-bedrag")[0]["value"] == "42.500"
    assert "Samen: 85.000 euro zonder btw (42.500 euro per jaar, maal 2 jaar)" in form.text


def test_total_without_vat_is_shown(get: Get) -> None:
    page = get("/opdracht?wat=maaien&bedrag=12.100&btw=incl&tarief=21&per=jaar&jaren=2&verlengingen=1&wijzig=ja")
    assert "Samen: 30.000 euro zonder btw" in page.text


def test_mistakes_stand_beside_their_field_and_nothing_is_lost(get: Get) -> None:
    page = get("/opdracht?wat=gras+maaien&bedrag=veel&plaats=Gent&datum=morgen&koper=school")
    assert page.status == 422
    assert page.all("input", id="veld-wat")[0]["value"] == "gras maaien"
    assert page.all("input", id="veld-bedrag")[0]["value"] == "veel"
    assert page.all("option", value="school")[0].get("selected") == ""
    assert page.all("p", id="veld-bedrag-fout")
    assert page.all("a", href="#veld-datum")


def test_unknown_place_is_refused_with_what_may_be_meant(get: Get) -> None:
    page = get("/opdracht?wat=maaien&plaats=Sint-Niklaes")
    assert page.status == 422
    assert "Bedoelt u" in page.text
    assert page.all("input", id="veld-plaats")[0]["aria-invalid"] == "true"


def test_day_outside_the_rules_is_refused_beside_the_day(get: Get) -> None:
    page = get("/opdracht?wat=maaien&datum=2090-01-01")
    assert (page.status, page.all("p", id="veld-datum-fout") != []) == (422, True)


def test_words_that_nobody_uses_still_get_the_law_and_a_next_step(get: Get) -> None:
    page = get("/opdracht?wat=kwantumtunnels&koper=lokaal&regels=gewoon")
    assert page.status == 200
    assert "We vonden niemand" in page.text
    assert "Ja: u mag dit voorbehouden." in page.text


def test_limit_follows_the_day(get: Get) -> None:
    for day, limit in (("2021-06-01", "139.000"), ("2023-06-01", "140.000"), ("2025-06-01", "143.000"),
                       ("2026-06-01", "140.000")):  # fmt: skip
        page = get(f"/opdracht?wat=gras+maaien&plaats=Gent&koper=lokaal&regels=gewoon&bedrag=85.000&datum={day}")
        assert f"onder {limit} euro" in page.text, day
    assert "te bevestigen" in page.text


def test_town_that_asks_article_91_is_told_why_not_and_what_would_change_it(get: Get) -> None:
    page = get("/opdracht?wat=opvang&cpv=85312000&jaren=2&koper=lokaal&regels=gewoon&voorbehouden=art91")
    verdict = page.text[: page.text.index("Zo lezen we uw opdracht")]
    assert "Nee: Diensten van de gesloten lijst voorbehouden (artikel 91)" in verdict
    assert "tenzij u een aanwijzing kunt tonen" in verdict
    assert "of u aangewezen bent voor artikel 91" in page.text


def test_region_at_48_months_is_told_that_36_is_the_limit(get: Get) -> None:
    page = get("/opdracht?wat=opvang&cpv=85312000&jaren=4&koper=gewest&regels=gewoon&voorbehouden=art91")
    assert "hoogstens drie jaar is toegelaten" in page.text


def test_company_chooses_freely(get: Get) -> None:
    page = get("/opdracht?wat=gras+maaien&koper=bedrijf")
    assert "Vrije keuze: Een bedrijf valt buiten de wet overheidsopdrachten" in page.text
    assert "Welke procedure kan?" not in page.text


def test_findings_are_folded_and_add_up_for_the_reader(get: Get) -> None:
    page = get(MOWING)
    assert "Waarom hier, en wat te vragen" in page.text
    assert "Rubriek of CPV-code" in page.text_in("details")
    assert "Samen" in page.text_in("details")


def test_shortlist_stands_in_the_address(get: Get) -> None:
    page = get(CLEANING)
    assert "Uw shortlist" not in page.text
    kept = link(page, "Op de shortlist: Buurtdienst 01").split("#")[0]
    page = get(kept)
    assert parse_qs(urlsplit(kept).query)["shortlist"] == ["buurtdienst-1"]
    assert "Uw shortlist" in page.text
    second = get(link(page, "Op de shortlist: Buurtdienst 02").split("#")[0])
    box = second.text[second.text.index("Uw shortlist") : second.text.index("CPV-codes")]
    assert box.index("Buurtdienst 01") < box.index("Buurtdienst 02")
    assert "Afstand is geen voorwaarde en geen gunningscriterium" in box
    gone = get(link(second, "Van de shortlist: Buurtdienst 01").split("#")[0])
    assert "Buurtdienst 01" not in gone.text[gone.text.index("Uw shortlist") : gone.text.index("CPV-codes")]


def test_shortlist_says_who_is_not_in_the_answer_any_more(get: Get) -> None:
    assert "“verdwenen” staat niet meer in dit antwoord" in get(f"{CLEANING}&shortlist=verdwenen").text


def test_two_suppliers_stand_side_by_side(get: Get) -> None:
    one = get(f"{CLEANING}&vergelijk=buurtdienst-1")
    assert "Buurtdienst 01 gekozen" in one.text
    two = get(link(one, "Vergelijk: Buurtdienst 02").split("#")[0])
    assert "Buurtdienst 01 en Buurtdienst 02 naast elkaar" in two.text
    assert two.all("section", id="vergelijking")


def test_third_supplier_takes_the_place_of_the_oldest(get: Get) -> None:
    page = get(f"{CLEANING}&vergelijk=buurtdienst-1&vergelijk=buurtdienst-2&vergelijk=buurtdienst-3")
    assert "Buurtdienst 02 en Buurtdienst 03 naast elkaar" in page.text


def test_first_ten_are_shown_and_the_others_on_request(get: Get) -> None:
    page = get(CLEANING)
    assert len(page.all("li", class_="hit")) == 10
    more = next(a["href"] for a in page.all("a") if "alles=ja" in a.get("href", "") and "#wie" in a["href"])
    assert len(get(more.split("#")[0]).all("li", class_="hit")) > 60


def test_several_percelen_give_an_overview_and_a_page_each(get: Get) -> None:
    page = get("/opdracht?wat=gras+maaien&plaats=Sint-Niklaas&wat-2=poetsen&plaats-2=Gent&koper=lokaal&titel=Alles")
    assert "Perceel 1: gras maaien" in page.text
    assert "Perceel 2: poetsen" in page.text
    assert "een schets, geen offerte" in page.text
    second = next(a["href"] for a in page.all("a") if "perceel=2" in a.get("href", ""))
    detail = get(second)
    assert "Perceel 2: poetsen" in detail.text
    assert "Zo lezen we uw opdracht" in detail.text
    assert any(
        "perceel" not in a.get("href", "") for a in detail.all("a") if a.get("href", "").startswith("/opdracht?")
    )


def test_perceel_can_be_added_without_losing_what_was_typed(get: Get) -> None:
    page = get("/opdracht?wat=gras+maaien&bedrag=1.000&percelen=2")
    assert page.all("input", id="veld-wat")[0]["value"] == "gras maaien"
    assert page.all("input", id="veld-wat-2")[0]["value"] == ""
    assert page.all("button", name="percelen", value="3")


def test_answers_and_filled_forms_stay_out_of_search_engines(get: Get) -> None:
    for address in (MOWING, f"{MOWING}&wijzig=ja"):
        assert get(address).meta("robots") == "noindex, follow"
    assert not [a for a in get("/opdracht").all("meta") if a.get("name") == "robots"]


def test_left_out_are_named_with_the_reason(get: Get) -> None:
    page = get("/opdracht?wat=gras+maaien+groenonderhoud&rubriek=R03.01&plaats=Brugge&koper=lokaal")
    assert "Wie viel weg, en waarom?" in page.text
    assert "Het opgegeven werkgebied bevat Brugge niet." in page.text
