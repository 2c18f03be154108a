"""What the reader of a notice should know besides what it says: warnings in Dutch, each once."""

_MOST = 40


class Remarks:
    """Collects warnings in the order in which they are found."""

    def __init__(self) -> None:
        """Start empty."""
        self._said: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Keep a sentence, unless it was said already or there are very many."""
        if len(self._said) < _MOST:
            self._said.setdefault(sentence)

    def all(self) -> tuple[str, ...]:
        """Return the sentences."""
        return tuple(self._said)
