"""The answer to an assignment: the verdict on top, then the law, the market, who can do it, who was left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from supplier_guide.matching.answering import Answered, LotAnswer
from supplier_guide.matching.combining import Combination
from supplier_guide.matching.matcher import Match, reserved_for_art15
from supplier_guide.model.dutch import dutch_date, kilometres
from supplier_guide.model.need import Regime
from supplier_guide.rules import Rules
from supplier_guide.web.needs.amounts import total_sentence
from supplier_guide.web.needs.reading import Reading
from supplier_guide.web.needs.typed import OF_LOT, field
from supplier_guide.web.pages.answered import found_sentence, gone_from, headline_of, lot_title
from supplier_guide.web.pages.lawviews import (
    Headline,
    LawView,
    MarketView,
    law_view,
    market_view,
)
from supplier_guide.web.pages.said import Link
from supplier_guide.web.pages.scope import Scope
from supplier_guide.web.pages.shown import Go, Shown
from supplier_guide.web.pages.suppliers import (
    CompareView,
    LeftOutView,
    ListedView,
    SupplierView,
    compare_view,
    left_out_view,
    listed_view,
    supplier_view,
)
from supplier_guide.web.pages.understood import UnderstoodView, understood_view
from supplier_guide.web.pages.visit import Visit
from supplier_guide.web.pages.wording import listing

_FIRST = 10
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A supplier with what a visitor can do with it."""

    supplier: SupplierView
    keep: Go
    against: Go
    kept: bool


@dataclass(frozen=True, slots=True)
class LotLine:
    """A perceel in the overview."""

    title: str
    headline: Headline
    market: str
    found: str
    first: tuple[Link, ...]
    go: Go | None


@dataclass(frozen=True, slots=True)
class LotView:
    """A perceel in full."""

    title: str
    headline: Headline
    understood: UnderstoodView
    law: LawView | None
    market: MarketView | None
    amount: str
    choices: tuple[Choice, ...]
    more: Go | None
    left_out: tuple[LeftOutView, ...]
    compare: CompareView | None
    compared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CombinationView:
    """A few suppliers that cover the percelen together."""

    suppliers: str
    rows: tuple[tuple[str, Link, str], ...]
    gaps: str
    total: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The whole answer; ``post`` holds the fields of an answer without an address."""

    title: str
    on: str
    total: str
    lots: tuple[LotLine, ...]
    lot: LotView | None
    overview: Go | None
    combinations: tuple[CombinationView, ...]
    shortlist: tuple[tuple[ListedView, Go], ...]
    missing: tuple[str, ...]
    edit: Go
    routes: str
    address: str
    post: tuple[tuple[str, str], ...]
    downloads: tuple[Go, ...]
    shortlist_downloads: tuple[Go, ...]
    disclaimer: str
    warnings: tuple[str, ...]


def answer_view(answered: Answered, reading: Reading, shown: Shown, visit: Visit, *, rules: Rules) -> AnswerView:
    """Return the answer ready for a page."""
    maker = _Maker(answered, reading, shown, visit, rules)
    need, several = answered.need, len(answered.lots) > 1
    chosen = min(shown.lot, len(answered.lots)) if several else 1
    total = reading.total if need.estimated_total is None else need.estimated_total
    lot = maker.lot(chosen - 1) if chosen else None
    return AnswerView(
        title=need.title or need.lots[0].title or "Uw opdracht",
        on=dutch_date(answered.on),
        total="" if total is None or not several else total_sentence(total, len(need.lots)),
        lots=tuple(maker.line(n) for n in range(len(answered.lots))) if several else (),
        lot=lot,
        overview=shown.go("Alle percelen", "perceel", "0", lot=0) if several and chosen else None,
        combinations=tuple(maker.combination(c) for c in answered.combinations) if not chosen else (),
        shortlist=maker.shortlist(),
        missing=gone_from(answered, shown.shortlist),
        edit=shown.edit("Wijzig de opdracht"),
        routes=maker.routes(),
        address="" if shown.posted else visit.public_url + shown.address,
        post=tuple(shown.pairs()) if shown.posted else (),
        downloads=tuple(maker.downloads(listed=False)) if any(a.matched.matches for a in answered.lots) else (),
        shortlist_downloads=tuple(maker.downloads(listed=True)),
        disclaimer=next((a.reservation.disclaimer for a in answered.lots if a.reservation), ""),
        warnings=answered.warnings,
    )


@dataclass(frozen=True)
class _Maker:
    answered: Answered
    reading: Reading
    shown: Shown
    visit: Visit
    rules: Rules

    def line(self, n: int) -> LotLine:
        answer, lot = self.answered.lots[n], self.answered.need.lots[n]
        named = answer.matched.matches[:_NAMED]
        return LotLine(
            title=lot_title(lot, n),
            headline=headline_of(answer, self.answered.need, self.rules),
            market=answer.market.because if answer.market else "",
            found=found_sentence(answer),
            first=tuple(Link(m.name, f"/onderneming/{m.id}") for m in named),
            go=self.shown.go(f"Bekijk perceel {n + 1}", "perceel", str(n + 1), lot=n + 1) if self.reachable else None,
        )

    @property
    def reachable(self) -> bool:
        """Whether the fields hold this answer, so that another view of it can be asked for."""
        return self.reading.need is not None

    def lot(self, n: int) -> LotView:
        answer, lot = self.answered.lots[n], self.answered.need.lots[n]
        reserved = reserved_for_art15(answer.matched.understood)
        matches = answer.matched.matches
        most = len(matches) if self.shown.everything else _FIRST
        places = {m.id: place for place, m in enumerate(matches) if place < most or m.id in self.shown.compare}
        views = {i: supplier_view(matches[place], place + 1, reserved=reserved) for i, place in places.items()}
        compared = [views[i] for i in self.shown.compare if i in views]
        rest = len(matches) - most
        several = len(self.answered.lots) > 1
        return LotView(
            title=lot_title(lot, n) if several else "",
            headline=headline_of(answer, self.answered.need, self.rules),
            understood=understood_view(
                answer.matched.understood, self.answered.need, self.shown, self.visit,
                position=n, estimate=self.reading.estimates[n] if n < len(self.reading.estimates) else None,
            ),
            law=self.law(answer, n),
            market=market_view(answer.market) if answer.market else None,
            amount=found_sentence(answer),
            choices=tuple(self.choice(views[m.id]) for m in matches[:most]),
            more=self.shown.go(f"Toon ook de andere {rest}", "alles", "ja", jump="wie", everything=True)
            if rest > 0 and self.reachable else None,
            left_out=tuple(map(left_out_view, answer.matched.left_out)),
            compare=compare_view(compared) if len(compared) > 1 else None,
            compared=tuple(v.name for v in compared) if len(compared) == 1 else (),
        )  # fmt: skip

    def law(self, answer: LotAnswer, n: int) -> LawView | None:
        if answer.reservation is None:
            return None
        return law_view(answer.reservation, self.rules, self.answered.need, self.ask(n))

    def choice(self, view: SupplierView) -> Choice:
        return Choice(
            view, self.shown.keep(view.id, view.name), self.shown.against(view.id, view.name),
            view.id in self.shown.shortlist,
        )  # fmt: skip

    def ask(self, n: int) -> Callable[[str], str]:
        """Return where a field is corrected: on the form of this answer."""
        return lambda name: self.shown.edit("", field(name, n) if name in OF_LOT and name != "jaren" else name).href

    def shortlist(self) -> tuple[tuple[ListedView, Go], ...]:
        found: dict[str, tuple[Match, list[str]]] = {}
        for number, answer in enumerate(self.answered.lots, start=1):
            for match in answer.matched.matches:
                if match.id in self.shown.shortlist:
                    found.setdefault(match.id, (match, []))[1].append(str(number))
        several = len(self.answered.lots) > 1
        views = [listed_view(m, f"perceel {listing(lots)}" if several else "") for m, lots in found.values()]
        views.sort(key=lambda v: v.name.casefold())
        return tuple((v, self.shown.keep(v.id, v.name)) for v in views)

    def downloads(self, *, listed: bool) -> Iterator[Go]:
        """Give the ways to take this answer, or its shortlist, along; none where no field holds it."""
        if self.shown.pairs():
            plain, scored = Scope(listed=listed), Scope(listed=listed, scored=True)
            yield self.shown.download("Als document (pdf)", "pdf", plain)
            yield self.shown.download("Als tabel (csv)", "csv", plain)
            yield self.shown.download("Met scores en wie wegviel (pdf)", "pdf", scored)
            yield self.shown.download("Met scores, als tabel (csv)", "csv", scored)

    def combination(self, found: Combination) -> CombinationView:
        named = {m.id: m.name for a in self.answered.lots for m in a.matched.matches}
        titles = {lot.id: lot_title(lot, n) for n, lot in enumerate(self.answered.need.lots)}
        rows = tuple(
            (titles[a.lot], Link(named[a.supplier], f"/onderneming/{a.supplier}"), _km(a.km)) for a in found.assignments
        )
        return CombinationView(
            suppliers=listing([named[s] for s in found.suppliers]),
            rows=rows,
            gaps=listing([titles[g] for g in found.gaps]),
            total=_km(found.total_km),
        )

    def routes(self) -> str:
        need = self.answered.need
        word = {Regime.UTILITIES: "speciaal", Regime.CONCESSION: "concessie"}.get(
            need.regime or Regime.CLASSIC, "gewoon"
        )
        return f"/voorbehouden/teksten?regels={word}"


def _km(km: float) -> str:
    return "afstand niet bekend" if km == float("inf") else kilometres(km)
