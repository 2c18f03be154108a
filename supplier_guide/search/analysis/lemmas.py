"""Base forms of Dutch words, from simplemma's list, in a compact file.

simplemma's own dictionary takes 0.4 s and 70 MB in each process. The same list as a `marisa_trie` takes
1.6 MB on disk and is mapped, not read: opened in under a millisecond and shared between processes.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import marisa_trie  # type: ignore[import-not-found]  # compiled, comes without types

from supplier_guide.search.analysis.text import fold

_FORMAT = 2
_OFFSET = 48
"""The number of letters to cut is stored as a character from "0" on, so that files stay readable."""


class Trie(Protocol):
    """What we use of `marisa_trie.BytesTrie`, which has no types of its own."""

    def get(self, key: str) -> list[bytes] | None:
        """Return the values of ``key``."""

    def save(self, path: str) -> None:
        """Write the file that ``mmap`` maps."""

    def __contains__(self, key: str) -> bool: ...


class Lemmas:
    """Word → base form. Safe for use by many threads."""

    def __init__(self, trie: Trie, *, folder: Path) -> None:
        self._trie = trie
        self._folder = folder

    def __reduce__(self) -> tuple[Callable[[Path], "Lemmas"], tuple[Path]]:
        """Let another process open the same list."""
        return open_lemmas, (self._folder,)

    def get(self, word: str) -> str | None:
        """Return the base form of ``word`` (small letters, accents or not), or ``None`` when it is unknown."""
        found = self._trie.get(word)
        return _apply(word, found[0].decode()) if found else None

    def known(self, word: str) -> bool:
        """Tell whether the list has ``word``, in any form."""
        return word in self._trie


def open_lemmas(folder: Path) -> Lemmas:
    """Open the list, made in ``folder`` on first use (about two seconds), or in memory where that cannot be written."""
    path = folder / f"lemmas-nl-{_FORMAT}-{version('simplemma')}-{version('marisa-trie')}.trie"
    trie = _mapped(path)
    if trie is None:
        trie = _build()
        # Where the disk is read-only or full the list stays in memory: slower to start, never wrong.
        with suppress(OSError):
            _write(trie, path)
    return Lemmas(trie, folder=folder)


def _mapped(path: Path) -> Trie | None:
    """Map the file at ``path``; ``None`` when it is absent or damaged."""
    trie = marisa_trie.BytesTrie()
    try:
        trie.mmap(str(path))
    except (OSError, RuntimeError):
        return None
    mapped: Trie = trie
    return mapped


def _write(trie: Trie, path: Path) -> None:
    """Write ``trie`` beside ``path`` and rename: a reader sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        trie.save(name)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _build() -> Trie:
    """Make the trie from simplemma's list; imported here because it is needed once per installation."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory  # noqa: PLC0415

    entries: dict[str, str] = {}
    for word, lemma in DefaultDictionaryFactory().get_dictionary("nl").items():
        low = word.lower()
        # "Werk" the place name must not displace "werk"; simplemma marks separable verbs as op_halen.
        if low == word or low not in entries:
            entries[low] = lemma.lower().replace("_", "")
    for word, lemma in list(entries.items()):
        # People type "geisoleerd"; the list has "geïsoleerd".
        entries.setdefault(fold(word), fold(lemma))
    trie: Trie = marisa_trie.BytesTrie((word, _edit(word, lemma).encode()) for word, lemma in entries.items())
    return trie


def _edit(word: str, lemma: str) -> str:
    """Return how to make ``lemma`` of ``word``: letters to cut, letters to add; alike for thousands of words."""
    shared = next((at for at, (one, other) in enumerate(zip(word, lemma, strict=False)) if one != other), None)
    shared = min(len(word), len(lemma)) if shared is None else shared
    return chr(_OFFSET + len(word) - shared) + lemma[shared:]


def _apply(word: str, edit: str) -> str:
    """Undo `_edit`."""
    return word[: len(word) - (ord(edit[0]) - _OFFSET)] + edit[1:]
