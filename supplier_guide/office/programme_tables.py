"""The answer to a purchase programme as a table (csv, xlsx), and the empty table to fill in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from supplier_guide.errors import Unprocessable
from supplier_guide.matching.programme import Programme, ProgrammeRow
from supplier_guide.office.excel_csv import excel_csv
from supplier_guide.office.programme_columns import EXPECTED, EXPLANATION
from supplier_guide.office.replacing import replacing
from supplier_guide.office.workbook import LONGEST_CELL, Sheet, units, write_sheets
from supplier_guide.rules import ADVICES, Verdict

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.YES: "ja", Verdict.NO: "nee", Verdict.UNKNOWN: "nog niet te zeggen"}
)
COLUMNS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "omschrijving": ("wat u wilt kopen; verplicht, tenzij u een CPV-code geeft", "Onderhoud van plantsoenen"),
        "waarde": (EXPECTED["waarde"], "85.000"),
        "datum": (f"wanneer u bekendmaakt of uitnodigt: {EXPECTED['datum']}", "maart 2027"),
        "plaats": ("gemeente, postcode of provincie; meer dan één met een komma ertussen", "9100 Sint-Niklaas"),
        "cpv": (EXPECTED["cpv"], "77310000-6"),
        "referentie": ("uw eigen nummer; komt terug in het antwoord", "2027-014"),
    }
)
"""The columns of the table to fill in: what belongs there, and an example."""

_HEADER = (
    "regel", "referentie", "omschrijving", "waarde (euro zonder btw)", "datum", "plaats", "cpv", "rubrieken",
    "artikel 15", "waarom artikel 15", "artikel 15 (uitvoering)", "artikel 91", "artikel 161", "artikel 33",
    "vermoedelijk in aanmerking", "na te kijken", "advies", "waarom", "fout",
)  # fmt: skip
_STATED = ("referentie", "omschrijving", "waarde", "datum", "plaats", "cpv")
"""What the line says itself: the columns after its number."""
_CUT = " … (afgekapt: een cel van Excel houdt niet meer)"
_FIRST, _OTHER_REGIMES = "art15", ("art15_execution", "art91", "art161", "art33")
_TOTALS = ("advies", "aankopen", "waarde samen (euro zonder btw)", "zonder waarde")


def write_programme(path: Path, answered: Programme) -> None:
    """Write the answer to a file, whole or not at all; the extension (.csv, .xlsx) says the format."""
    write = check_format(path)
    with replacing(path) as aside:
        aside.write_bytes(write(answered))


def check_format(path: Path) -> Callable[[Programme], bytes]:
    """Return what writes the format that an extension names; known before anything is looked up."""
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        message = f"Uitvoer naar “{suffix or 'een bestand zonder extensie'}” kan niet; kies {' of '.join(FORMATS)}."
        raise Unprocessable("unknown_format", message, field="out")
    return FORMATS[suffix]


def programme_csv(answered: Programme) -> bytes:
    """Return the answer as CSV for a Belgian Excel, a line per purchase, those with faults among them."""
    return excel_csv([_HEADER, *(row for _, row in _rows(answered))])


def programme_xlsx(answered: Programme) -> bytes:
    """Return the answer as a workbook: the purchases, and the totals per advice."""
    totals = [(ADVICES[t.advice], float(t.lines), t.value, float(t.without_value)) for t in answered.totals]
    return _workbook(
        Sheet("aankopen", _HEADER, ((f"regel {line}", _fitting(row)) for line, row in _rows(answered))),
        Sheet("totalen", _TOTALS, ((total[0], total) for total in totals)),
    )


def _fitting(row: Sequence[str | float]) -> Sequence[str | float]:
    """Return a row of which every text fits a cell: one that is cut off says so."""
    return [_cut(cell) if isinstance(cell, str) and units(cell) > LONGEST_CELL else cell for cell in row]


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(_CUT))]
    return kept.decode("utf-16-le", "ignore") + _CUT


FORMATS = MappingProxyType({".csv": programme_csv, ".xlsx": programme_xlsx})


def template_xlsx() -> bytes:
    """Return a workbook to fill in: one worksheet with the names of the columns, one that explains them."""
    told = ((name, (name, *about)) for name, about in COLUMNS.items())
    return _workbook(Sheet("aankopen", tuple(COLUMNS), ()), Sheet("uitleg", EXPLANATION, told))


def _workbook(*sheets: Sheet) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "programma.xlsx"
        write_sheets(path, sheets)
        return path.read_bytes()


def _rows(answered: Programme) -> Iterator[tuple[int, Sequence[str | float]]]:
    """Give the cells of each line; what is wrong with it stands in the last."""
    for outcome in answered.by_line():
        wrong = "; ".join(f"{error.field}: {error.sentence}" for error in outcome.errors)
        stated = outcome.row.line.stated if outcome.row else outcome.errors[0].stated
        told = _answer(outcome.row) if outcome.row else [""] * (len(_HEADER) - len(_STATED) - 2)
        yield outcome.line, (float(outcome.line), *(_plain(stated.get(name, "")) for name in _STATED), *told, wrong)


def _plain(cell: str | float) -> str | float:
    return cell if isinstance(cell, str) else float(cell)


def _answer(row: ProgrammeRow) -> Sequence[str | float]:
    market = row.market
    return (
        "; ".join(f"{r.id} {r.label}" for r in row.understood.rubrics),
        VERDICTS[row.regime(_FIRST).verdict], " ".join(r.sentence for r in row.regime(_FIRST).because),
        *(VERDICTS[row.regime(name).verdict] for name in _OTHER_REGIMES),
        float(market.presumed), float(market.to_verify), ADVICES[market.advice], market.because,
    )  # fmt: skip
