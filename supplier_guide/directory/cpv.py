"""The CPV nomenclature (2008): codes without trailing zeros, with their Dutch labels."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from supplier_guide import paths


@dataclass(frozen=True)
class Cpv:
    """All codes in order, and the label of each."""

    codes: tuple[str, ...]
    labels: Mapping[str, str]


def load_cpv() -> Cpv:
    """Read the nomenclature of the seed."""
    labels: dict[str, str] = json.loads(paths.seed_file("cpv.json").read_bytes())["labels"]
    return Cpv(codes=tuple(sorted(labels)), labels=labels)
