"""All that the sentences of a specification say, by the lot that they say it of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
_Any = TypeVar("_Any")
_LEAD_IN = re.compile(r"(?:in|te|nabij|à|dans)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:de|deze|het|dit|du|le|ce|la|cette)\s+(?:volledige\s+|hele\s+)?"
    r"(?:overheidsopdracht|opdracht|raamovereenkomst|overeenkomst|contract|concessie|marché|accord-cadre)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Collected:
    """The finds in the order of the text, by lot; under ``None`` those of the whole.

    ``named`` are places that the part of a lot names without saying that the work is there; ``rate`` is the rate of
    VAT when the text states only one, ``without_vat`` whether it says so of all amounts.
    """

    amounts: Mapping[str | None, Sequence[Amount]]
    durations: Mapping[str | None, Sequence[Duration]]
    places: Mapping[str | None, Sequence[Located]]
    named: Mapping[str | None, Sequence[Located]]
    codes: Mapping[str | None, Sequence[Code]]
    reserved: Mapping[str | None, Sequence[Reserved]]
    rate: float | None
    without_vat: bool


def collect(laid_out: Outline, gazetteer: Gazetteer) -> Collected:
    """Return what all sentences say."""
    said = list(sentences(laid_out))
    lots = tuple(laid_out.lots)
    found_rates = {rate for sentence in said for rate in rates(sentence.text)}
    return Collected(
        amounts=_by_lot((a.lots, a) for a in _freed([a for s in said for a in amounts(s)], lots)),
        durations=_by_lot((d.lots, d) for d in _freed(list(filter(None, map(duration, said))), lots)),
        places=_by_lot((s.lots, p) for s in said for p in places(s, gazetteer)),
        named=_by_lot((s.lots, p) for s in said for p in _led_in(s, gazetteer)),
        codes=_by_lot((s.lots, c) for s in said for c in codes(s)),
        reserved=_by_lot((r.lots, r) for r in _freed(list(filter(None, map(reserved, said))), lots)),
        rate=found_rates.pop() if len(found_rates) == 1 else None,
        without_vat=any(says_without_vat(s.text) for s in said),
    )


def _by_lot(finds: Iterable[tuple[tuple[str, ...], _Any]]) -> dict[str | None, list[_Any]]:
    """Return finds by their lots; those of none are of the whole."""
    found: dict[str | None, list[_Any]] = {}
    for lots, find in finds:
        for lot in lots or (None,):
            found.setdefault(lot, []).append(find)
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
    known = frozenset(laid_out.lots)
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
        found = [] if is_elsewhere(Sentence(text)) else list(named(Sentence(text), gazetteer))
        if found:
            return found
    return []


def of_buyer(buyer: Trait | None, gazetteer: Gazetteer) -> list[Located]:
    """Return the municipality in the name of the buyer."""
    text = re.sub(r"^.*?\b(?=(?:gemeente|stad|ocmw|agb)\b)", "", buyer.value, flags=re.IGNORECASE) if buyer else ""
    return list(named(Sentence(text), gazetteer))[:1]
