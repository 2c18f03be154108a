"""`check`: look at settings, store, index and data."""

from dataclasses import asdict

import typer

from supplier_guide.cli.opened import opened, read_settings
from supplier_guide.cli.output import AsJson, console, print_json
from supplier_guide.directory.library import Library
from supplier_guide.errors import GuideError, Unprocessable
from supplier_guide.office.examining import Observation, examine
from supplier_guide.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(*, json: AsJson = False) -> None:
    """Kijk instellingen, gegevens en index na; zeg wat er mis is en hoe u het verhelpt."""
    settings = read_settings()
    seen = [Observation("instellingen", f"gegevens in {settings.data_dir}, zoeken met {settings.search_url}")]
    seen += _examined(settings)
    if json:
        print_json({"observations": [asdict(o) for o in seen]})
    else:
        for observation in seen:
            mark = "✓" if observation.remedy is None else "✗"
            console.print(f"{mark} {observation.part}: {observation.state}", soft_wrap=True)
            if observation.remedy:
                console.print(f"  {observation.remedy}", soft_wrap=True)
    wrong = [o.part for o in seen if o.remedy]
    if wrong:
        raise Unprocessable("unhealthy", f"Niet in orde: {', '.join(wrong)}.")


def _examined(settings: Settings) -> list[Observation]:
    try:
        with opened(read_only=True) as library:
            return [*examine(library), _words(library)]
    except GuideError as error:
        remedy = (
            f"Kijk {error.field or 'SUPPLIER_GUIDE_DATABASE_URL'} en de schijf na; gegevens in {settings.data_dir}."
        )
        return [Observation("gegevensbank", error.message, remedy)]


def _words(library: Library) -> Observation:
    """Look at the words for typing help and spelling, which follow the index."""
    reached = library.vocabulary.applied
    if reached < 0 and library.engine.applied() >= 0:
        return Observation("woorden", "ontbreken of zijn beschadigd", "Bouw opnieuw op met: supplier-guide reindex")
    return Observation("woorden", f"tot en met wijziging {reached}" if reached >= 0 else "nog geen")
