"""The hard criteria: who fails one is left out, and told why; what is not known is never a failure."""

from supplier_guide.matching.finding import Case, Finding, Judgement
from supplier_guide.model.enterprise import ContractorClass
from supplier_guide.model.need import Nature, ReservedCode
from supplier_guide.rules import Standing, Verdict
from supplier_guide.search.query import Coverage

_STANDINGS = {
    Standing.PROVEN: (Judgement.MET, 1.0),
    Standing.PRESUMED: (Judgement.MET, 1.0),
    Standing.UNKNOWN: (Judgement.UNKNOWN, 0.5),
    Standing.NO: (Judgement.NOT_MET, 0.0),
}


def reservation(case: Case) -> Finding | None:
    """Voorbehouden opdracht.

    Komt de onderneming in aanmerking op de datum van de opdracht? Een aandeel van minder dan 30 % of een ander
    hoofddoel sluit uit. Wat we niet weten, sluit niet uit: dan zeggen we welk bewijs u vraagt.
    """
    asked = [code.value for code in case.understood.lot.reserved or () if code is not ReservedCode.NONE]
    if case.understood.lot.reserved_execution == "yes" and ReservedCode.SHELTERED.value not in asked:
        asked.append("reserved-execution")
    if not asked:
        return None
    if asked == [ReservedCode.PUBLIC_SERVICE.value]:
        sentence = "Of de onderneming voldoet aan de vier voorwaarden van artikel 91, moet u nakijken."
        return Finding("reservation", Judgement.UNKNOWN, 0.0, 0.5, asked, None, sentence)
    judgement, score = _STANDINGS[case.qualifies.verdict]
    return Finding("reservation", judgement, 0.0, score, asked, case.qualifies.verdict.value, case.qualifies.because)


def reach(case: Case) -> Finding | None:
    """Bereik.

    Werkt de onderneming met een passende activiteit op de plaats van de opdracht? Wie een ander werkgebied opgeeft,
    valt weg. Wie geen werkgebied opgeeft, blijft staan met zijn afstand.
    """
    places = case.understood.places
    if not places:
        return None
    levels = {case.row.covers(place) for place in places}
    asked = [place.label for place in places]
    where = " of ".join(asked[:2])
    if Coverage.FULL in levels:
        return Finding("reach", Judgement.MET, 0.0, 1.0, asked, "full", f"Werkt in heel {where}.")
    if Coverage.PARTIAL in levels:
        return Finding("reach", Judgement.PARTLY, 0.0, 0.5, asked, "partial", f"Werkt in een deel van {where}.")
    if Coverage.UNKNOWN in levels:
        return Finding("reach", Judgement.UNKNOWN, 0.0, 0.5, asked, None, "Geeft geen werkgebied op: na te vragen.")
    return Finding("reach", Judgement.NOT_MET, 0.0, 0.0, asked, "none", f"Het opgegeven werkgebied bevat {where} niet.")


def contractor(case: Case) -> Finding | None:
    """Erkenning als aannemer.

    Nodig voor werken vanaf een bedrag; de offerte beslist, niet de raming. Wie geen erkenning opgeeft, of alleen voor
    een andere categorie, valt niet weg: die is na te kijken.
    """
    stated, least = _class_asked(case)
    if least is None:
        return None
    held = case.profile.enterprise.contractor_classes
    fitting = [c.class_ for c in held if stated is None or _covers(c.category, stated.category)]
    asked = f"{stated.category} klasse {least}" if stated else f"klasse {least}"
    offered = [f"{c.category} klasse {c.class_}" for c in held] or None
    if not held:
        sentence = f"Geeft geen erkenning als aannemer op: {asked} of hoger is na te kijken."
        return Finding("contractor", Judgement.UNKNOWN, 0.0, 0.5, asked, None, sentence)
    if not fitting:
        sentence = f"Geeft een erkenning op voor een andere categorie: {asked} of hoger is na te kijken."
        return Finding("contractor", Judgement.UNKNOWN, 0.0, 0.5, asked, offered, sentence)
    best = max(fitting)
    if best >= least:
        ending = "." if stated else "; de categorie moet u nakijken."
        sentence = f"Geeft een erkenning op van klasse {best}{ending}"
        return Finding("contractor", Judgement.MET, 0.0, 1.0, asked, offered, sentence)
    if stated is None and case.contractor is not None and case.contractor.required is Verdict.UNKNOWN:
        sentence = f"Geeft een erkenning op van klasse {best}; of een hogere nodig is, hangt van de categorie af."
        return Finding("contractor", Judgement.UNKNOWN, 0.0, 0.5, asked, offered, sentence)
    sentence = f"De opgegeven erkenning (klasse {best}) is lager dan {asked}."
    return Finding("contractor", Judgement.NOT_MET, 0.0, 0.0, asked, offered, sentence)


def _class_asked(case: Case) -> tuple[ContractorClass | None, int | None]:
    """Return what the buyer asks, and the lowest class that will do: the buyer's, else that of the estimate."""
    lot, needed = case.understood.lot, case.contractor
    if lot.contractor_class is not None:
        return lot.contractor_class, lot.contractor_class.class_
    if lot.nature is not Nature.WORKS or needed is None or needed.required is Verdict.NO:
        return None, None
    return None, needed.class_


def _covers(held: str, asked: str) -> bool:
    """Whether a category held is the one asked, or the category (G) of the subcategory asked (G3)."""
    return held == asked or (len(held) == 1 and asked.startswith(held))
