"""The Dutch chain: exceptions, base form, folding, Snowball, parts of compounds."""

import re
from dataclasses import dataclass
from functools import lru_cache

import Stemmer  # type: ignore[import-not-found]  # compiled, comes without types

from supplier_guide.search.analysis.compounds import Part, Splitter
from supplier_guide.search.analysis.lemmas import Lemmas
from supplier_guide.search.analysis.text import fold
from supplier_guide.search.analysis.vocabulary import compound_words, exceptions, stop_words

_STEMS_KEPT = 50_000
_SHORTEST = 3
_SHORTEST_AGE = 7
"""Letters of montage, the shortest word in -age that goes with a verb in -eren; stage does not go with steren."""
_SHORTEST_ING = 7
"""Letters of woning, which is no form of wonen to a buyer, and one more."""
_SHORTEST_EER = 7
"""Letters of sorteer; beheer and bekeer are no verbs in -eren."""
_ENDINGS = ("de", "te", "d", "t", "e")
_NO_PARTICIPLE = re.compile(r"^(|be|on|ver|ont|her)ge(?=[a-z]{3})")
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
        old = "|".join(re.escape(old) for old, _ in self._exceptions.spellings)
        self._spelled_of_old = re.compile(old).search
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
            or any(part.indexed for part in self._splitter.split(folded))
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
        # Without its it, IT-afval would ask for any afval: then the parts only serve to be found.
        asked = all(len(piece) >= _SHORTEST or piece in self._stop for piece in word.split("-"))
        for piece in word.split("-"):
            folded = fold(piece)
            telling = len(folded) >= _SHORTEST or any(letter.isdigit() for letter in folded)
            if telling and piece not in self._stop and not self._splitter.is_light(folded):
                whole = (self.stem(piece), Part(folded, at, at + len(folded)))
                parts.extend(
                    (stem, part._replace(asked=asked and part.asked))
                    for stem, part in [whole, *self._parts(folded, at)]
                )
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
        # A word without accents and in today's spelling is looked up once: nearly all are, and most are unknown.
        lemma = (self._settled(word) if word != folded == fold(word) else None) or self._settled(folded)
        if lemma is None:
            return self._participle(folded) or folded.replace("'s", "").replace("'", "")
        lemma = fold(lemma)
        if folded.startswith("ge") and not lemma.startswith("ge"):
            # simplemma reads gestreken as a form of afstrijken.
            lemma = self._without_particle(lemma)
        if lemma.endswith("age") and len(lemma) >= _SHORTEST_AGE:
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
        if "ge" not in folded or not folded.endswith(_ENDINGS):  # nearly all words, told at once
            return None
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
        known = self._lemmas.known(base)
        if known and base.endswith("ing") and len(base) >= _SHORTEST_ING:
            verb = base.removesuffix("ing") + "en"
            if not self._lemmas.known(verb):
                return base  # briefing is not about a brief
            base = verb
        base = base.removesuffix("heid") if base.endswith("igheid") else base
        if known and base.endswith("ig"):
            return base  # Snowball makes fruitig fruit
        # Snowball takes ge- off participles; those are behind us, and gevel must not become vel.
        guarded = _NO_PARTICIPLE.sub(r"\1qe", base) if known else base
        stem: str = self._snowball.stemWord(guarded)
        stem = stem.replace("qe", "ge", 1) if guarded != base else stem
        return stem[:-3] + "er" if len(stem) >= _SHORTEST_EER and stem.endswith("eer") else stem

    def _spelled(self, folded: str) -> str:
        """Return ``folded`` in today's spelling: produktie → productie."""
        if not self._spelled_of_old(folded):
            return folded
        for old, new in self._exceptions.spellings:
            if old in folded:
                folded = folded.replace(old, new)
        return folded
