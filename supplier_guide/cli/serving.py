"""`serve`: migrate, seed and index when needed, then answer over HTTP."""

import socket
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from supplier_guide.cli.opened import opened, read_settings
from supplier_guide.cli.output import AsJson, print_json, progress
from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.settling import settle
from supplier_guide.errors import Away
from supplier_guide.office.seeding import is_empty, seed
from supplier_guide.settings import Settings

Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Aantal processen dat antwoordt.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)
    app.command("seed")(seed_store)


def serve(workers: Workers = 1) -> None:
    """Start de dienst; de eerste keer met de begingegevens."""
    settings = read_settings()
    check_port(settings)
    with opened() as library:
        prepare(library)
        typer.echo(f"Waar sociaal aankopen staat klaar op {_address(settings)} (stoppen: Ctrl+C)")
        sys.stdout.flush()
        if workers == 1:
            _run_one(library)
            return
    _run_many(settings, workers)


def seed_store(*, json: AsJson = False) -> None:
    """Vul het register met de begingegevens; wat er al is, blijft zoals het is."""
    with opened() as library:
        saved = seed(library.store, at=datetime.now(tz=UTC))
        settle(library)
    if json:
        print_json({"created": saved.created})
    else:
        typer.echo(f"{saved.created} ondernemingen toegevoegd.")


def prepare(library: Library) -> None:
    """Seed an empty store, and make an index that is absent, of another analysis or behind."""
    if is_empty(library.store):
        typer.echo("Eerste start: begingegevens laden ...")
        seed(library.store, at=datetime.now(tz=UTC))
    if library.engine.applied() < 0:
        _build(library)
    settle(library)


def _build(library: Library) -> None:
    """Build the index with a progress bar, unless another process that is starting does so already."""
    try:
        with progress("Index opbouwen", total=None) as report:
            rebuild(library.store, library.engine, library.composer, library.words, progress=report)
    except Away as error:
        if error.code != "index_busy":
            raise


def check_port(settings: Settings) -> None:
    """Refuse at once, with what to do, when something else listens on the port."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            message = (
                f"Poort {settings.port} op {settings.host} is niet vrij ({error.strerror}). Stop wat daar draait, "
                f"of kies een andere: SUPPLIER_GUIDE_PORT={settings.port + 1} make run"
            )
            raise Away("port_in_use", message, field="SUPPLIER_GUIDE_PORT") from error


def _address(settings: Settings) -> str:
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else settings.host  # noqa: S104 - compared, not bound
    return f"http://{host}:{settings.port}"


def _run_one(library: Library) -> None:
    import uvicorn  # noqa: PLC0415 - the other commands start faster without a server

    from supplier_guide.web.app import create_app, start_log  # noqa: PLC0415 - same

    settings = library.settings
    start_log(settings)
    uvicorn.run(create_app(library), host=settings.host, port=settings.port, loop="uvloop", http="httptools",
                log_level="warning", access_log=False, server_header=False)  # fmt: skip


def _run_many(settings: Settings, workers: int) -> None:
    import uvicorn  # noqa: PLC0415 - same

    uvicorn.run("supplier_guide.web.app:from_environment", factory=True, workers=workers, host=settings.host,
                port=settings.port, loop="uvloop", http="httptools", log_level="warning", access_log=False,
                server_header=False)  # fmt: skip
