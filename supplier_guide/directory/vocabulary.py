"""The words of the collection: lexicon for typing help and spelling, names, labels of certificates and networks.

A process that follows the store makes a vocabulary and saves it in a folder of its own; every process reads the
newest folder that is whole. Like the index it may be deleted at any time: the next step of a follower makes it anew.
"""

import fcntl
import json
import shutil
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from supplier_guide.directory.wording import Wording, own_texts
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.slug import name_key
from supplier_guide.search.engine import Mark
from supplier_guide.search.lexicon import Lexicon, WordCount
from supplier_guide.search.names import Named, NameIndex, build_names, join_names, load_names

_NAMES, _LEXICON, _LABELS, _SEAL = "names.bin", "lexicon.txt", "labels.json", "seal.json"
_LOCK = "writer.lock"
_FORMAT = 1
_KEPT = 2
"""Folders left in place: the newest, and the one before, which another process may be opening."""


@dataclass(frozen=True)
class Vocabulary:
    """What is known of the collection beside the index; ``mark`` is the change it reflects."""

    lexicon: Lexicon
    names: NameIndex
    certificates: Mapping[str, str]
    networks: Mapping[str, str]
    mark: Mark

    @property
    def applied(self) -> int:
        """Return the number of the change that it reflects, -1 for that of nothing at all."""
        return self.mark.number


@dataclass(frozen=True)
class Labels:
    """How certificates and networks are written, by folded name."""

    certificates: dict[str, str]
    networks: dict[str, str]

    def add(self, enterprise: Enterprise) -> None:
        """Take the labels of an enterprise; the first spelling stays."""
        for certificate in enterprise.certificates:
            self.certificates.setdefault(name_key(certificate.name), certificate.name)
        for network in enterprise.networks:
            self.networks.setdefault(name_key(network), network)


class Spellings:
    """How labels are written, and the first enterprise (by id) that writes them so."""

    def __init__(self) -> None:
        """Begin with none."""
        self.first: dict[str, str] = {}

    def add(self, spelling: str, enterprise_id: str) -> None:
        """Take a label of an enterprise."""
        first = self.first.get(spelling)
        if first is None or enterprise_id < first:
            self.first[spelling] = enterprise_id

    def add_all(self, other: "Spellings") -> None:
        """Take what another has taken."""
        for spelling, enterprise_id in other.first.items():
            self.add(spelling, enterprise_id)

    def by_key(self) -> dict[str, str]:
        """Return per folded label the spelling of the first enterprise that has it."""
        found: dict[str, str] = {}
        for _, spelling in sorted((first, spelling) for spelling, first in self.first.items()):
            found.setdefault(name_key(spelling), spelling)
        return found


class Collector:
    """Makes the vocabulary of a collection while its enterprises pass by once, or those of a part of it."""

    def __init__(self, base_texts: Iterable[str] = ()) -> None:
        """``base_texts`` are words that are always known: those of the rubrics."""
        self._certificates, self._networks = Spellings(), Spellings()
        self._named: list[Named] = []
        self._words = WordCount()
        for text in base_texts:
            self._words.add(text)

    def add(self, enterprise: Enterprise, words: Wording) -> None:
        """Take the names, words and labels of an enterprise."""
        for certificate in enterprise.certificates:
            self._certificates.add(certificate.name, enterprise.id)
        for network in enterprise.networks:
            self._networks.add(network, enterprise.id)
        self._named.append(_named(enterprise))
        self._words.add_words(words.typed())

    def build(self, mark: Mark) -> Vocabulary:
        """Return the vocabulary as of the change ``mark``."""
        return self._built(build_names(self._named), mark)

    def part(self) -> "CollectedPart":
        """Return what was collected of a part, to be joined."""
        return CollectedPart(self._words, self._certificates, self._networks, build_names(self._named))

    def built_of(self, parts: Iterable["CollectedPart"], mark: Mark) -> Vocabulary:
        """Return the vocabulary of all parts, which are given by the order of names."""
        names = []
        for part in parts:
            self._certificates.add_all(part.certificates)
            self._networks.add_all(part.networks)
            self._words.add_all(part.words)
            names.append(part.names)
        return self._built(join_names(names), mark)

    def _built(self, names: NameIndex, mark: Mark) -> Vocabulary:
        labels = self._certificates.by_key(), self._networks.by_key()
        return Vocabulary(self._words.lexicon(), names, *labels, mark)


@dataclass(frozen=True, slots=True)
class CollectedPart:
    """What a `Collector` has of a part of the collection; it may come from another process."""

    words: WordCount
    certificates: Spellings
    networks: Spellings
    names: NameIndex


def updated(old: Vocabulary, changed: Iterable[Enterprise], gone: Iterable[str], *, mark: Mark) -> Vocabulary:
    """Return the vocabulary after some changes; words of what went stay known until the index is rebuilt."""
    labels = Labels(dict(old.certificates), dict(old.networks))
    names = {n.id: n for n in old.names}
    texts: list[str] = []
    for enterprise in changed:
        labels.add(enterprise)
        names[enterprise.id] = _named(enterprise)
        texts += spoken(enterprise)
    for enterprise_id in gone:
        names.pop(enterprise_id, None)
    lexicon = old.lexicon.with_texts(texts)
    return Vocabulary(lexicon, build_names(names.values()), labels.certificates, labels.networks, mark)


def spoken(enterprise: Enterprise) -> list[str]:
    """Return the texts whose words a visitor may type."""
    return [enterprise.name, *enterprise.trade_names, *own_texts(enterprise)]


class VocabularyFiles:
    """The saved vocabularies of one installation: numbered folders, the highest number is the newest."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is read before `refresh`."""
        self._folder = folder
        self._current = Vocabulary(Lexicon.build(()), build_names(()), {}, {}, Mark(-1))
        self._turn = -1

    @property
    def current(self) -> Vocabulary:
        """Return the vocabulary read last."""
        return self._current

    def refresh(self) -> Vocabulary:
        """Read the newest saved vocabulary that is whole, if it is newer than the one held."""
        for turn in sorted(self._saved(), reverse=True):
            if turn <= self._turn:
                break
            found = self._load(turn)
            if found is not None:
                self._current, self._turn = found, turn
                break
        return self._current

    @contextmanager
    def writing(self, *, wait: bool) -> Iterator[bool]:
        """Hold the right to save; gives ``False`` at once when another process holds it and we do not ``wait``."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True

    def save(self, vocabulary: Vocabulary) -> None:
        """Save a vocabulary as the newest and hold it; only inside `writing`."""
        self._tidy()
        turn = 1 + max(self._saved(), default=0)
        aside = Path(mkdtemp(dir=self._folder, prefix="new-"))
        vocabulary.names.save(aside / _NAMES)
        vocabulary.lexicon.save(aside / _LEXICON)
        labels = {"certificates": dict(vocabulary.certificates), "networks": dict(vocabulary.networks)}
        (aside / _LABELS).write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
        number, moment = vocabulary.mark
        seal = {"format": _FORMAT, "applied": number, "moment": moment, "checks": _checks(aside)}
        (aside / _SEAL).write_text(json.dumps(seal), encoding="utf-8")
        aside.rename(self._folder / str(turn))
        self._current, self._turn = vocabulary, turn

    def _saved(self) -> list[int]:
        if not self._folder.is_dir():
            return []
        return [int(f.name) for f in self._folder.iterdir() if f.name.isdigit()]

    def _load(self, turn: int) -> Vocabulary | None:
        """Return a saved vocabulary, or ``None`` when it is damaged, of another version or cleaned away meanwhile."""
        place = self._folder / str(turn)
        try:
            seal = json.loads((place / _SEAL).read_bytes())
            if seal["format"] != _FORMAT or seal["checks"] != _checks(place):
                return None
            labels = json.loads((place / _LABELS).read_bytes())
            mark = Mark(seal["applied"], seal.get("moment", ""))  # seals had no moment at first
            lexicon, names = Lexicon.load(place / _LEXICON), load_names(place / _NAMES)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return Vocabulary(lexicon, names, labels["certificates"], labels["networks"], mark)

    def _tidy(self) -> None:
        for turn in sorted(self._saved())[:-_KEPT]:
            shutil.rmtree(self._folder / str(turn), ignore_errors=True)
        for left in self._folder.glob("new-*"):
            shutil.rmtree(left, ignore_errors=True)


def _checks(folder: Path) -> dict[str, int]:
    return {name: zlib.crc32((folder / name).read_bytes()) for name in (_NAMES, _LEXICON, _LABELS)}


def _named(enterprise: Enterprise) -> Named:
    return Named(enterprise.id, (enterprise.name, *enterprise.trade_names))
