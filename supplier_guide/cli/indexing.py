"""`reindex`: a new index aside, checked, swapped in."""

import typer

from supplier_guide.cli.opened import opened
from supplier_guide.cli.output import AsJson, print_json, progress
from supplier_guide.directory.indexing import rebuild
from supplier_guide.model.vocabulary import Status
from supplier_guide.store import enterprises


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("reindex")(reindex)


def reindex(*, json: AsJson = False) -> None:
    """Bouw een nieuwe index naast de oude en wissel ze om; zoeken gaat intussen door."""
    with opened() as library:
        with library.store.read() as connection:
            total = enterprises.count(connection, Status.PUBLISHED)
        with progress("Index opbouwen", total=total, quiet=json) as report:
            count = rebuild(library.store, library.engine, library.composer, library.words, progress=report)
        applied = library.engine.applied()
        if json:
            print_json({"documents": count, "data_version": str(applied)})
        else:
            typer.echo(f"{count} ondernemingen in de index, tot en met wijziging {applied}.")
