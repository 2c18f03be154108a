"""The analyser: texts to index terms, questions to words with their alternatives.

Made by `load_analyser`; safe for use by many threads.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from sys import intern
from threading import Lock

from supplier_guide.search.analysis.dutch import DutchChain
from supplier_guide.search.analysis.french import FrenchChain
from supplier_guide.search.analysis.joints import Joints
from supplier_guide.search.analysis.lemmas import Lemmas, open_lemmas
from supplier_guide.search.analysis.question import QueryWord, QuestionReader
from supplier_guide.search.analysis.separable import Rejoiner
from supplier_guide.search.analysis.synonyms import FRENCH_MARK, Synonyms, Terms
from supplier_guide.search.analysis.text import Token, fold, normal, spans, surfaces
from supplier_guide.search.analysis.vocabulary import fingerprint, french_words, synonym_lines, trade_texts
from supplier_guide.search.lexicon import Lexicon

__all__ = ["ANALYSIS_VERSION", "Analyser", "QueryWord", "Token", "load_analyser"]

_CODE = 2
"""To be raised whenever the code of the chain changes what a text is indexed under."""

ANALYSIS_VERSION = f"{_CODE}-{fingerprint()}-{version('simplemma')}-{version('PyStemmer')}"
"""What an index must have been built with. Of another version it is rebuilt, never mixed."""

_WORDS_KEPT = 200_000
_QUESTIONS_KEPT = 2_048
_SPANS_KEPT = 20_000
DUTCH, FRENCH = "nl", "fr"


class _Cache:
    """Word → terms, emptied when full: bulk indexing meets the same words again and again."""

    def __init__(self, learn: Callable[[str], tuple[str, ...]]) -> None:
        self._learn = learn
        self._lock = Lock()
        self._words: dict[str, tuple[str, ...]] = {}

    def terms(self, words: list[str]) -> list[str]:
        """Return the terms of all ``words`` in order."""
        try:  # nearly always every word was met before, and then no step of this is Python's
            return list(chain.from_iterable(map(self._words.__getitem__, words)))
        except KeyError:
            return list(chain.from_iterable(map(self.one, words)))

    def one(self, word: str) -> tuple[str, ...]:
        """Return the terms of ``word``."""
        found = self._words.get(word)
        if found is None:
            with self._lock:
                # Interned: the same term of two words is one object, which dictionaries find in half the time.
                found = tuple(map(intern, self._learn(word)))
                if len(self._words) >= _WORDS_KEPT:
                    self._words.clear()
                self._words[word] = found
        return found


def chains(language: str) -> tuple[str, ...]:
    """Return the chains that read an enterprise's texts.

    Texts about French-speaking enterprises are often written in Dutch by an editor: both chains read them.
    """
    return (DUTCH, FRENCH) if language == FRENCH else (language,)


class Analyser:
    """Texts and questions to terms; French texts get the French chain, all others the Dutch one."""

    def __init__(self, lemmas: Lemmas) -> None:
        dutch, french = DutchChain(lemmas), FrenchChain()
        self._lemmas = lemmas
        self._rejoiner = Rejoiner(lemmas)
        self._dutch = dutch
        self._french = french
        self._lock = Lock()
        self._caches = {FRENCH: _Cache(self._learn_french), DUTCH: _Cache(self._learn_dutch)}
        synonyms = Synonyms(synonym_lines(), analyse=self._member)
        self.joints = Joints(self._known_together())
        self._reader = QuestionReader(dutch, french, synonyms=synonyms, joints=self.joints)
        # The same questions and the same compounds come back all day; reading one takes as long as a search.
        self._read_words = lru_cache(_QUESTIONS_KEPT)(self._read)
        self._only_dutch = lru_cache(_WORDS_KEPT)(self._is_only_dutch)
        self.part_span = lru_cache(_SPANS_KEPT)(self._part_span)

    def __reduce__(self) -> tuple[type["Analyser"], tuple[Lemmas]]:
        """Let another process make an analyser of its own, with the same words."""
        return type(self), (self._lemmas,)

    def terms(self, text: str, *, language: str) -> list[str]:
        """Return all index terms of ``text``: of each word in order the stem, then the parts.

        After those of each line, its rejoined verbs, and the `joints` of what it holds.
        """
        return self.terms_of(surfaces(text), text, chains=(language,))

    def terms_of(self, written: list[str], text: str, *, chains: tuple[str, ...]) -> list[str]:
        """Return the index terms of the words ``written`` in ``text``, by the chains of several languages in turn.

        Each line is a text of its own. The French chain, when it comes second, leaves to the first what is Dutch:
        a rare French term for a common Dutch word would put the few French-speaking enterprises above all others.
        """
        if "\n" not in text:
            return self._of_line(written, text, chains=chains)
        found: list[str] = []
        for line in text.split("\n"):
            found += self._of_line(surfaces(line), line, chains=chains)
        return found

    def _of_line(self, written: list[str], text: str, *, chains: tuple[str, ...]) -> list[str]:
        words = " ".join(written).lower().split()
        found: list[str] = []
        for language in chains:
            if language == FRENCH != chains[0] and self._are_dutch(words):
                continue
            cache = self._cache(language)
            terms = cache.terms(words)
            if language != FRENCH and self._rejoiner.may_rejoin(words):
                for _, verb in self._rejoiner.verbs(text):
                    terms += cache.one(verb)
            found += terms
            found += self.joints.held(terms)
        return found

    def tokens(self, text: str, *, language: str) -> list[Token]:
        """Return the words of ``text`` with offsets and terms; stop words are left out."""
        one = self._cache(language).one
        verbs: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
        for at, verb in self._rejoiner.verbs(text) if language != FRENCH else ():
            verbs[at] += one(verb)
        found = []
        for surface, start, end in spans(text):
            terms = one(surface.lower()) + verbs.get(start, ())
            if terms:
                found.append(Token(surface, start, end, terms))
        return found

    def is_dutch(self, text: str) -> bool:
        """Tell whether most words of ``text`` are Dutch and not also French."""
        return self._are_dutch([word.lower() for word in surfaces(text)])

    def _are_dutch(self, words: list[str]) -> bool:
        told = [self._only_dutch(word) for word in map(normal, words)]
        return 2 * told.count(True) > len(words) - told.count(None)

    def _is_only_dutch(self, word: str) -> bool | None:
        """Tell whether a word is Dutch and not French; ``None`` when it says nothing (method ``_only_dutch``)."""
        if not word.isalpha():
            return False if self._french.is_elided(word) else None
        with self._lock:
            small, petit = self._dutch.is_stop(word), self._french.is_stop(word)
        if small or petit:
            return None if small and petit else small
        return self.known(word) and fold(word) not in french_words()

    def words(self, text: str) -> list[QueryWord]:
        """Read a question: its words, stop words gone, each with every way in which a document may match it.

        A question of stop words alone gives no words.
        """
        return list(self._read_words(text))

    def _read(self, text: str) -> tuple[QueryWord, ...]:
        with self._lock:
            return tuple(self._reader.read(text))

    def known(self, word: str) -> bool:
        """Tell whether ``word`` needs no correction: a number, a Dutch word in any form, or a compound of such."""
        bare = normal(word)
        with self._lock:
            return not bare.isalpha() or self._dutch.is_stop(bare) or self._dutch.known(bare)

    def trade_words(self) -> Lexicon:
        """Return the words of our own vocabulary and of the rubrics: what a buyer may mean, found or not."""
        return trade_lexicon()

    def _part_span(self, surface: str, term: str) -> tuple[int, int] | None:
        """Return where in ``surface`` the part with the stem ``term`` stands, or ``None`` (method ``part_span``).

        Parts are told of the folded word in today's spelling; where that is longer or shorter, they stand elsewhere.
        """
        bare = normal(surface)
        with self._lock:
            parts = self._dutch.analyse(bare).parts
        folded = fold(bare)
        if len(folded) != len(surface):
            return None
        as_long = max((part.end for _, part in parts), default=0) == len(folded)
        for stem, part in parts:
            shown = folded[part.start : part.end]
            if stem == term and (as_long or (shown and part.word.startswith(shown))):
                return part.start, part.end
        return None

    def _cache(self, language: str) -> _Cache:
        return self._caches[FRENCH if language == FRENCH else DUTCH]

    def _learn_dutch(self, surface: str) -> tuple[str, ...]:
        word = normal(surface)
        with self._lock:
            return () if self._dutch.is_stop(word) else self._dutch.analyse(word).terms

    def _learn_french(self, surface: str) -> tuple[str, ...]:
        word = normal(surface)
        with self._lock:
            return () if self._french.is_stop(word) else self._french.terms(word)

    def _member(self, member: str) -> tuple[str, ...]:
        """Return the stems of a member of a synonym group; ``fr:`` marks a French one."""
        if member.startswith(FRENCH_MARK):
            words = [normal(word) for word in surfaces(member.removeprefix(FRENCH_MARK))]
            return tuple(self._french.terms(word)[0] for word in words if not self._french.is_stop(word))
        words = [normal(word) for word in surfaces(member)]
        # A hyphen is a seam of parts; the stem is that of the whole.
        return tuple(self._dutch.stem(word.replace("-", "")) for word in words if not self._dutch.is_stop(word))

    def _known_together(self) -> Iterator[Terms]:
        """Yield the terms of each phrase of our vocabulary, and the parts of each of its compounds."""
        members = (member for line in synonym_lines() for member in line.asked + line.given)
        texts = {*members, *trade_texts()}
        yield from (self._member(text) for text in texts if " " in text)
        dutch = " ".join(text for text in texts if not text.startswith(FRENCH_MARK))
        yield from (self._dutch.analyse(word).all_parts for word in {*map(normal, surfaces(dutch))})


@cache
def trade_lexicon() -> Lexicon:
    """Return the words of `trade_texts`; made once, when a word is first corrected."""
    return Lexicon.build(trade_texts())


def load_analyser(cache_dir: Path) -> Analyser:
    """Make the analyser; ``cache_dir`` keeps the compact lemma list that the first start makes."""
    return Analyser(open_lemmas(cache_dir))
