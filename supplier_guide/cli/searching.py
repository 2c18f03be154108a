"""`search`: the search of the pages and the API, on the terminal."""

from datetime import date
from typing import Annotated

import typer
from rich.table import Table

from supplier_guide.cli.opened import opened
from supplier_guide.cli.output import AsJson, console, print_json
from supplier_guide.directory.finding import find
from supplier_guide.directory.indexing import last_change
from supplier_guide.directory.presenting import answer_json
from supplier_guide.directory.question import Answer, Qualification, Question
from supplier_guide.model.dutch import kilometres
from supplier_guide.search.query import Reach, Sort

Many = Annotated[list[str] | None, typer.Option()]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    query: Annotated[str, typer.Argument(help="Wat u zoekt.")] = "",
    *,
    rubric: Many = None,
    place: Many = None,
    lat: float | None = None,
    lon: float | None = None,
    reach: Reach = Reach.SERVES,
    radius_km: float | None = None,
    recognition: Many = None,
    qualifies: Qualification | None = None,
    mode: Many = None,
    certificate: Many = None,
    network: Many = None,
    province: Many = None,
    sort: Sort = Sort.RELEVANCE,
    page: int = 1,
    size: int = 20,
    explain: bool = False,
    json: AsJson = False,
) -> None:
    """Zoek ondernemingen, zoals op de site."""
    question = Question(
        q=query.strip(),
        rubric=_given(rubric),
        place=_given(place),
        lat=lat,
        lon=lon,
        reach=reach,
        radius_km=radius_km,
        recognition=_given(recognition),
        qualifies=qualifies,
        mode=_given(mode),
        certificate=_given(certificate),
        network=_given(network),
        province=_given(province),
        sort=sort,
        page=page,
        size=size,
        explain=explain,
    )
    with opened(read_only=True) as library:
        answer = find(library, question, today=date.today())  # noqa: DTZ011 - the day of whoever types
        _tell_lag(last_change(library.store) - int(answer.data_version))
    if json:
        print_json(answer_json(answer))
    else:
        _print(answer)


def _tell_lag(behind: int) -> None:
    """Say that the answer is older than the store; nothing else follows the store while no service runs."""
    if behind > 0:
        what = "1 wijziging" if behind == 1 else f"{behind} wijzigingen"
        typer.echo(f"De index loopt {what} achter. Werk hem bij met: supplier-guide reindex", err=True)


def _given(values: list[str] | None) -> tuple[str, ...]:
    """Return the values that say something: an empty one counts as absent, as over HTTP."""
    return tuple(v.strip() for v in values or () if v.strip())


def _print(answer: Answer) -> None:
    console.print(f"{answer.total} gevonden")
    for correction in answer.corrections:
        console.print(f"{correction.corrected} in plaats van {correction.original}")
    for step in answer.widened:
        what = f"tot {step.end:g} km" if step.end else f"zonder {', '.join(step.dropped)}"
        console.print(f"Verder gezocht: {what}")
    table = Table("Naam", "Gemeente", "Afstand", "Waarom hier")
    for hit in answer.hits:
        distance = kilometres(hit.distance_km) if hit.distance_km is not None else ""
        reasons = "; ".join(r.label for r in hit.reasons)
        table.add_row(hit.enterprise.name, hit.municipality or "niet opgegeven", distance, reasons)
    if answer.hits:
        console.print(table)
