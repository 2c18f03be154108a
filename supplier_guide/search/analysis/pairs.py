"""Would this question find this text? What `supplier-guide analyse --pairs` prints, and what the pairs test."""

from supplier_guide.search.analysis.chain import Analyser
from supplier_guide.search.analysis.text import normal, surfaces
from supplier_guide.search.analysis.vocabulary import stop_words
from supplier_guide.search.lexicon import Lexicon
from supplier_guide.search.query import Word
from supplier_guide.search.speller import correct

_ORDER = ("stem", "compound", "synonym", "translation")


def decide(query: str, text: str, analyser: Analyser) -> tuple[bool, str]:
    """Tell whether a document of ``text`` matches ``query``, and by what.

    Every word must match, as in a search over a collection of this one text. ``by`` is the weakest reason
    needed: ``stem``, ``compound``, ``synonym``, ``translation``, or ``typo`` when a word had to be corrected;
    ``none`` without a match.
    """
    language = _language(text)
    held = set(analyser.terms(text, language=language))
    stems = {token.terms[0] for token in analyser.tokens(text, language=language)}
    words = [found.word for found in analyser.words(query)]
    if not words:
        return False, "none"
    reasons = [_reason(word, held, stems) for word in words]
    if None not in reasons:
        return True, max((reason for reason in reasons if reason), key=_ORDER.index)
    corrected = _corrected(query, text, analyser)
    if corrected != query and decide(corrected, text, analyser)[0]:
        return True, "typo"
    return False, "none"


def _language(text: str) -> str:
    """Return ``fr`` for a text with more French than Dutch stop words; a document says its language itself."""
    words = [normal(word) for word in surfaces(text)]
    french, dutch = stop_words("stopwords_fr.txt"), stop_words("stopwords.txt")
    return "fr" if sum(word in french for word in words) > sum(word in dutch for word in words) else "nl"


def _reason(word: Word, held: set[str], stems: set[str]) -> str | None:
    """Return by what ``word`` matches a document that holds these terms, of which ``stems`` are whole words."""
    met = next((found for found in word.alternatives if held.issuperset(found.terms)), None)
    if met and met.by == "stem" and not stems.issuperset(met.terms):
        return "compound"
    return met.by if met else None


def _corrected(query: str, text: str, analyser: Analyser) -> str:
    """Return ``query`` with its unknown words corrected, as the search does with the words of its collection."""
    lexicon = Lexicon.build([text])
    out, at = [], 0
    for found in analyser.words(query):
        if " " not in found.surface:
            better = correct(found.surface, lexicon, analyser)
            out += [query[at : found.start], better or found.surface]
            at = found.end
    return "".join([*out, query[at:]])
