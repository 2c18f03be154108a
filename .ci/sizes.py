"""Hold the measures of the house: files under 300 lines, functions under 50, a docstring on every module."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

MOST_LINES = 300
LONGEST_FUNCTION = 50


def complaints(path: Path) -> Iterator[str]:
    """Yield what is wrong with one Python file."""
    text = path.read_text(encoding="utf-8")
    if text.count("\n") > MOST_LINES:
        yield f"{path}: {text.count(chr(10))} lines, at most {MOST_LINES}"
    tree = ast.parse(text)
    if path.parts[0] == "supplier_guide" and text.strip() and not ast.get_docstring(tree):
        yield f"{path}: no docstring that says what the module is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno
            if length > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines, at most {LONGEST_FUNCTION}"


def main() -> int:
    """Look at every Python file that is tracked or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607 - git as found on the path
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    found = [c for name in listed if Path(name).is_file() for c in complaints(Path(name))]
    sys.stderr.writelines(f"{c}\n" for c in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
