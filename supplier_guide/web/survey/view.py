"""From an answer to the marktverkenning: the question, who was found, the law, and what is still to be asked."""

from collections.abc import Iterator
from dataclasses import dataclass

from supplier_guide.directory.licences import LICENCE
from supplier_guide.errors import TooLarge, Unprocessable
from supplier_guide.matching.answering import Answered, LotAnswer
from supplier_guide.matching.matcher import Match, reserved_for_art15
from supplier_guide.model.dutch import dutch_date
from supplier_guide.model.vocabulary import MODE_LABELS
from supplier_guide.printing.letters import LONGEST_LINK
from supplier_guide.rules import Rules
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.reading import Reading
from supplier_guide.web.pages.answered import asked_regimes, found_sentence, gone_from, headline_of, lot_title
from supplier_guide.web.pages.lawviews import ReasonView, law_view, market_view, reason_view
from supplier_guide.web.pages.scope import Scope
from supplier_guide.web.pages.shown import Shown
from supplier_guide.web.pages.suppliers import left_out_view
from supplier_guide.web.pages.understood import NOT_STATED, understood_view
from supplier_guide.web.pages.visit import SERVICE, Visit
from supplier_guide.web.pages.wording import enterprises, listing
from supplier_guide.web.survey.entries import Entry, Line, Row, entry

DISTANCE = "Afstand is geen voorwaarde of gunningscriterium."
MOST_ENTRIES = 500
"""Entries in one document, about a hundred pages."""
_LONGEST_QUESTION = 3_000
LONGEST_TYPED = 400
"""Characters of an address that somebody might type over from paper."""


@dataclass(frozen=True, slots=True)
class LotSurvey:
    """A perceel: what was asked, who was found, whether it may be reserved."""

    number: int
    title: str
    question: tuple[Row, ...]
    found: str
    market: str
    counts: tuple[Row, ...]
    verdict: str
    because: str
    basis: tuple[ReasonView, ...]
    missing: tuple[str, ...]
    evidence: tuple[str, ...]
    suppliers: tuple[Entry, ...]
    left_out: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole document; ``scored`` when it shows order, scores and who was left out."""

    service: str
    title: str
    facts: tuple[Row, ...]
    holds: str
    lost: tuple[str, ...]
    distance: str
    scored: bool
    several: bool
    lots: tuple[LotSurvey, ...]
    heed: tuple[ReasonView, ...]
    warnings: tuple[str, ...]
    made_on: str
    address: str
    data_version: str
    rules_read_on: str
    searched: str
    licence: str
    disclaimer: str


def survey(answered: Answered, reading: Reading, shown: Shown, visit: Visit, *, rules: Rules, scope: Scope) -> Survey:
    """Return the marktverkenning of an answer: of the perceel that is shown, of all for a shortlist or when none is.

    `Unprocessable` for a shortlist of which nobody stands in the answer, `TooLarge` beyond `MOST_ENTRIES`.
    """
    maker = _Maker(answered, reading, shown, visit, rules, scope)
    lots = tuple(maker.lot(n) for n in maker.positions())
    pitfalls = [reason for answer in answered.lots if answer.reservation for reason in answer.reservation.pitfalls]
    address = "" if shown.posted else visit.public_url + shown.address
    address = address if len(address) <= LONGEST_LINK else ""
    return Survey(
        service=SERVICE,
        title=answered.need.title or answered.need.lots[0].title or "Opdracht",
        facts=tuple(maker.facts(address)),
        holds=maker.holds(lots),
        lost=gone_from(answered, shown.shortlist) if scope.listed else (),
        distance=DISTANCE,
        scored=scope.scored,
        several=len(answered.lots) > 1,
        lots=lots,
        heed=tuple(dict.fromkeys(map(reason_view, pitfalls))),
        warnings=answered.warnings,
        made_on=dutch_date(visit.today),
        address=address,
        data_version=str(answered.data_version),
        rules_read_on=dutch_date(rules.version.rules_version) if maker.lawful else "",
        searched=visit.stamp,
        licence=LICENCE,
        disclaimer=next((a.reservation.disclaimer for a in answered.lots if a.reservation), ""),
    )


@dataclass(frozen=True)
class _Maker:
    answered: Answered
    reading: Reading
    shown: Shown
    visit: Visit
    rules: Rules
    scope: Scope

    @property
    def lawful(self) -> bool:
        """Whether the rules on reserving were applied at all."""
        return any(answer.reservation for answer in self.answered.lots)

    def positions(self) -> range:
        """Return which percelen are in the document, after checking that it is neither empty nor too long.

        The shortlist is one for all percelen.
        """
        many = len(self.answered.lots)
        chosen = 0 if self.scope.listed else min(self.shown.lot, many)
        positions = range(chosen - 1, chosen) if chosen else range(many)
        if self.scope.listed and not any(self._chosen(self.answered.lots[n]) for n in positions):
            message = "Er staat niemand op uw shortlist. Zet eerst ondernemingen op de shortlist."
            raise Unprocessable("empty_shortlist", message, field="shortlist")
        size = sum(len(self._chosen(self.answered.lots[n])) for n in positions)
        if size > MOST_ENTRIES:
            message = (
                f"Dit zijn {size} ondernemingen; in één document passen er {MOST_ENTRIES}. "
                "Kies één perceel, of zet ondernemingen op uw shortlist."
            )
            raise TooLarge("survey_too_long", message)
        return positions

    def _chosen(self, answer: LotAnswer) -> list[int]:
        """Return the places in the order of who is in the document: the shortlist, else who does this very work."""
        wanted = self.shown.shortlist
        matches = answer.matched.matches
        return [n for n, m in enumerate(matches) if (m.id in wanted if self.scope.listed else m.does_it)]

    def _found(self, answer: LotAnswer) -> str:
        """Say how many were found, and who of them is left out of a document of all."""
        beside = sum(not m.does_it for m in answer.matched.matches)
        if self.scope.listed or not beside:
            return found_sentence(answer)
        one = "1 van hen doet iets ernaast of gebruikt alleen uw woorden, en staat"
        many = f"{beside} van hen doen iets ernaast of gebruiken alleen uw woorden, en staan"
        return f"{found_sentence(answer)}. {one if beside == 1 else many} niet in dit document"

    def facts(self, address: str) -> Iterator[Row]:
        made, version = dutch_date(self.visit.today), self.answered.data_version
        yield Row("Opgemaakt op", (Line(made),))
        yield Row("Gegevens", (Line(f"versie {version}", self.visit.stamp),))
        if self.lawful:
            rules = f"nagekeken op {dutch_date(self.rules.version.rules_version)}"
            yield Row("Regels", (Line(rules, f"toegepast zoals ze gelden op {dutch_date(self.answered.on)}"),))
        if address:
            told = address if len(address) <= LONGEST_TYPED else "open deze vraag"
            yield Row(
                "Deze vraag online", (Line(told, "" if told == address else "adres te lang om te drukken", address),)
            )

    def holds(self, lots: tuple[LotSurvey, ...]) -> str:
        named = len({e.href for lot in lots for e in lot.suppliers})
        of = f" van {lots[0].title.split(':')[0].lower()}" if len(lots) == 1 and len(self.answered.lots) > 1 else ""
        if self.scope.listed:
            return f"{enterprises(named)} van de shortlist{of}"
        return f"alle gevonden ondernemingen die dit werk doen{of}: {named}"

    def lot(self, n: int) -> LotSurvey:
        answer, lot = self.answered.lots[n], self.answered.need.lots[n]
        reserved = reserved_for_art15(answer.matched.understood)
        matches = answer.matched.matches
        found = [
            entry(matches[k], k + 1, self.visit, reserved=reserved, scored=self.scope.scored)
            for k in self._chosen(answer)
        ]
        left = map(self.left_out, answer.matched.left_out if self.scope.scored else ())
        market = market_view(answer.market) if answer.market else None
        law = law_view(answer.reservation, self.rules, self.answered.need, lambda _: "") if answer.reservation else None
        asked = asked_regimes(lot, self.answered.need)
        regimes = [r for r in (*law.open_, *law.closed) if r.id in asked] if law and not law.outside else []
        verdict = headline_of(answer, self.answered.need, self.rules)
        return LotSurvey(
            number=n + 1,
            title=lot_title(lot, n) if len(self.answered.lots) > 1 else "",
            question=tuple(self.question(n)),
            found=self._found(answer),
            market=market.because if market else "",
            counts=tuple(Row(label, (Line(value),)) for label, value in market.counts) if market else (),
            verdict=verdict.word,
            because=verdict.text,
            basis=tuple({r.article: r for regime in regimes for r in regime.reasons}.values()),
            missing=tuple(link.label for regime in regimes for link in regime.missing),
            evidence=tuple(dict.fromkeys(text for regime in regimes for text in regime.evidence)),
            suppliers=tuple(sorted(found, key=lambda e: e.order)),
            left_out=tuple(sorted(left, key=lambda line: line.text.casefold())),
        )

    def left_out(self, match: Match) -> Line:
        view = left_out_view(match)
        return Line(view.name, view.because, self.visit.public_url + view.href)

    def question(self, n: int) -> Iterator[Row]:
        """Give the question as it was asked, and how it was read."""
        answer, lot, need = self.answered.lots[n], self.answered.need.lots[n], self.answered.need
        estimate = self.reading.estimates[n] if n < len(self.reading.estimates) else None
        read = understood_view(answer.matched.understood, need, self.shown, self.visit, position=n, estimate=estimate)
        yield _row("Wat", lot.title or need.title)
        yield _row("Beschrijving", _shortened(lot.description or need.description or ""))
        for row in read.rows:
            yield Row(row.label, tuple(Line(part.text.label, part.because) for part in row.parts))
        yield _row("Soort", c.NATURES[word].label if (word := c.word_for(c.NATURES, lot.nature)) else "")
        yield _row("Manier van werken", listing([MODE_LABELS[mode] for mode in lot.modes]))
        yield _row("Certificaten", listing(lot.certificates))
        yield _row("Gezochte woorden", read.words or "geen")


def _row(label: str, text: str | None) -> Row:
    return Row(label, (Line(text or NOT_STATED),))


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_QUESTION:
        return text
    return f"{text[:_LONGEST_QUESTION].rsplit(' ', 1)[0]} … (ingekort: de volledige tekst heeft {len(text)} tekens)"
