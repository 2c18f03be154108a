"""`check`: look at settings, store, index and data."""

import sys
from dataclasses import asdict

import typer

from supplier_guide.cli.opened import opened
from supplier_guide.cli.output import console, print_json
from supplier_guide.office.examining import Observation, examine


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(*, json: bool = False) -> None:
    """Kijk instellingen, gegevens en index na; zeg wat er mis is en hoe u het verhelpt."""
    with opened(read_only=True) as library:
        settings = library.settings
        seen = [
            Observation("instellingen", f"gegevens in {settings.data_dir}, zoeken met {settings.search_url}"),
            *examine(library),
        ]
    if json:
        print_json({"observations": [asdict(o) for o in seen]})
    else:
        for observation in seen:
            mark = "✓" if observation.remedy is None else "✗"
            console.print(f"{mark} {observation.part}: {observation.state}", markup=False)
            if observation.remedy:
                console.print(f"  {observation.remedy}", markup=False)
    sys.exit(1 if any(o.remedy for o in seen) else 0)
