"""The need as OpenAPI has it: made from the noun, with Dutch descriptions; every field may be absent or null."""

from collections.abc import Mapping
from typing import Any

from supplier_guide.model.need import Need

Schema = dict[str, Any]

DESCRIPTIONS: Mapping[str, str] = {
    "title": "Titel van de opdracht.",
    "description": "Omschrijving van de opdracht. Geldt voor elk perceel zonder eigen omschrijving.",
    "language": "Taal van titel en omschrijving.",
    "buyer": "Wie koopt, voor zover de wet ernaar vraagt.",
    "buyer.kind": "Soort koper: local_authority (gemeente, OCMW, provincie), region (gewest), community (gemeenschap), "
    "state (federaal), utility (nutsbedrijf), school, care (zorg), association (vereniging), company (bedrijf).",
    "buyer.name": "Naam van de koper. Telt niet mee in het antwoord.",
    "buyer.is_contracting_authority": "Is de koper een aanbestedende overheid? Null als u het niet weet.",
    "buyer.designated_art91": "Is de koper door staat, gemeenschap of gewest aangewezen voor artikel 91?",
    "buyer.art91_award_last_3y": "Gunde de koper de laatste drie jaar al eens volgens artikel 91?",
    "regime": "Welke regels gelden: classic (klassieke sectoren), utilities (speciale sectoren), concession.",
    "date": "Dag van de aankondiging of de uitnodiging: bepaalt welke regels gelden en wie in aanmerking komt. "
    "Zonder datum: vandaag.",
    "estimated_total": "Raming van de hele opdracht in euro zonder btw, met alle percelen, opties en verlengingen. "
    "Zonder raming: de som van de percelen.",
    "procedure_has_notice": "Komt er een aankondiging? Bepaalt waar het voorbehoud moet staan.",
    "max_results": "Hoogstens zoveel ondernemingen per perceel, 1 tot 100 (standaard 20).",
    "lots": "De percelen. Zonder dit veld is er één, met de titel en de omschrijving van de opdracht.",
    "lots.id": "Naam van het perceel; elk perceel een andere. Zonder naam: zijn volgnummer.",
    "lots.title": "Titel van het perceel. Woorden uit de titel tellen dubbel.",
    "lots.description": "Omschrijving van het perceel.",
    "lots.cpv": "CPV-codes van acht cijfers, zonder controlecijfer; de hoofdcode eerst.",
    "lots.rubrics": "Rubrieken die u zelf kiest, zie /rubrics.",
    "lots.places": "Waar het werk gebeurt: postcodes, gemeenten, deelgemeenten of provincies.",
    "lots.nuts": "Waar het werk gebeurt, als NUTS-code.",
    "lots.nature": "Soort: works (werken), supplies (leveringen) of services (diensten).",
    "lots.value": "Geraamde waarde van het perceel zonder btw, met opties en verlengingen.",
    "lots.currency": "Munt van de waarde, een code van drie letters (ISO 4217). Zonder munt: euro.",
    "lots.duration_months": "Looptijd in maanden, met verlengingen.",
    "lots.reserved": "Wat voorbehouden is, in de codes van eForms (BT-71): none, res-ws (artikel 15), res-pub-ser "
    "(artikel 91). Null als het nog niet vastligt.",
    "lots.reserved_execution": "Is de uitvoering voorbehouden, in de codes van eForms (BT-736)?",
    "lots.modes": "Manieren van werken die u vraagt: workshop (atelier), enclave (team bij u), on_location (op "
    "verplaatsing), goods (producten).",
    "lots.certificates": "Certificaten die u vraagt, bij naam.",
    "lots.contractor_class": "Erkenning als aannemer die u vraagt, voor werken.",
    "lots.contractor_class.category": "Categorie of ondercategorie van aannemers.",
    "lots.contractor_class.class": "Klasse van aannemers, 1 tot 8.",
}
EXAMPLE: Mapping[str, Any] = {
    "title": "Onderhoud van openbaar groen",
    "buyer": {"kind": "local_authority"},
    "regime": "classic",
    "date": "2026-11-22",
    "lots": [
        {
            "id": "1",
            "title": "Maaien van bermen en onderhoud van plantsoenen",
            "cpv": ["77310000"],
            "places": ["9100"],
            "nature": "services",
            "value": 85000,
            "currency": "EUR",
            "duration_months": 24,
            "reserved": ["res-ws"],
        }
    ],
}
_OURS = frozenset({"title", "default", "description", "$defs", "properties", "items"})
"""What the noun says of itself is for programmers; its parts are read apart."""


def need_schema() -> Schema:
    """Return the schema of a need."""
    whole = Need.model_json_schema(by_alias=True)
    schema = _read(whole, whole["$defs"], "")
    return {k: v for k, v in schema.items() if k != "required"}


def _read(node: Schema, definitions: Mapping[str, Schema], path: str) -> Schema:
    """Return a part of the schema in full, without references, its fields described."""
    if "$ref" in node:
        return _read(definitions[node["$ref"].rpartition("/")[2]], definitions, path)
    if "anyOf" in node:
        return _read(next(n for n in node["anyOf"] if n.get("type") != "null"), definitions, path)
    found = {k: v for k, v in node.items() if k not in _OURS}
    if "items" in node:
        found["items"] = _read(node["items"], definitions, path)
    if "properties" in node:
        found["properties"] = {
            name: _field(
                value, definitions, f"{path}.{name}".removeprefix("."), required=name in node.get("required", ())
            )
            for name, value in node["properties"].items()
        }
    return found


def _field(node: Schema, definitions: Mapping[str, Schema], path: str, *, required: bool) -> Schema:
    """Return a field with its description; null says that it is not stated, where it may be left out."""
    schema = _read(node, definitions, path)
    if not required or path == "lots":
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return {**schema, "description": DESCRIPTIONS[path]}
