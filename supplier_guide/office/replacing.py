"""Writing a file so that it is there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from supplier_guide.errors import Unprocessable


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; what stands there at the end takes the place of ``path`` in one step."""
    aside = path.with_name(f".{path.name}.{uuid4().hex[:8]}.tmp")
    try:
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        message = f"{path} kan niet geschreven worden: {error.strerror or error}."
        raise Unprocessable("cannot_write", message, field="file") from error
    finally:
        aside.unlink(missing_ok=True)
