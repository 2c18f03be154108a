"""`match --programme`: of each planned purchase in a spreadsheet what was understood, the law and the market."""

from datetime import date
from pathlib import Path

from rich.table import Table

from supplier_guide.cli.opened import opened
from supplier_guide.cli.output import console, print_json, progress
from supplier_guide.errors import Unprocessable
from supplier_guide.matching.programme import LineError, Programme, ProgrammeRow, Total
from supplier_guide.matching.programme_presenting import programme_json
from supplier_guide.model.need import Buyer, Regime
from supplier_guide.office.asking import answer_programme, read_file
from supplier_guide.office.matching_parts import matching_parts
from supplier_guide.office.programme_tables import VERDICTS, check_format, write_programme
from supplier_guide.rules import ADVICES
from supplier_guide.web.needs.amounts import euros


def match_programme(file: Path, *, out: Path | None, buyer: Buyer, regime: Regime, json: bool) -> None:
    """Answer the programme in a file, on the terminal and in a file; refuse at the end when a line had a fault."""
    if out is not None:
        check_format(out)
    body = read_file(file)
    with opened(read_only=True) as library:
        parts = matching_parts(library)
        with progress("Aankopen nakijken", total=None, quiet=json) as report:
            answered = answer_programme(
                parts, body, today=date.today(), buyer=buyer, regime=regime, progress=report  # noqa: DTZ011 - the day of whoever types
            )  # fmt: skip
        rules_version = parts.rules.rules_version
    if out is not None:
        write_programme(out, answered)
    if json:
        print_json(programme_json(answered, rules_version=rules_version))
    else:
        _print(answered, out)
    _refuse(answered)


def _refuse(answered: Programme) -> None:
    faulty = len({error.line for error in answered.errors})
    if faulty:
        lines = "1 regel heeft" if faulty == 1 else f"{faulty} regels hebben"
        raise Unprocessable("refused_lines", f"{lines} een fout; de andere zijn beantwoord.")


def _print(answered: Programme, out: Path | None) -> None:
    for warning in answered.warnings:
        console.print(f"Let op: {warning}", soft_wrap=True)
    if out is not None:
        console.print(f"{_purchases(len(answered.rows))} beantwoord in {out}", soft_wrap=True)
    elif answered.rows:
        console.print(_answers(answered.rows))
    if answered.errors:
        console.print(_faults(answered.errors))
    if answered.rows and answered.rows[0].need.buyer.kind is None:
        console.print("Of u mag voorbehouden, hangt af van wie koopt. Zeg het met --buyer.", soft_wrap=True)
    for total in answered.totals:
        if total.lines:
            console.print(_total(total), soft_wrap=True)
    if answered.rows:
        console.print(answered.disclaimer, soft_wrap=True)


def _answers(rows: tuple[ProgrammeRow, ...]) -> Table:
    table = Table("Regel", "Aankoop", "Rubriek", "Artikel 15", "In aanmerking", "Na te kijken", "Advies")
    for row in rows:
        market, line = row.market, row.line
        table.add_row(
            str(line.line), line.description or ", ".join(line.cpv),
            next((r.label for r in row.understood.rubrics), ""),
            VERDICTS[row.regime("art15").verdict], str(market.presumed), str(market.to_verify), ADVICES[market.advice],
        )  # fmt: skip
    return table


def _faults(errors: tuple[LineError, ...]) -> Table:
    table = Table("Regel", "Aankoop", "Veld", "Wat er mis is")
    for error in errors:
        table.add_row(str(error.line), error.description, error.field, error.sentence)
    return table


def _total(total: Total) -> str:
    unstated = f", en {_purchases(total.without_value)} zonder waarde" if total.without_value else ""
    return f"{ADVICES[total.advice]}: {_purchases(total.lines)}, samen {euros(total.value)}{unstated}"


def _purchases(count: int) -> str:
    return "1 aankoop" if count == 1 else f"{count} aankopen"
