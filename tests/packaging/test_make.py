"""`make check` fails when any of its checks fails."""

import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
TOOLS = ("ruff", "mypy", "lint-imports", "python")


def checked(folder: Path, *, failing: str | None) -> int:
    """Run the real `make check` with programs in the place of the tools, one of which fails; return its status."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in TOOLS:
        program = programs / name
        program.write_text(f"#!/bin/sh\necho {name} said so\nexit {int(name == failing)}\n", encoding="utf-8")
        program.chmod(0o755)
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(TOP / name, folder / name)
    for stamp in (".run", ".dev"):  # newer than all they depend on
        (folder / ".venv" / stamp).touch()
    return subprocess.run(["make", "check"], cwd=folder, capture_output=True, check=False).returncode


def test_check_passes_when_all_checks_pass(tmp_path: Path) -> None:
    assert checked(tmp_path, failing=None) == 0


@pytest.mark.parametrize("tool", TOOLS)
def test_check_fails_when_one_check_fails(tmp_path: Path, tool: str) -> None:
    assert checked(tmp_path, failing=tool) != 0
