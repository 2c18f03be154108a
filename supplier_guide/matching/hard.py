"""The hard criteria: who fails one is left out, and told why; what is not known is never a failure."""

from collections.abc import Sequence

from supplier_guide.matching.asked import Asked
from supplier_guide.matching.finding import Judged, Judgement, Shown, Told
from supplier_guide.matching.offers import ArtStanding
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

Classes = Sequence[tuple[str, int]]
"""Categories with classes of recognition as a contractor."""

_UNKNOWN = (Judgement.UNKNOWN, 0.5)
_ART91_ALONE = [ReservedCode.PUBLIC_SERVICE.value]
_LEVELS = {
    Coverage.FULL: (Judgement.MET, 1.0),
    Coverage.PARTIAL: (Judgement.PARTLY, 0.5),
    Coverage.UNKNOWN: (Judgement.UNKNOWN, 0.5),
    Coverage.NONE: (Judgement.NOT_MET, 0.0),
}


def reservation(asked: Asked, standing: ArtStanding) -> Judged | None:
    """Voorbehouden opdracht.

    Komt de onderneming in aanmerking op de datum van de opdracht? Een aandeel van minder dan 30 % of een ander
    hoofddoel sluit uit. Wat we niet weten, sluit niet uit: dan zeggen we welk bewijs u vraagt.
    """
    if not asked.reserved:
        return None
    return Judged("reservation", *(_UNKNOWN if asked.reserved == _ART91_ALONE else _STANDINGS[standing.verdict]))


def reservation_told(shown: Shown) -> Told:
    """Tell how the enterprise stands towards the reservation."""
    asked, standing = shown.case.asked.reserved, shown.qualifies
    if asked == _ART91_ALONE:
        return asked, None, "Of de onderneming voldoet aan de vier voorwaarden van artikel 91, moet u nakijken."
    return asked, standing.verdict.value, standing.because


def reach(_asked: Asked, reached: Coverage | None) -> Judged | None:
    """Bereik.

    Werkt de onderneming met een passende activiteit op de plaats van de opdracht? Wie een ander werkgebied opgeeft,
    valt weg. Wie geen werkgebied opgeeft, blijft staan met zijn afstand.
    """
    return None if reached is None else Judged("reach", *_LEVELS[reached])


def reach_told(shown: Shown) -> Told:
    """Tell whether the place is served."""
    asked = [place.label for place in shown.case.understood.places]
    where = " of ".join(asked[:2])
    told: dict[Coverage, Told] = {
        Coverage.FULL: (asked, "full", f"Werkt in heel {where}."),
        Coverage.PARTIAL: (asked, "partial", f"Werkt in een deel van {where}."),
        Coverage.UNKNOWN: (asked, None, "Geeft geen werkgebied op: na te vragen."),
        Coverage.NONE: (asked, "none", f"Het opgegeven werkgebied bevat {where} niet."),
    }
    return told[shown.case.reach or Coverage.UNKNOWN]


def contractor(asked: Asked, held: Classes) -> Judged | None:
    """Erkenning als aannemer.

    Nodig voor werken vanaf een bedrag; de offerte beslist, niet de raming. Wie geen erkenning opgeeft, of alleen voor
    een andere categorie, valt niet weg: die is na te kijken.
    """
    found = _as_contractor(asked, held)
    return found and found[0]


def contractor_told(shown: Shown) -> Told:
    """Tell which recognition is stated, and which one is asked."""
    found = _as_contractor(shown.case.asked, shown.case.candidate.card.contractor)
    return found[1] if found else (None, None, "")


def _as_contractor(by: Asked, held: Classes) -> tuple[Judged, Told] | None:
    stated, least = _class_asked(by)
    if least is None:
        return None
    fitting = [number for category, number in held if stated is None or _covers(category, stated.category)]
    asked = f"{stated.category} klasse {least}" if stated else f"klasse {least}"
    offered = [f"{category} klasse {number}" for category, number in held] or None
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
    if stated is None and by.contractor is not None and by.contractor.required is Verdict.UNKNOWN:
        sentence = f"Geeft een erkenning op van klasse {best}; of een hogere nodig is, hangt van de categorie af."
        return Judged("contractor", Judgement.UNKNOWN, 0.5), (asked, offered, sentence)
    sentence = f"De opgegeven erkenning (klasse {best}) is lager dan {asked}."
    return Judged("contractor", Judgement.NOT_MET, 0.0), (asked, offered, sentence)


def _class_asked(asked: Asked) -> tuple[ContractorClass | None, int | None]:
    """Return what the buyer asks, and the lowest class that will do: the buyer's, else that of the estimate."""
    lot, needed = asked.understood.lot, asked.contractor
    if lot.contractor_class is not None:
        return lot.contractor_class, lot.contractor_class.class_
    if lot.nature is not Nature.WORKS or needed is None or needed.required is Verdict.NO:
        return None, None
    return None, needed.class_


def _covers(held: str, asked: str) -> bool:
    """Whether a category held is the one asked, or the category (G) of the subcategory asked (G3)."""
    return held == asked or (len(held) == 1 and asked.startswith(held))
