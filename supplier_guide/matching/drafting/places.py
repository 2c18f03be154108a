"""Where a contract is carried out: places that a text states as such, before those that it only names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.geo.place import Place, PlaceKind
from supplier_guide.matching.drafting.sentences import Sentence

_LABEL = re.compile(
    r"plaats(?:en)? van (?:de )?(?:uitvoering|levering|prestaties?|dienstverlening|diensten|werken|uit te voeren)|"
    r"uitvoeringsplaats(?:en)?|uitvoeringsadres(?:sen)?|leveringsplaats(?:en)?|leverings?adres(?:sen)?|"
    r"(?:^|\|)\s*(?:plaats|waar|locaties?|werkgebied|adres van de werf|ligging|lieu)\s*[:|]|"
    r"lieux? d['’]exécution|lieux? de (?:livraison|prestation)|lieu d['’]intervention|"
    r"grondgebied van|sur le territoire|werkgebied|"
    r"(?:uitgevoerd|uit te voeren|geleverd|te leveren|gelegen|leveren|uitvoeren|exécutés?|situés?)\s+"
    r"(?=(?:in|te|op|aan|bij|binnen|à|dans|sur)\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"plaats(?:en)?\b|waar:|uitvoeringsplaats|leveringsplaats|leverings?adres|locatie|lieu|werkgebied|situering|"
    r"ligging",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:in|te|op|à|dans)\s+(?:de\s+|het\s+)?[\w’'-]+.{0,80}\b(?:uitgevoerd|geleverd|exécut)", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"rechtbank|tribunal|hof van|opening|ingediend|indienen|zetel|siège|opgemaakt|gedaan te|fait à|handtekening|"
    r"plaats en datum|plaatsbezoek|bezichtig|factur|offertes? (?:worden|moeten)|inlichtingen|ondertekend|contact",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"(?i:opdracht|raamovereenkomst|marché)\s+(?i:betreft|heeft|omvat|bestaat|porte|a pour|concerne)\b.*?\s"
    r"(?=(?:in|te|à|dans)\s+(?:de\s+\w+\s+)?[A-ZÀ-Þ0-9])"
)
"""The sentence that says what the contract is about, up to where it says where."""
_WORD = re.compile(r"[^\s,;:()|\"“”„/\[\]]+")
_YEARS = range(2000, 2041)
_MOST_PER_SENTENCE = 30
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Located:
    """A place in a sentence; ``stated`` when the text says that the work is done there."""

    place: Place
    stated: bool
    sentence: Sentence
    start: int
    end: int


def places(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Located]:
    """Yield the places where a sentence says that the work is done."""
    text = sentence.text
    if sentence.tendering or is_elsewhere(sentence):
        return
    label = _LABEL.search(text) or _OBJECT.search(text)
    start = label.end() if label else 0 if _HEADING.match(_bare(sentence.heading)) or _PASSIVE.search(text) else None
    if start is not None:
        yield from named(sentence, gazetteer, start, stated=True)


def is_elsewhere(sentence: Sentence) -> bool:
    """Return whether a sentence speaks of another place than that of the work: a court, an opening, a seat."""
    return any(_ELSEWHERE.search(said) for said in (sentence.text, sentence.heading))


def named(sentence: Sentence, gazetteer: Gazetteer, start: int = 0, *, stated: bool = False) -> Iterator[Located]:
    """Yield the places that a sentence names from a position on."""
    text = sentence.text
    spans = [(m.start(), m.start() + len(m[0].rstrip(".")), m[0].rstrip(".")) for m in _WORD.finditer(text, start)]
    for begin in range(0, len(spans), _MOST_WORDS):
        part = spans[begin : begin + _MOST_WORDS]
        words = [word for _, _, word in part]
        for _ in range(_MOST_PER_SENTENCE):
            found = gazetteer.recognise(words)
            if found is None:
                break
            first, last, place = found
            run = text[part[first][0] : part[last - 1][1]]
            if not _is_number(run, text[part[last - 1][1] :]):
                yield Located(place, stated, sentence, part[first][0], part[last - 1][1])
            words[first:last] = ["·"] * (last - first)


def asked(place: Place, gazetteer: Gazetteer) -> str:
    """Return what to write in a need to mean a place."""
    written = (
        place.postal_codes[0] if place.kind is PlaceKind.POSTAL_CODE and place.postal_codes else gazetteer.choice(place)
    )
    try:
        same = gazetteer.resolve(written).code == place.code
    except Unprocessable:
        same = False
    return written if same else place.code


def _bare(heading: str) -> str:
    """Return a heading without the number before it."""
    return re.sub(r"^[\d.\s)]+|^(?:art\.?|artikel)\s*\d+[.:\s–-]*", "", heading, flags=re.IGNORECASE)


def _is_number(run: str, behind: str) -> bool:
    """Return whether four digits are a year or a quantity rather than a postal code."""
    last = run.rpartition(" ")[2]
    if not last.isdecimal():
        return False
    return int(last) in _YEARS or not re.match(r"\s*(?:$|[,;.)|/]|en\b|et\b)", behind)
