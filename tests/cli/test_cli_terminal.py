"""What a file or a question says reaches the terminal as text: nothing in it steers, colours or renames the window."""

import io
import re
from pathlib import Path

import pytest
from rich.table import Table

from supplier_guide.cli.output import Terminal
from tests.cli.commanding import command

RED, TITLE, SHORT = "\x1b[31m", "\x1b]0;gekaapt\x07", "\x9b2J"
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
HOSTILE = f"a{RED}b{TITLE}c{SHORT}d\rweg\x08e"


def test_refused_cells_do_not_steer_the_terminal(seeded_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"id,name,status\n{RED}x,Naam,{HOSTILE}\n", encoding="utf-8", newline="")
    outcome = command(seeded_dir, "import", path)
    assert outcome.status == 1
    assert "gekaapt" in outcome.out
    assert not STEERING.search(outcome.out + outcome.err)


def test_purchases_do_not_steer_the_terminal(seeded_dir: Path, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"Omschrijving;Waarde\nGras {RED}maaien;1\nKasten;{RED}veel\n", encoding="utf-8")
    outcome = command(seeded_dir, "match", "--programme", path)
    assert "veel" in outcome.out
    assert not STEERING.search(outcome.out + outcome.err)


def test_errors_do_not_steer_the_terminal(seeded_dir: Path) -> None:
    outcome = command(seeded_dir, "search", "--place", f"Ne{RED}rgens")
    assert outcome.status == 1
    assert "rgens" in outcome.err
    assert not STEERING.search(outcome.err)


@pytest.mark.parametrize("where", ["sentence", "cell", "header"])
def test_every_way_to_print_is_cleaned_and_keeps_lines(where: str) -> None:
    terminal = Terminal()
    terminal.file = io.StringIO()
    if where == "sentence":
        terminal.print(f"één\ntwee {HOSTILE} [b]drie[/b] :smile:")
    else:
        table = Table(HOSTILE if where == "header" else "kop")
        table.add_row(f"één\ntwee {HOSTILE} [b]drie[/b] :smile:")
        terminal.print(table)
    printed = terminal.file.getvalue()
    assert not STEERING.search(printed)
    assert "\ufffd" in printed
    assert "één" in printed
    assert "[b]drie[/b]" in printed
    assert ":smile:" in printed
    assert "\n" in printed
