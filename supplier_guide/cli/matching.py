"""`match`: who can carry out a need, a notice or a specification, on the terminal; or a whole purchase programme."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from supplier_guide.cli.opened import opened
from supplier_guide.cli.output import AsJson, console, print_json
from supplier_guide.cli.programmes import match_programme
from supplier_guide.matching.answering import Answered, LotAnswer
from supplier_guide.matching.combining import Combination
from supplier_guide.matching.matcher import Match
from supplier_guide.matching.presenting import answer_json
from supplier_guide.model.dutch import kilometres
from supplier_guide.model.need import Buyer, BuyerKind, Regime
from supplier_guide.model.notice import Notice
from supplier_guide.office.asking import answer_file
from supplier_guide.office.matching_parts import matching_parts
from supplier_guide.rules import UNSAID, RegimeCheck, Verdict, unsaid
from supplier_guide.web.needs.amounts import euros

_SHOWN = 10
_MISSES = 5
_WORDS = {Verdict.YES: "ja", Verdict.NO: "neen", Verdict.UNKNOWN: "niet te zeggen"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("match")(match)


def match(
    file: Annotated[
        Path | None, typer.Argument(help="Opdracht (JSON), aankondiging (XML, JSON) of bestek (Word, pdf, tekst).")
    ] = None,
    *,
    programme: Annotated[
        Path | None, typer.Option("--programme", help="Aankoopprogramma (xlsx, csv): een lijst van geplande aankopen.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Schrijf het antwoord op het programma naar dit bestand: .csv of .xlsx."),
    ] = None,
    buyer: Annotated[BuyerKind | None, typer.Option("--buyer", help="Wie koopt, bij een programma.")] = None,
    regime: Annotated[
        Regime | None, typer.Option("--regime", help="Welke regels gelden, bij een programma; anders classic.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Toon wie een opdracht kan uitvoeren, of u ze mag voorbehouden, en waarom; of van elke aankoop in een lijst."""
    if (file is None) == (programme is None):
        raise typer.BadParameter("Geef een bestand, of --programme BESTAND.")
    if programme is not None:
        match_programme(programme, out=out, buyer=Buyer(kind=buyer), regime=regime or Regime.CLASSIC, json=json)
    elif file is not None:
        if any(option is not None for option in (out, buyer, regime)):
            raise typer.BadParameter("--out, --buyer en --regime horen bij --programme.")
        _match_file(file, json=json)


def _match_file(file: Path, *, json: bool) -> None:
    with opened(read_only=True) as library:
        parts = matching_parts(library)
        answered, notice = answer_file(parts, file, today=date.today())  # noqa: DTZ011 - the day of whoever types
        rules_version = parts.rules.rules_version
    if json:
        print_json(answer_json(answered, notice=notice, rules_version=rules_version))
    else:
        _print(answered, notice)


def _print(answered: Answered, notice: Notice | None) -> None:
    for warning in (*(notice.warnings if notice else ()), *answered.warnings):
        _say(f"Let op: {warning}")
    for lot in answered.lots:
        _print_lot(lot)
    found = {match.id: match for lot in answered.lots for match in lot.matched.matches}
    for combination in answered.combinations:
        _say(_combined(combination, found))
    if answered.combinations:
        _say("Combinaties zijn een schets, geen offerte.")
    reservation = answered.lots[0].reservation
    if reservation is not None:
        _say(reservation.disclaimer)


def _print_lot(lot: LotAnswer) -> None:
    matched = lot.matched
    understood = matched.understood
    title = understood.lot.title or ""
    _say(f"\nPerceel {understood.lot.id}{': ' if title else ''}{title}")
    _say(_verdict(lot))
    rubrics = "; ".join(f"{r.label} ({', '.join(r.because)})" for r in understood.rubrics) or "geen rubriek"
    _say(f"Zo lezen we het: {rubrics}")
    places = ", ".join(p.label for p in understood.places) or "geen plaats"
    value = euros(understood.value) if understood.value is not None else "geen waarde"
    _say(f"Plaats: {places}. Waarde: {value}.")
    if understood.proposal:
        _say(understood.proposal.sentence)
    _print_reservation(lot)
    if matched.matches:
        console.print(_table(matched.matches[:_SHOWN]))
    for miss in matched.left_out[:_MISSES]:
        because = miss.failed.sentence if miss.failed else ""
        _say(f"Niet: {miss.name}. {because}")


def _verdict(lot: LotAnswer) -> str:
    """Return the line on top: how many fit, and how many are to be checked."""
    matches = lot.matched.matches
    fitting = sum(m.fits for m in matches)
    if not matches:
        return "Niemand gevonden die past."
    check, out = len(matches) - fitting, len(lot.matched.left_out)
    return ", ".join(
        (
            f"{fitting} {'past' if fitting == 1 else 'passen'}",
            f"{check} {'is' if check == 1 else 'zijn'} na te kijken",
            f"{out} {'valt' if out == 1 else 'vallen'} weg.",
        )
    )


def _print_reservation(lot: LotAnswer) -> None:
    if lot.reservation is None:
        return
    _say("Voorbehouden: " + "; ".join(map(_regime, lot.reservation.regimes)))
    procedures = [p.label for p in lot.reservation.procedures if p.verdict is Verdict.YES]
    _say(f"Procedures: {', '.join(procedures) or 'niet te zeggen'}")
    if lot.market is not None:
        _say(f"Markt: {lot.market.because}")


def _regime(regime: RegimeCheck) -> str:
    said = "; ".join(UNSAID[name] for name in unsaid(regime.missing))
    missing = f" (nog te zeggen: {said})" if said else ""
    return f"{regime.id} {_WORDS[regime.verdict]}{missing}"


def _table(matches: tuple[Match, ...]) -> Table:
    table = Table("", "Naam", "Score", "Afstand", "Oordeel", "Waarom")
    for rank, match in enumerate(matches, start=1):
        distance = kilometres(match.km) if match.km is not None else ""
        verdict = "past" if match.fits else "na te kijken"
        reasons = " ".join(f.sentence for f in match.findings)
        table.add_row(str(rank), match.name, f"{match.score:.2f}".replace(".", ","), distance, verdict, reasons)
    return table


def _combined(combination: Combination, found: Mapping[str, Match]) -> str:
    does = ", ".join(f"perceel {a.lot} {found[a.supplier].name}" for a in combination.assignments)
    gaps = f"; niemand voor {', '.join(combination.gaps)}" if combination.gaps else ""
    return f"Combinatie: {does}{gaps}"


def _say(text: str) -> None:
    console.print(text, soft_wrap=True)
