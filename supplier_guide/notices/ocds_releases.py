"""From any OCDS document to one release: a package of releases of one procedure is merged, a record has its own.

Merging follows the standard as far as a notice needs it: later releases replace what they name, lists of objects
with an id are merged by that id, ``null`` takes away.
"""

from typing import Any

from supplier_guide.errors import Unprocessable, UnsupportedFormat
from supplier_guide.notices.objects import Object, at, items, mapping, word, words

_RELEASE = ("tender", "ocid", "planning", "parties", "awards", "contracts")
_DEEPEST = 30
CALLS = frozenset({"planning", "planningUpdate", "tender", "tenderUpdate", "tenderAmendment", "compiled"})
"""The tags of releases that announce; the others tell how it ended."""


def one_release(document: Any) -> tuple[Object, str | None]:
    """Return the release that a document is about, and the version of OCDS that it states.

    Raises `UnsupportedFormat` for other JSON, `Unprocessable` for a package of several procedures or of none.
    """
    top = mapping(document)
    if "compiledRelease" in top:
        return _recorded([top]), word(top.get("version"))
    if "releases" in top:
        return _merged(items(top["releases"])), word(top.get("version"))
    if "records" in top:
        return _recorded(items(top["records"])), word(top.get("version"))
    if isinstance(document, list) and _looks_like_releases(document):
        return _merged(items(document)), None
    if not _looks_like_releases([document]):
        raise UnsupportedFormat(
            "unknown_json",
            "Dit is JSON, maar geen aankondiging volgens OCDS: er is geen “ocid”, “tender”, “releases” of “records”.",
        )
    return top, word(top.get("version"))


def _looks_like_releases(found: list[Any]) -> bool:
    return any("tender" in one or ("ocid" in one and any(name in one for name in _RELEASE)) for one in items(found))


def _recorded(records: list[Object]) -> Object:
    _check_one_procedure(records)
    for record in records:
        if compiled := mapping(record.get("compiledRelease")):
            return {"ocid": record.get("ocid")} | compiled
    return _merged([release for record in records for release in items(record.get("releases"))])


def _merged(releases: list[Object]) -> Object:
    embedded = [one for one in releases if any(name in one for name in _RELEASE if name != "ocid")]
    if not embedded:
        raise Unprocessable(
            "no_release", "In dit OCDS-bestand staat geen aankondiging zelf, hoogstens een verwijzing. Geef de release."
        )
    _check_one_procedure(embedded)
    ordered = sorted(embedded, key=lambda one: word(one.get("date")) or "")
    whole: Object = {}
    for release in ordered:
        whole = _merge(whole, release, 0)
    with_tender = [one for one in ordered if mapping(one.get("tender"))]
    calls = [one for one in with_tender if CALLS.intersection(tags(one))]
    notice = (calls or with_tender or ordered)[-1]
    return whole | {name: notice.get(name) for name in ("id", "tag", "date")}


def _check_one_procedure(found: list[Object]) -> None:
    procedures = {word(one.get("ocid")) for one in found}
    if len(procedures) > 1:
        raise Unprocessable(
            "several_notices",
            f"Dit bestand gaat over {len(procedures)} verschillende opdrachten. Geef er één per keer.",
        )


def _merge(before: Object, after: Object, depth: int) -> Object:
    made = dict(before)
    for name, value in after.items():
        earlier = made.get(name)
        if value is None:
            made.pop(name, None)
        elif isinstance(value, dict) and isinstance(earlier, dict) and depth < _DEEPEST:
            made[name] = _merge(earlier, value, depth + 1)
        elif isinstance(earlier, list) and _have_ids(value) and _have_ids(earlier) and depth < _DEEPEST:
            made[name] = _merge_lists(earlier, value, depth + 1)
        else:
            made[name] = value
    return made


def _have_ids(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(word(at(one, "id")) for one in value)


def _merge_lists(before: list[Object], after: list[Object], depth: int) -> list[Object]:
    made = {word(one["id"]): one for one in before}
    for one in after:
        made[word(one["id"])] = _merge(made.get(word(one["id"]), {}), one, depth)
    return list(made.values())


def tags(release: Object) -> list[str]:
    """Return what kind of release it is: ``tender`` or ``award``."""
    return words(release.get("tag"))
