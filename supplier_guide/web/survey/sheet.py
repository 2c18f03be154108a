"""The marktverkenning as a table: a line for each supplier of each perceel."""

from collections.abc import Iterator

from supplier_guide.office.columns import STAMPS
from supplier_guide.office.excel_csv import excel_csv
from supplier_guide.web.survey.entries import Entry, Line
from supplier_guide.web.survey.view import LONGEST_TYPED, LotSurvey, Survey

_FIRST = ("perceel", "titel van het perceel", "onderneming", "ondernemingsnummer", "rechtsvorm", "gemeente")
_ROWS = (
    "Activiteit", "Werkgebied", "Erkenning", "Artikel 15", "Vraag nog", "Gevonden", "Niet gevonden",
)  # fmt: skip
_CONTACT = ("functie", "telefoon", "e-mail", "website")
_LAST = (
    "bronnen", "pagina in de gids", "opdracht", "vraag online", "opgemaakt op", "regels nagekeken op",
    "let op",
)  # fmt: skip
_SCORES = ("plaats", "score", "bevindingen", "weggevallen omdat")
_MARK = " | "


def survey_csv(survey: Survey) -> bytes:
    """Return the table as CSV, with licence and data version on every line."""
    scores = _SCORES if survey.scored else ()
    head = (*_FIRST, *map(str.lower, _ROWS), *_CONTACT, *scores, *_LAST, *(column.name for column in STAMPS))
    lines = (cells for lot in survey.lots for cells in _lines(lot, survey))
    return excel_csv([head, *((*cells, survey.licence, survey.data_version) for cells in lines)])


def _lines(lot: LotSurvey, survey: Survey) -> Iterator[tuple[str, ...]]:
    # The whole question stands once in the document; on each line it would make the table ten times as large.
    named = (str(lot.number), lot.title.partition(": ")[2])
    address = survey.address if len(survey.address) <= LONGEST_TYPED else ""
    about = (survey.title, address, survey.made_on, survey.rules_read_on, survey.distance)
    for entry in lot.suppliers:
        rows = {row.label: _joined(row.lines) for row in entry.rows}
        contact = {line.note: line.text for line in entry.contact}
        yield (
            *named, entry.name, entry.number, entry.legal_form, entry.town,
            *(rows.get(label, "") for label in _ROWS), *(contact.get(kind, "") for kind in _CONTACT),
            *_scores(entry), _joined(entry.sources, "href"), entry.href, *about,
        )  # fmt: skip
    for line in lot.left_out:
        blank = [""] * (len(_FIRST) - 3 + len(_ROWS) + len(_CONTACT) + len(_SCORES) - 1)
        yield (*named, line.text, *blank, line.note, "", line.href, *about)


def _scores(entry: Entry) -> tuple[str, ...]:
    scored = entry.scored
    if scored is None:
        return ()
    told = [f"{f.label}: {f.word}, {f.part or 'voorwaarde'}" for f in scored.findings]
    return (str(scored.rank), scored.total, _MARK.join(told), "")


def _joined(lines: tuple[Line, ...], part: str = "") -> str:
    """Return lines in one cell; of sources the whole address."""
    return _MARK.join(line.href if part else f"{line.text} ({line.note})" if line.note else line.text for line in lines)
