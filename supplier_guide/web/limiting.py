"""How often one address may ask: counted per minute, behind a protocol that several hosts may fulfil together."""

from collections import OrderedDict
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Protocol

_MINUTE = 60
_MOST_ADDRESSES = 50_000
"""Beyond these, whoever asked nothing for longest is forgotten."""
_HOME = 64
"""Bits of an IPv6 address that one connection has: with the others it could be somebody else each time."""


class Limit(Protocol):
    """Counts what each visitor asks; ``now`` in seconds since 1970."""

    def wait(self, visitor: str, now: float) -> int:
        """Count a request; return 0 when it may go on, else the seconds to wait."""


class MinuteLimit:
    """What each visitor asks of this process in the running minute; kept in memory, for that minute only."""

    def __init__(self, per_minute: int) -> None:
        """``per_minute`` 0 = no limit."""
        self._limit = per_minute
        self._minute = 0
        self._seen: OrderedDict[str, int] = OrderedDict()

    def wait(self, visitor: str, now: float) -> int:
        """Count a request; return 0 when it may go on, else the seconds to wait."""
        if not self._limit:
            return 0
        minute = int(now // _MINUTE)
        if minute != self._minute:
            self._minute, self._seen = minute, OrderedDict()
        self._seen[visitor] = self._seen.pop(visitor, 0) + 1
        if len(self._seen) > _MOST_ADDRESSES:
            self._seen.popitem(last=False)
        return int(_MINUTE - now % _MINUTE) + 1 if self._seen[visitor] > self._limit else 0


def visitor_of(address: str) -> str:
    """Return who asks from an address: for IPv6 the network of one connection."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((found, _HOME), strict=False))
