"""What of an answer a marktverkenning holds: the shortlist or everybody, with or without scores."""

from dataclasses import dataclass

from supplier_guide.errors import Unprocessable
from supplier_guide.web.needs.typed import Pairs

LIST, SCORES = "lijst", "scores"
_SHORTLIST, _ALL, _YES, _NO = "shortlist", "alle", "ja", "nee"


@dataclass(frozen=True, slots=True)
class Scope:
    """``listed`` takes the shortlist only; ``scored`` adds order, scores, findings and who was left out."""

    listed: bool = False
    scored: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """Return the query parameters that say so."""
        return [(LIST, _SHORTLIST if self.listed else _ALL), *([(SCORES, _YES)] if self.scored else [])]

    @property
    def name(self) -> str:
        """Return the beginning of the name of its file."""
        return "marktverkenning-met-scores" if self.scored else "marktverkenning"


def read_scope(pairs: Pairs) -> Scope:
    """Return what was chosen; raises `Unprocessable` for a choice that does not exist."""
    chosen = {name: value.strip() for name, value in pairs if value.strip()}
    return Scope(
        listed=_one(chosen.get(LIST, _ALL), LIST, (_ALL, _SHORTLIST)) == _SHORTLIST,
        scored=_one(chosen.get(SCORES, _NO), SCORES, (_NO, _YES)) == _YES,
    )


def _one(value: str, field: str, known: tuple[str, str]) -> str:
    if value not in known:
        message = f"“{value[:40]}” kan niet bij {field}. Kies “{known[0]}” of “{known[1]}”."
        raise Unprocessable("unknown_choice", message, field=field, suggestions=known)
    return value
