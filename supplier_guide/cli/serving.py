"""`serve`: migrate, seed and index when needed, then answer over HTTP."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from supplier_guide.cli.listening import SharedPort, check_port, end_with_parent
from supplier_guide.cli.opened import opened, read_settings
from supplier_guide.cli.output import AsJson, print_json, progress
from supplier_guide.directory.garbage import settling
from supplier_guide.directory.indexing import rebuild
from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.directory.settling import settle
from supplier_guide.errors import Away
from supplier_guide.office.seeding import is_empty, seed
from supplier_guide.settings import Settings

if TYPE_CHECKING:
    import uvicorn

# Who reads a download slowly, or not at all, may not keep a process from ending.
_GRACE_S = 5

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
        typer.echo(f"Waar sociaal aankopen staat klaar op {settings.local_url} (stoppen: Ctrl+C)")
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


def _run_one(library: Library) -> None:
    import uvicorn  # noqa: PLC0415 - the other commands start faster without a server

    from supplier_guide.web.app import create_app, start_log  # noqa: PLC0415 - same

    start_log(library.settings)
    with settling():
        server = uvicorn.Server(_config(library.settings, create_app(library)))
    server.run()


def _run_many(settings: Settings, workers: int) -> None:
    from uvicorn.supervisors import Multiprocess  # noqa: PLC0415 - same

    config = _config(settings, "supplier_guide.cli.serving:worker", factory=True, workers=workers)
    Multiprocess(config, sockets=[SharedPort.bound(settings.host, settings.port)]).run()


def worker() -> Callable[..., Any]:
    """Return the application of the settings in the environment; each worker process calls this."""
    from supplier_guide.web.app import create_app, start_log  # noqa: PLC0415 - same

    end_with_parent()
    settings = Settings()
    start_log(settings)
    with settling():
        return create_app(open_library(settings))


def _config(settings: Settings, app: Callable[..., Any] | str, **more: Any) -> "uvicorn.Config":
    import uvicorn  # noqa: PLC0415 - same

    return uvicorn.Config(app, host=settings.host, port=settings.port, loop="uvloop", http="httptools",
                          log_level="warning", access_log=False, server_header=False,
                          timeout_graceful_shutdown=_GRACE_S,
                          forwarded_allow_ips=settings.trusted_proxies, **more)  # fmt: skip
