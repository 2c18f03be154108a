"""The reader of notices under fire: `python -m bench.notices 10000` reads that many damaged notices.

Each is a notice of our own (`tests/notices/builders.py`), or one of the published ones when those lie beside the
checkout, damaged in a way that the seed decides: bytes flipped, parts taken out, doubled or swapped, cut off, values
replaced. Every one must end in a notice or in an error of ours. Exit status 1 when one does not, when one takes more
than 5 s, or when memory grows by more than 300 MB.
"""

import argparse
import gc
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from supplier_guide.errors import GuideError
from supplier_guide.notices.reading import read_notice
from tests.notices.builders import contract, described, eforms, form, lot, ocds, place, project, reserved, ted

SLOWEST_SECONDS = 5.0
MOST_MEMORY_MB = 300
SEED = 20_261_125
PUBLISHED = Path(__file__).parents[1].parent / "shared" / "data" / "notices"
PART = re.compile(
    rb"<([\w:]+)[^<>]*>[^<>]*</\1>|<[\w:]+[^<>]*/>|"  # an element, an empty element
    rb"\"[^\"]{1,60}\": ?(?:\"[^\"]*\"|[-\d.]+)"  # a name with its value
)
VALUE = re.compile(rb">[^<>]{1,200}<|\"[^\"]{1,200}\"")
VALUES = (
    b"", b"-1", b"0", b"999999999999999999999999", b"1e309", b"NaN", b"2026-02-30", b"0000-00-00", b"9999-12-31",
    b"24:00:00", b"UNLIMITED", b"unpublished", b"77310000-6", b"\xf0\x9f\x8c\xb1", b"&amp;", b"\\u0000", b"null",
    b"res-ws", b"A" * 70_000, b"a@" * 5_000, b"+32 " * 2_000, b" \t" * 5_000,
)  # fmt: skip

Damage = Callable[[bytes, random.Random], bytes]


def flipped(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body))]


def spans(body: bytes, chance: random.Random, pattern: re.Pattern[bytes], count: int) -> list[tuple[int, int]]:
    found = [one.span() for one in pattern.finditer(body)]
    return sorted(chance.sample(found, min(count, len(found))))


def without(body: bytes, chance: random.Random) -> bytes:
    for start, end in reversed(spans(body, chance, PART, chance.randint(1, 8))):
        body = body[:start] + body[end:]
    return body


def doubled(body: bytes, chance: random.Random) -> bytes:
    for start, end in reversed(spans(body, chance, PART, chance.randint(1, 8))):
        body = body[:end] + body[start:end] * chance.randint(1, 40) + body[end:]
    return body


def swapped(body: bytes, chance: random.Random) -> bytes:
    pair = spans(body, chance, PART, 2)
    if len(pair) < 2:
        return body
    (a, b), (c, d) = pair
    return body[:a] + body[c:d] + body[b:c] + body[a:b] + body[d:]


def revalued(body: bytes, chance: random.Random) -> bytes:
    for start, end in reversed(spans(body, chance, VALUE, chance.randint(1, 8))):
        body = body[: start + 1] + chance.choice(VALUES) + body[end - 1 :]
    return body


def recoded(body: bytes, chance: random.Random) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-be", "utf-32", "cp1252", "latin-1"]), "replace")


DAMAGES: Sequence[Damage] = (flipped, cut, without, doubled, swapped, revalued, revalued, recoded)


def originals() -> list[bytes]:
    """Return the notices that are damaged."""
    bought = project(value="1", places=place())
    lots = "".join(lot(f"LOT-{n:04}", terms=reserved("res-ws"), project=bought) for n in range(20))
    forms = form(contracts=contract(lots="".join(described(str(n), number=str(n)) for n in range(20))))
    own = [eforms(), eforms(lots=lots), ted(), ted(forms=forms), ocds()]
    published = [one.read_bytes() for one in sorted(PUBLISHED.glob("*.[xj]*"))] if PUBLISHED.is_dir() else []
    return own + published


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def outcome(body: bytes) -> str:
    """Return what became of a body: ``notice``, the code of an error of ours, or the name of any other exception."""
    try:
        read_notice(body)
    except GuideError as error:
        return error.code
    except Exception as error:  # noqa: BLE001 - the point of the run is to find these
        return f"!{type(error).__name__}"
    return "notice"


def run(count: int, seed: int) -> bool:
    """Read ``count`` damaged notices, print the figures, and tell whether they are within the limits."""
    sources, chance = originals(), random.Random(seed)
    for source in sources:
        read_notice(source)
    gc.collect()
    before, slowest, outcomes = memory_mb(), 0.0, Counter[str]()
    began = time.perf_counter()
    for _ in range(count):
        body = chance.choice(sources)
        for _ in range(chance.choice((1, 1, 2, 3))):
            body = chance.choice(DAMAGES)(body, chance) or b"<"
        started = time.perf_counter()
        outcomes[outcome(body)] += 1
        slowest = max(slowest, time.perf_counter() - started)
    growth = memory_mb() - before
    strange = sum(times for name, times in outcomes.items() if name.startswith("!"))
    print(f"{count} damaged notices from {len(sources)} originals, seed {seed}, {time.perf_counter() - began:.1f} s")
    for name, times in outcomes.most_common():
        print(f"  {name:<20} {times:>7}")
    print(f"slowest {slowest:.3f} s (at most {SLOWEST_SECONDS}), memory +{growth:.0f} MB (at most {MOST_MEMORY_MB})")
    good = not strange and slowest <= SLOWEST_SECONDS and growth <= MOST_MEMORY_MB
    print("ok" if good else f"FAILED: {strange} other exceptions")
    return good


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("count", nargs="?", type=int, default=10_000)
    reader.add_argument("--seed", type=int, default=SEED)
    asked = reader.parse_args()
    return 0 if run(asked.count, asked.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
