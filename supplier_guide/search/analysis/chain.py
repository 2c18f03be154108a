"""The analyser: texts to index terms, questions to words with their alternatives.

Made by `load_analyser`; safe for use by many threads.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from supplier_guide.search.analysis.dutch import Analysed, DutchChain
from supplier_guide.search.analysis.french import FrenchChain
from supplier_guide.search.analysis.lemmas import Lemmas, open_lemmas
from supplier_guide.search.analysis.question import QueryWord, QuestionReader
from supplier_guide.search.analysis.separable import Rejoiner
from supplier_guide.search.analysis.synonyms import FRENCH_MARK, Synonyms
from supplier_guide.search.analysis.text import Token, normal, spans, surfaces
from supplier_guide.search.analysis.vocabulary import fingerprint, synonym_lines, trade_texts
from supplier_guide.search.lexicon import Lexicon

__all__ = ["ANALYSIS_VERSION", "Analyser", "QueryWord", "Token", "load_analyser"]

_CODE = 1
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
        get = self._words.get
        out: list[str] = []
        for word in words:
            found = get(word)
            out.extend(self.one(word) if found is None else found)
        return out

    def one(self, word: str) -> tuple[str, ...]:
        """Return the terms of ``word``."""
        found = self._words.get(word)
        if found is None:
            with self._lock:
                found = self._learn(word)
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

    def __init__(self, dutch: DutchChain, french: FrenchChain, lemmas: Lemmas) -> None:
        self._rejoiner = Rejoiner(lemmas)
        self._dutch = dutch
        self._french = french
        self._lock = Lock()
        self._caches = {FRENCH: _Cache(self._learn_french), DUTCH: _Cache(self._learn_dutch)}
        synonyms = Synonyms(synonym_lines(), analyse=self._member)
        self._reader = QuestionReader(dutch, french, synonyms)
        # The same questions and the same compounds come back all day; reading one takes as long as a search.
        self._read_words = lru_cache(_QUESTIONS_KEPT)(self._read)
        self.part_span = lru_cache(_SPANS_KEPT)(self._part_span)

    def terms(self, text: str, *, language: str) -> list[str]:
        """Return all index terms of ``text``: of each word in order the stem, then the parts; last, rejoined verbs."""
        cache = self._cache(language)
        found = cache.terms(surfaces(text.lower()))
        if language != FRENCH:
            for _, verb in self._rejoiner.verbs(text):
                found.extend(cache.one(verb))
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
        """Return where in ``surface`` the part with the stem ``term`` stands, or ``None`` (method ``part_span``)."""
        bare = normal(surface)
        with self._lock:
            analysed = self._dutch.analyse(bare)
        if len(bare) != len(surface):
            return None
        return next(((part.start, part.end) for stem, part in analysed.parts if stem == term), None)

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
        return tuple(self._stem_of(word) for word in words if not self._dutch.is_stop(word))

    def _stem_of(self, word: str) -> str:
        analysed: Analysed = self._dutch.analyse(word)
        return analysed.stem


@cache
def trade_lexicon() -> Lexicon:
    """Return the words of `trade_texts`; made once, when a word is first corrected."""
    return Lexicon.build(trade_texts())


def load_analyser(cache_dir: Path) -> Analyser:
    """Make the analyser; ``cache_dir`` keeps the compact lemma list that the first start makes."""
    lemmas = open_lemmas(cache_dir)
    return Analyser(DutchChain(lemmas), FrenchChain(), lemmas)
