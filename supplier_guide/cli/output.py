"""What commands print: JSON for programs, tables and progress for people."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Protocol

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON op de standaarduitvoer.")]

# Names, questions and refused cells are printed as they are: `[/b]` in one is no markup, `:smile:` no picture.
console = Console(highlight=False, markup=False, emoji=False)
"""Standard output."""


class Report(Protocol):
    """Told how many are done, and of how many where that is known."""

    def __call__(self, done: int, total: int | None = None, /) -> None:
        """Show it."""


def print_json(content: object) -> None:
    """Print one JSON document and nothing else."""
    sys.stdout.buffer.write(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()


@contextmanager
def progress(what: str, *, total: int | None, quiet: bool = False) -> Iterator[Report]:
    """Show a bar on a terminal; elsewhere, or when ``quiet``, nothing. Gives the function to call with the count."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=quiet or not sys.stderr.isatty(),
    )
    with bar:
        task = bar.add_task(what, total=total)

        def report(done: int, total: int | None = None, /) -> None:
            bar.update(task, completed=done, total=total)

        yield report
