"""The hard criteria: who fails one is left out, and told why; what is not known is never a failure."""

from supplier_guide.matching.finding import Case, Judged, Judgement, Told
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

_UNKNOWN = (Judgement.UNKNOWN, 0.5)
_ART91_ALONE = [ReservedCode.PUBLIC_SERVICE.value]
_LEVELS = {
    Coverage.FULL: (Judgement.MET, 1.0),
    Coverage.PARTIAL: (Judgement.PARTLY, 0.5),
    Coverage.UNKNOWN: (Judgement.UNKNOWN, 0.5),
    Coverage.NONE: (Judgement.NOT_MET, 0.0),
}
"""The best first: one place served is enough."""


def reservation(case: Case) -> Judged | None:
    """Voorbehouden opdracht.

    Komt de onderneming in aanmerking op de datum van de opdracht? Een aandeel van minder dan 30 % of een ander
    hoofddoel sluit uit. Wat we niet weten, sluit niet uit: dan zeggen we welk bewijs u vraagt.
    """
    asked = case.asked.reserved
    if not asked:
        return None
    return Judged("reservation", *(_UNKNOWN if asked == _ART91_ALONE else _STANDINGS[case.qualifies.verdict]))


def reservation_told(case: Case) -> Told:
    """Tell how the enterprise stands towards the reservation."""
    asked, standing = case.asked.reserved, case.qualifies
    if asked == _ART91_ALONE:
        return asked, None, "Of de onderneming voldoet aan de vier voorwaarden van artikel 91, moet u nakijken."
    return asked, standing.verdict.value, standing.because


def reach(case: Case) -> Judged | None:
    """Bereik.

    Werkt de onderneming met een passende activiteit op de plaats van de opdracht? Wie een ander werkgebied opgeeft,
    valt weg. Wie geen werkgebied opgeeft, blijft staan met zijn afstand.
    """
    if not case.understood.places:
        return None
    return Judged("reach", *_LEVELS[_level(case)])


def _level(case: Case) -> Coverage:
    """Return how far the best served of the places is served."""
    levels = {case.row.covers(place) for place in case.understood.places}
    return next(level for level in _LEVELS if level in levels)


def reach_told(case: Case) -> Told:
    """Tell whether the place is served."""
    asked = [place.label for place in case.understood.places]
    where = " of ".join(asked[:2])
    told: dict[Coverage, Told] = {
        Coverage.FULL: (asked, "full", f"Werkt in heel {where}."),
        Coverage.PARTIAL: (asked, "partial", f"Werkt in een deel van {where}."),
        Coverage.UNKNOWN: (asked, None, "Geeft geen werkgebied op: na te vragen."),
        Coverage.NONE: (asked, "none", f"Het opgegeven werkgebied bevat {where} niet."),
    }
    return told[_level(case)]


def contractor(case: Case) -> Judged | None:
    """Erkenning als aannemer.

    Nodig voor werken vanaf een bedrag; de offerte beslist, niet de raming. Wie geen erkenning opgeeft, of alleen voor
    een andere categorie, valt niet weg: die is na te kijken.
    """
    found = _as_contractor(case)
    return found and found[0]


def contractor_told(case: Case) -> Told:
    """Tell which recognition is stated, and which one is asked."""
    found = _as_contractor(case)
    return found[1] if found else (None, None, "")


def _as_contractor(case: Case) -> tuple[Judged, Told] | None:
    stated, least = _class_asked(case)
    if least is None:
        return None
    held = case.profile.enterprise.contractor_classes
    fitting = [c.class_ for c in held if stated is None or _covers(c.category, stated.category)]
    asked = f"{stated.category} klasse {least}" if stated else f"klasse {least}"
    offered = [f"{c.category} klasse {c.class_}" for c in held] or None
    if not held:
        sentence = f"Geeft geen erkenning als aannemer op: {asked} of hoger is na te kijken."
        return Judged("contractor", Judgement.UNKNOWN, 0.5), (asked, None, sentence)
    if not fitting:
        sentence = f"Geeft een erkenning op voor een andere categorie: {asked} of hoger is na te kijken."
        return Judged("contractor", Judgement.UNKNOWN, 0.5), (asked, offered, sentence)
    best = max(fitting)
    if best >= least:
        ending = "." if stated else "; de categorie moet u nakijken."
        sentence = f"Geeft een erkenning op van klasse {best}{ending}"
        return Judged("contractor", Judgement.MET, 1.0), (asked, offered, sentence)
    if stated is None and case.contractor is not None and case.contractor.required is Verdict.UNKNOWN:
        sentence = f"Geeft een erkenning op van klasse {best}; of een hogere nodig is, hangt van de categorie af."
        return Judged("contractor", Judgement.UNKNOWN, 0.5), (asked, offered, sentence)
    sentence = f"De opgegeven erkenning (klasse {best}) is lager dan {asked}."
    return Judged("contractor", Judgement.NOT_MET, 0.0), (asked, offered, sentence)


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
