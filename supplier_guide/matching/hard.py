"""The hard criteria: who fails one is left out, and told why; what is not known is never a failure."""

from supplier_guide.matching.finding import Case, Finding, Judgement
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

    Nodig voor werken vanaf een bedrag; de offerte beslist, niet de raming.
    """
    lot = case.understood.lot
    needed = case.contractor
    if lot.nature is not Nature.WORKS or needed is None or needed.required is Verdict.NO:
        return None
    least = lot.contractor_class or needed.class_
    if least is None:
        return None
    held = [f"{c.category} klasse {c.class_}" for c in case.profile.enterprise.contractor_classes]
    asked = f"klasse {least}"
    if not held:
        sentence = f"Geeft geen erkenning als aannemer op: {asked} of hoger is na te kijken."
        return Finding("contractor", Judgement.UNKNOWN, 0.0, 0.5, asked, None, sentence)
    best = max(c.class_ for c in case.profile.enterprise.contractor_classes)
    if best >= least:
        sentence = f"Geeft een erkenning op van klasse {best}; de categorie moet u nakijken."
        return Finding("contractor", Judgement.MET, 0.0, 1.0, asked, held, sentence)
    if needed.required is Verdict.UNKNOWN and lot.contractor_class is None:
        sentence = f"Geeft een erkenning op van klasse {best}; of een hogere nodig is, hangt van de categorie af."
        return Finding("contractor", Judgement.UNKNOWN, 0.0, 0.5, asked, held, sentence)
    sentence = f"De opgegeven erkenning (klasse {best}) is lager dan {asked}."
    return Finding("contractor", Judgement.NOT_MET, 0.0, 0.0, asked, held, sentence)
