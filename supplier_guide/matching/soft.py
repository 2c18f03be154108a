"""The soft criteria: each gives a score between 0 and 1, by its weight in ``index/matching.json``."""

from collections.abc import Sequence
from math import exp

from supplier_guide.matching.finding import Case, Judged, Judgement, Told
from supplier_guide.matching.telling import Telling
from supplier_guide.model.dutch import decimal, dutch_date, kilometres
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import CAPACITY_LABELS, MODE_LABELS
from supplier_guide.search.query import Coverage

_HALF = 0.5


def rubric(case: Case) -> Judged | None:
    """Rubriek of CPV-code.

    Doet de onderneming wat gevraagd wordt? De rubriek zelf telt helemaal, een rubriek ernaast 0,6. Een CPV-code
    telt naarmate meer cijfers gelijk zijn.
    """
    if not case.understood.rubrics and not case.understood.lot.cpv:
        return None
    score = case.fit.score
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if score > 0 else Judgement.NOT_MET
    return Judged("rubric", judgement, 0.0 if case.fit.asked is None else score)


def rubric_told(case: Case) -> Told:
    """Tell what is done, and what was asked."""
    rubrics, fit = case.understood.rubrics, case.fit
    if fit.asked is None:
        return [r.id for r in rubrics] or list(case.understood.lot.cpv), None, "Geen activiteit in deze rubriek."
    label = next((r.label for r in rubrics if r.id == fit.asked), f"CPV {fit.asked}")
    told = f"Doet {case.row.label}." if label == case.row.label else f"Doet {case.row.label}; gevraagd is {label}."
    return fit.asked, fit.offered, told


def words(case: Case) -> Judged | None:
    """Woorden.

    Welk deel van de kenmerkende woorden staat in de teksten van de onderneming? Zeldzame woorden en woorden uit de
    titel tellen meer.
    """
    asked = case.asked.words
    if not asked.all:
        return None
    met = asked.met_in(case.profile.terms)
    score = sum([asked.weights[at] for at in met]) / case.asked.words_weight
    judgement = Judgement.MET if len(met) == len(asked.all) else Judgement.PARTLY if met else Judgement.NOT_MET
    return Judged("words", judgement, score)


def words_told(case: Case) -> Told:
    """Tell which words were met."""
    asked = case.asked.words
    met = asked.met_in(case.profile.terms)
    surfaces = _surfaces([asked.all[at] for at in met])
    sentence = f"Noemt {_quoted(surfaces)}." if met else "Noemt geen van de kenmerkende woorden."
    return _surfaces(asked.all), surfaces, sentence


def _surfaces(words: Sequence[Telling]) -> list[str]:
    return list(dict.fromkeys(told.word.surface for told in words))


def distance(case: Case) -> Judged | None:
    """Afstand.

    Hoe ver ligt de dichtste vestiging? Op 50 km telt ze nog voor 0,37. Wie in een atelier werkt of producten levert
    en de plaats helemaal bedient, krijgt 1: dan telt afstand niet. Afstand is een hulp bij het zoeken, nooit een
    voorwaarde of een gunningscriterium.
    """
    if not case.understood.places:
        return None
    figures, free = case.weights.distance, _free(case)
    if case.km is None:
        judgement, score = Judgement.UNKNOWN, 1.0 if free else figures.unknown
    elif free:
        judgement, score = Judgement.MET, 1.0
    else:
        judgement = Judgement.MET if case.km <= figures.near_km else Judgement.PARTLY
        score = exp(-case.km / figures.scale_km)
    return Judged("distance", judgement, score)


def _free(case: Case) -> bool:
    """Whether distance does not count: work in a workshop, or goods, for a place that is served wholly."""
    return not case.row.place_bound and any(case.row.covers(p) is Coverage.FULL for p in case.understood.places)


def distance_told(case: Case) -> Told:
    """Tell how far it is."""
    asked = [p.label for p in case.understood.places]
    if case.km is None:
        return asked, None, "De afstand is niet bekend."
    offered = kilometres(case.km)
    if _free(case):
        return asked, offered, f"Ligt op {offered}, maar werkt in een atelier of levert producten in heel {asked[0]}."
    return asked, offered, f"Ligt op {offered}."


def mode(case: Case) -> Judged | None:
    """Manier van werken.

    Biedt de onderneming bij deze activiteit aan wat gevraagd wordt?
    """
    asked = case.understood.lot.modes
    if not asked:
        return None
    offered = set(case.row.modes)
    if not offered:
        return Judged("mode", Judgement.UNKNOWN, case.weights.unknown)
    met = [m for m in asked if m in offered]
    score = len(met) / len(asked)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if met else Judgement.NOT_MET
    return Judged("mode", judgement, score)


def mode_told(case: Case) -> Told:
    """Tell how the activity is done."""
    labels = [MODE_LABELS[m] for m in case.understood.lot.modes]
    said = sorted(MODE_LABELS[m] for m in set(case.row.modes))
    if not said:
        return labels, None, "Zegt niet hoe ze deze activiteit doet."
    return labels, said, f"Werkt zo: {', '.join(said).lower()}."


def capacity(case: Case) -> Judged | None:
    """Capaciteit.

    Past de opgegeven ploeg bij de waarde per jaar? Een vuistregel, geen oordeel: we rekenen met 45 000 euro per
    persoon per jaar.
    """
    people = case.asked.people
    if people is None:
        return None
    band = case.row.band
    if band is None:
        return Judged("capacity", Judgement.UNKNOWN, case.weights.unknown)
    most = case.weights.capacity.people.get(band)
    score = 1.0 if most is None else min(1.0, most / people)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY
    return Judged("capacity", judgement, score)


def capacity_told(case: Case) -> Told:
    """Tell how many people work, and how many the value pays for."""
    asked = f"ongeveer {decimal(case.asked.people or 0.0)} mensen"
    if case.row.band is None:
        return asked, None, "Geeft geen capaciteit op."
    offered = CAPACITY_LABELS[case.row.band]
    return asked, offered, f"Zegt: {offered}; gerekend is {asked}."


def certificates(case: Case) -> Judged | None:
    """Certificaten.

    Heeft de onderneming wat gevraagd wordt, geldig op de datum van de opdracht?
    """
    asked = case.understood.lot.certificates
    if not asked:
        return None
    valid, _ = _held(case)
    score = len(valid) / len(asked)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if valid else Judgement.NOT_MET
    return Judged("certificates", judgement, score)


def _held(case: Case) -> tuple[list[str], list[str]]:
    """Return which of the certificates asked are held and valid, and which have expired."""
    held = {name_key(c.name): c for c in case.profile.enterprise.certificates}
    stated = [(a, c) for a in case.understood.lot.certificates if (c := held.get(name_key(a)))]
    valid = [a for a, c in stated if c.valid_until is None or c.valid_until >= case.on]
    return valid, [a for a, _ in stated if a not in valid]


def certificates_told(case: Case) -> Told:
    """Tell which certificates are valid and which have expired."""
    valid, expired = _held(case)
    parts = [f"Heeft {', '.join(valid)}." if valid else "", f"Vervallen: {', '.join(expired)}." if expired else ""]
    sentence = " ".join(p for p in parts if p) or "Geeft de gevraagde certificaten niet op."
    held = {name_key(c.name): c.name for c in case.profile.enterprise.certificates}
    return list(case.understood.lot.certificates), list(held.values()), sentence


def references(case: Case) -> Judged | None:
    """Referenties en versheid.

    Werkte de onderneming al voor klanten zoals u, en zijn de gegevens nog geen jaar oud?
    """
    confirmed = case.profile.confirmed_on
    alike = not case.profile.customers.isdisjoint(case.asked.customers)
    fresh = confirmed is not None and 0 <= (case.on - confirmed).days < case.weights.fresh_days
    score = _HALF * alike + _HALF * fresh
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if score else Judgement.UNKNOWN
    return Judged("references", judgement, score)


def references_told(case: Case) -> Told:
    """Tell for whom it worked, and when its data were confirmed."""
    kinds, kind = case.asked.customers, case.buyer.kind
    alike = [r.customer for r in case.profile.enterprise.references if r.customer_kind in kinds]
    confirmed = case.profile.confirmed_on
    said = f"Werkte voor {', '.join(alike[:2])}." if alike else "Geen referentie bij klanten zoals u."
    aged = f"Bevestigd op {dutch_date(confirmed)}." if confirmed else "Gegevens nog niet bevestigd."
    return kind.value if kind else None, alike[:5], f"{said} {aged}"


def _quoted(surfaces: Sequence[str]) -> str:
    shown = [f"‘{s}’" for s in surfaces[:6]]
    return " en ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
