"""Fetch a notice from a site on the list: checked address, bounded size and time, no way to elsewhere."""

import ssl
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

import httpx

from supplier_guide.errors import Away, NotFoundError, TooLarge, Unprocessable
from supplier_guide.notices.addresses import Gate, Target, check
from supplier_guide.notices.limits import LIMITS, Limits, Watch, check_size

_MOST_REDIRECTS = 3
_MOST_SECONDS = 30.0
_STEP_SECONDS = 10.0
_RETRY_SECONDS = 60
_GONE = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_OK = 200
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Accept": "application/xml, application/json;q=0.9, */*;q=0.1",
        "Accept-Encoding": "identity",
        "User-Agent": "supplier-guide",
    }
)
_INSTEAD = "Laad de aankondiging anders als bestand op."


def open_client(*, tls: ssl.SSLContext | None = None, seconds: float = _STEP_SECONDS) -> httpx.Client:
    """Return a client for `fetch_notice`: certificates checked, no proxy and no credentials from the environment."""
    return httpx.Client(
        verify=tls or ssl.create_default_context(), timeout=seconds, trust_env=False, follow_redirects=False
    )


def fetch_notice(
    url: str, *, client: httpx.Client, gate: Gate, limits: Limits = LIMITS, seconds: float = _MOST_SECONDS
) -> bytes:
    """Return the body at an address; of a page of TED, the XML of the notice that it shows.

    Raises `Malformed` or `Unprocessable` for an address that is not fetched, `NotFoundError` when nothing is there,
    `TooLarge` for too many bytes, `Away` when the other side does not answer in time.
    """
    watch = Watch(seconds)
    target = check(url, gate)
    for _ in range(_MOST_REDIRECTS + 1):
        found = _ask(target, client, limits=limits, watch=watch)
        if isinstance(found, bytes):
            return found
        target = _followed(target, found, gate)
    raise Unprocessable("too_many_redirects", f"{target.host} stuurt steeds verder. {_INSTEAD}", field="url")


def _ask(target: Target, client: httpx.Client, *, limits: Limits, watch: Watch) -> bytes | str:
    """Return the body, or the address to which the other side refers."""
    headers = dict(_HEADERS) | {"Host": target.host}
    try:
        request = client.build_request("GET", target.url, headers=headers, extensions={"sni_hostname": target.host})
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            return _read(response, target, limits=limits, watch=watch)
        finally:
            response.close()
    except httpx.TimeoutException:
        raise _away(f"{target.host} antwoordt niet op tijd.") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise _away(f"We krijgen geen veilige verbinding met {target.host}.") from None


def _read(response: httpx.Response, target: Target, *, limits: Limits, watch: Watch) -> bytes | str:
    status = response.status_code
    if status in _MOVED and response.headers.get("location"):
        return str(response.headers["location"])
    if status in _GONE:
        message = f"Op dit adres van {target.host} staat geen aankondiging. Kijk het nummer na."
        raise NotFoundError("notice_not_found", message, field="url")
    if status != _OK:
        raise _away(f"{target.host} geeft de aankondiging nu niet (antwoord {status}).")
    if response.headers.get("content-encoding", "identity").lower() not in {"identity", ""}:
        raise _away(f"{target.host} stuurt de aankondiging ingepakt, en dat hebben we niet gevraagd.")
    return _body(response, limits=limits, watch=watch)


def _body(response: httpx.Response, *, limits: Limits, watch: Watch) -> bytes:
    stated = response.headers.get("content-length", "")
    check_size(int(stated) if stated.isdecimal() and len(stated) < 20 else 0, limits)  # noqa: PLR2004 - digits of 2**64
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        check_size(len(body), limits)
        try:
            watch.check()
        except TooLarge:
            raise _away(f"Ophalen van {response.request.headers['host']} duurt te lang.") from None
    return bytes(body)


def _followed(target: Target, location: str, gate: Gate) -> Target:
    """Check the next address as the first; it must stay on the same host."""
    try:
        following = urljoin(f"https://{target.host}{target.path}", location)
        host = (urlsplit(following).hostname or "").lower()
    except ValueError:
        following, host = location, ""
    if host != target.host:
        message = f"{target.host} stuurt door naar een andere website. Dat volgen we niet. {_INSTEAD}"
        raise Unprocessable("address_not_allowed", message, field="url")
    return check(following, gate)


def _away(what: str) -> Away:
    return Away(
        "notice_away",
        f"{what} Probeer het later opnieuw. {_INSTEAD}",
        field="url",
        extra={"retry_after": _RETRY_SECONDS},
    )
