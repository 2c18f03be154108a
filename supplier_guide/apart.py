"""Work in a process of its own, with its own bounds of time and memory.

No thread can be stopped while it is inside a library. Work that makes one hang, grow or crash takes that process with
it, and nothing else. `run_apart` starts it and waits; inside, `bind` sets the bounds.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_SPARE_SECONDS = 5
"""The process counts the time that it computes; one that waits for a busy machine gets a little longer."""
EXHAUSTED = 4
"""How a process ends that ran out of memory; 1, an exception, is a mistake of ours."""
_STOPPED = frozenset({EXHAUSTED, -5, -6, -9, -24})
"""Time or memory was used up: told by the process, SIGTRAP and SIGABRT of compiled code, SIGKILL, SIGXCPU."""
_NO_FILES = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a process said before it ended; ``stopped`` when its time or memory was used up."""

    output: bytes
    errors: bytes
    code: int
    stopped: bool


def run_apart(module: str, *arguments: str, body: bytes, seconds: int) -> Outcome:
    """Run ``module`` with ``body`` on its standard input; it computes at most ``seconds``, if it binds itself."""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-B", "-m", module, *arguments],
            input=body,
            capture_output=True,
            timeout=seconds + _SPARE_SECONDS,
            check=False,
            env=_environment(),
        )
    except subprocess.TimeoutExpired:
        return Outcome(b"", b"", -9, stopped=True)
    return Outcome(done.stdout, done.stderr, done.returncode, stopped=done.returncode in _STOPPED)


def _environment() -> dict[str, str]:
    """Return what the process needs to find the same modules; settings and secrets stay here."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}


def bind(*, seconds: int, memory: int) -> None:
    """Take from this process what it does not need: endless time and memory (bytes), a dump of its contents.

    A file that it makes stays empty: there is no bound on making one, only on its size.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_NO_FILES, _NO_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (_NO_FILES, _NO_FILES))


def ending(work: Callable[[], int]) -> int:
    """Return how the process ends: as ``work`` says, or `EXHAUSTED` when its memory was used up."""
    try:
        return work()
    except MemoryError:
        return EXHAUSTED


def peak_memory() -> int:
    """Return the most bytes this process has held; getrusage would count what its parent held before it began."""
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
