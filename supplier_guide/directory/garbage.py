"""The garbage collector: paused while an index is made, and kept away from what lives as long as the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause the garbage collector: it would walk millions of objects, none in a cycle, for a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_BETWEEN_PASSES = 50_000
"""Objects made between two passes. A notice of twenty lots makes some 200,000, all in use until it is answered."""


@contextmanager
def settling() -> Iterator[None]:
    """Keep the collector from all that is made in the block: words, places and rules live as long as the process.

    Walking them takes a fifth of a second, in the middle of somebody's question. It also passes less often.
    """
    with paused_collection():
        yield
        gc.freeze()
    gc.set_threshold(_BETWEEN_PASSES, *gc.get_threshold()[1:])
