"""Needs in a few words, and the answer to them, for tests of matching."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from supplier_guide.directory.library import Library
from supplier_guide.matching.answering import Answered, LotAnswer, answer
from supplier_guide.matching.finding import Finding
from supplier_guide.matching.matcher import Match
from supplier_guide.matching.parts import Parts
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.need import Need
from supplier_guide.office.matching_parts import matching_parts
from tests.directory.installing import COUNTRY, activity, enterprise, site

DAY = date(2026, 11, 22)
TODAY = date(2026, 11, 25)


def lot(title: str | None = "Gras maaien", **more: Any) -> dict[str, Any]:
    """Return a lot in Gent that asks for a rubric (R03.01 unless ``rubrics`` says otherwise) beside its words."""
    return {"title": title, "rubrics": ["R03.01"], "places": ["9000"], **more}


def need(*lots: dict[str, Any], **more: Any) -> Need:
    """Return a need of a town."""
    numbered = [{"id": str(n), **one} for n, one in enumerate(lots or (lot(),), start=1)]
    given = {"buyer": {"kind": "local_authority"}, "regime": "classic", "date": DAY, "lots": numbered, **more}
    return Need.model_validate(given)


def gardener(id: str, *activities: dict[str, Any], **more: Any) -> Enterprise:  # noqa: A002 - as the field is called
    """Return an enterprise in Gent that does gardens in the whole country, unless ``more`` says otherwise."""
    rows = list(activities) or [activity("R03.01", "on_location", text="Gras maaien.")]
    return enterprise(id, **{"sites": [site("Gent")], "service_area": COUNTRY, "activities": rows, **more})


def held(kind: str = "maatwerkbedrijf", evidence: str = "register", **dates: str) -> list[dict[str, Any]]:
    """Return a recognition."""
    return [{"kind": kind, "evidence": evidence, **dates}]


def answered(library: Library | Parts, asked: Need) -> Answered:
    """Return the whole answer."""
    parts = library if isinstance(library, Parts) else matching_parts(library)
    return answer(parts, asked, today=TODAY)


def first_lot(library: Library | Parts, asked: Need) -> LotAnswer:
    """Return the answer for the first lot."""
    return answered(library, asked).lots[0]


def names(matches: Sequence[Match]) -> list[str]:
    """Return the ids of enterprises, in order."""
    return [m.id for m in matches]


def of(lot_answer: LotAnswer, name: str) -> Match:
    """Return the match, or the miss, of an enterprise."""
    found = (*lot_answer.matched.matches, *lot_answer.matched.left_out)
    return next(m for m in found if m.id == name)


def finding(match: Match, criterion: str) -> Finding:
    """Return what a criterion found."""
    return next(f for f in match.findings if f.criterion == criterion)
