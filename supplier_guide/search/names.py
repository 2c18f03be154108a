"""Names by the beginning of any of their words, for typing help: sorted keys in memory-mapped columns.

Python objects for a million names would take half a gigabyte; these columns take some 60 bytes for each word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from supplier_guide.model.slug import name_key
from supplier_guide.search.embedded.arrays import AnyArray
from supplier_guide.search.embedded.container import open_arrays, write_arrays
from supplier_guide.search.embedded.strings import Strings, joined_strings, string_arrays

_LONGEST_KEY = 80
_BETWEEN_NAMES = "\n"


@dataclass(frozen=True)
class Named:
    """An enterprise's id with its name and trade names, the name first."""

    id: str
    names: tuple[str, ...]


class NameIndex:
    """Folded endings of names in sorted order, each with the enterprise that it belongs to."""

    def __init__(self, arrays: dict[str, AnyArray]) -> None:
        """Take the columns that `build_names` made."""
        self.arrays = arrays
        self._keys = _column(arrays, "key")
        self._owner = arrays["owner"].astype(np.int32, copy=False)
        self._whole = arrays["whole"].astype(np.uint8, copy=False)
        self._ids = _column(arrays, "id")
        self._names = _column(arrays, "name")

    def __reduce__(self) -> tuple[type["NameIndex"], tuple[dict[str, AnyArray]]]:
        """Let it pass to another process as its columns."""
        return NameIndex, (self.arrays,)

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Named]:
        for enterprise_id, names in zip(self._ids, self._names, strict=True):
            yield Named(enterprise_id, tuple(names.split(_BETWEEN_NAMES)))

    def starting_with(self, prefix: str, *, limit: int) -> list[tuple[str, str]]:
        """Return up to ``limit`` pairs of id and name of which a word starts with ``prefix``, in order of key."""
        wanted = name_key(prefix)
        found: dict[int, None] = {}
        for place in self._run(wanted) if wanted else ():
            found[int(self._owner[place])] = None
            if len(found) == limit:
                break
        return [(self._ids[i], self._names[i].split(_BETWEEN_NAMES)[0]) for i in found]

    def holds(self, key: str, *, whole: bool) -> bool:
        """Whether this folded text is a name or trade name, or (unless ``whole``) the end of one."""
        place = self._keys.find(key)
        while 0 <= place < len(self._keys) and self._keys[place] == key:
            if not whole or self._whole[place]:
                return True
            place += 1
        return False

    def save(self, path: Path) -> None:
        """Write the columns to one file."""
        write_arrays(path, self.arrays)

    def _run(self, prefix: str) -> Iterator[int]:
        place = self._keys.insertion(prefix)
        while place < len(self._keys) and self._keys[place].startswith(prefix):
            yield place
            place += 1


def load_names(path: Path) -> NameIndex:
    """Map the file that `NameIndex.save` wrote."""
    return NameIndex(open_arrays(path))


def build_names(named: Iterable[Named]) -> NameIndex:
    """Return the index of all the names; where keys are equal, in the order of the enterprises' names and ids."""
    tidy = (Named(n.id, tuple(" ".join(name.split()) for name in n.names)) for n in named)
    everyone = sorted(tidy, key=lambda n: (name_key(n.names[0]), n.id))
    entries = sorted({entry for place, n in enumerate(everyone) for name in n.names for entry in _entries(name, place)})
    return NameIndex(
        {
            **_columns("key", (key for key, _, _ in entries)),
            **_columns("id", (n.id for n in everyone)),
            **_columns("name", (_BETWEEN_NAMES.join(n.names) for n in everyone)),
            "owner": np.fromiter((place for _, place, _ in entries), np.int32, len(entries)),
            "whole": np.fromiter((whole for _, _, whole in entries), np.uint8, len(entries)),
        }
    )


def join_names(parts: Sequence[NameIndex]) -> NameIndex:
    """Return the index of the names of all parts; those of the first go first where keys are equal."""
    if not parts:
        return build_names(())
    before = np.cumsum([0, *(len(part) for part in parts[:-1])])
    keys = [key for part in parts for key in _column(part.arrays, "key")]
    # Each part is sorted, and of sorted pieces Python's sort makes quick work.
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)
    owner = np.concatenate([part.arrays["owner"] + shift for part, shift in zip(parts, before, strict=True)])
    return NameIndex(
        {
            **_columns("key", sorted(keys)),
            **_named("id", joined_strings([_column(part.arrays, "id") for part in parts])),
            **_named("name", joined_strings([_column(part.arrays, "name") for part in parts])),
            "owner": owner[order].astype(np.int32),
            "whole": np.concatenate([part.arrays["whole"] for part in parts])[order],
        }
    )


def _entries(name: str, place: int) -> Iterator[tuple[str, int, bool]]:
    words = name_key(name).split(" ")
    for start, word in enumerate(words):
        if word:
            yield " ".join(words[start:])[:_LONGEST_KEY], place, start == 0


def _columns(name: str, texts: Iterable[str]) -> dict[str, AnyArray]:
    return _named(name, string_arrays(texts))


def _named(name: str, arrays: dict[str, AnyArray]) -> dict[str, AnyArray]:
    return {f"{name}.{part}": array for part, array in arrays.items()}


def _column(arrays: dict[str, AnyArray], name: str) -> Strings:
    data, ends = arrays[f"{name}.bytes"], arrays[f"{name}.ends"]
    return Strings(data.astype(np.uint8, copy=False), ends.astype(np.int64, copy=False))
