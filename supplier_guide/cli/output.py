"""What commands print: JSON for programs, tables and progress for people."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from supplier_guide.directory.indexing import Progress as Report

AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON op de standaarduitvoer.")]

# Names, questions and refused cells are printed as they are: `[/b]` in one is no markup, `:smile:` no picture.
console = Console(highlight=False, markup=False, emoji=False)
"""Standard output."""


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
        yield lambda done: bar.update(task, completed=done)
