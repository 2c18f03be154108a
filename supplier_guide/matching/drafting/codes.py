"""CPV codes in a text; only those of the nomenclature count."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from supplier_guide import paths
from supplier_guide.matching.drafting.sentences import Sentence
from supplier_guide.model.cpv import cpv_prefix

_CODE = re.compile(r"(?<![\d.,/])(\d{8})(?:\s?[-–]\s?(\d))?(?![\d/])")
_CPV = re.compile(r"cpv|vocabulaire commun|common procurement", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Code:
    """A CPV code of eight digits, and whether the nomenclature has it."""

    code: str
    exists: bool
    sentence: Sentence
    start: int
    end: int


def codes(sentence: Sentence) -> Iterator[Code]:
    """Yield the codes of a sentence: eight digits with the word CPV about, or with a check digit behind."""
    announced = _CPV.search(sentence.text) or _CPV.search(sentence.heading)
    for found in _CODE.finditer(sentence.text):
        exists = cpv_prefix(found[1]) in _nomenclature()
        if announced or (found[2] and exists):
            yield Code(found[1], exists, sentence, found.start(), found.end())


@cache
def _nomenclature() -> frozenset[str]:
    """Return all codes without their trailing zeros."""
    labels: dict[str, str] = json.loads(paths.seed_file("cpv.json").read_bytes())["labels"]
    return frozenset(labels)
