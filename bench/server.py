"""A real server over a data folder, in processes of its own; and a client that costs little."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path


@dataclass(frozen=True)
class Server:
    """A running service."""

    port: int
    process: "subprocess.Popen[bytes]"
    ready_s: float

    def resident_mb(self) -> float:
        """Return the resident memory of the process and its workers, shared pages counted once for each."""
        return sum(_rss(pid) for pid in _family(self.process.pid))

    def connect(self) -> HTTPConnection:
        """Return a connection that stays open."""
        return HTTPConnection("127.0.0.1", self.port, timeout=30)


@contextmanager
def serving(folder: Path, *, workers: int = 1) -> Iterator[Server]:
    """Serve ``folder`` and wait until it answers."""
    port = _free_port()
    environment = {
        **os.environ,
        "SUPPLIER_GUIDE_DATA_DIR": str(folder),
        "SUPPLIER_GUIDE_PORT": str(port),
        "SUPPLIER_GUIDE_LOG_LEVEL": "warning",
    }
    began = time.perf_counter()
    command = [sys.executable, "-m", "supplier_guide.cli.main", "serve", "--workers", str(workers)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield Server(port, process, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(timeout=30)


def get(connection: HTTPConnection, address: str) -> bytes:
    """Return the body at ``address``; anything but 200 ends the run."""
    connection.request("GET", address)
    reply = connection.getresponse()
    body = reply.read()
    if reply.status != 200:
        msg = f"{address}: {reply.status} {body[:200]!r}"
        raise RuntimeError(msg)
    return body


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    while process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            get(connection, "/readyz")
        except OSError:
            time.sleep(0.02)
        else:
            return
    msg = "the server ended before it answered"
    raise RuntimeError(msg)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(grandchild for child in children for grandchild in _family(int(child)))]


def _rss(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    line = next((row for row in status.splitlines() if row.startswith("VmRSS")), "VmRSS: 0 kB")
    return int(line.split()[1]) / 1024
