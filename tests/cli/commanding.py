"""The command as people run it: another process, its own folder, everything from the environment."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

COMMAND = Path(sys.executable).with_name("supplier-guide")
PATIENCE_S = 60


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, which must be one JSON document and nothing else."""
        return json.loads(self.out)


def environment(data_dir: Path, **settings: object) -> dict[str, str]:
    """Return an environment with these settings and no others."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith("SUPPLIER_GUIDE_")}
    given = {"data_dir": data_dir} | settings
    return rest | {f"SUPPLIER_GUIDE_{name.upper()}": str(value) for name, value in given.items()}


def start(data_dir: Path, *arguments: object, **settings: object) -> subprocess.Popen[str]:
    """Start a command."""
    return subprocess.Popen(
        [COMMAND, *map(str, arguments)],
        env=environment(data_dir, **settings),
        cwd=data_dir.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # a group of its own, so that its workers can be ended with it
    )


def command(data_dir: Path, *arguments: object, **settings: object) -> Outcome:
    """Run a command to its end."""
    with start(data_dir, *arguments, **settings) as process:
        try:
            out, err = process.communicate(timeout=PATIENCE_S)
        finally:
            end_all(process)
    assert "Traceback" not in err, err
    return Outcome(process.returncode, out, err)


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass(frozen=True)
class Service:
    """A running ``serve``."""

    process: subprocess.Popen[str]
    client: httpx.Client
    port: int

    def stop(self, number: int = signal.SIGTERM) -> Outcome:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return Outcome(self.process.returncode, out, err)


@contextmanager
def serving(data_dir: Path, *options: object, **settings: object) -> Iterator[Service]:
    """Run ``serve`` until the block ends; it answers when the block begins."""
    port = free_port()
    with start(data_dir, "serve", *options, port=port, **settings) as process:
        try:
            with until_ready(process, port) as client:
                yield Service(process, client, port)
        except httpx.TransportError as error:
            error.add_note(f"the service ended with status {process.poll()}")
            raise
        finally:
            end_all(process)


def end_all(process: subprocess.Popen[str]) -> None:
    """Kill a process that `start` began, and its workers; nothing happens when they have ended."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def until_ready(process: subprocess.Popen[str], port: int) -> Iterator[httpx.Client]:
    """Wait until the service that a process is starting answers; give a client of it."""
    until = time.monotonic() + PATIENCE_S
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
        while not _is_ready(client):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until, "the service did not become ready"
            time.sleep(0.05)
        yield client


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False
