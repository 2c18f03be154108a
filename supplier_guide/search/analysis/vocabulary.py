"""The vocabulary kept by hand: ``index/stopwords.txt``, ``exceptions.txt``, ``compounds.txt``, ``synonyms.txt``.

Each file says at its top how its lines are written. Reading them is strict: a line that cannot be
understood stops the start, because a word silently lost is never missed until a buyer finds nothing.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

from supplier_guide.paths import index_file, seed_file
from supplier_guide.search.analysis.text import fold, normal, surfaces

FILES = ("stopwords.txt", "stopwords_fr.txt", "exceptions.txt", "compounds.txt", "synonyms.txt")
_SECTIONS = ("whole", "light", "first", "material", "activity", "thing", "never", "compounds")


@dataclass(frozen=True, slots=True)
class Exceptions:
    """``bases``: form → base form. ``stems``: form → finished stem. ``spellings``: (old, new) in any word."""

    bases: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    spellings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CompoundWords:
    """What the splitter knows; see the top of ``index/compounds.txt``."""

    whole: frozenset[str]
    light: frozenset[str]
    first: frozenset[str]
    material: frozenset[str]
    activity: frozenset[str]
    thing: frozenset[str]
    never: frozenset[str]
    compounds: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SynonymLine:
    """``asked`` may be replaced by ``given``; in a group each member stands in both."""

    asked: tuple[str, ...]
    given: tuple[str, ...]


def fingerprint() -> str:
    """Return a short hash of all files together."""
    digest = sha256()
    for name in FILES:
        digest.update(index_file(name).read_bytes())
    return digest.hexdigest()[:12]


@cache
def stop_words(name: str) -> frozenset[str]:
    """Return the words of a stop list such as ``stopwords.txt``."""
    return frozenset(word for line in _lines(name) if not line.startswith("?") for word in line.split())


@cache
def idle_words() -> frozenset[str]:
    """Return the words that say nothing in a question beside other words: firma, offerte."""
    return frozenset(word for line in _lines("stopwords.txt") if line.startswith("?") for word in line[1:].split())


@cache
def exceptions() -> Exceptions:
    """Return the table of ``exceptions.txt``."""
    return read_exceptions(_lines("exceptions.txt"))


@cache
def compound_words() -> CompoundWords:
    """Return the words of ``compounds.txt``."""
    return read_compounds(_lines("compounds.txt"))


@cache
def synonym_lines() -> tuple[SynonymLine, ...]:
    """Return the lines of ``synonyms.txt``."""
    return read_synonyms(_lines("synonyms.txt"))


def read_exceptions(lines: Iterable[str]) -> Exceptions:
    """Read lines such as ``base: form form``, ``=stem: form``, ``~new: old``; raises ``ValueError``."""
    bases: dict[str, str] = {}
    stems: dict[str, str] = {}
    spellings: list[tuple[str, str]] = []
    for line in lines:
        target, colon, forms = line.partition(":")
        if not colon or not forms.strip():
            raise ValueError(f"exceptions.txt: {line!r}")
        target = target.strip()
        if target.startswith("~"):
            spellings.extend((old, target[1:]) for old in forms.split())
        elif target.startswith("="):
            stems.update(dict.fromkeys(forms.split(), target[1:]))
        else:
            bases.update(dict.fromkeys([target, *forms.split()], target))
    return Exceptions(bases, stems, tuple(spellings))


def read_compounds(lines: Iterable[str]) -> CompoundWords:
    """Read words under the heads of their sections; raises ``ValueError``."""
    words: dict[str, set[str]] = {name: set() for name in _SECTIONS}
    compounds: dict[str, tuple[str, ...]] = {}
    section = ""
    for line in lines:
        if line.startswith("["):
            section = line.strip("[]")
            if section not in words:
                raise ValueError(f"compounds.txt: {line!r}")
        elif section == "compounds":
            compound, equals, parts = line.partition("=")
            if not equals or not parts.split():
                raise ValueError(f"compounds.txt: {line!r}")
            compounds[compound.strip()] = tuple(parts.split())
        else:
            words[section].update(line.split())
    sets = {name: frozenset(members) for name, members in words.items() if name != "compounds"}
    return CompoundWords(**sets, compounds=compounds)


def read_synonyms(lines: Iterable[str]) -> tuple[SynonymLine, ...]:
    """Read groups and one-way lines; raises ``ValueError``."""
    found = []
    for line in lines:
        left, arrow, right = line.partition("=>")
        asked = _members(left)
        given = _members(right) if arrow else asked
        if not asked or not given or (not arrow and len(asked) == 1):
            raise ValueError(f"synonyms.txt: {line!r}")
        found.append(SynonymLine(asked, given))
    return tuple(found)


def trade_texts() -> Iterator[str]:
    """Yield the Dutch words and phrases of the vocabulary and of the rubrics, for spelling."""
    for line in synonym_lines():
        yield from (member for member in line.asked + line.given if not member.startswith("fr:"))
    words = compound_words()
    yield from words.first | words.material | words.activity | words.thing | set(words.compounds)
    for rubric in _rubrics():
        yield rubric["labels"]["nl"]
        yield from rubric["synonyms"]


@cache
def french_words() -> frozenset[str]:
    """Return the French words of the vocabulary and of the rubrics, without accents: montage is not only Dutch."""
    members = (member for line in synonym_lines() for member in line.asked + line.given)
    texts = [member.removeprefix("fr:") for member in members if member.startswith("fr:")]
    for rubric in _rubrics():
        texts += (rubric["labels"]["fr"], *rubric["synonyms_fr"])
    return frozenset(fold(normal(word)) for text in texts for word in surfaces(text))


def _rubrics() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(seed_file("rubrics.json").read_text(encoding="utf-8"))["rubrics"]
    return rows


def _members(text: str) -> tuple[str, ...]:
    """Return the members of a comma-separated list."""
    return tuple(member.strip() for member in text.split(",") if member.strip())


def _lines(name: str) -> Iterator[str]:
    """Yield the lines that are not empty and not a comment."""
    for line in index_file(name).read_text(encoding="utf-8").splitlines():
        bare = line.partition("#")[0].strip()
        if bare:
            yield bare
