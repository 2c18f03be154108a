"""The soft criteria: each gives a score between 0 and 1, by its weight in ``index/matching.json``."""

from collections.abc import Sequence
from math import exp
from operator import itemgetter

from supplier_guide.matching.asked import Asked
from supplier_guide.matching.finding import Judged, Judgement, Shown, Told, Way
from supplier_guide.matching.fit import Fit
from supplier_guide.matching.telling import Telling
from supplier_guide.model.dutch import decimal, dutch_date, kilometres
from supplier_guide.model.slug import name_key
from supplier_guide.model.vocabulary import CAPACITY_LABELS, MODE_LABELS, CapacityBand, Mode

Certificates = Sequence[tuple[str, int]]
"""Folded names with their last days (proleptic ordinals)."""

_HALF = 0.5


def rubric(asked: Asked, fit: Fit) -> Judged | None:
    """Rubriek of CPV-code.

    Doet de onderneming wat gevraagd wordt? De rubriek zelf telt helemaal, een rubriek ernaast 0,6. Een CPV-code
    telt naarmate meer cijfers gelijk zijn.
    """
    if not asked.understood.rubrics and not asked.understood.lot.cpv:
        return None
    judgement = Judgement.MET if fit.score == 1 else Judgement.PARTLY if fit.score > 0 else Judgement.NOT_MET
    return Judged("rubric", judgement, 0.0 if fit.asked is None else fit.score)


def rubric_told(shown: Shown) -> Told:
    """Tell what is done, and what was asked."""
    row, fit, understood = shown.case.row, shown.case.fit, shown.case.understood
    rubrics = understood.rubrics
    if fit.asked is None:
        return [r.id for r in rubrics] or list(understood.lot.cpv), None, "Geen activiteit in deze rubriek."
    label = next((r.label for r in rubrics if r.id == fit.asked), f"CPV {fit.asked}")
    does = f"Doet {row.label}"
    told = f"{does}." if label == row.label else f"{does}; gevraagd is {label}."
    return fit.asked, fit.offered, told


def words(asked: Asked, said: Sequence[int]) -> Judged | None:
    """Woorden.

    Welk deel van de kenmerkende woorden staat in de teksten van de onderneming? Zeldzame woorden en woorden uit de
    titel tellen meer.
    """
    weights = asked.word_weights
    if not weights:
        return None
    score = sum([weights[at] for at in said]) / asked.words_weight
    judgement = Judgement.MET if len(said) == len(weights) else Judgement.PARTLY if said else Judgement.NOT_MET
    return Judged("words", judgement, score)


def words_told(shown: Shown) -> Told:
    """Tell which words were met."""
    asked, met = shown.case.understood.words, shown.case.candidate.said
    surfaces = _surfaces([asked[at] for at in met])
    sentence = f"Noemt {_quoted(surfaces)}." if met else "Noemt geen van de kenmerkende woorden."
    return _surfaces(asked), surfaces, sentence


def _surfaces(words: Sequence[Telling]) -> list[str]:
    return list(dict.fromkeys(told.word.surface for told in words))


def distance(asked: Asked, way: Way) -> Judged | None:
    """Afstand.

    Hoe ver ligt de dichtste vestiging? Op 50 km telt ze nog voor 0,37. Wie in een atelier werkt of producten levert
    en de plaats helemaal bedient, krijgt 1: dan telt afstand niet. Afstand is een hulp bij het zoeken, nooit een
    voorwaarde of een gunningscriterium.
    """
    if not asked.understood.places:
        return None
    figures = asked.weights.distance
    if way.km is None:
        judgement, score = Judgement.UNKNOWN, 1.0 if way.free else figures.unknown
    elif way.free:
        judgement, score = Judgement.MET, 1.0
    else:
        judgement = Judgement.MET if way.km <= figures.near_km else Judgement.PARTLY
        score = exp(-way.km / figures.scale_km)
    return Judged("distance", judgement, score)


def distance_told(shown: Shown) -> Told:
    """Tell how far it is."""
    way = shown.case.way
    asked = [p.label for p in shown.case.understood.places]
    if way.km is None:
        return asked, None, "De afstand is niet bekend."
    offered = kilometres(way.km)
    if way.free:
        return asked, offered, f"Ligt op {offered}, maar werkt in een atelier of levert producten in heel {asked[0]}."
    return asked, offered, f"Ligt op {offered}."


def mode(asked: Asked, modes: Sequence[Mode]) -> Judged | None:
    """Manier van werken.

    Biedt de onderneming bij deze activiteit aan wat gevraagd wordt?
    """
    wanted = asked.understood.lot.modes
    if not wanted:
        return None
    if not modes:
        return Judged("mode", Judgement.UNKNOWN, asked.weights.unknown)
    met = [m for m in wanted if m in modes]
    score = len(met) / len(wanted)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if met else Judgement.NOT_MET
    return Judged("mode", judgement, score)


def mode_told(shown: Shown) -> Told:
    """Tell how the activity is done."""
    labels = [MODE_LABELS[m] for m in shown.case.understood.lot.modes]
    said = sorted(MODE_LABELS[m] for m in set(shown.case.row.modes))
    if not said:
        return labels, None, "Zegt niet hoe ze deze activiteit doet."
    return labels, said, f"Werkt zo: {', '.join(said).lower()}."


def capacity(asked: Asked, band: CapacityBand | None) -> Judged | None:
    """Capaciteit.

    Past de opgegeven ploeg bij de waarde per jaar? Een vuistregel, geen oordeel: we rekenen met 45 000 euro per
    persoon per jaar.
    """
    people = asked.people
    if people is None:
        return None
    if band is None:
        return Judged("capacity", Judgement.UNKNOWN, asked.weights.unknown)
    most = asked.weights.capacity.people.get(band)
    score = 1.0 if most is None else min(1.0, most / people)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY
    return Judged("capacity", judgement, score)


def capacity_told(shown: Shown) -> Told:
    """Tell how many people work, and how many the value pays for."""
    band = shown.case.row.band
    asked = f"ongeveer {decimal(shown.case.asked.people or 0.0)} mensen"
    if band is None:
        return asked, None, "Geeft geen capaciteit op."
    offered = CAPACITY_LABELS[band]
    return asked, offered, f"Zegt: {offered}; gerekend is {asked}."


def certificates(asked: Asked, held: Certificates) -> Judged | None:
    """Certificaten.

    Heeft de onderneming wat gevraagd wordt, geldig op de datum van de opdracht?
    """
    wanted = asked.understood.lot.certificates
    if not wanted:
        return None
    valid, _ = _held(asked, held)
    score = len(valid) / len(wanted)
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if valid else Judgement.NOT_MET
    return Judged("certificates", judgement, score)


def _held(by: Asked, certificates: Certificates) -> tuple[list[str], list[str]]:
    """Return which of the certificates asked are held and valid, and which have expired."""
    held, today = dict(sorted(certificates, key=itemgetter(1))), by.on.toordinal()  # of two, the last to end counts
    stated = [(asked, held.get(name_key(asked))) for asked in by.understood.lot.certificates]
    valid = [asked for asked, last in stated if last is not None and last >= today]
    return valid, [asked for asked, last in stated if last is not None and last < today]


def certificates_told(shown: Shown) -> Told:
    """Tell which certificates are valid and which have expired."""
    valid, expired = _held(shown.case.asked, shown.case.candidate.card.certificates)
    parts = [f"Heeft {', '.join(valid)}." if valid else "", f"Vervallen: {', '.join(expired)}." if expired else ""]
    sentence = " ".join(p for p in parts if p) or "Geeft de gevraagde certificaten niet op."
    held = {name_key(c.name): c.name for c in shown.enterprise.certificates}
    return list(shown.case.understood.lot.certificates), list(held.values()), sentence


def references(asked: Asked, known: tuple[Sequence[str], int]) -> Judged | None:
    """Referenties en versheid.

    Werkte de onderneming al voor klanten zoals u, en zijn de gegevens nog geen jaar oud?
    """
    customers, confirmed = known
    alike = not asked.customers.isdisjoint(customers)
    fresh = bool(confirmed) and 0 <= asked.on.toordinal() - confirmed < asked.weights.fresh_days
    score = _HALF * alike + _HALF * fresh
    judgement = Judgement.MET if score == 1 else Judgement.PARTLY if score else Judgement.UNKNOWN
    return Judged("references", judgement, score)


def references_told(shown: Shown) -> Told:
    """Tell for whom it worked, and when its data were confirmed."""
    kinds, kind = shown.case.asked.customers, shown.case.asked.buyer.kind
    alike = [r.customer for r in shown.enterprise.references if r.customer_kind in kinds]
    confirmed = shown.enterprise.confirmed_on
    said = f"Werkte voor {', '.join(alike[:2])}." if alike else "Geen referentie bij klanten zoals u."
    aged = f"Bevestigd op {dutch_date(confirmed)}." if confirmed else "Gegevens nog niet bevestigd."
    return kind.value if kind else None, alike[:5], f"{said} {aged}"


def _quoted(surfaces: Sequence[str]) -> str:
    shown = [f"‘{s}’" for s in surfaces[:6]]
    return " en ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]
