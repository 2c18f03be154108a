"""The garbage collector beside the service."""

import gc

import pytest

from supplier_guide.directory.garbage import leave_what_is_there, paused_collection


def test_what_is_there_is_left_alone_and_what_comes_is_not() -> None:
    gc.unfreeze()
    try:
        leave_what_is_there()
        assert gc.get_freeze_count() > 1_000
        assert gc.isenabled()
    finally:
        gc.unfreeze()


def test_collection_goes_on_after_a_pause_that_fails() -> None:
    def fail() -> None:
        assert not gc.isenabled()
        raise ValueError

    with pytest.raises(ValueError), paused_collection():  # noqa: PT011 - it is ours, and has no message
        fail()
    assert gc.isenabled()
