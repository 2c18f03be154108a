"""The form: every field with its label, what was typed, and what is wrong with it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from supplier_guide.model.catalogue import Catalogue
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.reading import Complaint
from supplier_guide.web.needs.typed import MOST_LOTS, Typed, field

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a field."""

    value: str
    label: str
    note: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Choices under one heading."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field; ``kind`` is text, long, date, select, radio or check, ``quote`` where a document says it."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    complaint: Complaint | None = None
    quote: str = ""
    narrow: bool = False
    suggest: str = ""

    @property
    def id(self) -> str:
        """The name of the element."""
        return f"veld-{self.name}"

    @property
    def described(self) -> str:
        """The elements that describe the field."""
        parts = (("fout", self.complaint), ("hulp", self.hint), ("bron", self.quote))
        return " ".join(f"{self.id}-{suffix}" for suffix, there in parts if there)


@dataclass(frozen=True, slots=True)
class LotFields:
    """The fields of one perceel; ``more`` may stay folded, unless something stands in it."""

    number: int
    main: tuple[Field, ...]
    more: tuple[Field, ...]
    unfolded: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form; ``faults`` lead to the fields that were not understood."""

    lots: tuple[LotFields, ...]
    several: tuple[Field, ...]
    amount: tuple[Field, ...]
    buyer: tuple[Field, ...]
    legal: tuple[Field, ...]
    legal_unfolded: bool
    faults: tuple[tuple[Field, Complaint], ...]
    next_lot: int


Quotes = Mapping[str, str]


def make_form(typed: Typed, complaints: Iterable[Complaint], catalogue: Catalogue, quotes: Quotes) -> Form:
    """Return the form as it was typed; ``quotes`` says where a document says what stands in a field."""
    maker = _Maker(typed, {complaint.field: complaint for complaint in reversed([*complaints])}, quotes)
    lots = tuple(_lot(maker, n, catalogue) for n in range(typed.lots))
    several = _several(maker) if typed.lots > 1 or typed.one("totaal") else ()
    amount, buyer, legal = _amount(maker), _buyer(maker), _legal(maker)
    every = [f for lot in lots for f in (*lot.main, *lot.more)] + [*several, *amount, *buyer, *legal]
    return Form(
        lots=lots,
        several=several,
        amount=amount,
        buyer=buyer,
        legal=legal,
        legal_unfolded=_used(legal),
        faults=tuple((f, f.complaint) for f in every if f.complaint),
        next_lot=typed.lots + 1 if typed.lots < MOST_LOTS else 0,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    typed: Typed
    complaints: Mapping[str, Complaint]
    quotes: Quotes

    def text(self, name: str, label: str, *, lot: int = 0, kind: str = "text", hint: str = "", narrow: bool = False,
             suggest: str = "") -> Field:  # fmt: skip
        named = field(name, lot)
        return Field(
            named, label, kind, hint, self.typed.one(name, lot),
            complaint=self.complaints.get(named), quote=self.quotes.get(named, ""), narrow=narrow, suggest=suggest,
        )  # fmt: skip

    def choice(
        self, name: str, label: str, known: c.Choices, *, lot: int = 0, kind: str = "select", hint: str = "",
        none: str = "", preset: str = "",
    ) -> Field:  # fmt: skip
        named = field(name, lot)
        chosen = self.typed.many(name, lot) or ((preset,) if preset else ())
        empty = [Option("", none, "", not chosen)] if none else []
        options = [Option(k.value, k.label, k.note, k.value in chosen) for k in known.values()]
        return Field(
            named, label, kind, hint, options=(*empty, *options),
            complaint=self.complaints.get(named), quote=self.quotes.get(named, ""),
        )  # fmt: skip


def _used(fields: Sequence[Field]) -> bool:
    return any(f.value or f.complaint or any(o.chosen and o.value for o in f.options) for f in fields) or any(
        o.chosen for f in fields for g in f.groups for o in g.options if o.value
    )


def _lot(maker: _Maker, n: int, catalogue: Catalogue) -> LotFields:
    same = "Leeg: zoals perceel 1." if n else ""
    main = (
        maker.text("wat", "Wat hebt u nodig?", lot=n, hint="Kort, in gewone woorden: gazons maaien en hagen snoeien."),
        maker.text("beschrijving", "Beschrijf het werk", lot=n, kind="long",
                   hint="Hoe meer u zegt, hoe beter we zoeken. U mag een stuk uit uw bestek plakken."),
        maker.text("plaats", "Waar?", lot=n, suggest="place",
                   hint=same or "Gemeente, postcode of provincie. Meer dan één: zet er een komma tussen."),
        maker.text("bedrag", "Geraamd bedrag in euro", lot=n, narrow=True, hint="Nog geen raming? Laat dit leeg."),
        _reserved(maker, n),
    )  # fmt: skip
    more = (
        maker.text("cpv", "CPV-code", lot=n, narrow=True, hint="Acht cijfers. De hoofdcode eerst."),
        _rubric(maker, n, catalogue),
        maker.choice("soort", "Soort", c.NATURES, lot=n, none="zeg ik niet", hint=same),
        maker.choice("manier", "Hoe moet het gebeuren?", c.MODES, lot=n, kind="check", hint=same),
        maker.text("certificaat", "Certificaten die u vraagt", lot=n, hint=same or "Bijvoorbeeld ISO 9001."),
    )
    return LotFields(n + 1, main, more, _used(more))


def _reserved(maker: _Maker, n: int) -> Field:
    """Return the field: one choice, unless a notice reserves in more than one way."""
    several = len(maker.typed.many("voorbehouden", n)) > 1
    kind, none = ("check", "") if several else ("select", "Dat weet ik nog niet")
    return maker.choice("voorbehouden", "Is het voorbehouden?", c.RESERVED, lot=n, kind=kind, none=none)


def _rubric(maker: _Maker, n: int, catalogue: Catalogue) -> Field:
    chosen = maker.typed.many("rubriek", n)
    named = field("rubriek", n)
    groups = tuple(
        OptionGroup(
            parent.labels.nl,
            tuple(Option(r.id, r.labels.nl, "", r.id in chosen) for r in catalogue.children(parent.id)),
        )
        for parent in catalogue.parents()
    )
    none = (Option("", "Kies niet zelf", "", not chosen),)
    return Field(
        named, "Rubriek", "select", "We vinden ze zelf in uw woorden. Klopt dat niet, kies er dan een.",
        options=none, groups=groups, complaint=maker.complaints.get(named),
    )  # fmt: skip


def _several(maker: _Maker) -> tuple[Field, ...]:
    return (
        maker.text("titel", "Naam van de hele opdracht"),
        maker.text("totaal", "Raming van alle percelen samen, zonder btw", narrow=True,
                   hint="Alleen als u de bedragen per perceel niet kent."),
    )  # fmt: skip


def _amount(maker: _Maker) -> tuple[Field, ...]:
    return (
        maker.choice("per", "Het bedrag is", c.PER, preset="totaal"),
        maker.choice("btw", "Btw", c.VAT, preset="excl"),
        maker.choice("tarief", "Btw-tarief", c.RATES, preset="21", hint="Telt alleen bij een bedrag met btw."),
        maker.text("jaren", "Aantal jaren", narrow=True),
        maker.text("maanden", "en maanden", narrow=True),
        maker.text("verlengingen", "Jaren verlenging", narrow=True, hint="Die tellen mee in de raming."),
    )


def _buyer(maker: _Maker) -> tuple[Field, ...]:
    return (
        maker.choice("koper", "Wie koopt?", c.BUYERS, none="Kies"),
        maker.choice("regels", "Welke regels gelden?", c.REGIMES, preset="gewoon"),
        maker.text("datum", "Dag van bekendmaking of uitnodiging", kind=_date_kind(maker.typed.one("datum")),
                   hint="Die dag bepaalt welke regels gelden. Leeg: vandaag."),
    )  # fmt: skip


def _date_kind(value: str) -> str:
    """Return the kind of field: a browser does not show what is no date in a field for dates."""
    return "date" if not value or _ISO.fullmatch(value) else "text"


def _legal(maker: _Maker) -> tuple[Field, ...]:
    none = "Dat weet ik niet"
    return (
        maker.choice("aankondiging", "Komt er een aankondiging?", c.TRUTHS, none=none),
        maker.choice("overheid", "Bent u een aanbestedende overheid?", c.TRUTHS, none=none,
                     hint="Alleen voor een vereniging, bedrijf, school, zorginstelling of nutsbedrijf."),
        maker.choice("aangewezen", "Bent u aangewezen voor artikel 91?", c.TRUTHS, none=none),
    )  # fmt: skip
