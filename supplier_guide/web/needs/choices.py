"""The choices of the fields: the word in the address, the words on the page, the value in the need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from supplier_guide.model.need import BuyerKind, Nature, Regime, ReservedCode
from supplier_guide.model.vocabulary import MODE_LABELS

UNKNOWN = "onbekend"
"""What stands in the address when somebody says not to know."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; ``note`` explains it where there is room."""

    value: str
    label: str
    meaning: Any
    note: str = ""


Choices = Mapping[str, Choice]


def _choices(*rows: Choice) -> Choices:
    return MappingProxyType({row.value: row for row in rows})


BUYERS = _choices(
    Choice("lokaal", "Gemeente, OCMW, provincie of intercommunale", BuyerKind.LOCAL_AUTHORITY),
    Choice("school", "School of hogeschool", BuyerKind.SCHOOL),
    Choice("zorg", "Ziekenhuis, woonzorgcentrum of andere zorg", BuyerKind.CARE),
    Choice("gewest", "Gewest, of een agentschap ervan", BuyerKind.REGION),
    Choice("gemeenschap", "Gemeenschap", BuyerKind.COMMUNITY),
    Choice("federaal", "Federale overheid", BuyerKind.STATE),
    Choice("nuts", "Nutsbedrijf: water, energie, vervoer of post", BuyerKind.UTILITY),
    Choice("vereniging", "Vereniging", BuyerKind.ASSOCIATION),
    Choice("bedrijf", "Bedrijf", BuyerKind.COMPANY),
)
REGIMES = _choices(
    Choice("gewoon", "Gewone overheidsopdracht", Regime.CLASSIC, "de klassieke sectoren: bijna altijd"),
    Choice("speciaal", "Speciale sectoren", Regime.UTILITIES, "voor water, energie, vervoer of post"),
    Choice("concessie", "Concessie", Regime.CONCESSION, "u betaalt met het recht om iets uit te baten"),
)
NATURES = _choices(
    Choice("diensten", "Diensten", Nature.SERVICES, "iemand doet werk voor u: poetsen, maaien, drukken"),
    Choice("leveringen", "Leveringen", Nature.SUPPLIES, "u koopt of huurt producten"),
    Choice("werken", "Werken", Nature.WORKS, "bouwen, wegen, renovatie"),
)
RESERVED = _choices(
    Choice("art15", "Ja, toegang voorbehouden (artikel 15)", ReservedCode.SHELTERED),
    Choice("uitvoering", "Ja, uitvoering voorbehouden (artikel 15)", None),
    Choice("art91", "Ja, voorbehouden dienst (artikel 91)", ReservedCode.PUBLIC_SERVICE),
    Choice("nee", "Nee", ReservedCode.NONE),
)
TRUTHS = _choices(Choice("ja", "Ja", meaning=True), Choice("nee", "Nee", meaning=False))
PER = _choices(
    Choice("totaal", "voor de hele opdracht", meaning=False), Choice("jaar", "per jaar", meaning=True)
)  # fmt: skip
VAT = _choices(Choice("excl", "zonder btw", meaning=False), Choice("incl", "met btw", meaning=True))
RATES = _choices(*(Choice(str(rate), f"{rate} %", rate) for rate in (21, 12, 6, 0)))
MODES = _choices(*(Choice(mode.value, label, mode) for mode, label in MODE_LABELS.items()))


def word_for(choices: Choices, meaning: Any) -> str | None:
    """Return the word in the address for a value of the need."""
    return next((c.value for c in choices.values() if c.meaning == meaning), None)


def words(choices: Choices) -> str:
    """Return the labels, for a complaint about a word that is none of them."""
    return _listed(f"“{c.label}”" for c in choices.values())


def _listed(labels: Iterable[str]) -> str:
    *head, last = labels
    return f"{', '.join(head)} of {last}"
