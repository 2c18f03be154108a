"""The estimated value in a sentence: amounts with what they are of, per what, and with or without VAT."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from supplier_guide.matching.drafting.sentences import Sentence, mentions
from supplier_guide.model.need import LARGEST_AMOUNT

_NUMBER = r"\d{1,3}(?:[. '’]\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
_UNIT = r"€|EUR(?:O)?\b|euro\b"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_UNIT})\s?(?P<n1>{_NUMBER})(?:,-|,–)?(?P<m1>\s?(?:miljoen|mio|million)\b)?|"
    rf"(?<![\d.,])(?P<n2>{_NUMBER})(?:,-|,–)?\s?(?P<m2>(?:miljoen|mio|millions? d['’]|"
    rf"million)\s?)?(?P<after>{_UNIT}))(?!\d)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?P<n1>\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?|\d{3,12}(?:,\d{1,2})?)(?P<n2>)(?P<m1>)(?P<m2>)(?:,-)?")
"""A cell with a number alone, under a column that says what it is."""
_ESTIMATE = re.compile(
    r"raming|geraamd|geschat|schatting|inschatting|opdrachtwaarde|waarde van (?:de|deze|het) |totale waarde|waarde\b|"
    r"estim[ée]|estimation|valeur",
    re.IGNORECASE,
)
_CEILING = re.compile(r"maxim|plafond|hoogstens|ten hoogste|budget|beschikbaar bedrag|krediet|montant", re.IGNORECASE)
_OTHER = re.compile(
    r"borg|waarborg|cautionnement|boete|straf|pénalité|verzeker|assurance|omzet|chiffre d['’]affaires|drempel|seuil|"
    r"uurprijs|uurloon|per uur|/uur|par heure|eenheidsprijs|prix unitaire|per stuk|per m²|per m2|per ton|"
    r"per (?:persoon|maaltijd|kilo|kg|deelnemer|kind|rit|dag|km|beurt)|maximumprijs|kapitaal|"
    r"schade|"
    r"referentie|référence|minder dan|lager dan|beneden|inférieur|kleiner dan|minimum|minstens|ten minste|vergoeding|"
    r"korting|facturen? (?:boven|vanaf)|rechtsplegings|forfait|subsidie|boven de|vanaf een bedrag|schijf",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?:per|/) ?(jaar|maand|kwartaal)|(op jaarbasis|jaarlijks|par an\b|annuel|/ ?an\b)|(par mois|mensuel|maandelijks)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"totaal|totale|volledige (?:looptijd|duur|duurtijd)|hele (?:looptijd|duur)|over de looptijd|voor de ganse|"
    r"inclusief (?:alle )?verlenging|au total|montant total|durée totale",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"excl\w*\.?(?: de)? ?btw|zonder btw|btw (?:is )?niet (?:in|mee)|btw excl|exclusief btw|ex\.? btw|hors t\.?v\.?a|"
    r"\bh\.?t\.?v\.?a|excl\w*\.? t\.?v\.?a",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"incl\w*\.?(?: \d{1,2} ?%)?(?: de)? ?btw|met (?:\d{1,2} ?% )?btw|btw (?:is )?(?:in|mee)be|btw incl|"
    r"t\.?v\.?a\.? ?c|"
    r"\bt\.?t\.?c|\bt\.?v\.?a\.?c|incl\w*\.? (?:\d{1,2} ?% )?t\.?v\.?a",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(\d{1,2}(?:,\d)?) ?% (?:btw|tva|t\.v\.a)|(?:btw|tva)[^.\d%]{0,25}?(\d{1,2}(?:,\d)?) ?%", re.IGNORECASE
)
_RATES = frozenset({6.0, 12.0, 21.0})
"""The rates of Belgian VAT; another percentage beside the word is something else."""
_BETWEEN = re.compile(r"(?:tussen|entre|van)\s*(?:de\s*)?$", re.IGNORECASE)
_MONTHS = {"jaar": 12.0, "maand": 1.0, "kwartaal": 3.0}
_DIGIT = re.compile(r"\d")
_NEAR = 45


class Sort(IntEnum):
    """What an amount is called; the first counts most."""

    ESTIMATE = 0
    CEILING = 1


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in EUR; ``months`` is the period that it is for when not the whole, ``vat`` whether VAT is in it."""

    number: float
    sort: Sort
    months: float | None
    vat: bool | None
    rate: float | None
    lots: tuple[str, ...]
    sentence: Sentence
    start: int
    end: int
    of_range: bool = False


def amounts(sentence: Sentence) -> list[Amount]:
    """Return the amounts that a sentence calls the value of a contract or a lot."""
    text = sentence.text
    called = _sort(f"{text} {sentence.heading}")
    if called is None or not _DIGIT.search(text) or _OTHER.search(text) or _OTHER.search(sentence.heading):
        return []
    bare = _BARE.fullmatch(text) if _sort(sentence.heading) is not None else None
    found = [(m, _read(m)) for m in ([bare] if bare else _AMOUNT.finditer(text))]
    spans = [m.span() for m, number in found if number is not None]
    read = [
        _amount(sentence, called, m, number, _around(spans, m.span(), len(text)))
        for m, number in found
        if number is not None and number > 0
    ]
    return _paired(_ranges(read))


def rates(text: str) -> Iterator[float]:
    """Yield the rates of VAT that a text states."""
    for found in _RATE.finditer(text):
        rate = float((found[1] or found[2]).replace(",", "."))
        if rate in _RATES:
            yield rate


def says_without_vat(text: str) -> bool:
    """Return whether a text says of all amounts that VAT is not in them."""
    return bool(
        re.search(r"\b(?:alle|de) (?:bedragen|prijzen|ramingen|waarden)\b|tous les montants", text, re.IGNORECASE)
    ) and (_WITHOUT.search(text) is not None and _WITH.search(text) is None)


def _sort(text: str) -> Sort | None:
    if _ESTIMATE.search(text):
        return Sort.ESTIMATE
    return Sort.CEILING if _CEILING.search(text) else None


def _read(found: re.Match[str]) -> float | None:
    written = found["n1"] or found["n2"]
    bare = re.sub(r"[ '’]", "", written)
    if re.search(r",\d{3}(?!\d)", bare):
        number = float(bare.replace(",", ""))
    elif "," in bare or re.search(r"\.\d{3}(?!\d)", bare):
        number = float(bare.replace(".", "").replace(",", "."))
    else:
        number = float(bare)
    number *= 1e6 if found["m1"] or found["m2"] else 1.0
    return number if number <= LARGEST_AMOUNT else None


def _around(spans: list[tuple[int, int]], span: tuple[int, int], length: int) -> tuple[int, int]:
    """Return from where to where the words around an amount are its own: up to the amounts beside it."""
    at = spans.index(span)
    return (spans[at - 1][1] if at else 0, spans[at + 1][0] if at + 1 < len(spans) else length)


def _amount(sentence: Sentence, sort: Sort, found: re.Match[str], number: float, around: tuple[int, int]) -> Amount:
    text = sentence.text
    before, behind = text[around[0] : found.start()], text[found.end() : around[1]]
    alone = around == (0, len(text))
    vat = _vat(behind[:_NEAR], before[-_NEAR:], sentence.heading if alone else "")
    stated = next(rates(behind), None) or next(rates(before), None) or next(rates(text), None)
    return Amount(
        number=number,
        sort=sort,
        months=_period(before, behind),
        vat=vat,
        rate=stated,
        lots=sentence.lots,
        sentence=sentence,
        start=found.start(),
        end=found.end(),
    )


def _vat(behind: str, before: str, heading: str) -> bool | None:
    for text in (behind, before, heading):
        without, included = _WITHOUT.search(text), _WITH.search(text)
        if without and (not included or without.start() < included.start()):
            return False
        if included:
            return True
    return None


def _period(before: str, behind: str) -> float | None:
    """Return the months that an amount is for; nothing when it is for the whole."""
    near = _PER.search(behind[:_NEAR]) or _PER.search(before[-2 * _NEAR :])
    if near is None or (_WHOLE.search(before[-_NEAR:]) and not _PER.search(behind[:_NEAR])):
        return None
    if near[1]:
        return _MONTHS[near[1].lower()]
    return 12.0 if near[2] else 1.0


def _ranges(found: list[Amount]) -> list[Amount]:
    """Return the amounts with “tussen A en B” as B, marked as the end of a range."""
    kept: list[Amount] = []
    for at, amount in enumerate(found):
        follows = found[at + 1] if at + 1 < len(found) else None
        text = amount.sentence.text
        if (
            follows
            and _BETWEEN.search(text[: amount.start])
            and re.fullmatch(r" ?(?:en|et|tot|à) ?", text[amount.end : follows.start])
        ):
            continue
        before = found[at - 1] if at else None
        kept.append(amount if before is None or before in kept else _as_range(amount, before))
    return kept


def _as_range(amount: Amount, before: Amount) -> Amount:
    return Amount(
        amount.number, amount.sort, amount.months, amount.vat, amount.rate, amount.lots, amount.sentence,
        before.start, amount.end, of_range=True,
    )  # fmt: skip


def _paired(found: list[Amount]) -> list[Amount]:
    """Return the amounts each with the lot named beside it: “€ 45.000 voor perceel 1 en € 30.000 voor perceel 2”."""
    if not found or len(found[0].lots) < 2:  # noqa: PLR2004 - one lot, or none, needs no choice
        return found
    named = [(at, id_) for at, id_ in mentions(found[0].sentence.text) if id_ in found[0].lots]
    if len(named) != len(found):
        return []
    return [
        Amount(a.number, a.sort, a.months, a.vat, a.rate, (id_,), a.sentence, a.start, a.end, a.of_range)
        for a, (_, id_) in zip(found, named, strict=True)
    ]
