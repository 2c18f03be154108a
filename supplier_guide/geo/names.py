"""One form for all spellings of a place name."""

from supplier_guide.model.slug import name_key

_SAME = {
    "sint": "st",
    "saint": "st",
    "sankt": "st",
    "sainte": "ste",
    "les": "lez",
    "provincie": "prov",
    "province": "prov",
    "arrondissement": "arr",
}


def place_key(text: str) -> str:
    """Return the form under which ``St. Niklaas``, ``Sint Niklaas`` and ``SINT-NIKLAAS`` are the same name."""
    return " ".join([_SAME.get(word, word) for word in name_key(text).split()])


def spellings(key: str) -> list[str]:
    """Return a folded name with its shortened word written out in each way, for who is still typing it."""
    words = key.split()
    found = [key]
    for at, word in enumerate(words):
        found += [" ".join([*words[:at], full, *words[at + 1 :]]) for full, short in _SAME.items() if short == word]
    return found
