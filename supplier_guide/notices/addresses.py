"""Which addresses on the web are fetched: those of the sites on a list, and never an inner network."""

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from supplier_guide.errors import Away, Malformed, Unprocessable
from supplier_guide.settings import NOTICE_HOSTS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str], Sequence[str]]

_HTTPS = 443
_RETRY_SECONDS = 60
_LONGEST_URL = 2_000
_PAGE = re.compile(
    r"/(?P<language>[a-z]{2})/notice/(?:-/detail/(?P<page>\d{1,8}-\d{4})|(?P<file>\d{1,8}-\d{4})/(?:html|pdf|xml))/?"
)
_FORMER = re.compile(r"uri=TED:NOTICE:0*(\d{1,8}-\d{4})(?::|&|$)", re.IGNORECASE)


def resolve(host: str) -> list[str]:
    """Return the addresses that the name system gives for a host."""
    found = socket.getaddrinfo(host, _HTTPS, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: Address) -> bool:
    """Whether an address lies on the open internet: not loopback, private, link-local, reserved or multicast."""
    inner = address.ipv4_mapped or address.sixtofour if isinstance(address, ipaddress.IPv6Address) else None
    return address.is_global and not address.is_multicast and (inner is None or is_public(inner))


@dataclass(frozen=True, slots=True)
class Gate:
    """What may be fetched; resolver, judgement and port are arguments so that a test can have its own server."""

    hosts: Sequence[str] = NOTICE_HOSTS
    resolve: Resolver = resolve
    acceptable: Callable[[Address], bool] = is_public
    port: int = _HTTPS


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was checked: the host it names, the machine that is asked, and what is asked there."""

    host: str
    machine: Address
    port: int
    path: str

    @property
    def url(self) -> str:
        """Return the address by number, so that no second look at the name system can lead elsewhere."""
        number = f"[{self.machine}]" if self.machine.version == 6 else str(self.machine)  # noqa: PLR2004 - IP version
        return f"https://{number}:{self.port}{self.path}"


def check(url: str, gate: Gate) -> Target:
    """Return where to go for an address, or raise what is wrong with it."""
    host, path = _parts(url, gate)
    return Target(host=host, machine=_machine(host, gate), port=gate.port, path=path)


def notice_path(path: str, query: str) -> str:
    """Return where TED keeps the XML of the notice that a page shows; any other path stays as it is.

    TED documents ``/{language}/notice/-/detail/{number}`` for the page and ``/{language}/notice/{number}/xml`` for
    the file; addresses of before 2024 carry the number in ``uri=TED:NOTICE:…``.
    """
    found = _PAGE.fullmatch(path)
    if found:
        return f"/{found['language']}/notice/{(found['page'] or found['file']).lstrip('0')}/xml"
    former = _FORMER.search(query)
    if former:
        return f"/en/notice/{former[1]}/xml"
    return f"{path or '/'}?{query}" if query else path or "/"


def _parts(url: str, gate: Gate) -> tuple[str, str]:
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip(".").lower(), parts.port
    except ValueError:
        raise _malformed() from None
    if len(url) > _LONGEST_URL or not parts.scheme or not host or re.search(r"[\x00-\x20\x7f\\]", url.strip()):
        raise _malformed()
    if parts.scheme.lower() != "https":
        raise Unprocessable("address_not_allowed", "Het adres moet met https:// beginnen.", field="url")
    if host not in gate.hosts or port not in {None, _HTTPS, gate.port} or parts.username is not None:
        only = (
            f"Dat doen we alleen van {', '.join(gate.hosts)}." if gate.hosts else "Laad de aankondiging als bestand op."
        )
        message = f"Van dit adres halen we geen aankondigingen op. {only}"
        raise Unprocessable("address_not_allowed", message, field="url", suggestions=tuple(gate.hosts))
    is_ted = host.endswith("ted.europa.eu")
    plain = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return host, notice_path(parts.path, parts.query) if is_ted else plain


def _malformed() -> Malformed:
    example = "https://ted.europa.eu/nl/notice/-/detail/123456-2026"
    return Malformed("malformed_address", f"Dit is geen volledig webadres. Een goed adres is {example}.", field="url")


def _machine(host: str, gate: Gate) -> Address:
    """Return the machine to ask. When any address of a host is not acceptable, none is used."""
    try:
        found = [ipaddress.ip_address(one.partition("%")[0]) for one in gate.resolve(host)]
    except (OSError, ValueError, UnicodeError):
        found = []
    if not found:
        message = f"We vinden {host} nu niet. Probeer het later opnieuw, of laad de aankondiging als bestand op."
        raise Away("notice_away", message, field="url", extra={"retry_after": _RETRY_SECONDS})
    if not all(gate.acceptable(one) for one in found):
        message = f"{host} verwijst naar een adres dat niet op het open internet ligt. Dat halen we niet op."
        raise Unprocessable("address_not_allowed", message, field="url")
    return found[0]
