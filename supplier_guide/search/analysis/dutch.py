"""The Dutch chain: exceptions, base form, folding, Snowball, parts of compounds."""

from dataclasses import dataclass
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]  # compiled, comes without types

from supplier_guide.search.analysis.compounds import Part, Splitter
from supplier_guide.search.analysis.lemmas import Lemmas
from supplier_guide.search.analysis.text import fold
from supplier_guide.search.analysis.vocabulary import compound_words, exceptions, stop_words

_STEMS_KEPT = 50_000
_SHORTEST = 3
_ENDINGS = ("de", "te", "d", "t", "e")
_PARTICLES = (
    "aaneen", "achter", "binnen", "boven", "buiten", "terug", "tegen", "samen", "onder", "over", "voor", "door",
    "goed", "mede", "open", "heen", "vast", "voort", "weer", "weg", "aan", "toe", "bij", "mee", "los", "neer", "uit",
    "af", "in", "na", "om", "op",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Analysed:
    """A word analysed: its stem and, for a compound, its parts with their stems."""

    stem: str
    parts: tuple[tuple[str, Part], ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """What a document that holds the word is indexed under."""
        return tuple(dict.fromkeys((self.stem, *(stem for stem, part in self.parts if part.indexed))))

    @property
    def all_parts(self) -> tuple[str, ...]:
        """The stems that together may stand for the word in a question."""
        return tuple(dict.fromkeys(stem for stem, part in self.parts if part.asked))


class DutchChain:
    """Words in normal form (`text.normal`) to stems and parts. Not for use by two threads at once (the stemmer)."""

    def __init__(self, lemmas: Lemmas) -> None:
        self._lemmas = lemmas
        self._exceptions = exceptions()
        self._snowball = Stemmer.Stemmer("dutch", 0)
        self._stop = stop_words("stopwords.txt")
        self.stem = lru_cache(_STEMS_KEPT)(self._stem)
        self._splitter = Splitter(compound_words(), lemmas=lemmas, stem=self.stem)

    def is_stop(self, word: str) -> bool:
        """Tell whether ``word`` is left out of texts and questions."""
        return word in self._stop

    def known(self, word: str) -> bool:
        """Tell whether ``word`` is Dutch as far as we can tell: in the list, an exception, or a compound."""
        folded = fold(word)
        return (
            self._lemmas.known(word)
            or folded in self._exceptions.bases
            or folded in self._exceptions.stems
            or self._spelled(folded) != folded
            or bool(self._splitter.split(folded))
        )

    def analyse(self, word: str) -> Analysed:
        """Return the stem and parts of ``word``; a hyphen is a seam: data-invoer is datainvoer, data and invoer."""
        if "-" in word:
            return self._hyphenated(word)
        return Analysed(self.stem(word), self._parts(self._spelled(fold(word)), 0))

    def _hyphenated(self, word: str) -> Analysed:
        """Analyse each piece; the parts of all of them are the parts of the word."""
        parts: list[tuple[str, Part]] = []
        at = 0
        for piece in word.split("-"):
            folded = fold(piece)
            if len(folded) > 1 and piece not in self._stop and not self._splitter.is_light(folded):
                inner = self._parts(folded, at)
                parts.extend([(self.stem(piece), Part(folded, at, at + len(folded))), *inner])
            at += len(folded) + 1
        return Analysed(self.stem(word.replace("-", "")), tuple(parts))

    def _parts(self, folded: str, offset: int) -> tuple[tuple[str, Part], ...]:
        """Return the parts of a folded word with their stems, at their place from ``offset``."""
        return tuple(
            (self.stem(part.word), part._replace(start=part.start + offset, end=part.end + offset))
            for part in self._splitter.split(folded)
        )

    def _stem(self, word: str) -> str:
        """Return the stem of one word without hyphen."""
        folded = self._spelled(fold(word))
        found = self._excepted(folded)
        if found is None:
            base = self._base(word, folded)
            found = self._excepted(base) or self._cut(base)
        return found

    def _excepted(self, folded: str) -> str | None:
        """Return the stem that the table of exceptions gives."""
        if folded in self._exceptions.stems:
            return self._exceptions.stems[folded]
        base = self._exceptions.bases.get(folded)
        return None if base is None else self._cut(base)

    def _base(self, word: str, folded: str) -> str:
        """Return the folded base form, before stemming: what simplemma says, its known slips mended."""
        lemma = self._settled(word) or self._settled(folded)
        if lemma is None:
            return self._participle(folded) or folded.replace("'s", "").replace("'", "")
        lemma = fold(lemma)
        if folded.startswith("ge") and not lemma.startswith("ge"):
            # simplemma reads gestreken as a form of afstrijken.
            lemma = self._without_particle(lemma)
        if lemma.endswith("age"):
            # montage, assemblage, recyclage: Snowball does not know them as forms of -eren.
            verb = lemma.removesuffix("age") + "eren"
            lemma = verb if self._lemmas.known(verb) else lemma
        return lemma

    def _settled(self, word: str) -> str | None:
        """Follow base forms to their end: perst → persen → pers; of fiets ⇄ fietsen the longest stands for both."""
        path: list[str] = [word]
        while (lemma := self._lemmas.get(path[-1])) and lemma not in path:
            path.append(lemma)
        if lemma is None and len(path) == 1:
            return None
        ring = path[path.index(lemma) :] if lemma in path else path[-1:]
        return max(ring, key=lambda form: (len(form), form))

    def _participle(self, folded: str) -> str | None:
        """Return the verb of a participle that the list lacks: genaaide, omgeploegd."""
        for particle in ("", *_PARTICLES):
            rest = folded.removeprefix(particle + "ge")
            if rest == folded or not rest.endswith(_ENDINGS):
                continue
            for ending in _ENDINGS:
                root = rest.removesuffix(ending)
                for form in (root, root + "t", root + "d"):
                    verb = self._settled(form) if root != rest and len(form) >= _SHORTEST else None
                    if verb and verb.endswith("en"):
                        return particle + verb
        return None

    def _without_particle(self, lemma: str) -> str:
        """Return strijken for afstrijken when that is a word."""
        for particle in _PARTICLES:
            rest = lemma.removeprefix(particle)
            if rest != lemma and self._lemmas.known(rest):
                return rest
        return lemma

    def _cut(self, base: str) -> str:
        """Stem a base form; isoleer (of isolatie) and isoler (of isoleren) are made one."""
        stem: str = self._snowball.stemWord(base)
        return stem[:-2] + "r" if len(stem) > 5 and stem.endswith("eer") else stem  # noqa: PLR2004 (beer, meer stay)

    def _spelled(self, folded: str) -> str:
        """Return ``folded`` in today's spelling: produktie → productie."""
        for old, new in self._exceptions.spellings:
            if old in folded:
                folded = folded.replace(old, new)
        return folded
