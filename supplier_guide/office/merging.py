"""From rows to documents: the rows of one enterprise together, laid over what the store holds of it.

An empty cell leaves the value, ``-`` clears it. Each row is one activity; the columns of the enterprise may be repeated
on each of its rows, or stand on the first only, but may not contradict each other.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from supplier_guide.office.cells import Mark, unguard
from supplier_guide.office.columns import COLUMNS, FURTHER_SITES, ID, Part
from supplier_guide.office.drafts import Draft
from supplier_guide.office.filling import Cells
from supplier_guide.office.identity import Claim, Identifier, compact_number, make_row_ids, stated
from supplier_guide.office.placing import forget_old_place, forget_old_reach
from supplier_guide.office.report import Refused, RefusedError
from supplier_guide.office.tables import Row
from supplier_guide.store.database import Connection

_ACTIVITY_COLUMNS = [column for column in COLUMNS if column.part is Part.ACTIVITY]


@dataclass(slots=True)
class _Group:
    """The rows of one enterprise, and what they say of it as a whole."""

    claim: Claim
    rows: list[Row] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def drafts_of(rows: Sequence[Row], conn: Connection) -> tuple[list[Draft], list[Refused], list[str]]:
    """Return a draft for each enterprise in a table, what is refused, and warnings."""
    groups, refused = _groups(rows)
    identifier = Identifier(conn, [group.claim for group in groups])
    drafts: list[Draft] = []
    for group in groups:
        try:
            identity, stored = identifier.identify(group.claim)
            base = stored.enterprise.model_dump(mode="json", by_alias=True) if stored else {}
            draft = Draft(group.claim.line, {**base, "id": identity}, stored, is_table=True, lines=group.lines)
            identifier.warnings += _fill(draft, group)
            drafts.append(draft)
        except RefusedError as error:
            refused.append(error.refused)
    return drafts, refused, identifier.warnings


def _groups(rows: Sequence[Row]) -> tuple[list[_Group], list[Refused]]:
    """Bring the rows of each enterprise together."""
    claims = {row.line: _claim(row) for row in rows}
    keys = _Keys(claims.values())
    groups: dict[tuple[str, ...], _Group] = {}
    refused: list[Refused] = []
    for row in rows:
        claim = claims[row.line]
        key = keys.of(claim)
        if key is None:
            reason = "past bij meer dan één onderneming met die naam in dit bestand"
            refused.append(Refused(row.line, "name", reason, "op elke regel de id of het ondernemingsnummer"))
            continue
        problem = _join(groups.setdefault(key, _Group(claim)), row)
        refused += [problem] if problem else []
    return [_with_best_claim(group, claims) for group in groups.values()], refused


class _Keys:
    """Decides which rows of one file are of the same enterprise, when some say less than others."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._by_number: dict[str, set[tuple[str, ...]]] = {}
        self._by_name: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        sure = [claim for claim in claims if claim.identity or claim.number]
        for claim in sure:
            if claim.identity and claim.number:
                self._by_number.setdefault(compact_number(claim.number), set()).add(claim.key)
        for claim in sure:
            if claim.name:
                self._by_name.setdefault(claim.name_key, set()).add(self.of(claim) or claim.key)

    def of(self, claim: Claim) -> tuple[str, ...] | None:
        """Return the key of a row's enterprise; None when its name could be that of several."""
        if claim.identity:
            return claim.key
        if claim.number:
            named = self._by_number.get(compact_number(claim.number), set())
            return next(iter(named)) if len(named) == 1 else claim.key
        if not claim.name:
            return ("line", str(claim.line))
        named = self._by_name.get(claim.name_key, set())
        return claim.key if not named else next(iter(named)) if len(named) == 1 else None


def _with_best_claim(group: _Group, claims: Mapping[int, Claim]) -> _Group:
    """Let the row that says most (an id, else a number) speak for the group, on the line of its first row."""
    best = max((claims[row.line] for row in group.rows), key=lambda c: (bool(c.identity), bool(c.number)), default=None)
    if best is not None:
        group.claim = Claim(group.claim.line, best.identity, best.number, best.name, best.postal_code)
    return group


def _claim(row: Row) -> Claim:
    def text(name: str) -> str | None:
        cell = row.cells.get(name, "")
        return None if cell == Mark.CLEAR.value else stated(unguard(cell))

    return Claim(row.line, text("id"), text("enterprise_number"), text("name"), text("site.postal_code"))


def _join(group: _Group, row: Row) -> Refused | None:
    """Add a row to its group; a cell that says otherwise than an earlier row is refused."""
    group.rows.append(row)
    for name, cell in row.cells.items():
        if name.startswith("activity."):
            continue
        earlier = group.cells.setdefault(name, cell)
        first = group.lines.setdefault(name, row.line)
        if earlier != cell:
            reason = f"“{cell[:60]}” spreekt regel {first} van dezelfde onderneming tegen (“{earlier[:60]}”)"
            return Refused(row.line, name, reason, "dezelfde waarde, of een lege cel")
    return None


def _fill(draft: Draft, group: _Group) -> list[str]:
    """Lay the rows over the document of the draft; return warnings."""
    document = draft.document
    before = dict(document)
    cells = Cells(group.cells, draft.line, draft.problems, group.lines)
    for column in COLUMNS:
        if column.part is Part.ENTERPRISE and column not in (FURTHER_SITES, ID):
            cells.put(document, column)
    forget_old_reach(before, document, group.cells, prefix="")
    cells.mark_presence(document, Part.ENTERPRISE)
    warnings = _fill_sites(draft, cells)
    _fill_activities(draft, group)
    make_row_ids(document)
    return warnings


def _fill_sites(draft: Draft, cells: Cells) -> list[str]:
    """Lay the columns of the site over the site they name, else over the first; replace the others when stated."""
    sites = [dict(site) for site in draft.document.get("sites", ())]
    further = cells.value(FURTHER_SITES)
    warnings: list[str] = []
    if any(name.startswith("site.") for name in cells.texts):
        draft.site = _place_of(sites, cells.texts.get("site.id"))
        warnings = _fill_site(draft, cells, sites)
    if further is not Mark.ABSENT:
        sites = [*sites[draft.site : draft.site + 1], *([] if further is Mark.CLEAR else further)]
        draft.site = 0
    draft.document["sites"] = sites
    return warnings


def _place_of(sites: Sequence[Mapping[str, Any]], cell: str | None) -> int:
    if cell is None or cell == Mark.CLEAR.value:
        return 0
    return next((n for n, site in enumerate(sites) if site["id"] == unguard(cell)), len(sites))


def _fill_site(draft: Draft, cells: Cells, sites: list[dict[str, Any]]) -> list[str]:
    if cells.texts.get("site.id") == Mark.CLEAR.value:
        del sites[:1]
        return []
    if draft.site == len(sites):
        sites.append({})
    site = sites[draft.site]
    before = dict(site)
    for column in COLUMNS:
        if column.part is Part.SITE:
            cells.put(site, column)
    return [f"Regel {draft.line}: {said}" for said in forget_old_place(before, site, cells.texts)]


def _fill_activities(draft: Draft, group: _Group) -> None:
    """Lay each row over its activity: the one it names, else the first with its rubric that no row has taken yet."""
    activities = [dict(activity) for activity in draft.document.get("activities", ())]
    lines: dict[int, int] = {}
    removed: set[int] = set()
    for row in group.rows:
        texts = {name: text for name, text in row.cells.items() if name.startswith("activity.")}
        place = _activity_of(activities, texts, lines)
        if not texts:
            continue
        if place in lines:
            reason = f"activiteit {texts['activity.id']} staat ook op regel {lines[place]}"
            draft.problems.append(Refused(row.line, "activity.id", reason, "elke activiteit op één regel"))
            continue
        lines[place] = row.line
        if place == len(activities):
            activities.append({})
        if texts.get("activity.rubric") == Mark.CLEAR.value:
            removed.add(place)
        else:
            _fill_activity(activities[place], Cells(texts, row.line, draft.problems))
    kept = [place for place in range(len(activities)) if place not in removed]
    draft.document["activities"] = [activities[place] for place in kept]
    draft.activity_lines = {new: lines[old] for new, old in enumerate(kept) if old in lines}


def _activity_of(activities: Sequence[Mapping[str, Any]], texts: Mapping[str, str], taken: Container[int]) -> int:
    stated = texts.get("activity.id")
    if stated:
        wanted = unguard(stated)
        return next((n for n, a in enumerate(activities) if a.get("id") == wanted), len(activities))
    rubric = texts.get("activity.rubric")
    free = (n for n, a in enumerate(activities) if n not in taken and a.get("rubric") == rubric)
    return next(free, len(activities))


def _fill_activity(activity: dict[str, Any], cells: Cells) -> None:
    before = dict(activity)
    for column in _ACTIVITY_COLUMNS:
        cells.put(activity, column)
    forget_old_reach(before, activity, cells.texts, prefix="activity.")
    cells.mark_presence(activity, Part.ACTIVITY)
