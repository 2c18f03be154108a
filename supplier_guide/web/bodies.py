"""The body of a request: of a kind that we read, and never more than we take."""

from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request

from supplier_guide.errors import Malformed, TooLarge, UnsupportedFormat

MOST_BYTES = 10 * 1024 * 1024


def body_of(*kinds: str) -> Callable[[Request], Awaitable[bytes]]:
    """Return a reader of bodies of these content types.

    A body that does not say what it is, is read by its content; one that says to be something else is refused, and
    more than 10 MB is refused before it fills the memory.
    """

    async def read(request: Request) -> bytes:
        _check_kind(request, kinds)
        if int(request.headers.get("content-length", "0")) > MOST_BYTES:
            raise _too_large()
        body = bytearray()
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise _too_large()
        except ClientDisconnect:
            raise Malformed("broken_off", "De verbinding is verbroken voor alles er was.") from None
        return bytes(body)

    return read


def _check_kind(request: Request, kinds: tuple[str, ...]) -> None:
    stated = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if stated and stated not in kinds:
        message = f"Content-Type is “{stated[:60]}”; verwacht {' of '.join(kinds)}."
        raise UnsupportedFormat("unsupported_media_type", message, field="Content-Type", suggestions=kinds)
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding != "identity":
        message = f"Content-Encoding is “{coding[:60]}”; stuur de tekst zonder compressie."
        raise UnsupportedFormat("unsupported_encoding", message, field="Content-Encoding")


def _too_large() -> TooLarge:
    return TooLarge("body_too_large", f"U stuurt meer dan {MOST_BYTES // 1024**2} MB; hoogstens zoveel mag.")
