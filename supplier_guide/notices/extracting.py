"""The process that reads one document: bytes in, lines out as JSON. Started by `apart`, never imported by a door."""

import json
import sys
from typing import Any

from supplier_guide.apart import bind, ending, peak_memory
from supplier_guide.errors import GuideError, Malformed
from supplier_guide.notices.document_limits import DocumentLimits, broken, too_heavy


def main() -> int:
    """Read the document on standard input, of the kind and within the limits of the arguments."""
    kind, limits = sys.argv[1], DocumentLimits(**json.loads(sys.argv[2]))
    body = sys.stdin.buffer.read()
    bind(seconds=limits.most_seconds, memory=limits.most_memory)
    sys.stdout.write(json.dumps(_answer(kind, body, limits)))
    return 0


def _answer(kind: str, body: bytes, limits: DocumentLimits) -> dict[str, Any]:
    try:
        lines, pages, remarks = _read(kind, body, limits)
    except GuideError as error:
        return _error(too_heavy() if isinstance(error, Malformed) and _is_short(limits) else error)
    except MemoryError:
        return _error(too_heavy())
    except Exception:  # noqa: BLE001 - the readers name no bases for what a broken document makes them raise
        return _error(too_heavy() if _is_short(limits) else broken(kind))
    return {"lines": lines, "pages": pages, "remarks": remarks}


def _is_short(limits: DocumentLimits) -> bool:
    """Return whether memory has run out: a parser that gets none calls the document broken."""
    return peak_memory() > limits.most_memory // 2


def _read(kind: str, body: bytes, limits: DocumentLimits) -> tuple[list[tuple[str, int]], int | None, list[str]]:
    """Return lines, pages and remarks; only the reader that is needed is loaded."""
    if kind == "pdf":
        from supplier_guide.notices import pdf  # noqa: PLC0415 - loading a reader takes time and memory

        return pdf.read(body, limits)
    from supplier_guide.notices import word  # noqa: PLC0415 - same

    return word.read(body, limits)


def _error(error: GuideError) -> dict[str, Any]:
    return {"error": type(error).__name__, "code": error.code, "message": error.message}


if __name__ == "__main__":
    sys.exit(ending(main))
