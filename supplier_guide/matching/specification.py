"""A specification read: a draft of the need with, of each piece, where it was found, for the clerk to correct.

Nothing is filled in by guessing: what the text does not say stays empty, and what it says unclearly becomes a remark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from supplier_guide.geo.gazetteer import Gazetteer
from supplier_guide.matching.drafting.collecting import collect, in_titles, of_buyer
from supplier_guide.matching.drafting.describing import description_of
from supplier_guide.matching.drafting.numbers import plain
from supplier_guide.matching.drafting.outline import LotPart, Outline, outline
from supplier_guide.matching.drafting.places import Located, asked
from supplier_guide.matching.drafting.reservations import Reserved
from supplier_guide.matching.drafting.sentences import quote
from supplier_guide.matching.drafting.settling import Settled, settled_duration, settled_value
from supplier_guide.matching.drafting.traits import Trait, language, traits
from supplier_guide.model.need import MOST_LOTS, Buyer, BuyerKind, Lot, Nature, Need, Regime, ReservedCode
from supplier_guide.notices.documents import Document
from supplier_guide.notices.remarks import Remarks

_MOST_PLACES = 30
_MOST_CODES = 20
_LABELS = {
    ReservedCode.NONE: "niet voorbehouden",
    ReservedCode.SHELTERED: "artikel 15",
    ReservedCode.PUBLIC_SERVICE: "artikel 91",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of the draft: the field of the need, the lot (nothing = the whole), its value and where it stands.

    ``quote`` is at most 120 characters of the text of the document, to the letter.
    """

    field: str
    lot: str | None
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A need as a specification states it, where each piece was found, and what the clerk must look at."""

    need: Need
    found: tuple[Found, ...]
    remarks: tuple[str, ...]


def read_specification(document: Document, gazetteer: Gazetteer) -> Draft:
    """Return the draft of a need from the text of a document; never raises for what a text may say."""
    laid_out = outline(document.lines)
    return _Drafter(document, laid_out, gazetteer).draft()


class _Drafter:
    """Puts together a draft, and notes where each piece comes from."""

    def __init__(self, document: Document, laid_out: Outline, gazetteer: Gazetteer) -> None:
        """Take the text, laid out."""
        self._document = document
        self._outline = laid_out
        self._gazetteer = gazetteer
        self._remarks = Remarks()
        self._found: list[Found] = []
        self._parts = list(laid_out.lots.values())[:MOST_LOTS]
        self._collected = collect(laid_out, gazetteer)

    def draft(self) -> Draft:
        """Return the draft."""
        for sentence in self._document.remarks:
            self._remarks.add(sentence)
        self._count_lots()
        said = {trait.field: trait for trait in traits(self._outline.passages)}
        for trait in said.values():
            self._note(trait.field, None, trait.value, trait.line, (trait.start, trait.end))
        lots = tuple(self._lot(part, said) for part in self._parts) or (self._only(said),)
        whole = self._total() if self._parts else None
        need = Need(
            title=_value(said, "title"),
            language=language(self._document.text),
            buyer=Buyer(kind=_kind(said), name=_value(said, "buyer.name")),
            regime=Regime(said["regime"].value) if "regime" in said else None,
            procedure_has_notice=_yes(said.get("procedure_has_notice")),
            estimated_total=whole.number if whole else None,
            lots=lots,
        )
        return Draft(need, tuple(self._found), self._remarks.all())

    def _count_lots(self) -> None:
        stated, found = self._outline.stated, len(self._outline.lots)
        if found > MOST_LOTS:
            self._remarks.add(f"We vonden {found} percelen; we lezen er hoogstens {MOST_LOTS}.")
        if stated is not None and stated != max(found, 1):
            self._remarks.add(
                f"De tekst spreekt van {stated} percelen; we vonden er {found or 'geen'}. Kijk de percelen na."
            )

    def _only(self, said: dict[str, Trait]) -> Lot:
        """Return the single lot of a text without lots."""
        part = LotPart("1", None, "")
        return self._made(part, None, description_of(self._outline, None), said)

    def _lot(self, part: LotPart, said: dict[str, Trait]) -> Lot:
        if part.title:
            self._note("title", part.id, part.title, part.because, _span(part.because, part.title))
        return self._made(part, part.id, description_of(self._outline, part), said)

    def _made(self, part: LotPart, lot: str | None, description: str | None, said: dict[str, Trait]) -> Lot:
        whose = f"van perceel {lot}" if lot else "van de opdracht"
        duration = self._duration(lot, whose)
        value = self._value(lot, whose, duration)
        places = self._places(lot, said)
        codes, execution = self._reserved(lot)
        return Lot(
            id=part.id,
            title=part.title if lot else _value(said, "title"),
            description=description,
            cpv=self._codes(lot),
            places=places,
            nature=Nature(said["nature"].value) if "nature" in said else None,
            value=value.number if value else None,
            currency="EUR" if value else None,
            duration_months=duration.number if duration and duration.number > 0 else None,
            reserved=codes,
            reserved_execution="yes" if execution else None,
        )

    def _duration(self, lot: str | None, whose: str) -> Settled | None:
        own = settled_duration(self._collected.durations.get(lot, ()), whose=whose, remarks=self._remarks)
        if own:
            self._settled("duration_months", lot, own)
        if own or lot is None:
            return own
        return settled_duration(self._collected.durations.get(None, ()), whose="van de opdracht", remarks=self._remarks)

    def _value(self, lot: str | None, whose: str, duration: Settled | None) -> Settled | None:
        return self._settled("value", lot, self._amount(lot, whose, duration))

    def _total(self) -> Settled | None:
        """Return the value that the text states for all lots together."""
        quiet = Remarks()
        whole = settled_duration(self._collected.durations.get(None, ()), whose="van de opdracht", remarks=quiet)
        if whole:
            self._settled("duration_months", None, whole)
        return self._settled("estimated_total", None, self._amount(None, "van de hele opdracht", whole))

    def _amount(self, lot: str | None, whose: str, duration: Settled | None) -> Settled | None:
        found = self._collected
        return settled_value(
            found.amounts.get(lot, ()),
            months=duration.number if duration else None,
            rate=found.rate,
            without_vat=found.without_vat,
            whose=whose,
            remarks=self._remarks,
        )

    def _places(self, lot: str | None, said: dict[str, Trait]) -> tuple[str, ...]:
        """Return the places of a lot: its own, those of the whole, those in titles, at last the buyer's."""
        own = self._collected.places.get(lot, ())
        if own:
            return self._noted(own, lot)
        title = self._outline.lots[lot].title if lot else None
        named = in_titles(title, None, self._gazetteer) or (self._collected.named.get(lot, ()) if lot else ())
        if named:
            return self._noted(named, lot)
        whole = self._collected.places.get(None, ()) or in_titles(None, said.get("title"), self._gazetteer)
        return self._noted(whole, None) if whole else self._of_buyer(said)

    def _of_buyer(self, said: dict[str, Trait]) -> tuple[str, ...]:
        found = of_buyer(said.get("buyer.name"), self._gazetteer)
        if found:
            self._remarks.add("We vonden geen plaats van uitvoering; hier staat de gemeente van de koper. Kijk na.")
        else:
            self._remarks.add("We vonden geen plaats van uitvoering. Vul de plaats in.")
        return self._noted(found, None)

    def _noted(self, found: Sequence[Located], lot: str | None) -> tuple[str, ...]:
        places: list[str] = []
        for one in found:
            written = asked(one.place, self._gazetteer)
            if written not in places and len(places) < _MOST_PLACES:
                places.append(written)
                self._note("places", lot, written, one.sentence.text, (one.start, one.end))
        return tuple(places)

    def _codes(self, lot: str | None) -> tuple[str, ...]:
        own = self._collected.codes.get(lot, ())
        of = lot if own else None
        kept: list[str] = []
        for code in own or self._collected.codes.get(None, ()):
            if not code.exists:
                self._remarks.add(f"CPV-code {code.code} bestaat niet; kijk ze na.")
            elif code.code not in kept and len(kept) < _MOST_CODES:
                kept.append(code.code)
                self._note("cpv", of, code.code, code.sentence.text, (code.start, code.end))
        return tuple(kept)

    def _reserved(self, lot: str | None) -> tuple[tuple[ReservedCode, ...] | None, bool]:
        own = self._collected.reserved.get(lot, ())
        of = lot if own else None
        found: Sequence[Reserved] = own or self._collected.reserved.get(None, ())
        codes = tuple(dict.fromkeys(code for one in found for code in one.codes))
        said = tuple(code for code in codes if code is not ReservedCode.NONE) or codes
        if len(said) < len(codes):
            self._remarks.add(
                "De tekst zegt op een plaats wel en op een andere plaats niet dat de opdracht voorbehouden is."
            )
        for one in found:
            label = ", ".join(_LABELS[c] for c in one.codes) or "uitvoering"
            field = "reserved_execution" if one.execution else "reserved"
            self._note(field, of, label, one.sentence.text, (one.start, one.end))
        return (said or None), any(one.execution for one in found)

    def _settled(self, field: str, lot: str | None, settled: Settled | None) -> Settled | None:
        if settled is not None:
            self._note(field, lot, plain(settled.number), settled.sentence.text, (settled.start, settled.end))
        return settled

    def _note(self, field: str, lot: str | None, value: str, text: str, span: tuple[int, int]) -> None:
        piece = Found(field, lot, value, quote(text, *span))
        if piece not in self._found:
            self._found.append(piece)


def _span(text: str, part: str) -> tuple[int, int]:
    at = max(text.find(part), 0)
    return at, min(at + len(part), len(text))


def _value(said: dict[str, Trait], field: str) -> str | None:
    return said[field].value if field in said else None


def _kind(said: dict[str, Trait]) -> BuyerKind | None:
    return BuyerKind(said["buyer.kind"].value) if "buyer.kind" in said else None


def _yes(trait: Trait | None) -> bool | None:
    return None if trait is None else trait.value == "ja"
