"""The total order of the hits (`docs/ranking.md`), without sorting more than one page needs."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from supplier_guide.search.embedded.arrays import Counts

Key = NDArray[Any]
"""Numbers by which hits are ordered, the least first; NaN comes last."""


def first(keys: Sequence[Key], count: int) -> Counts:
    """Return the positions of the ``count`` first hits in the order of ``keys``, the most telling one first.

    Each key in turn splits off those that are in for certain and those that tie at the boundary; only the
    ties look at the next key.
    """
    size = len(keys[0])
    if size <= max(4 * count, 256):
        return np.lexsort(tuple(reversed(keys)))[:count]
    certain: list[Counts] = []
    tied: Counts = np.arange(size)
    wanted = count
    for key in keys:
        if len(tied) <= wanted or wanted <= 0:
            break
        values = key[tied]
        boundary = np.partition(values, wanted - 1)[wanted - 1]
        if np.isnan(boundary):  # only unknowns are left at the boundary
            below, at = ~np.isnan(values), np.isnan(values)
        else:
            below, at = values < boundary, values == boundary
        certain.append(tied[below])
        wanted -= len(certain[-1])
        tied = tied[at]
    chosen = np.concatenate([*certain, tied[: max(wanted, 0)]])
    return chosen[np.lexsort(tuple(key[chosen] for key in reversed(keys)))]
