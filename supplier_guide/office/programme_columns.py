"""The columns of a purchase programme, guessed from the names that buyers give them, and what their cells say."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from supplier_guide.model.need import LARGEST_AMOUNT
from supplier_guide.model.slug import fold

_NAMES: Mapping[str, tuple[str, ...]] = {
    "cpv": ("cpv", "cpv code", "cpvcode", "hoofd cpv"),
    "referentie": ("nr", "nummer", "volgnummer", "id", "ref", "referentie", "dossiernummer", "dossier", "reference"),
    "waarde": (
        "waarde", "raming", "ramingsbedrag", "geraamd", "geraamde", "bedrag", "budget", "kostprijs", "kost", "prijs",
        "value", "amount", "estimate", "estimated", "cost", "montant", "valeur", "estimation", "krediet",
    ),
    "datum": (
        "datum", "startdatum", "planning", "gepland", "geplande", "publicatie", "publicatiedatum", "lancering",
        "timing", "kwartaal", "periode", "start", "jaar", "date", "period", "quarter", "year", "when", "wanneer",
    ),
    "plaats": (
        "plaats", "plaatsen", "gemeente", "postcode", "locatie", "locaties", "uitvoeringsplaats", "leveringsplaats",
        "waar", "place", "location", "municipality", "city", "where", "lieu", "commune",
    ),
    "omschrijving": (
        "omschrijving", "beschrijving", "voorwerp", "onderwerp", "opdracht", "benaming", "titel", "naam", "aankoop",
        "project", "wat", "product", "dienst", "description", "subject", "title", "purchase", "object", "item", "what",
        "name", "objet", "intitule", "marche",
    ),
}  # fmt: skip
"""Names that say most stand first: of several columns that fit, that of the first name counts."""
EXPECTED = {
    "cpv": "een CPV-code van acht cijfers, zoals 77310000-6",
    "waarde": "een bedrag in euro zonder btw, zoals 85.000 of 85000,00",
    "datum": "een datum als 2026-03-14, 14/03/2026, maart 2026, Q2 2026 of 2026",
}
EXPLANATION = ("kolom", "inhoud", "voorbeeld")
"""The first line of the worksheet that explains the columns of the table to fill in."""
_MOST_WORDS = 8
_VAT = r"[\s.\-:]*(?:de\s+)?(?:[0-9]{1,2}\s?%\s?)?(?:btw|tva|vat)\b"
_INCLUDING = re.compile(
    rf"\b(?:incl[a-z]*|met|with){_VAT}|\b(?:btw|tva|vat)[\s:(\-]+(?:incl|inbegr|compris)|\b(?:tvac|ttc)\b|\bincl[a-z]*\W*$",
    re.IGNORECASE,
)
_EXCLUDING = re.compile(
    rf"\b(?:excl[a-z]*|zonder|hors|without){_VAT}|\b(?:btw|tva|vat)[\s:(\-]+(?:excl|niet inbegr)|\b(?:htva|ht)\b",
    re.IGNORECASE,
)
_OF_A_KIND = frozenset({"type", "soort", "aard", "wijze", "status", "categorie"})
"""“Type opdracht” is not what is bought."""
_NOTHING = re.compile(r"(?:[-–?/.]+|n\.?v\.?t\.?|n\.?t\.?b\.?|nog te bepalen|onbekend|unknown|tbd)", re.IGNORECASE)
_GROUPED = (
    re.compile(r"(-?[1-9][0-9]{0,2}(?:[. '][0-9]{3})+)(?:,([0-9]{1,2}))?"),
    re.compile(r"(-?[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?"),
)
"""Thousands apart, as in Dutch and as in English, with cents."""
_PLAIN = re.compile(r"-?(?:[0-9]{1,18}|(?:0|[1-9][0-9]{0,17})[.,][0-9]{1,17})")
_ONE_COMMA = re.compile(r"(-?[1-9][0-9]{0,2}),[0-9]{3}")
"""Thousands in English, thousandths in Dutch."""
_SCALE = {"k": 1e3, "m": 1e6, "mio": 1e6, "miljoen": 1e6}
_MONTHS = (
    "januari jan january janvier", "februari feb february fevrier", "maart mrt march mars", "april apr avril",
    "mei may mai", "juni jun june juin", "juli jul july juillet", "augustus aug august aout",
    "september sep sept septembre", "oktober okt october octobre", "november nov novembre", "december dec decembre",
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_QUARTER = re.compile(r"(?:q|k|t|kwartaal )\s?([1-4])|([1-4])\s?(?:e|de|ste)?\s?(?:kwartaal|k)")
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?")
_NAMED_DAY = re.compile(r"([0-9]{1,2})\s+([a-z]{3,10})\.?\s+([0-9]{4})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/-]([0-9]{4})|([0-9]{4})[/-]([0-9]{1,2})")
_CODE = re.compile(r"(?<![0-9])([0-9]{7,8})(?:\s?-\s?[0-9])?(?![0-9])")
_CODE_LENGTH = 8


def column_of(header: str) -> str | None:
    """Return the field that a column of this name holds."""
    words = _words(header)
    if not 0 < len(words) <= _MOST_WORDS:
        return None
    whole = " ".join(words)
    exact = next((field for field, names in _NAMES.items() if whole in names), None)
    return exact or next((field for field, names in _NAMES.items() if set(words) & set(names)), None)


def _words(header: str) -> list[str]:
    return re.findall(r"[a-z]+", fold(header.lower()))


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Return which column holds which field; of several that fit, the one whose name says it best."""
    named = [(field, place) for place, cell in enumerate(cells) if (field := column_of(cell)) is not None]
    found: dict[str, int] = {}
    for field, place in sorted(named, key=lambda one: (*_doubt(one[0], cells[one[1]]), one[1])):
        found.setdefault(field, place)
    return found


def _doubt(field: str, header: str) -> tuple[int, bool, int, bool]:
    """Return how badly a name fits a field: by VAT, words that make it a kind of it, the name, words beside it."""
    words, names = _words(header), _NAMES[field]
    vat = 0 if _EXCLUDING.search(header) else 2 if with_vat(header) else 1
    place = min(at for at, name in enumerate(names) if name in words or name == " ".join(words))
    return vat, not _OF_A_KIND.isdisjoint(words), place, len(words) > 1


def with_vat(header: str) -> bool:
    """Return whether a column holds amounts with VAT."""
    return _INCLUDING.search(header) is not None and not _EXCLUDING.search(header)


def is_empty(cell: str) -> bool:
    """Return whether a cell says nothing: empty, a dash, “n.t.b.”."""
    return not cell.strip() or _NOTHING.fullmatch(cell.strip()) is not None


def amount(cell: str) -> float:
    """Return the amount in a cell; raises ValueError with the reason in Dutch."""
    bare = re.sub(r"€|\beuro?\b|(?:excl\w*\.?|zonder)(?: de)? btw", " ", cell, flags=re.IGNORECASE)
    bare = " ".join(re.sub(r",[-–]+\s*$", "", bare).split())
    scaled = re.fullmatch(r"(.*?)\s?(k|m|mio|miljoen)", bare, re.IGNORECASE)
    written, scale = (scaled[1], _SCALE[scaled[2].lower()]) if scaled else (bare, 1.0)
    return possible(_number(written, scaled=scaled is not None) * scale)


def possible(number: float) -> float:
    """Return an amount that can be; raises ValueError with the reason in Dutch."""
    if number < 0:
        raise ValueError("is negatief")
    if number > LARGEST_AMOUNT:
        raise ValueError("is te groot")
    return number


def _number(text: str, *, scaled: bool) -> float:
    """Return a number that is written out; one of thousands or millions has a decimal point or comma."""
    if scaled and _PLAIN.fullmatch(text):
        return float(text.replace(",", "."))
    unclear = _ONE_COMMA.fullmatch(text)
    if unclear:
        raise ValueError(f"kan {text.replace(',', '.')} zijn, of iets meer dan {unclear[1]}")
    grouped = next(filter(None, (form.fullmatch(text) for form in _GROUPED)), None)
    if grouped:
        return float(re.sub(r"[., ']", "", grouped[1]) + "." + (grouped[2] or "0"))
    if not _PLAIN.fullmatch(text):
        raise ValueError("is geen bedrag")
    return float(text.replace(",", "."))


def day(cell: str) -> date:
    """Return the day in a cell, the first one of a month, quarter or year; raises ValueError."""
    text = fold(cell.strip().lower())
    try:
        found = _full_day(text) or _part_of_year(text)
    except ValueError:
        found = None
    if found is None:
        raise ValueError("is geen bestaande datum")
    return found


def _full_day(text: str) -> date | None:
    iso, numeric, named = _ISO.fullmatch(text), _NUMERIC.fullmatch(text), _NAMED_DAY.fullmatch(text)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numeric:
        year = int(numeric[3])
        return date(year if len(numeric[3]) > 2 else 2000 + year, int(numeric[2]), int(numeric[1]))  # noqa: PLR2004 - two digits
    if named and named[2] in _MONTH_OF:
        return date(int(named[3]), _MONTH_OF[named[2]], int(named[1]))
    return None


def _part_of_year(text: str) -> date | None:
    numbers = _MONTH_YEAR.fullmatch(text)
    if numbers:
        return date(int(numbers[2] or numbers[3]), int(numbers[1] or numbers[4]), 1)
    year = _YEAR.search(text)
    if year is None:
        return None
    rest = " ".join((text[: year.start()] + " " + text[year.end() :]).split()).strip(" -/.,")
    quarter = _QUARTER.fullmatch(rest)
    if quarter:
        return date(int(year[1]), 3 * int(next(filter(None, quarter.groups()))) - 2, 1)
    month = next((_MONTH_OF[word] for word in re.findall(r"[a-z]+", rest) if word in _MONTH_OF), None)
    if month:
        return date(int(year[1]), month, 1)
    return date(int(year[1]), 1, 1) if not rest else None


def codes(cell: str) -> tuple[str, ...]:
    """Return the CPV codes in a cell; a spreadsheet drops the nought before 03. Raises ValueError."""
    found = [code.rjust(_CODE_LENGTH, "0") for code in _CODE.findall(cell)]
    if not found or re.search(r"\d", _CODE.sub("", cell)):
        raise ValueError("is geen CPV-code")
    return tuple(dict.fromkeys(found))


def places(cell: str) -> tuple[str, ...]:
    """Return the places in a cell, separated by a comma, semicolon, slash, bar or “en”."""
    parts = re.split(r"[,;/|\n]|\s(?:en|et|and|&)\s", cell)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
