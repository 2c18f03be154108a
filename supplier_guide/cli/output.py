"""What commands print: JSON for programs, tables and progress for people."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Protocol

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

AsJson = Annotated[bool, typer.Option("--json", help="Antwoord als JSON op de standaarduitvoer.")]

_LINES = "\n\t"
# What a terminal would obey instead of show: ESC begins most of it, U+009B is ESC [ in one character.
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in _LINES}


class Terminal(Console):
    """Prints names, questions and refused cells as they are: `[/b]` in one is no markup, `:smile:` no picture.

    What would steer the terminal comes out as �, in a table as in a sentence.
    """

    def __init__(self, *, stderr: bool = False) -> None:
        """Print on standard output, or on standard error."""
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)

    def render_str(self, text: str, **options: Any) -> Text:
        """Return text ready to print; every string on its way to the terminal comes by here."""
        return super().render_str(text.translate(_CONTROLS), **options)


console = Terminal()
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
