"""The garbage collector beside the service."""

import gc

import pytest

from supplier_guide.directory.garbage import paused_collection, settling


def test_what_is_there_is_left_alone_and_what_comes_is_not() -> None:
    before = gc.get_threshold()
    gc.unfreeze()
    try:
        with settling():
            assert not gc.isenabled()
        assert gc.get_freeze_count() > 1_000
        assert gc.isenabled()
        assert gc.get_threshold()[0] > before[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def test_collection_goes_on_after_a_pause_that_fails() -> None:
    def fail() -> None:
        assert not gc.isenabled()
        raise ValueError

    with pytest.raises(ValueError), paused_collection():  # noqa: PT011 - it is ours, and has no message
        fail()
    assert gc.isenabled()
