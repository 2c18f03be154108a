"""A found enterprise as a line in a list, and the list with its map."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from supplier_guide.directory.question import Answer, Found
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.model.dutch import kilometres
from supplier_guide.search.query import Coverage
from supplier_guide.web.pages import addresses
from supplier_guide.web.pages.maps import PointMap, point_map
from supplier_guide.web.pages.pins import Point
from supplier_guide.web.pages.wording import phone, sentence

RUBRICS_SHOWN = 3
REASONS_SHOWN = 4
_HERE_KM = 0.1


@dataclass(frozen=True, slots=True)
class HitView:
    """One enterprise in a list; ``number`` is that of its point on the map, ``phone`` is printed only."""

    number: int
    name: str
    href: str
    recognitions: tuple[str, ...]
    rubrics: tuple[str, ...]
    more_rubrics: int
    distance: str
    municipality: str
    text: tuple[Markup, ...]
    why: str
    caveat: str
    phone: str
    on_map: bool


@dataclass(frozen=True, slots=True)
class HitList:
    """What was asked for, what was found by looking wider, and where they are."""

    literal: tuple[HitView, ...]
    wider: tuple[HitView, ...]
    plan: PointMap | None


def hit_list(answer: Answer, gazetteer: Gazetteer) -> HitList:
    """Return the hits of one page; numbers run on over the pages."""
    first = (answer.question.page - 1) * answer.question.size + 1
    numbered = list(enumerate(answer.hits, start=first))
    return HitList(
        literal=tuple(_hit(n, found) for n, found in numbered if not found.widened),
        wider=tuple(_hit(n, found) for n, found in numbered if found.widened),
        plan=point_map(_points(numbered), answer.places, gazetteer),
    )


def _points(numbered: Sequence[tuple[int, Found]]) -> list[Point]:
    return [
        Point(number, found.lat, found.lon, found.enterprise.name, f"#treffer-{number}")
        for number, found in numbered
        if found.lat is not None and found.lon is not None
    ]


def _hit(number: int, found: Found) -> HitView:
    enterprise = found.enterprise
    rubrics = _telling_first(found)
    return HitView(
        number=number,
        name=enterprise.name,
        href=addresses.enterprise(enterprise.id),
        recognitions=tuple(r.label for r in found.recognitions),
        rubrics=tuple(rubrics[:RUBRICS_SHOWN]),
        more_rubrics=max(0, len(rubrics) - RUBRICS_SHOWN),
        distance=_distance(found.distance_km),
        municipality=found.municipality or "plaats niet opgegeven",
        text=_text(found),
        why=_why(found),
        caveat=_caveat(found),
        phone=phone(enterprise.contact.phone) if enterprise.contact and enterprise.contact.phone else "",
        on_map=found.lat is not None,
    )


def _telling_first(found: Found) -> list[str]:
    """Return the rubrics, those for which it was found before the others."""
    reasons = " ".join(r.label for r in found.reasons if r.criterion == "rubric")
    return sorted((r.label for r in found.rubrics), key=lambda label: label not in reasons)


def _distance(km: float | None) -> str:
    """Return how far; positions are often those of a municipality's centre, and "0 km" would be too precise."""
    if km is None:
        return ""
    return kilometres(km) if km >= _HERE_KM else "ter plaatse"


def _text(found: Found) -> tuple[Markup, ...]:
    """Return the lines in which the words were found; without words, what the enterprise says of itself."""
    if found.highlights:
        # Highlights come escaped, with nothing but <mark> in them.
        return tuple(Markup(line) for line in found.highlights)  # noqa: S704
    enterprise = found.enterprise
    reasons = {r.label for r in found.reasons}
    told = {r.value for r in found.rubrics if f"rubriek {r.label}" in reasons}
    # What it does in the rubric for which it stands here says more than its first activity.
    fitting = sorted((a for a in enterprise.activities if a.text), key=lambda a: a.rubric not in told)
    own = next((a.text for a in fitting if a.rubric in told), None) or enterprise.summary
    own = own or next((a.text for a in fitting), None)
    return (Markup.escape(own),) if own else ()


def _why(found: Found) -> str:
    """Return the reasons in a line; the distance stands at the right already."""
    told = [r.label for r in found.reasons if r.criterion != "distance"]
    return "" if _caveat(found) else sentence("; ".join(told[:REASONS_SHOWN]))


def _caveat(found: Found) -> str:
    """Return that nobody knows where it works, when that is all there is to say: it is no reason to stand here."""
    told = [r for r in found.reasons if r.criterion != "distance"]
    unknown = found.coverage is Coverage.UNKNOWN and [r.criterion for r in told] == ["area"]
    return f"{sentence(told[0].label)}." if unknown else ""
