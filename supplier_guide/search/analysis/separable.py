"""Verbs that fall apart: "wij halen uw oude meubels op" is about ophalen.

Suppliers write so on their pages, buyers ask the whole verb. A particle at the end of a clause is put before
each verb of that clause; what the dictionary knows as a verb counts.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from supplier_guide.search.analysis.lemmas import Lemmas
from supplier_guide.search.analysis.text import LONGEST_WORD, fold, normal

_PAIRS_KEPT = 50_000
_LONGEST_PARTICLE = 6
_FARTHEST = 160
"""Characters between verb and particle: a long list of things to fetch, not another sentence."""

_PARTICLES = frozenset(
    {"aan", "af", "bij", "in", "klaar", "leeg", "los", "mee", "na", "om", "op"}
    | {"over", "rond", "samen", "schoon", "terug", "uit", "vrij", "weg"}
)
# A clause ends at a stop or before "en" or "of"; looked for from there, because op and in are everywhere.
_END = re.compile(r"[.,;:!?)\n]| en | of ")
_JOINT = r"\w'’\-\u2010\u2011\u00ad\u0300-\u036f"
_LETTERS = re.compile(rf"(?<![{_JOINT}])[^\W\d_]{{3,}}(?![{_JOINT}])")
_SENTENCE = re.compile(r"[.;:!?\n]")


class Rejoiner:
    """Puts verb and particle together; safe for use by many threads."""

    def __init__(self, lemmas: Lemmas) -> None:
        self._lemmas = lemmas
        self._whole = lru_cache(_PAIRS_KEPT)(self._join)

    @staticmethod
    def may_rejoin(words: Iterable[str]) -> bool:
        """Tell whether any of these words of a text, in small letters, is a particle: without, there are no `verbs`."""
        return not _PARTICLES.isdisjoint(words)

    def verbs(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield for each verb that stands apart from its particle where it begins, and the whole infinitive."""
        ends = [match.start() for match in _END.finditer(text)]
        for end in (*ends, len(text)):
            last = text[max(0, end - _LONGEST_PARTICLE - 1) : end].rpartition(" ")[2]
            if last.lower() in _PARTICLES:
                yield from self._before(text, end - len(last), last.lower())

    def _before(self, text: str, end: int, particle: str) -> Iterator[tuple[int, str]]:
        """Yield the verbs before ``end`` in the same sentence that ``particle`` makes into another verb."""
        begin = max(0, end - _FARTHEST)
        for stop in _SENTENCE.finditer(text, begin, end):
            begin = stop.end()
        for word in _LETTERS.finditer(text, begin, end):
            whole = self._whole(particle, word.group())
            if whole:
                yield word.start(), whole

    def _join(self, particle: str, surface: str) -> str:
        """Return the infinitive of ``surface`` with its particle, or nothing when that is no verb."""
        infinitive = self._lemmas.get(normal(surface))
        whole = particle + fold(infinitive) if infinitive and infinitive.endswith("en") else ""
        return whole if len(whole) <= LONGEST_WORD and self._lemmas.known(whole) else ""
