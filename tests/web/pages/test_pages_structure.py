"""What holds for every page: valid structure, no inline style or script, links that lead somewhere."""

import json
from collections import Counter
from urllib.parse import urldefrag

import pytest

from tests.web.pages.builders import PUBLIC_URL, Client
from tests.web.pages.conftest import Get

GOOD = [
    "/",
    "/zoeken",
    "/zoeken?q=groenonderhoud&place=Sint-Niklaas",
    "/zoeken?q=poetsen&page=2",
    "/zoeken?q=ruimteveer",
    "/zoeken?rubric=R03&mode=on_location&mode=enclave&certificate=ISO+9001&place=Gent&radius_km=50&literal=true",
    "/onderneming/groene-hand",
    "/onderneming/stille-kracht",
    "/onderneming/3-span",
    "/rubrieken/R03/groen-en-natuur",
    "/rubrieken/R05.01/poetsen-van-kantoren-en-gebouwen",
    "/rubrieken/R05.01/poetsen-van-kantoren-en-gebouwen/gent",
    "/provincie/oost-vlaanderen",
    "/provincie/luxemburg",
    "/gemeente/gent",
    "/gemeente/aarlen",
    "/opdracht",
    "/opdracht?wat=gras+maaien&percelen=3",
    "/opdracht?wat=gras+maaien&plaats=Sint-Niklaas&bedrag=42.500&per=jaar&jaren=2&koper=lokaal&regels=gewoon",
    "/opdracht?wat=gras+maaien&plaats=Gent&voorbehouden=art91&koper=lokaal&regels=gewoon&cpv=85312000",
    "/opdracht?wat=maaien&wat-2=poetsen&plaats=Gent&koper=school",
    "/opdracht?wat=maaien&wat-2=poetsen&plaats=Gent&perceel=2&shortlist=buurtdienst-1&shortlist=niemand",
    "/opdracht?wat=poetsen&plaats=Gent&vergelijk=buurtdienst-1&vergelijk=buurtdienst-2&alles=ja",
    "/opdracht?wat=poetsen&koper=bedrijf",
    "/opdracht?wat=gras&wijzig=ja",
    "/opdracht?wat=kwantumtunnels",
    "/opdracht/programma",
    "/voorbehouden",
    "/voorbehouden?koper=lokaal",
    "/voorbehouden?koper=school&overheid=onbekend&regels=gewoon&soort=diensten",
    "/voorbehouden?koper=lokaal&regels=gewoon&soort=werken&jaren=1&bedrag=85.000&datum=2026-11-22&aankondiging=nee",
    "/voorbehouden?koper=bedrijf&overheid=nee",
    "/voorbehouden/teksten",
    "/matching",
    "/regels",
    "/regels/opzvb",
    "/regels/art15",
    "/a-z",
    "/a-z?letter=b&pagina=2",
    "/sociale-economie",
    "/contact",
    "/contact?gemeente=Temse",
    "/contact?gemeente=Gent",
    "/over",
    "/toegankelijkheid",
    "/privacy",
]
BAD = {
    "/bestaat-niet": 404,
    "/onderneming/niemand": 404,
    "/onderneming/klad": 404,
    "/onderneming/jansen": 410,
    "/onderneming/oud": 410,
    "/rubrieken/R99/niets": 404,
    "/gemeente/nergenshuizen": 404,
    "/provincie/zuid-holland": 404,
    "/a-z?letter=q": 404,
    "/a-z?pagina=x": 400,
    "/zoeken?place=Nergenshuizen": 422,
    "/zoeken?page=x": 400,
    "/zoeken?q=%ff": 400,
    "/contact?gemeente=Nergenshuizen": 422,
    "/regels/bestaat-niet": 404,
}


REFUSED = {
    "/opdracht?wat=gras&bedrag=veel&datum=morgen&cpv=12": 422,
    "/opdracht?wat=gras&plaats=Nergenshuizen": 422,
    "/opdracht?wat=gras&datum=1850-01-01": 422,
    "/opdracht?koper=lokaal": 422,
    "/voorbehouden?koper=keizer": 422,
    "/voorbehouden?koper=lokaal&regels=gewoon&soort=diensten&jaren=1&bedrag=-1": 422,
}
"""Forms that come back with what is wrong beside the field."""


def test_good_addresses_answer(get: Get) -> None:
    assert {address: get(address).status for address in GOOD} == dict.fromkeys(GOOD, 200)


def test_errors_answer_with_their_status_and_a_next_step(get: Get) -> None:
    for address, status in BAD.items():
        page = get(address)
        assert page.status == status, address
        assert "Wat u nu kunt doen" in page.text, address
        assert page.meta("robots") == "noindex, follow"


def test_forms_come_back_with_what_is_wrong_beside_the_field(get: Get) -> None:
    for address, status in REFUSED.items():
        page = get(address)
        assert page.status == status, address
        assert page.all("div", role="alert"), address
        invalid = [a for _, a in page.elements if a.get("aria-invalid") == "true"]
        assert invalid, address
        ids = {a["id"] for _, a in page.elements if "id" in a}
        for field in invalid:
            assert set(field["aria-describedby"].split()) <= ids, address


@pytest.mark.parametrize("address", [*GOOD, *BAD, *REFUSED])
def test_page_is_well_formed(get: Get, address: str) -> None:
    page = get(address)
    assert page.html.startswith("<!doctype html>")
    assert page.all("html") == [{"lang": "nl"}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.text_in("title").strip()
    assert 20 <= len(page.meta("description")) <= 200
    ids = Counter(a["id"] for _, a in page.elements if "id" in a)
    assert [i for i, n in ids.items() if n > 1] == []


@pytest.mark.parametrize("address", [*GOOD, *BAD, *REFUSED])
def test_page_has_no_inline_style_or_script(get: Get, address: str) -> None:
    page = get(address)
    assert page.all("style") == []
    for tag, attributes in page.elements:
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        assert not attributes.get("href", "").startswith("javascript:")
    scripts = [a for a in page.all("script") if "src" not in a]
    assert all(a == {"type": "application/ld+json"} for a in scripts)


@pytest.mark.parametrize("address", [*GOOD, *BAD, *REFUSED])
def test_every_field_has_a_label(get: Get, address: str) -> None:
    page = get(address)
    labelled = {a["for"] for a in page.all("label") if "for" in a}
    for tag in ("input", "select", "textarea"):
        for field in page.all(tag):
            if field.get("type") == "hidden":
                continue
            # A field without an id stands inside its label.
            inside = field.get("type") in {"checkbox", "radio"} or tag == "select"
            assert field.get("id") in labelled or inside, field


@pytest.mark.parametrize("address", [*GOOD, *BAD, *REFUSED])
def test_nothing_is_loaded_from_elsewhere(get: Get, address: str) -> None:
    page = get(address)
    loaded = [a["src"] for tag in ("script", "img", "iframe") for a in page.all(tag) if "src" in a]
    loaded += [a["href"] for a in page.all("link") if a["rel"] != "canonical"]
    loaded += [a["href"] for a in page.all("use")]
    assert loaded
    assert all(link.startswith("/static/") for link in loaded)


def test_titles_differ(get: Get) -> None:
    titles = Counter(get(address).text_in("title") for address in GOOD if "?" not in address)
    assert [t for t, n in titles.items() if n > 1] == []


def test_canonical_address_is_the_public_one(get: Get) -> None:
    assert get("/").all("link", rel="canonical")[0]["href"] == f"{PUBLIC_URL}/"
    found = get("/zoeken?place=Gent&q=gras&onbekend=1&page=1")
    assert found.all("link", rel="canonical")[0]["href"] == f"{PUBLIC_URL}/zoeken?q=gras&place=Gent"


def test_every_internal_link_leads_to_a_page(client: Client, get: Get) -> None:
    todo, seen, broken = ["/"], set[str](), []
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        reply = client.get(address)
        if reply.status_code not in {200, 301} or len(seen) > 2_000:
            broken.append((address, reply.status_code))
        # One level deep from the fixed pages: the pages of places and filters are many and alike.
        if address in GOOD:
            page = get(address)
            todo += [urldefrag(a["href"])[0] for a in page.all("a") if a.get("href", "").startswith("/")]
    assert broken == []


def test_jumps_within_a_page_have_a_target(get: Get) -> None:
    for address in GOOD:
        page = get(address)
        ids = {a["id"] for _, a in page.elements if "id" in a}
        jumps = {a["href"][1:] for a in page.all("a") if a.get("href", "").startswith("#")}
        assert jumps <= ids, address


def test_skip_link_comes_first_then_the_menu_then_the_search_bar(get: Get) -> None:
    for address in GOOD:
        reachable = [(t, a) for t, a in get(address).elements if t in {"a", "input", "button", "select"}]
        assert reachable[0][1]["href"] == "#inhoud"
        first_field = next(a for t, a in reachable if t == "input")
        assert first_field["id"] == "zoek-q"


def test_linked_data_is_json_and_cannot_end_its_script(get: Get) -> None:
    page = get("/onderneming/groene-hand")
    raw = page.text_in("script")
    assert json.loads(raw)["description"] == "Wij onderhouden tuinen en <parken>."
    assert "<" not in raw
