"""The questions of `/voorbehouden`, one a screen: what is asked, of whom, and when an answer was given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from supplier_guide.rules import Rules
from supplier_guide.web.needs import choices as c
from supplier_guide.web.needs.typed import DURATION, Typed, said

_OWN_CHOICE = frozenset({"vereniging", "bedrijf"})
_DOUBTFUL = frozenset({"vereniging", "bedrijf", "school", "zorg", "nuts"})
_MAY_USE_ART91 = frozenset({"gewest", "gemeenschap", "federaal"})
_CLOSED_LIST = "art77"

Applies = Callable[[Typed, Rules], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A question; ``fields`` are those on its screen, the first is the one that may be "onbekend"."""

    fields: tuple[str, ...]
    title: str
    hint: str
    choices: c.Choices | None
    applies: Applies

    @property
    def name(self) -> str:
        """The field that the question is known by."""
        return self.fields[0]

    def answered(self, typed: Typed) -> bool:
        """Whether there is an answer, even that it is not known."""
        return any(typed.one(field) for field in self.fields[: 3 if self.fields == DURATION else 1])


def _inside(typed: Typed, _rules: Rules) -> bool:
    """Whether the buyer may fall under the law, as far as was answered."""
    kind, authority = typed.one("koper"), typed.one("overheid")
    if kind in _OWN_CHOICE:
        return authority == "ja"
    return not (kind in {"school", "zorg"} and authority == "nee")


def _about_authority(typed: Typed, _rules: Rules) -> bool:
    return typed.one("koper") in _DOUBTFUL


def _services(typed: Typed, rules: Rules) -> bool:
    return _inside(typed, rules) and typed.one("soort") in {"diensten", c.UNKNOWN} and _no_concession(typed)


def _no_concession(typed: Typed) -> bool:
    return typed.one("regels") != "concessie"


def _on_list(typed: Typed, rules: Rules) -> bool:
    code = said(typed.one("cpv"))[:8]
    return _services(typed, rules) and rules.cpv_sets[_CLOSED_LIST].holds(code)


def _designated(typed: Typed, rules: Rules) -> bool:
    return _on_list(typed, rules) and typed.one("regels") == "gewoon" and typed.one("koper") not in _MAY_USE_ART91


def _earlier(typed: Typed, rules: Rules) -> bool:
    return _on_list(typed, rules) and (typed.one("koper") in _MAY_USE_ART91 or typed.one("aangewezen") == "ja")


QUESTIONS = (
    Question(("koper",), "Wie koopt?", "Niet elke koper valt onder de wet overheidsopdrachten.",
             c.BUYERS, lambda _t, _r: True),
    Question(("overheid",), "Bent u een aanbestedende overheid?",
             "Ja, als een overheid u vooral betaalt, leidt of controleert. Twijfelt u, vraag het na bij uw bestuur.",
             c.TRUTHS, _about_authority),
    Question(("regels",), "Welke regels gelden voor uw opdracht?", "", c.REGIMES, _inside),
    Question(("soort",), "Wat koopt u?", "Kies wat het meeste waard is.", c.NATURES, _inside),
    Question(DURATION, "Hoelang duurt de opdracht?", "Met alle verlengingen die u in het bestek zet.", None, _inside),
    Question(("bedrag", "per", "btw", "tarief"), "Wat is de opdracht waard?",
             "Raam de hele opdracht: alle percelen, opties en verlengingen samen.", None, _inside),
    Question(("datum",), "Wanneer maakt u bekend, of nodigt u ondernemingen uit?",
             "De regels van die dag gelden.", None, _inside),
    Question(("aankondiging",), "Komt er een aankondiging?",
             "Een aankondiging staat op e-Procurement en, bij grote bedragen, op TED.", c.TRUTHS, _inside),
    Question(("cpv",), "Wat is de CPV-hoofdcode?",
             "Acht cijfers. Voor sociale diensten hangt er veel van af; voor artikel 15 niets.", None, _services),
    Question(("aangewezen",), "Bent u aangewezen voor artikel 91?",
             "Uw code staat op de gesloten lijst. Alleen de federale Staat, de gemeenschappen, de gewesten en wie zij "
             "aanwijzen, mogen artikel 91 gebruiken.", c.TRUTHS, _designated),
    Question(("eerder",), "Gaf u de voorbije drie jaar al zo’n opdracht met artikel 91?", "", c.TRUTHS, _earlier),
)  # fmt: skip


def asked(typed: Typed, rules: Rules) -> Iterator[Question]:
    """Give the questions that apply, as far as the answers so far tell."""
    return (q for q in QUESTIONS if q.applies(typed, rules))


def answer_words(question: Question, typed: Typed) -> str:
    """Return an answer in words."""
    values = [typed.one(field) for field in question.fields]
    if said(values[0]) != values[0] or not any(values):
        return "weet ik nog niet"
    if question.choices is not None:
        chosen = question.choices.get(values[0])
        return chosen.label if chosen else values[0]
    return values[0]
