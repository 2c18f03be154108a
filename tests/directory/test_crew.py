"""Work shared among processes: all of it is done, an error comes back as it was, and nobody is left behind."""

import os
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing import active_children
from threading import Lock

import pytest

from supplier_guide.directory.crew import Tell, processes_at_hand, run
from supplier_guide.errors import Away

TASKS = list(range(7))


class Unsendable(Exception):
    """An error that cannot pass to another process."""

    def __init__(self) -> None:
        super().__init__("unsendable")
        self.lock = Lock()


def squared(task: int, tell: Tell) -> tuple[int, int]:
    tell(task)
    return task * task, os.getpid()


def failing(error: Exception, task: int, tell: Tell) -> int:
    tell(1)
    if task == 3:
        raise error
    return task


def failing_unsendably(task: int, tell: Tell) -> int:
    return failing(Unsendable(), task, tell)


def killed(task: int, tell: Tell) -> int:
    tell(1)
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def done(work: Callable[[int, Tell], object], *, processes: int) -> tuple[dict[int, object], int]:
    """Return the results by task, and the sum of what was told."""
    results: dict[int, object] = {}
    told: list[int] = []
    run(work, TASKS, processes=processes, take=results.__setitem__, tell=told.append)
    return results, sum(told)


@pytest.mark.parametrize("processes", [1, 2, 20])
def test_every_task_is_done_once_and_progress_is_told(processes: int) -> None:
    results, told = done(squared, processes=processes)
    assert {task: result[0] for task, result in results.items() if isinstance(result, tuple)} == {
        task: task * task for task in TASKS
    }
    assert told == sum(TASKS)
    workers = {result[1] for result in results.values() if isinstance(result, tuple)}
    assert (workers == {os.getpid()}) is (processes == 1)
    assert active_children() == []


@pytest.mark.parametrize("processes", [1, 2])
def test_error_of_the_work_is_raised_with_all_its_parts(processes: int) -> None:
    error = Away("store_busy", "De gegevensbank is bezet.", field="x", suggestions=["y"], extra={"retry_after": 10})
    with pytest.raises(Away, match="bezet") as raised:
        done(partial(failing, error), processes=processes)
    found = raised.value
    assert (found.code, found.field, found.suggestions, found.extra) == ("store_busy", "x", ("y",), {"retry_after": 10})
    assert active_children() == []


def test_error_that_cannot_pass_is_told_all_the_same() -> None:
    with pytest.raises(RuntimeError, match="unsendable"):
        done(failing_unsendably, processes=2)
    assert active_children() == []


def test_process_that_is_killed_is_told_and_the_others_are_ended() -> None:
    with pytest.raises(ChildProcessError, match="onverwacht gestopt"):
        done(killed, processes=2)
    assert active_children() == []


def test_result_that_nobody_takes_ends_all() -> None:
    def refuse(_task: int, _result: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(squared, TASKS, processes=2, take=refuse, tell=lambda _more: None)
    assert active_children() == []


def test_there_is_always_a_process_at_hand() -> None:
    assert 1 <= processes_at_hand() <= 4
