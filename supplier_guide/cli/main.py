"""The command `supplier-guide`: one file per verb, errors in one place."""

import sys

import typer

from supplier_guide.cli import analysing, checking, indexing, matching, searching, serving, transferring
from supplier_guide.cli.output import Terminal
from supplier_guide.errors import GuideError

app = typer.Typer(
    name="supplier-guide",
    help="Waar sociaal aankopen: zoeken, invoeren, uitvoeren en publiceren.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for module in (serving, transferring, indexing, searching, matching, analysing, checking):
    module.register(app)


def run() -> None:
    """Run a command; an error of ours is a sentence on standard error and status 1."""
    try:
        app()
    except GuideError as error:
        Terminal(stderr=True).print(error.message, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
