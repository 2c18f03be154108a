"""From a need to what a clerk would have typed, so that what was read of a document can be corrected on the form."""

from collections.abc import Callable, Iterator

from supplier_guide.errors import Unprocessable
from supplier_guide.geo.place import Place
from supplier_guide.model.need import Lot, Need
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.reading import read_need
from supplier_guide.web.needs.typed import INHERITED, MOST_LOTS, Typed, field, typed

LONGEST_ADDRESS = 7_000
"""Characters of an address that every browser, mailbox and server in between takes whole."""
_MONTHS = 12
_EURO = "EUR"


def plain(need: Need, resolve: Callable[[str], Place]) -> tuple[Need, tuple[str, ...]]:
    """Return a need as the form can hold it, with the places that we do not know.

    Percelen get numbers, territories become places, the buyer's name is left out.
    """
    unknown: dict[str, None] = {}
    lots = [_plain_lot(need, n, resolve, unknown) for n in range(len(need.lots))]
    buyer = need.buyer.model_copy(update={"name": None})
    kept = {"lots": tuple(lots), "buyer": buyer, "description": None, "language": "nl"}
    if len(lots) == 1:
        kept["title"] = None
    return need.model_copy(update=kept), tuple(unknown)


def _plain_lot(need: Need, n: int, resolve: Callable[[str], Place], unknown: dict[str, None]) -> Lot:
    lot = need.lots[n]
    places: dict[str, None] = {}
    for text in (*lot.places, *lot.nuts):
        try:
            place = resolve(text)
        except Unprocessable:
            unknown[text] = None
            continue
        if place.code != "BE" and "," not in text:
            places[text] = None
    return lot.model_copy(
        update={
            "id": str(n + 1),
            "title": lot.title or need.title,
            "description": lot.description or need.description,
            "places": tuple(places),
            "nuts": (),
            # Only euro count, for the law and for us.
            "value": round(lot.value, 2) if lot.value is not None and lot.currency in {None, _EURO} else None,
            "currency": _EURO if lot.currency == _EURO else None,
            "duration_months": round(lot.duration_months, 2) if lot.duration_months else None,
            "reserved_execution": "yes" if lot.reserved_execution == "yes" else None,
        }
    )


def type_need(need: Need) -> Typed:
    """Return the fields that hold a need; some needs do not fit, see `address_of`."""
    return typed([*_common(need), *(pair for n, lot in enumerate(need.lots) for pair in _lot(lot, n, need.lots[0]))])


def fits(need: Need, written: Typed) -> bool:
    """Whether the fields, read again, give the same need: only then are they its address."""
    if len(need.lots) > MOST_LOTS:
        return False
    again = read_need(written).need
    if again is None or len(again.lots) != len(need.lots):
        return False
    return _essence(again) == _essence(need)


def _essence(need: Need) -> Need:
    """Return a need without what makes no difference: an amount in euro or without a currency is the same."""
    lots = tuple(
        lot.model_copy(update={"currency": None if lot.currency == _EURO else lot.currency}) for lot in need.lots
    )
    return need.model_copy(update={"lots": lots, "max_results": 20})


def _common(need: Need) -> Iterator[tuple[str, str]]:
    buyer = need.buyer
    chosen = (
        ("koper", c.BUYERS, buyer.kind),
        ("overheid", c.TRUTHS, buyer.is_contracting_authority),
        ("aangewezen", c.TRUTHS, buyer.designated_art91),
        ("eerder", c.TRUTHS, buyer.art91_award_last_3y),
        ("regels", c.REGIMES, need.regime),
        ("aankondiging", c.TRUTHS, need.procedure_has_notice),
    )
    yield "titel", need.title or ""
    for name, known, meaning in chosen:
        yield name, "" if meaning is None else c.word_for(known, meaning) or ""
    yield "totaal", "" if need.estimated_total is None else _amount(need.estimated_total)
    yield "datum", need.date.isoformat() if need.date else ""


def _lot(lot: Lot, n: int, first: Lot) -> Iterator[tuple[str, str]]:
    """Give the fields of a perceel; what it would share with the first and does not have is said to be unknown."""
    shared = dict(_fields(first)) if n else {}
    for name, value in _fields(lot):
        if not (n and name in INHERITED):
            yield field(name, n), value
        elif value != shared[name]:
            yield field(name, n), value or c.UNKNOWN
    yield from ((field("rubriek", n), value) for value in lot.rubrics)
    yield from ((field("voorbehouden", n), value) for value in _reserved(lot))
    if not (n and lot.modes == first.modes):
        yield from ((field("manier", n), m.value) for m in lot.modes)
    if not n:
        yield from _duration(lot.duration_months)
    elif lot.duration_months != first.duration_months:
        yield from ((field(name, n), value) for name, value in _duration(lot.duration_months))
        yield field("jaren", n), "" if lot.duration_months else c.UNKNOWN


def _fields(lot: Lot) -> Iterator[tuple[str, str]]:
    yield "wat", lot.title or ""
    yield "beschrijving", lot.description or ""
    yield "plaats", ", ".join(lot.places)
    yield "bedrag", "" if lot.value is None else _amount(lot.value)
    yield "cpv", ", ".join(lot.cpv)
    yield "soort", (c.word_for(c.NATURES, lot.nature) or "") if lot.nature else ""
    yield "certificaat", ", ".join(lot.certificates)


def _reserved(lot: Lot) -> Iterator[str]:
    yield from (word for code in lot.reserved or () if (word := c.word_for(c.RESERVED, code)))
    if lot.reserved_execution == "yes":
        yield "uitvoering"


def _duration(months: float | None) -> Iterator[tuple[str, str]]:
    years, rest = divmod(months or 0, _MONTHS)
    yield "jaren", f"{years:g}" if years else ""
    yield "maanden", f"{rest:.2f}".rstrip("0").rstrip(".") if rest else ""


def _amount(value: float) -> str:
    return f"{value:.2f}".removesuffix(".00")
