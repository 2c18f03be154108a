"""`import` and `export`: documents in and out."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from supplier_guide.cli.opened import opened
from supplier_guide.cli.output import AsJson, console, print_json, progress
from supplier_guide.directory.library import Library
from supplier_guide.directory.licences import LICENCE
from supplier_guide.directory.settling import settle
from supplier_guide.errors import Away, Unprocessable
from supplier_guide.geo.geocoder import open_geocoder
from supplier_guide.office.exporting import export_file
from supplier_guide.office.importing import import_file
from supplier_guide.office.report import Report

File = Annotated[Path, typer.Argument(help="Bestand; de uitgang zegt het formaat.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_documents)
    app.command("export")(export_documents)


def import_documents(
    file: File,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Kijk alles na, maar wijzig niets.")] = False,
    by: Annotated[str, typer.Option(help="Wie invoert; komt in de geschiedenis.")] = "import",
    json: AsJson = False,
) -> None:
    """Voer ondernemingen in uit .json, .jsonl, .csv of .xlsx: alles of niets."""
    with opened() as library:
        with progress("Nakijken", total=None, quiet=json) as report_progress:
            report = import_file(
                library.store,
                file,
                rubrics=library.catalogue.leaves(),
                by=by,
                at=datetime.now(tz=UTC),
                dry_run=dry_run,
                geocoder=open_geocoder(library.settings, library.gazetteer),
                progress=report_progress,
            )
        late = _settled(library) if report.is_accepted and not dry_run else None
    print_json(asdict(report)) if json else _print(report)
    if not report.is_accepted:
        count = len(report.refused)
        rows = "rij is" if count == 1 else "rijen zijn"
        raise Unprocessable("refused_rows", f"{count} {rows} geweigerd; er is niets ingevoerd.")
    if late:
        raise late


def _settled(library: Library) -> Away | None:
    """Wait until what was imported can be found; what keeps it from that comes after the report, for it is saved."""
    try:
        settle(library)
    except Away as error:
        message = (
            f"Alles is bewaard, maar nog niet te vinden. {error.message} "
            "Een draaiende dienst haalt dit later in; anders: supplier-guide reindex"
        )
        return Away("not_indexed", message)
    return None


def export_documents(file: File, *, json: AsJson = False) -> None:
    """Voer alle ondernemingen uit naar .json, .jsonl, .csv, .xlsx of .jsonld."""
    with opened(read_only=True) as library, progress("Uitvoeren", total=None, quiet=json) as report_progress:
        count = export_file(
            library.store,
            file,
            licence=LICENCE,
            public_url=library.settings.site_url,
            labels=library.catalogue.labels(),
            progress=report_progress,
        )
    if json:
        print_json({"file": str(file), "enterprises": count})
    else:
        console.print(f"{count} ondernemingen in {file}", soft_wrap=True)


def _print(report: Report) -> None:
    for warning in report.warnings:
        console.print(f"Let op: {warning}")
    if report.refused:
        table = Table("Regel", "Veld", "Wat er mis is", "Wat goed zou zijn")
        for row in report.refused:
            table.add_row(str(row.line), row.field or "", row.reason, row.expected)
        console.print(table)
        return
    would = "Zou toevoegen" if report.dry_run else "Toegevoegd"
    console.print(f"{would}: {report.created}; gewijzigd: {report.updated}; ongewijzigd: {report.unchanged}")
