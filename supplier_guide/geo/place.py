"""A place as a visitor means it."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What sort of place a name or code stands for."""

    MUNICIPALITY = "municipality"
    POSTAL_CODE = "postal_code"
    LOCALITY = "locality"
    PROVINCE = "province"
    TERRITORY = "territory"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its territory code, position in WGS84 degrees and the territories that hold it.

    ``code`` is a REFNIS code (municipality, and for a postal code or locality that of its municipality) or a
    NUTS code; ``ancestors`` starts with ``code`` itself and ends with ``BE``.
    """

    code: str
    label: str
    label_fr: str
    kind: PlaceKind
    lat: float
    lon: float
    ancestors: tuple[str, ...]
    postal_codes: tuple[str, ...] = ()

    @property
    def is_area(self) -> bool:
        """Whether distances count from the edge (province, NUTS territory) rather than from the centre."""
        return self.kind in {PlaceKind.PROVINCE, PlaceKind.TERRITORY}
