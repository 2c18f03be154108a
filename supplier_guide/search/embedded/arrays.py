"""Names for the array types of the engine, and the one trick with ranges that numpy lacks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]  # whole numbers of any width
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Words = NDArray[np.uint16]
Counts = NDArray[np.intp]
AnyArray = NDArray[np.generic]


def ranges(starts: Numbers, lengths: Numbers) -> Counts:
    """Return the positions ``starts[i] … starts[i] + lengths[i] - 1`` of all ``i``, one after the other.

    Steps of one, but for a jump where each range begins: a running sum takes a quarter of `numpy.repeat`.
    """
    filled = np.flatnonzero(lengths)
    if not len(filled):
        return np.empty(0, np.intp)
    starts, lengths = starts[filled], lengths[filled]
    ends = np.cumsum(lengths)
    steps = np.ones(int(ends[-1]), np.intp)
    steps[0] = starts[0]
    steps[ends[:-1]] = starts[1:] - (starts[:-1] + lengths[:-1] - 1)
    return np.cumsum(steps, out=steps)


def mask_of(size: int, positions: Numbers) -> Bools:
    """Return ``size`` booleans, true at ``positions``."""
    mask = np.zeros(size, np.bool_)
    mask[positions] = True
    return mask
