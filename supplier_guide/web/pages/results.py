"""The results: what was asked, what was found, how to refine it, whom to call when nothing fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from supplier_guide.directory.finding import find
from supplier_guide.directory.library import Library
from supplier_guide.directory.looking import desks_for
from supplier_guide.directory.question import Answer, Question
from supplier_guide.directory.suggesting import longer
from supplier_guide.geo.place import Place
from supplier_guide.web.pages import addresses, said
from supplier_guide.web.pages.contacts import DeskView, desk_views
from supplier_guide.web.pages.filters import GROUPS, Filters, Labels, filters
from supplier_guide.web.pages.hits import HitList, hit_list
from supplier_guide.web.pages.visit import Frame, SearchBar, Visit, visit
from supplier_guide.web.pages.wording import enterprises, number
from supplier_guide.web.params import read_question

router = APIRouter(include_in_schema=False)
# The filters have controls of their own; all else of the question travels along unseen.
_SHOWN = {"q", "place", "page", "reach", "radius_km", "sort", *(name for name, _ in GROUPS)}
FURTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Pager:
    """Where we are in the pages, and the addresses beside it (empty at the ends)."""

    now: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ResultsView:
    """The page of results."""

    heading: str
    amount: str
    statements: tuple[said.Statement, ...]
    filters: Filters
    hits: HitList
    pager: Pager
    desks: tuple[DeskView, ...]
    nothing: bool
    refinable: bool
    without_place: str
    date: str


@router.get("/zoeken")
def results_page(visit: Annotated[Visit, Depends(visit)]) -> Response:
    """Answer the question in the address; what cannot be understood is said on the page (status 422)."""
    library = visit.library
    question = read_question(visit.request.scope["query_string"], strict=False)
    answer = find(library, question, today=visit.today)
    refine = filters(answer, Labels(library.catalogue, library.gazetteer))
    view = ResultsView(
        heading=said.heading(answer, [library.catalogue.label(r) for r in question.rubric]),
        amount=enterprises(answer.total),
        statements=said.statements(answer, longer=longer(library, answer, today=visit.today)),
        filters=refine,
        hits=hit_list(answer, library.gazetteer),
        pager=pager(answer),
        desks=desks_of(library, answer.places),
        nothing=not answer.hits,
        refinable=bool(refine.groups),
        without_place=addresses.results(question, place=(), lat=None, lon=None) if answer.places else "",
        date=visit.stamp,
    )
    return visit.page("results.html", _frame(question, view), view=view)


def _frame(question: Question, view: ResultsView) -> Frame:
    address = addresses.results(question, page=question.page)
    return Frame(
        title=view.heading,
        description=f"{view.heading}. Ondernemingen uit de sociale economie, met reden, afstand en contact.",
        path=address,
        here="Zoeken",
        # Every combination of filters is a page: crawlers are led to rubrics and places instead.
        indexed=address == "/zoeken",
        search=search_bar(question),
    )


def search_bar(question: Question) -> SearchBar:
    """Return the search bar with the question in it; several places stand in the address, the first in the field."""
    return SearchBar(
        q=question.q,
        place=question.place[0] if question.place else "",
        hidden=tuple(
            (name, value)
            for name, value in addresses.pairs(question)
            if name not in _SHOWN or (name == "place" and value != question.place[0])
        ),
    )


def desks_of(library: Library, places: Sequence[Place]) -> tuple[DeskView, ...]:
    """Return the desks that serve the places asked for."""
    desks = {d.name: d for place in places for d in desks_for(library, place)}
    return desk_views(desks.values())


def pager(answer: Answer) -> Pager:
    """Return the neighbouring pages; pages beyond the ten-thousandth hit are not offered."""
    question = answer.question
    last = max(1, min(-(-answer.total // question.size), FURTHEST // question.size))
    return Pager(
        now=f"Pagina {number(question.page)} van {number(last)}" if last > 1 else "",
        before=addresses.results(question, page=question.page - 1) if 1 < question.page <= last + 1 else "",
        after=addresses.results(question, page=question.page + 1) if question.page < last else "",
    )
