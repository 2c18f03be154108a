"""Names for the array types of the engine, and the one trick with ranges that numpy lacks."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Counts = NDArray[np.intp]
AnyArray = NDArray[np.generic]


def ranges(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> Counts:
    """Return the positions ``starts[i] … starts[i] + lengths[i] - 1`` of all ``i``, one after the other."""
    before = np.cumsum(lengths) - lengths
    total = int(before[-1] + lengths[-1]) if len(lengths) else 0
    positions: Counts = np.arange(total) + np.repeat(starts - before, lengths)
    return positions


def mask_of(size: int, positions: NDArray[np.integer]) -> Bools:
    """Return ``size`` booleans, true at ``positions``."""
    mask = np.zeros(size, np.bool_)
    mask[positions] = True
    return mask
