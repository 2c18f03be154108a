"""Folded forms of names: for ids, addresses and comparisons."""

import re
import unicodedata

_OTHER = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case without accents: ``Liège`` becomes ``liege``."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def name_key(text: str) -> str:
    """Return the form under which two spellings of a name are the same: folded words, single spaces."""
    return _OTHER.sub(" ", fold(text)).strip()


def slug(text: str) -> str:
    """Return ``text`` as part of an address: ``Was- en strijkdienst`` becomes ``was-en-strijkdienst``."""
    return _OTHER.sub("-", fold(text)).strip("-")[:64].strip("-")
