"""The service over HTTP, from a real server: `python -m bench.http FOLDER [FOLDER …]`.

Each folder holds a collection made by `bench.collection`. Latency is that of one worker, one request at a
time over a connection that stays open; throughput is that of two workers with four clients in processes of their own.
"""

import json
import multiprocessing
import re
import socket
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.server import Server, get, serving

_AT_ONCE = 1 << 16
API = "/api/v1/enterprises"


def address(path: str, **parameters: str) -> str:
    """Return an address with its parameters."""
    return f"{path}?{urlencode(parameters)}"


WORDS = ("groenonderhoud", "verpakken", "schilderwerk", "strijken", "catering", "drukwerk", "fietsen", "schoonmaak")
_WARMING_S = 4.0
CASES: dict[str, Sequence[str]] = {
    "text, two filters, all facets": [address(API, q=w, mode="workshop", province="BE23") for w in WORDS],
    "text and place": [address(API, q=w, place="Gent") for w in WORDS],
    "broad: half of all, with a place": [address(API, q="werk", place="Gent"), address(API, place="Gent")],
    "suggest": [f"/api/v1/suggest?{urlencode({'q': w[:n]})}" for w in WORDS for n in (1, 2, 3, 5)],
    "results page": [address("/zoeken", q=w, place="Gent") for w in WORDS],
    "enterprise page": [],
}


def latencies(server: Server, addresses: Sequence[str], *, seconds: float = 4.0) -> list[float]:
    """Return the milliseconds of requests, the addresses in turn, after a round that warms."""
    connection = server.connect()
    for one in addresses:
        get(connection, one)
    taken: list[float] = []
    until = time.perf_counter() + seconds
    for one in cycle(addresses):
        began = time.perf_counter()
        get(connection, one)
        now = time.perf_counter()
        taken.append((now - began) * 1000)
        if now > until:
            return taken
    return taken


def throughput(folder: Path, *, seconds: float = 5.0) -> float:
    """Return searches per second of two workers."""
    with serving(folder, workers=2) as server, multiprocessing.Pool(4) as clients:
        asked = [list(islice(cycle(CASES["text and place"]), k, k + 8)) for k in range(4)]
        # The first worker answers while the second still opens its index: both are to be warm.
        clients.starmap(_hammer, [(server.port, some, _WARMING_S) for some in asked])
        return sum(clients.starmap(_hammer, [(server.port, some, seconds) for some in asked])) / seconds


def _hammer(port: int, addresses: Sequence[str], seconds: float) -> int:
    requests = [f"GET {one} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for one in addresses]
    until = time.perf_counter() + seconds
    done = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
        for request in cycle(requests):
            _exchange(wire, request)
            done += 1
            if time.perf_counter() > until:
                break
    return done


def _exchange(wire: socket.socket, request: bytes) -> None:
    """Send a request and read its reply: the clients share the cores with the server, so they may cost little."""
    wire.sendall(request)
    got = wire.recv(_AT_ONCE)
    while b"\r\n\r\n" not in got:
        got += wire.recv(_AT_ONCE)
    head, _, body = got.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head)
    if not head.startswith(b"HTTP/1.1 200 ") or length is None:
        raise RuntimeError(head.decode())
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(wire.recv(min(left, _AT_ONCE)))


def report(folder: Path) -> None:
    """Print the figures of one collection."""
    with serving(folder) as server:
        print(f"\n{folder.name}: ready in {server.ready_s:.2f} s")
        print(f"{'':36}{'p50 ms':>8}{'p99 ms':>8}{'count':>8}")
        for name, addresses in CASES.items():
            taken = latencies(server, addresses or _enterprise_pages(server))
            print(f"{name:36}{median(taken):8.2f}{quantiles(taken, n=100)[98]:8.2f}{len(taken):8}")
        print(f"resident memory after this: {server.resident_mb():.0f} MB")
    print(f"two workers: {throughput(folder):.0f} searches/s")


def _enterprise_pages(server: Server) -> list[str]:
    hits = json.loads(get(server.connect(), address(API, size="20")))["hits"]
    return [hit["url"] for hit in hits]


if __name__ == "__main__":
    for one in sys.argv[1:]:
        report(Path(one))
