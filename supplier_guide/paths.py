"""Where the files are that come with the package; the only user of ``__file__``.

In a checkout they are the folders ``index/``, ``seed/`` and ``templates/`` at the top; in an installed
wheel they lie under ``supplier_guide/_data/``.
"""

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """Return the folder that holds ``index``, ``seed`` and ``templates``."""
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent


def index_file(name: str) -> Path:
    """Return the path of a file of the search definition, such as ``synonyms.txt``."""
    return data_root() / "index" / name


def seed_file(name: str) -> Path:
    """Return the path of a file of the seed, such as ``rubrics.json``."""
    return data_root() / "seed" / name


def templates(name: str) -> Path:
    """Return the folder of one kind of templates, such as ``web``."""
    return data_root() / "templates" / name
