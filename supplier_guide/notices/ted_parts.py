"""What the forms of both releases of TED_EXPORT share: finding elements, reservations, codes and amounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from supplier_guide.model.need import ReservedCode, ReservedExecution
from supplier_guide.notices.facts import codes
from supplier_guide.notices.remarks import Remarks
from supplier_guide.notices.tree import Element
from supplier_guide.notices.values import Money, money

Moment = tuple[str | None, str | None]
"""A date and a time, as written."""

_WORKSHOP = ("RESTRICTED_SHELTERED_WORKSHOP", "RESTRICTED_TO_SHELTERED_WORKSHOPS")
_PROGRAMME = ("RESTRICTED_SHELTERED_PROGRAM", "RESTRICTED_TO_FRAMEWORK")
_MISSION = ("RESERVED_ORGANISATIONS_SERVICE_MISSION",)


@dataclass(frozen=True, slots=True)
class Form:
    """One form in one language."""

    element: Element
    remarks: Remarks

    @property
    def is_current(self) -> bool:
        """Whether the form is one of R2.0.9; those of R2.0.8 name their sections otherwise."""
        return bool(self.element.all("OBJECT_CONTRACT") or self.element.all("CONTRACTING_BODY"))

    def has(self, *names: str) -> bool:
        """Whether an element of these names stands anywhere, and does not say no."""
        return any(one.attributes.get("VALUE") not in {"NO", "N"} for one in self.element.within(*names))

    def attribute(self, name: str, *elements: str) -> str | None:
        """Return the first value of an attribute of elements anywhere."""
        return next(filter(None, (one.attributes.get(name) for one in self.element.within(*elements))), None)

    @property
    def reserved(self) -> tuple[ReservedCode, ...] | None:
        """Return who may take part, for all lots; nothing when no element says so."""
        found = [
            *([ReservedCode.SHELTERED] if self.has(*_WORKSHOP) else []),
            *([ReservedCode.PUBLIC_SERVICE] if self.has(*_MISSION) else []),
        ]
        return tuple(found) or None

    @property
    def reserved_execution(self) -> ReservedExecution | None:
        """Return whether the contract must be performed in a sheltered programme; nothing when no element says so."""
        return "yes" if self.has(*_PROGRAMME) else None


def cpv_codes(elements: Iterator[Element] | list[Element]) -> list[str]:
    """Return the codes of ``CPV_MAIN`` or ``CPV_ADDITIONAL`` elements."""
    return codes(code.attributes.get("CODE") or code.text for one in elements for code in one.all("CPV_CODE"))


def amount(element: Element | None, currency: str | None, remarks: Remarks) -> Money | None:
    """Return the amount of an element; ``FMTVAL`` is its value as a machine writes it."""
    if element is None:
        return None
    written = element.attributes.get("FMTVAL") or element.text
    return money(written, element.attributes.get("CURRENCY") or currency, remarks)


def paragraphs(*elements: Element | None) -> str | None:
    """Return the text of elements, each beginning on a line of its own."""
    return "\n".join(said for one in elements if one is not None and (said := one.content().strip())) or None
