"""What OpenAPI says of the routes of matching: the bodies that they take, the reply and its parts, examples."""

from collections.abc import Mapping, Sequence
from typing import Any

from supplier_guide.matching.finding import Judgement
from supplier_guide.model.vocabulary import Evidence
from supplier_guide.rules import Advice, Confidence, Standing, Verdict
from supplier_guide.web.documentation import Schema, a_list, an_object, posted
from supplier_guide.web.need_documentation import EXAMPLE, need_schema

NEED_TYPES = ("application/json",)
NOTICE_TYPES = ("application/xml", "text/xml", "application/json")


def _text(about: str) -> Schema:
    return {"type": "string", "description": about}


def _maybe(kind: str, about: str) -> Schema:
    return {"type": [kind, "null"], "description": about}


def _number(about: str, **more: float) -> Schema:
    return {"type": "number", "description": about, **more}


def _count(about: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": about}


def _one_of(values: Sequence[str], about: str) -> Schema:
    return {"type": "string", "enum": list(values), "description": about}


def _texts(about: str) -> Schema:
    return {**a_list({"type": "string"}), "description": about}


def _many(item: Schema, about: str) -> Schema:
    return {**a_list(item), "description": about}


def _about(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about}


def _or_null(schema: Schema, about: str) -> Schema:
    return {**schema, "type": ["object", "null"], "description": about}


_VERDICT = [v.value for v in Verdict]
_CONFIDENCE = _one_of(
    [c.value for c in Confidence], "Hoe zeker we dit weten; secondary en inference zijn nog te bevestigen."
)
_REASON = an_object(
    rule=_text("Code van de regel."),
    sentence=_text("De reden, in een zin."),
    article=_text("Het artikel."),
    source_url=_text("Waar de regel staat."),
    confidence=_CONFIDENCE,
)
_REGIME = an_object(
    id=_one_of(
        ["art15", "art15_execution", "art91", "art161", "art33"], "Manier van voorbehouden; alle vijf staan er."
    ),
    label=_text("Naam."),
    verdict=_one_of(_VERDICT, "Kan het: yes, no, of unknown omdat iets niet gezegd is."),
    because=_many(_REASON, "Waarom."),
    missing=_texts("Velden van de opdracht waar het van afhangt."),
    conditions=_texts("Waar u op let, als het kan."),
    evidence=_texts("Bewijzen die u kunt vragen, als het kan."),
    notice_value=_maybe("string", "Wat in de aankondiging komt."),
)
_PROCEDURE = an_object(
    id=_text("Code van de procedure."),
    label=_text("Naam."),
    verdict=_one_of(_VERDICT, "Kan het, voor deze datum en raming."),
    limit=_maybe("integer", "Kan onder dit bedrag in euro zonder btw; null is geen grens."),
    article=_text("Het artikel."),
    confidence=_CONFIDENCE,
    sentence=_text("De uitleg."),
    because=_many(_REASON, "Waarom."),
    missing=_texts("Velden van de opdracht waar het van afhangt."),
)
_MARKET = _or_null(
    an_object(
        presumed=_count("Ondernemingen die vermoedelijk of zeker in aanmerking komen en de plaats bereiken."),
        to_verify=_count("Ondernemingen van wie u dat nog moet nakijken."),
        within_km=_maybe("number", "Tot hoe ver wie geen werkgebied opgeeft, meetelt."),
        advice=_one_of([a.value for a in Advice], "Het advies."),
        because=_text("Waarom."),
        median_turnover=_maybe("number", "Middelste jaaromzet van wie in aanmerking komt, in euro."),
        unknown_turnover=_count("Van hoeveel ondernemingen we de omzet niet kennen."),
        thresholds={"type": "object", "description": "De vuistregels waarmee gerekend is."},
    ),
    "Is er een markt? Null als de opdracht niet zegt wat gevraagd wordt.",
)
_RESERVATION = an_object(
    on=_text("De dag waarvan de regels gebruikt zijn."),
    regimes=_many(_REGIME, "Manieren om voor te behouden."),
    procedures=_many(_PROCEDURE, "Procedures, naar waarde en datum."),
    market=_MARKET,
    pitfalls=_many(_REASON, "Waar het vaak misgaat."),
    missing=_texts("Alle velden waar iets van afhangt."),
    disclaimer=_text("Informatie, geen juridisch advies; met de datum van de regels."),
)
_ENTERPRISE = an_object(id=_text("Vaste code."), name=_text("Naam."), url=_text("Adres op de site."))
_VALUE: Schema = {"anyOf": [{"type": ["string", "null"]}, a_list({"type": "string"})]}
_FINDING = an_object(
    criterion=_text("Naam van het criterium."),
    verdict=_one_of([j.value for j in Judgement], "Voldoet de onderneming?"),
    weight=_number("Aandeel in de score; 0 voor een hard criterium. Samen 1.", minimum=0, maximum=1),
    score=_number("Hoe goed, van 0 tot 1.", minimum=0, maximum=1),
    asked=_about(_VALUE, "Wat gevraagd wordt."),
    offered=_about(_VALUE, "Wat de onderneming biedt."),
    sentence=_text("Het oordeel, in een zin."),
)
_QUALIFIES = an_object(
    verdict=_one_of([s.value for s in Standing], "Bewezen, vermoed, niet geweten of neen."),
    because=_text("Waarom."),
    evidence={
        "enum": [*(e.value for e in Evidence), None],
        "description": "Waar een vermoeden op steunt.",
    },
    ask_for=_texts("Bewijs dat u kunt vragen."),
)
_MATCH = an_object(
    rank={"type": "integer", "minimum": 1, "description": "Plaats in de rij."},
    score=_number("Som van gewicht maal score over de bevindingen, niet afgerond.", minimum=0, maximum=1),
    verdict=_one_of(["fits", "to_check"], "to_check: er is nog iets na te kijken dat hard is."),
    enterprise=_about(_ENTERPRISE, "De onderneming."),
    distance_km=_maybe("number", "Afstand van de dichtste vestiging."),
    qualifies=_about(an_object(art15=_about(_QUALIFIES, "Artikel 15.")), "Komt ze in aanmerking als u voorbehoudt?"),
    findings=_many(_FINDING, "Elk criterium dat gevraagd is."),
)
_LEFT_OUT = an_object(
    enterprise=_about(_ENTERPRISE, "De onderneming."),
    because=_or_null(
        an_object(criterion=_text("Het criterium."), sentence=_text("De reden, in een zin.")), "Waarom ze wegvalt."
    ),
)
_UNDERSTOOD = an_object(
    rubrics=_many(
        an_object(
            id=_text("Rubriek."),
            label=_text("Naam."),
            weight=_number("Hoe zeker, van 0 tot 1.", minimum=0, maximum=1),
            because=_texts("De codes en woorden die het zeggen."),
        ),
        "Wat gevraagd wordt.",
    ),
    places=_many(an_object(code=_text("Gebiedscode."), label=_text("Naam.")), "Waar."),
    value=_maybe("number", "Waarde in euro zonder btw."),
    words=_texts("De kenmerkende woorden."),
    proposal=_or_null(
        an_object(cpv=_text("CPV-code."), sentence=_text("De reden.")),
        "Een betere code, als code en omschrijving elkaar tegenspreken.",
    ),
)
_LOT = an_object(
    id=_text("Het perceel."),
    understood=_about(_UNDERSTOOD, "Hoe we het lezen."),
    reservation=_or_null(_RESERVATION, "De toets; null als de Belgische regels niet gelden of niet gekend zijn."),
    matches=_many(_MATCH, "Wie past, de beste eerst."),
    left_out=_many(_LEFT_OUT, "De twintig dichtste missers."),
)
_COMBINATION = an_object(
    assignments=_many(
        an_object(
            lot=_text("Perceel."), enterprise=_text("Onderneming."), distance_km=_maybe("number", "Afstand in km.")
        ),
        "Wie wat doet.",
    ),
    gaps=_texts("Percelen die niemand van hen doet."),
    total_distance_km=_maybe("number", "Som van de afstanden; null als er een niet bekend is."),
)
_NOTICE = an_object(
    format=_one_of(["eforms", "ted_export", "ocds"], "Formaat."),
    version=_maybe("string", "Versie van het formaat."),
    subtype=_maybe("string", "Soort aankondiging."),
    id=_maybe("string", "Nummer."),
    title=_maybe("string", "Titel."),
    language=_maybe("string", "Taal."),
    buyer=_about(
        an_object(name=_maybe("string", "Naam."), kind=_maybe("string", "Soort koper.")), "Wie koopt; nooit personen."
    ),
    cpv=_texts("Alle codes, de hoofdcode eerst."),
    published_on=_maybe("string", "Dag van publicatie."),
    deadline=_maybe("string", "Uiterste dag en uur."),
    url=_maybe("string", "Adres van de aankondiging."),
    lots=_many({"type": "object"}, "De percelen zoals ze er staan."),
    warnings=_texts("Wat we niet konden lezen of gebruiken."),
)
_TAIL: Mapping[str, Schema] = {
    "data_version": _text("Laatste wijziging in de index die antwoordt."),
    "rules_version": _text("Datum van de regels."),
    "warnings": _texts("Wat vreemd is of niet meetelt."),
}
_REPLY = an_object(
    notice=_or_null(_NOTICE, "De aankondiging die gelezen is, anders null."),
    lots=_many(_LOT, "Het antwoord per perceel."),
    combinations=_many(_COMBINATION, "Hoogstens vijf combinaties van hoogstens drie ondernemingen: een schets."),
    **_TAIL,
)
_CHECKED = an_object(reservation=_about(_RESERVATION, "De toets."), **_TAIL)

_XML = (
    '<ContractNotice xmlns="urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2" '
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
    "<cbc:IssueDate>2026-11-22</cbc:IssueDate><cac:ProcurementProjectLot>"
    '<cbc:ID schemeName="Lot">LOT-0001</cbc:ID><cac:ProcurementProject>'
    '<cbc:Name languageID="NLD">Maaien van bermen</cbc:Name><cac:MainCommodityClassification>'
    '<cbc:ItemClassificationCode listName="cpv">77310000</cbc:ItemClassificationCode>'
    "</cac:MainCommodityClassification></cac:ProcurementProject></cac:ProcurementProjectLot></ContractNotice>"
)
_OCDS: Mapping[str, Any] = {
    "ocid": "ocds-voorbeeld-1",
    "id": "1",
    "date": "2026-11-22T00:00:00Z",
    "tag": ["tender"],
    "tender": {
        "id": "1",
        "title": "Maaien van bermen",
        "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "77310000"}}],
    },
}


def match() -> dict[str, Any]:
    """Describe `POST /match`."""
    return posted(_need("De opdracht. Elk veld mag ontbreken of null zijn: dan is het niet gezegd."), _REPLY)


def match_notice() -> dict[str, Any]:
    """Describe `POST /match/notice`."""
    xml = {"schema": {"type": "string"}, "example": _XML}
    ocds = {"schema": {"type": "object"}, "example": dict(_OCDS)}
    body = {
        "required": True,
        "description": "De aankondiging zelf, hoogstens 10 MB: eForms of TED_EXPORT in XML, OCDS 1.1 in JSON.",
        "content": {"application/xml": xml, "text/xml": xml, "application/json": ocds},
    }
    return posted(body, _REPLY)


def reservation_check() -> dict[str, Any]:
    """Describe `POST /reservation/check`."""
    return posted(_need("Een opdracht van één perceel."), _CHECKED)


def _need(about: str) -> dict[str, Any]:
    content = {"application/json": {"schema": need_schema(), "example": dict(EXAMPLE)}}
    return {"required": True, "description": about, "content": content}
