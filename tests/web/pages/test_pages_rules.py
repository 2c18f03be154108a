"""`/matching`, `/regels` and `/regels/{id}`: every criterion and rule can be read by everyone."""

import re

from supplier_guide.matching.criteria import CRITERIA
from supplier_guide.matching.weights import load_weights
from supplier_guide.model.dutch import decimal, dutch_date
from supplier_guide.rules import Confidence, load_rules, pages
from supplier_guide.web.needs.amounts import euros
from supplier_guide.web.pages.criteria import criterion_title
from supplier_guide.web.pages.law import CONFIDENCES
from tests.web.pages.conftest import Get


def test_every_criterion_is_explained_with_its_weight(get: Get) -> None:
    text = get("/matching").text
    for criterion in CRITERIA.values():
        assert criterion_title(criterion) in text
    for name, weight in load_weights().weights.items():
        title = criterion_title(CRITERIA[name])
        assert f"{title} {decimal(weight * 100)} %" in text


def test_distance_is_said_to_be_no_condition(get: Get) -> None:
    assert "Afstand is geen voorwaarde om mee te doen en geen gunningscriterium" in get("/matching").text


def test_every_rule_is_listed_and_has_a_page(get: Get) -> None:
    listed = {a["href"] for a in get("/regels").all("a") if a.get("href", "").startswith("/regels/")}
    assert listed == {f"/regels/{page.id}" for page in pages(load_rules())}


def test_rule_shows_text_article_periods_amounts_sources_and_dates(get: Get) -> None:
    for page in pages(load_rules()):
        shown = get(f"/regels/{page.id}")
        assert page.text in shown.text
        assert page.article in shown.text
        for period in page.periods:
            assert CONFIDENCES[period.confidence] in shown.text
            assert dutch_date(period.read_on) in shown.text
            assert shown.all("a", href=period.source_url)
            if period.amount is not None:
                assert euros(period.amount) in shown.text


def test_what_is_not_certain_is_marked_so(get: Get) -> None:
    assert {c for c in Confidence if CONFIDENCES[c].startswith("te bevestigen")} == {
        c for c in Confidence if c.to_confirm
    }
    unsure = next(p for p in pages(load_rules()) if p.confidence.to_confirm)
    sure = next(p for p in pages(load_rules()) if not any(q.confidence.to_confirm for q in p.periods))
    assert "te bevestigen" in get(f"/regels/{unsure.id}").text
    assert "te bevestigen" not in get(f"/regels/{sure.id}").text


def test_sitemap_holds_the_rules_and_the_new_pages(get: Get) -> None:
    found = re.findall("<loc>([^<]*)</loc>", get("/sitemap-paginas.xml").html)
    for path in ("/opdracht", "/voorbehouden", "/voorbehouden/teksten", "/matching", "/regels", "/regels/opzvb"):
        assert f"https://gids.example{path}" in found
