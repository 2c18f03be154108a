"""`/voorbehouden`: one question a screen, back works, and a verdict with article, conditions, texts and what is unknown."""

from urllib.parse import urlencode

from tests.web.pages.builders import Page
from tests.web.pages.conftest import Get

PATH = "/voorbehouden"
TOWN = {
    "koper": "lokaal", "regels": "gewoon", "soort": "diensten", "jaren": "2", "bedrag": "85.000",
    "datum": "2026-11-22", "aankondiging": "nee", "cpv": "77310000",
}  # fmt: skip


def address(**answers: str) -> str:
    return f"{PATH}?{urlencode(answers)}"


def question(page: Page) -> str:
    return page.text_in("h1")


def test_one_question_a_screen_until_the_verdict(get: Get) -> None:
    seen = []
    answers: dict[str, str] = {}
    for name, value in TOWN.items():
        page = get(address(**answers))
        seen.append(question(page))
        assert len(page.all("form", action=PATH)) == 1
        hidden = {a["name"]: a["value"] for a in page.all("input", type="hidden")}
        assert hidden == answers
        answers[name] = value
    assert len(set(seen)) == len(TOWN)
    assert question(get(address(**answers))) == "Mag ik voorbehouden?"


def test_previous_question_is_an_address_and_keeps_the_answers(get: Get) -> None:
    page = get(address(koper="lokaal", regels="gewoon"))
    back = next(a["href"] for a in page.all("a") if "vraag=" in a.get("href", ""))
    before = get(back)
    assert question(before) == "Welke regels gelden voor uw opdracht?"
    assert before.all("input", type="radio", value="gewoon")[0].get("checked") == ""


def test_town_may_reserve_and_is_told_how_to_write_it(get: Get) -> None:
    page = get(address(**TOWN))
    assert "Ja: u mag dit voorbehouden." in page.text
    assert "art. 15 van de wet van 17 juni 2016" in page.text
    assert "Minstens 30 % van het personeel" in page.text
    assert (
        "Er is geen aankondiging: schrijf het voorbehoud en het artikel in de uitnodiging of in het bestek."
        in page.text
    )
    assert "onder 140.000 euro" in page.text
    assert "te bevestigen" in page.text
    assert "Dit is informatie, geen juridisch advies." in page.text
    assert "22 november 2026" in page.text


def test_notice_is_told_which_code_to_fill_in(get: Get) -> None:
    page = get(address(**TOWN | {"aankondiging": "ja"}))
    assert "vul bij voorbehouden deelname (BT-71) de code res-ws in" in page.text
    assert "Er is geen aankondiging" not in page.text


def test_not_known_everywhere_still_ends_in_an_answer(get: Get) -> None:
    page = get(address(**dict.fromkeys(TOWN, "onbekend")))
    assert "Nog niet te zeggen:" in page.text
    assert "Wat nog niet bekend is" in page.text
    links = [a for a in page.all("a") if "vraag=koper" in a.get("href", "")]
    assert links


def test_company_needs_two_questions(get: Get) -> None:
    assert question(get(address(koper="bedrijf"))) == "Bent u een aanbestedende overheid?"
    page = get(address(koper="bedrijf", overheid="nee"))
    assert "Vrije keuze:" in page.text
    assert "Vier manieren" not in page.text


def test_concession_has_its_own_article(get: Get) -> None:
    answers = {k: v for k, v in TOWN.items() if k != "cpv"} | {"regels": "concessie"}
    page = get(address(**answers))
    assert "artikel 33" in page.text
    assert "artikel 33 van de wet van 17 juni 2016 betreffende de concessieovereenkomsten" in page.text_in("details")


def test_closed_list_asks_a_town_for_its_designation(get: Get) -> None:
    asked = get(address(**TOWN | {"cpv": "85312000"}))
    assert question(asked) == "Bent u aangewezen voor artikel 91?"
    page = get(address(**TOWN | {"cpv": "85312000", "aangewezen": "onbekend"}))
    assert "tenzij u een aanwijzing kunt tonen" in page.text


def test_region_over_36_months_is_told_the_limit(get: Get) -> None:
    answers = TOWN | {"koper": "gewest", "cpv": "85312000", "jaren": "4", "eerder": "nee"}
    assert "hoogstens drie jaar is toegelaten" in get(address(**answers)).text


def test_wrong_answer_comes_back_with_its_question(get: Get) -> None:
    page = get(address(koper="lokaal", regels="gewoon", soort="diensten", jaren="1", bedrag="veel"))
    assert (page.status, question(page)) == (422, "Wat is de opdracht waard?")
    assert page.all("input", id="veld-bedrag")[0]["value"] == "veel"


def test_day_outside_the_rules_comes_back_with_the_day(get: Get) -> None:
    page = get(address(**TOWN | {"datum": "2019-12-31"}))
    assert (page.status, question(page)) == (422, "Wanneer maakt u bekend, of nodigt u ondernemingen uit?")


def test_four_routes_have_sixteen_texts_marked_as_examples(get: Get) -> None:
    for page in (get(address(**TOWN)), get(f"{PATH}/teksten")):
        texts = [a for t, a in page.elements if t == "p" and "data-copy" in a]
        assert len(texts) == 16
        assert page.text.count("Voorbeeldtekst, laat nalezen.") == 17
        assert page.text_in("details").count("of gelijkwaardig") >= 16


def test_answers_carry_over_to_who_can_do_it(get: Get) -> None:
    page = get(address(**TOWN))
    onward = next(a["href"] for a in page.all("a") if a.get("href", "").startswith("/opdracht?"))
    form = get(onward)
    assert form.all("input", id="veld-bedrag")[0]["value"] == "85.000"
    assert [o for o in form.all("option", value="lokaal") if "selected" in o]
