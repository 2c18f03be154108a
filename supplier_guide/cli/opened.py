"""Open the library for one command, and close it whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import ValidationError

from supplier_guide.directory.library import Library
from supplier_guide.directory.opening import open_library
from supplier_guide.errors import Unprocessable
from supplier_guide.settings import Settings


def read_settings() -> Settings:
    """Read the settings; a wrong one is named with what would be right."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "SUPPLIER_GUIDE_" + "_".join(map(str, first["loc"])).upper()
        wrong = first["msg"].removeprefix("Value error, ")
        message = f"De instelling {name} is niet bruikbaar ({first['input']!r}): {wrong}."
        raise Unprocessable("bad_setting", message, field=name) from error


@contextmanager
def opened(*, read_only: bool = False) -> Iterator[Library]:
    """Give the library of the settings in the environment."""
    library = open_library(read_settings(), read_only=read_only)
    try:
        yield library
    finally:
        library.close()
