"""The words of the collection: lexicon for typing help and spelling, names, labels of certificates and networks.

The process that indexes makes a vocabulary and saves it in a folder named after the change that it reflects;
every process reads the newest folder.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.model.slug import name_key
from supplier_guide.search.lexicon import Lexicon
from supplier_guide.search.names import Named, NameIndex, build_names, load_names

_NAMES, _LEXICON, _LABELS = "names.bin", "lexicon.txt", "labels.json"
_KEPT = 2
"""Folders left in place: the newest, and the one before, which another process may be opening."""


@dataclass(frozen=True)
class Vocabulary:
    """What is known of the collection beside the index; ``applied`` is the change it reflects."""

    lexicon: Lexicon
    names: NameIndex
    certificates: Mapping[str, str]
    networks: Mapping[str, str]
    applied: int


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


def build(enterprises: Iterable[Enterprise], base_texts: Iterable[str], *, applied: int) -> Vocabulary:
    """Return the vocabulary of a whole collection; ``base_texts`` are words that it always knows (the rubrics')."""
    labels = Labels({}, {})
    named: list[Named] = []

    def passing() -> Iterator[str]:
        yield from base_texts
        for enterprise in enterprises:
            labels.add(enterprise)
            named.append(_named(enterprise))
            yield from spoken(enterprise)

    lexicon = Lexicon.build(passing())
    return Vocabulary(lexicon, build_names(named), labels.certificates, labels.networks, applied)


def updated(old: Vocabulary, changed: Iterable[Enterprise], gone: Iterable[str], *, applied: int) -> Vocabulary:
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
    return Vocabulary(lexicon, build_names(names.values()), labels.certificates, labels.networks, applied)


def spoken(enterprise: Enterprise) -> list[str]:
    """Return the texts whose words a visitor may type."""
    activities = [a.text for a in enterprise.activities if a.text]
    return [
        enterprise.name,
        *enterprise.trade_names,
        *activities,
        *([enterprise.summary] if enterprise.summary else []),
    ]


class VocabularyFiles:
    """The saved vocabularies of one installation."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is read before `refresh`."""
        self._folder = folder
        self._current = Vocabulary(Lexicon.build(()), build_names(()), {}, {}, applied=-1)

    @property
    def current(self) -> Vocabulary:
        """Return the vocabulary read last."""
        return self._current

    def refresh(self) -> Vocabulary:
        """Read the newest saved vocabulary, if it is newer than the one held."""
        newest = max(self._saved(), default=-1)
        if newest > self._current.applied:
            self._current = self._load(newest)
        return self._current

    def save(self, vocabulary: Vocabulary) -> None:
        """Save a vocabulary and hold it; older ones are removed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        aside = Path(mkdtemp(dir=self._folder, prefix="new-"))
        vocabulary.names.save(aside / _NAMES)
        vocabulary.lexicon.save(aside / _LEXICON)
        labels = {"certificates": dict(vocabulary.certificates), "networks": dict(vocabulary.networks)}
        (aside / _LABELS).write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
        place = self._folder / str(vocabulary.applied)
        if place.exists():
            shutil.rmtree(place)
        aside.rename(place)
        self._current = vocabulary
        self._tidy()

    def _saved(self) -> list[int]:
        if not self._folder.is_dir():
            return []
        return [int(f.name) for f in self._folder.iterdir() if f.name.isdigit()]

    def _load(self, number: int) -> Vocabulary:
        place = self._folder / str(number)
        labels = json.loads((place / _LABELS).read_text(encoding="utf-8"))
        lexicon, names = Lexicon.load(place / _LEXICON), load_names(place / _NAMES)
        return Vocabulary(lexicon, names, labels["certificates"], labels["networks"], number)

    def _tidy(self) -> None:
        for number in sorted(self._saved())[:-_KEPT]:
            shutil.rmtree(self._folder / str(number), ignore_errors=True)
        for left in self._folder.glob("new-*"):
            shutil.rmtree(left, ignore_errors=True)


def _named(enterprise: Enterprise) -> Named:
    return Named(enterprise.id, (enterprise.name, *enterprise.trade_names))
