"""From a notice to the need that it announces: what it says and no more, and what we could not use as warnings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from supplier_guide.errors import Unprocessable
from supplier_guide.matching.answering import Answered, answer, has_rules
from supplier_guide.matching.parts import Parts
from supplier_guide.model.currency import CURRENCIES, EURO
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.need import MOST_VALUES, Buyer, Lot, Need, Regime
from supplier_guide.model.notice import Notice, NoticeLot

BELGIUM = "BEL"
_BELGIAN = "BE"
_MOST_NAMED = 5


def _numbers(text: str) -> Iterator[str]:
    yield from text.split()


_EFORMS: Mapping[str, Regime] = (
    dict.fromkeys(_numbers("1 4 7 10 12 16 20 23 25 29 33 36 38"), Regime.CLASSIC)
    | dict.fromkeys(_numbers("2 5 8 11 13 15 17 21 24 26 30 34 37 39"), Regime.UTILITIES)
    | dict.fromkeys(_numbers("14 19 28 32 35 40"), Regime.CONCESSION)
)
"""The subtypes of the eForms SDK by the directive under which they are published; defence has none of the three."""
_TED: Mapping[str, Regime] = (
    dict.fromkeys(_numbers("1 2 3 21"), Regime.CLASSIC)
    | dict.fromkeys(_numbers("4 5 6 7 22"), Regime.UTILITIES)
    | dict.fromkeys(_numbers("23 24 25"), Regime.CONCESSION)
)
"""The standard forms of TED by number, those that belong to one directive."""
_EFORMS_CALLS = frozenset(_numbers("10 11 12 13 14 15 16 17 19 20 21 23 24"))
_TED_CALLS = frozenset(_numbers("2 5 7 24"))
"""Those that call for competition, so that the procedure surely has a notice."""


@dataclass(frozen=True, slots=True)
class Read:
    """The need of a notice; ``lawful`` when Belgian law holds for it on a day that our rules cover."""

    need: Need
    lawful: bool
    warnings: tuple[str, ...]


def answer_notice(parts: Parts, notice: Notice, *, today: date, max_results: int = 20) -> Answered:
    """Answer a notice: matches always, the law where it holds; warnings say what was left out."""
    read = need_of(parts, notice, today=today, max_results=max_results)
    answered = answer(parts, read.need, today=today, lenient=True, lawful=read.lawful)
    return replace(answered, warnings=(*answered.warnings, *read.warnings))


def need_of(parts: Parts, notice: Notice, *, today: date, max_results: int = 20) -> Read:
    """Return the need of a notice; its day is that of publication, else ``today``."""
    on = notice.published_on or today
    lots = tuple(_lot(lot, belgian=_is_belgian(notice, lot)) for lot in notice.lots)
    need = Need(
        title=notice.title,
        description=notice.description,
        language=notice.language if notice.language in {"nl", "fr", "de", "en"} else None,
        buyer=Buyer(kind=notice.buyer.kind, name=_cut(notice.buyer.name, 400)),
        regime=_regime(notice),
        date=on,
        estimated_total=notice.value if notice.currency == EURO else None,
        procedure_has_notice=_has_notice(notice),
        max_results=max_results,
        lots=lots,
    )
    lawful = _is_lawful(notice) and has_rules(parts, on)
    return Read(need, lawful, tuple(_warnings(parts, notice, need, on=on)))


def _lot(lot: NoticeLot, *, belgian: bool) -> Lot:
    """Return a lot; an amount in no currency that exists is none, and a foreign postal code is no place of ours."""
    known = lot.currency is None or lot.currency in CURRENCIES
    return Lot(
        id=lot.id,
        title=lot.title,
        description=lot.description,
        cpv=lot.cpv[:MOST_VALUES],
        places=lot.postal_codes[:MOST_VALUES] if belgian else (),
        nuts=lot.nuts[:MOST_VALUES],
        nature=lot.nature,
        value=lot.value if known else None,
        currency=lot.currency if known else None,
        duration_months=lot.duration_months,
        reserved=lot.reserved,
        reserved_execution=lot.reserved_execution,
    )


def _cut(text: str | None, longest: int) -> str | None:
    return text[:longest] if text else None


def _subtype(notice: Notice) -> str:
    """Return the number of the subtype: ``16`` of eForms, ``F02`` or ``2`` of TED."""
    written = (notice.subtype or "").strip().upper()
    return written.removeprefix("F").lstrip("0") if notice.format == "ted_export" else written


def _regime(notice: Notice) -> Regime | None:
    if notice.format == "eforms":
        return _EFORMS.get(_subtype(notice))
    return _TED.get(_subtype(notice)) if notice.format == "ted_export" else None


def _has_notice(notice: Notice) -> bool | None:
    calls = {"eforms": _EFORMS_CALLS, "ted_export": _TED_CALLS}.get(notice.format, frozenset())
    return True if _subtype(notice) in calls else None


def _is_belgian(notice: Notice, lot: NoticeLot) -> bool:
    """Whether a lot is carried out in Belgium: by its territories, else by the country of the buyer."""
    return all(code.startswith(_BELGIAN) for code in lot.nuts) if lot.nuts else notice.country in {BELGIUM, None}


def _is_lawful(notice: Notice) -> bool:
    """Whether the buyer falls under Belgian law: by its country, and when that is not stated by the places."""
    if notice.country is not None:
        return notice.country == BELGIUM
    return all(_is_belgian(notice, lot) for lot in notice.lots)


def _warnings(parts: Parts, notice: Notice, need: Need, *, on: date) -> Iterator[str]:
    if notice.country is None and not _is_lawful(notice):  # of another country the reader of notices warns
        yield "We toetsen deze opdracht niet aan de Belgische regels over voorbehouden opdrachten."
    if _is_lawful(notice) and not has_rules(parts, on):
        first, last = parts.rules.version.first_day, parts.rules.version.last_day
        yield (
            f"Voor {dutch_date(on)} kennen we geen regels, wel van {dutch_date(first)} tot en met {dutch_date(last)}: "
            "we zeggen niet of u deze opdracht mag voorbehouden."
        )
    if notice.published_on is None:
        yield f"De aankondiging noemt geen datum; we rekenen met {dutch_date(on)}."
    unknown = list(dict.fromkeys(t for lot in need.lots for t in (*lot.places, *lot.nuts) if not _is_place(parts, t)))
    if unknown:
        yield f"Deze plaatsen kennen we niet, en tellen niet mee: {_listed(unknown)}."
    strange = dict.fromkeys(lot.currency for lot in notice.lots if lot.currency and lot.currency not in CURRENCIES)
    if strange:
        yield f"Deze munt kennen we niet, en het bedrag telt niet mee: {_listed(strange)}."


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    return ", ".join(found[:_MOST_NAMED]) + (" …" if len(found) > _MOST_NAMED else "")


def _is_place(parts: Parts, text: str) -> bool:
    try:
        parts.gazetteer.resolve(text)
    except Unprocessable:
        return False
    return True
