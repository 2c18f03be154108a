"""What all nouns share: frozen, strict about unknown fields, text without control characters."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, AnyHttpUrl, BaseModel, ConfigDict, TypeAdapter, ValidationInfo

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
STORED: Mapping[str, bool] = MappingProxyType({"stored": True})
"""The validation context of a document that comes from the store."""
_URL: TypeAdapter[AnyHttpUrl] = TypeAdapter(AnyHttpUrl)


class Noun(BaseModel):
    """A frozen value; an unknown field is an error, so that a typing mistake in an import is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


def _plain(text: str) -> str:
    if _CONTROL.search(text):
        msg = "bevat stuurtekens; verwacht een tekst zonder"
        raise ValueError(msg)
    return unicodedata.normalize("NFC", text)


def _http(text: str) -> str:
    _URL.validate_python(text)
    return text


def when_new(check: Callable[[str], str]) -> AfterValidator:
    """Return a validator that is spared when a document comes from the store, where it went in checked.

    Mailboxes, numbers and addresses take most of the time of reading a document.
    """

    def validate(value: str, info: ValidationInfo) -> str:
        return value if info.context is STORED else check(value)

    return AfterValidator(validate)


Text = Annotated[str, when_new(_plain)]
"""Text in NFC without control or direction-override characters."""

HttpUrl = Annotated[str, when_new(_http)]
"""An http(s) address, kept as it was written."""
