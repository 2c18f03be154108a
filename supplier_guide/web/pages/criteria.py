"""How the order comes about: every criterion in its own words, with its weight; the page `/matching`."""

from dataclasses import dataclass
from inspect import cleandoc
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.matching.criteria import CRITERIA, HARD, Criterion
from supplier_guide.model.dutch import decimal
from supplier_guide.web.access import parts_of
from supplier_guide.web.pages.visit import Frame, Visit, visit

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion; ``weight`` in percent, or that it is hard."""

    id: str
    title: str
    text: str
    weight: str


@dataclass(frozen=True, slots=True)
class MatchingView:
    """All criteria and the figures that they use."""

    hard: tuple[CriterionView, ...]
    soft: tuple[CriterionView, ...]
    figures: tuple[tuple[str, str], ...]


def criterion_title(criterion: Criterion) -> str:
    """Return what a criterion is called: the first line of its docstring."""
    return cleandoc(criterion.judge.__doc__ or criterion.name).splitlines()[0].rstrip(".")


def _text(criterion: Criterion) -> str:
    return " ".join(cleandoc(criterion.judge.__doc__ or "").split("\n\n", 1)[-1].split())


@router.get("/matching")
def matching_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Explain the criteria and their weights."""
    weights = parts_of(visit.request).weights
    views = [
        CriterionView(
            name, criterion_title(criterion), _text(criterion),
            "" if name in HARD else f"{decimal(weights.weights[name] * 100)} %",
        )
        for name, criterion in CRITERIA.items()
    ]  # fmt: skip
    distance, capacity = weights.distance, weights.capacity
    figures = (
        ("Dichtbij", f"tot {distance.near_km:g} km, voor wie geen werkgebied opgeeft"),
        ("Afstand", f"e tot de macht −(km ÷ {distance.scale_km:g}); niet bekend telt {decimal(distance.unknown)}"),
        ("Rubriek ernaast", decimal(weights.rubric.parent)),
        ("Niet opgegeven", f"telt half ({decimal(weights.unknown)}): niet als nee en niet als ja"),
        ("Werk van één persoon in een jaar", f"{capacity.euro_per_person_per_year:,.0f} euro".replace(",", ".")),
        ("Bekeken ondernemingen", f"hoogstens {weights.candidates} per perceel"),
    )
    view = MatchingView(
        hard=tuple(v for v in views if v.id in HARD), soft=tuple(v for v in views if v.id not in HARD), figures=figures
    )
    frame = Frame(
        "Zo zoeken we wie uw opdracht kan uitvoeren",
        "Alle criteria waarmee we ondernemingen naast uw opdracht leggen, met hun gewicht.",
        "/matching",
    )
    return visit.page("matching.html", frame, view=view)
