"""The marktverkenning as a table: a line for each supplier of each perceel; what others wrote is never run."""

import csv
import io
from collections.abc import Iterator

from supplier_guide.office.cells import guard
from supplier_guide.office.columns import STAMPS
from supplier_guide.web.survey.entries import Entry, Line
from supplier_guide.web.survey.view import DESCRIPTION, LotSurvey, Survey

_FIRST = ("perceel", "onderneming", "ondernemingsnummer", "rechtsvorm", "gemeente")
_ROWS = (
    "Activiteit", "Werkgebied", "Erkenning", "Artikel 15", "Vraag nog", "Gevonden", "Niet gevonden",
)  # fmt: skip
_CONTACT = ("functie", "telefoon", "e-mail", "website")
_LAST = (
    "bronnen", "pagina in de gids", "opdracht", "vraag", "vraag online", "opgemaakt op", "regels nagekeken op",
    "let op",
)  # fmt: skip
_SCORES = ("plaats", "score", "bevindingen", "weggevallen omdat")
_MARK = " | "


def survey_csv(survey: Survey) -> bytes:
    """Return the table as CSV (comma, CRLF, UTF-8), with licence and data version on every line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    scores = _SCORES if survey.scored else ()
    head = (*_FIRST, *map(str.lower, _ROWS), *_CONTACT, *scores, *_LAST, *(column.name for column in STAMPS))
    writer.writerow(head)
    for lot in survey.lots:
        for cells in _lines(lot, survey):
            writer.writerow([guard(cell) for cell in (*cells, survey.licence, survey.data_version)])
    return text.getvalue().encode()


def _lines(lot: LotSurvey, survey: Survey) -> Iterator[tuple[str, ...]]:
    asked = _MARK.join(f"{row.label}: {_joined(row.lines)}" for row in lot.question if row.label != DESCRIPTION)
    about = (survey.title, asked, survey.address, survey.made_on, survey.rules_read_on, survey.distance)
    for entry in lot.suppliers:
        rows = {row.label: _joined(row.lines) for row in entry.rows}
        contact = {line.note: line.text for line in entry.contact}
        yield (
            str(lot.number), entry.name, entry.number, entry.legal_form, entry.town,
            *(rows.get(label, "") for label in _ROWS), *(contact.get(kind, "") for kind in _CONTACT),
            *_scores(entry), _joined(entry.sources, "href"), entry.href, *about,
        )  # fmt: skip
    for line in lot.left_out:
        blank = [""] * (len(_FIRST) - 2 + len(_ROWS) + len(_CONTACT) + len(_SCORES) - 1)
        yield (str(lot.number), line.text, *blank, line.note, "", line.href, *about)


def _scores(entry: Entry) -> tuple[str, ...]:
    scored = entry.scored
    if scored is None:
        return ()
    told = [f"{f.label}: {f.word}, {f.part or 'voorwaarde'}" for f in scored.findings]
    return (str(scored.rank), scored.total, _MARK.join(told), "")


def _joined(lines: tuple[Line, ...], part: str = "") -> str:
    """Return lines in one cell; of sources the whole address."""
    return _MARK.join(line.href if part else f"{line.text} ({line.note})" if line.note else line.text for line in lines)
