"""The service over HTTP, from a real server: `python -m bench.http FOLDER [FOLDER …]`.

Each folder holds a collection made by `bench.collection`. Latency is that of one worker, one request at a
time over a connection that stays open; throughput is that of two workers with eight clients in two processes.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.server import Server, get, serving

API = "/api/v1/enterprises"


def address(path: str, **parameters: str) -> str:
    """Return an address with its parameters."""
    return f"{path}?{urlencode(parameters)}"


WORDS = ("groenonderhoud", "verpakken", "schilderwerk", "strijken", "catering", "drukwerk", "fietsen", "schoonmaak")
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
        jobs = [(server.port, list(islice(cycle(CASES["text and place"]), k, k + 8)), seconds) for k in range(4)]
        return sum(clients.starmap(_hammer, jobs)) / seconds


def _hammer(port: int, addresses: Sequence[str], seconds: float) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    until = time.perf_counter() + seconds
    done = 0
    for one in cycle(addresses):
        get(connection, one)
        done += 1
        if time.perf_counter() > until:
            return done
    return done


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
