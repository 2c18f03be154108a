"""What can go wrong, in words for the person who asked.

Every error carries a stable ``code``, a Dutch ``message`` that says what is wrong and what would be
right, the ``field`` it is about and ``suggestions``. The class says what kind of mistake it was; only
`supplier_guide.web` knows which HTTP status belongs to a class.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any


class GuideError(Exception):
    """Base of all errors that a person may see."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str | None = None,
        suggestions: Sequence[Any] = (),
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep the parts; ``extra`` holds further public facts, such as ``merged_into``."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.suggestions = tuple(suggestions)
        self.extra = dict(extra or {})

    def __reduce__(self) -> tuple[Callable[[], "GuideError"], tuple[()]]:
        """Let an error pass to another process with all its parts."""
        made = partial(
            type(self), self.code, self.message, field=self.field, suggestions=self.suggestions, extra=self.extra
        )
        return made, ()


class Malformed(GuideError):
    """The request cannot be read: broken encoding, a letter where a number belongs."""


class NotFoundError(GuideError):
    """Nothing exists under this id or address."""


class Conflict(GuideError):
    """The thing has changed since it was read."""


class GoneError(GuideError):
    """It existed, and was merged or archived; ``extra`` says which."""


class TooLarge(GuideError):
    """More bytes, rows or characters than we take."""


class UnsupportedFormat(GuideError):
    """A file or body of a kind that we do not read."""


class Unprocessable(GuideError):
    """Readable, but the value is unknown or impossible."""


class TooMany(GuideError):
    """More requests than the limit of this service; ``extra`` holds ``retry_after`` in seconds."""


class Away(GuideError):
    """A part that we need (index, store) cannot be reached now; ``extra`` holds ``retry_after`` in seconds."""
