"""The same work on many tasks, in several processes.

Each process has a pipe to us, and is gone when the pipe is: when we end, however we end, it cannot say how far it is
or ask for more. Results come in the order in which they are ready.
"""

import errno
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import current_process, get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pickle import PicklingError
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Tell = Callable[[int], None]
"""To be called with how much more of a task is done."""

_MOST = 4
_CONTEXT = get_context("spawn")  # a copy of a process with threads may hang


@dataclass(frozen=True, slots=True)
class _Progress:
    more: int


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


@dataclass(frozen=True, slots=True)
class _Done:
    result: Any


def processes_at_hand() -> int:
    """Return how many processes make sense here: one for each core that we may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return 1 if current_process().daemon else min(cores, _MOST)


def run(
    work: Callable[[Task, Tell], Result],
    tasks: Sequence[Task],
    *,
    processes: int,
    take: Callable[[Task, Result], None],
    tell: Tell,
) -> None:
    """Do ``work`` on each of ``tasks`` and ``take`` the results; with one process, in this one.

    An error of the work is raised here, and a process that is killed is an `OSError`; then all others are ended too.
    """
    if processes == 1:
        for task in tasks:
            take(task, work(task, tell))
        return
    waiting = deque(tasks)
    with _hands(work, min(processes, len(tasks))) as hands:
        busy = {hand: _given(hand, waiting) for hand in hands}
        while busy:
            for hand in busy.keys() & set(wait(list(busy))):
                message = _received(hand)
                if isinstance(message, _Failed):
                    raise message.error
                if isinstance(message, _Progress):
                    tell(message.more)
                    continue
                take(busy.pop(hand), message.result)
                if waiting:
                    busy[hand] = _given(hand, waiting)
                else:
                    hand.close()  # it ends, and gives its memory back


@contextmanager
def _hands(work: Callable[[Task, Tell], Result], count: int) -> Iterator[list["Connection[Any, Any]"]]:
    """Start processes and give a connection to each; none is left at the end."""
    pipes, started = [], []
    try:
        with _untouched():
            for _ in range(count):
                ours, theirs = _CONTEXT.Pipe()
                with theirs:
                    process = _CONTEXT.Process(target=_labour, args=(theirs,), daemon=True)
                    process.start()
                pipes.append(ours)
                started.append(process)
        for pipe in pipes:
            _send(pipe, work)
        yield pipes
    finally:
        for pipe, process in zip(pipes, started, strict=False):
            pipe.close()
            process.terminate()
            process.join()


@contextmanager
def _untouched() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach: it stops us, and we stop them."""
    resource_tracker.ensure_running()  # it would lift the mask when it starts itself
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _given(hand: "Connection[Any, Any]", waiting: deque[Task]) -> Task:
    task = waiting.popleft()
    _send(hand, task)
    return task


def _send(hand: "Connection[Any, Any]", message: object) -> None:
    with suppress(OSError):  # it has gone: the next that we hear of it says so
        hand.send(message)


def _received(hand: "Connection[Any, Any]") -> _Progress | _Failed | _Done:
    try:
        message: _Progress | _Failed | _Done = hand.recv()
    except (EOFError, OSError) as error:
        raise ChildProcessError(errno.ECHILD, "een hulpproces is onverwacht gestopt") from error
    return message


def _labour(pipe: "Connection[Any, Any]") -> None:
    """Be told what the work is, and do tasks until there are no more, or nobody is left to do them for."""
    with suppress(EOFError, OSError):
        # Not told by the arguments of the process: those, cut off when we are killed, would be complained about.
        work = pipe.recv()
        while True:
            outcome = _outcome(work, pipe.recv(), lambda more: pipe.send(_Progress(more)))
            try:
                pipe.send(outcome)
            except (TypeError, AttributeError, PicklingError):  # an error that holds what cannot pass, such as a lock
                pipe.send(_Failed(RuntimeError(repr(outcome))))


def _outcome(work: Callable[[Task, Tell], Result], task: Task, tell: Tell) -> _Done | _Failed:
    try:
        return _Done(work(task, tell))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is for the process that gave the task
        return _Failed(error)
