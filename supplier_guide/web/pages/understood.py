"""How we read an assignment: every rubric, place and figure with why, and where to correct it."""

from collections.abc import Iterator
from dataclasses import dataclass

from supplier_guide.matching.understanding import Understood
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.need import Need
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.amounts import Duration, Estimate, euros
from supplier_guide.web.needs.typed import field
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.shown import Go, Shown
from supplier_guide.web.pages.visit import Visit
from supplier_guide.web.pages.wording import listing

NOT_STATED = "niet gezegd"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that we read, and why we think so."""

    text: Link
    because: str


@dataclass(frozen=True, slots=True)
class Row:
    """What we read of one field."""

    label: str
    parts: tuple[Part, ...]
    edit: Go


@dataclass(frozen=True, slots=True)
class UnderstoodView:
    """All of it; ``proposal`` is a better code, with the step that takes it over."""

    rows: tuple[Row, ...]
    words: str
    proposal: str
    take: Go | None


def understood_view(
    understood: Understood, need: Need, shown: Shown, visit: Visit, *, position: int, estimate: Estimate | None
) -> UnderstoodView:
    """Return what was understood of the perceel at ``position``."""
    rows = (*_wanted(understood, shown, visit, position), *_figures(understood, shown, position, estimate),
            *_frame(need, shown, visit, position))  # fmt: skip
    surfaces = list(dict.fromkeys(t.word.surface for t in understood.words))
    proposal = understood.proposal
    return UnderstoodView(
        rows=rows,
        words=listing([f"‘{s}’" for s in surfaces]),
        proposal=proposal.sentence if proposal else "",
        take=shown.edit("Pas de code aan", field("cpv", position)) if proposal else None,
    )


def _wanted(understood: Understood, shown: Shown, visit: Visit, position: int) -> Iterator[Row]:
    catalogue = visit.library.catalogue
    rubrics = tuple(
        Part(Link(r.label, catalogue.rubric_address(r.id)), _because(r.because)) for r in understood.rubrics
    )
    yield _row(
        "Rubrieken", rubrics, shown.edit("Wijzig", field("rubriek", position), spoken="rubriek"), "geen gevonden"
    )
    codes = tuple(Part(Link(code, ""), _cpv_label(visit, code)) for code in understood.lot.cpv)
    yield _row("CPV-codes", codes, shown.edit("Wijzig", field("cpv", position), spoken="CPV-code"), NOT_STATED)
    stated = understood.lot.places
    places = tuple(
        Part(Link(p.label, ""), "" if stated else "gelezen in de titel") for p in understood.places
    )  # fmt: skip
    yield _row("Plaats", places, shown.edit("Wijzig", field("plaats", position), spoken="plaats"), NOT_STATED)


def _figures(understood: Understood, shown: Shown, position: int, estimate: Estimate | None) -> Iterator[Row]:
    value = understood.value
    parts = () if value is None else (Part(Link(f"{euros(value)} zonder btw", ""), estimate.how if estimate else ""),)
    yield _row("Waarde", parts, shown.edit("Wijzig", field("bedrag", position), spoken="bedrag"), NOT_STATED)
    months = understood.lot.duration_months
    duration = estimate.duration if estimate and estimate.duration else Duration(months or 0, 0)
    lasts = (Part(Link(duration.sentence, ""), ""),) if months else ()
    yield _row("Looptijd", lasts, shown.edit("Wijzig", field("jaren"), spoken="looptijd"), NOT_STATED)


def _frame(need: Need, shown: Shown, visit: Visit, position: int) -> Iterator[Row]:
    lot = need.lots[position]
    reserved = [c.word_for(c.RESERVED, code) or "" for code in lot.reserved or ()]
    reserved += ["uitvoering"] if lot.reserved_execution == "yes" else []
    kind = [c.word_for(c.BUYERS, need.buyer.kind) or ""] if need.buyer.kind else []
    regime = [c.word_for(c.REGIMES, need.regime) or ""] if need.regime else []
    chosen = (
        ("Voorbehouden", c.RESERVED, reserved, field("voorbehouden", position)),
        ("Wie koopt", c.BUYERS, kind, "koper"),
        ("Regels", c.REGIMES, regime, "regels"),
    )
    for label, known, words, name in chosen:
        parts = tuple(Part(Link(known[word].label, ""), "") for word in words)
        yield _row(label, parts, shown.edit("Wijzig", name, spoken=label), NOT_STATED)
    day = Part(Link(dutch_date(need.date or visit.today), ""), "" if need.date else "vandaag: u gaf geen dag")
    yield _row("Dag", (day,), shown.edit("Wijzig", "datum", spoken="dag"), "")


def _row(label: str, parts: tuple[Part, ...], edit: Go, empty: str) -> Row:
    return Row(label, parts or (Part(Link(empty, ""), ""),), edit)


def _because(reasons: tuple[str, ...]) -> str:
    """Return the reasons, with the words together: ``CPV-code 77310000, woorden ‘maaien’ en ‘gazons’``."""
    words = [r.removeprefix("woord ") for r in reasons if r.startswith("woord ")]
    others = [r.replace("cpv ", "CPV-code ") for r in reasons if not r.startswith("woord ")]
    spoken = f"{'woord' if len(words) == 1 else 'woorden'} {listing(words)}" if words else ""
    return ", ".join(filter(None, (*others, spoken)))


def _cpv_label(visit: Visit, code: str) -> str:
    shortest = code.rstrip("0")
    labels = visit.library.cpv.labels
    return labels.get(shortest) or labels.get(shortest.ljust(2, "0")) or "deze code kennen we niet"
