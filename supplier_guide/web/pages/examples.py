"""Assignments to start from, in the words of a buyer; each is an address like any other."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from supplier_guide.web.pages.shown import PATH


@dataclass(frozen=True, slots=True)
class Example:
    """An assignment of an imagined buyer."""

    label: str
    text: str
    fields: Mapping[str, str]

    @property
    def href(self) -> str:
        """The address of its answer."""
        return f"{PATH}?{urlencode(self.fields)}"


EXAMPLES = (
    Example(
        "Een gemeente laat haar groen onderhouden",
        "Twee jaar, 42.500 euro per jaar zonder btw, in Sint-Niklaas.",
        MappingProxyType({
            "wat": "Onderhoud van bermen en plantsoenen",
            "beschrijving": "Gazons en bermen maaien, hagen snoeien, onkruid wieden op kerkhoven zonder pesticiden. "
            "Van maart tot oktober, om de twee weken.",
            "plaats": "9100 Sint-Niklaas", "bedrag": "42.500", "per": "jaar", "btw": "excl", "jaren": "2",
            "cpv": "77310000", "soort": "diensten", "koper": "lokaal", "regels": "gewoon", "aankondiging": "nee",
        }),
    ),
    Example(
        "Een school zoekt iemand voor soep en broodjes",
        "Elke schooldag, 18.000 euro per jaar met btw, in Leuven.",
        MappingProxyType({
            "wat": "Soep en belegde broodjes voor de middag",
            "beschrijving": "Elke schooldag voor 120 leerlingen: verse soep en belegde broodjes, "
            "geleverd voor 11.30 uur. Ook vegetarisch.",
            "plaats": "Leuven", "rubriek": "R07.03",
            "bedrag": "18.000", "per": "jaar", "btw": "incl", "tarief": "6", "jaren": "1",
            "verlengingen": "1", "soort": "diensten", "koper": "school", "regels": "gewoon",
        }),
    ),
    Example(
        "Een stad verdeelt een opdracht in drie percelen",
        "Poetsen, verhuizen en drukwerk in Gent; één ervan is voorbehouden.",
        MappingProxyType({
            "wat": "Poetsen van kantoren", "beschrijving": "Dagelijkse schoonmaak van twee gebouwen, 2.400 m².",
            "plaats": "Gent", "bedrag": "60.000", "cpv": "90919200", "soort": "diensten", "voorbehouden": "art15",
            "jaren": "1",
            "wat-2": "Interne verhuizingen", "beschrijving-2": "Meubels en archief verhuizen tussen stadsgebouwen.",
            "bedrag-2": "15.000", "rubriek-2": "R10.03", "voorbehouden-2": "nee",
            "wat-3": "Drukken en bussen van het stadsmagazine",
            "beschrijving-3": "Zesmaal per jaar drukken, insteken en adresseren van 8.000 exemplaren.",
            "bedrag-3": "22.000", "rubriek-3": "R02.03", "voorbehouden-3": "nee",
            "titel": "Facilitaire diensten", "koper": "lokaal", "regels": "gewoon", "aankondiging": "ja",
        }),
    ),
)  # fmt: skip
