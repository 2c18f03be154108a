"""Documents in: read a file, check all of it, and save it as a whole or not at all."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from supplier_guide.geo.geocoder import Geocoder
from supplier_guide.model.enterprise import Enterprise
from supplier_guide.office import merging
from supplier_guide.office.checking import objections
from supplier_guide.office.complaints import explain
from supplier_guide.office.drafts import Draft
from supplier_guide.office.identity import Claim, Identifier, make_row_ids, stated
from supplier_guide.office.placing import located
from supplier_guide.office.reading import Item, decode, json_items, jsonl_items, read_bytes
from supplier_guide.office.report import Refused, RefusedError, Report, nothing
from supplier_guide.office.sheets import xlsx_table
from supplier_guide.office.tables import Table, csv_table
from supplier_guide.store.database import Connection, Store
from supplier_guide.store.enterprises import Saved, save

Progress = Callable[[int, int], None]
"""Told how many enterprises are done, of how many."""


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a file holds: documents or rows, what could not be read, and warnings."""

    items: Sequence[Item]
    table: Table | None
    refused: Sequence[Refused]
    warnings: Sequence[str]


def import_file(
    store: Store,
    path: Path,
    *,
    rubrics: Collection[str],
    by: str,
    at: datetime,
    dry_run: bool = False,
    geocoder: Geocoder | None = None,
    progress: Progress | None = None,
) -> Report:
    """Import a file of enterprises: ``.json``, ``.jsonl``, ``.csv`` or ``.xlsx`` (see `docs/import.md`).

    ``rubrics`` are the ids of the lowest level. When a row is refused nothing is saved; the report says why. A file
    that cannot be read raises a `GuideError`; `Conflict` is raised when somebody changes an enterprise meanwhile.
    With ``dry_run`` nothing is saved and no geocoder is asked.
    """
    contents = _read(path)
    with store.read() as conn:
        drafts, refused, warnings = _drafts(contents, conn)
    accepted: list[tuple[Draft, Enterprise]] = []
    for done, draft in enumerate(drafts, start=1):
        enterprise, problems = _checked(draft, rubrics)
        refused += problems
        if enterprise is not None:
            if geocoder:
                enterprise = located(enterprise, draft.base, None if dry_run else geocoder)
            accepted.append((draft, enterprise))
        if progress:
            progress(done, len(drafts))
    if refused:
        return nothing(_as_named(refused, contents.table), warnings, dry_run=dry_run)
    saved = _planned(accepted)
    if not dry_run:
        _save(store, accepted, by=by, why=f"import van {path.name}", at=at)
    return Report(saved.created, saved.updated, saved.unchanged, (), tuple(warnings), dry_run)


def _read(path: Path) -> _Contents:
    data = read_bytes(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        table = xlsx_table(data)
        return _Contents((), table, table.refused, table.warnings)
    text, warnings = decode(data, windows=suffix == ".csv")
    if suffix == ".csv":
        table = csv_table(text)
        return _Contents((), table, table.refused, [*warnings, *table.warnings])
    items, refused = json_items(text) if suffix == ".json" else jsonl_items(text)
    warnings += [] if items or refused else ["Er staan geen ondernemingen in het bestand."]
    return _Contents(items, None, refused, warnings)


def _drafts(contents: _Contents, conn: Connection) -> tuple[list[Draft], list[Refused], list[str]]:
    if contents.table is not None:
        drafts, refused, warnings = merging.drafts_of(contents.table.rows, conn)
    else:
        drafts, refused, warnings = _document_drafts(contents.items, conn)
    return drafts, [*contents.refused, *refused], [*contents.warnings, *warnings]


def _document_drafts(items: Sequence[Item], conn: Connection) -> tuple[list[Draft], list[Refused], list[str]]:
    """Return a draft for each document; a document replaces what the store holds, whole."""
    claims = [_claim(item) for item in items]
    identifier = Identifier(conn, claims)
    drafts: list[Draft] = []
    refused: list[Refused] = []
    is_on_one_line = len({item.line for item in items}) < len(items)
    for place, (item, claim) in enumerate(zip(items, claims, strict=True), start=1):
        label = f"document {place} ({claim.name or claim.identity or 'zonder naam'}): " if is_on_one_line else ""
        try:
            identity, held = identifier.identify(claim)
        except RefusedError as error:
            refused.append(replace(error.refused, reason=label + error.refused.reason))
            continue
        document = dict(item.document)
        if document.get("id") in (None, ""):
            document["id"] = identity
        make_row_ids(document)
        drafts.append(Draft(item.line, document, held, label=label))
    return drafts, refused, identifier.warnings


def _claim(item: Item) -> Claim:
    """Return what a document says about which enterprise it is; what is no text is left to the model to refuse."""
    read = item.document.get
    sites = [site for site in _list(read("sites")) if isinstance(site, dict)]
    seat = next((site for site in sites if site.get("is_seat") is True), sites[0] if sites else {})
    identity, number, name = (stated(read(field)) for field in ("id", "enterprise_number", "name"))
    return Claim(item.line, identity, number, name, stated(seat.get("postal_code")))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _checked(draft: Draft, rubrics: Collection[str]) -> tuple[Enterprise | None, list[Refused]]:
    """Return the enterprise, or everything that is wrong with the draft; a field is complained of once."""
    enterprise, problems = _validated(draft)
    if enterprise is not None:
        for loc, reason, expected in objections(enterprise, rubrics):
            problems.append(Refused(*draft.where(loc), reason, expected))
    told = {(problem.line, problem.field) for problem in draft.problems}
    problems = [*draft.problems, *(p for p in problems if (p.line, p.field) not in told)]
    return (None if problems else enterprise), [replace(p, reason=draft.label + p.reason) for p in problems]


def _validated(draft: Draft) -> tuple[Enterprise | None, list[Refused]]:
    try:
        return Enterprise.model_validate_json(orjson.dumps(draft.document), strict=True), []
    except ValidationError as error:
        return None, [Refused(*draft.where(_plain(e["loc"])), *explain(e)) for e in error.errors()]
    except orjson.JSONEncodeError:  # half of a surrogate pair, or a number with hundreds of digits
        reason = "bevat een teken of getal dat niet kan bestaan"
        return None, [Refused(draft.line, None, reason, "gewone tekst in UTF-8 en gewone getallen")]


def _plain(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    return loc or ("id",)


def _as_named(refused: Sequence[Refused], table: Table | None) -> list[Refused]:
    """Name columns as the file does: whoever wrote “postcode” should not have to look for “site.postal_code”."""
    names = table.headers if table else {}
    return [replace(r, field=names.get(r.field, r.field) if r.field else None) for r in refused]


def _planned(accepted: Sequence[tuple[Draft, Enterprise]]) -> Saved:
    """Return what saving will do; told before it is done, so that a dry run gives the same figures."""
    created = sum(draft.base is None for draft, _ in accepted)
    unchanged = sum(draft.base is not None and draft.base.enterprise == enterprise for draft, enterprise in accepted)
    return Saved(created, len(accepted) - created - unchanged, unchanged)


def _save(store: Store, accepted: Sequence[tuple[Draft, Enterprise]], *, by: str, why: str, at: datetime) -> None:
    """Save in one transaction, on condition that nobody changed these enterprises since they were read."""
    expected: Mapping[str, int] = {e.id: d.base.version if d.base else 0 for d, e in accepted}
    with store.write() as conn:
        save(conn, (enterprise for _, enterprise in accepted), by=by, why=why, at=at, expected=expected)
