"""What a verdict may hang on and nobody said yet, in words."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

UNSAID: Mapping[str, str] = MappingProxyType(
    {
        "regime": "welke regels gelden: gewone opdracht, speciale sectoren of concessie",
        "buyer.kind": "wie koopt",
        "buyer.is_contracting_authority": "of u een aanbestedende overheid bent",
        "buyer.designated_art91": "of u aangewezen bent voor artikel 91",
        "buyer.art91_award_last_3y": "of u de voorbije drie jaar al met artikel 91 gunde",
        "procedure_has_notice": "of er een aankondiging komt",
        "estimated_total": "de geraamde waarde van de hele opdracht, zonder btw",
        "lots.value": "de geraamde waarde van elk perceel, zonder btw",
        "lots.currency": "het bedrag in euro",
        "lots.cpv": "de CPV-hoofdcode",
        "lots.nature": "of het om diensten, leveringen of werken gaat",
        "lots.duration_months": "hoelang de opdracht duurt",
        "lots.reserved_execution": "of u de uitvoering voorbehoudt",
    }
)
"""By the name of the field of a need."""

_ASIDE = {"estimated_total": "lots.value"}
"""Fields that need not be named beside another that is."""


def unsaid(missing: Iterable[str]) -> list[str]:
    """Return which of the fields that a verdict misses are to be named."""
    kept = [name for name in missing if name in UNSAID]
    return [name for name in kept if _ASIDE.get(name) not in kept]
