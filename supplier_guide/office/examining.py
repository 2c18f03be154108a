"""Look at an installation: settings, store, index, data; say what is wrong and how to mend it."""

from dataclasses import dataclass

from supplier_guide.directory.indexing import follows, last_change
from supplier_guide.directory.library import Library
from supplier_guide.errors import GuideError
from supplier_guide.model.vocabulary import Status
from supplier_guide.store import enterprises

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing looked at. ``remedy`` is ``None`` when all is well."""

    part: str
    state: str
    remedy: str | None = None


def examine(library: Library) -> list[Observation]:
    """Return what was seen, part by part."""
    return [*_store(library), *_index(library), *_data(library)]


def _store(library: Library) -> list[Observation]:
    try:
        library.store.ping()
        with library.store.read() as connection:
            counts = {s: enterprises.count(connection, s) for s in Status}
    except GuideError as error:
        return [Observation("gegevensbank", error.message, "Kijk SUPPLIER_GUIDE_DATABASE_URL en de schijf na.")]
    total = ", ".join(f"{n} {s.value}" for s, n in counts.items())
    remedy = None if sum(counts.values()) else "Leeg. Vul met: supplier-guide seed of supplier-guide import BESTAND"
    return [Observation("gegevensbank", f"bereikbaar; {total}", remedy)]


def _index(library: Library) -> list[Observation]:
    wrong = library.engine.health()
    if wrong is not None:
        return [Observation("index", wrong, "Bouw opnieuw op met: supplier-guide reindex")]
    if not follows(library.store, library.engine.mark()):
        state = "hoort niet bij deze gegevens: er is een oudere of andere kopie teruggezet"
        return [Observation("index", state, "Een draaiende dienst herstelt dit; anders: supplier-guide reindex")]
    behind = last_change(library.store) - library.engine.applied()
    if behind:
        state = f"loopt {behind} {'wijziging' if behind == 1 else 'wijzigingen'} achter"
        return [Observation("index", state, "Een draaiende dienst haalt dit in; anders: supplier-guide reindex")]
    return [Observation("index", f"in de pas, wijziging {library.engine.applied()}")]


def _data(library: Library) -> list[Observation]:
    leaves = library.catalogue.leaves()
    strange: list[str] = []
    nowhere: list[str] = []
    with library.store.read() as connection:
        for stored in enterprises.iterate(connection, status=Status.PUBLISHED):
            enterprise = stored.enterprise
            if any(a.rubric not in leaves for a in enterprise.activities):
                strange.append(enterprise.id)
            # An address that nobody knows is no fault; one that is stated and leads nowhere is.
            stated = [s for s in enterprise.sites if s.postal_code or s.municipality]
            if stated and not any(s.lat is not None or library.composer.locate(s) for s in enterprise.sites):
                nowhere.append(enterprise.id)
    return [
        _listed("rubrieken", strange, "Geef deze ondernemingen een bestaande rubriek (R01.01 tot R16.03)."),
        _listed("plaatsen", nowhere, "Vul bij een vestiging de postcode of de gemeente in."),
    ]


def _listed(part: str, ids: list[str], remedy: str) -> Observation:
    if not ids:
        return Observation(part, "in orde")
    shown = ", ".join(ids[:SHOWN]) + (" ..." if len(ids) > SHOWN else "")
    return Observation(part, f"{len(ids)} niet in orde: {shown}", remedy)
