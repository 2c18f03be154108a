"""The plan of a search: what was understood, and the query that follows from it."""

from dataclasses import dataclass, replace
from datetime import date

from supplier_guide.directory.library import Library
from supplier_guide.directory.question import Question
from supplier_guide.directory.reading import Reading, read
from supplier_guide.directory.resolving import asked_place, check_bounds, check_sort, resolve_filters, resolve_places
from supplier_guide.geo.place import Place
from supplier_guide.search.query import Filters, Reach, SearchQuery

NEAR_KM = 30.0
"""What counts as near, for enterprises that state no service area."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A question understood."""

    question: Question
    reading: Reading
    places: tuple[Place, ...]
    filters: Filters
    today: date

    @property
    def radius_km(self) -> float | None:
        """Return the radius asked for, else the default: none when only sites *in* the place count."""
        if self.question.radius_km is not None:
            return self.question.radius_km
        return None if self.question.reach is Reach.LOCATED else NEAR_KM

    def query(self) -> SearchQuery:
        """Return the query for the literal hits of the asked page."""
        question = self.question
        return SearchQuery(
            words=self.reading.words,
            name_key=self.reading.name_key,
            number=self.reading.number,
            filters=self.filters,
            places=tuple(map(asked_place, self.places)),
            reach=question.reach,
            radius_km=self.radius_km,
            sort=question.sort,
            on=self.today.toordinal(),
            offset=(question.page - 1) * question.size,
            limit=question.size,
            explain=question.explain,
        )


def plan(library: Library, question: Question, *, today: date) -> Plan:
    """Understand a question; raise `Unprocessable` for what cannot be understood."""
    check_bounds(question)
    chosen = resolve_places(library, question)
    reading = read(library, question.q, place_given=bool(chosen), literal=question.literal)
    places = chosen or reading.places
    check_sort(question, places)
    return Plan(
        question=question,
        reading=reading,
        places=places,
        filters=replace(resolve_filters(library, question), cpv=reading.cpv),
        today=today,
    )
