"""The fields and files of a form that was sent (RFC 7578), and the body of a request within a limit.

Bodies are small and held whole, so that splitting at the boundary, which by definition stands in no part, is all
that is needed; the library for streams of any size would be one more thing to keep up to date.
"""

import re
from dataclasses import dataclass
from email.message import Message
from urllib.parse import parse_qsl

from starlette.requests import Request

from supplier_guide.errors import Malformed, TooLarge, UnsupportedFormat

MB = 1024 * 1024
MOST_FILE = 10 * MB
_MOST_BODY = MOST_FILE + MB
_MOST_IGNORED = 64 * MB
"""A browser shows no reply before it has sent all: what is too much is read on and thrown away, up to here."""
_MOST_PARTS = 2_000
_NAME = re.compile(rb'(?<![\w*])name="([^"\r\n]*)"', re.IGNORECASE)
_FILE = re.compile(rb'(?<!\w)filename\*?="?([^"\r\n]*)', re.IGNORECASE)
_DISPOSITION = re.compile(rb"^content-disposition:[ \t]*form-data(.*)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Sent:
    """The fields of a form in order, and its files by field name; one not chosen (it has no name) is absent."""

    pairs: tuple[tuple[str, str], ...]
    files: dict[str, bytes]


async def read_body(request: Request) -> bytes | None:
    """Return the body, or nothing when it is larger than a form with one file."""
    kept = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > _MOST_IGNORED:
            break
        if size <= _MOST_BODY:
            kept += chunk
    return bytes(kept) if size <= _MOST_BODY else None


def too_large() -> TooLarge:
    """Return the error for a file larger than we take."""
    message = f"Dit bestand is groter dan {MOST_FILE // MB} MB. Laat bijlagen en afbeeldingen weg."
    return TooLarge("file_too_large", message, field="bestand")


def read_form(content_type: str, body: bytes) -> Sent:
    """Return what a form sent, in either of the two ways that browsers know."""
    header = Message()
    header["content-type"] = content_type
    kind = header.get_content_type()
    if kind == "application/x-www-form-urlencoded":
        return Sent(_urlencoded(body), {})
    if kind == "multipart/form-data":
        boundary = header.get_param("boundary")
        if isinstance(boundary, str) and boundary:
            return _multipart(body, boundary.encode("latin-1", "replace"))
        raise _broken()
    raise UnsupportedFormat("not_a_form", "Stuur dit als formulier, zoals de pagina het doet.")


def _urlencoded(body: bytes) -> tuple[tuple[str, str], ...]:
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARTS)
    except ValueError:
        raise _broken() from None
    return _clean(pairs)


def _multipart(body: bytes, boundary: bytes) -> Sent:
    # The first delimiter has no line end before it; giving it one makes all alike.
    first, *parts = (b"\r\n" + body).split(b"\r\n--" + boundary)
    if first.strip() or not parts or not parts[-1].startswith(b"--") or len(parts) > _MOST_PARTS:
        raise _broken()
    pairs, files = [], {}
    for part in parts[:-1]:
        name, file, content = _part(part)
        if file is not None and len(content) > MOST_FILE:
            raise too_large()
        if file is None:
            pairs.append((name, _text(content)))
        elif content or file:
            files[name] = content
    return Sent(_clean(pairs), files)


def _part(part: bytes) -> tuple[str, bytes | None, bytes]:
    """Return the name of a part, that of its file when it is one (empty when none was chosen), and its contents."""
    headers, found, content = part.partition(b"\r\n\r\n")
    disposition = _DISPOSITION.search(headers)
    name = _NAME.search(disposition[1]) if disposition else None
    if not found or disposition is None or name is None:
        raise _broken()
    file = _FILE.search(disposition[1])
    return _text(name[1]), file[1].strip() if file else None, content


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise _broken() from None


def _clean(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs without control characters; browsers end lines in a text with CR LF."""
    return tuple((name, value.replace("\r\n", "\n").replace("\x00", "")) for name, value in pairs)


def _broken() -> Malformed:
    return Malformed("broken_form", "Het formulier kwam niet heel aan. Probeer het opnieuw.")
