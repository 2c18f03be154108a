"""The soft criteria: each gives a score between 0 and 1, by its weight in ``index/matching.json``."""

from collections.abc import Sequence
from math import exp

from supplier_guide.matching.finding import Case, Finding, Judgement
from supplier_guide.model.dutch import decimal, dutch_date, kilometres
from supplier_guide.model.need import BuyerKind
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import CAPACITY_LABELS, MODE_LABELS, CustomerKind
from supplier_guide.search.query import Coverage

_MONTHS = 12
_HALF = 0.5
_CUSTOMERS = {
    BuyerKind.LOCAL_AUTHORITY: {CustomerKind.LOCAL_AUTHORITY},
    BuyerKind.REGION: {CustomerKind.GOVERNMENT},
    BuyerKind.COMMUNITY: {CustomerKind.GOVERNMENT},
    BuyerKind.STATE: {CustomerKind.GOVERNMENT},
    BuyerKind.UTILITY: {CustomerKind.GOVERNMENT, CustomerKind.COMPANY},
    BuyerKind.SCHOOL: {CustomerKind.EDUCATION},
    BuyerKind.CARE: {CustomerKind.CARE},
    BuyerKind.ASSOCIATION: {CustomerKind.ASSOCIATION},
    BuyerKind.COMPANY: {CustomerKind.COMPANY},
}


def rubric(case: Case) -> Finding | None:
    """Rubriek of CPV-code.

    Doet de onderneming wat gevraagd wordt? De rubriek zelf telt helemaal, een rubriek ernaast 0,6. Een CPV-code
    telt naarmate meer cijfers gelijk zijn.
    """
    asked = [r.id for r in case.understood.rubrics] or list(case.understood.lot.cpv)
    if not asked:
        return None
    fit = case.fit
    judgement = Judgement.MET if fit.score == 1 else Judgement.PARTLY if fit.score > 0 else Judgement.NOT_MET
    if fit.asked is None:
        return _finding(case, "rubric", judgement, 0.0, asked, None, "Geen activiteit in deze rubriek.")
    label = next((r.label for r in case.understood.rubrics if r.id == fit.asked), f"CPV {fit.asked}")
    told = f"Doet {case.row.label}." if label == case.row.label else f"Doet {case.row.label}; gevraagd is {label}."
    return _finding(case, "rubric", judgement, fit.score, fit.asked, fit.offered, told)


def words(case: Case) -> Finding | None:
    """Woorden.

    Welk deel van de kenmerkende woorden staat in de teksten van de onderneming? Zeldzame woorden en woorden uit de
    titel tellen meer.
    """
    told = case.understood.words
    if not told:
        return None
    terms = case.profile.terms
    met = [t for t in told if next(t.word.met_in(terms), None) is not None]
    score = sum(t.weight for t in met) / sum(t.weight for t in told)
    judgement = Judgement.MET if len(met) == len(told) else Judgement.PARTLY if met else Judgement.NOT_MET
    surfaces = list(dict.fromkeys(t.word.surface for t in met))
    sentence = f"Noemt {_quoted(surfaces)}." if met else "Noemt geen van de kenmerkende woorden."
    asked = list(dict.fromkeys(t.word.surface for t in told))
    return _finding(case, "words", judgement, score, asked, surfaces, sentence)


def distance(case: Case) -> Finding | None:
    """Afstand.

    Hoe ver ligt de dichtste vestiging? Op 50 km telt ze nog voor 0,37. Wie in een atelier werkt of producten levert
    en de plaats helemaal bedient, krijgt 1: dan telt afstand niet. Afstand is een hulp bij het zoeken, nooit een
    voorwaarde of een gunningscriterium.
    """
    places = case.understood.places
    if not places:
        return None
    asked = [p.label for p in places]
    free = not case.row.place_bound and any(case.row.covers(p) is Coverage.FULL for p in places)
    if case.km is None:
        score = 1.0 if free else case.weights.distance.unknown
        return _finding(case, "distance", Judgement.UNKNOWN, score, asked, None, "De afstand is niet bekend.")
    offered = kilometres(case.km)
    if free:
        sentence = f"Ligt op {offered}, maar werkt in een atelier of levert producten in heel {asked[0]}."
        return _finding(case, "distance", Judgement.MET, 1.0, asked, offered, sentence)
    score = exp(-case.km / case.weights.distance.scale_km)
    judgement = Judgement.MET if case.km <= case.weights.distance.near_km else Judgement.PARTLY
    return _finding(case, "distance", judgement, score, asked, offered, f"Ligt op {offered}.")


def mode(case: Case) -> Finding | None:
    """Manier van werken.

    Biedt de onderneming bij deze activiteit aan wat gevraagd wordt?
    """
    asked = case.understood.lot.modes
    if not asked:
        return None
    labels = [MODE_LABELS[m] for m in asked]
    offered = set(case.row.modes)
    if not offered:
        sentence = "Zegt niet hoe ze deze activiteit doet."
        return _finding(case, "mode", Judgement.UNKNOWN, case.weights.unknown, labels, None, sentence)
    met = [m for m in asked if m in offered]
    score = len(met) / len(asked)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if met else Judgement.NOT_MET
    told = sorted(MODE_LABELS[m] for m in offered)
    return _finding(case, "mode", judgement, score, labels, told, f"Werkt zo: {', '.join(told).lower()}.")


def capacity(case: Case) -> Finding | None:
    """Capaciteit.

    Past de opgegeven ploeg bij de waarde per jaar? Een vuistregel, geen oordeel: we rekenen met 45 000 euro per
    persoon per jaar.
    """
    value, months = case.understood.value, case.understood.lot.duration_months
    if not value:
        return None
    figures = case.weights.capacity
    people = value / max((months or _MONTHS) / _MONTHS, 1.0) / figures.euro_per_person_per_year
    asked = f"ongeveer {decimal(people)} mensen"
    band = case.row.band
    if band is None:
        sentence = "Geeft geen capaciteit op."
        return _finding(case, "capacity", Judgement.UNKNOWN, case.weights.unknown, asked, None, sentence)
    most, offered = figures.people.get(band), CAPACITY_LABELS[band]
    score = 1.0 if most is None else min(1.0, most / people)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY
    return _finding(case, "capacity", judgement, score, asked, offered, f"Zegt: {offered}; gerekend is {asked}.")


def certificates(case: Case) -> Finding | None:
    """Certificaten.

    Heeft de onderneming wat gevraagd wordt, geldig op de datum van de opdracht?
    """
    asked = list(case.understood.lot.certificates)
    if not asked:
        return None
    held = {name_key(c.name): c for c in case.profile.enterprise.certificates}
    valid = [a for a in asked if (c := held.get(name_key(a))) and (c.valid_until is None or c.valid_until >= case.on)]
    expired = [a for a in asked if a not in valid and name_key(a) in held]
    score = len(valid) / len(asked)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if valid else Judgement.NOT_MET
    parts = [f"Heeft {', '.join(valid)}." if valid else "", f"Vervallen: {', '.join(expired)}." if expired else ""]
    sentence = " ".join(p for p in parts if p) or "Geeft de gevraagde certificaten niet op."
    return _finding(case, "certificates", judgement, score, asked, [c.name for c in held.values()], sentence)


def references(case: Case) -> Finding | None:
    """Referenties en versheid.

    Werkte de onderneming al voor klanten zoals u, en zijn de gegevens nog geen jaar oud?
    """
    enterprise = case.profile.enterprise
    kinds = _CUSTOMERS.get(case.buyer.kind, set()) if case.buyer.kind else set()
    alike = [r.customer for r in enterprise.references if r.customer_kind in kinds]
    confirmed = enterprise.confirmed_on
    fresh = confirmed is not None and 0 <= (case.on - confirmed).days < case.weights.fresh_days
    score = _HALF * bool(alike) + _HALF * fresh
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if score else Judgement.UNKNOWN
    said = f"Werkte voor {', '.join(alike[:2])}." if alike else "Geen referentie bij klanten zoals u."
    aged = f"Bevestigd op {dutch_date(confirmed)}." if confirmed else "Gegevens nog niet bevestigd."
    asked = case.buyer.kind.value if case.buyer.kind else None
    return _finding(case, "references", judgement, score, asked, alike[:5], f"{said} {aged}")


def _finding(
    case: Case, criterion: str, judgement: Judgement, score: float,
    asked: str | list[str] | None, offered: str | list[str] | None, sentence: str,
) -> Finding:  # fmt: skip
    return Finding(criterion, judgement, case.weights.weights[criterion], score, asked, offered, sentence)


def _quoted(surfaces: Sequence[str]) -> str:
    shown = [f"‘{s}’" for s in surfaces[:6]]
    return " en ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
