"""BM25 as we publish it (`docs/ranking.md`): the constants and the weight of a term.

``bm25 = idf x frequency / (frequency + K1 x (1 - B + B x length / mean length))``, Lucene's form, without
the constant factor ``K1 + 1`` that changes no order.
"""

from math import log

K1 = 1.2
B = 0.75


def idf(*, documents: int, document_frequency: int) -> float:
    """Return the weight of a term that ``document_frequency`` of ``documents`` hold; never negative."""
    return log(1.0 + (documents - document_frequency + 0.5) / (document_frequency + 0.5))
