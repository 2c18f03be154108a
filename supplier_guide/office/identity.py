"""Which enterprise a row or document speaks of, and ids for what has none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from stdnum.be import vat
from stdnum.exceptions import ValidationError as NumberError

from supplier_guide.model.slug import name_key, slug
from supplier_guide.office.report import RefusedError
from supplier_guide.store import enterprises
from supplier_guide.store.database import Connection
from supplier_guide.store.enterprises import Stored

_SHORTEST, _LONGEST = 2, 64
_NAMELESS = "onderneming"


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row or document says about which enterprise it is; ``number`` as it was written."""

    line: int
    identity: str | None
    number: str | None
    name: str | None
    postal_code: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """Return what rows of the same enterprise in one file share."""
        if self.identity:
            return ("id", self.identity)
        if self.number:
            return ("number", compact_number(self.number))
        return self.name_key

    @property
    def name_key(self) -> tuple[str, ...]:
        """Return the folded name with the postal code."""
        return ("name", name_key(self.name or "") or self.name or "", self.postal_code or "")


def stated(value: object) -> str | None:
    """Return a text that may be looked up; anything else is for the model to refuse."""
    text = value.strip() if isinstance(value, str) else ""
    # Half of a surrogate pair can be written in JSON, but is in no database; neither is the zero character.
    return text if text and not re.search("[\0\ud800-\udfff]", text) else None


def compact_number(number: str) -> str:
    """Return an enterprise number without its dots, spaces and ``BE``; as it is when it is no number."""
    try:
        return vat.compact(number)
    except NumberError:
        return number


class Identifier:
    """Finds the enterprises of one file in the store, and gives ids to new ones; each enterprise occurs once."""

    def __init__(self, conn: Connection, claims: Sequence[Claim]) -> None:
        self._conn = conn
        stated = [claim.identity for claim in claims if claim.identity]
        self._known = enterprises.by_ids(conn, stated)
        self._taken = set(stated)
        self._lines: dict[str, int] = {}
        self._names = Counter(claim.name_key for claim in claims if claim.name)
        self._numbers = Counter(compact_number(claim.number) for claim in claims if claim.number)
        self.warnings: list[str] = []

    def identify(self, claim: Claim) -> tuple[str, Stored | None]:
        """Return the id of the enterprise and what the store holds of it; `RefusedError` when that is not clear."""
        stored = self._find(claim)
        identity = stored.enterprise.id if stored else claim.identity or self._new_id(claim)
        if identity in self._lines:
            reason = f"“{identity}” staat ook op regel {self._lines[identity]}"
            raise RefusedError(claim.line, "id", reason, expected="elke onderneming eenmaal in het bestand")
        self._lines[identity] = claim.line
        self._taken.add(identity)
        return identity, stored

    def _find(self, claim: Claim) -> Stored | None:
        if claim.identity:
            return self._known.get(claim.identity)
        self._refuse_twin(claim)
        if claim.number:
            found = enterprises.numbered(self._conn, compact_number(claim.number))
            if not found:
                self._warn_of_namesake(claim)
            return self._only(claim, "enterprise_number", found)
        if not claim.name:
            reason = "zegt niet over welke onderneming het gaat"
            raise RefusedError(claim.line, "name", reason, expected="op elke regel een id, ondernemingsnummer of naam")
        return self._only(claim, "name", self._namesakes(claim))

    def _refuse_twin(self, claim: Claim) -> None:
        """Refuse a second one of the same number or name in the file: the next import could not tell them apart."""
        twice = self._numbers[compact_number(claim.number)] if claim.number else self._names[claim.name_key]
        if twice > 1:
            field, what = ("enterprise_number", claim.number) if claim.number else ("name", claim.name)
            reason = f"“{what}” staat {twice} keer in het bestand"
            raise RefusedError(claim.line, field, reason, expected="elke onderneming eenmaal, of elk met een eigen id")

    def _only(self, claim: Claim, field: str, found: Sequence[Stored]) -> Stored | None:
        if len(found) > 1:
            ids = ", ".join(stored.enterprise.id for stored in found)
            reason = f"past bij meer dan één onderneming: {ids}"
            raise RefusedError(claim.line, field, reason, expected="de id van de bedoelde onderneming in de kolom id")
        return found[0] if found else None

    def _namesakes(self, claim: Claim) -> list[Stored]:
        """Return who has the same name and postal code; a name without a Latin letter only equals itself."""
        folded = name_key(claim.name or "")
        found = enterprises.find_name(self._conn, folded, claim.postal_code)
        return found if folded else [stored for stored in found if stored.enterprise.name == claim.name]

    def _warn_of_namesake(self, claim: Claim) -> None:
        """Tell of an enterprise of the same name whose number we do not know: probably the same one."""
        for stored in self._namesakes(claim):
            if stored.enterprise.enterprise_number is None:
                self.warnings.append(
                    f"Regel {claim.line}: “{claim.name}” wordt een nieuwe onderneming; is het dezelfde als "
                    f"“{stored.enterprise.id}” zonder ondernemingsnummer, geef dan die id."
                )

    def _new_id(self, claim: Claim) -> str:
        base = slug(claim.name or "")
        if len(base) < _SHORTEST:
            base = f"{_NAMELESS}-{base}".strip("-")
        numbered = (f"{base[: _LONGEST - 5].strip('-')}-{n}" for n in count(2))
        candidates = iter([base])
        while True:
            candidate = next(candidates, None) or next(numbered)
            if candidate not in self._taken and enterprises.get(self._conn, candidate) is None:
                return candidate


def make_row_ids(document: dict[str, Any]) -> None:
    """Give sites and activities without an id one: the same each time for the same document."""
    _number(document.get("sites"), first="zetel", prefix="vestiging-")
    _number(document.get("activities"), first="a1", prefix="a")


def _number(rows: object, *, first: str, prefix: str) -> None:
    if not isinstance(rows, list):
        return
    taken = {str(row.get("id")) for row in rows if isinstance(row, Mapping)}
    for place, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or row.get("id") not in (None, ""):
            continue
        names = (first if n == 1 else f"{prefix}{n}" for n in count(place))
        row["id"] = next(name for name in names if name not in taken)
        taken.add(row["id"])
