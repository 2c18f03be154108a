"""The process that reads one document: bytes in, lines out as JSON. Started by `apart`, never imported by a door."""

import json
import resource
import sys
from pathlib import Path
from typing import Any

from supplier_guide.errors import GuideError, Malformed
from supplier_guide.notices.document_limits import DocumentLimits, broken, too_heavy

_NO_FILES = 0


def main() -> None:
    """Read the document on standard input, of the kind and within the limits of the arguments."""
    kind, limits = sys.argv[1], DocumentLimits(**json.loads(sys.argv[2]))
    body = sys.stdin.buffer.read()
    _bound(limits)
    sys.stdout.write(json.dumps(_answer(kind, body, limits)))


def _bound(limits: DocumentLimits) -> None:
    """Take from this process what it does not need: endless time and memory, files, a dump of the document."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.most_seconds, limits.most_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.most_memory, limits.most_memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_NO_FILES, _NO_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (_NO_FILES, _NO_FILES))


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
    return _peak() > limits.most_memory // 2


def _peak() -> int:
    """Return the most bytes this process has held; getrusage would count what its parent held before it began."""
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


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
    main()
