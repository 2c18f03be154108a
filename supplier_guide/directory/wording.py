"""The words of an enterprise, cut out of its texts once: they are both indexed and counted for typing help."""

from collections.abc import Iterator
from typing import NamedTuple

from supplier_guide.model.enterprise import Enterprise
from supplier_guide.search.analysis.text import surfaces

_BETWEEN = " \n"


class Wording(NamedTuple):
    """Names, and the texts that are searched, each with its words as they are written."""

    names: str
    name_words: list[str]
    text: str
    text_words: list[str]
    own_words: int
    """How many of ``text_words`` the enterprise says of itself; the others are of its references."""

    def typed(self) -> list[str]:
        """Return the words that a visitor may type."""
        return self.name_words + self.text_words[: self.own_words]


def wording(enterprise: Enterprise) -> Wording:
    """Return the words of an enterprise."""
    names = _BETWEEN.join((enterprise.name, *enterprise.trade_names))
    own = _BETWEEN.join(own_texts(enterprise))
    words = surfaces(own)
    if not enterprise.references:
        return Wording(names, surfaces(names), own, words, len(words))
    others = _BETWEEN.join(texts_of_references(enterprise))
    return Wording(names, surfaces(names), _BETWEEN.join((own, others)), words + surfaces(others), len(words))


def own_texts(enterprise: Enterprise) -> Iterator[str]:
    """Yield what an enterprise says of itself: the texts of its activities, the summary."""
    yield from (a.text for a in enterprise.activities if a.text)
    if enterprise.summary:
        yield enterprise.summary


def texts_of_references(enterprise: Enterprise) -> Iterator[str]:
    """Yield customers, and what was done for them."""
    for reference in enterprise.references:
        yield from (t for t in (reference.customer, reference.what) if t)
