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
    where = f"{', '.join(asked[:-1])} en {asked[-1]}" if len(asked) > 1 else asked[0]
    told: dict[Coverage, Told] = {
        Coverage.FULL: (asked, "full", f"Werkt in heel {where}."),
        Coverage.PARTIAL: (asked, "partial", f"Werkt in een deel van {where}, niet overal."),
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
    offered = [f"{category} klasse {number}" for category, number in held] or None
    if least is None:
        sentence = "Zonder de waarde weten we niet of een erkende aannemer nodig is."
        return _contractor(Judgement.UNKNOWN, None, offered, sentence) if _hangs_on_value(by) else None
    asked = f"{stated.category} klasse {least}" if stated else f"klasse {least}"
    fitting = [number for category, number in held if stated is None or _covers(category, stated.category)]
    if not fitting:
        what = "een erkenning op voor een andere categorie" if held else "geen erkenning als aannemer op"
        return _contractor(Judgement.UNKNOWN, asked, offered, f"Geeft {what}: {asked} of hoger is na te kijken.")
    judgement, ending = _of_class(by, stated, best=max(fitting), least=least)
    if judgement is Judgement.NOT_MET:
        said = f"De opgegeven erkenning (klasse {max(fitting)}) {ending} {asked}."
        return _contractor(judgement, asked, offered, said)
    return _contractor(judgement, asked, offered, f"Geeft een erkenning op van klasse {max(fitting)}{ending}.")


def _of_class(by: Asked, stated: ContractorClass | None, *, best: int, least: int) -> tuple[Judgement, str]:
    """Return how the best class held stands to the one asked; of which category we must know for a yes."""
    if best >= least:
        return (Judgement.MET, "") if stated else (Judgement.UNKNOWN, "; de categorie moet u nakijken")
    if stated is None and by.contractor is not None and by.contractor.required is Verdict.UNKNOWN:
        return Judgement.UNKNOWN, "; of een hogere nodig is, hangt van de categorie af"
    return Judgement.NOT_MET, "is lager dan"


_CONTRACTOR_SCORES = {Judgement.MET: 1.0, Judgement.UNKNOWN: 0.5, Judgement.NOT_MET: 0.0}


def _contractor(
    judgement: Judgement, asked: str | None, offered: list[str] | None, sentence: str
) -> tuple[Judged, Told]:
    return Judged("contractor", judgement, _CONTRACTOR_SCORES[judgement]), (asked, offered, sentence)


def _hangs_on_value(asked: Asked) -> bool:
    """Whether a recognition may be needed, but for works of which no value is stated."""
    needed = asked.contractor
    return asked.understood.lot.nature is Nature.WORKS and needed is not None and needed.required is Verdict.UNKNOWN


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
