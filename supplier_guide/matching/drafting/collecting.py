"""All that the sentences of a specification say, by the lot that they say it of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.matching.drafting.amounts import Amount, amounts, rates, says_without_vat
from supplier_guide.matching.drafting.codes import Code, codes
from supplier_guide.matching.drafting.durations import Duration, duration
from supplier_guide.matching.drafting.outline import Outline, Passage
from supplier_guide.matching.drafting.places import Located, is_elsewhere, named, places
from supplier_guide.matching.drafting.reservations import Reserved, reserved
from supplier_guide.matching.drafting.sentences import Sentence, about, mentions, split
from supplier_guide.matching.drafting.traits import Trait
from supplier_guide.notices.lines import CELL

_Find = TypeVar("_Find", Amount, Duration, Reserved)
_LEAD_IN = re.compile(r"(?:in|te|nabij|à|dans)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:de|deze|het|dit|du|le|ce|la|cette)\s+(?:volledige\s+|hele\s+)?"
    r"(?:overheidsopdracht|opdracht|raamovereenkomst|overeenkomst|contract|concessie|marché|accord-cadre)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Collected:
    """The finds in the order of the text; ``rate`` is the VAT rate when the text states only one."""

    amounts: list[Amount] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
    places: list[Located] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    reserved: list[Reserved] = field(default_factory=list)
    named: list[Located] = field(default_factory=list)
    rates: set[float] = field(default_factory=set)
    without_vat: bool = False

    @property
    def rate(self) -> float | None:
        """Return the only rate of VAT that the text states."""
        return next(iter(self.rates)) if len(self.rates) == 1 else None

    def amounts_of(self, lot: str | None) -> list[Amount]:
        """Return the amounts of a lot, or of the whole."""
        return [a for a in self.amounts if _is_of(a.lots, lot)]

    def durations_of(self, lot: str | None) -> list[Duration]:
        """Return what is said of the duration of a lot, or of the whole."""
        return [d for d in self.durations if _is_of(d.lots, lot)]

    def places_of(self, lot: str | None) -> list[Located]:
        """Return the places where a lot, or the whole, is carried out."""
        return [p for p in self.places if _is_of(p.sentence.lots, lot)]

    def named_in(self, lot: str | None) -> list[Located]:
        """Return the places that the part of a lot names."""
        return [p for p in self.named if lot is not None and _is_of(p.sentence.lots, lot)]

    def codes_of(self, lot: str | None) -> list[Code]:
        """Return the CPV codes of a lot, or of the whole."""
        return [c for c in self.codes if _is_of(c.sentence.lots, lot)]

    def reserved_of(self, lot: str | None) -> list[Reserved]:
        """Return what is said of the reservation of a lot, or of the whole."""
        return [r for r in self.reserved if _is_of(r.lots, lot)]


def _is_of(lots: tuple[str, ...], lot: str | None) -> bool:
    return lot in lots if lot is not None else not lots


def collect(laid_out: Outline, gazetteer: Gazetteer) -> Collected:
    """Return what all sentences say."""
    found = Collected()
    for sentence in sentences(laid_out):
        found.amounts += amounts(sentence)
        found.places += places(sentence, gazetteer)
        found.codes += codes(sentence)
        lasting, kept = duration(sentence), reserved(sentence)
        found.durations += [lasting] if lasting else []
        found.reserved += [kept] if kept else []
        found.rates.update(rates(sentence.text))
        found.without_vat = found.without_vat or says_without_vat(sentence.text)
        found.named += _led_in(sentence, gazetteer)
    lots = tuple(laid_out.lots)
    found.amounts, found.durations = _freed(found.amounts, lots), _freed(found.durations, lots)
    found.reserved = _freed(found.reserved, lots)
    return found


def _led_in(sentence: Sentence, gazetteer: Gazetteer) -> list[Located]:
    """Return the places in the part of a lot that a word such as “in” leads in."""
    if not sentence.lots or sentence.tendering or is_elsewhere(sentence):
        return []
    return [one for one in named(sentence, gazetteer) if _LEAD_IN.match(sentence.text, one.start)]


def _freed(finds: list[_Find], lots: tuple[str, ...]) -> list[_Find]:
    """Give to the whole what ends the part of the last lot and speaks of “the contract”, when no other lot has it."""
    last = lots[-1:]
    if len(lots) == 1 or any(set(find.lots) - set(last) for find in finds):
        return finds
    return [replace(f, lots=()) if f.lots == last and _speaks_of_whole(f.sentence) else f for f in finds]


def _speaks_of_whole(sentence: Sentence) -> bool:
    return sentence.by_position and _WHOLE.search(sentence.text) is not None


def sentences(laid_out: Outline) -> Iterator[Sentence]:
    """Yield all sentences, each with its heading and its lots."""
    known = tuple(laid_out.lots)
    for passage in laid_out.passages:
        for text, heading in _parts(passage):
            lots = about(text, known, passage.lot)
            by_position = passage.lot is not None and not passage.columns and not mentions(text)
            yield Sentence(text, heading, lots, passage.tendering, by_position)


def _parts(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield the sentences of a line with the heading above it; of a row, the cells with the names of their columns."""
    if not passage.columns:
        yield from ((text, passage.heading) for text in split(passage.text))
        return
    for cell, name in zip(passage.text.split(CELL.strip()), passage.columns, strict=False):
        yield from ((text, name) for text in split(cell.strip()))


def in_titles(lot: str | None, whole: Trait | None, gazetteer: Gazetteer) -> list[Located]:
    """Return the places that the title of a lot names, else those in the title of the whole."""
    for text in filter(None, (lot, whole.line[whole.start : whole.end] if whole else None)):
        found = list(named(Sentence(text), gazetteer))
        if found:
            return found
    return []


def of_buyer(buyer: Trait | None, gazetteer: Gazetteer) -> list[Located]:
    """Return the municipality in the name of the buyer."""
    text = re.sub(r"^.*?\b(?=(?:gemeente|stad|ocmw|agb)\b)", "", buyer.value, flags=re.IGNORECASE) if buyer else ""
    return list(named(Sentence(text), gazetteer))[:1]
