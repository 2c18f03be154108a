"""The columns of a table of enterprises: one list that drives import, export and the documentation.

A column is named after its place in the document; Dutch names are read as well. A line is one activity, so columns
stand for a field of the enterprise, of its first site, or of the activity on this line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from supplier_guide.model.slug import fold
from supplier_guide.office.cells import DATE, LIST, NUMBER, STATED_LIST, TEXT, WHOLE, YES_NO, Notation
from supplier_guide.office.records import CERTIFICATES, CONTRACTOR_CLASSES, RECOGNITIONS, REFERENCES, SITES

_OTHER = re.compile(r"[^a-z0-9]+")
# As the JSON document has it: ``activities.0.rubric``.
_PLURAL = re.compile(r"^\s*(sites|activities)\.(?:\d+\.)?")


class Part(Enum):
    """The part of the document in which a column's path starts."""

    ENTERPRISE = ""
    SITE = "site"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the notation of its cells, and Dutch names by which it is known too."""

    name: str
    notation: Notation
    aliases: tuple[str, ...] = ()
    part: Part = Part.ENTERPRISE

    @property
    def path(self) -> tuple[str, ...]:
        """Return the way to the value inside its part."""
        steps = tuple(self.name.split("."))
        return steps if self.part is Part.ENTERPRISE else steps[1:]


def _site(name: str, notation: Notation, *aliases: str) -> Column:
    return Column(f"site.{name}", notation, aliases, Part.SITE)


def _activity(name: str, notation: Notation, *aliases: str) -> Column:
    return Column(f"activity.{name}", notation, aliases, Part.ACTIVITY)


ID = Column("id", TEXT)
FURTHER_SITES = Column("further_sites", SITES.notation, ("andere vestigingen", "verdere vestigingen"))

COLUMNS: tuple[Column, ...] = (
    ID,
    Column("name", TEXT, ("naam", "onderneming", "bedrijfsnaam")),
    Column("trade_names", LIST, ("handelsnamen", "handelsnaam", "commerciële namen")),
    Column("legal_form", TEXT, ("rechtsvorm",)),
    Column("enterprise_number", TEXT, ("ondernemingsnummer", "kbo-nummer", "kbo", "btw-nummer")),
    Column("summary", TEXT, ("samenvatting", "omschrijving", "voorstelling")),
    Column("language", TEXT, ("taal",)),
    Column("recognitions", RECOGNITIONS.notation, ("erkenningen", "erkenning")),
    Column("aim.integration", YES_NO, ("inschakeling is hoofddoel",)),
    Column("aim.source_url", TEXT),
    Column("aim.checked_on", DATE),
    Column("workforce.total", NUMBER, ("medewerkers", "personeel")),
    Column("workforce.target_group", NUMBER, ("doelgroepmedewerkers", "doelgroep")),
    Column("workforce.unit", TEXT, ("eenheid personeel",)),
    Column("workforce.as_of", DATE),
    Column("workforce.source_url", TEXT),
    Column("annual_turnover", NUMBER, ("jaaromzet", "omzet")),
    _site("id", TEXT),
    _site("name", TEXT, "vestiging"),
    _site("street", TEXT, "straat"),
    _site("house_number", TEXT, "huisnummer", "nummer", "nr"),
    _site("postal_code", TEXT, "postcode"),
    _site("municipality", TEXT, "gemeente", "stad", "plaats"),
    _site("municipality_code", TEXT, "niscode", "refnis"),
    _site("establishment_number", TEXT, "vestigingsnummer"),
    _site("lat", NUMBER, "breedtegraad"),
    _site("lon", NUMBER, "lengtegraad"),
    _site("is_seat", YES_NO, "zetel", "is zetel"),
    FURTHER_SITES,
    Column("service_area.kind", TEXT, ("werkgebied",)),
    Column("service_area.codes", STATED_LIST, ("werkgebied codes",)),
    Column("service_area.radius_km", NUMBER, ("werkgebied straal", "straal", "straal km")),
    Column("certificates", CERTIFICATES.notation, ("certificaten", "certificaat")),
    Column("contractor_classes", CONTRACTOR_CLASSES.notation, ("erkenning aannemer", "aannemersklassen")),
    Column("references", REFERENCES.notation, ("referenties",)),
    Column("contact.function", TEXT, ("functie", "contactfunctie")),
    Column("contact.phone", TEXT, ("telefoon", "telefoonnummer", "tel", "gsm")),
    Column("contact.email", TEXT, ("e-mail", "email", "mail", "e-mailadres")),
    Column("contact.website", TEXT, ("website", "webstek", "site", "url")),
    Column("contact.source_url", TEXT),
    Column("contact.confirmed_on", DATE),
    Column("networks", LIST, ("netwerken", "netwerk", "lid van")),
    Column("status", TEXT),
    Column("merged_into", TEXT, ("opgegaan in",)),
    Column("archived_on", DATE, ("gearchiveerd op",)),
    Column("confirmed_on", DATE, ("bevestigd op",)),
    Column("sources", LIST, ("bronnen", "bron")),
    Column("notes", TEXT, ("notities", "opmerkingen")),
    _activity("id", TEXT),
    _activity("rubric", TEXT, "rubriek"),
    _activity("modes", LIST, "werkvormen", "manieren van werken"),
    _activity("service_area.kind", TEXT, "werkgebied activiteit"),
    _activity("service_area.codes", STATED_LIST, "werkgebied activiteit codes"),
    _activity("service_area.radius_km", NUMBER, "werkgebied activiteit straal"),
    _activity("capacity.band", TEXT, "capaciteit"),
    _activity("capacity.lead_time_days", WHOLE, "levertermijn", "levertermijn dagen"),
    _activity("capacity.minimum_order", TEXT, "minimumafname", "minimale bestelling"),
    _activity("text", TEXT, "activiteit", "tekst", "aanbod"),
    _activity("cpv", LIST, "cpv-codes", "cpv"),
    _activity("confirmed_on", DATE, "activiteit bevestigd op"),
)

STAMPS: tuple[Column, ...] = (
    Column("licence", TEXT, ("licentie", "license")),
    Column("data_version", TEXT, ("gegevensversie", "versie van de gegevens")),
)
"""Columns about the file itself, the last of an export: a table names its licence on every row. Not read back."""

PRESENCE: tuple[tuple[Part, str, str], ...] = (
    (Part.ENTERPRISE, "contact", "contact.function"),
    (Part.ACTIVITY, "capacity", "activity.capacity.band"),
)
"""Parts of which nothing need be known, and the column whose cell says ``{}`` when such a part is there."""


def columns(*, notes: bool = True) -> Sequence[Column]:
    """Return the columns in their order, with or without the editors' notes."""
    return [column for column in COLUMNS if notes or column.name != "notes"]


def column(header: str) -> Column | None:
    """Return the column with this name or Dutch name, whatever its capitals, accents and spaces.

    The last part of a name is enough where only one column ends so: ``postal_code``, ``rubric``, ``email``.
    """
    wanted = _key(_PLURAL.sub(lambda found: {"sites": "site", "activities": "activity"}[found[1]] + ".", header))
    named = [c for c in (*COLUMNS, *STAMPS) if wanted in {_key(name) for name in (c.name, *c.aliases)}]
    ending = named or [c for c in COLUMNS if c.path[-1] == wanted]
    return ending[0] if len(ending) == 1 else None


def nearest(header: str) -> str | None:
    """Return the name of a column, as known to the writer, that resembles an unknown one."""
    names = {_key(name): name for c in (*COLUMNS, *STAMPS) for name in (c.name, *c.aliases)}
    close = get_close_matches(_key(header), names, n=1, cutoff=0.6)
    return names[close[0]] if close else None


def _key(header: str) -> str:
    return _OTHER.sub("_", fold(header)).strip("_")
